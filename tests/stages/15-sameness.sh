#!/usr/bin/env bash
# same bytes from gcc and clang, with and without optimisation
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# program DIR OPTION...: builds the program alone, with nothing that is not needed to run.
program() {
	local dir=$1
	shift
	[ -f "$dir/build.ninja" ] || meson setup "$dir" -Dbuildtype=plain -Db_ndebug=true -Dtests=disabled -Dreport=false "$@" >"$dir.log" 2>&1 || {
		cat "$dir.log"
		return 1
	}
	ninja -C "$dir" --quiet -j "$jobs" app/socred
}

CC=gcc program build-same-gcc-O2 -Doptimization=2
CC=gcc program build-same-gcc-O0 -Doptimization=0
CC=clang program build-same-clang-O2 -Doptimization=2
programs=(build-same-gcc-O2/app/socred build-same-gcc-O0/app/socred build-same-clang-O2/app/socred)
[ ! -x build/app/socred ] || programs+=(build/app/socred)
status=0
tests/parallel/sameness.sh "$PWD" "${programs[@]}" || status=$?
[ "$status" -le 1 ] # 1: its lines say what differs
