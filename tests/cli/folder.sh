# The folder of a run is one thing, and may have been prepared by a stranger. Sourced by cli.sh.
# shellcheck shell=bash disable=SC2154 # names of cli.sh

small=(--persons 2000 --months 3 --replicates 1 --quiet)
content() { # DIR: the digest of its results
	"$socred" show "$1" digests --format csv | sed -n 's/^content,[0-9]*,//p'
}
belongs() { # DIR: report and scenario are of its results, or are missing
	local seed
	[ ! -e "$1/report.html" ] || grep -q "$(content "$1")" "$1/report.html" || fail "$1: a report of other results"
	seed=$("$socred" show "$1" meta --format csv | sed -n 's/^seed,//p')
	[ ! -e "$1/scenario.resolved.yaml" ] || grep -q "^seed: $seed\$" "$1/scenario.resolved.yaml" || fail "$1: a scenario of other results"
}

# Whoever is killed leaves nothing of two runs side by side, and the next run cleans up.
expect "$ok" run "$minimal" -o "$work/killed" "${small[@]}" --seed 1
# Each is killed at another time by chance; more often when all tests are asked for.
for seed in 2 3 4 5 $([ -n "$sparse" ] || [ "${SOCRED_TESTS:-}" != all ] || seq 6 11); do
	"$socred" run "$minimal" -o "$work/killed" "${small[@]}" --seed "$seed" 2>/dev/null &
	sleep "0.$((RANDOM % 25 + 10))"
	kill -KILL $! 2>/dev/null
	wait $! 2>/dev/null
	checks=$((checks + 1))
	belongs "$work/killed"
done
expect "$ok" run "$minimal" -o "$work/killed" "${small[@]}" --seed 12
[ "$(find "$work/killed" -mindepth 1 | wc -l)" -eq 3 ] || fail "a run after killed ones left more than its files"
belongs "$work/killed"

# A second run into the folder is refused at once; the first is not disturbed.
"$socred" run "$minimal" -o "$work/busy" --persons 20000 --replicates 400 --quiet 2>/dev/null &
first=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ -n "$(find "$work/busy" -name 'run.part-*' 2>/dev/null)" ] && break
	sleep 0.2
done
expect "$busy" --err 'another run is writing into' run "$minimal" -o "$work/busy" "${small[@]}"
kill -INT "$first"
wait "$first"
[ $? -eq "$interrupted" ] || fail "the first run was disturbed"

# What is finished of an interrupted run does not replace complete results unasked.
stopped() { # OPTION...: an interrupted run into $work/whole
	stopped_late run "$minimal" -o "$work/whole" --persons 4000 --replicates 1000 --quiet "$@"
	[ $? -eq "$interrupted" ] || fail "an interrupted run ends otherwise"
}
expect "$ok" run "$minimal" -o "$work/whole" "${small[@]}"
before=$(content "$work/whole")
stopped
grep -q 'complete results in .* stay' "$work/err" || fail "nothing is said of the results that stay"
[ "$(content "$work/whole")" = "$before" ] || fail "an interrupted run replaced complete results"
[ -s "$work/whole/interrupted/report.html" ] || fail "what was finished is lost"
expect "$ok" --err 'whole/interrupted is of an earlier run that was interrupted' run "$minimal" -o "$work/whole" "${small[@]}"
stopped --replace
[ "$(content "$work/whole")" != "$before" ] || fail "--replace did not replace"
belongs "$work/whole"

# What cannot be replaced is told before the run, and not after it.
for name in results.db report.html scenario.resolved.yaml; do
	mkdir -p "$work/in-the-way/$name"
	expect "$io" --err "$name is a folder" run "$minimal" -o "$work/in-the-way" --persons 1000000 --replicates 1000 --quiet
	rmdir "$work/in-the-way/$name"
done

# Links that wait where files will be made are not followed.
mkdir -p "$work/trap"
echo precious >"$work/precious"
for name in report.html results.db scenario.resolved.yaml results.db.part-1 report.html.part-1 run.part-1; do
	ln -s "$work/precious" "$work/trap/$name"
done
expect "$ok" run "$minimal" -o "$work/trap" "${small[@]}"
[ "$(cat "$work/precious")" = precious ] || fail "a run wrote through a link"
[ ! -L "$work/trap/report.html" ] && [ ! -L "$work/trap/results.db" ] || fail "a run left a link in place of its file"
ln -sf "$work/precious" "$work/again.html"
expect "$ok" report "$work/trap" -o "$work/again.html"
[ "$(cat "$work/precious")" = precious ] || fail "a report wrote through a link"

