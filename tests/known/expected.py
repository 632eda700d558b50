#!/usr/bin/env python3
"""Holds a run of a scenario against the table of its expected.md.

    expected.py SOCRED SCENARIO_FOLDER             runs it as expected.md says; a line for each figure; fails when one is off
    expected.py SOCRED SCENARIO_FOLDER --measure   prints the table anew: mean over the replicates, four standard errors

expected.md has lines "    socred run scenarios/NAME/FILE.yaml OPTION..." and a table whose rows are | what | `query` | value | +- |.
A query gives one number for each replicate; their mean must lie within value +- tolerance. It reads the result of the first
line; those of further lines, the other arms of a comparison, are attached under the name of their file without .yaml:
select b.listed - a.listed from national as a join without.national as b using (replicate, month) where month = 35
Read with Python's own SQLite: results are for others than socred too.
"""
import math
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

ROW = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select .+?)`\s*\|\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
COMMAND = re.compile(r'^ {4}socred run (\S+)((?: \S+)*)$', re.M)


def run(socred, folder, commands, out):
    db = None
    for path, options in commands:
        name = pathlib.Path(path).stem
        # Small runs have little to share out: threads that wait for one another sleep, for other tests run beside this one.
        subprocess.run([socred, 'run', folder / f'{name}.yaml', '-o', f'{out}/{name}', '--quiet', *options.split()], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, 'OMP_WAIT_POLICY': 'passive'})
        uri = f'file:{out}/{name}/results.db?mode=ro'
        if db is None:
            db = sqlite3.connect(uri, uri=True)
        else:
            db.execute(f'attach ? as "{name}"', (uri,))
    return db


def mean_and_error(values):
    mean = sum(values) / len(values)
    squares = sum((v - mean) ** 2 for v in values)
    return mean, math.sqrt(squares / (len(values) - 1) / len(values))


def measured(db, query):
    values = [row[0] for row in db.execute(query)]
    if len(values) < 2 or any(v is None for v in values):
        raise SystemExit(f'one number for each replicate is needed, found {values}: {query}')
    return mean_and_error(values)


def main():
    socred, folder, measure = sys.argv[1], pathlib.Path(sys.argv[2]), '--measure' in sys.argv
    text = (folder / 'expected.md').read_text()
    rows, commands = ROW.findall(text), COMMAND.findall(text)
    if not commands or not rows or any(pathlib.Path(path).parent.name != folder.name for path, _ in commands):
        raise SystemExit(f'{folder}/expected.md: no command of this scenario, or no table')
    off = 0
    with tempfile.TemporaryDirectory() as out:
        db = run(socred, folder, commands, out)
        for what, query, value, tolerance in rows:
            mean, error = measured(db, query)
            if measure:
                digits = max(0, 1 - math.floor(math.log10(4 * error))) if error > 0 else 6
                print(f'| {what} | `{query}` | {mean:.{digits}f} | {4 * error:.{digits}f} |')
                continue
            good = abs(mean - float(value)) <= float(tolerance)
            off += not good
            print(f'{"ok" if good else "OFF"}  {what}: expected {value} +- {tolerance}, found {mean:.5g}')
        db.close()
    return 1 if off else 0


if __name__ == '__main__':
    sys.exit(main())
