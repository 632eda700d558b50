#!/usr/bin/env python3
"""The prediction of the courts' list: court_list.py SOCRED ROOT

What it was fitted to is dated up to the end of 2018, and is what the files of published figures have. The table and the years on
docs/guide/forecasts.md are those of the draws that are kept, and as many rows are inside as the page says. The values of the scenario lie
within the posterior that docs/guide/calibration.md prints, but for those that it names. The points are those of the posterior that is kept,
and two of them, run again, give what is kept of them.
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

socred, root = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
sys.path.insert(0, str(root / 'tools'))
import court_list

EXPERIMENTS, FACTS = root / 'experiments', [root / 'data/facts/spc_judgment_defaulter_timeline.csv',
                                            root / 'data/facts/court_list_more.csv']
SAME = 1e-4
faults = []


def fitted():
    text = (EXPERIMENTS / 'court-list.yaml').read_text()
    known = {round(float(r['value'])) for path in FACTS for r in court_list.read(path) if r['date'] <= '2018-12-31'}
    outcomes = dict(re.findall(r'^  (\w+): \{formula.*until: ([\d-]+)', text, re.M))
    targets = re.findall(r'^  (\w+): \{value: (\d+), tolerance', text, re.M)
    for name, value in targets:
        if outcomes[name] > '2018-12-31':
            faults.append(f'{name} is fitted, and is of {outcomes[name]}')
        if int(value) not in known and name != 'left_in_201812':
            faults.append(f'{name}: {value} stands in no file of published figures')
    if len(targets) < 20 or 'span.to: 2018-12' not in text:
        faults.append(f'{len(targets)} figures are fitted')


def page():
    draws = court_list.read(EXPERIMENTS / 'court-list-after.draws.csv')
    text = (root / 'docs/guide/forecasts.md').read_text()
    lines, inside, n = court_list.table(draws, FACTS)
    if '\n'.join(lines) not in text or '\n'.join(court_list.years(draws)) not in text:
        faults.append('docs/guide/forecasts.md: a table is not what tools/court_list.py makes of the kept draws')
    if f'{inside} of {n} inside' not in text:
        faults.append(f'docs/guide/forecasts.md does not say that {inside} of {n} are inside')


def points():
    with tempfile.TemporaryDirectory() as out:
        made = pathlib.Path(out) / 'points.csv'
        court_list.points(EXPERIMENTS / 'court-list.posterior.csv', made)
        if made.read_text() != (EXPERIMENTS / 'court-list-after.points.csv').read_text():
            faults.append('experiments/court-list-after.points.csv is not what the kept posterior gives')
        kept = court_list.read(EXPERIMENTS / 'court-list-after.draws.csv')
        with open(made, newline='') as file:
            rows = list(csv.reader(file))
        chosen = [kept[0], kept[-1]]
        with open(made, 'w', newline='') as file:
            csv.writer(file, lineterminator='\n').writerows([rows[0]] + [rows[1 + int(k['point'])] for k in chosen])
        text = (EXPERIMENTS / 'court-list-after.yaml').read_text().replace('court-list-after.points.csv',
            'points.csv').replace('../scenarios', str(root.resolve() / 'scenarios'))
        file = pathlib.Path(out) / 'after.yaml'
        file.write_text(text)
        subprocess.run([socred, 'experiment', 'run', file, '-o', f'{out}/run', '-q'], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        court_list.keep(f'{out}/run/experiment.db', f'{out}/draws.csv')
        for again, kept_row in zip(court_list.read(f'{out}/draws.csv'), chosen):
            for name in kept_row:
                if name != 'point' and abs(float(again[name]) - float(kept_row[name])) > SAME * max(1.0, abs(float(kept_row[name]))):
                    faults.append(f'point {kept_row["point"]}, {name}: {again[name]}, kept {kept_row[name]}')


def values():
    """The fitted values of the scenario, in the intervals of the page."""
    text = (root / 'docs/guide/calibration.md').read_text()
    scenario = yaml.safe_load((root / 'scenarios/start/china-national/scenario.yaml').read_text())
    set_by = {f'timeline.{change["name"]}.set.{key}': node for change in scenario['timeline'] for key, node in change['set'].items()}
    printed = re.findall(r'^(timeline\.\S+) +[\d.]+ +([\d.]+) +([\d.]+)$', text, re.M)
    outside = [key for key, low, high in printed if not float(low) <= set_by[key]['value'] <= float(high)]
    if len(printed) != 13 or outside != ['timeline.court_start.set.lists.defaulters.entry_probability']:
        faults.append(f'docs/guide/calibration.md: of {len(printed)} values these lie outside the posterior: {outside}')


fitted()
values()
page()
points()
print('\n'.join(faults) or 'as kept')
sys.exit(bool(faults))
