#!/usr/bin/env python3
"""scenarios/README.md from the scenarios themselves: what each asks, its arms, its size, its first statistic; and in README.md their list
by topic.

    scenarios_index.py ROOT            writes both
    scenarios_index.py ROOT --check    says whether both are what the scenarios say now; a test runs this
    scenarios_index.py ROOT --measure SOCRED [GROUP/NAME...]
                                       measures what a replicate of each takes, into scenarios/costs.csv, and writes the page

Nothing is written by hand but the names of the topics, and of a scenario that no row of app/systems.def names what it is about instead: the
question is the title of a page and its first sentence that ends in a question mark, the systems are the rows of app/systems.def that name
the scenario, arms are the other files of the folder, the size is what the file states or inherits, the statistic is the first row of
expected.md that the page tells (one that tells none of them has another run than its tests, and is refused), the run time comes from
scenarios/costs.csv. A scenario that is new is measured by its name; the others keep their rows.
"""
import csv
import decimal
import difflib
import json
import math
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

import assumption_intervals

TOPICS = {
    'start': 'Where to begin',
    'errors': 'Where errors come from, and how right a score can be',
    'surveillance': 'Who is watched, and what that alone does',
    'liability': 'Who pays for somebody else',
    'due-process': 'What people know of the rules and agree to',
    'incentives': 'Rewards, penalties and thresholds',
    'officials': 'Officials and raters',
    'credit': 'Credit bureaus, platforms and lending',
    'firms': 'Firms and those who lead them',
    'abroad': 'The same rule elsewhere',
    'combined': 'Parts together, cities, policies and phases',
}
# What a scenario is about that stands for no system of app/systems.def. One that has such a row and is named here too is refused.
NO_SYSTEM = {
    'errors/court-score': 'none: COMPAS, a risk score of courts in the United States',
    'errors/welfare-score': 'none: scores of welfare offices elsewhere, as published',
    'credit/lending': 'none: a published model of lending',
    'credit/platform-index': 'none: an index of the kind of B2, not that one',
    'combined/every-module': 'none of its own: all modules together',
    'combined/income': 'none: incomes under M1',
}
HEAD = '''# Scenarios

Each folder asks one question; its page says what was run, what came out with intervals, what that depends on and what it is
not. This page is made by `tools/scenarios_index.py`. *Person-months* are people times months times replicates of one arm, in
millions; *run time* is processor time on one thread: what one replicate took, measured ([costs.csv](costs.csv)), times their number; other machines differ by
a factor of two and more ([speed](../docs/guide/speed.md)). Systems are rows of `socred systems`. The
statistic is the first of the page that a test holds (± its 95% interval over the replicates, Student's t); `expected.md` in the folder has its query and the rest.
*Over the assumptions* is the first statistic of the headline, as the scenario states its values, and how far it goes when all plausible ranges are varied at once; the page has more. A value outside of its
interval is marked as on the page: [a], by no more than random numbers can move it, which the interval leaves out; [b], by more: taken together, the values that the scenario states are among the most extreme 5% of the points.
To move what a scenario assumes and see what follows: `socred lab`, or the lab [as one file](../docs/guide/lab-file.md), opened as `socred-lab.html#/rules?scenario=start/minimal`.
'''


def value(path, pattern, seen=()):
    """The first group of the pattern in the file, or in what it is based on."""
    text = path.read_text()
    found = re.search(pattern, text, re.M)
    if found:
        return found.groups()
    base = re.search(r'^base: *(\S+)', text, re.M)
    if not base or path in seen:
        raise SystemExit(f'{path}: neither the file nor its base states {pattern}')
    return value((path.parent / base[1]).resolve(), pattern, (*seen, path))


def person_months(path):
    persons, = value(path, r'\bpersons: *\{?(?:value: *)?(\d+)')
    replicates, = value(path, r'^replicates: *(\d+)')
    y0, m0, y1, m1 = map(int, value(path, r'^span: *\{from: *(\d+)-(\d+), *to: *(\d+)-(\d+)\}'))
    return int(persons) * int(replicates) * ((y1 - y0) * 12 + m1 - m0 + 1) / 1e6


