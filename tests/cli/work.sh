# A small run and everything one does with its results. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

few=(--persons 4000 --months 8 --replicates 2 --quiet)
json_valid() {
	python3 -m json.tool >/dev/null 2>&1
}

expect "$ok" check "$minimal"
expect "$ok" run "$minimal" -o "$work/a" "${few[@]}"
expect "$ok" run "$minimal" -o "$work/b" "${few[@]}" --threads 1
expect "$ok" run "$minimal" -o "$work/c" "${few[@]}" --seed 99
for file in results.db report.html scenario.resolved.yaml; do
	[ -s "$work/a/$file" ] || fail "a run left no $file"
done
[ -z "$(find "$work/a" -name '*.part-*')" ] || fail "a finished run left a part file"
expect "$ok" check "$work/a/scenario.resolved.yaml"
expect "$ok" diff "$work/a/results.db" "$work/b/results.db"

# --months is kept: the stored scenario ends where the run ended, and run again it is the same run.
expect "$ok" --err 'outside the span, 2018-01 to 2018-03' run "$minimal" -o "$work/short" -n 2000 -m 3 -r 1 -q
grep -q 'to: 2018-03' "$work/short/scenario.resolved.yaml" || fail "the stored scenario does not end with --months"
expect "$ok" run "$work/short/scenario.resolved.yaml" -o "$work/short-again" -q
expect "$ok" diff "$work/short/results.db" "$work/short-again/results.db"
expect "$different" diff "$work/a/results.db" "$work/c/results.db"

expect "$ok" run "$minimal" -o "$work/d" "${few[@]}" --set channels.camera.enabled=false
expect "$ok" --out 'under a sanction' compare "$work/a" "$work/d"
expect "$ok" --out 'to 2018-05, 2 replicates' compare "$work/a" "$work/d" --month 2018-05
expect "$ok" --err 'write -M, or --month' compare "$work/a" "$work/d" -m 2018-05
expect "$ok" --out 'statistic,section,label,a,b,difference' compare "$work/a" "$work/d" --all --format csv
expect "$ok" compare "$work/a" "$work/d" --format json
json_valid <"$work/out" || fail "compare --format json prints no JSON"
expect "$usage" --err 'seed is 1 in the first and 99 in the second' compare "$work/a" "$work/c"
expect "$ok" --out 'together' compare "$work/a" "$work/d" "$work/a" --by group,province
expect "$ok" compare "$work/a" "$work/d" "$work/a" --by quintile --only listed_per_1000 --format json
json_valid <"$work/out" || fail "compare of three --format json prints no JSON"
expect "$usage" --err 'A and C: these runs are not paired' compare "$work/a" "$work/d" "$work/c"
expect "$ok" --out 'all in B' compare "$work/a" "$work/d" --transitions --by sex,age
expect "$ok" --out 'people match in replicate 1; drawn by the seed: 2' compare "$work/a" "$work/d" -x --lives free:free -l 2 -R 1
expect "$ok" compare "$work/a" "$work/d" --transitions --lives worse --format json
json_valid <"$work/out" || fail "compare --transitions --format json prints no JSON"
expect "$ok" compare "$work/a" "$work/d" --transitions --by sex -o "$work/compared.html"
grep -q 'Winners and losers' "$work/compared.html" || fail "compare -o writes no page of winners and losers"
expect "$usage" --err 'did you mean free' compare "$work/a" "$work/d" --transitions --lives fre:any
expect "$usage" --err 'is of two results' compare "$work/a" "$work/d" "$work/a" --transitions
expect "$usage" --err 'is not a whole number' compare "$work/a" "$work/d" --transitions --limit many
expect "$usage" --err 'without --by' compare "$work/a" "$work/d" --by group --all
expect "$usage" --err 'output.sex_age=true' compare "$work/a" "$work/d" --by sex

expect "$ok" --err 'is called policies now' pilots --help

