#!/usr/bin/env bash
# every test on the release build
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

ninja -C build --quiet -j "$jobs"
meson_tests build
