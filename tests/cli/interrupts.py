"""Whoever asks a long command to end gets exit status 10, whenever he asks: interrupts.py PROGRAM PROJECT

Each of run, policies, compare, theory and population gets each signal as soon as it is listening (before anything is read), and a little
later: while the plan is made, the people are built, the first months go by; at more moments, and of more people, with SOCRED_TESTS=all. It
says that it was interrupted, and leaves nothing half made. A second signal ends it at once.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

program, project = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
interrupted = int(re.search(r'X\(SOC_ERR_INTERRUPTED, (\d+),', (project / 'include/socred/error.h').read_text()).group(1))
minimal = project / 'scenarios/start/minimal/scenario.yaml'
ALL = os.environ.get('SOCRED_TESTS') == 'all'
# Seconds after it listens; one function takes both signals.
LATER = {signal.SIGINT: (0.0, 0.03, 0.1, 0.3, 0.8), signal.SIGTERM: (0.0, 0.1)} if ALL else {signal.SIGINT: (0.0, 0.05, 0.4),
    signal.SIGTERM: (0.1,)}
PATIENCE = 120
failures = []
tried = 0


def listens(process, number):
    """Waits until the process has a handler for the signal. Before that it is not ours yet: the system starts it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status = pathlib.Path(f'/proc/{process.pid}/status').read_text()
        if int(re.search(r'^SigCgt:\s*([0-9a-f]+)', status, re.M).group(1), 16) >> (number - 1) & 1:
            return
        time.sleep(0.0005)
    raise SystemExit(f'{process.args}: never listens for signal {number}')


def begin(arguments, output):
    into = [] if arguments[0] == 'population' else ['-o', output]
    return subprocess.Popen([program, *map(str, arguments), *into], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def end(what, process, output):
    """Waits for the end and judges it."""
    global tried
    tried += 1
    try:
        _, told = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        failures.append(f'{what}: has not ended after {PATIENCE} s')
        return
    if process.returncode != interrupted:
        failures.append(f'{what}: exit status {process.returncode}, not {interrupted}: {told.strip()}')
    if 'interrupted' not in told:
        failures.append(f'{what}: does not say that it was interrupted: {told.strip()}')
    if what.startswith('theory') and os.path.exists(output):
        failures.append(f'{what}: left {output}, of a theory that has no half results')
    parts = [str(p) for p in pathlib.Path(output).rglob('*.part-*')]
    if parts:
        failures.append(f'{what}: left {parts}')


def once(command, arguments, number, after, work):
    output = os.path.join(work, f'out-{tried}')
    process = begin(arguments, output)
    listens(process, number)
    time.sleep(after)
    process.send_signal(number)
    end(f'{command}, {signal.Signals(number).name} after {after} s', process, output)


def twice(command, arguments, work):
    """The second signal does not wait for the month; what is half made stays for the next run to clean."""
    global tried
    tried += 1
    process = begin(arguments, os.path.join(work, 'twice'))
    listens(process, signal.SIGINT)
    process.send_signal(signal.SIGINT)
    while process.poll() is None:
        process.send_signal(signal.SIGINT)
        time.sleep(0.001)
    process.communicate()
    if process.returncode != interrupted:
        failures.append(f'{command}, asked twice: exit status {process.returncode}, not {interrupted}')


def waits(process, is_so):
    until = time.monotonic() + PATIENCE
    while not is_so() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)


def within_a_month(work):
    """A run that writes checkpoints waits for the end of a long month and says how long; asked again it does not wait, and what
    was written before the month stands: --resume goes on from there."""
    global tried
    tried += 1
    output, told = pathlib.Path(work, 'long'), pathlib.Path(work, 'told')
    arguments = ['run', minimal, '--persons', 12000000, '--replicates', 1, '--threads', 1, '--set', 'run.memory=packed', '--checkpoints',
                 1, '-o', output]
    with told.open('w') as file:
        process = subprocess.Popen([program, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file)
    waits(process, lambda: list(output.glob('checkpoints/*/replicate-0.check')))
    process.send_signal(signal.SIGINT)
    waits(process, lambda: 'Ends after this month, in about ' in told.read_text())
    process.send_signal(signal.SIGINT)
    if process.wait(PATIENCE) != interrupted or 'interrupted within month' not in told.read_text():
        failures.append(f'within a month: exit status {process.returncode}: {told.read_text().strip()}')
    if not list(output.glob('checkpoints/*/replicate-0.check')) or list(output.rglob('*.part-*')):
        failures.append(f'within a month: {sorted(output.rglob("*"))} is left')
    if 'socred run --resume' not in told.read_text():
        failures.append('within a month: does not say how to go on')


with tempfile.TemporaryDirectory() as work:
    within_a_month(work)
    pilots = os.path.join(work, 'policies.yaml')
    pathlib.Path(pilots).write_text(
        f'socred: 1\nvariants: {{a: {minimal}, b: {minimal}}}\nobjectives: {{o: {{formula: persons, best: highest}}}}\n')
    # Sizes that none of them can be done with before the signal comes; memory for two million people is 0.2 GB.
    jobs = {
        'run': ['run', minimal, '--persons', 2000000, '--replicates', 1000, '--quiet'],
        'policies': ['policies', pilots, '--persons', 500000, '--replicates', 1000, '--quiet'],
        'compare': ['compare', minimal, minimal, '--persons', 2000000, '--replicates', 1000, '--quiet'],
        'theory': ['theory', 'ensign', '--replicates', 10000, '--set', 'urns=100000', '--set', 'days=100000'],
        'population': ['population', 'china-2020', '--persons', 400000000],
    }
    for command, arguments in jobs.items():
        for number, moments in LATER.items():
            for after in moments:
                once(command, arguments, number, after, work)
        twice(command, arguments, work)

print(*failures, sep='\n')
print(f'{tried} interrupts, {len(failures)} failures')
sys.exit(1 if failures else 0)
