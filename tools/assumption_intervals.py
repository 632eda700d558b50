#!/usr/bin/env python3
"""The block of a scenario's page that tells its ensemble over assumptions, made from the file beside the scenario.

    assumption_intervals.py ROOT            writes the blocks
    assumption_intervals.py ROOT --check    says whether the pages have what the files say now; a test runs this

A page without a file has no block. The block stands before **What it says.**
"""
import json
import math
import pathlib
import re
import sys

import scenario_pages

BEGIN = '<!-- made by tools/assumption_intervals.py -->\n'
END = '<!-- end of what is made -->\n'
BLOCK = re.compile(re.escape(BEGIN) + '.*?' + re.escape(END) + r'\n', re.S)
# Of the common figures those that pages argue with; of modules all.
TOLD = ['listed_per_1000', 'sanctioned_effective_per_1000', 'true_per_1000_listed', 'no_violation_per_1000_listed',
        'unaware_per_1000_listed',
        'missed_per_1000_offences', 'innocent_per_1000_effective', 'refused_per_1000_yearly', 'appeals_per_1000_yearly',
        'upheld_per_1000_wronged',
        'violations_averted_percent', 'lawful_acts_lost_percent', 'good_deeds_gained_percent']
COMMON = {*TOLD, 'listed_represented', 'sanctioned_per_1000', 'other_violation_per_1000_listed', 'listed_per_1000_offenders',
          'innocent_per_1000_sanctioned',
          'refused_represented', 'innocent_per_1000_refused', 'appeals_represented'}
MATTER = 10
LABELS = {}
# What a label says only under its heading: before it, and behind it.
UNDER = {'Per 1,000 people listed': ('per 1,000 people listed: ', ''), 'Compared with the same people': ('', ', %')}


def read_labels(root):
    """The label of each statistic by its name, from the page that is made of the program's own."""
    page = (root / 'docs/guide/report.md').read_text()
    made = page[page.index('<!-- generated: modules -->'):page.index('<!-- end of generated -->')]
    for row in re.findall(r'^\|.*\|$', made, re.M):
        heading = row.split('|')[1].strip()
        for label, name in re.findall(r'([^|;]+?) \(`(\w+)`\)(?=;| \|$)', row):
            before, behind = next((words for start, words in UNDER.items() if heading.startswith(start)), ('', ''))
            LABELS[name] = before + label.strip() + behind




def number(value, half, more=0):
    """To the place at which half the interval has two digits, or to more; a value far below that to two digits of its own."""
    size = abs(value) if 0 < abs(value) < half / 20 else half
    digits = max(0, 1 + more - math.floor(math.log10(size))) if size > 0 else 2
    return f'{value:,.{min(digits, 6)}f}'


def told(outcomes):
    # What forms of assessments ask beyond the headline is told there.
    names = [n for n in TOLD if n in outcomes] + [n for n in outcomes if n not in COMMON and not n.startswith('assess_')]
    return [(n, outcomes[n]) for n in names if outcomes[n]['points'] > 0 or outcomes[n]['shipped'] is not None]


def reach(o):
    """How far random numbers can move the value as stated: half its own 95% interval, of the runs of it. Where these all agree, or the file
    has one alone, two standard deviations that they give the mean of a point."""
    return T * o['shipped_error'] if o.get('shipped_error') else 2 * o['simulation_error']


def differ(o):
    """Whether points differ by more than random numbers make: the F test of soc_assumptions_differ (src/analysis/assumptions.h), with the
    same approximation."""
    if not o['simulation_error']:
        return True
    ratio = 1 + (o['spread'] / o['simulation_error']) ** 2
    of_between, of_within = 2 / (9 * (o['points'] - 1)), 2 / (9 * o['points'] * (o['replicates'] - 1))
    return (1 - of_within) * ratio ** (1 / 3) - (1 - of_between) > 1.6449 * math.sqrt(of_within * ratio ** (2 / 3) + of_between)


def outside(o):
    """Why there is no interval, or none with a width; or, of a figure as stated that its own interval does not hold, whether random numbers
    explain it, or by more."""
    if o['low'] is None:
        return 'few' if is_few(o) else 'alone'
    if o['low'] == o['high'] == o['shipped']:
        return 'same'
    if o['shipped'] is None or o['low'] <= o['shipped'] <= o['high']:
        return ''
    beyond = max(o['low'] - o['shipped'], o['shipped'] - o['high'])
    return 'chance' if beyond <= reach(o) else 'extreme'


