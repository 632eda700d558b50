#!/usr/bin/env python3
"""Alerts of live recognition as published: the spread between deployments, and what an 80% predictive interval makes of others.

    alerts.py ROOT            compares; fails when a figure is off
    alerts.py ROOT --table    prints the table of docs/model/recognition.md as well

Wrong and right alerts of a deployment follow each a negative binomial law: Poisson, with a mean that differs between deployments by a gamma
law (the module's wrong_spread and right_spread are 1 / shape). Mean and shape are fitted by greatest likelihood to the fourteen named
deployments of South Wales. Held against them are deployments that were not fitted. Wrong alerts of London have their mean from independent
tests, so that only the spread is taken over; right ones take over both, and are outside: how many of a crowd are on the list differs from
force to force.
"""
import csv
import math
import pathlib
import sys

FACES = 13000 / 2              # of a deployment in London: two of the three of 2020 had any
CARDIFF = 10000                # faces of a deployment in South Wales after the first: what one in 1,000 makes of 11 wrong alerts
WRONG_PER_FACE = 1 / 1000      # National Physical Laboratory 2023, of the earlier version; the limit that South Wales set itself
PER_COMPARISON = 1.67e-8       # the same of the later version, at 0.6
TESTED, NONE_FOUND = 0.6, 0.64   # thresholds of the tests: where the rate was measured, and the lowest without a false match
TENFOLD = 0.024                # recognition.tenfold: the rise at which false matches fall to a tenth
GALLERY_2022 = 9756            # of the last deployment whose gallery is told
SPREAD = {'wrong': 5.8, 'right': 2.1}  # as the scenario has them


