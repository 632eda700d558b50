#!/usr/bin/env python3
"""The table of docs/guide/theory.md is what the program says: guide.py SOCRED PAGE [--write]

Between the marks of the page stands the table of published against computed values, made from `socred theory --published`; the page has a
section for each theory, with the sentence that says what of it the national model has. --write renews the table.

The rows of OFTEN take ten times as long as all others together: they are computed with --write and when SOCRED_TESTS=all; what is published
of these theories is held in little by tests/theory/test_private.c, test_epstein.c and test_lum.c."""
import csv
import io
import os
import pathlib
import re
import subprocess
import sys

OFTEN = {'imitation', 'epstein', 'lum'}
BEGIN, END = '<!-- published: made by tests/theory/guide.py -->\n', '<!-- end of published -->\n'


def asked(program, *arguments):
    done = subprocess.run([program, 'theory', *arguments, '--format', 'csv'], capture_output=True, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def digits(text, within):
    """As many decimals as the allowed distance bears."""
    places = max(0, -int(f'{float(within):e}'.split('e')[1]) + 1)
    return f'{float(text):.{places}f}'


def table(rows):
    yield '| theory | settings | figure | published | computed | 95% interval | within | source |\n|---|---|---|---|---|---|---|---|\n'
    for r in rows:
        # Of a bound no value is published, but the side on which the figure lies.
        distance = '0.1' if r['bound'] else r['within']
        published = f'{r["bound"]} {float(r["published"]):g}' if r['bound'] else digits(r['published'], distance)
        within = 'a bound' if r['bound'] else f'{float(r["within"]):g}'
        interval = (f'{digits(r["low"], distance)} to {digits(r["high"], distance)}' if r['low'] else 'one run' if r['random'] == 'yes'
                    else 'exact')
        settings = f'`{r["settings"]}`' if r['settings'] else 'defaults'
        yield (f'| {r["theory"]} | {settings} | `{r["figure"]}` | {published} | {digits(r["computed"], distance)} '
               f'| {interval} | {within} | {r["source"].replace("|", "/")} |\n')


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2])
    text = page.read_text()
    before, rest = text.split(BEGIN)
    kept, after = rest.split(END)
    write, theories = '--write' in sys.argv[3:], asked(program)
    left_out = set() if write or os.environ.get('SOCRED_TESTS') == 'all' else OFTEN
    rows, lines = [], list(table([]))
    for name in (t['name'] for t in theories):
        if name in left_out:
            lines += [line for line in kept.splitlines(True) if line.startswith(f'| {name} |')]
        else:
            of_this = asked(program, name, '--published')
            rows += of_this
            lines += list(table(of_this))[1:]
    missed = [f'{r["theory"]} {r["settings"]}: {r["figure"]} is {r["computed"]}, published {r["published"]}' for r in rows
              if r['holds'] != 'yes']
    new = before + BEGIN + ''.join(lines) + END + after
    if write:
        page.write_text(new)
    elif new != text:
        missed.append(f'{page}: the table is not what the program says; {sys.argv[0]} {program} {page} --write renews it')
    plain = ' '.join(text.split())
    for t in theories:
        if not re.search(rf'^## {t["name"]}: ', text, re.M):
            missed.append(f'{page}: no section "## {t["name"]}: ..."')
        if t['used'] not in plain:
            missed.append(f'{page}: {t["name"]} does not say: {t["used"]}')
    print(*missed, sep='\n')
    return bool(missed)


if __name__ == '__main__':
    sys.exit(main())
