#!/usr/bin/env python3
"""The table of docs/guide/theory.md is what the program says: guide.py SOCRED PAGE [--write]

Between the marks of the page stands the table of published against computed values, made from `socred theory --published`; the page has a
section for each theory, with the sentence that says what of it the national model has. --write renews the table."""
import csv
import io
import pathlib
import re
import subprocess
import sys

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
        interval = f'{digits(r["low"], r["within"])} to {digits(r["high"], r["within"])}' if r['low'] else 'exact'
        settings = f'`{r["settings"]}`' if r['settings'] else 'defaults'
        yield (f'| {r["theory"]} | {settings} | `{r["figure"]}` | {digits(r["published"], r["within"])} | {digits(r["computed"], r["within"])} '
               f'| {interval} | {float(r["within"]):g} | {r["source"].replace("|", "/")} |\n')


def main():
    program, page = sys.argv[1], pathlib.Path(sys.argv[2])
    text = page.read_text()
    rows = asked(program, '--published')
    missed = [f'{r["theory"]} {r["settings"]}: {r["figure"]} is {r["computed"]}, published {r["published"]}' for r in rows if r['holds'] != 'yes']
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    new = before + BEGIN + ''.join(table(rows)) + END + after
    if '--write' in sys.argv[3:]:
        page.write_text(new)
    elif new != text:
        missed.append(f'{page}: the table is not what the program says; {sys.argv[0]} {program} {page} --write renews it')
    plain = ' '.join(text.split())
    for t in asked(program):
        if not re.search(rf'^## {t["name"]}: ', text, re.M):
            missed.append(f'{page}: no section "## {t["name"]}: ..."')
        if t['used'] not in plain:
            missed.append(f'{page}: {t["name"]} does not say: {t["used"]}')
    print(*missed, sep='\n')
    return bool(missed)


if __name__ == '__main__':
    sys.exit(main())