def row(name, o):
    kind = outside(o)
    if kind in WIDTHLESS:
        shipped = 'none' if o['shipped'] is None else f'{o["shipped"]:,.4g}'
        return f'| {LABELS[name]} | {shipped} | {WIDTHLESS[kind].format(**o)}{MARK[kind]} |'
    half = (o['high'] - o['low']) / 2
    ends, more = [o['low'], o['high']], 0
    # what lies outside is not told as an end
    while kind and more < 3 and number(o['shipped'], half, more) in [number(end, half, more) for end in ends]:
        more += 1
    shipped = '' if o['shipped'] is None else number(o['shipped'], half, more) + MARK[kind]
    return f'| {LABELS[name]} | {shipped} | {number(o["low"], half, more)} to {number(o["high"], half, more)} |'


# Behind a value outside of its own interval, and the note under the table.
MARK = {'': '', 'chance': ' [a]', 'extreme': ' [b]', 'same': ' [c]', 'alone': ' [d]', 'few': ' [e]'}
# What stands in place of an interval.
WIDTHLESS = {'same': 'the same at {points} points', 'alone': 'within random numbers', 'few': 'a value at {points} of {of} points'}
T = 2.365    # 97.5% of Student's t with 7 degrees of freedom: the values as stated are run eight times (src/store/assumptions.h)
LEAST = 40  # points: with fewer, or fewer than nine in ten, there is no interval (src/analysis/assumptions.h)
WHY = {'chance': '[a] The value as stated lies outside the interval by no more than random numbers explain: its own 95% interval, of '
                 '{stated}, reaches the '
                 'interval over the assumptions.',
       'extreme': '[b] The value as stated lies outside the interval by more than random numbers explain: taken together, the values that '
                  'the scenario states are '
                  'among the most extreme 5% of the points.',
       'same': '[c] The same at every point is no certainty: by the rule of three, runs of this size have another value at no more than '
               '{elsewhere:.1f} of 100 points (95%), '
               'and what is rarer than they can show stays open.',
       'alone': '[d] The points differ by no more than random numbers make them differ (F test at 5%); runs with more people would tell.',
       'few': f'[e] Fewer than {LEAST} points, or than nine in ten, have a value in each replicate, so rare are the cases: there is no '
              f'interval, and what it would be with more people stays open.'}


def notes(e, outcomes):
    """A sentence on values that lie outside of their own interval."""
    kinds = [k for k in WHY if any(outside(o) == k for n, o in told(outcomes))]
    elsewhere = max((300 / o['points'] for n, o in told(outcomes) if outside(o) == 'same'), default=0)
    stated = f'{e["stated"]} runs' if 'stated' in e else 'one run'
    return ['', ' '.join(WHY[k].format(elsewhere=elsewhere, stated=stated) for k in kinds)] if kinds else []


def matter(outcomes, factors):
    """The ten values whose strongest correlation with a figure that is told is the largest."""
    best = {}
    for name, o in told(outcomes):
        for key, (rho, *_) in o['matter'].items():
            if abs(rho) > abs(best.get(key, (0, ''))[0]):
                best[key] = (rho, name)
    ranked = sorted(best.items(), key=lambda item: (-abs(item[1][0]), item[0]))[:MATTER]
    return [f'| `{key}` | {factors[key][0]:g} to {factors[key][1]:g} | {LABELS[name]} | {rho:+.2f} |'.replace('| -', '| −')
            for key, (rho, name) in ranked]


def read(file):
    """An ensemble; of what too few of its points have a value of there is no interval, whatever the file says
    (soc_assumptions_are_enough)."""
    e = json.loads(file.read_text())
    for o in e['outcomes'].values():
        o['of'] = e['points'] - e['refused']
        o['replicates'] = e['replicates']
        if is_few(o):
            o.update(low=None, median=None, high=None, matter={})
        elif o['low'] is not None and not differ(o):
            o.update(low=None, median=None, high=None)
    return e


def is_few(o):
    return o['points'] < LEAST or 10 * o['points'] < 9 * o['of']


def command(folder, arm, e):
    points = '' if e['points'] == 256 else f' --points {e["points"]}'   # 256 is what the command takes by itself
    return f'    socred assumptions scenarios/{folder.parent.name}/{folder.name}/{arm}.yaml --persons {e["persons"]}{points}'


def left_out(e):
    """Points that are not as they were drawn, if there are any."""
    said = ''
    if e['drawn_in']:
        said += (f' At {e["drawn_in"]} of the {e["points"]} points the rates were together higher than a person can act on in a month, and '
                 f'were moved towards the stated ones, all by the same part: there they are not independent of one another.')
    if e['refused']:
        said += f' {e["refused"]} points could not be run even so and are left out.'
    return said


def independently(e):
    return 'drawn independently of the others' if e['drawn_in'] else 'independently of the others'


