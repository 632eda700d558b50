#!/usr/bin/env bash
# modules_made.sh BUILD [MODULE...]: renews what is made when a module is added or changed, after the build: the pages with lists of modules, the cost
# of each MODULE named, the ensemble of scenarios/combined/every-module, the assumptions and the digests. A quarter of an hour of a processor; the
# tests say when something is left.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${1:?usage: modules_made.sh BUILD [MODULE...]}
shift
every=scenarios/combined/every-module
python3 tools/every_module.py .
for page in docs/guide/results.md docs/guide/report.md docs/model/README.md; do
	"$build/tests/store/results_doc" --write "$page"
done
python3 tools/regime_modules.py .
python3 tools/month_table.py .
python3 tools/module_words.py .
for module in "$@"; do
	line=$("$build/bench/socred-bench-modules" "$every/scenario.yaml" 50000 7 "$module" | tail -1)
	sed -i "/^$module,/d" docs/guide/module-costs.csv
	echo "$line" >>docs/guide/module-costs.csv
done
python3 tools/module_costs.py .
"$build/app/socred" assumptions "$every/scenario.yaml" --persons 10000 --points 48
python3 tools/assumption_intervals.py .
tools/assumptions.sh "$build/tools/socred-assumptions"
python3 tests/golden/golden.py "$build/app/socred" . --write
