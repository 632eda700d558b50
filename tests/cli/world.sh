#!/usr/bin/env bash
# docs/guide/world.slurm, the job of one world on a cluster, as its manager starts it: jobs that are ended go on to what one run finds, one that gets
# no further is not put into the queue again, and one that is given something else than the run was begun with is refused.
# world.sh SOCRED SOCRED_MPI PROJECT
set -euo pipefail
. "$(dirname "$0")/mpi.sh"
socred=$1 mpi=$2 job=$3/docs/guide/world.slurm minimal=$3/scenarios/start/minimal/scenario.yaml
mpi_or_skip "$mpi" mpirun
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
export PATH=$work/bin:$PATH SLURM_CPUS_PER_TASK=1 SLURM_JOB_ID=17 WORK=$work
printf '#!/bin/sh\necho "$@" >>"$WORK/queue"\n' >"$work/bin/scontrol"
printf '#!/bin/sh\n[ "$1" = --cpus-per-task=1 ] || exit 99\nshift\nexec "$@"\n' >"$work/bin/srun"
# Instead of the program: leaves the checkpoint that it is told, and ends as it is told.
cat >"$work/bin/stub" <<'STUB'
#!/bin/sh
echo "$@" >"$WORK/call"
[ -z "$LEAVES" ] || { mkdir -p "$WORK/f/checkpoints/$LEAVES" && : >"$WORK/f/checkpoints/$LEAVES/replicate-0.check"; }
exit "$STATUS"
STUB
chmod +x "$work/bin/"*

fail() {
	echo "$1"
	cat "$work/said" "$work/queue" 2>/dev/null || true
	exit 1
}

# job_of STATUS QUEUED ARGUMENT...: a job that must end with the status, and have put itself into the queue so many times.
job_of() {
	local wanted=$1 queued=$2 status=0
	shift 2
	rm -f "$work/queue" "$work/call"
	timeout -s KILL 200 bash "$job" "$@" >"$work/out" 2>"$work/said" || status=$?
	[ "$status" -eq "$wanted" ] || fail "$*: status $status, not $wanted"
	touch "$work/queue"
	[ "$(grep -c '^requeue 17$' "$work/queue")" = "$queued" ] || fail "$*: not $queued times in the queue"
}

export SOCRED_MPI=stub LEAVES='' STATUS=10
job_of 1 0 s.yaml "$work/f" --seed 3 # not even a first checkpoint
LEAVES=2019-01 job_of 0 1 s.yaml "$work/f" --seed 3
grep -q "^run s.yaml -o $work/f --checkpoints 12 --quiet --seed 3$" "$work/call" || fail 'it was begun otherwise'
LEAVES=2019-01 job_of 1 0 s.yaml "$work/f" --seed 3
grep -q 'no checkpoint later than' "$work/said" || fail 'it does not say why it ends'
LEAVES=2019-09 job_of 0 1 s.yaml "$work/f" --seed 3
grep -q "^run --resume $work/f --quiet$" "$work/call" || fail 'it does not go on'
grep -q 'begun with: s.yaml --seed 3' "$work/said" || fail 'it does not say with what'
job_of 2 0 s.yaml "$work/f" --seed 4
job_of 2 0 other.yaml "$work/f" --seed 3
grep -q 's.yaml --seed 3' "$work/said" && grep -q 'other.yaml --seed 3' "$work/said" && [ ! -e "$work/call" ] || fail 'it does not refuse'
STATUS=5 job_of 5 0 s.yaml "$work/f" --seed 3
STATUS=0 job_of 0 0 s.yaml "$work/f" --seed 3
rm "$work/f/begun.txt"
STATUS=0 job_of 0 0 s.yaml "$work/f"
grep -q 'those given now are not read' "$work/said" || fail 'it does not say that it reads no arguments'

# The program itself: two jobs are asked to end, each behind a checkpoint of its own; the third comes to the end.
printf '#!/bin/sh\nshift\necho $$ >"$WORK/pid"\nexec mpirun -n 2 "$@"\n' >"$work/bin/srun"
run=("$minimal" "$work/jobs" --persons 24000 --replicates 2 --checkpoints 3)
"$socred" run "$minimal" --persons 24000 --replicates 2 --quiet -o "$work/whole"
checkpoints() {
	find "$work/jobs/checkpoints" -name '*.check' 2>/dev/null | sort || true
}
export SOCRED_MPI=$mpi
for _ in 1 2; do
	rm -f "$work/pid"
	was=$(checkpoints)
	(
		for _ in $(seq 3000); do
			[ "$(checkpoints)" = "$was" ] || [ ! -e "$work/pid" ] || break
			sleep 0.02
		done
		kill -USR1 "$(cat "$work/pid")"
	) &
	job_of 0 1 "${run[@]}"
	wait
done
job_of 0 0 "${run[@]}"
"$socred" diff "$work/whole" "$work/jobs"