# What a scenario names must be a file, and a file of socred: nothing else is waited for, or shown.
mkfifo "$work/pipe"
printf 'hunter1: hunter2\n' >"$work/secret"
named() { # KEY TARGET: a scenario that names it
	printf 'socred: 1\n%s: %s\n' "$1" "$2" >"$work/names.yaml"
}
# Somebody's own: the word is in it, but the file does not begin with it.
printf 'hunter1: hunter2\n# socred: 1\n' >"$work/secret1"
printf 'hunter1: hunter2\nx socred: 1\n' >"$work/secret2"
printf '{"hunter1": "hunter2", "socred": 1}\n' >"$work/secret3"
for key in base regime modules; do
	for target in secret1 secret2 secret3; do
		named "$key" "$work/$target"
		expect "$scenario" --out 'begins with' check "$work/names.yaml"
		! grep -q 'hunter' "$work/err" "$work/out" || fail "$key: a key of somebody else's $target is shown"
	done
	for target in "$work/pipe" /dev/zero "$work"; do
		named "$key" "$target"
		expect "$scenario" --out 'a regular file is needed' check "$work/names.yaml"
	done
	named "$key" "$work/secret"
	expect "$scenario" --out 'begins with' check "$work/names.yaml"
	! grep -q hunter2 "$work/err" "$work/out" || fail "$key: a file of somebody else is shown"
done
printf 'socred: 1\nvariants: {a: %s, b: %s}\nobjectives: {o: {formula: persons, best: highest}}\n' "$work/secret" "$work/pipe" >"$work/names.yaml"
expect "$scenario" --err 'begins with' policies "$work/names.yaml" -o "$work/none"
! grep -q hunter2 "$work/err" "$work/out" || fail "policies: a file of somebody else is shown"
expect "$scenario" --err 'begins with' policies "$work/secret" -o "$work/none"
! grep -q hunter "$work/err" "$work/out" || fail "policies: the file of somebody else is shown"
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$work/socket"
expect "$io" --err 'a socket; a regular file is needed' check "$work/socket"
named base "$work/socket"
expect "$scenario" --out 'a socket; a regular file is needed' check "$work/names.yaml"
expect "$io" --err 'a regular file is needed' check "$work/pipe"
expect "$io" --err 'a regular file is needed' policies "$work/pipe" -o "$work/none"

# What a terminal would obey never reaches it.
tame() { # WHAT: nothing of the kind stands in the outputs of the last call
	! LC_ALL=C grep -qE "$(printf '\033|\007|\302\233|\342\200\256')" "$work/out" "$work/err" || fail "$1: control characters reach the terminal"
	checks=$((checks + 1))
}
printf 'socred: 1\nbase: %s\ntitle: "a\\e[31m\\x07 b\\u202e c\\u009b d"\n' "$minimal" >"$work/escapes.yaml"
expect "$ok" run "$work/escapes.yaml" -o "$work/escapes" --persons 2000 --months 3 --replicates 2
for command in "show $work/escapes headline" "show $work/escapes meta --format csv" "show $work/escapes meta" "explain $work/escapes --person 5" \
	"compare $work/escapes $work/escapes" "check $work/escapes.yaml"; do
	# shellcheck disable=SC2086 # words of a command
	"$socred" $command >"$work/out" 2>"$work/err"
	tame "$command"
done
# Nor by a name or an argument of any hand.
obeyed=$(printf '\033[31mX\007\302\233\342\200\256')
cp "$work/escapes.yaml" "$work/$obeyed.yaml"
printf 'socred: 1\nbse: 1\n' >"$work/bad$obeyed.yaml"
tells() { # ARGUMENT...: says the name of something, tamed
	"$socred" "$@" >"$work/out" 2>"$work/err" </dev/null
	tame "$1 ... a name with escapes"
	LC_ALL=C grep -q '?\[31mX' "$work/out" "$work/err" || fail "a name is not said: socred $*"
}
tells check "$work/$obeyed.yaml"
tells check "$work/bad$obeyed.yaml"
tells check "$work/missing$obeyed.yaml"
tells run "$work/$obeyed.yaml" -o "$work/o$obeyed" --persons 2000 --months 3 --replicates 1
tells run "$minimal" --persons "$obeyed"
tells run "$minimal" --set "$obeyed"
tells report "$work/o$obeyed" -o "$work/$obeyed.html"
tells diff "$work/o$obeyed" "$work/o$obeyed"
tells show "$work/none$obeyed" headline
tells show "$work/escapes" "$obeyed"
tells explain "$work/escapes" --person "$obeyed"
tells systems "$obeyed"
tells policies "$work/$obeyed" -o "$work/none"
tells "$obeyed"
tells help "$obeyed"
tells check "--$obeyed"

