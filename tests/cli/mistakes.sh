# Wrong use: the code, and a message that helps. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

expect "$usage" --err 'Usage:'
expect "$usage" --err "did you mean run?" rnu
expect "$usage" --err "did you mean systems?" systm
expect "$usage" --err 'no command "quintessence"' quintessence
! grep -q 'did you mean' "$work/err" || fail "suggests a command for a word near to none"
expect "$usage" --err "did you mean check?" help chekc
expect "$usage" --err 'no option "--seed"' --seed 1 run
expect "$usage" --err 'KEY=VALUE is wanted' check "$project/scenarios/start/minimal/scenario.yaml" --set people.persons
expect "$usage" --err 'KEY=VALUE is wanted' run "$project/scenarios/start/minimal/scenario.yaml" --set people.persons
for command in $commands; do
	expect "$usage" --err "socred $command: unrecognized option '--no-such-option'" "$command" --no-such-option
done
for command in run check show report explain population diff compare policies; do
	expect "$usage" "$command"
done
expect "$usage" --err 'XML' systems --format XML
expect "$usage" --err 'Z9' systems Z9
expect "$usage" systems P1 P2
expect "$usage" --err 'no key or module "reviw", and no meaning has the word; did you mean review?' params reviw
expect "$usage" --err "did you mean lists.black.good_deed_months?" params lists.black.good_ded_months
expect "$usage" --err "no meaning has the word; 'socred params' lists them" params nosuchkey
expect "$usage" --err 'no theory "ensing"; did you mean ensign?' theory ensing
expect "$usage" --err 'no parameter "disovered"; did you mean discovered?' theory ensign --set disovered=1
expect "$usage" --err 'discovered is 2; allowed: 0 to 1' theory ensign --set discovered=2
expect "$usage" --err 'days is 1.5; a whole number is wanted' theory ensign --set days=1.5
expect "$usage" --err '"lots" is no number' theory ensign --set days=lots
expect "$usage" --err 'KEY=VALUE is wanted' theory ensign --set days
expect "$usage" --err 'allowed: 1 to 10000' theory ensign --replicates 0
expect "$usage" --err 'allowed: 0 to 9007199254740991' theory ensign --seed -1
expect "$usage" --err 'allowed: table, csv, json' theory ensign --format XML
expect "$usage" --err 'name a theory' theory --set days=1
expect "$usage" --err 'do not go with it' theory --published --set days=1
expect "$usage" --err 'one theory at a time' theory ensign eigentrust
expect "$usage" --err 'do not go with it' theory --published -o "$work/published"
touch "$work/no-folder"
expect "$(code ERR_SCENARIO)" --err 'there is no mean income of bolivia' run "$project/scenarios/abroad/abroad/bolivia-people.yaml" \
	--set society.income_by_province=true -o "$work/never"
expect "$(code ERR_SCENARIO)" --out 'all of log income has a spread of 0.763' check "$project/scenarios/start/minimal/scenario.yaml" \
	--set income.enabled=true --set income.year=0.9
expect "$io" theory eigentrust -o "$work/no-folder/theory"
expect "$ok" theory eigentrust -o "$work/trust"
expect "$ok" theory ensign --set days=5 --set urns=1 -r 1 -o "$work/urn"
expect "$ok" theory ensign --set days=5 --set urns=1 -r 1 --seed 2 -o "$work/urn-2"
of_theory='results of a theory (socred theory), without people, regime and months; socred show, report, compare and diff read them'
expect "$usage" --err "$of_theory" explain "$work/urn" --person 1
expect "$usage" --err "$of_theory" find "$work/urn" --where listed
expect "$usage" --err "$of_theory" people "$work/urn"
expect "$usage" --err "$of_theory" fairness "$work/urn" --by group
expect "$usage" --err "$of_theory" storage "$work/urn"
expect "$usage" --err "$of_theory" assess "$work/urn" --form fria
expect "$usage" --err 'no table or view "by_cell"' show "$work/urn" by_cell
expect "$usage" --err 'two theories, eigentrust and ensign' compare "$work/trust" "$work/urn"
expect "$usage" --err 'two seeds, 1 and 2' compare "$work/urn" "$work/urn-2"
expect "$usage" --err 'two results are compared at a time' compare "$work/urn" "$work/urn" "$work/urn"
expect "$usage" --err '--format alone has a meaning' compare "$work/urn" "$work/urn" --by group

