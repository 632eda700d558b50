#!/usr/bin/env python3
"""Holds `socred policies` on a shipped file against its expected.md: policies.py SOCRED FOLDER.

expected.md has one line "    socred policies scenarios/NAME/policies.yaml OPTION..." and three tables: | objective | picked | value |
                              tolerance |, which variant each
objective picks and the value that it has by the objective; | life | what | value | tolerance |, lives followed through every variant, by
the names of policies.json; | rolled out | query | uniform | tolerance | with local values | tolerance | difference | tolerance |, queries
that give one number for each replicate. All are of one call.
"""
import csv
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

NUMBER = r'(-?[\d.]+)'
PICK = re.compile(rf'^\| (\w+) \| (\w+) \| {NUMBER} \| ([\d.]+) \|$', re.M)
LIFE = re.compile(rf'^\| (\w+) \| ([^|`]+) \| {NUMBER} \| ([\d.]+) \|$', re.M)
ROLLED = re.compile(rf'^\| ([^|]+) \| `(select [^`]+)` \| {NUMBER} \| ([\d.]+) \| {NUMBER} \| ([\d.]+) \| {NUMBER} \| ([\d.]+) \|$', re.M)
COMMAND = re.compile(r'^ {4}socred policies \S+((?: \S+)*)$', re.M)


def near(what, found, value, tolerance):
    good = found is not None and abs(found - float(value)) <= float(tolerance)
    print(f'{"ok" if good else "OFF"}  {what}: expected {value} +- {tolerance}, found {"none" if found is None else f"{found:.5g}"}')
    return good


def picks(rows, told):
    found = {r['objective']: r for r in csv.DictReader(io.StringIO(told)) if r['picked'] == '1'}
    for objective, variant, value, tolerance in rows:
        r = found.get(objective)
        same = r is not None and r['variant'] == variant
        print(f'{"ok" if same else "OFF"}  {objective}: expected {variant}, found {r["variant"] if r else "none"}')
        yield same
        yield near(objective, float(r['mean']) if same else None, value, tolerance)


def lives(rows, out):
    found = json.loads((pathlib.Path(out) / 'policies.json').read_text()).get('lives', {})
    for name, what, value, tolerance in rows:
        yield near(what, found[name][0] if name in found else None, value, tolerance)


def values(out, which, query):
    db = sqlite3.connect(f'file:{out}/{which}/results.db?mode=ro', uri=True)
    found = [row[0] for row in db.execute(query)]
    db.close()
    return found


def rolled_out(rows, out):
    def mean(v):
        return sum(v) / len(v)
    for what, query, *wanted in rows:
        uniform, local = values(out, 'uniform', query), values(out, 'rollout', query)
        if len(uniform) != len(local):
            raise SystemExit(f'{what}: {len(uniform)} and {len(local)} replicates')
        yield near(f'{what}, uniform', mean(uniform), *wanted[0:2])
        yield near(f'{what}, with local values', mean(local), *wanted[2:4])
        yield near(f'{what}, difference', mean([b - a for a, b in zip(uniform, local)]), *wanted[4:6])


def main():
    socred, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    text = (folder / 'expected.md').read_text()
    command, picked, lived, rolled = COMMAND.search(text), PICK.findall(text), LIFE.findall(text), ROLLED.findall(text)
    lived = [row for row in lived if row not in picked]
    if not command or not picked or not lived or not rolled:
        raise SystemExit(f'{folder}/expected.md: no command, or a table is missing')
    with tempfile.TemporaryDirectory() as out:
        told = subprocess.run([socred, 'policies', folder / 'policies.yaml', '-o', out, '--quiet', '--format', 'csv', *command[1].split()],
                              check=True, capture_output=True, text=True).stdout
        good = [*picks(picked, told), *lives(lived, out), *rolled_out(rolled, out)]
    return 0 if all(good) else 1


if __name__ == '__main__':
    sys.exit(main())
