#!/usr/bin/env bash
# Same seed, same bytes from the engine in WebAssembly: sameness.sh ROOT SOCRED SOCRED.JS
# Each scenario is run by both, the second in node; `socred diff` of the first compares all of their content, and the headline and report
# that each makes of its own results must have the same numbers to the last digit. With SOCRED_TESTS=all every scenario is held against
# its kept digest too. One line for each comparison. Ends with 1 if any differs.
set -euo pipefail
root=$1 native=$2 wasm=$3
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
failed=0

# line STATUS NAME: what a comparison came to.
line() {
	if [ "$1" -eq 0 ]; then
		echo "ok WebAssembly: $2"
	else
		sed 's/^/  /' "$out/log"
		echo "not ok WebAssembly: $2"
		failed=1
	fi
}

# What a report says, without how it was made.
told() {
	sed -E 's/"(command_line|compiler)":"[^"]*"/"\1":""/g' "$1"
}

# compare SCENARIO OPTION...
compare() {
	local name=$1 file=$root/scenarios/$1.yaml status=0
	shift
	rm -rf "$out/native" "$out/wasm"
	"$native" run "$file" -o "$out/native" --quiet "$@" >"$out/log" 2>&1 && node "$wasm" run "$file" -o "$out/wasm" --quiet "$@" >"$out/log" 2>&1 &&
		"$native" diff "$out/native" "$out/wasm" >"$out/log" 2>&1 || status=$?
	line "$status" "$name"
	[ "$status" -eq 0 ] || return 0
	cmp <(told "$out/native/report.html") <(told "$out/wasm/report.html") >"$out/log" 2>&1 || status=$?
	line "$status" "$name, the report"
	cmp <("$native" show "$out/native" headline --format csv) <(node "$wasm" show "$out/native" headline --format csv) >"$out/log" 2>&1 || status=$?
	line "$status" "$name, the headline as CSV"
}

compare start/minimal/scenario
compare start/china-national/scenario --persons 20000 --replicates 2
compare combined/whole-reach/scenario --persons 5000 --replicates 2
compare combined/every-module/scenario --persons 5000 --replicates 1
compare errors/welfare-score/scenario --persons 5000 --replicates 2
compare surveillance/forecasts/scenario --persons 5000 --replicates 1 # trains predictors, in real numbers

# The test must be able to fail: another seed is another content.
"$native" run "$root/scenarios/start/minimal/scenario.yaml" -o "$out/other" --quiet --seed 99 >"$out/log" 2>&1
"$native" run "$root/scenarios/start/minimal/scenario.yaml" -o "$out/one" --quiet >"$out/log" 2>&1
status=0
"$native" diff "$out/one" "$out/other" >"$out/log" 2>&1 || status=1
line $((1 - status)) "another seed is found to differ"

if [ "${SOCRED_TESTS:-}" = all ]; then
	printf '#!/bin/sh\nexec node %s "$@"\n' "$(realpath "$wasm")" >"$out/socred"
	chmod +x "$out/socred"
	status=0
	SOCRED_TESTS='' "$root/tests/golden/golden.py" "$out/socred" "$root" >"$out/log" 2>&1 || status=$?
	line "$status" "every scenario has the digest kept"
fi
exit "$failed"