# A disk that is full when a theory's results are written: told, and nothing half-written is left.
got=0
(
	trap '' XFSZ
	ulimit -f 4
	"$socred" theory ensign --set days=20 --set urns=2 -o "$work/full" >/dev/null 2>"$work/err"
) || got=$?
[ "$got" -eq "$io" ] || fail "exit code $got, not $io, for a theory on a full disk"
grep -q 'results.db' "$work/err" || fail "a full disk under a theory is not told: $(cat "$work/err")"
[ ! -e "$work/full/results.db" ] && [ ! -e "$work/full/report.html" ] || fail "a theory on a full disk left something half-written"

# A full disk behind standard output is a failure, not a silence.
if [ -c /dev/full ]; then
	"$socred" systems >/dev/full 2>"$work/err"
	got=$?
	checks=$((checks + 1))
	[ "$got" -eq "$io" ] || fail "exit code $got, not $io, with standard output full"
fi

# What a run refuses the check says, in the same words and at the place.
refused() {
	printf 'socred: 1\nbase: %s/scenarios/start/minimal/scenario.yaml\n%s\n' "$project" "$1" >"$work/refused.yaml"
	expect "$scenario" --out "refused.yaml:3:$2: error: $3" check "$work/refused.yaml"
	expect "$scenario" --err "refused.yaml:3:$2: error: $3" run "$work/refused.yaml" -o "$work/refused"
	[ "$(grep -cF -- "$3" "$work/err")" -eq 1 ] || fail "a refusal is said twice"
}
refused 'people: {provinces: Ninxia}' 10 'people.provinces: there is no province "Ninxia"; did you mean Ningxia'
refused 'people: {data: chnia-2020}' 16 'people.data: "chnia-2020" is none of china-2020; did you mean china-2020?'
refused 'published: nosuch' 12 'published: "nosuch" is none of spc_judgment_defaulters, none'
refused 'events: {traffic_minor: {rate_per_year: 12}}' 26 'events.traffic_minor.rate_per_year: the most prone people'
refused 'components: {social: {floor: -1000, ceiling: 1000, start: 200}}' 23 'components.social.floor: -1000; allowed: within 1023'

# A month that cannot be read is said once.
printf 'socred: 1\nbase: %s/scenarios/start/minimal/scenario.yaml\ntimeline: [{from: 2018-13, set: {channels.camera.enabled: true}}]\n' "$project" >"$work/month.yaml"
expect "$scenario" --out '1 error, 0 warnings' check "$work/month.yaml"

expect "$io" --err "$work/absent.yaml" check "$work/absent.yaml"
expect "$io" --err "$work/absent.yaml" run "$work/absent.yaml" -o "$work/none"
[ ! -e "$work/none/results.db" ] || fail "a run of nothing left results"
printf 'socred: 1\ntitle: x\nsede: 3\n' >"$work/typo.yaml"
expect "$scenario" check "$work/typo.yaml"
cat "$work/out" "$work/err" >"$work/said"
grep -q 'typo.yaml:3:1' "$work/said" || fail "no file:line:column for an unknown key: $(cat "$work/said")"
grep -q 'seed' "$work/said" || fail "no nearest name for an unknown key: $(cat "$work/said")"
expect "$scenario" run "$work/typo.yaml" -o "$work/none"
expect "$usage" run "$project/scenarios/start/minimal/scenario.yaml" -o "$work/none" --persons none
printf 'not a database' >"$work/broken.db"
for command in show report; do
	expect "$results" --err 'broken.db' "$command" "$work/broken.db"
done
expect "$results" explain "$work/broken.db" --person 1
expect "$results" diff "$work/broken.db" "$work/broken.db"

# The folder itself as a base has a name.
printf 'socred: 1\nbase: .\n' >"$work/dot.yaml"
program=$(realpath "$socred")
(cd "$work" && "$program" check dot.yaml) >"$work/out" 2>"$work/err"
grep -qF 'dot.yaml:2:7: error: base: cannot read .: it is a folder' "$work/out" || fail "a base that is the folder of its file is not named"

# Figures out of range, before anything is built.
for wrong in "--persons 0" "--persons -5" "--persons 9999999999" "--persons 1e3" "--replicates 0" "--months 0" "--threads x"; do
	# shellcheck disable=SC2086 # an option and its value
	expect "$usage" --err "${wrong%% *}" run "$minimal" -o "$work/none" $wrong
done
expect "$memory" --err 'lower people.persons to at most' run "$minimal" -o "$work/none" --persons 1000000000 --memory 1
expect "$scenario" --err 'did you mean persons' run "$minimal" -o "$work/none" --set people.person=3
expect "$scenario" --err 'allowed: 0 to 1' run "$minimal" -o "$work/none" --set channels.camera.coverage_urban=2
expect "$usage" run "$minimal" "$minimal" -o "$work/none"
[ ! -e "$work/none/results.db" ] || fail "a refused run left results"
