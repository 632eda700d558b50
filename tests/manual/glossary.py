#!/usr/bin/env python3
"""The glossary is a table that renders: header first, four columns, each term once, in order, with a meaning and a source. glossary.py ROOT"""
import pathlib
import sys

page = pathlib.Path(sys.argv[1]) / 'docs/glossary.md'
rows = [(n, line) for n, line in enumerate(page.read_text().splitlines(), 1) if line.startswith('|')]
found = []
if not rows or rows[0][1] != '| term | meaning | symbol | source |' or rows[1][1] != '|---|---|---|---|':
    found.append(f'{rows[0][0] if rows else 1}: the table does not begin with its header')
terms = []
for (n, line), (after, _) in zip(rows, rows[1:] + [(rows[-1][0] + 1, '')]):
    if line.count('|') != 5:
        found.append(f'{n}: {line.count("|") - 1} columns, not 4')
    if after != n + 1:
        found.append(f'{n}: the table is interrupted')
    cells = [cell.strip() for cell in line.split('|')[1:-1]]
    if len(cells) == 4 and not (cells[0] and cells[1] and cells[3]):
        found.append(f'{n}: "{cells[0]}" lacks a meaning or a source')
    terms.append((n, cells[0].lower()))
for (_, before), (n, term) in zip(terms[2:], terms[3:]):
    if term <= before:
        found.append(f'{n}: "{term}" stands behind "{before}"')
print(*(f'docs/glossary.md:{f}' for f in found), sep='\n', end='\n' if found else '')
sys.exit(bool(found))
