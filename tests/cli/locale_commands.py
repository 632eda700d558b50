#!/usr/bin/env python3
"""Every command under a locale with a decimal comma says and writes what it does without: locale_commands.py SOCRED LAYER MODULES

LAYER (comma_locale.c) sets the locale SOC_TEST_LOCALE, found in LOCPATH, before the program begins; status 77 where it
cannot be had. Each command runs with and without it; standard output, standard error, exit status and every file must be
the same, results by `socred diff`. MODULES is a scenario with firms and every module on. A command of `socred --help` that no line here
runs is an error."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SCENARIO = '''socred: 1
title: fractions
replicates: 2
span: {from: 2018-01, to: 2018-06}
people: {persons: 2000, provinces: Hainan}
grades: {D: {from: 0}, A: {from: 950.5}}
components: {judicial: {weight: 0.75, half_life_months: 12.5}}
events: {default: {kind: violation, rate_per_year: 0.55, component: judicial, points: -10.25}}
channels: {court: {kind: official, detects: {default: 0.815}, spurious_mix: {default: 1}}}
lists: {defaulters: {colour: black, entry_events: [default], term_months: 12}}
measures: {air: {kind: sanction, lists: [defaulters], demand_per_year: 6.5, spill_spouse: {value: 0.5, range: [0.25, 0.75]}}}
'''
POLICIES = '''socred: 1
variants: {one: a.yaml, two: b.yaml}
objectives:
  order: {formula: 1000 * violations / persons + 0.5, best: lowest, meaning: "violations, of 1,000 people"}
harshness: {formula: 1000.5 * sanctioned / persons}
rollout: {objective: order, national: none.yaml, joins: [{from: 2018-03, share: 0.55}], local: {share: 0.25, set: {channels.court.coverage_urban: 0.45}}}
'''
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
FORMATS = ('table', 'csv', 'json')
COMMANDS = [
    ['check', 'a.yaml'], ['check', 'wrong.yaml'], ['check', '-s', 'events.default.rate_per_year=40.5', 'a.yaml'],
    ['run', 'a.yaml', '-q', '-o', 'a'], ['run', 'b.yaml', '-q', '-o', 'b', '--set', 'identity.coverage_urban=0.85'],
    ['assumptions', 'a.yaml', '-q', '--points', '40', '-n', '500', '-W', '1', '-o', 'assumed.json', '-k', 'kept'],
    ['run', 'a.yaml', '-q', '-o', 'assumed', '--assumptions', 'assumed.json'], ['show', 'assumed', 'headline'],
    ['report', 'a', '-o', 'again.html'], ['assess', 'a', '--form', 'fria', '-o', 'fria'], ['diff', 'a', 'b'], ['schema'],
    ['lab', '--openapi'], ['params', 'share'],
    ['theory', 'ensign', '--help'], ['theory', 'ensign', '--set', 'discovered=0.75', '--set', 'days=20.0'],
    ['theory', 'eigentrust', '--series'],
    ['theory', 'ensign', '--set', 'discovered=0.75', '--set', 'days=20.0', '-o', 'theory'], ['show', 'theory'],
    ['report', 'theory', '-o', 'theory.html'],
    ['experiment', 'answer', 'theory.yaml', '-W', '1', '-o', 'of-theory'],
    ['explain', 'a', '--person', '17'], ['explain', 'a', '--person', '17', '--format', 'json'],
    ['explain', 'a', '--beside', 'b', '--person', '17', '--format', 'html'],
    ['find', 'a', '--where', 'listed and score < 950.5', '--columns', 'person,score,strain'],
    ['people', 'a', '--columns', 'all', '--where', 'income_lost < 0.5', '-o', 'people.csv'],
    ['population', 'build', 'table.csv', '--map', 'map.yaml', '-o', 'own', '-n', '3000', '-q'],
    ['policies', 'policies.yaml', '-q', '-o', 'pilots', '--lives', '1'], ['experiment', 'check', 'experiment.yaml'],
    ['experiment', 'run', 'experiment.yaml', '-W', '1', '-o', 'experiment'],
    ['experiment', 'status', 'experiment.yaml', '-o', 'experiment'], ['experiment', 'report', 'experiment.yaml', '-o', 'experiment'],
    ['schema', '--experiment'],
]
# With firms and every module: their counters, statistics and words.
COMMANDS += [['check', 'all.yaml'], ['run', 'all.yaml', '-q', '-o', 'all'], ['explain', 'all', '--person', '17'],
             ['run', 'all.yaml', '-q', '-o', 'all-other', '--set', 'channels.court.coverage_urban=0.55']]
COMMANDS += [['show', 'all', name, '--format', 'csv'] for name in ('headline', 'firms_by_grade', 'bureaus_by_bureau', 'parameters')]
COMMANDS += [['compare', 'all', 'all-other', '--all', '--format', form] for form in ('table', 'json')]
COMMANDS += [['compare', 'a', 'b', 'a', '--by', 'group', '--format', form] for form in ('table', 'csv', 'json')]
COMMANDS += [['compare', 'a', 'b', '--transitions', '--format', form] for form in ('table', 'csv', 'json')]
for form in ('table', 'json'):
    COMMANDS.append(['population', 'china-2020', '--persons', '3000', '--provinces', 'Hainan', '-q', '--format', form])
# Each in one form, and each form many times; in all of them when all tests are asked for.
for i, form in enumerate(FORMATS):
    COMMANDS += [[*command, '--format', form] for n, command in enumerate((
        ['params'], ['systems'], ['theory'], ['theory', 'eigentrust'], ['theory', 'eigentrust', '--published'],
        ['show', 'theory', 'figures'], ['compare', 'theory', 'theory'], ['show', 'a', 'headline'], ['show', 'a', 'parameters'],
        ['show', 'a', 'national'],
        ['compare', 'a', 'b'], ['fairness', 'a', '--by', 'group,quintile'], ['find', 'a', '--where', 'listed', '--columns', 'all'],
        ['people', 'a', '--list'], ['storage', 'a', '--set', 'copies=1.5'],
        ['compare', 'a', 'b', '--all'], ['experiment', 'analyse', 'experiment.yaml', '-o', 'experiment'],
        ['policies', 'policies.yaml', '-q', '-o', 'pilots', '--keep'])) if n % len(FORMATS) == i or os.environ.get('SOCRED_TESTS') == 'all']


# What else than 0 a call ends with: the others must do their work, or nothing is compared.
FAILS = {('check', 'wrong.yaml'): 3, ('check', '-s', 'events.default.rate_per_year=40.5', 'a.yaml'): 3, ('diff', 'a', 'b'): 8}


def prepare(folder, modules):
    folder.mkdir()
    (folder / 'a.yaml').write_text(SCENARIO)
    (folder / 'b.yaml').write_text('socred: 1\nbase: a.yaml\nevents: {default: {points: -20.5}}\n')
    (folder / 'none.yaml').write_text('socred: 1\nbase: a.yaml\nmeasures: {air: none}\n')
    (folder / 'all.yaml').write_text(
        f'socred: 1\nbase: {modules}\nspan: {{from: 2018-01, to: 2018-06}}\npeople: {{persons: 2000}}\noutput: {{fields: true}}\n')
    for name in ('table.csv', 'map.yaml'):
        (folder / name).write_bytes((POPULATION / name).read_bytes())
    (folder / 'wrong.yaml').write_text('socred: 1\npeople: {persons: 0.5}\nevents: {e: {kind: violation, rate_per_year: 1e9}}\nsociety: '
                                       '{kin_share: 1.25}\n')
    (folder / 'policies.yaml').write_text(POLICIES)
    (folder / 'experiment.yaml').write_text(EXPERIMENT)
    (folder / 'theory.yaml').write_text(
        'socred: 1\nexperiment: Which?\ntheory: ensign\nset: {days: 20, urns: 2, rate_a: 2.5}\nreplicates: 2\nfactors: {discovered: '
        '{range: [0.25, 0.75]}}\ndesign: {kind: lhs, n: 3}\noutcomes: {share: }\n')


def files(folder):
    return {path.relative_to(folder): path for path in sorted(folder.rglob('*')) if path.is_file()}


def calls(socred, modules, folder, kept, env):
    """What each command says in the folder, which is kept under another name: some files name it."""
    prepare(folder, modules)
    said = [subprocess.run([socred, *call], cwd=folder, env=env, capture_output=True) for call in COMMANDS]
    folder.rename(kept)
    return said


def main():
    socred, layer, modules = (os.path.abspath(path) for path in sys.argv[1:])
    under = dict(os.environ, LD_PRELOAD=layer)
    if subprocess.run([socred, '--version'], env=under, capture_output=True).returncode == 77:
        print('no locale with a decimal comma: nothing was compared')
        return 77
    faults = []
    commands = re.findall(r'^  (\w+) ', subprocess.run([socred, '--help'], capture_output=True,
                                                       text=True).stdout.split('Commands:')[1].split('\n\n')[0], re.M)
    faults += [f'no call of {command} here' for command in commands if command not in {call[0] for call in COMMANDS}]
    with tempfile.TemporaryDirectory() as work:
        plain, comma = pathlib.Path(work, 'plain'), pathlib.Path(work, 'comma')
        said = [calls(socred, modules, pathlib.Path(work, 'run'), folder, env) for folder, env in ((plain, None), (comma, under))]
        for call, *both in zip(COMMANDS, *said):
            for part in ('returncode', 'stdout', 'stderr'):
                a, b = (getattr(one, part) for one in both)
                if a != b:
                    faults.append(f'{" ".join(call)}: {part} differs: '
                                  f'{next((x, y) for x, y in zip(str(a).split(), str(b).split()) if x != y)}')
            if both[0].returncode != FAILS.get(tuple(call), 0):
                faults.append(f'{" ".join(call)}: {both[0].stderr.decode()}')
        of_plain, of_comma = files(plain), files(comma)
        if set(of_plain) != set(of_comma):
            faults.append(f'other files: {set(of_plain) ^ set(of_comma)}')
        for name in set(of_plain) & set(of_comma):
            if name.suffix == '.db' and name.name != 'experiment.db':
                if subprocess.run([socred, 'diff', of_plain[name], of_comma[name]], capture_output=True).returncode != 0:
                    faults.append(f'{name}: other results')
            elif of_plain[name].read_bytes() != of_comma[name].read_bytes():
                faults.append(f'{name} differs')
        if not any(name.suffix == '.db' for name in of_plain) or len(of_plain) < 20:
            faults.append(f'too few files to compare: {len(of_plain)}')
    print(*faults, sep='\n')
    print(f'{len(COMMANDS)} calls, {len(of_plain)} files compared, {len(faults)} faults')
    return bool(faults)


sys.exit(main())
