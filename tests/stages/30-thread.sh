#!/usr/bin/env bash
# parallel runs, of raw and of packed people, under ThreadSanitizer, clang with libomp and Archer
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# Archer tells ThreadSanitizer what OpenMP's barriers and reductions order. The runtime is not instrumented, so what it
# does inside is left out. Address randomisation is off: the sanitizer's map of memory does not stand the high entropy of
# newer kernels.
OMP_TOOL_LIBRARIES=$(llvm-config --libdir)/libarcher.so
export OMP_TOOL_LIBRARIES ARCHER_OPTIONS=verbose=1
export TSAN_OPTIONS=ignore_noninstrumented_modules=1:exitcode=66
dir=build-thread
# Not optimised, a few sources at a time: short runs are all that the build is for.
CC=clang set_up "$dir" -Dunits=true -Doptimization=0 -Ddebug=true -Db_sanitize=thread -Db_lundef=false -Db_ndebug=false -Dreport=false -Dtests=disabled \
	-Dc_args=-gline-tables-only
build_in "$dir" app/socred
[ "${1:-}" != build ] || exit 0

# watched CODE NAME COMMAND...: the exit status wanted, under Archer; and what the command must say, if says is set.
watched() {
	local want=$1 name=$2 status=0
	shift 2
	setarch -R "$@" >"$dir/watched.log" 2>&1 || status=$?
	if ! grep -q 'Archer detected OpenMP application with TSan' "$dir/watched.log"; then
		echo "not ok thread sanitizer: $name (Archer did not load)"
	elif [ "$status" -ne "$want" ]; then
		tail -60 "$dir/watched.log"
		echo "not ok thread sanitizer: $name (exit status $status, not $want)"
	elif ! grep -q "${says:-}" "$dir/watched.log"; then
		echo "not ok thread sanitizer: $name (it does not say \"$says\")"
	else
		echo "ok thread sanitizer: $name"
	fi
}

# A loop with a race must be found, or silence below says nothing.
clang -g -O1 -fopenmp -fsanitize=thread tests/stages/race.c -o "$dir/race"
watched 66 "finds the race in tests/stages/race.c" "$dir/race"

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
watched 0 "minimal scenario, 4 threads" "$dir/app/socred" run scenarios/start/minimal/scenario.yaml -o "$out/raw" \
	--persons 12000 --months 18 --replicates 1 --threads 4 --quiet

# Packed people: each thread unpacks, steps and packs groups of communities through a window of its own, the bytes held are counted by all of
# them, and a checkpoint reads and fills groups between two months. All modules, so that every column and the places of firms are there.
packed=("$dir/app/socred" run scenarios/combined/every-module/scenario.yaml --set run.memory=packed --persons 4000 --replicates 1
	--threads 3)
says=', packed (raw people'
watched 0 "every module, packed, 3 threads, checkpoints" "${packed[@]}" -o "$out/packed" --months 4 --checkpoints 2
watched 0 "every module, packed, from a checkpoint" "${packed[@]}" -o "$out/from" --months 4 --from "$out/packed/checkpoints/2014-02"