# Scenarios are run on the people and the seed of the first; what comes of them is what comes of their results.
printf 'socred: 1\nbase: %s\ntitle: No cameras\nseed: 99\nchannels: {camera: {enabled: false}}\n' "$(realpath "$minimal")" >"$work/arm.yaml"
expect "$ok" --err 'B: seed is 1, as in A (its own: 99)' compare "$minimal" "$work/arm.yaml" -n 4000 -r 2 -S span.to=2018-08 -o "$work/arms"
[ -s "$work/arms/comparison.html" ] || fail "compare of scenarios writes no page"
expect "$ok" compare "$minimal" "$work/arm.yaml" -n 4000 -r 2 -S span.to=2018-08 -q
cp "$work/out" "$work/compared.txt"
expect "$ok" compare "$work/arms/A" "$work/arms/B"
cmp -s "$work/out" "$work/compared.txt" || fail "scenarios are compared otherwise than their results"
expect "$ok" --out 'men less women' compare "$minimal" "$work/arm.yaml" -n 2000 -r 2 -S span.to=2018-04 -q --by sex,age
expect "$ok" --out '  women  ' compare "$minimal" "$work/arm.yaml" -n 2000 -r 2 -S span.to=2018-04 -q --by sex,age -x -o "$work/arms.html"
expect "$usage" --err 'did you mean sex' compare "$minimal" "$work/arm.yaml" --by sexx
expect "$usage" --err 'span.to is 2020-12 in the first' compare "$minimal" "$work/short/scenario.resolved.yaml"
expect "$usage" --err 'are of scenarios' compare "$work/a" "$work/d" --persons 2000
# A scenario is run on the people of results that stand beside it; what makes no pair is said before anything is run.
expect "$ok" --err 'A: people.persons is 4000, as in B (its own: 20000)' compare "$minimal" "$work/arms/B" -S span.to=2018-08
expect "$ok" compare "$minimal" "$work/arms/B" -q -S span.to=2018-08 --format csv
cp "$work/out" "$work/mixed.csv"
expect "$ok" compare "$work/arms/A" "$work/arms/B" --format csv
cmp -s "$work/out" "$work/mixed.csv" || fail "a scenario beside results is compared otherwise than its results"
for wrong in "people.persons=4500 is wanted, and the results of B have 4000|--persons 4500 -S span.to=2018-08" "seed=5 is wanted|--seed 5 -S span.to=2018-08" \
	"span.to is 2018-08 in the first and 2020-12|-q" "made without output.sex_age|--by sex -S span.to=2018-08"; do
	# shellcheck disable=SC2086
	expect "$usage" --err "${wrong%|*}" compare "$minimal" "$work/arms/B" ${wrong#*|}
	! grep -q 'replicates finished' "$work/err" || fail "compare ran a scenario before it said: ${wrong%|*}"
done
expect "$usage" --err 'these results are no pair: seed' compare "$minimal" "$work/a" "$work/c"
[ -z "$(find /tmp -maxdepth 1 -name 'socred-compare-*' -newer "$work/arm.yaml" 2>/dev/null)" ] || fail "compare left its temporary folder"

expect "$ok" --out 'the largest residual of all groups is below 1e-12' fairness "$work/a" --by group,stratum
expect "$ok" --out citizen --err '"person_class" is called class now' fairness "$work/a" --by person_class,group
# Without -o a run is put into out/NAME: that of the file, or of the folder of a scenario.yaml.
printf 'socred: 1\nbase: %s\npeople: {provinces: Hainan}\nspan: {to: 2018-02}\n' "$minimal" >"$work/unnamed.yaml"
mkdir -p "$work/named" "$work/elsewhere" && cp "$work/unnamed.yaml" "$work/named/scenario.yaml"
program=$(readlink -f "$socred")
for of in ../unnamed.yaml ../named/scenario.yaml; do (cd "$work/elsewhere" && "$program" run "$of" -n 500 -r 1 -q 2>/dev/null) || fail "run $of without -o"; done
[ -s "$work/elsewhere/out/unnamed/results.db" ] && [ -s "$work/elsewhere/out/named/results.db" ] || fail 'run without -o writes elsewhere than out/NAME'
# The rates of groups as an experiment, for the interval over the assumptions.
expect "$ok" --out 'fpr_minority_ratio' fairness "$work/a" --format experiment --rates false_positive_rate
cp "$work/out" "$work/groups.yaml"
expect "$ok" --out ' 49 points with 2 replicates each, 5 outcomes' experiment check "$work/groups.yaml"
expect "$usage" --err 'did you mean false_positive_rate' fairness "$work/a" --format experiment --rates false_postive_rate
expect "$usage" --err 'up to 192' fairness "$work/a" --format experiment --by group,quintile
expect "$usage" --err 'with --format experiment alone' fairness "$work/a" --rates base_rate
expect "$ok" --out 'statistic,label,by,group,reference,persons,value,low,high,assumed_low,assumed_high,difference' fairness "$work/a" --format csv
expect "$ok" fairness "$work/a" --by quintile --reference 'lowest quintile' --format json
json_valid <"$work/out" || fail "fairness --format json prints no JSON"
expect "$usage" --err 'did you mean stratum?' fairness "$work/a" --by strata
# What no table counts is stepped again, and says of those that a table counts what the table says.
# But for the interval that is widened by how many differences are told at once, which are more there.
same_groups() { cut -d, -f1-21,23- "$work/out" | grep -E '^[^,]*,[^"]*,(group)?,(everybody|majority|minority),'; }
expect "$ok" fairness "$work/a" --by group --format csv
same_groups >"$work/groups.table"
expect "$ok" fairness "$work/a" --by group,sex --format csv
same_groups | cmp -s - "$work/groups.table" || fail 'people stepped again are other people than the table has, by group'
[ "$(grep -c . "$work/groups.table")" -ge 30 ] || fail 'hardly a rate of groups to compare'
expect "$ok" --out 'all were stepped again' fairness "$work/a" --by group,sex,age,quintile --list defaulters
expect "$ok" fairness "$work/a" --by sex --list defaulters --format csv
listed=$(for r in 0 1; do "$socred" people "$work/a" -R "$r" -q --columns person --where 'listed.defaulters and offender.defaulters' | sed 1d; done | wc -l)
told=$(awk -F, '$1 == "positive_predictive_value" && $4 == "everybody" { print $7 }' "$work/out")
all=$(for r in 0 1; do "$socred" people "$work/a" -R "$r" -q --columns person --where 'listed.defaulters'  | sed 1d; done | wc -l)
awk -v a="$listed" -v b="$all" -v c="$told" 'BEGIN { d = b > 0 ? 1000 * a / b - c : (c != ""); exit !(d * d < 0.0001) }' || fail "one list: $listed of $all are listed rightly, and $told per 1,000 are told"

expect "$ok" --out '16.9 PB' storage
expect "$ok" --out 'people and records, of the published 90 TB' storage "$work/a"
expect "$ok" --out 'held,video,video as long as it is kept,bytes,' storage "$work/a" --set video_days=7 --format csv
expect "$ok" storage "$work/a" --format json
json_valid <"$work/out" || fail "storage --format json prints no JSON"
expect "$usage" --err 'did you mean copies?' storage "$work/a" --set copys=2

expect "$ok" --out 'assessment.html' assess "$work/a" "$work/d" --form fria -o "$work/fria"
json_valid <"$work/fria/assessment.json" || fail "assess writes no JSON"
grep -q '^\*\*These are synthetic people' <(head -1 "$work/fria/assessment.md") || fail "an assessment does not begin with what it is"
for form in iama aia atrs; do
	expect "$ok" assess "$work/a" --form "$form" -o "$work/$form" --quiet
done
expect "$usage" --err 'did you mean fria?' assess "$work/a" --form frai -o "$work/none"
expect "$usage" --err 'seed is 1 in the first and 99 in the second' assess "$work/a" "$work/c" --form fria -o "$work/none"
printf 'socred: 1\nform: F\n' >"$work/form.yaml"
expect "$scenario" --err 'form.yaml:1:1: error' assess "$work/a" --form "$work/form.yaml" -o "$work/none"
[ ! -e "$work/none" ] || fail "an assessment that is refused leaves a folder"

# what pairs two runs is what is drawn, not how the scenario lists it
expect "$ok" run "$minimal" -o "$work/turned" "${few[@]}" --set 'people.provinces=Hainan, Ningxia'
expect "$ok" --out 'people under the same random numbers' compare "$work/a" "$work/turned"
expect "$ok" run "$minimal" -o "$work/one" "${few[@]}" --set people.provinces=Hainan
expect "$usage" --err 'they have other people' compare "$work/a" "$work/one"
# of two populations the population is named, not what its provinces are called
expect "$ok" run "${minimal%/start/*}/abroad/abroad/tanzania-people.yaml" -o "$work/tanzania" "${few[@]}"
expect "$usage" --err 'the population (people.data or population) is china-2020 in the first and tanzania' compare "$work/a" "$work/tanzania"
python3 - "$work/a/scenario.resolved.yaml" >"$work/moved.yaml" <<'END' || fail "no classes of events in the resolved scenario"
import re, sys
head, events, rest = re.fullmatch(r"(.*\nevents:\n)(.*?\n)(\S.*)", open(sys.argv[1]).read(), re.S).groups()
classes = re.findall(r"  \w+:\n(?:   .*\n)*", events)
assert len(classes) > 2 and "".join(classes) == events
sys.stdout.write(head + "".join(classes[1:] + classes[:1]) + rest)
END
expect "$ok" run "$work/moved.yaml" -o "$work/moved" --quiet
expect "$ok" --out 'people under the same random numbers' compare "$work/a" "$work/moved"
expect "$ok" compare "$work/a" "$work/moved" --all --format csv
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "difference") of = i } NR > 1 && $of != 0 { print; bad = 1 } END { exit bad || !of || NR < 50 }' "$work/out" || fail "the order of classes changed a statistic"
printf 'socred: 1\nbase: %s\nevents: {jaywalking: {kind: violation, driven_by: proneness, rate_per_year: 0.1}}\n' "$minimal" >"$work/added.yaml"
expect "$ok" run "$work/added.yaml" -o "$work/added" "${few[@]}"
expect "$ok" --out 'events.jaywalking happens in the second run alone; what else happens has the same random numbers' compare "$work/a" "$work/added"
expect "$ok" --out 'events.jaywalking happens in the first run alone' compare "$work/added" "$work/a"
expect "$usage" --err 'allowed: 2018-01 to 2018-08' compare "$work/a" "$work/d" --month 2019-01
expect "$usage" --err bogus compare "$work/a" "$work/d" --format bogus

