#!/usr/bin/env python3
"""A run that is killed at any time goes on to the same bytes: checkpoints.py PROGRAM PROJECT

One run ends undisturbed. The same run is killed (SIGKILL) six times, a dozen with SOCRED_TESTS=all, each time after a time drawn anew, and
resumed with another number of threads, until it has ended: results and report are the same to the byte. So does a run of each module
that keeps something of its own: firms, contacts, ratings, an adaptive weight, a hierarchy. Then futures are forked, and what
cannot be gone on from is refused with the exit status of its own.
"""
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

program, project = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
header = (project / 'include/socred/error.h').read_text()
CHECKPOINT, USAGE, IO, INTERRUPTED = (int(re.search(rf'X\(SOC_ERR_{name}, (\d+),', header).group(1))
                                      for name in ('CHECKPOINT', 'USAGE', 'IO', 'INTERRUPTED'))
KILLS = 12 if os.environ.get('SOCRED_TESTS') == 'all' else 6
scenario = project / 'tests/reference/busy.yaml'
failures = []
tried = 0


def check(ok, what):
    global tried
    tried += 1
    if not ok:
        failures.append(what)


def run(*arguments, wanted=0, says=''):
    done = subprocess.run([program, 'run', *map(str, arguments), '-q'], capture_output=True, text=True, timeout=600)
    check(done.returncode == wanted and says in done.stderr,
          f'{arguments}: exit {done.returncode}, not {wanted}, or without "{says}": {done.stderr.strip()}')
    return done


def same(a, b, what):
    for name in ('results.db', 'report.html', 'scenario.resolved.yaml'):
        check((a / name).read_bytes() == (b / name).read_bytes(), f'{what}: {name} differs')


def checkpoints(folder):
    return sorted(str(p.relative_to(folder)) for p in (folder / 'checkpoints').rglob('*') if p.is_file())


def newest(out):
    """The last month of which a replicate has a checkpoint, of those that have not ended."""
    return max((p.parent.name for p in (out / 'checkpoints').glob('[0-9]*/replicate-*.check')), default='')


def ends_and_goes_on(work):
    """A run that is resumed writes checkpoints as it did: what ends it again loses no more than the first time did."""
    out = work / 'twice'
    command = [program, 'run', scenario, '-o', out, '-c', '2', '-r', '1', '-n', '20000', '-t', '1', '-q']
    seen = ['']
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 120
        while process.poll() is None and newest(out) <= seen[-1] and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
        process.communicate()
        seen.append(newest(out))
        command = [program, 'run', '--resume', out, '-t', '1', '-q']
    check(seen == sorted(set(seen)), f'a run that is killed three times has stood after {seen[1:]}')
    (out / 'checkpoints/2017-01').mkdir()  # as a kill leaves one, before the file is there or after it has gone
    run('--resume', out)
    check(all(any(folder.iterdir()) for folder in (out / 'checkpoints').glob('[0-9]*')), 'an empty folder of a month is left')
    check((out / 'checkpoints/finished/replicate-0.check').exists(), 'a run that was resumed does not write that it has ended')
    shutil.copytree(out, work / 'own-past')
    past = next((work / 'own-past/checkpoints').glob('[0-9]*/*.check')).parent
    run(scenario, '--from', past, '-o', work / 'own-past', '-r', '1', '-n', '20000', wanted=USAGE, says='--output')
    check(any(past.iterdir()), 'a future has removed the past that it begins with')
    # A folder whose name begins alike is another's.
    beside = (past.parent.parent / 'checkpoints-kept').resolve()
    shutil.copytree(past.parent, beside)
    run(scenario, '--from', beside / past.name, '-o', work / 'own-past', '-r', '1', '-n', '20000', '--replace')


