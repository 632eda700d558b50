#!/usr/bin/env python3
"""The engine against the readable reference (readable.py), in distribution.

    agree.py SOCRED PEOPLE ROOT            runs both on every scenario below; fails where they differ
    agree.py SOCRED PEOPLE ROOT --faults   changes one value for the engine alone, each in turn; fails where that is not seen

Both take the same resolved scenario and the same synthetic people (PEOPLE prints them), each with its own random numbers. A statistic is
held by Student's t with the variance pooled over the replicates of both, which have one distribution if the two are one model. The
threshold is that of FALSE_ALARMS over all statistics of all scenarios together (Bonferroni): with other seeds a sound pair fails at most
once in 1 / FALSE_ALARMS times. That it keeps what it says is tried at a level where trying is possible: some of the engine's own
replicates, picked at random, stand in for the reference, and at level 0.05 about 5% of such picks may alarm.
"""
import math
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

from given import months_of, read_people, read_scenario, rules_of
from readable import World

FALSE_ALARMS = 1e-4
# A scenario, what of it is set otherwise, replicates of the engine and of the reference.
# In the first much happens to few people: where the two do not agree, it says so first. The second is the points regime as shipped; the
# third has events that move a score across its whole range, six lists, spill-over to all relatives and published entries; in the fourth
# dockets overflow; the fifth has a list and no grades. The last shows that they agree on the smallest shipped scenario, for three times the
# work: when all tests are asked for.
ALL = os.environ.get('SOCRED_TESTS') == 'all'
SCENARIOS = (('tests/reference/one_set_of_rules.yaml', [], 60, 6),
             ('tests/reference/points.yaml', [], 60, 8),
             ('tests/reference/wide.yaml', [], 40, 4),
             ('tests/reference/harsh.yaml', [], 40, 4),
             ('scenarios/errors/welfare-score/robodebt.yaml', ['people.persons=2000'], 40, 4),
             *([('tests/reference/shipped.yaml', ['people.persons=10000'], 60, 2)] if ALL else []))
SOUND, HELD_TO = 90, 48 # replicates of the engine and of the reference where faults are planted
# What --faults changes for the engine in the first of them, one at a time.
FAULTS = (
    ('a fifth more of the rightly listed appeal', 'due_process.appeal_if_guilty=0.72'),
    ('half as many again of the wrongly listed appeal', 'due_process.appeal_if_wronged=0.9'),
    ('half as many fabricated records', 'channels.office.spurious_per_1000_years=30'),
    ('half as many records name the wrong person', 'channels.office.wrong_person=0.05'),
    ('a quarter as many wrong reports are confirmed', 'channels.street.verify_specificity=0.9'),
    ('points fade half as fast', 'components.order.half_life_months=24'),
    ('nobody drops straight to a grade', 'events.theft.drop_to_grade=none'),
    ('a third fewer records enter a list', 'lists.unruly.entry_probability=0.467'),
    ('refusals teach nobody of an entry', 'due_process.notice_by_refusal=0'),
    ('measures reach half as many of a household', 'measures.office_work.spill_household=0.15'),
    ('people take the risk for half of what it is', 'conduct.risk_bias=1'),
    ('norms do not move', 'conduct.norm_learning=0'),
    ('a refusal costs a hundred times as much', 'measures.office_work.stake_months=5'),
    ('acts are worth half as much', 'events.noise.gain=0.25'),
    ('a docket has room for 8 files instead of 100', 'review.docket=8'),
)