cat >"$work/policies.yaml" <<END
socred: 1
variants: {with: $work/island.yaml, without: $work/without.yaml}
objectives: {order: {formula: 100 * (1 - violations / violations_counterfactual), best: highest}}
harshness: {formula: 1000 * sanctioned / persons}
rollout: {objective: order, national: $work/none.yaml, joins: [{from: 2018-03, share: 0.5}], local: {share: 0.2, set: {channels.camera.enabled: false}}}
END
# One province: thirty more would be fitted in each of some sixty runs.
printf 'socred: 1\nbase: %s\npeople: {provinces: Hainan}\n' "$minimal" >"$work/island.yaml"
printf 'socred: 1\nbase: island.yaml\nchannels: {camera: {enabled: false}}\n' >"$work/without.yaml"
printf 'socred: 1\nbase: island.yaml\nregime: none\n' >"$work/none.yaml"
expect "$ok" --out 'morris: 9 factors, 100 points with 2 replicates' experiment check "$project/experiments/which-assumption.yaml"
expect "$usage" --err 'run it first' experiment report "$project/experiments/which-assumption.yaml" -o "$work/nothing-measured"
expect "$ok" --out 'socred experiment file' schema --experiment
expect "$usage" --err 'there is no "chek"; allowed: check, plan, run, status' experiment chek "$project/experiments/which-assumption.yaml"
# The second interval: found beside the scenario, refused where it is of another, left out where that is said.
printf 'socred: 1\nbase: island.yaml\nspan: {to: 2018-03}\ndue_process: {notice: {value: 0.5, range: [0.3, 0.7]}}\n' >"$work/short.yaml"
assumed=(assumptions "$work/short.yaml" --points 40 --persons 500 --keep "$work/kept")
# Eighty runs: under a sanitizer tests/experiment/test_ensemble.c makes them, without the program.
if [ -z "$sparse" ]; then
	expect "$ok" --out '48 points, 2 replicates each' "${assumed[@]}"
	[ -s "$work/short.assumptions.json" ] || fail 'assumptions left no file beside the scenario'
	expect "$ok" --out 'assumptions, 95%' run "$work/short.yaml" -n 500 -o "$work/assumed"
	expect "$ok" --out 'Intervals over the assumptions: not computed' run "$work/short.yaml" -n 500 --assumptions none -o "$work/assumed"
	expect "$ok" --out 'short.yaml: 0 errors, 1 warning' check "$work/short.yaml"
	expect "$ok" --out 'short.assumptions.json: warning: the ensemble over assumptions was made from another scenario' check "$work/short.yaml" --set due_process.notice=0.4
	expect "$ok" --out ' makes it again' check "$work/short.yaml" --set due_process.notice=0.4
	expect "$ok" --err 'left out: the ensemble over assumptions was made from another scenario' run "$work/short.yaml" -n 500 --set due_process.notice=0.4 -o "$work/assumed"
	expect "$(code ERR_DATA)" --err 'some value or plausible range is not the same' run "$work/island.yaml" --assumptions "$work/short.assumptions.json" -o "$work/assumed"
	printf '{"socred": 1, "points": 39}\n' >"$work/broken.json"
	expect "$(code ERR_DATA)" --err 'broken.json:1:1: error: scenario is needed' run "$work/short.yaml" --assumptions "$work/broken.json" -o "$work/assumed"
	cp "$work/short.yaml" "$work/spoilt.yaml" && cp "$work/broken.json" "$work/spoilt.assumptions.json"
	expect "$(code ERR_SCENARIO)" --out 'spoilt.yaml: 1 error, 1 warning' check "$work/spoilt.yaml"