def question(folder):
    text = ' '.join((folder / 'README.md').read_text().split())
    asked = re.search(r'\*\*Question\.\*\* (.*?) \*\*Set-up', text)
    first = asked and re.search(r'(?:^|[.!?] )([^.?!]*(?:[.](?! )[^.?!]*)*\?)', asked[1])
    if not first:
        raise SystemExit(f'{folder}/README.md: no question between **Question.** and **Set-up.**')
    title, asks = (folder / 'README.md').read_text().splitlines()[0].lstrip('# '), first[1].strip()
    if asks.casefold().startswith(title.rstrip('?').casefold()):
        return asks
    return f'{title}{"" if title.endswith("?") else "."} {asks}'


def replicates_of(path):
    return int(value(path, r'^replicates: *(\d+)')[0])


# Student's t: two-sided 95% of the mean of so many replicates.
T95 = {3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 8: 2.365}
NUMBERS = {'three': 3, 'four': 4, 'five': 5, 'six': 6, 'eight': 8}


def replicates(folder):
    """Of the run that expected.md holds: as its commands have it, else the page under Figures, else the scenario, or the first variant of a
    comparison."""
    asked = re.search(r'^ {4}socred run .* --replicates (\d+)', (folder / 'expected.md').read_text(), re.M)
    if asked:
        return int(asked[1])
    said = re.search(r'\*\*Figures\*\* \([^|]*?\b(' + '|'.join(NUMBERS) + r')\s+replicates', (folder / 'README.md').read_text())
    if said:
        return NUMBERS[said[1]]
    main = folder / 'scenario.yaml'
    if not main.exists():
        main = (folder / re.search(r'^  \w+: (\S+\.yaml)$', (folder / 'policies.yaml').read_text(), re.M)[1]).resolve()
    return replicates_of(main)


def interval(folder, tolerance):
    """Half the 95% interval of a value of expected.md, whose tolerance is four standard errors."""
    return float(tolerance) * T95[replicates(folder)] / 4


def run_time(seconds):
    return f'{seconds:.0f} s' if seconds >= 0.95 else 'under 1 s'


def costs(root):
    """Seconds of processor time of one replicate, by scenario."""
    with (root / 'scenarios/costs.csv').open() as rows:
        return {row['scenario']: float(row['seconds']) for row in csv.DictReader(rows)}


def main_of(folder):
    """The file that a run of the folder takes: its scenario, or of several that are compared the largest."""
    if (folder / 'scenario.yaml').exists():
        return folder / 'scenario.yaml'
    return max(variants(folder).values(), key=person_months)


def measure(root, socred, names):
    """One replicate of each, on one thread, the report included; processor time, which other work on the machine moves least."""
    kept = costs(root) if (root / 'scenarios/costs.csv').exists() else {}
    there = {f'{p.parent.parent.name}/{p.parent.name}': p.parent for p in (root / 'scenarios').glob('*/*/README.md')}
    for name in sorted(names or there):
        with tempfile.TemporaryDirectory() as out:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([socred, 'run', main_of(there[name]), '-o', out, '--threads', '1', '--replicates', '1', '--quiet'], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        kept[name] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f'{name}: {kept[name]:.2f} s', flush=True)
    lines = [f'{name},{kept[name]:.2f}' for name in sorted(kept) if name in there]
    (root / 'scenarios/costs.csv').write_text('\n'.join(['scenario,seconds', *lines, '']))


def quoted(value, tolerance):
    # As many digits as the tolerance allows: two of its own.
    if float(tolerance) == 0:
        return f'{float(value):g}'
    digits = max(0, 1 - math.floor(math.log10(float(tolerance))))
    return f'{float(value):,.{digits}f} ± {float(tolerance):.{digits}f}'


QUOTED = re.compile(r'(?<![\d.,])([-−+]?\d[\d,]*(?:\.\d+)?)\s*%?\s*± (\d+(?:,\d{3})*(?:\.\d+)?)')
CUT = re.compile(r'(?<![\d.,])(\d[\d,]*(?:\.\d+)?) \((\d[\d,]*(?:\.\d+)?) to (\d[\d,]*(?:\.\d+)?)\)')


