#!/usr/bin/env bash
# a parallel run under ThreadSanitizer, clang with libomp and Archer
set -euo pipefail
cd "$(dirname "$0")/../.."
. tools/stage.sh

# Archer tells ThreadSanitizer what OpenMP's barriers and reductions order; it loads by itself. The runtime is not
# instrumented, so what it does inside is left out. Address randomisation is off: the sanitizer's map of memory
# does not stand the high entropy of newer kernels.
export TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=0:exitcode=66
dir=build-thread
CC=clang build_dir "$dir" -Dbuildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false -Db_ndebug=false

# A loop with a race must be found, or silence below says nothing.
clang -g -O1 -fopenmp -fsanitize=thread tests/stages/race.c -o "$dir/race"
status=0
setarch -R "$dir/race" >"$dir/race.log" 2>&1 || status=$?
if [ "$status" -eq 66 ]; then
	echo "ok thread sanitizer: finds the race in tests/stages/race.c"
else
	echo "not ok thread sanitizer: finds the race in tests/stages/race.c (exit status $status)"
fi

out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
status=0
setarch -R "$dir/app/socred" run scenarios/minimal/scenario.yaml -o "$out" --persons 20000 --months 18 \
	--replicates 1 --threads 4 --quiet >"$dir/run.log" 2>&1 || status=$?
if [ "$status" -eq 0 ]; then
	echo "ok thread sanitizer: minimal scenario, 4 threads"
else
	tail -60 "$dir/run.log"
	echo "not ok thread sanitizer: minimal scenario, 4 threads (exit status $status)"
fi