# What both count, under the names of the readable reference: sums over the months and the stocks at the end.
TOTALS = {'lost': 'records_lost', 'reviewed': 'reviewed_by_people', 'refused': 'refused', 'granted': 'granted', 'notices': 'notices',
          'docket full': 'docket_full', 'review wait': 'review_wait_months', 'appeal wait': 'appeal_wait_months',
          'notices by refusal': 'notices_by_refusal', 'appeals expired': 'appeals_expired',
          ('accepted', True): 'accepted_true', ('accepted', False): 'accepted_wrong',
          ('appeals', True): 'appeals_guilty', ('appeals', False): 'appeals_wronged',
          ('upheld', True): 'upheld_guilty', ('upheld', False): 'upheld_wronged',
          ('denied', True): 'denied_guilty', ('denied', False): 'denied_wronged',
          'appeals decided': 'upheld_guilty + upheld_wronged + denied_guilty + denied_wronged', ('ended', 'expired'): 'exits_expired',
          ('ended', 'repaired'): 'exits_repaired', ('ended', 'overturned'): 'exits_overturned',
          ('happened', 'violation'): 'violations', ('counterfactual', 'violation'): 'violations_counterfactual',
          ('happened', 'good_deed'): 'good_deeds', ('counterfactual', 'good_deed'): 'good_deeds_counterfactual',
          ('happened', 'lawful_act'): 'lawful_acts', ('counterfactual', 'lawful_act'): 'lawful_acts_counterfactual',
          ('records', 'true'): 'records_true', ('records', 'misattributed'): 'records_misattributed',
          ('records', 'fabricated'): 'records_fabricated',
          ('entries', True): 'entries_true', ('entries', False): 'entries_other_violation + entries_no_violation'}
STOCKS = {'people': 'persons', 'score': 'score_sum', 'listed': 'listed', 'listed did': 'listed_true', 'listed unaware': 'listed_unaware',
          'sanctioned': 'sanctioned', 'innocent': 'sanctioned_innocent', 'strain': 'strain_sum / 255.0',
          **{('grade', g): f'grade_{g}' for g in range(8)}}


def of(*names):
    """A statistic: of 100 of all these, how many are of the first."""
    return lambda c: 100 * c[names[0]] / max(1, sum(c[n] for n in names))


def each(name, per=1, of='people'):
    return lambda c: per * c[name] / max(1, c[of])


def learn(c):
    return c['notices'] + c['notices by refusal']


def averted(kind):
    return lambda c: 100 - 100 * c['happened', kind] / max(1, c['counterfactual', kind])


STATISTICS = {
    'violations, per 1,000 people': each(('happened', 'violation'), 1000),
    'violations averted, %': averted('violation'),
    'lawful acts lost, %': averted('lawful_act'),
    'good deeds lost, %': averted('good_deed'),
    'records, per 1,000 people': lambda c: 1000 * sum(c['records', t] for t in ('true', 'misattributed', 'fabricated')) / c['people'],
    'misattributed, % of records': of(('records', 'misattributed'), ('records', 'true'), ('records', 'fabricated')),
    'fabricated, % of records': of(('records', 'fabricated'), ('records', 'true'), ('records', 'misattributed')),
    'lost for want of an identity, per 1,000 people': each('lost', 1000),
    'lost for want of room in the docket, per 1,000 people': each('docket full', 1000),
    'wrong, % of accepted records': of(('accepted', False), ('accepted', True)),
    'decided by reviewers, per 1,000 people': each('reviewed', 1000),
    'months that a file waits': each('review wait', of='reviewed'),
    'months that an appeal waits': lambda c: c['appeal wait'] / max(1, c['appeals decided']),
    'mean score': each('score'),
    'below the grade of most, per 1,000 people': lambda c: 1000 * sum(c['grade', g] for g in range(most(c))) / c['people'],
    'above the grade of most, per 1,000 people': lambda c: 1000 * sum(c['grade', g] for g in range(most(c) + 1, 8)) / c['people'],
    'entered a black list, per 1,000 people': lambda c: 1000 * (c['entries', True] + c['entries', False]) / c['people'],
    'on a black list, per 1,000 people': each('listed', 1000),
    'did it, % of the listed': each('listed did', 100, 'listed'),
    'never learnt of it, % of the listed': each('listed unaware', 100, 'listed'),
    'learn from a refusal, % of those who learn': of('notices by refusal', 'notices'),
    'ended by repair, % of entries that ended': of(('ended', 'repaired'), ('ended', 'expired'), ('ended', 'overturned')),
    'under a sanction, per 1,000 people': each('sanctioned', 1000),
    'innocent, % of those under a sanction': each('innocent', 100, 'sanctioned'),
    'attempts refused, per 1,000 people': each('refused', 1000),
    'appeals by the rightly listed, % of those who learn': lambda c: 100 * c['appeals', True] / max(1, learn(c)),
    'appeals by the wrongly listed, % of those who learn': lambda c: 100 * c['appeals', False] / max(1, learn(c)),
    'upheld, % of those decided for the rightly listed': of(('upheld', True), ('denied', True)),
    'upheld, % of those decided for the wrongly listed': of(('upheld', False), ('denied', False)),
    'strain, per 1,000 people': each('strain', 1000),
}


