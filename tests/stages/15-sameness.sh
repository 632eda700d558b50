#!/usr/bin/env bash
# same bytes from gcc and clang, with and without optimisation and vector instructions
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# program DIR OPTION...: the program alone, with nothing that is not needed to run.
program() {
	set_up "$@" -Dbuildtype=plain -Db_ndebug=true -Dtests=disabled -Dreport=false
	build_in "$1" app/socred
}

CC=clang program build-same-clang-O2 -Doptimization=2
CC=gcc program build-same-gcc-plain -Doptimization=0 -Dvectors=disabled # one build for both: a difference fails, whichever it is of
build_in build app/socred # gcc, -O3
programs=(build/app/socred build-same-clang-O2/app/socred build-same-gcc-plain/app/socred)

# A comparison with a build without vector instructions says something only where the others have them and the processor too.
variants() {
	nm "$1/src/libsocred.so" | grep -cE '[._]avx(2|512)' || true
}
if ! grep -qw avx2 /proc/cpuinfo; then
	echo "skip vector instructions: this processor has no AVX2"
elif [ "$(variants build)" -gt 0 ] && [ "$(variants build-same-clang-O2)" -gt 0 ] && [ "$(variants build-same-gcc-plain)" -eq 0 ]; then
	echo "ok vector instructions: in one build and not in the other"
else
	echo "not ok vector instructions: variants in the builds by gcc, clang and without them:" \
		"$(variants build), $(variants build-same-clang-O2), $(variants build-same-gcc-plain)"
fi
status=0
tests/parallel/sameness.sh "$PWD" "${programs[@]}" || status=$?
[ "$status" -le 1 ] # 1: its lines say what differs
