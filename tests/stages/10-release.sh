#!/usr/bin/env bash
# every test on the release build
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# ./quickstart alone sets the build up without what the tests need.
meson introspect build --tests | grep -q '"name"' || meson setup --reconfigure build -Dtests=enabled
build_in build
# 25-sameness.sh compares the threads of this build as well; 20-address.sh fails each allocation and each write, where a sanitizer sees more. The
# tables of all scenarios and every pair of modules by itself take five times as long as all other tests together; tests/golden tells when
# they have to be run.
if [ "${SOCRED_TESTS:-}" = all ]; then
	meson_tests build --no-suite parallel
else
	meson_tests build --no-suite parallel --no-suite fault --no-suite long
fi
