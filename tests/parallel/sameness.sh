#!/usr/bin/env bash
# Same seed, same bytes: sameness.sh ROOT PROGRAM...
# The first program runs each scenario with 1, 2 and 7 threads and with packed people, every other one with 2 threads; `socred diff` of the first compares the
# results. One line for each comparison. Ends with 1 if any differs.
set -euo pipefail
root=$1
shift
first=$1
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# line STATUS NAME: what a comparison came to.
line() {
	if [ "$1" -eq 0 ]; then
		echo "ok same bytes: $2"
	else
		sed 's/^/  /' "$log"
		echo "not ok same bytes: $2"
	fi
}

# run PROGRAM FOLDER THREADS SCENARIO OPTION...
run() {
	local program=$1 folder=$2 threads=$3 scenario=$4
	shift 4
	"$program" run "$root/scenarios/$scenario/scenario.yaml" -o "$folder" --threads "$threads" --quiet "$@" >"$log" 2>&1
}

compare() {
	local name=$1 scenario=$2 log=$out/$1.log status program number=0
	shift 2
	run "$first" "$out/$name-1" 1 "$scenario" "$@" || { line 1 "$name: a run"; return; }
	for threads in 2 7; do
		status=0
		{ run "$first" "$out/$name-threads" "$threads" "$scenario" "$@" &&
			"$first" diff "$out/$name-1" "$out/$name-threads" >"$log" 2>&1; } || status=$?
		line "$status" "$name, 1 and $threads threads"
		rm -rf "$out/$name-threads"
	done
	status=0
	{ run "$first" "$out/$name-packed" 2 "$scenario" "$@" --set run.memory=packed &&
		"$first" diff "$out/$name-1" "$out/$name-packed" >"$log" 2>&1; } || status=$?
	line "$status" "$name, raw and packed"
	rm -rf "$out/$name-packed"
	for program in "${programs[@]}"; do
		number=$((number + 1))
		status=0
		{ run "$program" "$out/$name-program" 2 "$scenario" "$@" &&
			"$first" diff "$out/$name-1" "$out/$name-program" >"$log" 2>&1; } || status=$?
		line "$status" "$name, $(basename "$(dirname "$(dirname "$first")")") and $(basename "$(dirname "$(dirname "$program")")")"
		rm -rf "$out/$name-program"
	done
	# A comparison that finds nothing different must be able to: another seed is another result.
	if run "$first" "$out/$name-other" 2 "$scenario" "$@" --seed 424242 && ! "$first" diff --quiet "$out/$name-1" "$out/$name-other" >"$log" 2>&1; then
		line 0 "$name, and others from another seed"
	else
		line 1 "$name, and others from another seed"
	fi
	rm -rf "$out/$name-1" "$out/$name-other"
}

shift
programs=("$@")
# As many comparisons beside one another as there are processors: of each, much is the work of one thread.
beside() {
	while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
	{ compare "$@" || echo "not ok same bytes: $1: it stopped"; } >"$out/$1.told" &
}

beside minimal start/minimal --persons 10000 --replicates 2
beside nation start/china-national --persons 8000 --replicates 1
# Modules have vector loops of their own.
beside "all modules" combined/every-module --persons 4000 --months 18 --replicates 1 --set prediction.trained_months=8 --set prediction.horizon_months=4
beside bureaus credit/bureaus --persons 2000 --months 12 --replicates 1
# What is trained between two months is in them.
beside forecasts surveillance/forecasts --persons 3000 --replicates 1
# Attention of places is renewed between two months, from sums of all.
beside attention surveillance/attention --persons 3000 --replicates 1 --months 12
beside enrolment due-process/enrolment --persons 2000 --months 12 --replicates 1
wait
cat "$out"/*.told
! grep -q '^not ok' "$out"/*.told
