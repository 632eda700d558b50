#!/usr/bin/env python3
"""An experiment whose points several processes take: the same bytes as of one, ended together, gone on with by another number of them.

    rank_points.py SOCRED SOCRED_MPI PROJECT [MPIRUN]"""
import csv
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

socred, socred_mpi, project = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
mpirun = sys.argv[4] if len(sys.argv) > 4 else 'mpirun'
if not shutil.which(mpirun):
    print(f'no {mpirun}: skipped')
    sys.exit(77)
# As root, on fewer processors than processes, on a machine with other work.
os.environ |= {'OMPI_ALLOW_RUN_AS_ROOT': '1', 'OMPI_ALLOW_RUN_AS_ROOT_CONFIRM': '1', 'OMPI_MCA_rmaps_base_oversubscribe': '1',
               'OMPI_MCA_mpi_yield_when_idle': '1', 'OMPI_MCA_hwloc_base_binding_policy': 'none',
               'OMPI_MCA_btl_vader_single_copy_mechanism': 'none', 'OMP_WAIT_POLICY': 'passive'}
ALL = os.environ.get('SOCRED_TESTS') == 'all'
faults = []
ends = (10,) if len(sys.argv) < 5 else (0, 10)  # MPICH's now and then says 0 where it has passed a signal on


def hold(condition, what):
    if not condition:
        faults.append(what)


def alone(*arguments):
    return subprocess.run([socred, 'experiment', *map(str, arguments)], capture_output=True, text=True, timeout=300)


def ranks(n, *arguments):
    return [mpirun, '-n', str(n), socred_mpi, 'experiment', *map(str, arguments)]


def over(n, *arguments):
    return subprocess.run(ranks(n, *arguments), capture_output=True, text=True, timeout=300)


def database(folder):
    path = folder / 'experiment.db'
    return path.read_bytes() if path.exists() else b''


def keys(shard):
    """The points that a rank has measured: one file each."""
    return {line.split()[0] for line in shard.read_text().splitlines()[1:]}


HEAD = f'''socred: 1
experiment: What matters?
base: {project}/scenarios/start/minimal/scenario.yaml
'''

