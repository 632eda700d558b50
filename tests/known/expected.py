#!/usr/bin/env python3
"""Holds a run of a scenario against the table of its expected.md.

    expected.py SOCRED SCENARIO_FOLDER             runs it as expected.md says; a line for each figure; fails when one is off
    expected.py SOCRED SCENARIO_FOLDER --measure   prints the table anew: mean over the replicates, four standard errors

expected.md has a line "    socred run scenarios/NAME/scenario.yaml OPTION..." and a table whose rows are
| what | `query` | value | +- |. A query gives one number for each replicate; their mean must lie within value +- tolerance.
Read with Python's own SQLite: results are for others than socred too.
"""
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

ROW = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select .+?)`\s*\|\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
COMMAND = re.compile(r'^ {4}socred run (\S+)((?: \S+)*)$', re.M)


def run(socred, folder, options, out):
    scenario = folder / 'scenario.yaml'
    subprocess.run([socred, 'run', scenario, '-o', out, '--quiet', *options], check=True, stdout=subprocess.DEVNULL)
    return sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)


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
    rows, command = ROW.findall(text), COMMAND.search(text)
    if command is None or not rows or folder.name not in command[1]:
        raise SystemExit(f'{folder}/expected.md: no command of this scenario, or no table')
    off = 0
    with tempfile.TemporaryDirectory() as out:
        db = run(socred, folder, command[2].split(), out)
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
