#!/usr/bin/env bash
# The engine in WebAssembly, by Emscripten: build.sh DIRECTORY [TARGET...]
#
# DIRECTORY/libraries: what it is linked with (libraries.sh). DIRECTORY/engine: a build of this project by Meson as any other, with a cross
# file: app/socred.js is the program itself for node, which the tests hold against the native one; web/wasm/engine.wasm is what a page calls;
# web/wasm/socred-lab.html, linked as DIRECTORY/socred-lab.html, is the lab as one file. Without threads and boosted trees.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift

for tool in emcc tclsh make meson ninja; do
	command -v $tool >/dev/null || {
		echo "build.sh: no $tool; tools/packages.txt says what the engine in WebAssembly is built with (kind wasm)" >&2
		exit 1
	}
done
# emcc takes its parser of JavaScript from Debian's modules, whichever node runs it.
export NODE_PATH=${NODE_PATH:+$NODE_PATH:}/usr/share/nodejs:/usr/lib/nodejs
export EMSDK_PYTHON=${EMSDK_PYTHON:-/usr/bin/python3} # not one that a user has put before it

"$here/libraries.sh" "$out/libraries"
printf "[constants]\nlibraries = '%s'\n" "$out/libraries" >"$out/where.ini"
[ -f "$out/engine/build.ninja" ] ||
	meson setup "$out/engine" "$root" --cross-file "$out/where.ini" --cross-file "$here/emscripten.ini" --buildtype=release \
		-Doptimization=2 -Db_staticpic=false -Dtests=disabled -Dthreads=disabled -Dtrees=disabled -Dhdf5=disabled >"$out/setup.log" 2>&1 || {
	cat "$out/setup.log"
	exit 1
}
ninja -C "$out/engine" --quiet "$@"
[ ! -f "$out/engine/web/wasm/socred-lab.html" ] || ln -sf engine/web/wasm/socred-lab.html "$out/socred-lab.html"