def rows_of(path):
    with open(path, newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def log_chance(n, mean, shape):
    """Of n by a negative binomial law."""
    return (math.lgamma(n + shape) - math.lgamma(shape) - math.lgamma(n + 1) + shape * math.log(shape / (shape + mean))
            + (n * math.log(mean / (shape + mean)) if n else 0.0))


def fitted(counts):
    """Shape of greatest likelihood; the mean of greatest likelihood is that of the counts."""
    mean = sum(counts) / len(counts)
    low, high = math.log(0.01), math.log(1000)
    def slope(x, step=1e-5):
        return sum(log_chance(n, mean, math.exp(x + step)) - log_chance(n, mean, math.exp(x - step)) for n in counts)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return mean, math.exp((low + high) / 2)


def interval(deployments, mean, shape):
    """The shortest central 80% of a sum over deployments: from the greatest number with less than a tenth below it to the least with less
    than a tenth above."""
    below, n, low = 0.0, 0, None
    while True:
        chance = math.exp(log_chance(n, mean * deployments, shape * deployments))
        if low is None and below + chance > 0.1:
            low = n
        below += chance
        if below >= 0.9:
            return low, n
        n += 1


class Table:
    def __init__(self):
        self.failed, self.lines = 0, []

    def hold(self, what, n, bounds, inside=True):
        is_inside = bounds[0] <= n <= bounds[1]
        self.lines.append(f'| {what} | {n:,} | {bounds[0]:,} to {bounds[1]:,} | {"inside" if is_inside else "outside"} |')
        if is_inside != inside:
            self.failed += 1
            print(f'not ok {what}: {n} and {bounds}')


def own_law(table, counts, kind):
    """Mean and shape of the named deployments; each left out and foretold from the others, and by Poisson's law alone."""
    mean, shape = fitted(counts)
    alone = [interval(1, *fitted(counts[:i] + counts[i + 1:])) for i in range(len(counts))]
    inside = sum(low <= n <= high for n, (low, high) in zip(counts, alone))
    low, high = interval(1, mean, 1e6)
    poisson = sum(low <= n <= high for n in counts)
    print(f'{kind}: mean {mean:.2f}, spread {1 / shape:.3f}; left out and foretold, {inside} of {len(counts)} are inside; without a '
          f'spread, {poisson}')
    if abs(1 / shape - SPREAD[kind]) > 0.05 or inside < 0.8 * len(counts) or poisson > len(counts) / 4:
        table.failed += 1
        print(f'not ok {kind}: the spread is to be {SPREAD[kind]}, 80% inside, and without it a quarter at most')
    return mean, shape


def south_wales(table, named, total, others):
    """Law of each kind, of all fourteen and without the final; what was not fitted is held against both."""
    wide, narrow = {}, {}
    for kind in SPREAD:
        counts = [e[kind] for e in named]
        wide[kind] = own_law(table, counts, kind)
        narrow[kind] = fitted(counts[1:])
        print(f'    without the final: mean {narrow[kind][0]:.2f}, spread {1 / narrow[kind][1]:.3f}')
        table.hold(f'{kind}, all 15', total[kind], interval(15, *wide[kind]))
        table.hold(f'{kind}, the final', counts[0], interval(1, *wide[kind]), inside=False)
        table.hold(f'{kind}, the final, foretold from the other 13', counts[0], interval(1, *narrow[kind]), inside=False)
        apart = {'the one of 15 without a name': total[kind] - sum(counts)}
        apart |= {r['what']: int(r[f'{kind}_alerts']) for r in others if r['force'] == 'South Wales'}
        for what, n in apart.items():
            table.hold(f'{kind}, {what}', n, interval(1, *wide[kind]))
            # nobody recognised at the one without a name is less than the narrow law has in nine of ten
            table.hold(f'{kind}, {what}, foretold from the 13', n, interval(1, *narrow[kind]), inside=(kind, n) != ('right', 0))
    return {'all fourteen': wide, 'the 13': narrow}


def rate_of(r):
    """Wrong alerts of a face in London: of the earlier version as tested, or of the later one in proportion to the gallery."""
    return 1 - (1 - PER_COMPARISON) ** int(r['gallery']) if r['gallery'] else WRONG_PER_FACE


def london(table, laws, others):
    """One law at a time. Wrong alerts have their mean from independent tests, of the law only the spread; right ones have both from it, by
    the faces."""
    for name, law in laws.items():
        for r in (r for r in others if r['force'] == 'London' and int(r['deployments']) <= 6):
            deployments, wrong, right = int(r['deployments']), int(r['wrong_alerts']), int(r['right_alerts'])
            what = f"London, {r['what'].split(',')[0]}, by {name}"
            faces = float(r['faces']) / deployments if r['faces'] else FACES
            of_wrong = (faces * rate_of(r), law['wrong'][1])
            of_right = (faces / CARDIFF * law['right'][0], law['right'][1])
            table.hold(f'wrong, {what}', wrong, interval(deployments, *of_wrong))
            # in 2018 to 2020 fewer of those who passed were on the list, or were found, than in South Wales
            table.hold(f'right, {what}', right, interval(deployments, *of_right), inside=bool(r['gallery']))
            if r['what'].startswith('six trials'):
                table.hold(f'all, {what}', wrong + right, interval_of_both(deployments, of_wrong, of_right), inside=name != 'all fourteen')
        many(table, name, law, next(r for r in others if int(r['deployments']) > 6))


def many(table, name, law, r):
    """The many deployments since 2024, of which neither threshold nor gallery is told: as at the threshold of the tests, and at the higher
    one at which these found no false match, with a gallery as in 2022."""
    deployments, faces = int(r['deployments']), float(r['faces']) / int(r['deployments'])
    for threshold, inside in ((TESTED, False), (NONE_FOUND, True)):
        q = PER_COMPARISON * 10 ** -((threshold - TESTED) / TENFOLD)
        table.hold(f'wrong, London, 203 deployments, were the threshold {threshold}, by {name}', int(r['wrong_alerts']),
                   interval(deployments, faces * (1 - (1 - q) ** GALLERY_2022), law['wrong'][1]), inside)
    table.hold(f'right, London, 203 deployments, by {name}', int(r['right_alerts']),
               interval(deployments, faces / CARDIFF * law['right'][0], law['right'][1]),
               inside=False)


def main():
    data = pathlib.Path(sys.argv[1]) / 'data/facts'
    rows = rows_of(data / 'south_wales_police_lfr_2017_2018.csv')
    events = [{'right': int(r['true_positive_alerts']), 'wrong': int(r['false_positive_alerts'])} for r in rows]
    others = rows_of(data / 'live_recognition.csv')
    table = Table()
    laws = south_wales(table, events[:-1], events[-1], others)
    london(table, laws, others)
    if '--table' in sys.argv:
        print('\n'.join(table.lines))
    print('not ok' if table.failed else 'ok', f'{len(table.lines)} figures')
    return table.failed > 0


def interval_of_both(deployments, one, other, most=1500):
    """Of the sum of two independent laws."""
    a, b = ([math.exp(log_chance(n, m * deployments, k * deployments)) for n in range(most)] for m, k in (one, other))
    below, low = 0.0, None
    for n in range(most):
        chance = sum(a[i] * b[n - i] for i in range(n + 1))
        if low is None and below + chance > 0.1:
            low = n
        below += chance
        if below >= 0.9:
            return low, n
    raise ValueError(most)


if __name__ == '__main__':
    sys.exit(main())
