#!/usr/bin/env bash
# every fuzzer for 60 seconds, from the kept corpus
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# tests/fuzz/ builds fuzz_<name>, with seeds in tests/fuzz/corpus/<name>/; new finds go beside the build, not into the tree.
dir=build-address-clang
# A kept seed, so that a change is judged by itself and not by luck; FUZZ_SEED=0 takes another each time, to go on searching.
seconds=${FUZZ_SECONDS:-60}
seed=${FUZZ_SEED:-1}
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

fuzz() {
	local name=$1 finds=$dir/finds/$1
	mkdir -p "$finds"
	if "$dir/tests/fuzz/fuzz_$name" -seed="$seed" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
		-artifact_prefix="$finds/../$name-" "$finds" "tests/fuzz/corpus/$name" >"$dir/fuzz_$name.log" 2>&1; then
		echo "ok fuzzer $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$dir/fuzz_$name.log") inputs in $seconds s"
	else
		tail -40 "$dir/fuzz_$name.log"
		echo "not ok fuzzer $name"
	fi
}

fuzzers=$(find "$dir/tests/fuzz" -maxdepth 1 -type f -name 'fuzz_*' -perm -u+x -printf '%f\n' | sed 's/^fuzz_//' | sort)
[ -n "$fuzzers" ] || echo "not ok fuzzers: none was built"
export -f fuzz
export dir seconds seed
# shellcheck disable=SC2016 # for the inner shell
xargs -r -n 1 -P "$jobs" bash -c 'fuzz "$1"' fuzz <<<"$fuzzers"
