#!/usr/bin/env python3
"""What the fit of the courts' list to the figures up to 2018 says of the years after, and what was published of them.

    court_list.py points POSTERIOR OUT          draws of the posterior and of the years after it, a line for each point of
                                                experiments/court-list-after.yaml
    court_list.py keep EXPERIMENT.DB OUT        what the runs of these points gave: a line for each point, means over the replicates
    court_list.py table DRAWS FACTS... [--years]  the table beside the published rows kept aside; --years: the ends of the years

A year differs from the one before as those up to 2018 differed: the logarithms of the share of cases entered and of attempts change twice
each in the posterior, six changes in all, whose root mean square is the spread of one. Chances to repair change by the same law. In 2023
and 2024 repair is up to twice as likely, since a right to it came into force (May 2023). What the law leaves open and no figure up to 2018
can tell (shares of grounds, how many terms are prolonged) is drawn from its plausible range.

What a published figure may differ by from the model, had it the right values, is as in the fit: 3% of counts since the start, 10% of what
was told differently by different sources, and of flows of single months or years and of stocks, which were not fitted.
"""
import csv
import math
import random
import sys

DRAWS, YEARS = 100, range(2019, 2025)
ENTRY, REPAIR = 'lists.defaulters.entry_probability', 'lists.defaulters.repair_per_month'
DEMAND = 'measures.%s.demand_per_year'
SHARES = (('grounds.refuses.share', 0.2, 0.8), ('grounds.no_report.share', 0.1, 0.6), ('grounds.no_report.prolonged', 0.0, 0.3),
          ('grounds.heads.share', 0.2, 0.8))
# Beyond the last two more attempts would be met than can be drawn.
MOST = {ENTRY: 1.0, REPAIR: 0.3, DEMAND % 'air': 6.5, DEMAND % 'fast_train': 12.0}
LEAST = {ENTRY: 0.005, REPAIR: 0.0005, DEMAND % 'air': 0.01, DEMAND % 'fast_train': 0.01}
# Outcome of experiments/court-list-after.yaml, what it is called, whether it is a stock, a flow of a month or year, or a count since the
# start.
KEPT = {('on_list', 'stock'): 'on_list', ('listed', 'cumulative'): 'listed', ('flights_blocked', 'cumulative'): 'flights',
        ('hsr_tickets_blocked', 'cumulative'): 'trains',
        ('entered', 'flow'): 'entered_in', ('flights_blocked', 'flow'): 'flights_in', ('hsr_tickets_blocked', 'flow'): 'trains_in',
        ('repaid_after_listing', 'flow'): 'repaid_in'}
WORDS = {'on_list': 'people on the list', 'listed': 'people ever listed', 'flights': 'flights refused', 'trains': 'fast trains refused',
         'entered_in': 'people entered',
         'flights_in': 'flights refused', 'trains_in': 'fast trains refused', 'repaid_in': 'left by repair',
         'heads': 'heads of firms on the list', 'repaid': 'left by repair'}
ERROR = {'listed': 0.03, 'flights': 0.03, 'trains': 0.03}
TOLERANCE = 0.01


def read(path):
    with open(path, newline='') as file:
        return list(csv.DictReader(file))


def changes(row):
    """The six changes of the logarithm between the periods of the fit."""
    def of(name, key):
        return math.log(float(row[f'timeline.{name}.set.{key}']))
    out = []
    for key, names in ((ENTRY, ('court_growth', 'court_2017', 'court_2018')),
                       (DEMAND % 'air', ('travel_to_2016', 'travel_2017', 'travel_2018')),
                       (DEMAND % 'fast_train', ('travel_to_2016', 'travel_2017', 'travel_2018'))):
        out += [of(names[1], key) - of(names[0], key), of(names[2], key) - of(names[1], key)]
    return out


def picked(rows, n):
    """n of them, evenly spaced among the weights."""
    total, at, out, k = sum(float(r['weight']) for r in rows), 0.0, [], 0
    for r in rows:
        at += float(r['weight']) / total
        while k < n and (k + 0.5) / n <= at + 1e-12:
            out.append(r)
            k += 1
    return out + [rows[-1]] * (n - len(out))


def points(posterior, out):
    rng = random.Random(1)
    rows = read(posterior)
    fitted = [name for name in rows[0] if name not in ('weight', 'distance')]
    last = {ENTRY: f'timeline.court_2018.set.{ENTRY}', REPAIR: f'timeline.repair_2017.set.{REPAIR}'}
    last |= {DEMAND % m: f'timeline.travel_2018.set.{DEMAND % m}' for m in ('air', 'fast_train')}
    columns = fitted + [name for name, _, _ in SHARES] + [f'timeline.year_{y}.set.{key}' for y in YEARS for key in MOST]
    with open(out, 'w', newline='') as file:
        to = csv.writer(file, lineterminator='\n')
        to.writerow(columns)
        for row in picked(rows, DRAWS):
            values = {name: float(row[name]) for name in fitted}
            values |= {name: rng.uniform(low, high) for name, low, high in SHARES}
            squares = [c * c for c in changes(row)]
            spread = math.sqrt(sum(squares) / len(squares))
            right = math.exp(rng.uniform(0, math.log(2)))
            level = {key: math.log(values[last[key]]) for key in MOST}
            for y in YEARS:
                for key in MOST:
                    level[key] += rng.gauss(0, spread)
                    more = right if key == REPAIR and y >= 2023 else 1.0
                    values[f'timeline.year_{y}.set.{key}'] = max(LEAST[key], min(MOST[key], math.exp(level[key]) * more))
            to.writerow([f'{values[c]:.6g}' for c in columns])