def of_arm(folder, file):
    """The statistics of modules of another arm: what such an arm is there for."""
    arm, e = file.name.split('.')[0], read(file)
    own = {n: o for n, o in e['outcomes'].items() if n not in COMMON and not n.startswith('assess_')} or e['outcomes']
    where = f', where the rates were so moved at {e["drawn_in"]} of the {e["points"]} points' if e['drawn_in'] else ''
    return ['', f'In the arm [{arm}]({arm}.yaml){where}:', '', command(folder, arm, e), '',
            '| statistic | as stated | over the assumptions |', '|---|---|---|',
            *(row(n, o) for n, o in told(own)), *notes(e, own)]


def block(folder, file):
    e = read(file)
    outcomes, factors = e['outcomes'], e['factors']
    lines = [BEGIN + f'**Over the assumptions.** The scenario was run at {e["points"]} points, with {e["persons"]:,} people and '
                     f'{e["replicates"]} replicates each. At every point '
             f'each of the {len(factors)} values that have a plausible range takes another value within its range, '
             f'{independently(e)}. The table shows where the '
             'middle 95% of the points lie, after the variation caused by random numbers alone is removed. It is not an interval for any '
             'real country '
             '([what it is and is not](../../../docs/guide/experiments.md#the-interval-over-assumptions)).' + left_out(e), '',
             command(folder, 'scenario', e), '',
             '| statistic | as stated | over the assumptions |', '|---|---|---|']
    lines += [row(name, o) for name, o in told(outcomes)] + notes(e, outcomes)
    for arm in sorted(folder.glob('*.assumptions.json')):
        if arm != file:
            lines += of_arm(folder, arm)
    rows = matter(outcomes, factors)
    if 'defaults' not in e and 'posterior' not in e:
        lines += ['', 'It was made before keys had plausible ranges of their own, and varies only values with which a range is stated: '
                      'not, for instance, how conduct answers to a loss.']
    if rows:
        lines += ['', 'The assumptions that matter most, by rank correlation with the statistic that each moves most:', '',
                  '| value | range | statistic | correlation |', '|---|---|---|---|', *rows]
    return '\n'.join(lines) + '\n' + END + '\n'


# Scenarios without an ensemble, and why. One that is neither here nor has a file is a fault, and so is one that is here and has.
WITHOUT = {}


def missing(root):
    """What is wrong with which scenarios have an ensemble."""
    there = {f'{p.parent.parent.name}/{p.parent.name}': p.parent / 'scenario.assumptions.json'
             for p in (root / 'scenarios').glob('*/*/scenario.yaml')}
    return [f'scenarios/{name}: has no scenario.assumptions.json and no reason in WITHOUT' for name, file in sorted(there.items())
            if not file.exists() and name not in WITHOUT] + [
        f'scenarios/{name}: is in WITHOUT, and {"has a scenario.assumptions.json" if name in there else "is no scenario"}'
        for name in sorted(WITHOUT) if name not in there or there[name].exists()]


def page(folder):
    text = BLOCK.sub('', (folder / 'README.md').read_text())
    file = folder / 'scenario.assumptions.json'
    if not file.exists():
        return text
    return scenario_pages.put_before('**What it says', block(folder, file), text, folder)


def check_marks():
    """By the error of the value as stated, whatever that of a point is, and by that where the value has none. An interval takes a
    difference: 1.3396 is the 95% quantile of F with 127 and 128 degrees of freedom (scipy.stats.f.ppf)."""
    o = {'points': 128, 'of': 128, 'replicates': 2, 'shipped': 4.06, 'low': 6.0, 'median': 307.0, 'high': 596.0, 'spread': 174.0,
         'simulation_error': 0.98}
    for more, said in [({'shipped_error': 0.9}, 'chance'), ({'shipped_error': 0.8}, 'extreme'), ({'shipped_error': 0.0}, 'chance'),
                       ({'shipped_error': None}, 'chance'), ({}, 'chance'),
                       ({'shipped': 600.0, 'shipped_error': 1.8}, 'chance'), ({'shipped': 600.0, 'shipped_error': 1.6}, 'extreme'),
                       ({'shipped': 6.0, 'shipped_error': 0.1}, '')]:
        if outside(o | more) != said:
            raise SystemExit(f'{more}: {outside(o | more)} instead of {said}')
    for ratio, said in [(1.333, False), (1.346, True)]:
        if differ(o | {'spread': math.sqrt(ratio - 1) * o['simulation_error']}) != said:
            raise SystemExit(f'F {ratio}: told otherwise than {said}')


def main():
    check_marks()
    root = pathlib.Path(sys.argv[1]).resolve()
    read_labels(root)
    wrong = missing(root) if '--check' in sys.argv else []
    if wrong:
        print(*wrong, sep='\n')
        return 1
    return scenario_pages.command(root, page, 'has not what the file beside it says: run tools/assumption_intervals.py .')


if __name__ == '__main__':
    sys.exit(main())
