#!/usr/bin/env python3
"""The month of people under a points regime, to be read beside docs/model: a function for each phase, in the order of the table in
docs/model/README.md.

    readable.py SCENARIO.resolved.yaml PEOPLE.csv [SEED [REPLICATES]]     prints what each replicate counted, a line of JSON each

SCENARIO.resolved.yaml is what `socred run` writes, so that every value is the engine's; PEOPLE.csv is what people.c prints. Nothing
else is shared: numbers are real where the engine's are whole, and luck is Python's. So the two agree in distribution and never
number by number; agree.py says how well. What this reference leaves out it refuses (given.py, which reads both files).
"""
import bisect
import json
import math
import sys
from collections import Counter, defaultdict, deque
from itertools import accumulate
from random import choice, choices, random, seed as start_luck

from given import Record, months_of, read_people, read_scenario, rules_at
from weighing import Weighing, rescaled, risks_at_first, shares, sphere

PRONENESS = (0.5, 0.75, 0.9, 0.95, 0.97, 0.985, 0.995, 1)  # upper ends of the buckets as shares of people (population.md)
HELPFULNESS = (0.5, 0.8, 0.95, 1)
KINDS = ('violation', 'good_deed', 'lawful_act')           # kinds of event that have a norm (fields.md)
STEP = 1 / 32                                              # points are held in 1/32 point (scoring.md)


# ---------------------------------------------------------------- luck

def poisson(mean):
    """By inversion: how often a uniform word exceeds the next term."""
    word, n, term = random(), 0, math.exp(-mean)
    while word >= term and n < 1000:
        word -= term
        n += 1
        term *= mean / n
    return n


def lower_gamma(a, x):
    """The regularised lower incomplete gamma function P(a, x), by its series."""
    if x <= 0:
        return 0.0
    term = total = 1 / a
    n = a
    while term > 1e-15 * total:
        n += 1
        term *= x / n
        total += term
    return total * math.exp(a * math.log(x) - x - math.lgamma(a))


def bucket_means(shape, cuts, exponent):
    """E[t^exponent | bucket], t of a gamma law with mean 1, scaled so that the mean over people is 1 (events.md)."""
    def quantile(share):
        low, high = 0.0, 100.0
        while high - low > 1e-12 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if lower_gamma(shape, shape * middle) < share else (low, middle)
        return low
    # Below a cut lies a share of E[t^exponent] that is again a gamma law's, of shape + exponent.
    below = [lower_gamma(shape + exponent, shape * quantile(c)) if c < 1 else 1.0 for c in cuts]
    return [(b - a) / (d - c) for a, b, c, d in zip([0, *below], below, [0, *cuts], cuts)]


# ---------------------------------------------------------------- desks (fields.md, Queues)

class Desk:
    """First come, first served, by cohorts: what came before (month, position) of the cursor has been decided."""

    def __init__(self):
        self.files, self.cohorts, self.month, self.done, self.position, self.work = [], deque(), 0, 0, 0, 0

    def file(self, month, item):
        self.files.append((month, random(), item))

    def reached(self, month, delay):
        """Takes out what the cursor has passed and is `delay` months old, in the order of filing."""
        ready = [(m, at) < (self.month, self.position) and month - m >= delay for m, at, _ in self.files]
        out = [(m, item) for (m, _, item), is_ready in zip(self.files, ready) if is_ready]
        self.files = [f for f, is_ready in zip(self.files, ready) if not is_ready]
        return out

    def renew(self, month, gained):
        """At a month's end its cohort joins, and whole files of work move the cursor over the oldest ones."""
        self.cohorts.append(sum(m == month for m, _, _ in self.files))
        self.work += gained
        whole = int(self.work + 1e-9)
        while self.cohorts and self.cohorts[0] - self.done <= whole:
            whole -= self.cohorts[0] - self.done
            self.work -= self.cohorts.popleft() - self.done
            self.month, self.done = self.month + 1, 0
        if self.cohorts:
            self.done += whole
            self.work -= whole
        else:
            self.work = min(self.work, 1)
        self.position = self.done / self.cohorts[0] if self.cohorts else 0


