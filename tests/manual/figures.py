#!/usr/bin/env python3
"""Figures that pages and the table of systems quote are those that tests hold. figures.py ROOT

Each "value ± tolerance" under **Figures** and **What would make this figure vanish** of a scenario's page, and each that app/systems.def
quotes of a scenario, is a row of its expected.md, rounded; the tolerance there is four standard errors, that of a page the 95% interval
over the replicates. Each page says what would make its figure vanish, and expected.md has the run that shows it, but for pages that say
that their figure is an input told again, or that another file of theirs is that run.

No page, document or system tells an interval that passes what can be: a count, a rate or a share below 0, a share above 100% or 1,000.
There the ends are told,
"975 (895 to 1,000)". A difference may be negative and a ratio above 100: those whose intervals pass a bound are listed here, and one that
is told no more fails.
Nor does any tell an interval whose ends are swapped, whose mean lies outside its brackets, whose half is 0 ("100 ± 0.000"; what is the same
in each replicate says so), or a half without its value ("(± 76%)").
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'tools'))
from scenarios_index import can_be, CUT, decimals, interval, plain, QUOTED, same  # noqa: E402

ROW = re.compile(r'^\|\s*(.+?)\s*\|\s*`(select [^`]+)`\s*\|(?:\s*`-S .+?`\s*\|)?\s*(\S*)\s*\|\s*(\S*)\s*\|$', re.I | re.M)
# Tables of more runs than expected.md has: their intervals are of those runs.
WIDER = {'abroad': 'ten countries of which five are held', 'residence': 'five rewards of which three are held',
         'cities': 'lives, held by tests/known/policies.py', 'policies': 'held by tests/known/policies.py'}
ONE_RUN = {'bureaus', 'court-score', 'relatives', 'context', 'cliffs', 'policies'}

BOUNDS = [(100, 50), (1000, 500)]  # what a share cannot pass, and from where on a figure may be one of it
# Differences of two runs or two groups, which may be negative.
DIFFERENCES = {
    'scenarios/combined/data-sources/README.md': '0.003 ± 0.008, 0.000 ± 0.013, 0.010 ± 0.022, 0.002 ± 0.008, 0.005 ± 0.009',
    'scenarios/combined/phases/README.md': '0.10 ± 0.13, 0.23 ± 0.38, 0.06 ± 0.17',
    'scenarios/combined/whole-reach/README.md': '0.010 ± 0.043, 0.015 ± 0.030',
    'scenarios/credit/data-sharing/README.md': '0 ± 4',
    'scenarios/credit/guilt-by-friends/README.md': '1 ± 5',
    'scenarios/credit/proxy/README.md': '0.06 ± 0.07, 0.060 ± 0.071',
    'scenarios/due-process/published-rules/README.md': '0.7 ± 1.1, 0.4 ± 1.0, 0.1 ± 0.4, 0.3 ± 1.1, 1.2 ± 1.6',
    'scenarios/errors/machine-share/README.md': '0.10 ± 0.15',
    'scenarios/firms/executives/README.md': '0.002 ± 0.003',
    'scenarios/firms/firms/README.md': '2.1 ± 5.3, 1.1 ± 1.6',
    'scenarios/incentives/cliffs/README.md': '0.5 ± 0.8, 1 ± 17',
    'scenarios/incentives/stick-and-carrot/README.md': '0.002 ± 0.005, 0.0019 ± 0.0049',
    'scenarios/liability/neighbours-answer/README.md': '14 ± 15, 0.2 ± 19',
    'scenarios/liability/publicity/README.md': '0.15 ± 0.18',
    'scenarios/liability/relatives/README.md': '0.02 ± 0.03',
    'scenarios/liability/strangers/README.md': '0.0000 ± 0.0055',
    'scenarios/surveillance/differential-surveillance/README.md': '0.000 ± 0.015',
    'scenarios/surveillance/forecasts/README.md': '0.0016 ± 0.0049',
    'docs/guide/claims.md': '0.009 ± 0.022, 0.47 ± 0.68',
    'docs/guide/forecasts.md': '0.0017 ± 0.0024',
    'app/systems.def': '32 ± 48',
}
# Not shares of 100 or 1,000: counts, rates per 1,000 people, what some earn or do beside others.
NO_SHARE = {
    'scenarios/abroad/abroad/README.md': '92 ± 9',
    'scenarios/combined/income/README.md': '99.1 ± 4.2, 99.3 ± 5.6',
    'scenarios/credit/bureaus/README.md': '92 ± 17',
    'scenarios/firms/firms/README.md': '94 ± 9',
    'scenarios/surveillance/camera-accuracy/README.md': '89 ± 41, 92 ± 32',
    'docs/guide/claims.md': '88 ± 15',
    'app/systems.def': '89 ± 41',
}


def unheld(folder, text, rows):
    for found in QUOTED.finditer(text.replace('\n', ' ')):  # a line may break before or behind the sign
        value, tolerance = plain(found.group(1)), plain(found.group(2))
        if not any(same(value, held) and within and same(tolerance, f'{interval(folder, within):.9f}') for _, _, held, within in rows):
            yield found
    for found in CUT.finditer(text.replace('\n', ' ')):
        value, low, high = map(plain, found.groups())
        if low in ('0', '100', '1000') or high in ('100', '1000'):
            if not any(same(value, held) and within and same_ends(low, high, held, interval(folder, within))
                       for _, _, held, within in rows):
                yield found


def same_ends(low, high, held, half):
    """The ends of the interval, but for one that is cut; each may be that of the value and the half as told, rounded."""
    near = [abs(float(end) - of) <= 1.1 * 10.0 ** -decimals(end)
            for end, of, cut in ((low, float(held) - half, '0'), (high, float(held) + half, '100 1000')) if end not in cut.split()]
    return all(near)


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
    if re.search(r'^\|.*\| \+- \|', expected, re.M):
        yield 1, 'expected.md heads its tolerance with the sign of an interval'
    if folder.name not in ONE_RUN and '`-S ' not in expected:
        yield 1, 'expected.md has no run without a cause'


def passing(text):
    """Where an interval passes what can be, if the figure is a count, a rate or a share, and which bound."""
    for found in QUOTED.finditer(text.replace('\n', ' ')):
        if found.group(1)[0] in '-−+':
            continue
        value, half = float(plain(found.group(1))), float(plain(found.group(2)))
        bound = 0 if half > value else next((most for most, least in BOUNDS if least <= value <= most < value + half), None)
        if bound is not None:
            yield found, bound


def allowed(words):
    return {word.strip() for word in words.split(',')} - {''}


def check_bounds(root):
    pages = [*sorted(root.glob('scenarios/**/*.md')), *sorted(root.glob('docs/**/*.md')), root / 'README.md', root / 'app/systems.def']
    for page in pages:
        name, text, seen = str(page.relative_to(root)), page.read_text(), set()
        below, above = allowed(DIFFERENCES.get(name, '')), allowed(NO_SHARE.get(name, ''))
        for found, bound in passing(text):
            told = f'{found.group(1)} ± {found.group(2)}'
            seen.add(told)
            if told not in (above if bound else below):
                yield f'{name}:{line_of(text, found.start())}: "{told}" passes {bound}: tell its ends'
        for found, what in impossible(text):
            yield f'{name}:{line_of(text, found.start())}: "{" ".join(found.group(0).split())}" {what}'
        for told in sorted((below | above) - seen):
            yield f'{name}: "{told}" is excepted and told no more'


NUMBER = r'[-−+]?\d[\d,]*(?:\.\d+)?'
# Not "850 of 1,000 (430 to 980)", where the brackets are those of the 850.
BRACKETS = re.compile(rf'(?<!of\s)(?<![\w.,])({NUMBER})%?\s\(({NUMBER})\s+to\s+({NUMBER})\)')
NO_WIDTH = re.compile(r'±\s*0(?:\.0*)?(?![\d.])')
NO_VALUE = re.compile(r'\(± ?\d[\d.,]*%?\)')


def impossible(text):
    """Where an interval is none, and why. A line may break within; what is a table or a console block is told by its spaces alike."""
    for found in BRACKETS.finditer(text):
        mean, low, high = (float(plain(end)) for end in found.groups())
        if low > high:
            yield found, 'has its ends swapped'
        elif not low <= mean <= high:
            yield found, 'has its mean outside'
    for found in NO_WIDTH.finditer(text):
        yield found, 'is an interval without width: say that it is the same in each replicate'
    for found in NO_VALUE.finditer(text):
        yield found, 'is no interval of anything'


def planted():
    """An interval that passes is seen, one that does not is left alone."""
    told = [(found.group(0), bound) for found, bound in passing(
        '975 ± 80, 0.079 ± 0.084, 99\n± 2, 975 (895 to 1,000), -1 ± 3, 12 ± 4, 400 ± 80')]
    if told != [('975 ± 80', 1000), ('0.079 ± 0.084', 0), ('99 ± 2', 100)]:
        yield f'tests/manual/figures.py: planted intervals are not seen: {told}'
    told = [found.group(0) for found, _ in impossible(
        '-21.7 (0 to -19.8), 100 ± 0.000000, (± 76%), 5 (6 to\n9), 5 (4 to 6), 8 of 10 (4 to 9), −2 (−3 to −1), 3 ± 0.01, 1 ± 0, 4 ± 0.0')]
    if told != ['-21.7 (0 to -19.8)', '5 (6 to\n9)', '± 0.000000', '± 0', '± 0.0', '(± 76%)']:
        yield f'tests/manual/figures.py: planted impossible intervals are not seen: {told}'
    for words, ends, cut in [('bad, per 1,000 members: self-selection', (-23.6, -19.8), (-23.6, -19.8)),
                             ('bad, per 1,000 members', (-1.0, 3.0), (0, 3.0)),
                             ('bad, per 1,000 members', (990.0, 1004.0), (990.0, 1000)), ('refused, %', (98.0, 101.0), (98.0, 100)),
                             ('income, % of others like them', (94.0, 105.0), (94.0, 105.0)),
                             ('errors more, %', (-1.0, 3.0), (-1.0, 3.0))]:
        if can_be(words, *ends) != cut:
            yield f'tests/manual/figures.py: "{words}" {ends} is cut to {can_be(words, *ends)}, not to {cut}'


def check_systems(root):
    text = (root / 'app/systems.def').read_text()
    for number, line in enumerate(text.split('\n'), 1):
        names = []
        for part in re.split(r'[;(]', line):
            names = re.findall(r'scenarios/([\w-]+/[\w-]+)', part) or names  # what follows a semicolon is of the scenario before it
            if names and (root / 'scenarios' / names[-1] / 'expected.md').is_file():
                folder = root / 'scenarios' / names[-1]
                page = (folder / 'README.md').read_text() if folder.name in WIDER else ''
                for found in unheld(folder, part, ROW.findall((folder / 'expected.md').read_text())):
                    if f'| {found.group(0)} |' in page:
                        continue
                    yield number, f'"{found.group(0)}" is in no row of expected.md of {names[-1]}'


def main():
    root = pathlib.Path(sys.argv[1])
    folders = sorted(p.parent for p in root.glob('scenarios/*/*/expected.md'))
    found = [f'{f.relative_to(root)}/README.md:{line}: {what}' for f in folders for line, what in check_page(f)]
    found += [f'app/systems.def:{line}: {what}' for line, what in check_systems(root)]
    found += [*check_bounds(root), *planted()]
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found or len(folders) < 40 else 0


if __name__ == '__main__':
    sys.exit(main())
