#!/usr/bin/env python3
"""How strongly people answer to certainty and to severity, class by class, beside what was measured of police and courts.

    elasticities.py SOCRED ROOT            the first table of docs/model/conduct.md is what the runs give, and what must hold of it does;
                                           with SOCRED_TESTS=all the second as well, eight times as much to run: tests/golden tells when it
                                           can have changed
    elasticities.py SOCRED ROOT --write    puts what the runs give in its place

scenarios/start/minimal, three times on the same people and random numbers: as it is; with every detection a tenth higher (certainty); with
every act worth a tenth less to who does it, so that every loss weighs a tenth more (severity). The elasticity is the difference of the
logarithms of what happened over the logarithm of 1.1; in it is all that follows, learning, strain and the lists too. And once more with all
lists and measures off: nothing follows from a record, and both must be 0. Nothing of this is fitted: the published figures are checks. A
second table says what moves the class that something was measured of: the same three runs with one value at another place of its plausible
range.
"""
import math
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import yaml

from claims import settled, value_of

SIZE, SMALL = ['-n', '20000', '-r', '8'], ['-n', '4000', '-r', '2']
STUDENT = 2.365 # 97.5%, seven degrees of freedom
STEP = 1.1
BEGIN, END = '<!-- made by tests/known/elasticities.py -->', '<!-- end of what is made -->'
# Of which class something was measured: the published range, of certainty and of severity. Police: Chalfin and McCrary 2018, property crime
# -0.17, and reviews (Nagin 2013, Chalfin and McCrary 2017), whose studies of property crime reach about -0.7. Length of punishment: Helland
# and Tabarrok 2007, -0.06; reviews -0.1 and less.
PUBLISHED = {'theft_or_fraud': ((-0.7, -0.17), (-0.1, 0.0))}
# What could be why: how fast risk is learnt, how high it is taken for, how much a record costs, and how much the act is worth.
MOVED = [('as shipped', []), ('nobody learns: `conduct.learning_caught`, `learning_uncaught`, `learning_place` 0',
                              ['conduct.learning_caught=0', 'conduct.learning_uncaught=0', 'conduct.learning_place=0']),
         ('learning at the upper ends: 0.3, 0.1, 0.3',
          ['conduct.learning_caught=0.3', 'conduct.learning_uncaught=0.1', 'conduct.learning_place=0.3']),
         ('`lists.untrustworthy.entry_probability` 1 instead of 0.5', ['lists.untrustworthy.entry_probability=1']),
         ('`conduct.horizon_months` 60 instead of 24', ['conduct.horizon_months=60']),
         ('`conduct.risk_bias` 2 instead of 1', ['conduct.risk_bias=2']),
         ('`events.theft_or_fraud.gain` 0.1 instead of 0.3', ['events.theft_or_fraud.gain=0.1']),
         ('`events.theft_or_fraud.gain` 0.05', ['events.theft_or_fraud.gain=0.05'])]


def run(socred, path, settings, size=SIZE):
    with tempfile.TemporaryDirectory() as out:
        told = subprocess.run([socred, 'run', path, '-o', out, '-q', '--replace', '-t', '1', *size,
                               *[x for s in settings for x in ('-S', s)]], capture_output=True, text=True)
        if told.returncode:
            raise SystemExit(f'{path} {settings}: {told.stderr}')
        db = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
        rows = db.execute('select event_name, replicate, sum(happened), sum(happened_counterfactual), sum(response) from v_event group by '
                          'event_name, replicate '
                          'order by event_name, replicate').fetchall()
        text, = db.execute('select yaml from scenario').fetchone()
        db.close()
    of = {}
    for name, _, happened, counterfactual, response in rows:
        of.setdefault(name, []).append((happened, counterfactual, response))
    return of, yaml.safe_load(text)


def interval(values):
    mean = sum(values) / len(values)
    return mean, STUDENT * math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values))


def elasticity(more, base):
    """Of what happened, replicate by replicate: (mean, half the 95% interval)."""
    return interval([math.log(a[0] / b[0]) / math.log(STEP) for a, b in zip(more, base)])


def told(value):
    """With three decimals, or as many as half of the interval has in two digits; what is the same in each replicate has none."""
    mean, half = value
    if half < 1e-12:
        return f'{round(mean, 9) + 0:g}'.replace('-', '−')
    digits = max(3, 1 - math.floor(math.log10(half)))
    return f'{mean:.{digits}f} ± {half:.{digits}f}'.replace('-', '−')


