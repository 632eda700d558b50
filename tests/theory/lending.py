#!/usr/bin/env python3
"""Rounds of loans, reckoned again in a dozen plain lines: lending.py PROGRAM ROOT

The published table has one round. Held here are the thresholds and mean scores before each of eight rounds, and after the last: of no rule
and of one share of loans for both groups, and with a fall half as deep. The three have to end apart, or the comparison would say nothing.
"""
import csv
import io
import pathlib
import subprocess
import sys

PROGRAM, ROOT = sys.argv[1], pathlib.Path(sys.argv[2])
GAIN, LOSS, RISE, ROUNDS = 1, 4, 75, 8
BLACK = 0.12066905


def people():
    """{group: [[score, share, repays], ...]} by rising score."""
    groups = {}
    for row in csv.DictReader((ROOT / 'data/instruments/transrisk.csv').open()):
        good, bad = int(row['good']), int(row['bad'])
        own = groups.setdefault(row['group'], [])
        own.append([int(row['score']) / 100, good + bad, good / (good + bad) if good + bad else own[-1][2] if own else 0])
    for own in groups.values():
        whole = sum(row[1] for row in own)
        for row in own:
            row[1] /= whole
    return groups


def from_the_top(own, share):
    """Loans of each score, so that this share of the group gets one."""
    loans = [0.0] * len(own)
    for i in reversed(range(len(own))):
        if own[i][1] == 0: # nobody has the score: it counts as served
            loans[i] = 1.0
        elif share < 1e-12: # what rounding leaves is nothing
            break
        else:
            loans[i] = min(1.0, share / own[i][1])
            share -= loans[i] * own[i][1]
    return loans


def profit(own, loans):
    return sum(s * l * (GAIN * p - LOSS * (1 - p)) for (_, s, p), l in zip(own, loans))


def serve(groups, one_share):
    if not one_share:
        return {g: [float(GAIN * p >= LOSS * (1 - p) * (1 - 1e-12)) for _, _, p in own] for g, own in groups.items()}
    shares = [sum(row[1] for row in own[i:]) for own in groups.values() for i in range(len(own) + 1)]
    best = max(shares, key=lambda x: sum(w * profit(groups[g], from_the_top(groups[g], x))
                                         for g, w in (('Black', BLACK), ('White', 1 - BLACK))))
    return {g: from_the_top(own, best) for g, own in groups.items()}


def threshold(own, loans):
    i = next(i for i, l in enumerate(loans) if l > 0)
    return own[i][0] + ((1 - loans[i]) * (own[i + 1][0] - own[i][0]) if i + 1 < len(own) else 0)


def move(own, loans, fall):
    shares = [s * (1 - l) for (_, s, _), l in zip(own, loans)]
    for (score, s, p), l in zip(own, loans):
        for to, part in ((min(850, score + RISE), p), (max(300, score - fall), 1 - p)):
            shares[min(range(len(own)), key=lambda i: (abs(own[i][0] - to), i))] += s * l * part
    for row, share in zip(own, shares):
        row[1] = share


def mean(own):
    return sum(score * s for score, s, _ in own)


def reckoned(one_share, fall):
    groups, rows = people(), []
    for _ in range(ROUNDS):
        loans = serve(groups, one_share)
        rows.append([threshold(groups[g], loans[g]) for g in ('Black', 'White')] + [mean(groups[g]) for g in ('Black', 'White')])
        for g, own in groups.items():
            move(own, loans[g], fall)
    return rows, [mean(groups[g]) for g in ('Black', 'White')]


def told(*more, policy, fall):
    settings = [x for s in (f'policy={policy}', f'fall={fall}', f'steps={ROUNDS}') for x in ('--set', s)]
    text = subprocess.run([PROGRAM, 'theory', 'liu', *settings, *more, '--format', 'csv'], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    return list(csv.DictReader(io.StringIO(text)))


def main():
    seen, failed = [], 0
    for policy, fall in ((0, 150), (1, 150), (0, 75)):
        rows, end = reckoned(policy == 1, fall)
        series = [[float(r[c]) for c in ('threshold_black', 'threshold_white', 'mean_black', 'mean_white')]
                  for r in told('--series', policy=policy, fall=fall)]
        figures = {r['figure']: float(r['value']) for r in told(policy=policy, fall=fall)}
        off = max(abs(a - b) for x, y in zip(rows, series) for a, b in zip(x, y))
        off = max(off, *(abs(a - figures[f]) for a, f in zip(end, ('end_black', 'end_white'))))
        if len(series) != ROUNDS or off > 1e-6:
            failed += 1
            print(f'not ok policy {policy}, fall {fall}: {len(series)} rounds, up to {off} apart')
        seen.append(end)
    if len({tuple(round(x, 3) for x in end) for end in seen}) < 3:
        failed += 1
        print('not ok: neither the rule nor the fall moves the last round')
    print('not ok' if failed else 'ok', seen)
    return failed > 0


sys.exit(main())
