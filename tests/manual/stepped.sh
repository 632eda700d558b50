#!/bin/sh
# stepped.sh STEPPED ROOT SOCRED: the stepped program of the manual says, month by month, what the results of a run say.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'socred: 1\nbase: %s/scenarios/start/minimal/scenario.yaml\nreplicates: 1\nspan: {from: 2018-01, to: 2018-12}\n' "$2" >"$work/short.yaml"
"$1" "$work/short.yaml" >"$work/said"
"$3" run -q "$work/short.yaml" -o "$work/out"
"$3" show "$work/out" by_cell --format csv | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ m = $at["month"]; all[m] += $at["listed"]; n[m, $at["urban"]] += $at["persons"]; l[m, $at["urban"]] += $at["listed"] }
	END {
		for (m = 0; m < 12; m++)
			printf "month %d: %d people listed; per 1,000: urban %.1f, rural %.1f\n", m + 1, all[m], 1000 * l[m, 1] / n[m, 1], 1000 * l[m, 0] / n[m, 0]
	}' >"$work/wanted"
cmp "$work/said" "$work/wanted" || { diff "$work/said" "$work/wanted"; exit 1; }
grep -q 'month 12: [1-9]' "$work/said" # a run in which nobody is listed would compare nothing
