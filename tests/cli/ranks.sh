#!/usr/bin/env bash
# A run over several processes: the same content as one process, resumed by another number of them, ended together.
# ranks.sh SOCRED SOCRED_MPI PROJECT [MPIRUN]
set -euo pipefail
socred=$1 mpi=$2 mpirun=${4:-mpirun} minimal=$3/scenarios/start/minimal/scenario.yaml
command -v "$mpirun" >/dev/null || { echo "no $mpirun: skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# As root, on fewer processors than processes, on a machine with other work.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none OMP_WAIT_POLICY=passive
small=(run "$minimal" --persons 9000 --months 8 --replicates 2 --quiet)

"$socred" "${small[@]}" -o "$work/one"
for n in 2 3; do
	"$mpirun" -n "$n" "$mpi" "${small[@]}" -o "$work/$n" --threads 1 --checkpoints 4
	"$socred" diff "$work/one" "$work/$n"
done
"$mpirun" -n 2 "$mpi" "${small[@]}" -o "$work/packed" --set run.memory=packed
"$socred" "${small[@]}" --set run.memory=packed -o "$work/one-packed"
"$socred" diff "$work/one-packed" "$work/packed"

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