fi
expect "$usage" --err 'from 40 to 4096' "${assumed[@]}" --points 39
pilots=(policies "$work/policies.yaml" -o "$work/pilots" --persons 1000 --months 4 --replicates 2 --quiet)
expect "$ok" --out 'order             with' "${pilots[@]}"
for file in policies.html policies.json with/results.db without/results.db rollout/report.html rollout/scenario.yaml uniform/results.db; do
	[ -s "$work/pilots/$file" ] || fail "policies left no $file"
done
expect "$ok" --out 'Runaway feedback' theory
expect "$ok" --out 'rejection sampling' theory ensign --help
expect "$ok" --out 'discovered = 0.7' theory ensign --set discovered=0.7 --replicates 2
expect "$ok" theory eigentrust --format json
json_valid <"$work/out" || fail "theory --format json writes no JSON"
for discovered in 1 0.9; do
	expect "$ok" --out "theory-$discovered/report.html" theory ensign --set days=50 --set discovered=$discovered --replicates 3 -o "$work/theory-$discovered"
	for file in results.db report.html; do
		[ -s "$work/theory-$discovered/$file" ] || fail "theory left no $file"
	done
done
expect "$ok" --out 'series_named' show "$work/theory-1"
expect "$ok" --out 'figure,value,low,high,unit,published' show "$work/theory-1" headline --format csv
expect "$ok" --out '3.68511' show "$work/theory-1" --sql "SELECT value FROM parameters WHERE name = 'rate_a'"
expect "$ok" --out 'discovered 1.0 in A, 0.9 in B' compare "$work/theory-1" "$work/theory-0.9"
expect "$ok" --out 'figure,a,a_low,a_high,b,b_low,b_high,difference,low,high' compare "$work/theory-1" "$work/theory-0.9" --format csv
expect "$different" --out 'idx 4: value is 1.0 in the first, 0.9 in the second' diff "$work/theory-1" "$work/theory-0.9"
cp "$work/theory-1/report.html" "$work/theory-before.html"
expect "$ok" report "$work/theory-1"
cmp -s "$work/theory-1/report.html" "$work/theory-before.html" || fail "the page of a theory is another from its results"
expect "$ok" --out 'round,trust_ek,trust_sd,trust_vm' theory eigentrust --series --format csv
expect "$ok" --out 'holds' theory eigentrust --published
json_valid <"$work/pilots/policies.json" || fail "policies.json is no JSON"
expect "$different" diff "$work/pilots/rollout" "$work/pilots/uniform"
touch "$work/pilots/pilots.json" # as version 0.2 wrote it
expect "$ok" --out 'objective,variant,mean,low,high,picked' --err 'pilots.json of an earlier version' "${pilots[@]}" --keep --format csv --lives 2
rm "$work/pilots/pilots.json"
expect "$ok" --out 'One life under every variant' "${pilots[@]}" --keep --lives 2
# More communities than there are: everybody, once.
expect "$ok" --out 'One life under every variant (1,000 people followed)' "${pilots[@]}" --keep --lives 1000
expect "$ok" --err 'write -L, or --lives' "${pilots[@]}" --keep -l 1
expect "$usage" --err bogus "${pilots[@]}" --format bogus
# --keep takes only what the variant would give again: same rules, same size, finished.
# Which of them is run is a matter of two digests, and the runs are those of above: not once more under a sanitizer.
if [ -z "$sparse" ]; then
	again=(pilots "$work/policies.yaml" -o "$work/pilots" --persons 1000 --months 4 --replicates 2 --keep)
	expect "$ok" "${again[@]}"
	! grep -qx without "$work/err" || fail "--keep ran a variant that has not changed"
	printf 'socred: 1\nbase: island.yaml\nchannels: {camera: {enabled: true}}\n' >"$work/without.yaml"
	expect "$ok" "${again[@]}"
	grep -qx without "$work/err" || fail "--keep took results of old rules for new"
	! grep -qx with "$work/err" || fail "--keep ran a variant that has not changed"
	expect "$ok" "${again[@]}" --persons 1200
	grep -qx with "$work/err" || fail "--keep took results of another size"
	stopped_late "${again[@]}" --persons 12000 --replicates 900
	[ $? -eq "$interrupted" ] || fail "interrupted policies end otherwise"
	expect "$ok" "${again[@]}" --persons 2000 --replicates 3
	grep -qx with "$work/err" || fail "--keep took an interrupted variant for a finished one"