def killed(work, whole, arguments):
    """The same command line, which the results keep, in a folder of the same name elsewhere."""
    there = work / 'elsewhere'
    there.mkdir()
    chance = random.Random(20)
    began = time.monotonic()
    subprocess.run([program, 'run', *arguments, '-o', 'timed'], cwd=there, check=True, capture_output=True)
    lasts = time.monotonic() - began
    kills = 0
    command = [program, 'run', *arguments, '-o', 'out']
    while kills < KILLS:
        process = subprocess.Popen(command, cwd=there, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            process.communicate(timeout=chance.uniform(0.02, 0.6) * lasts)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
        else:
            check(process.returncode == 0, f'resumed after {kills} kills: exit {process.returncode}')
            # It has ended before enough kills: what is finished is taken away, as if the last had come in time.
            shutil.rmtree(there / 'out/checkpoints/finished', ignore_errors=True)
        if any((there / 'out/checkpoints').rglob('replicate-*.check')):
            command = [program, 'run', '--resume', 'out', '-q', '-t', str(chance.choice((1, 2, 3)))]
    done = subprocess.run(command, cwd=there, capture_output=True, text=True)
    check(done.returncode == 0, f'resumed after {KILLS} kills: exit {done.returncode}: {done.stderr}')
    same(whole, there / 'out', f'after {KILLS} kills')
    left = [str(p) for p in (there / 'out').rglob('*.part-*')]
    check(not left, f'left {left}')


def interrupted(work):
    """A run that is asked to end writes a checkpoint of the month under way, and says how to go on."""
    out = work / 'asked'
    process = subprocess.Popen([program, 'run', scenario, '-o', out, '-c', '1000', '-n', '60000', '-t', '1'],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(2.0)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    if process.returncode == INTERRUPTED and checkpoints(out):
        check('--resume' in told, f'an interrupted run does not say how to go on: {told}')
        run(scenario, '-o', out, '-c', '5', wanted=CHECKPOINT, says='has not ended')
        run('--resume', out, '-s', '4', wanted=USAGE, says='--resume goes on with')


# What it is called, the scenario, modules that are added to it, and more of its text.
KEEPERS = [
    ('firms that learn', 'firms/firms/learning.yaml', [], ''),
    ('firms that close', 'firms/firms/closing.yaml', [], ''),
    ('firms with credit', 'firms/firms/credit-register.yaml', [], ''),
    ('firms that appeal', 'firms/firms/appeals.yaml', [], ''),
    ('contacts and publicity', 'liability/publicity/scenario.yaml', [], ''),
    ('ratings and adaptive weight', 'officials/adaptive-weight/gain-3-delayed.yaml', [], ''),
    # An order from the eighth month on, which is obeyed in the eleventh: the checkpoint stands between.
    ('hierarchy with delays', 'firms/firms/scenario.yaml', ['hierarchy.yaml'],
     'hierarchy: {order_delay_months: 3}\n'
     'timeline: [{name: order, from: 2017-08, set: {channels.court.enabled: false}}]\n'),
]
KEEPER_MONTHS = 20


def keepers(work):
    """What was written after the last checkpoint that is left was lost with the run: it is made again to the byte."""
    for number, (what, scenario, modules, more) in enumerate(KEEPERS):
        here, there = work / f'keeper-{number}', work / f'keeper-{number}-again'
        here.mkdir()
        text = f'socred: 1\ntitle: {what}\nbase: {project / "scenarios" / scenario}\n'
        if modules:
            text += f'modules: [{", ".join(str(project / "regimes/modules" / m) for m in modules)}]\n'
        path = work / f'keeper-{number}.yaml'
        path.write_text(text + more)
        first = next(int(year) for year in re.findall(r'from: (\d{4})-01, to', text_of(project / 'scenarios' / scenario)))
        command = ['-n', '3000', '-r', '2', '-c', '5', '-S', 'output.checkpoints_kept=99',
                   '-S', f'span.to={first + 1}-{KEEPER_MONTHS - 12:02}']
        done = subprocess.run([program, 'run', path, '-q', '-o', 'out', '-t', '1', *command], cwd=here,
                              capture_output=True, text=True)
        check(done.returncode == 0, f'{what}: exit {done.returncode}: {done.stderr}')
        shutil.copytree(here, there)
        folder = there / 'out/checkpoints'
        months = sorted(p.name for p in folder.iterdir() if p.name != 'finished')
        check(len(months) == 3, f'{what}: checkpoints of {months}')
        for lost in ('finished', *months[2:]):
            shutil.rmtree(folder / lost, ignore_errors=True)
        for name in ('results.db', 'report.html'):
            (there / 'out' / name).unlink(missing_ok=True)
        done = subprocess.run([program, 'run', '--resume', 'out', '-q', '-t', '2'], cwd=there, capture_output=True, text=True)
        check(done.returncode == 0, f'{what}, resumed: exit {done.returncode}: {done.stderr}')
        if done.returncode == 0:
            same(here / 'out', there / 'out', f'{what}, resumed')


def text_of(path):
    """The scenario that states a span: the file or what it is based on."""
    text = path.read_text()
    base = re.search(r'^base: (\S+)', text, re.MULTILINE)
    return text + text_of(path.parent / base.group(1)) if base else text


def futures(work):
    base = work / 'base.yaml'
    text = scenario.read_text()
    check('timeline:' in text, 'the scenario has no timeline')
    base.write_text(text)
    run(base, '-o', work / 'base', '-c', '6', '-S', 'output.checkpoints_kept=99')
    month = work / 'base/checkpoints/2018-12'
    run(base, '--from', month, '-o', work / 'equal', '-S', 'output.checkpoints_kept=99')
    check(subprocess.run([program, 'diff', work / 'base', work / 'equal'], capture_output=True).returncode == 0,
          'a future equal to the base differs from it')
    change = '\n  - {name: fork, from: 2019-01, set: {due_process.notice: 1}}\n'
    future = work / 'future.yaml'
    at = text.index('timeline:')
    rest = text[at + len('timeline:'):]
    lines = rest.split('\n')
    end = next((i for i, line in enumerate(lines[1:], 1) if line and not line.startswith((' ', '#'))), len(lines))
    future.write_text(text[:at] + 'timeline:' + '\n'.join(lines[:end]).rstrip() + change + '\n'.join(lines[end:]))
    run(future, '--from', month, '-o', work / 'forked')
    run(future, '-o', work / 'whole')
    check(subprocess.run([program, 'diff', work / 'whole', work / 'forked'], capture_output=True).returncode == 0,
          'a forked future is not the future run from its start')
    differs = subprocess.run([program, 'diff', work / 'base', work / 'forked'], capture_output=True, text=True)
    check(differs.returncode == 8, 'two futures do not differ')
    early = work / 'early.yaml'
    early.write_text(future.read_text().replace('from: 2019-01, set: {due_process', 'from: 2018-06, set: {due_process'))
    run(early, '--from', month, '-o', work / 'early', wanted=CHECKPOINT, says='timeline.fork')
    run(base, '--from', month, '-s', '99', '-o', work / 'seed', wanted=CHECKPOINT, says='the seed is')
    run(base, '--from', month, '-r', '9', '-o', work / 'many', wanted=CHECKPOINT, says='replicate-2.check')
    run(base, '--from', work / 'nowhere', '-o', work / 'none', wanted=CHECKPOINT, says='nowhere')
    return month


def damage(work, month):
    """What is no checkpoint, and what would be waited for."""
    file = month / 'replicate-0.check'
    bytes_ = bytearray(file.read_bytes())
    bytes_[len(bytes_) // 2] ^= 4
    file.write_bytes(bytes_)
    run(work / 'base.yaml', '--from', month, '-o', work / 'damaged', wanted=CHECKPOINT, says='is damaged')
    # Nobody's last checkpoint is thrown away unasked, however broken.
    (work / 'broken/checkpoints/2018-06').mkdir(parents=True)
    shutil.copy(file, work / 'broken/checkpoints/2018-06')
    (work / 'broken/checkpoints/2018-06/replicate-0.check').write_bytes(bytes_[:100])
    run(work / 'base.yaml', '-c', '6', '-o', work / 'broken', wanted=CHECKPOINT, says='--replace')
    check(checkpoints(work / 'broken') != [], 'a broken checkpoint is gone')
    file.unlink()
    os.mkfifo(file)
    run(work / 'base.yaml', '--from', month, '-o', work / 'pipe', wanted=IO, says='pipe')
    # The last is damaged and the one before it is not: it is said how to go on from there.
    shutil.copytree(work / 'twice/checkpoints', work / 'last/checkpoints', ignore=shutil.ignore_patterns('finished'))
    months = sorted(p.name for p in (work / 'last/checkpoints').iterdir())
    last = work / 'last/checkpoints' / months[-1] / 'replicate-0.check'
    last.write_bytes(last.read_bytes()[:-1])
    run('--resume', work / 'last', wanted=CHECKPOINT, says=f'goes on from {months[-2]}')
    last.unlink()
    run('--resume', work / 'last')
    file.unlink()
    run('--resume', work / 'nothing-here', wanted=CHECKPOINT, says='no checkpoint')
    elsewhere = work / 'elsewhere-too'
    elsewhere.mkdir()
    linked = work / 'linked'
    linked.mkdir()
    (linked / 'checkpoints').symlink_to(elsewhere)
    run(work / 'base.yaml', '-c', '6', '-o', linked, wanted=IO, says='is not a folder')
    check(not list(elsewhere.iterdir()), 'checkpoints were written through a link')


with tempfile.TemporaryDirectory() as name:
    work = pathlib.Path(name)
    arguments = [str(scenario), '-q', '-n', '10000', '-c', '3']
    (work / 'first').mkdir()
    subprocess.run([program, 'run', *arguments, '-o', 'out'], cwd=work / 'first', check=True, capture_output=True)
    check(checkpoints(work / 'first/out') != [], 'no checkpoints were written')
    killed(work, work / 'first/out', arguments)
    interrupted(work)
    ends_and_goes_on(work)
    keepers(work)
    damage(work, futures(work))

print(*failures, sep='\n')
print(f'{tried} checks, {len(failures)} failures')
sys.exit(1 if failures else 0)
