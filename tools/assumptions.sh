#!/usr/bin/env bash
# assumptions.sh PROGRAM [--check]: writes docs/assumptions.md from all shipped scenarios; with --check only says whether it is
# what they say now. PROGRAM is socred-assumptions from the build folder (build/tools/socred-assumptions).
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
program=${1:?usage: assumptions.sh PROGRAM [--check]}
new=$(mktemp)
trap 'rm -f "$new"' EXIT
mapfile -t scenarios < <(cd "$root" && ls scenarios/*/*/scenario.yaml)
"$program" "$root" "${scenarios[@]}" >"$new"
if [ "${2:-}" = --check ]; then
	diff -u "$root/docs/assumptions.md" "$new" || {
		echo "docs/assumptions.md is out of date: run tools/assumptions.sh $program"
		exit 1
	}
else
	mkdir -p "$root/docs"
	cp "$new" "$root/docs/assumptions.md"
fi