fi
sed 's/violations_counterfactual/violations_counterfactua/' "$work/policies.yaml" >"$work/pilots-typo.yaml"
expect "$scenario" --err "did you mean violations_counterfactual?" policies "$work/pilots-typo.yaml" -o "$work/none"
while read -r change words; do # what a scenario refuses, a file of policies refuses
	sed "$change" "$work/policies.yaml" >"$work/pilots-typo.yaml"
	expect "$scenario" --err "$words" policies "$work/pilots-typo.yaml" -o "$work/none"
done <<'END'
s/share:.0.5/share:\x20"0.5"/ 0.5" is a text, because it is in quotes
s/enabled:.false/enabled:\x20"false"/ false" is a text, because it is in quotes
1s/$/\ndescription:\x20110101199003078515/ description: has 18 digits in a row
END
sed 's/without: /rollout: /' "$work/policies.yaml" >"$work/pilots-name.yaml"
expect "$scenario" --err 'folder of the roll-out' policies "$work/pilots-name.yaml" -o "$work/none"

expect "$ok" --out national show "$work/a/results.db"
for format in table csv json; do
	expect "$ok" show "$work/a/results.db" national --format "$format"
	[ -s "$work/out" ] || fail "show national --format $format prints nothing"
done
json_valid <"$work/out" || fail "show --format json prints no JSON"
expect "$usage" --err bogus show "$work/a/results.db" national --format bogus
expect "$usage" --err nationl show "$work/a/results.db" nationl
for format in csv json; do
	expect "$ok" --out listed_per_1000 show "$work/a" headline --format "$format"
