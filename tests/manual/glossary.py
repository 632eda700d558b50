#!/usr/bin/env python3
"""The glossary is a table that renders: header first, three columns, each term once, in order. glossary.py ROOT"""
import pathlib
import sys

page = pathlib.Path(sys.argv[1]) / 'docs/glossary.md'
rows = [(n, line) for n, line in enumerate(page.read_text().splitlines(), 1) if line.startswith('|')]
found = []
if not rows or rows[0][1] != '| term | meaning | not to be confused with |' or rows[1][1] != '|---|---|---|':
    found.append(f'{rows[0][0] if rows else 1}: the table does not begin with its header')
terms = []
for (n, line), (after, _) in zip(rows, rows[1:] + [(rows[-1][0] + 1, '')]):
    if line.count('|') != 4:
        found.append(f'{n}: {line.count("|") - 1} columns, not 3')
    if after != n + 1:
        found.append(f'{n}: the table is interrupted')
    terms.append((n, line.split('|')[1].strip().lower()))
for (_, before), (n, term) in zip(terms[2:], terms[3:]):
    if term <= before:
        found.append(f'{n}: "{term}" stands behind "{before}"')
print(*(f'docs/glossary.md:{f}' for f in found), sep='\n', end='\n' if found else '')
sys.exit(bool(found))