def beside(value, published):
    low, high = published
    mean, half = value
    where = 'inside' if low <= mean <= high else 'outside'
    near = where == 'outside' and low <= mean + half and mean - half <= high
    said = f'{low:g} to {high:g}'.replace('-', '−')
    return f'{said}: **{where}**' + (', and its interval is not' if near else '')


def moves(resolved):
    """The settings that make every record a tenth surer, and those that make every loss weigh a tenth more."""
    detected = [f'channels.{c}.detects.{e}*{STEP}' for c, channel in resolved['channels'].items() for e in value_of(channel, 'detects')
                or {}]
    weighed = [e for e, event in resolved['events'].items() if value_of(event, 'kind') in ('violation', 'lawful_act')]
    return settled(' '.join(detected), resolved), settled(' '.join(f'events.{e}.gain*{1 / STEP:.12g}' for e in weighed), resolved)


def row_moved(socred, path, name, said, settings):
    """A row of the second table, and whether certainty is in the published range."""
    base, resolved = run(socred, path, settings)
    more = [run(socred, path, settings + move)[0][name] for move in moves(resolved)]
    sure, grave = (elasticity(m, base[name]) for m in more)
    averted = interval([100 - 100 * r[0] / r[1] for r in base[name]])
    mark = beside(sure, PUBLISHED[name][0]).split('**')[1]
    return f'| {said} | {told(sure)}: {mark} | {told(grave)} | {averted[0]:.1f} ± {averted[1]:.1f} |'


def main():
    socred, root = sys.argv[1], pathlib.Path(sys.argv[2])
    path = root / 'scenarios/start/minimal/scenario.yaml'
    base, resolved = run(socred, path, [])
    kinds = {name: value_of(event, 'kind') for name, event in resolved['events'].items()}
    certainty, severity = moves(resolved)
    nothing = [f'{part}.{name}.enabled=false' for part in ('measures', 'lists') for name in resolved[part]]
    surer, graver = run(socred, path, certainty)[0], run(socred, path, severity)[0]
    idle = [run(socred, path, nothing + more, SMALL)[0] for more in ([], certainty, severity)]
    lines, faults = [], []
    for name in sorted(kinds, key=lambda n: (kinds[n], n), reverse=True):
        if kinds[name] not in ('violation', 'lawful_act'):
            continue
        weighed = interval([r[2] / 65536 / r[0] for r in base[name]])
        sure, grave = elasticity(surer[name], base[name]), elasticity(graver[name], base[name])
        published = PUBLISHED.get(name)
        lines.append(f'| {name.replace("_", " ")} | {told(weighed)} | {told(sure)} | {beside(sure, published[0]) if published else "none"} '
                     f'| {told(grave)} | '
                     f'{beside(grave, published[1]) if published else "none"} |')
        for what, of in (('certainty', idle[1]), ('severity', idle[2])):
            if [r[0] for r in of[name]] != [r[0] for r in idle[0][name]]:
                faults.append(f'{name}: answers to {what} where nothing follows from a record')
        if kinds[name] == 'violation' and not (sure[0] - sure[1] < 0 and sure[0] < grave[0] < sure[1]):
            faults.append(f'{name}: certainty {told(sure)}, severity {told(grave)}: not below nothing, or severity weighs as much')
    page = root / 'docs/model/conduct.md'
    head, rest = page.read_text().split(BEGIN)
    stands = BEGIN + rest.split(END)[0] + END
    # Of the second table only whether it is there, and has the rows it should.
    if '--write' in sys.argv or os.environ.get('SOCRED_TESTS') == 'all':
        second = [row_moved(socred, path, 'theft_or_fraud', *moved) for moved in MOVED]
    else:
        second = [line for line in stands.splitlines() if any(line.startswith(f'| {said} |') for said, _ in MOVED)]
        if len(second) != len(MOVED):
            faults.append(f'{page}: the second table has {len(second)} rows, not {len(MOVED)}')
    made = '\n'.join([BEGIN, '| class | certainty, as weighed | certainty, as measured | published | severity, as measured | published |',
                      '|---|---|---|---|---|---|', *lines, '',
                      '| theft or fraud, with one value moved | certainty, as measured | severity, as measured | averted, % |',
                      '|---|---|---|---|',
                      *second, END])
    if '--write' in sys.argv:
        page.write_text(head + made + rest.split(END, 1)[1])
    elif stands != made:
        faults.append(f'{page}: the table is not what the runs give; elasticities.py --write renews it\n{made}')
    print('\n'.join(lines + faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
