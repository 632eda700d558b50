# What tests of socred-mpi share; to be sourced.
# shellcheck shell=bash

# As root, on fewer processors than processes, on a machine with other work.
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_mpi_yield_when_idle=1
export OMPI_MCA_hwloc_base_binding_policy=none OMPI_MCA_btl_vader_single_copy_mechanism=none OMP_WAIT_POLICY=passive

# mpi_or_skip SOCRED_MPI MPIRUN: ends the test as skipped where one of them is missing ("none": it was not built), or as failed with
# SOCRED_RANKS=must, as .ci/run has it.
mpi_or_skip() {
	local missing=''
	[ "$1" != none ] || missing='socred-mpi: was not built, for want of MPI'
	[ -n "$missing" ] || command -v "$2" >/dev/null || missing="$2: is not here"
	[ -n "$missing" ] || return 0
	[ "${SOCRED_RANKS:-}" != must ] || { echo "$missing, and SOCRED_RANKS=must asks for it"; exit 1; }
	echo "$missing: skipped"
	exit 77
}
