#!/usr/bin/env python3
"""Every command with one allocation that fails: memory.py SOCRED LAYER MODULES SAMPLES

LAYER is laid over the program and makes the n-th allocation of the process fail, for SAMPLES values of n spread over all
that the command makes, the first ones closer together; for a tenth of them unless SOCRED_TESTS=all: each allocation of the library fails
in the suite `fault`. The command must end with an error that speaks of memory (or of a
file that could not be opened for want of it), or with the very bytes that it gives when nothing fails: never with less
and exit 0, never by a signal, never with advice that has nothing to do with memory.

MODULES is a scenario with firms and every module on: what makes, runs, stores and tells it is tried too, at a quarter of the
places each.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SCENARIO = '''socred: 1
title: small
replicates: 2
span: {from: 2018-01, to: 2018-03}
people: {persons: 600, provinces: Hainan}
grades: {D: {from: 0}, A: {from: 950}}
components: {judicial: {weight: 1, half_life_months: 12}}
events: {default: {kind: violation, rate_per_year: 0.5, component: judicial, points: -100}}
channels: {court: {kind: official, detects: {default: 0.8}, spurious_per_1000_years: 0}}
lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}
measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6, spill_spouse: 1}}
'''
POLICIES = '''socred: 1
variants:
  one: a.yaml
  two: b.yaml
objectives:
  order: {formula: 1000 * violations / persons, best: lowest, meaning: "violations, of 1,000 people"}
'''
# Commands; what they write is in OUTPUTS. People as HDF5 are left out: libhdf5 itself ends by a signal at one allocation in some hundreds
# (1.10.8); those of socred are tried in tests/store/test_people.c.
EXPERIMENT = '''socred: 1
experiment: Which coverage?
base: a.yaml
factors:
  channels.court.coverage_urban: {range: [0.25, 0.75]}
  channels.court.enabled: {values: [true, false]}
design: {kind: sobol, n: 2}
outcomes: {listed_per_1000: , share: {formula: 0.5 * listed / persons}}
'''
POPULATION = pathlib.Path(__file__).resolve().parents[2] / 'data/populations/welfare-clients'
COMMANDS = [
    ['check', 'a.yaml'],
    ['check', 'wrong.yaml'],
    ['params'],
    ['params', 'channels', '--format', 'json'],
    ['schema'],
    ['lab', '--openapi'],
    ['systems'],
    ['systems', '--format', 'json'],
    ['run', 'a.yaml', '-t', '1', '-q', '-o', 'out'],
    ['run', 'a.yaml', '-t', '1', '-q', '-c', '1', '-o', 'out'],
    ['run', 'a.yaml', '-t', '1', '-q', '--from', 'base/checkpoints/2018-02', '-o', 'out'],
    ['show', 'made'],
    ['show', 'made', 'by_cell', '--format', 'json'],
    ['show', 'made', 'headline'],
    ['show', 'made', 'national', '--format', 'csv'],
    ['params', 'share'],
    ['compare', 'made', 'other'],
    ['compare', 'made', 'other', 'made', '--by', 'group', '--only', 'listed_per_1000'],
    ['compare', 'made', 'other', '--transitions', '--by', 'sex', '--lives', 'free:free'],
    ['fairness', 'made', '--by', 'group,stratum'],
    ['fairness', 'made', '--format', 'json'],
    ['storage', 'made', '--set', 'copies=1.5'],
    ['storage', 'made', '--format', 'json'],
    ['assess', 'made', 'other', '--form', 'fria', '-o', 'out'],
    ['report', 'made', '-o', 'out.html'],
    ['explain', 'made', '--person', '17', '--format', 'json'],
    ['explain', 'made', '--person', '17'],
    ['explain', 'made', '--beside', 'other', '--person', '17'],
    ['explain', 'made', '--beside', 'other', '--person', '17', '--format', 'html', '-o', 'out.html'],
    ['find', 'made', '--where', 'listed and (grade = D or place = Haikou)', '--limit', '2'],
    ['find', 'made', '--where', 'listed', '--format', 'json', '--place', 'Hainan'],
    ['find', 'made', '--where', 'listed', '--format', 'html', '--limit', '2'],
    ['people', 'made', '--columns', 'all', '--months', 'all', '--sample', '9'],
    ['people', 'made', '--list'],
    ['people', 'made', '--columns', 'person,listed', '-o', 'out.csv'],
    ['population', 'build', 'table.csv', '--map', 'map.yaml', '-o', 'out', '-n', '600', '-q'],
    ['check', 'own.yaml'],
    ['theory', 'eigentrust', '--help'],
    ['theory', 'ensign', '--set', 'days=20', '--set', 'urns=3', '--format', 'json'],
    ['theory', 'eigentrust', '--published'],
    ['theory', 'eigentrust', '-o', 'out'],
    ['show', 'theory', 'headline'], ['report', 'theory', '-o', 'out.html'], ['compare', 'theory', 'theory', '--format', 'json'],
    ['population', 'china-2020', '--persons', '2000', '--provinces', 'Hainan', '--format', 'json'],
    ['diff', 'made', 'other'],
    ['policies', 'policies.yaml', '-t', '1', '-q', '-o', 'out', '--format', 'json'],
    ['experiment', 'check', 'experiment.yaml'],
    ['experiment', 'run', 'experiment.yaml', '-W', '1', '-q', '-o', 'out'],
    ['experiment', 'analyse', 'experiment.yaml', '-o', 'experiment'], ['experiment', 'report', 'experiment.yaml', '-o', 'experiment'],
    ['compare', 'made', 'other', '--all', '--format', 'json'],
]
# The same for a scenario of every module: what a module allocates, no other scenario asks for.
MODULE_COMMANDS = [
    ['check', 'all.yaml'],
    ['run', 'all.yaml', '-t', '1', '-q', '-o', 'out'],
    ['run', 'all.yaml', '-t', '1', '-q', '-c', '1', '-o', 'out'],
    ['run', 'all.yaml', '-t', '1', '-q', '--from', 'all-base/checkpoints/2018-01', '-o', 'out'],
    ['show', 'all-made', 'headline'],
    ['report', 'all-made', '-o', 'out.html'],
    ['explain', 'all-made', '--person', '17', '--format', 'json'],
    ['compare', 'all-made', 'all-other', '--all', '--format', 'json'],
]
ENDS = {('check', 'wrong.yaml'): 3, ('diff', 'made', 'other'): 8}  # all others with 0: a command that is refused tries nothing
OUTPUTS = ('out', 'out.html', 'out.csv')
# What an error may say; libgomp ends the program itself when its first thread finds no memory.
ABOUT_MEMORY = re.compile(r'memory|allocate|libgomp|cannot be opened|cannot open|cannot be made|cannot be written|cannot read', re.I)


class Bench:
    def __init__(self, program, layer, folder):
        self.program, self.layer, self.folder = program, layer, folder

    def clean(self):
        for name in OUTPUTS:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            elif path.exists():
                path.unlink()

    def run(self, command, **environment):
        """(status, output, errors, files) of a command, started in a folder without its outputs."""
        self.clean()
        done = subprocess.run([self.program, *command], cwd=self.folder, capture_output=True, timeout=120,
                              env={**os.environ, 'LD_PRELOAD': self.layer, 'OMP_NUM_THREADS': '1', **environment})
        files = {}
        for name in OUTPUTS:
            for path in [self.folder / name, *(self.folder / name).rglob('*')]:
                if path.is_file():
                    files[str(path.relative_to(self.folder))] = path.read_bytes()
        return done.returncode, done.stdout, done.stderr.decode(errors='replace'), files

    def prepare(self, modules):
        (self.folder / 'a.yaml').write_text(SCENARIO)
        (self.folder / 'b.yaml').write_text(SCENARIO.replace('default: 0.8', 'default: 0.4'))
        (self.folder / 'policies.yaml').write_text(POLICIES)
        for name in ('table.csv', 'map.yaml', 'population.txt'):
            shutil.copy(POPULATION / name, self.folder)
        (self.folder / 'own.yaml').write_text('socred: 1\nbase: a.yaml\npopulation: population.txt\npeople: {provinces: all}\n')
        (self.folder / 'experiment.yaml').write_text(EXPERIMENT)
        status, _, errors, _ = self.run(['theory', 'ensign', '--set', 'days=20', '--set', 'urns=3', '-o', 'theory'])
        assert status == 0, errors
        status, _, errors, _ = self.run(['experiment', 'run', 'experiment.yaml', '-q', '-o', 'experiment'])
        assert status == 0, errors
        (self.folder / 'wrong.yaml').write_text(SCENARIO + 'levels: {}\n')
        for name, setting in (('made', 'channels.court.enabled=true'), ('other', 'channels.court.enabled=false')):
            status, _, errors, _ = self.run(['run', 'a.yaml', '-q', '-o', name, '--set', setting])
            assert status == 0, errors
        (self.folder / 'all.yaml').write_text(
            f'socred: 1\nbase: {modules}\nreplicates: 1\nspan: {{from: 2018-01, to: 2018-02}}\npeople: {{persons: 600}}\noutput: '
            f'{{fields: true}}\n')
        for call in (['a.yaml', '-c', '1', '-o', 'base'], ['all.yaml', '-c', '1', '-o', 'all-base'], ['all.yaml', '-o', 'all-made'],
                     ['all.yaml', '-o', 'all-other', '--set', 'channels.court.enabled=false']):
            status, _, errors, _ = self.run(['run', '-q', *call])
            assert status == 0, errors


def spread(total, samples):
    """Rising numbers from 1 to total, closer together at the beginning, where a command opens and reads."""
    return sorted({max(1, round(total * (i / samples) ** 3)) for i in range(1, samples + 1)} | set(range(1, min(total, samples // 2))))


def unlike(bench, command, wanted, n):
    """What is wrong with a command whose n-th allocation fails, or None."""
    status, output, errors, files = bench.run(command, SOC_FAIL_AT=str(n))
    if status < 0 or status >= 128:
        return f'ends by signal {-status}'
    if status == wanted[0]:
        if output != wanted[1]:
            return 'says something else with the same status'
        if files.keys() != wanted[3].keys():
            return f'leaves other files: {sorted(files)}'
        changed = [name for name in files if files[name] != wanted[3][name]]
        return f'writes other bytes: {changed}' if changed else None
    return None if ABOUT_MEMORY.search(errors) else f'ends with {status} and says: {errors.strip()[:200]}'


def main():
    program, layer, modules, samples = *map(os.path.abspath, sys.argv[1:4]), int(sys.argv[4])
    if os.environ.get('SOCRED_TESTS') != 'all':
        samples //= 10
    wrong = refused = tried = 0
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(program, layer, pathlib.Path(name))
        bench.prepare(modules)
        count = bench.folder / 'count'
        for command in COMMANDS + MODULE_COMMANDS:
            wanted = bench.run(command, SOC_COUNT_TO=str(count))
            assert wanted[0] == ENDS.get(tuple(command), 0), (command, wanted[:3])
            total = int(count.read_text())
            for n in spread(total, samples if command in COMMANDS else max(2, samples // 4)):
                what = unlike(bench, command, wanted, n)
                tried += 1
                if what:
                    wrong += 1
                    print(f'socred {" ".join(command)}: allocation {n} of {total} fails: {what}')
    print(f'{tried} failing allocations in {len(COMMANDS + MODULE_COMMANDS)} commands, {wrong} wrong')
    return wrong > 0 or tried < 4 * len(COMMANDS + MODULE_COMMANDS)


if __name__ == '__main__':
    sys.exit(main())