# ---------------------------------------------------------------- the world and its month

class World(Weighing):
    """All people of a scenario in one replicate."""

    def __init__(self, scenario, people, seed):
        start_luck(seed)
        self.scenario, self.months, self.now = scenario, months_of(scenario['span']), 0
        self.rules = self.rules_of(self.months[0])
        r = self.rules[1]
        self.grades = list(r.grades)
        self.bounds = [getattr(g, 'from') for g in r.grades.values()][1:]
        self.means = {e.name: bucket_means(r.society.proneness_shape, PRONENESS, e.exponent) if e.driven_by == 'proneness' else
                      bucket_means(r.society.helpfulness_shape, HELPFULNESS, e.exponent) for e in r.events.values()}
        self.counts, self.places, self.cells = Counter(), {}, {}
        self.communities, self.homes = defaultdict(list), defaultdict(list)
        self.people = [Record(**traits) for traits in people]
        for p in self.people:
            self.communities[p.community].append(p)
            self.homes[p.home].append(p)
            if p.place not in self.places:
                self.places[p.place] = Record(people=0, risk=self.first_risk_of_place(), norm=dict.fromkeys(KINDS, 1.0), month=Counter(),
                                              review=Desk(), appeals=Desk())
            p.at = self.places[p.place]
            p.at.people += 1
            p.band = sum(p.age >= years for years in (18, 30, 45, 60))
            p.cell = self.cell(p)
            p.points, p.false_points, p.entries, p.measures = {}, {}, {}, {}
            p.risk, p.strain, p.income_lost, p.offended, p.moved = {}, 0.0, 0, False, False
            p.loan = 18 <= p.age <= 69 and random() < r.society.borrower_share
            p.rank = defaultdict(random)                   # fixed words of a person, each drawn when first asked for
            p.grade = p.grade_before = self.grade_of(self.score(p))
        self.heard = {}                                    # by urban: the rules so far
        self.scored, self.listed = {}, {}                  # who has points, who is on a list, in the order of coming

    def rules_of(self, month):
        """Those of the rural and of the urban stratum."""
        both = [rules_at(self.scenario, month, urban) for urban in (False, True)]
        for urban, rules in enumerate(both):
            rules.share = shares(rules, urban)
        return both

    def first_risk_of_place(self):
        rural, urban = (risks_at_first(self.rules[u], u) for u in (False, True))
        return {s: (rural[s] + urban[s]) / 2 for s in urban}

    def cell(self, p):
        """What sets a person's rates: of each class the rate a month at the highest multiplier, summed up to it."""
        key = (p.male, p.urban, p.band, p.quintile, p.proneness, p.helpfulness)
        if key not in self.cells:
            rates = [e.rate_per_year / 12 * e.age[p.band] * (e.male_ratio if p.male else 1) / (1 if p.urban else e.urban_ratio)
                     * math.exp(e.income_slope * (p.quintile - 2))
                     * (1 if e.driven_by == 'nothing' else self.means[e.name][getattr(p, e.driven_by)])
                     * self.rules[1].conduct.multiplier_max for e in self.rules[1].events.values()]
            up_to = list(accumulate(rates))
            self.cells[key] = Record(total=up_to[-1], quiet=math.exp(-up_to[-1]), up_to=up_to)
        return self.cells[key]

    def score(self, p, points=None):
        scale, points = self.rules[1].scale, p.points if points is None else points
        total = scale.base + sum(f.weight * min(max(points.get(f.name, 0) + f.start, f.floor), f.ceiling)
                                 for f in self.rules[1].components.values())
        return min(max(total, scale.minimum), scale.maximum)

    def grade_of(self, score):
        return bisect.bisect_right(self.bounds, score + 1e-9)

    def true_grade(self, p):
        """The grade without the points of wrong records (truth.md)."""
        return self.grade_of(self.score(p, {f: x - p.false_points.get(f, 0) for f, x in p.points.items()}))

    def step(self):
        """The month: docs/model/README.md, section 3."""
        self.rules = self.rules_of(self.months[self.now])
        self.hear()
        self.happen()
        self.record()
        self.review()
        self.post_and_grade()
        self.age_entries()
        self.enter_people()
        self.bind_measures()
        self.notify()
        self.attempt()
        self.decide_appeals()
        self.bind_measures()
        self.adapt()
        self.renew_fields()
        self.now += 1

    # ---- 1: people hear what is recorded from now on (conduct.md)

    def hear(self):
        for urban in (False, True):
            rules, before = self.rules[urban], self.heard.get(urban)
            begin, began = risks_at_first(rules, urban), risks_at_first(before, urban) if before else {}
            for name in begin:
                scale = rescaled(before, rules, name, urban) if before else None
                for place in self.places.values() if urban and scale is not None else ():
                    place.risk[name] = min(1, place.risk[name] * scale)
                for p in self.people:
                    if p.urban == urban:
                        p.risk[name] = begin[name] if scale is None else min(1, p.risk[name] * scale)
                        if scale is not None and begin[name] > began[name]:
                            p.risk[name] = max(p.risk[name], begin[name])
            self.heard[urban] = rules

    # ---- 2: what truly happens (events.md)

    def happen(self):
        self.happened, names = [], list(self.rules[1].events)
        for p in self.people:
            if random() < p.cell.quiet:
                continue
            n = 0
            while n == 0:                                  # a Poisson number, given that it is not 0
                n = poisson(p.cell.total)
            for _ in range(n):
                rules = self.rules[p.urban]
                e = rules.events[names[bisect.bisect_right(p.cell.up_to, random() * p.cell.total)]]
                if e.needs_loan and not p.loan:
                    continue
                word = random() * rules.conduct.multiplier_max
                if word < 1:                               # it would have happened under no regime
                    self.count(p, 'counterfactual', e)
                if word < self.multiplier(p, e, rules):
                    self.count(p, 'happened', e)
                    if e.name in rules.share:
                        p.at.month['acts', sphere(e)] += rules.share[e.name] ** 2
                    self.happened.append(Record(person=p, event=e, record=None))
        for x in self.happened:                            # effects, after all events of the month
            p = x.person
            p.offended |= x.event.kind == 'violation'
            p.loan |= x.event.effect == 'loan'
            p.moved |= x.event.effect == 'move'
            if x.event.effect == 'job_loss' and p.employed:
                lose_income(p, self.rules[1].conduct.job_loss_income)

    def count(self, p, what, e):
        self.counts[what, e.kind] += 1
        p.at.month[what, e.kind] += 1

    def multiplier(self, p, e, rules):
        """M of events.md."""
        m = 1.0
        if e.kind == 'life_event':
            return m
        if e.kind == 'violation':
            m *= math.exp(e.strain_effect * p.strain)
        return m * (1 + e.norm_weight * (p.at.norm[e.kind] - 1)) * self.answer(p, e)

    def knows_rules(self, p):
        return p.rank['rules'] < self.rules[1].conduct.published_rules

    # ---- 3: what is recorded of it, and what is fabricated (records.md)

    def record(self):
        self.records = []
        for x in self.happened:
            p = x.person
            for c in self.rules[p.urban].channels.values():
                if self.reaches(c, p) and random() < c.detects.get(x.event.name, 0):
                    named = self.lookalike(p) if random() < c.wrong_person else p
                    x.record = self.make_record(named, x.event, c, 'true' if named is p else 'misattributed')
                    self.count(p, 'seen', x.event)
                    if x.event.name in self.rules[p.urban].share:
                        p.at.month['recorded', sphere(x.event)] += self.rules[p.urban].share[x.event.name]
                    break
        for people in self.communities.values():
            rules = self.rules[people[0].urban]
            for c in rules.channels.values():
                malice = 1 + c.malice_response * c.reward_points if c.kind == 'neighbours' else 1
                for _ in range(poisson(len(people) * c.spurious_per_1000_years / 12000 * malice)):
                    p = choice(people)
                    if self.reaches(c, p):
                        name, = choices(list(c.spurious_mix), c.spurious_mix.values())
                        self.make_record(p, rules.events[name], c, 'fabricated')

    def reaches(self, c, p):
        return p.rank['reached', c.name] < (c.coverage_urban if p.urban else c.coverage_rural)

    def lookalike(self, p):
        drawn = p
        for _ in range(self.rules[1].society.lookalike_tries):
            other = choice(self.communities[p.community])
            if other is not p:
                drawn = other
                if (other.male, other.band, other.minority) == (p.male, p.band, p.minority):
                    break
        return drawn

    def make_record(self, named, event, c, truth):
        self.counts['records', truth] += 1
        identity = self.rules[named.urban].identity
        if c.needs_identity and named.rank['identity'] >= (identity.coverage_urban if named.urban else identity.coverage_rural):
            self.counts['lost'] += 1
            return None
        r = Record(person=named, event=event, channel=c, true=truth == 'true', decision=None, informer=None)
        if c.kind == 'neighbours':
            others = [q for q in self.communities[named.community] if q is not named]
            r.informer = choice(others) if others else None
        self.records.append(r)
        return r

    # ---- 4: files that the reviewers have reached, then this month's records (review.md)

    def review(self):
        decided = []
        for place in self.places.values():
            for filed, r in place.review.reached(self.now, 1):
                self.counts['review wait'] += self.now - filed
                self.find(r, self.rules[1].review.human_sensitivity, self.rules[1].review.human_specificity)
                decided.append(r)
        self.counts['reviewed'] += len(decided)
        for r in self.records:
            rules = self.rules[r.person.urban].review
            confirmed = r.channel.verify_sensitivity if r.true else 1 - r.channel.verify_specificity
            if r.channel.kind == 'neighbours' and random() >= confirmed:
                r.decision = 'dismissed'
            elif random() < rules.automatic_share:
                self.find(r, rules.automatic_sensitivity, rules.automatic_specificity)
            else:
                r.decision = 'filed'
                r.person.at.review.file(self.now, r)
        self.decided_late = decided
        self.accepted = [r for r in decided + self.records if r.decision == 'accepted']

    def find(self, r, sensitivity, specificity):
        r.decision = 'accepted' if random() < (sensitivity if r.true else 1 - specificity) else 'rejected'
        self.counts[r.decision, r.true] += 1

    # ---- 5: points fade, are posted, become scores and grades (scoring.md)

    def post_and_grade(self):
        components = self.rules[1].components
        for p in self.scored:
            for held in (p.points, p.false_points):
                for f in held:
                    held[f] *= kept(components[f].half_life_months)
        for r in self.accepted:
            if r.event.component != 'none':
                self.post(r.person, r.event, r.event.points, r.event.drop_to_grade, not r.true)
                if r.informer is not None:
                    self.post(r.informer, r.event, r.channel.reward_points, 'none', False)
        for p in self.scored:
            p.grade_before, p.grade = p.grade, self.grade_of(self.score(p))
        self.scored = {p: True for p in self.scored if p.grade != p.grade_before or any(abs(x) > STEP / 2 for x in p.points.values())}

    def post(self, p, event, points, drop_to_grade, wrong):
        f, before = self.rules[1].components[event.component], p.points.get(event.component, 0)
        p.points[f.name] = min(max(before + self.weighed(points), f.floor - f.start), f.ceiling - f.start)
        if drop_to_grade != 'none':                        # down to just below the next grade
            beyond = self.score(p) - (self.bounds[self.grades.index(drop_to_grade)] - STEP)
            p.points[f.name] = max(p.points[f.name] - max(beyond, 0) / f.weight, f.floor - f.start)
        if wrong:
            p.false_points[f.name] = p.false_points.get(f.name, 0) + p.points[f.name] - before
        self.scored[p] = True

    def weighed(self, points):
        """Penalties over rewards, as scale.asymmetry says."""
        return points * self.rules[1].scale.asymmetry ** (0.5 if points < 0 else -0.5)

    # ---- 6: entries grow older and end, people are entered (lists.md)

    def age_entries(self):
        for p in list(self.listed):
            for name, entry in list(p.entries.items()):
                rule = self.rules[p.urban].lists[name]
                entry.months -= 1
                if entry.months == 0:
                    if entry.cause is None and not entry.leaving and rule.enabled and self.grades[p.grade] in rule.entry_grades:
                        entry.months = rule.term_months
                    else:
                        self.end(p, name, 'repaired' if entry.leaving else 'expired')
                elif not entry.leaving and random() < rule.repair_per_month:
                    if rule.exit_delay_months == 0:
                        self.end(p, name, 'repaired')
                    else:
                        entry.leaving, entry.months = True, min(entry.months, rule.exit_delay_months)

    def enter_people(self):
        self.entered = []
        for r in self.accepted:
            p = r.person
            for rule in self.rules[p.urban].lists.values():
                if rule.enabled and r.event.name in rule.entry_events and random() < rule.entry_probability:
                    self.enter(p, rule, r.event, r.true)
                if r.event.kind == 'good_deed' and rule.colour == 'black' and rule.name in p.entries:
                    p.entries[rule.name].months = max(1, p.entries[rule.name].months - rule.good_deed_months)
        for p in [p for p in self.scored if p.grade != p.grade_before]:
            for rule in self.rules[p.urban].lists.values():
                towards = p.grade < p.grade_before if rule.colour == 'black' else p.grade > p.grade_before
                if (rule.enabled and towards and self.grades[p.grade] in rule.entry_grades and rule.name not in p.entries
                        and random() < rule.entry_probability):
                    self.enter(p, rule, None, self.grades[self.true_grade(p)] in rule.entry_grades)

    def enter(self, p, rule, cause, true):
        entry = p.entries.get(rule.name)
        if entry is not None:                              # renewed: cause and appeal stay those of the first
            entry.months, entry.leaving, entry.true = rule.term_months, False, entry.true or true
            return
        p.entries[rule.name] = Record(months=rule.term_months, leaving=False, cause=cause, true=true, aware=False, rule=rule)
        self.listed[p] = True
        if rule.colour == 'black':
            self.entered.append((p, p.entries[rule.name]))
            self.counts['entries', true] += 1

    def end(self, p, name, how):
        if p.entries.pop(name).rule.colour == 'black':
            self.counts['ended', how] += 1
        if not p.entries:
            del self.listed[p]

    # ---- 7: who is under which measure (measures.md)

    def bind_measures(self):
        rules = self.rules[1]
        binding = {self.grades.index(g) for m in rules.measures.values() for g in m.grades}
        for p in self.people:
            p.measures = {}
        holders = [p for p in self.people if p.entries or p.grade in binding]
        for p in holders:
            for m in self.rules[p.urban].measures.values():
                if m.enabled and p.person_class in m.classes and (self.grades[p.grade] in m.grades or not p.entries.keys().isdisjoint(m.lists)):
                    p.measures[m.name] = 'own'
        for p in holders:
            for name in [n for n, whose in p.measures.items() if whose == 'own']:
                self.reach_relatives(p, self.rules[p.urban].measures[name])
        self.bound = [p for p in self.people if p.measures]

    def reach_relatives(self, p, m):
        parents = ('head', 'spouse')
        relatives = [(q, m.spill_spouse if p.role in parents and q.role in parents else
                      m.spill_child if p.role in parents and q.role == 'child' else m.spill_household)
                     for q in self.homes[p.home] if q is not p]
        relatives += [(self.people[row], m.spill_kin) for row in (p.kin, p.former) if row >= 0]
        for q, chance in relatives:
            if q.rank['reached by', m.name] < chance:      # one fixed word a person and measure, whatever the relation
                q.measures.setdefault(m.name, 'relative')

    # ---- 8a: the listed are told, or not (due_process.md)

    def notify(self):
        self.filings = []
        for p, entry in self.entered:
            d = self.rules[p.urban].due_process
            if random() < d.notice or random() < entry.rule.publication:
                self.learn_of(p, entry, 'notices')

    def learn_of(self, p, entry, how):
        c, d = self.rules[p.urban].conduct, self.rules[p.urban].due_process
        self.counts[how] += 1
        entry.aware = True
        p.strain = min(1, p.strain + c.strain_listing)
        chance = d.appeal_if_guilty if entry.true else d.appeal_if_wronged
        if not entry.true and self.knows_rules(p):
            chance += (1 - chance) * d.informed_appeal
        if random() < chance:
            self.counts['appeals', entry.true] += 1
            self.filings.append((p, entry))

    # ---- 9a: attempts meet measures (measures.md)

    def attempt(self):
        for p in self.bound:
            refused = False
            for name in p.measures:
                m = self.rules[p.urban].measures[name]
                if m.demand_min_age <= p.age <= m.demand_max_age:
                    mean = (m.demand_per_year * m.demand_volume / 12 * math.exp(m.demand_income_slope * (p.quintile - 2))
                            / (1 if p.urban else m.demand_urban_ratio)
                            * {'citizen': 1, 'executive': m.demand_executive_ratio, 'official': m.demand_official_ratio}[p.person_class])
                    effective = sum(random() < m.strictness for _ in range(min(8, poisson(mean))))
                    self.counts['refused' if m.kind == 'sanction' else 'granted'] += effective
                    if effective and m.kind == 'sanction':
                        refused = True
                        p.strain = min(1, p.strain + m.strain)
                        lose_income(p, m.income_loss)
            for entry in p.entries.values() if refused else ():
                if entry.rule.colour == 'black' and not entry.aware and random() < self.rules[p.urban].due_process.notice_by_refusal:
                    self.learn_of(p, entry, 'notices by refusal')

    # ---- 8b: appeals are decided, then this month's are taken in (due_process.md)

    def decide_appeals(self):
        d = self.rules[1].due_process
        for place in self.places.values():
            for filed, (p, entry) in place.appeals.reached(self.now, d.delay_months):
                if p.entries.get(entry.rule.name) is not entry:
                    self.counts['appeals expired'] += 1
                    continue
                chance = d.overturn_true if entry.true else d.overturn_wrong
                if not entry.true and self.knows_rules(p):
                    chance += (1 - chance) * d.informed_success
                upheld = random() < chance
                self.counts['appeals decided'] += 1
                self.counts['appeal wait'] += self.now - filed
                self.counts['upheld' if upheld else 'denied', entry.true] += 1
                if upheld:
                    self.end(p, entry.rule.name, 'overturned')
                    if d.restore_points and entry.cause is not None and entry.cause.component != 'none':
                        self.give_back(p, entry)
        for p, entry in self.filings:
            p.at.appeals.file(self.now, (p, entry))

    def give_back(self, p, entry):
        f = self.rules[1].components[entry.cause.component]
        lost = self.weighed(entry.cause.points) * kept(f.half_life_months) ** (entry.rule.term_months - entry.months)
        p.points[f.name] = min(max(p.points.get(f.name, 0) - lost, f.floor - f.start), f.ceiling - f.start)
        false = p.false_points.get(f.name, 0)
        p.false_points[f.name] = min(0, false - lost) if false < 0 else false
        self.scored[p] = True

    # ---- 9b: people learn, calm down, recover (conduct.md)

    def adapt(self):
        c = self.rules[1].conduct
        if self.rules[1].watched:
            for x in self.happened:
                own = x.record is not None and x.record.person is x.person
                if not (own and x.record.decision == 'filed'):
                    self.learn(x.person, x.event, own and x.record.decision == 'accepted')
            for r in self.decided_late:
                if r.true:
                    self.learn(r.person, r.event, r.decision == 'accepted')
        for p in self.people:
            if p.strain:
                p.strain = p.strain * kept(c.strain_half_life_months) if p.strain > 0.002 else 0
            if p.loan and random() < 1 / c.loan_months:
                p.loan = False
            if p.income_lost and random() < c.income_recovery_per_month:
                p.income_lost -= 1
            if p.moved and random() < c.register_move_per_month:
                p.moved = False

    def learn(self, p, e, caught):
        c = self.rules[p.urban].conduct
        if e.name in self.rules[p.urban].share:
            share, risk = self.rules[p.urban].share[e.name], p.risk[sphere(e)]
            step = (c.learning_caught if caught else c.learning_uncaught) * share * (caught - risk * share)
            p.risk[sphere(e)] = min(1, risk + step)

    # ---- the fields of each place (fields.md)

    def renew_fields(self):
        c = self.rules[1].conduct
        for place in self.places.values():
            for kind in KINDS:
                counterfactual = place.month['counterfactual', kind]
                if counterfactual:
                    ratio = min(4, place.month['happened', kind] / counterfactual)
                    place.norm[kind] += (ratio - place.norm[kind]) * c.norm_learning
                    place.norm[kind] = min(max(place.norm[kind], c.norm_floor), c.norm_ceiling)
            for name in place.risk:
                if place.month['acts', name] and self.rules[1].watched:
                    share = min(1, place.month['recorded', name] / place.month['acts', name])
                    place.risk[name] += (share - place.risk[name]) * c.learning_place
            place.month.clear()
            for desk, files in ((place.review, self.rules[1].review), (place.appeals, self.rules[1].due_process)):
                desk.renew(self.now, files.files_per_month_per_million * place.people / 1e6)

    # ---- 10: stocks (indicators.md)

    def stocks(self):
        out = Counter(people=len(self.people), score=sum(map(self.score, self.people)))
        for p in self.people:
            black = [e for e in p.entries.values() if e.rule.colour == 'black']
            measures = self.rules[p.urban].measures
            under = [measures[n] for n in p.measures if measures[n].kind == 'sanction']
            out['grade', p.grade] += 1
            out['strain'] += p.strain
            if black:
                out['listed'] += 1
                out['listed did'] += all(e.true for e in black)
                out['listed unaware'] += not any(e.aware for e in black)
            if under:
                out['sanctioned'] += 1
                rightly = [n for n, e in p.entries.items() if e.true]
                true_grade = self.grades[self.true_grade(p)]
                out['innocent'] += not any(p.measures[m.name] == 'own' and (true_grade in m.grades or not set(rightly).isdisjoint(m.lists))
                                           for m in under)
        return out


def kept(half_life):
    """What is left after a month."""
    return 2 ** (-1 / half_life) if half_life else 1


def lose_income(p, share):
    p.income_lost = min(15, p.income_lost + round(share / 0.05))


def run(scenario, people, seed):
    world = World(scenario, people, seed)
    for _ in world.months:
        world.step()
    return world.counts + world.stocks()


def main():
    scenario, people = read_scenario(sys.argv[1]), read_people(sys.argv[2])
    first, replicates = (int(sys.argv[i]) if len(sys.argv) > i else 1 for i in (3, 4))
    for seed in range(first, first + replicates):
        print(json.dumps({' '.join(map(str, k)) if isinstance(k, tuple) else k: v for k, v in run(scenario, people, seed).items()}))


if __name__ == '__main__':
    main()
