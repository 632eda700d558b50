#!/usr/bin/env bash
# same bytes from gcc and clang, optimised and hardly, with and without vector instructions
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# program DIR OPTION...: the program alone, with nothing that is not needed to run.
program() {
	set_up "$@" -Dbuildtype=plain -Db_ndebug=true -Dtests=disabled -Dreport=false
	build_in "$1" app/socred
}

# The build of 20-address.sh differs from the one under test (gcc, -O3, vector instructions) in everything: clang, hardly optimised, sanitizers,
# plain C. A difference fails, whichever it is of. When all tests are asked for, two builds of their own say which.
plain=build-address-clang
programs=(build/app/socred "$plain/app/socred")
with=(build)
if [ "${SOCRED_TESTS:-}" = all ]; then
	CC=clang program build-same-clang-O2 -Doptimization=2
	CC=gcc program build-same-gcc-O0 -Doptimization=0
	programs+=(build-same-clang-O2/app/socred build-same-gcc-O0/app/socred)
	with+=(build-same-clang-O2 build-same-gcc-O0)
fi

[ "${1:-}" != build ] || exit 0
build_in build app/socred
build_in "$plain" app/socred
export LSAN_OPTIONS=suppressions=$PWD/tests/stages/leaks.supp:print_suppressions=0

# A comparison with a build without vector instructions says something only where the others have them and the processor too.
variants() {
	nm "$1/src/libsocred.so" | grep -cE '[._]avx(2|512)' || true
}
vectors_differ() {
	local dir
	for dir in "${with[@]}"; do
		[ "$(variants "$dir")" -gt 0 ] || return 1
	done
	[ "$(variants "$plain")" -eq 0 ]
}
if ! grep -qw avx2 /proc/cpuinfo; then
	echo "skip vector instructions: this processor has no AVX2"
elif vectors_differ; then
	echo "ok vector instructions: in the other builds and not in $plain"
else
	echo "not ok vector instructions: variants in ${with[*]} and $plain:" \
		"$(for dir in "${with[@]}" "$plain"; do variants "$dir"; done | tr '\n' ' ')"
fi
status=0
tests/parallel/sameness.sh "$PWD" "${programs[@]}" || status=$?
[ "$status" -le 1 ] # 1: its lines say what differs
