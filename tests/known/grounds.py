#!/usr/bin/env python3
"""How long entries on the courts' list stand, ground by ground, held against the law written again: grounds.py SOCRED ROOT

Nothing of the program is used here but what it counts. Everybody who defaults in the first month of a run is entered, and nobody
afterwards, so that those who are left of a ground month by month are a life table: Kaplan and Meier's estimate of how long its entries
stand, from its entries that expired, were repaired or closed. Beside it stands the law as regimes/modules/grounds.yaml states it, computed
from that file by this program alone: a term, or none; prolonged with a probability by one, two or three years; before that a month survives
repair and closing. Which ground an entry has, what ends it and how long it stands must agree within four standard errors (about one of 500
runs fails by chance), and a wrong law must not.
"""
import math
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import yaml

MONTHS, REPAIR, ERRORS = 66, 0.013, 4.0
SCENARIO = """
socred: 1
title: Entries of one month
regime: {root}/regimes/court-list.yaml
modules: [{root}/regimes/modules/grounds.yaml]
seed: 3
replicates: 1
span: {{from: 2018-01, to: 2023-06}}
people: {{persons: 60000, data: china-2020, provinces: all}}
society: {{executive_share: 0.2, proneness_shape: 20}}
events: {{judgment_default: {{rate_per_year: 3, age: [1, 1, 1, 1, 1], male_ratio: 1, urban_ratio: 1, income_slope: 0, exponent: 0, strain_effect: 0, norm_weight: 0}}}}
channels: {{court: {{spurious_per_1000_years: 0, wrong_person: 0, detects: {{judgment_default: 1}}}}}}
review: {{automatic_share: 1, automatic_sensitivity: 1}}
conduct: {{risk_bias: 0}}
lists: {{defaulters: {{entry_probability: 1, repair_per_month: {repair}, exit_delay_months: 0}}}}
due_process: {{appeal_if_wronged: 0, appeal_if_guilty: 0}}
output: {{places: none, fields: false}}
timeline:
  - {{name: nobody_more, from: 2018-02, set: {{channels.court.enabled: false}}}}
"""


def value(node):
    return node['value'] if isinstance(node, dict) else node


class Law:
    """What the provisions say of one ground."""

    def __init__(self, ground, prolongs=True, closes=True):
        self.term = value(ground['term_months'])
        self.prolonged = value(ground.get('prolonged', 0)) if prolongs else 0.0
        self.years = value(ground.get('prolonged_years', 3))
        self.repair = REPAIR * value(ground.get('repair_ratio', 1))
        self.closed = value(ground.get('closed_per_month', 0)) if closes else 0.0

    def runs(self, month):
        """Probability that the term is longer than so many months."""
        if self.term == 0:
            return 1.0
        longer = sum(month < self.term + 12 * y for y in range(1, self.years + 1)) / self.years
        return self.prolonged * longer + (1 - self.prolonged) * (month < self.term)

    def stands(self, month):
        return self.runs(month) * ((1 - self.repair) * (1 - self.closed)) ** month

    def ends(self):
        """Shares of entries that have expired, been repaired and closed by the end of the run. A month asks for the term, then for repair,
        then for closing."""
        kept = (1 - self.repair) * (1 - self.closed)
        expired = sum((self.runs(t - 1) - self.runs(t)) * kept ** (t - 1) for t in range(1, MONTHS))
        tried = sum(self.runs(t) * kept ** (t - 1) for t in range(1, MONTHS))
        return expired, tried * self.repair, tried * (1 - self.repair) * self.closed


def lives(socred, root):
    """{ground: {class: [(persons, entries, expired, repaired, closed) by month]}}"""
    with tempfile.TemporaryDirectory() as out:
        path = pathlib.Path(out) / 'one-month.yaml'
        path.write_text(SCENARIO.format(root=root.resolve(), repair=REPAIR))
        told = subprocess.run([socred, 'run', path, '-o', out, '-q', '--replace', '-t', '1'], capture_output=True, text=True)
        if told.returncode:
            raise SystemExit(told.stderr)
        db = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
        rows = db.execute('select entry_ground_name, person_class_name, month, persons, entries, expired, repaired, closed from '
                          'v_grounds_by_class').fetchall()
        db.close()
    of = {ground: {who: [[0] * 5 for _ in range(MONTHS)] for _, who, *_ in rows} for ground, *_ in rows}
    for ground, who, month, *counts in rows:
        of[ground][who][month] = counts
    return of


def off(seen, of, share):
    """Whether a count is further from its share of `of` than chance lets it."""
    return abs(seen - of * share) > ERRORS * math.sqrt(of * share * (1 - share)) + 1.0


def survival(months):
    """Kaplan and Meier, month by month, of entries that begin together."""
    left, curve = 1.0, [1.0]
    for before, now in zip(months, months[1:]):
        at_risk, ended = before[0], sum(now[2:])
        left *= 1 - ended / at_risk if at_risk else 1.0
        curve.append(left)
    return curve


def against(law, months):
    """Faults of one ground, all classes together."""
    entries, faults = months[0][1], []
    for month, (stands, row) in enumerate(zip(survival(months), months)):
        if off(stands * entries, entries, law.stands(month)):
            faults.append(f'{stands:.4f} stand after {month} months, by the law {law.stands(month):.4f}')
        if month and row[0] != months[month - 1][0] + row[1] - sum(row[2:]):
            faults.append(f'{row[0]} stand after {month} months: not those before less those that ended')
    for what, k, share in zip(('expired', 'repaired', 'closed'), (2, 3, 4), law.ends()):
        if off(sum(row[k] for row in months), entries, share):
            faults.append(f'{sum(row[k] for row in months)} of {entries} {what}, by the law {share * entries:.0f}')
    return faults


def main():
    socred, root, faults = sys.argv[1], pathlib.Path(sys.argv[2]), []
    grounds = yaml.safe_load((root / 'regimes/modules/grounds.yaml').read_text())['grounds']
    of = lives(socred, root)
    classes = {who for by_class in of.values() for who in by_class}
    for who in classes:
        may = {g: value(x['share']) for g, x in grounds.items() if who in x.get('classes', classes)}
        entered = sum(of[g][who][0][1] for g in of)
        for g in grounds:
            if off(of[g][who][0][1], entered, may.get(g, 0.0) / sum(may.values())):
                faults.append(f'{g}: {of[g][who][0][1]} of {entered} entries of {who}, by the shares '
                              f'{may.get(g, 0.0) / sum(may.values()) * entered:.0f}')
    for g, ground in grounds.items():
        months = [[sum(counts) for counts in zip(*row)] for row in zip(*of[g].values())]
        if months[0][1] < 200:
            raise SystemExit(f'{g}: {months[0][1]} entries: too few to tell')
        found = against(Law(ground), months)
        faults += [f'{g}: {fault}' for fault in found]
        curve, law = survival(months), Law(ground)
        print(f'{"not ok" if found else "ok"} {g}: {months[0][1]} entries; after 12, 24, 36 and 60 months stand '
              + ', '.join(f'{curve[t]:.3f} (law {law.stands(t):.3f})' for t in (12, 24, 36, 60)))
        if law.prolonged and not against(Law(ground, prolongs=False), months) or law.closed and not against(Law(ground, closes=False),
                months):
            faults.append(f'{g}: a law without prolonging, or without closing, is not told from it')
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
