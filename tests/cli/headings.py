#!/usr/bin/env python3
"""One idea, one word, in every heading: headings.py SOCRED ROOT

Lists the columns of every table and view (as CSV, as JSON, on a terminal) and of what `headline`, `compare` and `policies` give to
programs. Of most tables the columns are asked of the file itself, which `show` prints as they stand. A thing is known by the same column
everywhere (`channel`), its name by that column with `_name`, its code by `_code`; a statistic by `statistic`, and what is said of it by the
same words. What the program prints, as CSV, JSON and on a terminal, is looked at for one table in eight unless SOCRED_TESTS=all: what
writes them is the same for all.
"""
import contextlib
import csv
import io
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

# A thing and the column that is its key. `idx` is the place in a table of names or counts whose own columns say of what.
NAMED = {'person_class', 'grp', 'urban', 'income_quintile', 'region', 'place', 'event', 'channel', 'list', 'measure', 'grade', 'from_grade',
         'to_grade', 'bureau', 'other_bureau', 'component', 'sector', 'firm_grade', 'firm_event', 'firm_channel', 'firm_list',
         'firm_measure', 'entry_ground'}
KEYS = NAMED | {'replicate', 'month', 'period', 'date', 'count', 'kind', 'idx', 'key', 'table_name'}
# What a table says of a thing of its own: the thing is the row.
OWN = {'regions': {'code', 'name'}, 'places': {'code', 'name'}, 'names': {'name'}, 'tables': {'name'}, 'columns': {'name'},
       'rates': {'name'}, 'errors_by_group': {'name'}, 'stays_by_cohort': {'name'}, None: {'name'}}
STATISTIC = ['statistic', 'section', 'label']
BEHIND = ['low', 'high', 'cases', 'few', 'replicates']
faults = []


def run(*arguments):
    return subprocess.run([SOCRED, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def header(text):
    return next(csv.reader(io.StringIO(text)))


def hold(truth, what):
    if not truth:
        faults.append(what)


def show(results, table, everywhere):
    with contextlib.closing(sqlite3.connect(f'file:{results}?mode=ro', uri=True)) as db:
        columns = [column[0] for column in db.execute(f'SELECT * FROM "{table}" LIMIT 0').description]
    if not everywhere:
        return columns
    hold(header(run('show', results, table, '--format', 'csv', '--limit', '1')) == columns, f'{table}: CSV has other columns than the file')
    records = json.loads(run('show', results, table, '--format', 'json', '--limit', '1'))
    hold(not records or list(records[0]) == columns, f'{table}: JSON has other keys than CSV has columns')
    screen = run('show', results, table, '--limit', '1')
    if len(columns) > 20:  # a value a line
        hold(not records or [line.split()[0] for line in screen.split('\n')[1:len(columns) + 1]] == columns,
             f'{table}: other on a terminal')
    elif len(columns) > 1:
        hold(screen.split('\n')[0].split() == columns or screen.startswith('(no rows)'), f'{table}: other on a terminal')
    return columns


def check_names(table, columns, is_view):
    hold(len(set(columns)) == len(columns), f'{table}: a column twice')
    for thing in NAMED & set(columns) if is_view else ():
        hold(f'{thing}_name' in columns, f'{table}: {thing} has no name')
    for i, column in enumerate(columns):
        for part in ('_name', '_code'):
            if column.endswith(part) and column != 'table_name':
                thing = column[:-len(part)]
                hold(thing in KEYS and thing in columns[:i], f'{table}: {column} does not stand behind its key {thing}')
        if column in ('name', 'code'):
            hold(column in OWN.get(table, set()), f'{table}: {column} does not say of what')


def main():
    global SOCRED
    SOCRED, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as out:
        for name, more in (('a', []), ('b', ['--set', 'lists.untrustworthy.term_months=3'])):
            run('run', str(root / 'scenarios/start/minimal/scenario.yaml'), '-o', f'{out}/{name}', '-q', '--persons', '1000', '--months',
                '6',
                '--replicates', '2', *more)
        results = f'{out}/a/results.db'
        tables = {record['name']: record['kind'] for record in json.loads(run('show', results, '--format', 'json'))}
        hold(len(tables) > 120, 'few tables and views')
        seen = set()
        for i, (table, kind) in enumerate(tables.items()):
            columns = show(results, table, i % 8 == 0 or os.environ.get('SOCRED_TESTS') == 'all')
            check_names(table, columns, kind == 'view')
            seen |= set(columns) & KEYS
        hold(NAMED <= seen, f'keys are not looked at: {NAMED - seen}')
        for what, of, keys in (('headline', ['show', results, 'headline'],
                                ['mean', 'low', 'high', 'interval_why', 'assumed_low', 'assumed_high', 'assumed_why',
                                 'assumed_elsewhere']), ('compare', ['compare', f'{out}/a', f'{out}/b'],
                                                         ['a', 'b', 'difference', 'low', 'high', 'interval_why']),
                               ('compare --all', ['compare', f'{out}/a', f'{out}/b', '--all'],
                                ['a', 'b', 'difference', 'low', 'high', 'interval_why'])):
            columns = header(run(*of, '--format', 'csv'))
            hold(columns == STATISTIC + keys + [c for c in BEHIND if c not in keys], f'{what}: {columns}')
            records = json.loads(run(*of, '--format', 'json'))
            records = records['statistics'] if isinstance(records, dict) else records
            hold(records and all(list(r) == columns for r in records), f'{what}: JSON has other keys than CSV has columns')
        (pathlib.Path(out) / 'policies.yaml').write_text(
            f'socred: 1\ntitle: Two\nvariants: {{a: {out}/a/scenario.resolved.yaml, b: {out}/b/scenario.resolved.yaml}}\n'
            'objectives:\n  order: {formula: 1000 * listed / persons, best: lowest}\n')
        pilots = ['policies', f'{out}/policies.yaml', '-o', f'{out}/pilots', '-q']
        columns = header(run(*pilots, '--format', 'csv'))
        hold(columns == ['objective', 'variant', 'mean', 'low', 'high', 'picked'], f'pilots: {columns}')
        objective = json.loads(run(*pilots, '--keep', '--format', 'json'))['objectives'][0]
        hold(objective['objective'] == 'order' and list(objective['values'][0]) == ['variant', 'mean', 'low', 'high'],
             f'pilots: {objective}')
    print('\n'.join(faults) or f'{len(tables)} tables and views')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
