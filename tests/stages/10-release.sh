#!/usr/bin/env bash
# every test on the release build
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# ./quickstart alone sets the build up without what the tests need.
meson introspect build --tests | grep -q '"name"' || meson setup --reconfigure build -Dtests=enabled
ninja -C build --quiet -j "$jobs"
# The tables of all scenarios take as long as all other tests together; tests/golden tells when they have to be run.
if [ "${SOCRED_TESTS:-}" = all ]; then
	meson_tests build
else
	meson_tests build --no-suite tables
fi
