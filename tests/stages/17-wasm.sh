#!/usr/bin/env bash
# same bytes from the engine in WebAssembly, 32 bits and another C library; the lab as one file, in a browser
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# Building it takes minutes and its compiler 0.8 GB: without being asked for all tests, only where it is built already.
dir=build-wasm
if [ "${SOCRED_TESTS:-}" != all ] && [ ! -f "$dir/engine/build.ninja" ]; then
	echo "skip the engine in WebAssembly: not built here (web/wasm/build.sh $dir, or ./quickstart test all)"
	exit 0
fi
web/wasm/build.sh "$dir"
[ "${1:-}" != build ] || exit 0
build_in build app/socred
status=0
tests/wasm/sameness.sh "$PWD" build/app/socred "$dir/engine/app/socred.js" || status=$?
[ "$status" -le 1 ] # 1: its lines say what differs
tests/wasm/page.sh "$PWD" "$dir/work" build/app/socred "$dir/engine/web/wasm/socred-lab.html" || status=$?
[ "$status" -le 1 ]
