#!/bin/sh
# example.sh EXAMPLE ROOT SOCRED: the program of the manual says what the results say.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'socred: 1\nbase: %s/scenarios/start/minimal/scenario.yaml\nreplicates: 2\nspan: {from: 2018-01, to: 2018-12}\n' "$2" >"$work/short.yaml"
said=$("$1" "$work/short.yaml" "$work/results.db")
wanted=$("$3" show "$work/results.db" listed_truth --format csv | awk -F, '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
	$at["month"] == 11 { listed += $at["listed"]; nothing += $at["listed_no_violation"] }
	END { printf "no violation committed: %.0f per 1,000 people listed", 1000 * nothing / listed; exit !listed }')
[ "$said" = "$wanted" ] || { echo "the example says: $said; the results say: $wanted"; exit 1; }
# What cannot be read is said, with the status of the error.
status=0
"$1" "$work/absent.yaml" "$work/none.db" 2>"$work/said" || status=$?
[ "$status" -eq 5 ] && grep -q absent.yaml "$work/said" && [ ! -e "$work/none.db" ]
