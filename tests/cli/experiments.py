#!/usr/bin/env python3
"""An experiment as a user runs it: killed at random and gone on with, shared by the jobs of an array, on a full disk.

    experiments.py SOCRED PROJECT

What comes of it is compared with an experiment.db that was made without a stop: the same bytes."""
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

socred, project = sys.argv[1], pathlib.Path(sys.argv[2])
faults = []


def hold(condition, what):
    if not condition:
        faults.append(what)


def run(*arguments, **options):
    return subprocess.run([socred, 'experiment', *map(str, arguments)], capture_output=True, text=True, timeout=300, **options)


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    file = work / 'e.yaml'
    file.write_text(f'''socred: 1
experiment: What matters?
base: {project}/scenarios/start/minimal/scenario.yaml
set: {{people.persons: 16000, span.to: 2018-12}}
replicates: 2
factors: {{due_process.notice: , conduct.severity: {{range: [0, 1]}}, review.automatic_share: }}
design: {{kind: sobol, n: 8}}
outcomes: {{listed_per_1000: , averted: {{formula: 1 - violations / violations_counterfactual}}}}
''')
    done = run('run', file, '-o', work / 'whole', '-q')
    hold(done.returncode == 0, f'run: {done.stderr}')
    whole = (work / 'whole/experiment.db').read_bytes()

    # Killed twenty times (SIGKILL) at moments that a seed draws, and gone on with: while it reads, while its workers run points and write,
    # alone and as one of two shares in one folder; and while what was measured becomes experiment.db. How far it is is told by lines, not
    # by seconds.
    chance, killed, cut = random.Random(12), work / 'killed', 0

    def lines():
        return sum(path.read_bytes().count(b'\n') - 1 for path in killed.glob('shards/*') if path.stat().st_size)

    def begin(*more):
        return subprocess.Popen([socred, 'experiment', 'run', str(file), '-o', str(killed), '-q', *more], stderr=subprocess.DEVNULL)

    def kill(process, grown):
        """After so many more lines and a moment; whether it was still there to be killed."""
        until = time.monotonic() + 60
        while process.poll() is None and lines() < grown and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, 0.03))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    for n in range(16):
        grown = lines() + chance.choice((0, 0, 1, 2, 3)) if n else 1
        together = [begin('-w', f'{i}/2', '-W', '1') for i in (1, 2)] if n % 4 == 3 else [begin('-W', str(1 + n % 2))]
        chance.shuffle(together)
        kills = [kill(process, grown) for process in together]
        cut += kills[0]
    hold(cut == 16, f'{16 - cut} of 16 kills came too late: the experiment is too short for this test')
    hold(0 < lines() < 80, f'{lines()} of 80 lines after the kills')
    done = run('run', file, '-o', killed, '-q')
    hold(done.returncode == 0 and (killed / 'experiment.db').read_bytes() == whole, f'after {cut} kills: {done.stderr}')
    for n in range(4):
        (killed / 'experiment.db').unlink(missing_ok=True)
        process = begin()
        time.sleep(chance.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.wait()
        hold(not (killed / 'experiment.db').exists() or (killed / 'experiment.db').read_bytes() == whole,
             'a kill left a part of experiment.db')
    done = run('run', file, '-o', killed, '-q')
    hold(done.returncode == 0 and (killed / 'experiment.db').read_bytes() == whole, f'after 20 kills: {done.stderr}')
    page = run('report', file, '-o', killed, '-q')
    hold(page.returncode == 0 and run('report', file, '-o', work / 'whole', '-q').returncode == 0, f'report: {page.stderr}')
    found = [(folder / 'report.html').read_text().partition('"found":')[2] for folder in (killed, work / 'whole')]
    hold(found[0] == found[1] and len(found[0]) > 1000, 'the page after the kills tells other figures')

    # An interrupt ends it with its own status, and says how far it is.
    process = subprocess.Popen([socred, 'experiment', 'run', str(file), '-o', str(work / 'stopped')], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=60)
    hold(process.returncode in (0, 10), f'interrupt: status {process.returncode}, {errors}')
    hold(process.returncode == 0 or 'interrupted' in errors, f'interrupt: {errors}')

    # The jobs of an array, at the same time, in one folder.
    jobs = [subprocess.Popen([str(project / 'docs/guide/experiment.slurm'), str(file), str(work / 'array')], stderr=subprocess.DEVNULL,
                             env={**os.environ, 'SOCRED': socred, 'SLURM_ARRAY_TASK_ID': str(i), 'SLURM_ARRAY_TASK_COUNT': '3',
                                  'SLURM_CPUS_PER_TASK': '1'})
            for i in (1, 2, 3)]
    hold([job.wait(timeout=120) for job in jobs] == [0, 0, 0], 'a job of the array failed')
    done = run('status', file, '-o', work / 'array')
    hold('measured: 40 of 40 points' in done.stdout, f'array: {done.stdout}{done.stderr}')
    hold(not (work / 'array/experiment.db').exists(), 'a share wrote experiment.db')
    done = run('run', file, '-o', work / 'array', '-q')
    hold(done.returncode == 0 and (work / 'array/experiment.db').read_bytes() == whole, f'array: {done.stderr}')
    hold(len(list((work / 'array/shards').iterdir())) == 3, 'the last call measured something again')

    # Extended: the rows that were there are not run again.
    done = run('run', file, '-o', work / 'whole', '--extend', 'n=16')
    hold('measured: 80 of 80 points' in done.stdout, f'extended: {done.stdout}{done.stderr}')
    hold(len((work / 'whole/shards/00001.txt').read_text().splitlines()) == 1 + 80, 'extending ran other points than the new ones')

    # A disk that is full: what was written stands, and the next call goes on.
    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
    done = run('run', file, '-o', work / 'full', '-q', preexec_fn=small)
    hold(done.returncode == 5 and 'cannot be written' in done.stderr and 'goes on from there' in done.stderr,
         f'full: {done.returncode} {done.stderr}')
    done = run('run', file, '-o', work / 'full', '-q')
    hold(done.returncode == 0 and (work / 'full/experiment.db').read_bytes() == whole, f'after a full disk: {done.stderr}')
    hold('without an end' in done.stderr, f'the line that the full disk cut is not told: {done.stderr}')

for fault in faults:
    print(fault)
sys.exit(bool(faults))