def most(c):
    return max(range(8), key=lambda g: c['grade', g])


def run_engine(socred, scenario, settings, replicates, out):
    # The reference is given one draw of people: the engine's replicates have that as well, or they would differ by more than the
    # reference's.
    subprocess.run([socred, 'run', scenario, '-o', out, '-r', str(replicates), '--quiet',
                    *(w for s in [*settings, 'people.drawn=once'] for w in ('--set', s))],
                   check=True, stdout=subprocess.DEVNULL, env={**os.environ, 'OMP_WAIT_POLICY': 'passive'})
    return read_engine(out)


def read_engine(out):
    """Of each replicate."""
    db = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
    counts = defaultdict(Counter)
    for columns, gather in ((TOTALS, 'sum({})'), (STOCKS, 'sum(({}) * (month = (select max(month) from months)))')):
        wanted = ', '.join(gather.format(c) for c in columns.values())
        for replicate, *row in db.execute(f'select replicate, {wanted} from national group by replicate'):
            counts[replicate].update(dict(zip(columns, row)))
    db.close()
    return list(counts.values())


def count_month(c, world):
    """What happened in it, from the lists that its phases left (docs/model/indicators.md)."""
    month = world.now - 1
    for place in world.places.values():
        c.update(place.month)
    for r in world.records:
        c['records', 'true' if r.true else 'misattributed' if r.act else 'fabricated'] += 1
        c['lost'] += r.decision == 'lost'
        c['docket full'] += r.decision == 'no room'
    for r in world.reviewed:
        c['reviewed'] += 1
        c['review wait'] += month - r.filed
    c.update(('accepted', r.true) for r in world.accepted)
    c.update(('entries', e.true_at_first) for e in world.entered if e.rule.colour == 'black')
    c.update(('ended', e.ended) for e in world.ended if e.rule.colour == 'black')
    c.update('notices' if e.learnt == 'told' else 'notices by refusal' for e in world.notices)
    c.update({'refused': world.effective['sanction'], 'granted': world.effective['reward']})
    for e in world.appeals:
        c['appeals', e.true] += 1
        c['docket full'] += e not in e.person.community.appeals
    for e in world.ruled:
        c['appeals expired' if e.ruling == 'expired' else (e.ruling, e.true)] += 1
        c['appeals decided'] += e.ruling != 'expired'
        c['appeal wait'] += (month - e.filed) * (e.ruling != 'expired')


def stocks(world):
    """What is counted of the reference at the end of a run (docs/model/indicators.md)."""
    out = Counter(people=len(world.people))
    if world.rules.grades and world.rules.components:  # else there is no score
        out['score'] = sum(map(world.score, world.people))
    for p in world.people:
        black = [e for e in p.entries.values() if e.rule.colour == 'black']
        under = [m for m in p.measures if m.kind == 'sanction']
        out['grade', p.grade] += 1
        out['strain'] += p.strain
        if black:
            out['listed'] += 1
            out['listed did'] += all(e.true for e in black)
            out['listed unaware'] += not any(e.learnt for e in black)
        if under:
            out['sanctioned'] += 1
            rightly = {rule.name for rule, e in p.entries.items() if e.true}
            out['innocent'] += not any(p.measures[m] == 'own' and (world.true_grade(p) in m.grades or rightly & set(m.lists))
                                       for m in under)
    return out


def run_reference(socred, people, out, replicates):
    path = pathlib.Path(out) / 'people.csv'
    with open(path, 'w', encoding='utf-8') as file:
        subprocess.run([people, f'{out}/scenario.resolved.yaml'], check=True, stdout=file)
    scenario, persons, counts = read_scenario(f'{out}/scenario.resolved.yaml'), read_people(path), []
    for seed in range(1, replicates + 1):
        world, flows = World(rules_of(scenario, socred), persons, seed), Counter()
        for _ in range(months_of(scenario)):
            world.step()
            count_month(flows, world)
        flows.update(stocks(world))
        counts.append(flows)
    return counts


