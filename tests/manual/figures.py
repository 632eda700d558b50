#!/usr/bin/env python3
"""Figures that pages and the table of systems quote are those that tests hold. figures.py ROOT

Each "value ± tolerance" under **Figures** and **What would make this figure vanish** of a scenario's page, and each that app/systems.def quotes of a scenario, is a row of its
expected.md, rounded; the tolerance there is four standard errors, that of a page the 95% interval over the replicates. Each page says what would make its figure vanish, and expected.md has the run that shows it, but for pages that say
that their figure is an input told again, or that another file of theirs is that run.
"""
import pathlib
import re
import sys
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'tools'))
from scenarios_index import interval  # noqa: E402

ROW = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select [^`]+)`\s*\|(?:\s*`-S .+?`\s*\|)?\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
QUOTED = re.compile(r'(?<![\d.,])([-−+]?\d[\d,]*(?:\.\d+)?)\s*%?\s*± (\d+(?:,\d{3})*(?:\.\d+)?)')
# Tables of more runs than expected.md has: their intervals are of those runs.
WIDER = {'abroad': 'ten countries of which five are held', 'residence': 'five rewards of which three are held',
         'cities': 'lives, held by tests/known/policies.py', 'policies': 'held by tests/known/policies.py'}
ONE_RUN = {'bureaus', 'court-score', 'relatives', 'context', 'cliffs', 'policies'}


def decimals(text):
    return len(text.split('.')[1]) if '.' in text else 0


def same(quoted, held):
    """The held number rounded to the digits that are quoted; one that ends in 5 there may have been rounded once before. A difference may
    be told either way."""
    unit = Decimal(1).scaleb(-decimals(quoted))
    ways = {ROUND_HALF_UP, ROUND_HALF_DOWN} if held.endswith('5') and decimals(held) == decimals(quoted) + 1 else {ROUND_HALF_UP}
    return any(Decimal(sign + held.lstrip('-')).quantize(unit, rounding=way) == Decimal(quoted) for sign in ('', '-') for way in ways)


def plain(number):
    return number.replace(',', '').replace('−', '-').lstrip('+')


def unheld(folder, text, rows):
    for found in QUOTED.finditer(text.replace('\n', ' ')):  # a line may break before or behind the sign
        value, tolerance = plain(found.group(1)), plain(found.group(2))
        if not any(same(value, held) and within and same(tolerance, f'{interval(folder, within):.9f}') for _, _, held, within in rows):
            yield found


def line_of(text, at):
    return text.count('\n', 0, at) + 1


def check_page(folder):
    page, expected = (folder / 'README.md').read_text(), (folder / 'expected.md').read_text()
    rows = ROW.findall(expected)
    begin, end = page.find('**Figures'), page.find('**What it says')
    if begin < 0 or end < begin:
        yield 1, 'no figures before what they say'
        return
    if folder.name not in WIDER:
        for found in unheld(folder, page[begin:end], rows):
            yield line_of(page, begin + found.start()), f'"{found.group(0)}" is in no row of expected.md'
    vanishes = page.find('**What would make this figure vanish.**')
    if vanishes < 0:
        yield line_of(page, end), 'says not what would make its figure vanish'
    elif folder.name not in WIDER:
        for found in unheld(folder, page[vanishes:page.find('\n\n', vanishes)], rows):
            yield line_of(page, vanishes + found.start()), f'"{found.group(0)}" is in no row of expected.md'
    if folder.name not in ONE_RUN and '`-S ' not in expected:
        yield 1, 'expected.md has no run without a cause'


def check_systems(root):
    text = (root / 'app/systems.def').read_text()
    for number, line in enumerate(text.split('\n'), 1):
        names = []
        for part in re.split(r'[;(]', line):
            names = re.findall(r'scenarios/([\w-]+/[\w-]+)', part) or names  # what follows a semicolon is of the scenario before it
            if names and (root / 'scenarios' / names[-1] / 'expected.md').is_file():
                folder = root / 'scenarios' / names[-1]
                for found in unheld(folder, part, ROW.findall((folder / 'expected.md').read_text())):
                    yield number, f'"{found.group(0)}" is in no row of expected.md of {names[-1]}'


def main():
    root = pathlib.Path(sys.argv[1])
    folders = sorted(p.parent for p in root.glob('scenarios/*/*/expected.md'))
    found = [f'{f.relative_to(root)}/README.md:{line}: {what}' for f in folders for line, what in check_page(f)]
    found += [f'app/systems.def:{line}: {what}' for line, what in check_systems(root)]
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found or len(folders) < 40 else 0


if __name__ == '__main__':
    sys.exit(main())
