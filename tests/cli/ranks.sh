#!/usr/bin/env bash
# A run over several processes: the same content as one process, resumed by another number of them, ended together.
# ranks.sh SOCRED SOCRED_MPI PROJECT [MPIRUN]
set -euo pipefail
. "$(dirname "$0")/mpi.sh"
socred=$1 mpi=$2 mpirun=${4:-mpirun} minimal=$3/scenarios/start/minimal/scenario.yaml
mpi_or_skip "$mpi" "$mpirun"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
small=(run "$minimal" --persons 9000 --months 8 --replicates 2 --quiet)

"$socred" "${small[@]}" -o "$work/one"
for n in 2 3; do
	"$mpirun" -n "$n" "$mpi" "${small[@]}" -o "$work/$n" --threads 1 --checkpoints 4
	"$socred" diff "$work/one" "$work/$n"
done

# as_one MEMORY RANKS THREADS: the content of one process, with checkpoints on the way. Packed people are held in groups of 16 communities, of which
# each rank needs one.
as_one() {
	local persons=4000
	[ "$1" = raw ] || persons=60000
	local run=(run "$minimal" --persons "$persons" --months 4 --replicates 2 --quiet --set "run.memory=$1")
	[ -d "$work/one-$1" ] || "$socred" "${run[@]}" -o "$work/one-$1" --threads 1
	timeout -s KILL 120 "$mpirun" -n "$2" "$mpi" "${run[@]}" -o "$work/$*" --threads "$3" --checkpoints 3
	"$socred" diff "$work/one-$1" "$work/$*"
}
# Every number of ranks with every number of threads, raw and packed, when all tests are asked for: tests/run/test_ranks.c holds most of them too.
if [ "${SOCRED_TESTS:-}" = all ]; then
	for memory in raw packed; do
		for n in 1 2 3 7; do
			for threads in 1 2; do
				as_one "$memory" "$n" "$threads"
			done
		done
	done
else
	as_one packed 7 1
	as_one raw 3 2
fi

# Two processes are asked to end, three go on, to what one process finds.
long=(run "$minimal" --persons 24000 --replicates 4 --quiet)
"$mpirun" -n 2 "$mpi" "${long[@]}" -o "$work/long" --checkpoints 3 2>"$work/said" &
job=$!
for _ in $(seq 3000); do
	[ -z "$(find "$work/long/checkpoints" -name '*.check' 2>/dev/null)" ] || break
	sleep 0.02
done
kill -USR1 "$job"
status=0
wait "$job" || status=$?
# MPICH's mpirun now and then says 0 where it has passed a signal on.
[ "$status" -eq 10 ] || { [ "$status" -eq 0 ] && [ -n "${4:-}" ]; } || { echo "asked to end it ended with $status, not 10"; cat "$work/said"; exit 1; }
grep -q 'interrupted in month' "$work/said" || { echo "it does not say so:"; cat "$work/said"; exit 1; }
"$mpirun" -n 3 "$mpi" run --resume "$work/long" --quiet
"$socred" "${long[@]}" -o "$work/whole"
"$socred" diff "$work/whole" "$work/long"

# What only one of them meets ends all of them before the run begins, is told once, and says whose it is; none waits for the others.
# apart WORDS FIRST SECOND: two processes with arguments of their own.
apart() {
	local status=0
	# shellcheck disable=SC2086 # words
	timeout -s KILL 60 "$mpirun" -n 1 "$mpi" $2 : -n 1 "$mpi" $3 >"$work/out" 2>"$work/said" || status=$?
	[ "$status" -gt 1 ] && [ "$status" -lt 20 ] || { echo "$2 : $3: status $status"; cat "$work/said"; exit 1; }
	[ "$(grep -c '^socred' "$work/said")" -eq 1 ] && grep -q "^socred.*$1" "$work/said" || { echo "$2 : $3: it does not say once $1"; cat "$work/said"; exit 1; }
}
# Of each kind one when not all tests are asked for: an option, a file, help, what is not shared, a command.
more() {
	[ "${SOCRED_TESTS:-}" != all ] || apart "$@"
}
points="$work/points.yaml -o $work/points"
printf 'socred: 1\nexperiment: What matters?\nbase: %s\nreplicates: 2\nfactors: {due_process.notice: , review.automatic_share: }\ndesign: {kind: sobol, n: 8}\noutcomes: {listed_per_1000: }\n' "$minimal" >"$work/points.yaml"
fine="${small[*]} -o $work/apart"
apart "unrecognized option '--nonsense' (rank 1 of 2)" "$fine" "$fine --nonsense"
more "unrecognized option '--nonsense'" "$fine --nonsense" "$fine"
more '--months: .*(rank 1 of 2)' "$fine" "$fine --months x"
apart 'none.yaml.*(rank 1 of 2)' "$fine" "run $work/none.yaml -o $work/apart"
apart 'without a run.*(rank 1 of 2)' "$fine" 'run --help'
apart 'not the same scenario' "$fine" "$fine --months 9"
more 'not the same checkpoints to begin with' "$fine" "$fine --from $work/one"
apart 'different commands' "$fine" 'systems'
more "unrecognized option '--nonsense' (rank 1 of 2)" "experiment run $points" "experiment run $points --nonsense"
[ ! -e "$work/apart/results.db" ] && [ ! -e "$work/points" ]

# Told once, and with the status that one process has.
for wrong in "run $work/none.yaml -o $work/x" "run $minimal -o $work/one/results.db" "run $minimal --persons 100 --set run.memory=packed -o $work/x"; do
	status=0
	# shellcheck disable=SC2086 # words
	"$mpirun" -n 3 "$mpi" $wrong >"$work/out" 2>"$work/said" || status=$?
	[ "$status" -gt 1 ] && [ "$status" -lt 20 ] || { echo "$wrong: status $status"; cat "$work/said"; exit 1; }
	[ "$(grep -c '^socred run: ' "$work/said")" -eq 1 ] || { echo "$wrong: not told once"; cat "$work/said"; exit 1; }
done
grep -q 'have no community for each of the ranks' "$work/said"
[ ! -e "$work/x/results.db" ]
