#!/usr/bin/env python3
"""The example in R reads a run to the program's figures: r.py PROGRAM ROOT. 77: R or RSQLite is not installed."""
import csv
import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
if shutil.which('Rscript') is None or subprocess.run(['Rscript', '-e', 'library(RSQLite)'], capture_output=True).returncode != 0:
    print('skipped: r-base-core or r-cran-rsqlite is not installed')
    sys.exit(77)


def run(*arguments):
    return subprocess.run([str(one) for one in arguments], check=True, capture_output=True, text=True).stdout


with tempfile.TemporaryDirectory() as folder:
    run(program, 'run', '-q', root / 'scenarios/start/minimal/scenario.yaml', '-o', folder, '--persons', 5000, '--replicates', 3)
    people = run(program, 'people', folder, '--columns', 'person,age,group,listed')
    Path(folder, 'people.csv').write_text(people)
    told = run('Rscript', root / 'docs/guide/example.R', Path(folder, 'results.db'), Path(folder, 'people.csv'))
    rates = [row for row in csv.DictReader(io.StringIO(run(program, 'show', folder, 'rates', '--format', 'csv'))) if row['kind'] == 'group']
print(told)
last = max(int(row['month']) for row in rates)
for name in ('majority', 'minority'):
    mean = statistics.mean(float(row['listed_wrongly']) for row in rates if row['name'] == name and int(row['month']) == last)
    found = float(re.search(rf'{name} +([0-9.]+)', told)[1])
    assert abs(found - mean) <= 0.006 * max(mean, 0.01), (name, found, mean)
listed = sum(row['listed'] == '1' for row in csv.DictReader(io.StringIO(people)))
counted = sum(int(one) for one in re.search(r'^ *1 +(.*)$', told.split('listed, by age')[1], re.M)[1].split())
assert listed == counted > 0, (listed, counted)