def keep(database, out):
    import sqlite3
    base = sqlite3.connect(database)
    names = [r[0] for r in base.execute('select name from outcomes order by rowid')]
    means = {}
    for point, outcome, mean in base.execute('select point, outcome, mean from means'):
        means.setdefault(point, {})[outcome] = mean
    with open(out, 'w', newline='') as file:
        to = csv.writer(file, lineterminator='\n')
        to.writerow(['point'] + names)
        for point in sorted(means):
            if all(means[point].get(n) is not None for n in names):
                to.writerow([point] + [f'{means[point][n]:.6g}' for n in names])


def quantile(values, share):
    values = sorted(values)
    at = share * (len(values) - 1)
    low = int(at)
    return values[low] + (at - low) * (values[min(low + 1, len(values) - 1)] - values[low])


# A month is some dozen of synthetic people, which is chance: its flow is the mean of the nine months from April 2019 on.
OF_NINE_MONTHS = {'entered_in_201907': ('listed_end_2019', 'listed_201903'), 'flights_in_201907': ('flights_end_2019', 'flights_20190331'),
                  'trains_in_201907': ('trains_end_2019', 'trains_20190331')}


def value_of(draw, outcome):
    if outcome in OF_NINE_MONTHS:
        end, begin = OF_NINE_MONTHS[outcome]
        return (float(draw[end]) - float(draw[begin])) / 9
    return float(draw[outcome])


def interval(draws, outcome, series):
    """Median and 80% of the draws, each with what a published figure may differ by from the model."""
    rng = random.Random(outcome)
    error = math.hypot(ERROR.get(series, 0.1), TOLERANCE)
    values = [value_of(d, outcome) * math.exp(rng.gauss(0, error)) for d in draws for _ in range(20)]
    return [quantile(values, share) for share in (0.5, 0.1, 0.9)]


def outcome_of(row):
    series = KEPT.get((row['measure'], row['kind'].split(' ')[0]))
    if series is None or row['used_for'] != 'check':
        return None, None
    date = row['date'].replace('-', '')
    names = {'on_list': f'on_list_{date[:6]}', 'listed': f'listed_{date[:6]}'}
    if series == 'entered_in' or series == 'repaid_in' or series.endswith('_in'):
        whole_year = row['since'][5:] == '01' and date[4:6] == '12'
        return series, f'{series}_{date[:4] if whole_year else date[:6]}'
    if series in ('flights', 'trains') and date == '20190331':
        return series, f'{series}_{date}'
    return series, names.get(series, f'{series}_{date[:6]}')


def millions(x):
    return f'{x / 1e6:.2f}' if x < 9.995e6 else f'{x / 1e6:.1f}'


def table(draws, facts):
    rows = sorted((r for path in facts for r in read(path)), key=lambda r: (r['date'], r['measure']))
    out = ['| date | figure | kind | published, M | predicted, M | 80% | inside |', '|---|---|---|---|---|---|---|']
    inside = n = 0
    for row in rows:
        series, outcome = outcome_of(row)
        if series is None:
            continue
        middle, low, high = interval(draws, outcome, series)
        value = float(row['value'])
        good = low <= value <= high
        inside, n = inside + good, n + 1
        when = (row['date'] if not row.get('since') else row['since'][:4] if row['since'][5:] == '01' and row['date'][5:7] == '12'
                else row['since'])
        out.append(f'| {when} | {WORDS[series]} | {row["kind"].split(" ")[0]} | {millions(value)} | {millions(middle)} | {millions(low)} '
                   f'to {millions(high)} | {"yes" if good else "no"} |')
    return out, inside, n


def years(draws):
    series = ('listed', 'on_list', 'heads', 'flights', 'trains', 'repaid')
    out = ['| end of | ' + ' | '.join(WORDS[s] for s in series) + ' |', '|---|' + '---|' * len(series)]
    for y in YEARS:
        cells = []
        for s in series:
            middle, low, high = interval(draws, f'{s}_end_{y}', s)
            cells.append(f'{millions(middle)} ({millions(low)} to {millions(high)})')
        out.append(f'| {y} | ' + ' | '.join(cells) + ' |')
    return out


def main(arguments):
    what, rest = arguments[0], arguments[1:]
    if what == 'points':
        points(*rest)
    elif what == 'keep':
        keep(*rest)
    elif what == 'table':
        draws = read(rest[0])
        if rest[-1] == '--years':
            print('\n'.join(years(draws)))
        else:
            lines, inside, n = table(draws, rest[1:])
            print('\n'.join(lines))
            print(f'\n{inside} of {n} inside.')
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    main(sys.argv[1:]) if len(sys.argv) > 3 else sys.exit(__doc__)
