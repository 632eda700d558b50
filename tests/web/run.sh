#!/bin/sh
# run.sh SOURCE WORK SOCRED TEMPLATE [lab]: makes real runs, then tests their pages in headless Chromium, and the lab where it is built.
# 77: no Chromium here.
set -eu
source=$1 work=$2 socred=$3 template=$4 lab=${5:-}
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "no chromium: skipped"; exit 77; }
"$source/tests/web/packages.sh" "$source" "$work"
limit=1500
here=$source/tests/web modules=$work/node_modules pages=$work/pages
rm -rf "$pages"
mkdir -p "$pages"
cp "$template" "$pages/template.html"

# Types first: a page that compiles badly is not worth opening. Packages lie outside the source, so the sources are copied.
mkdir -p "$work/types"
cp -r "$source/web/src" "$source/web/lab" "$source/web/tsconfig.json" "$work/types/"
ln -sfn "$modules" "$work/types/node_modules"
"$modules/.bin/tsc" --noEmit -p "$work/types"
node "$here/units.mjs" "$source/web" "$modules"

minimal=$source/scenarios/start/minimal/scenario.yaml
"$socred" run "$minimal" -o "$pages/minimal" --quiet --replicates 4
"$socred" run "$source/scenarios/start/china-national/scenario.yaml" -o "$pages/national" --quiet --replicates 3 --persons 60000
cat >"$pages/none.yaml" <<END
socred: 1
title: Nobody watches
base: $minimal
regime: none
replicates: 2
END
cat >"$pages/evil.yaml" <<'END'
socred: 1
title: "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=2>"
description: "<b onclick=window.pwned=3>bold</b> & \"quoted\" </title><script>window.pwned=4</script> <!-- -->"
base: MINIMAL
replicates: 1
identity:
  coverage_urban: {value: 0.8, source: "javascript:window.pwned=5 https://example.org/<script>window.pwned=6</script>"}
END
sed -i "s|MINIMAL|$minimal|" "$pages/evil.yaml"
"$socred" run "$source/scenarios/credit/lending/scenario.yaml" -o "$pages/lending" --quiet --replicates 2 --persons 6000
[ "${SOCRED_TESTS:-}" != all ] || "$socred" run "$source/scenarios/combined/whole-reach/scenario.yaml" -o "$pages/reach" --quiet --replicates 2 --persons 12000
"$socred" run "$source/scenarios/errors/welfare-score/scenario.yaml" -o "$pages/welfare" --quiet --replicates 6 --persons 20000
"$socred" run "$source/scenarios/errors/welfare-score/clients.yaml" -o "$pages/clients" --quiet --replicates 3 --persons 6000
"$socred" run "$pages/none.yaml" -o "$pages/none" --quiet
"$socred" run "$pages/evil.yaml" -o "$pages/single" --quiet --persons 3000 --months 14
"$socred" run "$here/modules.yaml" -o "$pages/modules" --quiet

# Experiments, one of each kind of design, in the fewest points that say anything.
experiment() { # NAME, lines behind the base
	printf 'socred: 1\nexperiment: "%s </script><script>window.pwned=1</script>?"\nbase: %s\n%s\n' "What decides it" "$minimal" "$2" >"$pages/experiment-$1.yaml"
	"$socred" experiment run "$pages/experiment-$1.yaml" -o "$pages/experiment-$1" --quiet 2>"$pages/experiment-$1.log" || { cat "$pages/experiment-$1.log"; exit 1; }
	"$socred" experiment report "$pages/experiment-$1.yaml" -o "$pages/experiment-$1" --quiet 2>"$pages/experiment-$1.log"
}
few='set: {people.persons: 1500, span.to: 2018-06}
replicates: 2'
factors='factors: {review.automatic_share: , conduct.severity: {range: [0, 1]}, channels.camera.enabled: {values: [true, false]}, due_process.files_per_month_per_million: {distribution: loguniform}}'
outcomes='outcomes: {listed_per_1000: , averted: {formula: 100 * (1 - violations / violations_counterfactual), meaning: "<b>violations</b> averted, %"}}'
experiment sobol "$few
$factors
design: {kind: sobol, n: 16}
$outcomes"
experiment morris "$few
factors: {review.automatic_share: , conduct.severity: {range: [0, 1]}, seed: varied}
design: {kind: morris, trajectories: 8}
$outcomes"
experiment lhs "$few
factors: {grades.C.from: {range: [500, 1000]}, conduct.severity: {range: [0, 1]}}
design: {kind: lhs, n: 40}
outcomes: {listed_per_1000: }"
experiment arms "$few
design: {kind: arms, assumptions: 40, arms: {as_it_is: {}, all_reviewed: {review.automatic_share: 0}}}
outcomes: {listed_per_1000: , recorded: {formula: accepted_true + accepted_wrong}}"
experiment fit 'set: {people.persons: 2000, span.to: 2019-06}
replicates: 2
factors: {channels.camera.coverage_urban: {range: [0, 1]}, events.theft_or_fraud.rate_per_year: {range: [0.004, 0.02]}}
design: {kind: calibration, n: 40, waves: 2, particles: 40, runs: 200}
outcomes: {accepted_2018: {formula: accepted_true + accepted_wrong, until: 2018-12}, accepted_2019: {formula: accepted_true + accepted_wrong, until: 2019-06}}
targets: {accepted_2018: {value: 300, tolerance: 10, discrepancy: 20}, accepted_2019: {value: 450, tolerance: 10, discrepancy: 20, use: check}}'

# Theories: with time series and without, as published and set, one replicate and many; and an experiment over one.
"$socred" theory ensign --set days=200 --set urns=20 -o "$pages/theory-set" >"$pages/theory.log"
"$socred" theory ensign -o "$pages/theory-published" >>"$pages/theory.log"
"$socred" theory norms -o "$pages/theory-exact" >>"$pages/theory.log"
"$socred" theory stress --replicates 1 -o "$pages/theory-one" >>"$pages/theory.log"
printf 'socred: 1\nexperiment: What decides it?\ntheory: ensign\nset: {days: 100, urns: 5}\nreplicates: 2\nfactors: {discovered: {range: [0, 1]}, corrected: {values: [0, 1]}}\ndesign: {kind: factorial, levels: 3}\noutcomes: {share: }\n' >"$pages/of-theory.yaml"
"$socred" experiment run "$pages/of-theory.yaml" -o "$pages/of-theory" --quiet
"$socred" experiment report "$pages/of-theory.yaml" -o "$pages/of-theory" --quiet

"$socred" explain "$pages/minimal" --beside "$pages/none" --person 300 --format html -o "$pages/lives.html"
"$socred" explain "$pages/minimal" --person 300 --format html -o "$pages/life.html"

# Beside one another, each in a browser of its own: report.mjs has the tests of modules.mjs as well, experiment.mjs those of edges.mjs and theory.mjs.
# What they said is told in one piece each. A browser that hangs is waited for no longer than this: six times as long as a slow machine takes.
for part in report experiment $lab; do
	timeout -k 10 "$limit" node "$here/$part.mjs" "$pages" "$modules" "$chromium" "$socred" >"$pages/$part.log" 2>&1 &
	eval "pid_$part=$!"
done
status=0
for part in report experiment $lab; do
	ended=0
	eval "wait \$pid_$part" || ended=$?
	cat "$pages/$part.log"
	[ "$ended" -eq 0 ] || status=1
	[ "$ended" -ne 124 ] || echo "not ok $part.mjs: stopped after $limit s; what was asked last is not among the lines above"
done
exit $status