done
json_valid <"$work/out" || fail "show headline --format json prints no JSON"
expect "$ok" explain "$work/a/results.db" --person 17
grep -qi 'grade' "$work/out" || fail "a life without a grade"
# Nobody of four years is told as a man or a woman.
for ages in 'age < 5:(boy|girl)' 'age > 30:(man|woman)'; do
	"$socred" find "$work/a" --where "${ages%%:*}" --limit 1 --format json >"$work/found.json" || fail "find ${ages%%:*}"
	of=$(sed -n 's/.*"person": \([0-9]*\),.*/\1/p' "$work/found.json" | head -1)
	expect "$ok" explain "$work/a" --person "$of"
	grep -qE "a synthetic ${ages#*:} of" "$work/out" || fail "person $of of ${ages%%:*}: $(head -1 "$work/out")"
done
expect "$ok" --out 'of 4,000 synthetic people' find "$work/a" --where "listed and not did_nothing"
expect "$ok" find "$work/a" --where "age >= 18 and (listed or sex = male)" --format json --limit 3
python3 -c 'import json, sys; d = json.load(sys.stdin); assert d["people"] == 4000 and len(d["drawn"]) == 3 and all(p["age"] >= 18 for p in d["drawn"])' <"$work/out" || fail "find --format json is not what was asked"
expect "$ok" find "$work/a" --where "listed and age >= 18" --format html --limit 2 -o "$work/found.html"
expect "$ok" find "$work/a" --where "listed and age >= 18" --format json --limit 2
python3 - "$work/out" "$work/found.html" <<'END' || fail "the page of find does not say what find --format json says"
import html, json, re, sys
told, page = json.load(open(sys.argv[1])), open(sys.argv[2]).read()
text = html.unescape(re.sub(r'<[^>]*>', ' ', page.split('<body>')[1]))
assert f'{told["matching"]:,} of {told["people"]:,} synthetic people' in text
assert 'listed and age >= 18' in text and '<script' not in page
first = [int(x) for x in re.findall(r'<th scope="row" data-of="person">(\d+)<', page)]
assert first == [p['person'] for p in told['drawn']], (first, told['drawn'])
assert f'Person {first[0]}, replicate 0' in text and 'What it comes to' in text and 'The first drawn' in text
END
expect "$ok" find "$work/a" --where "did_nothing and age > 200" --format html
! grep -q 'One life' "$work/out" || fail "find --format html tells a life of nobody"
expect "$usage" --err 'allowed: table, csv, json' find "$work/a" --list --format html
expect "$usage" --err 'column 1: there is no column "lsted"; did you mean listed?' find "$work/a" --where lsted
expect "$ok" people "$work/a" --columns person,age --sample 7 --months all -o "$work/people.csv"
[ "$(wc -l <"$work/people.csv")" -eq "$((1 + 7 * $("$socred" show "$work/a" months --format csv | tail -n +2 | wc -l)))" ] || fail "a sample of 7 has other lines than months"
expect "$ok" --out 'points.judicial' people "$work/a" --list
# Where nobody is graded a life has no reason for a grade; under the leak sanitizer nothing may be left of it either.
printf 'socred: 1\nbase: %s\nregime: none\n' "$minimal" >"$work/none.yaml"
expect "$ok" run "$work/none.yaml" -o "$work/none" --persons 2000 --months 4 --replicates 1 --quiet
for person in 0 5 1999; do
	expect "$ok" --out 'Nobody is graded' explain "$work/none" --person "$person"
	! grep -q 'grade ;' "$work/out" || fail "a grade without a name"
	expect "$ok" --out 'nobody is graded' explain "$work/none" --person "$person" --format json
