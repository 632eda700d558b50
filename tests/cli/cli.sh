#!/usr/bin/env bash
# The program from outside: help of each command, exit codes, what it says of a mistake. cli.sh PROGRAM PROJECT PART [sparse]
# PART is help, mistakes, work, folder, formats or completion: a file beside this one. Each stands by itself. sparse: the program is one under a
# sanitizer, ten times slower; what is repeated is left out.
set -u
# Of a hundred short starts of the program under a sanitizer, half the time is the search for leaks at their ends: the library's are found by the tests in C.
[ "${SOCRED_TESTS:-}" = all ] || export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
socred=$1
project=$2
part=$3
sparse=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
checks=0

# Exit codes as include/socred/error.h states them.
code() {
	sed -n "s/^.*X(SOC_$1, \([0-9]*\),.*/\1/p" "$project/include/socred/error.h"
}

# expect CODE [--out TEXT] [--err TEXT] ARGUMENT...: the exit code, and a text that must stand in an output.
expect() {
	local want=$1 out='' err='' got
	shift
	[ "$1" != --out ] || { out=$2; shift 2; }
	[ "$1" != --err ] || { err=$2; shift 2; }
	"$socred" "$@" >"$work/out" 2>"$work/err" </dev/null
	got=$?
	checks=$((checks + 1))
	[ "$got" -eq "$want" ] || fail "exit code $got, not $want: socred $*"
	[ -z "$out" ] || grep -qF -- "$out" "$work/out" || fail "no '$out' on standard output: socred $*"
	[ -z "$err" ] || grep -qF -- "$err" "$work/err" || fail "no '$err' on standard error: socred $*"
	[ "$want" -eq 0 ] || [ -s "$work/err" ] || [ -s "$work/out" ] || fail "fails and says nothing: socred $*"
}

# stopped_late ARGUMENT...: the exit code of a command that is interrupted, but not before its first month, however slow the machine is.
# In the foreground, or timeout sends the signal to the program and then to the group it is in, and a second one means: leave at once.
stopped_late() {
	local seconds got=0
	for seconds in 0.3 1 3 9 27 81; do
		timeout --foreground --preserve-status -s INT "$seconds" "$socred" "$@" >"$work/out" 2>"$work/err"
		got=$?
		grep -q 'before the first month\|nothing was finished' "$work/err" || break
	done
	checks=$((checks + 1))
	return "$got"
}

fail() {
	failures=$((failures + 1))
	printf 'not ok: %s\n' "$1"
	sed 's/^/    /' "$work/out" "$work/err" 2>/dev/null | head -20
}

ok=$(code OK)
usage=$(code ERR_USAGE)
scenario=$(code ERR_SCENARIO)
memory=$(code ERR_MEMORY)
busy=$(code ERR_BUSY)
interrupted=$(code ERR_INTERRUPTED)
io=$(code ERR_IO)
results=$(code ERR_RESULTS)
other_format=$(code ERR_FORMAT)
different=$(code ERR_DIFFERENT)
minimal=$project/scenarios/start/minimal/scenario.yaml
commands=$("$socred" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')

# shellcheck source=/dev/null
. "$project/tests/cli/$part.sh"

echo "$checks calls, $failures failures"
[ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
