#!/usr/bin/env python3
"""Holds `socred pilots` on a shipped file against its expected.md: pilots.py SOCRED FOLDER.

expected.md has one line "    socred pilots scenarios/NAME/pilots.yaml OPTION..." and a table | objective | picked | value | +- |: which variant each
objective picks, and the value that it has by the objective.
"""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile

ROW = re.compile(r'^\| (\w+) \| (\w+) \| (-?[\d.]+) \| ([\d.]+) \|$', re.M)
COMMAND = re.compile(r'^ {4}socred pilots \S+((?: \S+)*)$', re.M)


def main():
    socred, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    text = (folder / 'expected.md').read_text()
    rows, command = ROW.findall(text), COMMAND.search(text)
    if not rows or not command:
        raise SystemExit(f'{folder}/expected.md: no command, or no table')
    with tempfile.TemporaryDirectory() as out:
        told = subprocess.run([socred, 'pilots', folder / 'pilots.yaml', '-o', out, '--quiet', '--format', 'csv', *command[1].split()],
                              check=True, capture_output=True, text=True).stdout
    found = {r['objective']: r for r in csv.DictReader(io.StringIO(told)) if r['picked'] == '1'}
    off = 0
    for objective, variant, value, tolerance in rows:
        r = found.get(objective)
        good = r is not None and r['variant'] == variant and abs(float(r['mean']) - float(value)) <= float(tolerance)
        off += not good
        print(f'{"ok" if good else "OFF"}  {objective}: expected {variant} with {value} +- {tolerance}, found '
              f'{r["variant"] + " with " + r["mean"] if r else "none"}')
    return 1 if off else 0


if __name__ == '__main__':
    sys.exit(main())