with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    file = work / 'e.yaml'
    file.write_text(f'''{HEAD}set: {{people.persons: 4000, span.to: 2018-12}}
replicates: 2
factors: {{due_process.notice: , conduct.severity: {{range: [0, 1]}}, review.automatic_share: }}
design: {{kind: sobol, n: 8}}
outcomes: {{listed_per_1000: , averted: {{formula: 1 - violations / violations_counterfactual}}}}
''')
    done = alone('run', file, '-o', work / 'whole', '-q')
    hold(done.returncode == 0, f'run: {done.stderr}')
    whole = database(work / 'whole')

    # Every point is run once, by whichever rank; each of them has some.
    for n in (1, 2, 3) if ALL else (2, 3):
        done = over(n, 'run', file, '-o', work / f'{n}', '-W', '1')
        hold(done.returncode == 0 and database(work / f'{n}') == whole, f'{n} ranks: status {done.returncode}, other bytes: {done.stderr}')
        hold(done.stdout.count('measured: 40 of 40 points') == 1, f'{n} ranks: not told once: {done.stdout}')
        taken = [keys(shard) for shard in sorted((work / f'{n}/shards').iterdir())]
        hold(len(taken) == n and sum(map(len, taken)) == len(set().union(*taken)) == 40,
             f'{n} ranks: points of each {[len(k) for k in taken]}')
    done = over(2, 'answer', file, '-o', work / '2', '--format', 'csv')
    hold(done.returncode == 0 and done.stdout == alone('analyse', file, '-o', work / 'whole', '-f', 'csv').stdout,
         f'answer: {done.returncode} {done.stdout[-300:]}{done.stderr}')
    hold(len(list((work / '2/shards').iterdir())) == 2, 'answer measured something again')
    for action in ('check', 'plan', 'status', 'analyse') if ALL else ('status',):
        done = over(2, action, file, '-o', work / '2')
        hold(done.returncode == 0, f'{action}: {done.stderr}')

    # Asked to end, it ends with its own status and says how far it is; killed, it leaves what it has; another number of ranks goes on.
    long = work / 'long.yaml'
    long.write_text(file.read_text().replace('4000', '16000'))
    done = alone('run', long, '-o', work / 'long-whole', '-q')

    def ranks_there():
        """The process ids of the ranks, in the order in which they began."""
        return [int(n) for n in subprocess.run(['pgrep', '-f', f'^{socred_mpi} experiment run {long}'], capture_output=True,
                                               text=True).stdout.split()]

    def begun(folder, number, one):
        """Signalled when some points are measured: mpirun, or one of the ranks, which is looked for before, since looking takes time."""
        process = subprocess.Popen(ranks(3, 'run', long, '-o', folder, '-W', '1'), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True)
        until, target = time.monotonic() + 60, None if one else process.pid
        while process.poll() is None and time.monotonic() < until:
            if target is None:
                target = (ranks_there()[2:] or [None])[0]
            elif sum(p.read_bytes().count(b'\n') - 1 for p in folder.glob('shards/*') if p.stat().st_size) >= 3:
                break
            time.sleep(0.005)
        os.kill(target, number)
        out, errors = process.communicate(timeout=120)
        return process.returncode, out, errors

    for name, number, one in (('asked', signal.SIGUSR1, False), ('one asked', signal.SIGTERM, True)):
        folder = work / name.replace(' ', '-')
        status, out, errors = begun(folder, number, one)
        hold(status in ends and errors.count('socred experiment: interrupted') == 1, f'{name} to end: status {status}, {errors}')
        hold(not database(folder), f'{name} to end: it wrote experiment.db')
        done = over(2, 'run', long, '-o', folder, '-q')
        hold(done.returncode == 0 and database(folder) == database(work / 'long-whole'), f'{name} to end, gone on with: {done.stderr}')
    status, out, errors = begun(work / 'killed', signal.SIGKILL, False)
    time.sleep(2)  # mpirun is gone; its ranks find that out
    for left in ranks_there():
        os.kill(left, signal.SIGKILL)
    done = over(3, 'run', long, '-o', work / 'killed', '-q')
    hold(done.returncode == 0 and database(work / 'killed') == database(work / 'long-whole'), f'killed and gone on with: {done.stderr}')

    # A folder in which one rank can make no file ends all of them, at the point that they are at, and is told once.
    (work / 'barred').mkdir()
    (work / 'barred/shards').symlink_to('/proc/self/fdinfo')
    first = [mpirun, '-n', '1', socred_mpi, 'experiment', 'run']
    second = [':', '-n', '1', *first[3:]]
    done = subprocess.run([*first, long, '-o', work / 'free', '-q', *second, long, '-o', work / 'barred'], capture_output=True, text=True,
                          timeout=120)
    hold(done.returncode == 5 and done.stderr.count('cannot be made') == 1 and 'rank 1 of 2' in done.stderr,
         f'barred: {done.returncode} {done.stderr}')
    hold(not database(work / 'free'), 'barred: it wrote experiment.db')
    done = over(2, 'run', long, '-o', work / 'free', '-q')
    hold(done.returncode == 0 and database(work / 'free') == database(work / 'long-whole'), f'barred and gone on with: {done.stderr}')

    # The job of a cluster, as its manager starts it.
    (work / 'bin').mkdir()
    (work / 'bin/srun').write_text(f'#!/bin/sh\n[ "$1" = --cpus-per-task=1 ] || exit 99\nshift\nexec {mpirun} -n 2 "$@"\n')
    (work / 'bin/srun').chmod(0o755)
    job = {**os.environ, 'SOCRED_MPI': socred_mpi, 'SLURM_CPUS_PER_TASK': '1', 'PATH': f'{work}/bin:{os.environ["PATH"]}'}
    done = subprocess.run([project / 'docs/guide/points.slurm', file, work / 'job'], capture_output=True, text=True, timeout=120, env=job)
    hold(done.returncode == 0 and database(work / 'job') == whole, f'job: {done.returncode} {done.stderr}')

    # Ranks that have other points are not ranks of one experiment; what cannot be read is told once.
    other = work / 'other.yaml'
    other.write_text(file.read_text().replace('range: [0, 1]', 'range: [0, 0.9]'))
    done = subprocess.run([*first, file, '-o', work / 'other', '-q', *second, other, '-o', work / 'other'], capture_output=True, text=True,
                          timeout=120)
    hold(done.returncode == 2 and 'the ranks have not the same points' in done.stderr, f'other points: {done.returncode} {done.stderr}')
    done = over(2, 'run', work / 'none.yaml', '-o', work / 'none')
    hold(done.returncode == 5 and done.stderr.count('socred experiment: ') == 1 and not (work / 'none').exists(),
         f'no file: {done.returncode} {done.stderr}')

    # Which points a calibration runs follows from what others gave: all ranks come to the same.
    head = f'{HEAD}set: {{people.persons: 2000, span.to: 2018-06}}\nreplicates: 2\noutcomes: {{violations: }}\n'
    truth, fit = work / 'truth.yaml', work / 'fit.yaml'
    truth.write_text(f'{head}design: {{kind: arms, arms: {{one: {{events.theft_or_fraud.rate_per_year: 0.01}}}}}}\n')
    done = alone('answer', truth, '-o', work / 'truth', '-q', '-f', 'csv')
    hold(done.returncode == 0, f'truth: {done.stderr}')
    acts = float(next(csv.DictReader(done.stdout.splitlines()))['mean'])
    fit.write_text(f'''{head}factors: {{channels.camera.coverage_urban: {{range: [0, 1]}}, events.theft_or_fraud.rate_per_year: {{range: [0.004, 0.02]}}}}
design: {{kind: calibration, n: 16, waves: 1, particles: 20, runs: 120}}
targets: {{violations: {{value: {acts}, tolerance: {0.05 * acts}}}}}
''')
    done = alone('run', fit, '-o', work / 'fit-one', '-q')
    hold(done.returncode == 0, f'calibration: {done.stderr}')
    done = over(2, 'run', fit, '-o', work / 'fit-two', '-q')
    hold(done.returncode == 0 and database(work / 'fit-two') == database(work / 'fit-one'),
         f'calibration over two ranks: {done.returncode} {done.stderr}')
    hold((work / 'fit-two/posterior.csv').exists()
         and (work / 'fit-two/posterior.csv').read_bytes() == (work / 'fit-one/posterior.csv').read_bytes(),
         'no posterior, or another posterior over two ranks')

for fault in faults:
    print(fault)
sys.exit(bool(faults))
