#!/usr/bin/env python3
"""Tables of data/instruments: made from the published aggregates, and held to the figures published of them.

    instruments.py ROOT            compares; fails when a file or a figure is off
    instruments.py ROOT --write    writes the files

A table has for each group and score how many turn out well and badly: group,score,good,bad; scores in hundredths.
"""
import csv
import math
import pathlib
import sys

# Share of all scored people in each band of 50 points from 300 up, by which TransRisk percentiles become scores of 300 to 850:
# Liu et al. 2018 (code of the paper, fico.py).
BANDS = [2.1, 4.2, 5.4, 6.5, 7.9, 9.6, 12.0, 13.8, 17.0, 15.8, 5.7]
# Liu et al. 2018 with u-/u+ = -4: threshold, selection rate, true positive rate and mean change of score by group (the two policies
# that are a threshold of the table; demographic parity lies between two scores).
DELAYED_IMPACT = {
    ('max profit', 'Black'): (645.00, .167700, .449623, 8.3971),
    ('max profit', 'White'): (613.75, .663400, .833544, 38.6656),
}
COMPAS = {'African-American': (44.85, 27.99, 62.97), 'Caucasian': (23.45, 47.72, 59.13)}


def rows_of(path):
    with open(path, newline='') as f:
        return list(csv.DictReader(f))


def score_of(percentile):
    below = 0.0
    for i, share in enumerate(BANDS):
        if below + share >= percentile - 1e-9:
            return 300 + 50 * i + 50 * (percentile - below) / share
        below += share
    raise ValueError(percentile)


def compas(root):
    counts = {}
    for row in rows_of(root / 'data/compas/compas_counts_full7214.csv'):
        key = row['race'], int(row['decile'])
        counts.setdefault(key, [0, 0])[int(row['two_year_recid'])] += int(row['n'])
    for group in ('Caucasian', 'African-American'):
        for decile in range(1, 11):
            good, bad = counts.get((group, decile), [0, 0])
            yield group, 100 * decile, good, bad


def transrisk(root):
    cdf = rows_of(root / 'data/fico/transrisk_cdf_by_race_ssa.csv')
    late = rows_of(root / 'data/fico/transrisk_performance_by_race_ssa.csv')
    for group, column in (('White', 'Non- Hispanic white'), ('Black', 'Black')):
        before = 0.0
        for at, of in zip(cdf, late):
            share = float(at[column]) - before
            before = float(at[column])
            bad = share * float(of[column]) / 100
            yield group, round(100 * score_of(float(at['Score']))), round(1e6 * (share - bad)), round(1e6 * bad)


TABLES = {'compas': compas, 'transrisk': transrisk}


def text_of(table):
    return 'group,score,good,bad\n' + ''.join(f'{g},{s},{good},{bad}\n' for g, s, good, bad in table)


def near(what, found, wanted, tolerance):
    good = abs(found - wanted) <= tolerance
    print(f'{"ok" if good else "not ok"} {what}: {found:.6g}, published {wanted}')
    return good


def check_compas(table):
    ok = True
    for group, published in COMPAS.items():
        rows = [r for r in table if r[0] == group]
        tp = sum(bad for _, s, _, bad in rows if s >= 500)
        fp = sum(good for _, s, good, _ in rows if s >= 500)
        fn = sum(bad for _, s, _, bad in rows if s < 500)
        tn = sum(good for _, s, good, _ in rows if s < 500)
        fpr, fnr, ppv = 100 * fp / (fp + tn), 100 * fn / (fn + tp), 100 * tp / (tp + fp)
        for name, found, wanted in zip(('FPR', 'FNR', 'PPV'), (fpr, fnr, ppv), published):
            ok &= near(f'{group} {name}', found, wanted, 0.005)
        p = (tp + fn) / (tp + fn + fp + tn)
        # Chouldechova 2017: FPR = p/(1-p) (1-PPV)/PPV (1-FNR), so what is equal in two of them is unequal in the third.
        ok &= near(f'{group} FPR by the identity', 100 * p / (1 - p) * (100 - ppv) / ppv * (1 - fnr / 100), fpr, 1e-9)
    return ok


def change(score, good, bad):
    """Change of score expected of people at it who are granted a loan: +75 or -150 on average, the result within 300 to 850."""
    if good + bad == 0:
        return 0
    expected = score / 100 + (75 * good - 150 * bad) / (good + bad)
    return min(max(expected, 300), 850) - score / 100


def check_cells(root):
    """No shipped count of people has a cell below 5."""
    small = [r for r in rows_of(root / 'data/compas/compas_counts_full7214.csv') if 0 < int(r['n']) < 5]
    print(*(f'not ok a cell of {r["n"]}: {r}' for r in small), sep='\n', end='\n' if small else '')
    return not small


def check_delayed_impact(table):
    ok = True
    for (policy, group), (threshold, selected, found_good, delta) in DELAYED_IMPACT.items():
        rows = [r for r in table if r[0] == group]
        everybody, paying = sum(g + b for _, _, g, b in rows), sum(g for _, _, g, _ in rows)
        # A loan pays where four times the chance of default is less than the chance of repayment.
        lowest = min(s for _, s, g, b in rows if g + b and g >= 4 * b)
        granted = [r for r in rows if r[1] >= lowest]
        ok &= near(f'{policy}, {group}: threshold', lowest / 100, threshold, 0.01)
        ok &= near(f'{policy}, {group}: selected', sum(g + b for _, _, g, b in granted) / everybody, selected, 2e-5)
        ok &= near(f'{policy}, {group}: repaying who are selected', sum(g for _, _, g, _ in granted) / paying, found_good, 2e-4)
        ok &= near(f'{policy}, {group}: mean change', sum((g + b) * change(s, g, b) for _, s, g, b in granted) / everybody, delta, 5e-4)
    return ok


def main():
    root = pathlib.Path(sys.argv[1])
    ok = True
    tables = {}
    for name, make in TABLES.items():
        tables[name] = list(make(root))
        path = root / 'data/instruments' / f'{name}.csv'
        if '--write' in sys.argv:
            path.write_text(text_of(tables[name]))
        elif path.read_text() != text_of(tables[name]):
            print(f'not ok {path} is not what the published aggregates give: instruments.py --write')
            ok = False
    ok &= check_compas(tables['compas'])
    ok &= check_cells(root)
    ok &= check_delayed_impact(tables['transrisk'])
    assert math.isclose(sum(BANDS), 100)
    return 0 if ok else 1


if __name__ == '__main__':
    sys.exit(main())