done
expect "$ok" report "$work/a/results.db" -o "$work/again.html"
cmp -s "$work/a/report.html" "$work/again.html" || fail "the report made again is another one"

expect "$ok" --out 'seed' params
expect "$ok" --out 'span.from' params span
expect "$usage" --err 'did you mean seed' params sede
expect "$ok" --out 'lists.<name>.grade_cap' params caps
! grep -q '^care' "$work/out" || fail "params caps prints other keys"
expect "$usage" --err 'did you mean linkage?' params linkagge
expect "$ok" params --format json
json_valid <"$work/out" || fail "params --format json prints no JSON"
expect "$ok" --out 'json-schema.org' schema
json_valid <"$work/out" || fail "schema prints no JSON"

expect "$ok" --out 'Hybrid decisions' systems
expect "$ok" --out '"V4","Video","Zones"' systems --format csv
expect "$ok" --out 'Hybrid decisions' systems P6
expect "$ok" systems --format json
[ "$(python3 -c 'import json, sys; print(len(json.load(sys.stdin)))' <"$work/out")" = 51 ] || fail "not 51 systems in JSON"
expect "$ok" systems --format csv
[ "$(python3 -c 'import csv, sys; print({len(r) for r in csv.reader(sys.stdin)})' <"$work/out")" = '{7}' ] ||
	fail "rows of systems in CSV differ in length"

expect "$ok" --out 'sex by age' population china-2020 --persons 3000 --provinces Tibet --quiet
expect "$ok" population china-2020 --persons 3000 --provinces Tibet --quiet --format json
json_valid <"$work/out" || fail "population --format json prints no JSON"
expect "$ok" explain "$work/a/results.db" --person 17 --replicate 1 --format json
json_valid <"$work/out" || fail "explain --format json prints no JSON"
expect "$ok" --err 'write -R, or --replicate' explain "$work/a/results.db" -p 17 -r 1
expect "$usage" explain "$work/a/results.db" --person 4000
expect "$usage" explain "$work/a/results.db" --person 17 --replicate 2
expect "$ok" run "$minimal" -o "$work/fieldless" --persons 2000 --months 3 --replicates 1 --quiet --set output.fields=false
expect "$usage" --err 'run again with output.fields=true' explain "$work/fieldless" --person 17

# Ctrl-C: a run far too long for the wait ends at once, and leaves what is finished or nothing.
stopped_late run "$minimal" -o "$work/stopped" --persons 4000 --replicates 1000 --quiet
got=$?
[ "$got" -eq "$interrupted" ] || fail "exit code $got, not $interrupted, after an interrupt"
grep -qE 'interrupted (with)?in month' "$work/err" || fail "an interrupted run does not say when"
[ -z "$(find "$work/stopped" -name '*.part-*')" ] || fail "an interrupted run left a part file"
[ ! -e "$work/stopped/results.db" ] || expect "$ok" show "$work/stopped/results.db" replicates