def student(a, b):
    """Means of both, and the difference in standard errors."""
    mean_a, mean_b = statistics.fmean(a), statistics.fmean(b)
    pooled = (sum((x - mean_a) ** 2 for x in a) + sum((x - mean_b) ** 2 for x in b)) / (len(a) + len(b) - 2)
    error = math.sqrt(pooled * (1 / len(a) + 1 / len(b)))
    return mean_a, mean_b, error, (mean_b - mean_a) / error if error > 0 else 0.0 if mean_a == mean_b else math.inf


def threshold(level, tests, freedom):
    """Two-sided point of Student's t at level / tests (the expansion of Cornish and Fisher: to 0.01 from 20 degrees of freedom on)."""
    z = -statistics.NormalDist().inv_cdf(level / tests / 2)
    return (z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
            + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3))


def table(counts):
    return {name: [f(c) for c in counts] for name, f in STATISTICS.items()}


def check_level(engine, size, picks=1000, level=0.05):
    """How often the engine against itself alarms at a level that can be tried."""
    rng, alarms = random.Random(1), 0
    limit = threshold(level, len(STATISTICS), len(engine) - 2)
    values = table(engine)
    for _ in range(picks):
        picked = set(rng.sample(range(len(engine)), size))
        alarms += any(abs(student([x for i, x in enumerate(v) if i not in picked], [v[i] for i in picked])[3]) > limit
                      for v in values.values())
    print(f'the engine against itself at level {level}: {alarms} alarms in {picks}')
    return alarms <= 1.5 * level * picks


def check_agreement(engine, reference):
    limit = threshold(FALSE_ALARMS, len(STATISTICS) * len(SCENARIOS), len(engine) + len(reference) - 2)
    ours, theirs, bad = table(engine), table(reference), 0
    for name in STATISTICS:
        mean, other, error, t = student(ours[name], theirs[name])
        bad += abs(t) > limit
        print(f'{"DIFFERS" if abs(t) > limit else "agrees":8}{name:50}{mean:12.3f}{other:12.3f}{error:10.3f}{t:8.2f}')
    print(f'allowed: {limit:.2f} standard errors')
    return bad == 0


def check_faults(socred, people, root, out):
    path, settings, _, _ = SCENARIOS[0]
    scenario, bad = root / path, 0
    engine = run_engine(socred, scenario, settings, SOUND, f'{out}/sound')
    reference = run_reference(socred, people, f'{out}/sound', HELD_TO)
    theirs = table(reference)
    limit = threshold(FALSE_ALARMS, len(STATISTICS) * len(SCENARIOS), SOUND + HELD_TO - 2)
    for what, setting in (('nothing', []), *((what, [setting]) for what, setting in FAULTS)):
        counts = run_engine(socred, scenario, settings + setting, SOUND, f'{out}/fault') if setting else engine
        ours = table(counts)
        t, name = max((abs(student(ours[n], theirs[n])[3]), n) for n in STATISTICS)
        wanted = (t > limit) == bool(setting)
        bad += not wanted
        print(f'{"found" if t > limit else "nothing found":14}{t:7.2f} standard errors: {what} ({name})' + ('' if wanted else '  WRONG'))
    print(f'found: beyond {limit:.2f} standard errors')
    return bad == 0


def main():
    socred, people, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    good = True
    with tempfile.TemporaryDirectory() as out:
        if '--faults' in sys.argv:
            good = check_faults(socred, people, root, out)
        else:
            for path, settings, replicates, ours in SCENARIOS:
                print(f'{path} {" ".join(settings)}: the engine {replicates} times, the reference {ours} times')
                print(f'{"":58}{"engine":>12}{"reference":>12}{"error":>10}{"t":>8}')
                folder = f'{out}/{pathlib.Path(path).stem}'
                engine = run_engine(socred, root / path, settings, replicates, folder)
                good &= check_agreement(engine, run_reference(socred, people, folder, ours))
                good &= check_level(engine, ours)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