# What may be negative: a difference, by its words.
SIGNED = re.compile(r'\b(less|more|fewer|added|adds|averted|averts|changes?|gain(ed)?|lost|costs|difference)\b')


# What may be above 100: what some are or do in per cent of others, who are no whole that they are part of.
BESIDE = re.compile(r'% of (others|those without)\b')


def can_be(words, low, high):
    """An interval cut to what its figure can be: a count, a rate or a share is not below 0, a share of people, entries or the like not
    above the whole."""
    whole = 1000 if 'per 1,000' in words and ' a year' not in words else 100 if re.search(r'%$|%, |, %', words) else math.inf
    mean = (low + high) / 2
    if BESIDE.search(words):
        whole = math.inf
    if SIGNED.search(words) or mean < 0:  # what is below 0 is a difference, whatever its words
        return low, high
    return max(0.0, low), min(whole, high) if mean <= whole else high


def decimals(text):
    return len(text.split('.')[1]) if '.' in text else 0


def plain(number):
    return number.replace(',', '').replace('−', '-').lstrip('+')


def same(quoted, held):
    """The held number rounded to the digits that are quoted; one that ends in 5 there may have been rounded once before. A difference may
    be told either way."""
    unit = decimal.Decimal(1).scaleb(-decimals(quoted))
    up, down = decimal.ROUND_HALF_UP, decimal.ROUND_HALF_DOWN
    ways = {up, down} if held.endswith('5') and decimals(held) == decimals(quoted) + 1 else {up}
    return any(decimal.Decimal(sign + held.lstrip('-')).quantize(unit, rounding=way) == decimal.Decimal(quoted) for sign in ('', '-')
               for way in ways)


def is_told(folder, value, tolerance):
    """Whether the page tells the value among its figures, with that interval."""
    page = (folder / 'README.md').read_text()
    text = page[page.find('**Figures'):page.find('**What it says')].replace('\n', ' ')
    half = f'{interval(folder, tolerance):.9f}'
    if any(same(plain(q[1]), value) and same(plain(q[2]), half) for q in QUOTED.finditer(text)):
        return True
    return any(same(plain(q[1]), value) for q in CUT.finditer(text)) or (float(tolerance) == 0
        and value in re.findall(r'\d[\d,]*(?:\.\d+)?', text))


def rows_of(folder):
    """Cells of the rows of expected.md without their queries; what stands without its cause is none of them."""
    lines = (folder / 'expected.md').read_text().splitlines()
    return [[c.strip() for c in re.sub(r'`[^`]*`', '', r).strip('|').split('|')] for r in lines if re.match(r'\| .*\d', r)
            and '`-S ' not in r]


def first_told(folder):
    for cells in rows_of(folder):
        if is_told(folder, cells[-2], cells[-1]):
            return cells
    raise SystemExit(f'{folder}: no row of expected.md stands among the figures of the page: they are of another run')


def statistic(folder):
    # Where a policy is picked, the column before the value says which; queries are left to expected.md.
    head = next((r for r in (folder / 'expected.md').read_text().splitlines() if r.startswith('| objective | picked |')), '')
    cells = first_told(folder)
    if head:
        return f'objective {cells[0]} picks {cells[1]}, value {quoted(cells[-2], interval(folder, cells[-1]))}'
    return f'{": ".join(c for c in cells[:-2] if c)}: {quoted(cells[-2], interval(folder, cells[-1]))}'


# What the headline shows first of it.
FIRST = ['listed_per_1000', 'violations_averted_percent']


def over_assumptions(folder):
    """The first statistic of the headline that has an interval over assumptions (tools/assumption_intervals.py has them all)."""
    file = folder / 'scenario.assumptions.json'
    if not file.exists():
        return 'not computed'
    outcomes = assumption_intervals.read(file)['outcomes']
    for name in [*FIRST, *outcomes]:
        o = outcomes.get(name)
        if o and o['low'] is not None and o['low'] < o['high']:
            mark = assumption_intervals.MARK[assumption_intervals.outside(o)]
            return f'{assumption_intervals.LABELS[name]}: {o["shipped"]:.3g}{mark} ({o["low"]:.3g} to {o["high"]:.3g})'
    return 'not computed'


