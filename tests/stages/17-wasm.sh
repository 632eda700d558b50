#!/usr/bin/env bash
# same bytes from the engine in WebAssembly, 32 bits and another C library
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# Building it takes minutes and its compiler 0.8 GB: without being asked for all tests, only where it is built already.
dir=build-wasm
if [ "${SOCRED_TESTS:-}" != all ] && [ ! -f "$dir/engine/build.ninja" ]; then
	echo "skip the engine in WebAssembly: not built here (web/wasm/build.sh $dir, or ./quickstart test all)"
	exit 0
fi
web/wasm/build.sh "$dir" app/socred.js
build_in build app/socred
tests/wasm/sameness.sh "$PWD" build/app/socred "$dir/engine/app/socred.js" || [ $? -eq 1 ] # 1: its lines say what differs
