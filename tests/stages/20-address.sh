#!/usr/bin/env bash
# tests under AddressSanitizer and UndefinedBehaviorSanitizer, clang; with gcc too when all tests are asked for
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# What drives the code hard: units, failing memory and files, the program from outside, and among the units the invariants, which step the
# scenarios of the reference, invented ones and all modules together. The reference itself and whole scenarios reach no further.
order=${1:-}
suites=(unit fault cli) less=(long numbers)
[ "${SOCRED_TESTS:-}" != all ] || less=()
export LSAN_OPTIONS=suppressions=$PWD/tests/stages/leaks.supp:print_suppressions=0
# Freed memory is kept for a while, so that its use is found: 256 MB of it, and frames of functions that have returned as well, when all tests are asked for. It
# is a quarter of the time.
kept=detect_stack_use_after_return=0:quarantine_size_mb=32
[ "${SOCRED_TESTS:-}" != all ] || kept=detect_stack_use_after_return=1
export ASAN_OPTIONS=detect_leaks=1:$kept UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
# Without variants for vector instructions, which clang makes of the same C only from -O2 on: so 25-sameness.sh needs no build of its own.
# shellcheck disable=SC2054 # the comma belongs to the value
common=(-Dvectors=disabled -Doptimization=1 -Ddebug=true -Db_sanitize=address,undefined -Db_lundef=false -Db_ndebug=false -Dreport=false)

# watched DIR TARGET...
watched() {
	local dir=$1
	shift
	targets_of "$dir" "${suites[@]}" "${less[@]/#/-}" | xargs ninja -C "$dir" --quiet -j "$jobs" "$@"
	[ "$order" != build ] || return 0
	meson_tests "$dir" "${suites[@]/#/--suite=}" "${less[@]/#/--no-suite=}"
}

# The first thing found ends a program (halt_on_error, and here without a way back, which is a quarter less to compile). Nothing is put into its
# callers but what asks for it by `inline`: checks that were copied elsewhere take longer to compile than they save, and random draws called one by one were
# three quarters of what some tests did here.
# Pointers that leave their object are not asked for where they are computed, for what they reach is watched, nor whether each is null or aligned before it
# is followed: a null pointer ends the program all the same, and this processor reads what is not aligned. A unit compiles in 1.2 s and not in 1.6, or in 2.0
# with all of them. The build with gcc asks for that too.
# The fuzzers are built here as well: their marks in the code cost the other tests little, and there are none in loops of mere arithmetic.
# The library is compiled a few sources at a time, which takes three fifths of what it takes one by one. Thirty programs of 20 MB are linked: where lld is
# there it takes 0.5 s of a processor for each, the usual linker 1.4.
linked=()
[ -z "$(command -v ld.lld)" ] || linked=(-Dc_link_args=-fuse-ld=lld)
CC=clang set_up build-address-clang "${common[@]}" -Dunits=true -Dfuzz=true "${linked[@]}" -Dc_args="-fsanitize=fuzzer-no-link -fsanitize-coverage-ignorelist=$PWD/tests/stages/uncovered.txt -fno-sanitize-recover=all -fno-sanitize=pointer-overflow,object-size,null,alignment -gline-tables-only -finline-hint-functions"
mapfile -t fuzzers < <(targets_of build-address-clang fuzz)
watched build-address-clang app/socred "${fuzzers[@]}"
if [ "${SOCRED_TESTS:-}" = all ]; then
	CC=gcc set_up build-address-gcc "${common[@]}" -Dc_args=-fno-sanitize-recover=all
	watched build-address-gcc
fi
