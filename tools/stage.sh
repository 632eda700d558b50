# Stages of ./quickstart and helpers for the scripts in tests/stages; to be sourced, from the root of the project.
# shellcheck shell=bash
#
# A script in tests/stages states what it does in its second line ("# ..."), prints "ok NAME", "not ok NAME" or
# "skip NAME" for each test on a line of its own, and exits 0 unless something broke that it has no line for. Called with
# "build", all but the first build what they need and do no more.

jobs=$(nproc)
export jobs

# The interpreter itself comes before whatever stands in for it: a script that chooses between several starts some shells each time, half a second of
# a processor on a slow machine, and a test run starts a hundred.
if python=$(command -v python3 >/dev/null && python3 -c 'import os, sys; print(os.path.dirname(sys.executable))') && [ "$(command -v python3)" != "$python/python3" ]; then
	PATH=$python:$PATH
	export PATH
fi

die() {
	printf 'quickstart: %s\n' "$@" >&2
	exit 1
}

# Hundredths of a second of a processor that ended commands of this shell have taken.
processor_time() {
	sed 's/.*) //' "/proc/$$/stat" | awk '{ print $14 + $15 }'
}

# stage TITLE COMMAND...: says which stage runs, runs it, says how long it took, by the clock and of a processor: their quotient says whether it
# is work or waiting that a slow stage is slow by.
stage() {
	local title=$1 from=$SECONDS used
	used=$(processor_time)
	shift
	printf '\n== %s (%s)\n' "$title" "$(date +%H:%M:%S)"
	"$@"
	printf '== %s: %d s, %d s of a processor\n' "$title" $((SECONDS - from)) $((($(processor_time) - used) / 100))
}

# Runs a script of tests/stages and keeps its lines in build/stages/, where stages_total counts them.
stage_counted() {
	local log status=0
	log=build/stages/$(basename "$1").log
	"$1" 2>&1 | tee "$log" || status=$?
	if [ "$status" -ne 0 ]; then
		echo "not ok $1 (exit status $status)" | tee -a "$log"
	fi
}

# The lines that failed or were skipped, then the last line of a test run. Fails unless something passed and nothing failed.
stages_total() {
	local passed failed skipped
	passed=$(cat build/stages/*.log | grep -c '^ok ' || true)
	failed=$(cat build/stages/*.log | grep -c '^not ok ' || true)
	skipped=$(cat build/stages/*.log | grep -c '^skip ' || true)
	echo
	grep -h '^not ok ' build/stages/*.log || true
	grep -h '^skip ' build/stages/*.log || true
	[ "$skipped" -eq 0 ] || echo "$skipped skipped"
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# set_up DIR OPTION...: sets a build folder up once (CC from the environment).
set_up() {
	local dir=$1
	shift
	[ -f "$dir/build.ninja" ] || meson setup "$dir" "$@" >"$dir.log" 2>&1 || {
		cat "$dir.log"
		return 1
	}
}

# build_in DIR TARGET...: builds no more than is named.
build_in() {
	local dir=$1
	shift
	ninja -C "$dir" --quiet -j "$jobs" "$@"
}

# targets_of DIR SUITE... [-SUITE...]: what the tests of these suites run that are in none of the others, one a line.
targets_of() {
	meson introspect "$1" --tests --targets | python3 -c '
import json, os, sys
root, suites, less = os.path.realpath(sys.argv[1]), {a for a in sys.argv[2:] if a[0] != "-"}, {a[1:] for a in sys.argv[2:] if a[0] == "-"}
told = json.load(sys.stdin)
named = lambda t: {s.split(":")[-1] for s in t["suite"]}
wanted = {d for t in told["tests"] if suites & named(t) and not less & named(t) for d in t["depends"]}
print(*sorted(os.path.relpath(t["filename"][0], root) for t in told["targets"] if t["id"] in wanted), sep="\n")' "$@"
}

# Where tests write: in memory where there is room for it, since a result is synced to the disk several times and what a sync does there is no
# matter of a test; otherwise where TMPDIR says.
memory_folder() {
	local megabytes=0
	[ ! -w /dev/shm ] || megabytes=$(df --output=avail -m /dev/shm | tail -1)
	if [ "$megabytes" -ge 4000 ]; then
		mktemp -d /dev/shm/socred-tests-XXXXXX
	else
		mktemp -d
	fi
}

# meson_tests DIR ARGUMENT...: meson test there, one line per test as the total wants them. A limit is there for what hangs, three times a test's
# own, since machines differ threefold and other work may run beside it; of all tests but a few it is half an hour, so that a run with one
# that hangs still ends and says which. A thread that waits gives its processor away. Twice as many tests as there are processors, since some
# of the time of a test is waiting: for a browser, for a program that is to be stopped late.
meson_tests() {
	local dir=$1 log=$1/meson-logs/testlog.json
	shift
	rm -f "$log"
	scratch=$(memory_folder)
	trap 'rm -rf "$scratch"' EXIT
	TMPDIR=$scratch OMP_WAIT_POLICY=passive meson test -C "$dir" --no-rebuild --num-processes $((2 * jobs)) --timeout-multiplier 3 \
		--print-errorlogs "$@" || true
	rm -rf "$scratch"
	[ -s "$log" ] || {
		echo "not ok $dir: no test ran"
		return
	}
	python3 - "$dir" "$log" <<'PYTHON'
import json, sys
folder, log = sys.argv[1:]
word = {'OK': 'ok', 'EXPECTEDFAIL': 'ok', 'SKIP': 'skip'}
for line in open(log):
    test = json.loads(line)
    print(word.get(test['result'], 'not ok'), f"{folder}: {test['name']}")
PYTHON
}