# A command that fails leaves no folder that it has made, however deep, and those that stood there.
nothing_left() { # ERR TEXT ARGUMENT...: fails so, and nothing is in $work/left afterwards but what was there
	local want=$1 text=$2 before
	shift 2
	before=$(find "$work/left" | sort)
	expect "$want" --err "$text" "$@"
	[ "$(find "$work/left" | sort)" = "$before" ] || fail "left behind: $(find "$work/left" | tr '\n' ' ') by socred $*"
}
mkdir -p "$work/left/stood"
printf 'socred: 1\nbase: %s\nregime: none\n' "$minimal" >"$work/none.yaml"
printf 'socred: 1\nbase: %s\npublished: nosuch\n' "$minimal" >"$work/refused.yaml"
printf 'socred: 1\nbase: %s\nevents: {jaywalking: {kind: violation, driven_by: proneness, rate_per_year: 0.1}}\n' "$minimal" >"$work/added.yaml"
left=$work/left
nothing_left "$memory" 'too little for any' run "$minimal" -o "$left/a/b/c" --memory 1e-9
nothing_left "$memory" 'too little for any' run "$minimal" -o "$left/a//b/./c/" --memory 1e-9
nothing_left "$memory" 'too little for any' run "$minimal" -o "$left/stood" --memory 1e-9
nothing_left "$memory" 'too little for any' run "$minimal" -o "$left/stood/new" --memory 1e-9
nothing_left "$io" 'File name too long' run "$minimal" -o "$left/a/b/$(printf 'n%.0s' $(seq 300))"
nothing_left "$scenario" 'none of spc_judgment_defaulters' run "$work/refused.yaml" -o "$left/a"
cases() { # VARIANT SET: a comparison of the minimal scenario with it, with a roll-out
	printf 'socred: 1\nvariants: {with: %s, other: %s}\nobjectives: {order: {formula: violations, best: lowest}}\nrollout: {objective: order, national: %s, joins: [{from: 2018-03, share: 0.5}], local: {share: 0.2, set: %s}}\n' \
		"$minimal" "$1" "$work/none.yaml" "$2" >"$work/cases.yaml"
}
# The last variant's mistake, and that of the roll-out, are told before the first run.
cases "$work/refused.yaml" '{channels.camera.enabled: false}'
nothing_left "$scenario" 'none of spc_judgment_defaulters' policies "$work/cases.yaml" -o "$left/p/q" "${small[@]}"
cases "$work/none.yaml" '{channels.cmera.enabled: false}'
nothing_left "$scenario" 'cases.yaml: rollout: timeline.local_values.set.channels.cmera.enabled' policies "$work/cases.yaml" -o "$left/p" "${small[@]}"
# The scenario of a roll-out stays that of the results beside it when a later roll-out fails.
cases "$work/none.yaml" '{channels.camera.enabled: false}'
nothing_left "$scenario" 'cases.yaml: if other were chosen: rollout: there is nothing to roll out' policies "$work/cases.yaml" -o "$left/p" "${small[@]}"
cases "$work/added.yaml" '{channels.camera.enabled: false}'
expect "$ok" policies "$work/cases.yaml" -o "$left/p" "${small[@]}"
cp "$left/p/rollout/scenario.yaml" "$work/was.yaml"
rm -r "$left/p/rollout/results.db"
mkdir "$left/p/rollout/results.db"
sed -i 's/share: 0.2/share: 0.3/' "$work/cases.yaml"
nothing_left "$io" 'results.db is a folder' policies "$work/cases.yaml" -o "$left/p" "${small[@]}"
cmp -s "$left/p/rollout/scenario.yaml" "$work/was.yaml" || fail "a roll-out that failed left its scenario beside older results"
# A call that ends after its first variant says what in the folder is of the earlier one.
rm -r "$left/p/other/results.db"
mkdir "$left/p/other/results.db"
expect "$io" --err 'files of two calls: with of this one, uniform, policies.html, policies.json of an earlier' policies "$work/cases.yaml" -o "$left/p" "${small[@]}"
