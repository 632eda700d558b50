#!/usr/bin/env bash
# every fuzzer for 1 second, or as many as FUZZ_SECONDS says, from what earlier runs have kept
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# tests/fuzz/ builds fuzz_<name>, with seeds in tests/fuzz/corpus/<name>/; what is found goes into FUZZ_CORPUS/<name>/, beside
# the builds and not into the tree, and the next run begins with it. What crashes is FUZZ_CORPUS/<name>-crash-...
dir=build-address-clang # built by 20-address.sh
[ "${1:-}" != build ] || exit 0
corpus=${FUZZ_CORPUS:-build-fuzz-corpus}
# A kept seed, so that a change is judged by itself and not by chance; FUZZ_SEED=0 takes another each time, to go on searching.
seconds=${FUZZ_SECONDS:-1}
seed=${FUZZ_SEED:-1}
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

# libFuzzer adds whatever covers more; now and then a smaller set that covers as much replaces it.
shrink() {
	local name=$1 kept=$corpus/$1
	[ "$(find "$kept" -type f | wc -l)" -gt 3000 ] || return 0
	rm -rf "$kept.less"
	mkdir "$kept.less"
	if "$dir/tests/fuzz/fuzz_$name" -merge=1 "$kept.less" "$kept" >"$dir/fuzz_$name.merge.log" 2>&1; then
		rm -rf "$kept"
		mv "$kept.less" "$kept"
	fi
}

fuzz() {
	local name=$1 kept=$corpus/$1 before own=()
	# A lab holds memory from one request to the next, which libFuzzer takes for a leak: it would try every input again, and look through half a
	# gigabyte each time. What really leaks is found when the fuzzer ends.
	[ "$name" != lab ] || own=(-detect_leaks=0)
	mkdir -p "$kept"
	shrink "$name"
	before=$(find "$kept" -type f | wc -l)
	if "$dir/tests/fuzz/fuzz_$name" -seed="$seed" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 "${own[@]}" \
		-artifact_prefix="$corpus/$name-" "$kept" "tests/fuzz/corpus/$name" >"$dir/fuzz_$name.log" 2>&1; then
		echo "ok fuzzer $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/fuzz_$name.log") inputs in $seconds s," \
			"$before kept before"
	else
		tail -40 "$dir/fuzz_$name.log"
		echo "not ok fuzzer $name"
	fi
}

fuzzers=$(find "$dir/tests/fuzz" -maxdepth 1 -type f -name 'fuzz_*' -perm -u+x -printf '%f\n' | sed 's/^fuzz_//' | sort)
[ -n "$fuzzers" ] || echo "not ok fuzzers: none was built"
export -f fuzz shrink
export corpus dir seconds seed
# shellcheck disable=SC2016 # for the inner shell
xargs -r -n 1 -P "$jobs" bash -c 'fuzz "$1"' fuzz <<<"$fuzzers"