def variants(folder):
    """Of a policy comparison: each variant's name and file."""
    listed = re.findall(r'^  (\w+): (\S+\.yaml)$', (folder / 'policies.yaml').read_text().split('\nrollout:')[0], re.M)
    return {name: (folder / path).resolve() for name, path in listed}


def entry(root, folder, systems, cost):
    name = f'{folder.parent.name}/{folder.name}'
    main = next(p for n in ('scenario.yaml', 'policies.yaml') if (p := folder / n).exists())
    if main.name == 'policies.yaml':
        arms = list(variants(folder))
        sizes = [person_months(p) for p in variants(folder).values()]
    else:
        arms = sorted(p.stem for p in folder.glob('*.yaml') if p != main)
        sizes = [person_months(main)]
    used = [i for i, text in systems if re.search(rf'scenarios/{re.escape(name)}(?![\w-])', text)]
    if bool(used) == (name in NO_SYSTEM):
        raise SystemExit(f'{name}: ' + (f'app/systems.def names it ({", ".join(used)}), and NO_SYSTEM too' if used
                                        else 'no row of app/systems.def names it, and NO_SYSTEM does not say why'))
    return (f'| [{folder.name}]({name}/README.md) | {question(folder)} | {", ".join(used) or NO_SYSTEM[name]} | {", ".join(arms)} | '
            f'{max(sizes):.3g} | {run_time(cost[name] * replicates_of(main_of(folder)))} | {statistic(folder)} | '
            f'{over_assumptions(folder)} |')


def page(root):
    assumption_intervals.read_labels(root)
    cost = costs(root)
    systems = re.findall(r'^SYSTEM\("(\w+)",(.*?)(?=^SYSTEM|\Z)', (root / 'app/systems.def').read_text(), re.M | re.S)
    there = {p.name for p in (root / 'scenarios').iterdir() if p.is_dir()}
    if there != set(TOPICS):
        raise SystemExit(f'topics without a folder, or folders without a topic: {sorted(there ^ set(TOPICS))}')
    lines = [HEAD]
    for topic, title in TOPICS.items():
        lines += [f'## {title}', '',
                  '| scenario | question | systems | arms beside scenario.yaml | person-months, M | run time | statistic | over the '
                  'assumptions |',
                  '|---|---|---|---|---|---|---|---|']
        lines += [entry(root, p, systems, cost) for p in sorted((root / 'scenarios' / topic).iterdir())]
        lines.append('')
    return '\n'.join(lines)


BEGIN, END = '<!-- made by tools/scenarios_index.py -->\n', '<!-- end of what is made -->\n'


def first_page(root):
    """README.md with the list of all scenarios by topic."""
    before, _, behind = (root / 'README.md').read_text().partition(BEGIN)
    _, end, behind = behind.partition(END)
    if not end:
        raise SystemExit(f'README.md: there is no {BEGIN.strip()} with {END.strip()} below it')
    lines = [f'- **{title}**: {", ".join(f"[{p.name}](scenarios/{topic}/{p.name}/README.md)" for p in sorted((root / "scenarios" / topic).iterdir()))}\n'
             for topic, title in TOPICS.items()]
    return before + BEGIN + ''.join(lines) + END + behind


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    if '--measure' in sys.argv:
        measure(root, *sys.argv[3:4], sys.argv[4:])
    late = 0
    for name, new in (('scenarios/README.md', page(root)), ('README.md', first_page(root))):
        if '--check' not in sys.argv:
            (root / name).write_text(new)
            continue
        old = (root / name).read_text() if (root / name).exists() else ''
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, 'now'))
        if old != new:
            print(f'{name} is out of date: run tools/scenarios_index.py .')
        late |= old != new
    return int(late)


if __name__ == '__main__':
    sys.exit(main())
