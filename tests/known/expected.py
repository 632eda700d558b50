#!/usr/bin/env python3
"""Holds a run of a scenario against the table of its expected.md.

    expected.py SOCRED SCENARIO_FOLDER             runs it as expected.md says; a line for each figure; fails when one is off
    expected.py SOCRED SCENARIO_FOLDER --measure   prints the tables anew: mean over the replicates, four standard errors

expected.md has lines "    socred run scenarios/NAME/FILE.yaml OPTION..." and a table whose rows are | what | `query` | value | tolerance |.
A query gives one number for each replicate; their mean must lie within value +- tolerance. It reads the result of the first
line; those of further lines, the other arms of a comparison, are attached under the name of their file without .yaml:
select b.listed - a.listed from national as a join without.national as b using (replicate, month) where month = 35

A query that names storage(part, name, value, low, high) reads what `socred storage` says of the first run.

A second table holds what becomes of figures without their cause: | what | `query` | `-S KEY=VALUE ...` | value | tolerance |. The first
command and those whose results a query names are run again with those settings, which other arms may not know, and the query reads these
runs as above. A figure that has a cause moves; one that does not is an input told again.
Read with Python's own SQLite: results are for others than socred too.
"""
import csv
import io
import math
import os
import pathlib
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile

EXACTLY = 0.5e-6  # how near a figure without tolerance must be: it is told to six decimals
ROW = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select [^`]+)`\s*\|\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
CAUSE = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select [^`]+)`\s*\|\s*`(-S [^`]+)`\s*\|\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
COMMAND = re.compile(r'^ {4}socred run (\S+)((?: \S+)*)$', re.M)


def run(socred, folder, commands, out, settings=''):
    """Opens the results of the first command; those of the others are attached under the name of their file."""
    db = None
    for path, options in commands:
        name = pathlib.Path(path).stem
        # Small runs have little to share out: threads that wait for one another sleep, for other tests run beside this one.
        subprocess.run([socred, 'run', folder / f'{name}.yaml', '-o', f'{out}/{name}', '--quiet', '--replace', *options.split(),
                        *shlex.split(settings)], check=True,
                       stdout=subprocess.DEVNULL, env={**os.environ, 'OMP_WAIT_POLICY': 'passive'})
        uri = f'file:{out}/{name}/results.db?mode=ro'
        if db is None:
            db = sqlite3.connect(uri, uri=True)
        else:
            db.execute(f'attach ? as "{name}"', (uri,))
    return db


def named(commands, queries):
    """The first command, and those whose results a query reads."""
    text = ' '.join(queries)
    return commands[:1] + [c for c in commands[1:] if re.search(rf'(?<![\w-])"?{re.escape(pathlib.Path(c[0]).stem)}"?\.', text)]


def add_storage(socred, db, path):
    """What `socred storage` says of these results, as a table beside them."""
    told = subprocess.run([socred, 'storage', path, '--format', 'csv'], capture_output=True, text=True, check=True).stdout
    db.execute('create temp table storage(part, name, value real, low real, high real)')
    db.executemany('insert into storage values (?, ?, ?, ?, ?)',
                   [(r['part'], r['name'], r['value'], r['low'] or None, r['high'] or None) for r in csv.DictReader(io.StringIO(told))])


def mean_and_error(values):
    mean = sum(values) / len(values)
    squares = sum((v - mean) ** 2 for v in values)
    return mean, math.sqrt(squares / (len(values) - 1) / len(values))


def measured(db, query):
    values = [row[0] for row in db.execute(query)]
    if len(values) < 2 or any(v is None for v in values):
        raise SystemExit(f'one number for each replicate is needed, found {values}: {query}')
    return mean_and_error(values)


def cells(mean, tolerance):
    """As many digits as the tolerance has in two; what is the same in each replicate to six decimals, without zeros behind, and no
    tolerance."""
    if tolerance <= 1e-12 * max(1.0, abs(mean)):  # less is what dividing leaves
        return f'{round(mean, 6) + 0:.6f}'.rstrip('0').rstrip('.'), '0'
    digits = max(0, 1 - math.floor(math.log10(tolerance)))
    return f'{mean:.{digits}f}', f'{tolerance:.{digits}f}'


def check_cells():
    for mean, tolerance, told in [(100, 0, ('100', '0')), (100, 1e-13, ('100', '0')), (-1e-9, 0, ('0', '0')), (33.975, 0, ('33.975', '0')),
                                  (1.23, 1.64, ('1.2', '1.6')), (0.4, 0.123, ('0.40', '0.12'))]:
        if cells(mean, tolerance) != told:
            raise SystemExit(f'{mean} within {tolerance} is told as {cells(mean, tolerance)} instead of {told}')


def table(db, rows, settings, measure):
    """Prints the rows, measured anew or held against what they say. Returns how many are off."""
    off = 0
    cause = f' `{settings}` |' if settings else ''
    for what, query, value, tolerance in rows:
        mean, error = measured(db, query)
        if measure:
            print(f'| {what} | `{query}` |{cause} {" | ".join(cells(mean, 4 * error))} |')
            continue
        within = float(tolerance) or EXACTLY
        good = abs(mean - float(value)) <= within * (1 + 1e-9)
        off += not good
        print(f'{"ok" if good else "OFF"}  {what}{" without its cause" if settings else ""}: expected {value} +- {tolerance}, found '
              f'{mean:.5g}')
    return off


def main():
    check_cells()
    socred, folder, measure = sys.argv[1], pathlib.Path(sys.argv[2]), '--measure' in sys.argv
    text = (folder / 'expected.md').read_text()
    rows, commands = ROW.findall(text), COMMAND.findall(text)
    if not commands or not rows or any(pathlib.Path(path).parent.name != folder.name for path, _ in commands):
        raise SystemExit(f'{folder}/expected.md: no command of this scenario, or no table')
    without = {}
    for what, query, settings, value, tolerance in CAUSE.findall(text):
        without.setdefault(settings, []).append((what, query, value, tolerance))
    off = 0
    for settings, of in [('', rows), *without.items()]:
        with tempfile.TemporaryDirectory() as out:
            db = run(socred, folder, named(commands, [query for _, query, *_ in of]) if settings else commands, out, settings)
            if any(re.search(r'\bfrom storage\b', query) for _, query, *_ in of):
                add_storage(socred, db, f'{out}/{pathlib.Path(commands[0][0]).stem}')
            off += table(db, of, settings, measure)
            db.close()
    return 1 if off else 0


if __name__ == '__main__':
    sys.exit(main())
