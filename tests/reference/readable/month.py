"""A month of people under a points regime, written from docs/model alone and to be read beside it.

Begin with World.step, which has the phases in the order of docs/model/README.md; each names its page, and what it calls
comes below it. How people answer to the regime is in conduct.py. The resolved scenario and the synthetic people are the
engine's (given.py reads them, and refuses what is left out: modules, changes of the rules in mid-run); nothing else is
shared. Numbers are real where the engine's are whole, and random numbers are Python's, so that the two agree in
distribution and never number by number: agree.py says how well.
"""
import bisect
import functools
import math
from collections import Counter, defaultdict, deque
from itertools import accumulate
from random import choice, choices, expovariate, random, seed as start_random, shuffle

from .conduct import POINT_STEP, Conduct, coverage, kept, meets, risks_at_first, shares, sphere
from .given import Record

# population.md: upper ends of the buckets as shares of people
PRONENESS = (0.5, 0.75, 0.9, 0.95, 0.97, 0.985, 0.995, 1)
HELPFULNESS = (0.5, 0.8, 0.95, 1)


def poisson(mean):
    """randomness.md: how many arrivals, one a unit of time in the mean, there are before `mean`."""
    n, time = 0, expovariate(1)
    while time < mean:
        n, time = n + 1, time + expovariate(1)
    return n


@functools.cache
def bucket_means(shape, cuts, exponent):
    """events.md: E[t^exponent | bucket] / E[t^exponent], t of a gamma law of mean 1, summed in small steps of log t."""
    step, below, bucket, sums = 0.002, 0.0, 0, [0.0] * len(cuts)
    for i in range(-30000, 2000):
        t = math.exp((i + 0.5) * step)
        share = step * shape ** shape / math.gamma(shape) * t ** shape * math.exp(-shape * t)
        while share > 0:  # a step may end one bucket and begin the next
            part = min(share, cuts[bucket] - below) if bucket < len(cuts) - 1 else share
            sums[bucket] += part * t ** exponent
            below, share = below + part, share - part
            bucket += share > 0
    return [s / sum(sums) / (high - low) for s, low, high in zip(sums, (0, *cuts), cuts)]


class Queue:
    """fields.md: first come, first served, by whole files of work; those of one month in random order."""

    def __init__(self):
        self.waiting, self.reached, self.work = [], [], 0.0

    def file(self, month, item):
        self.waiting.append((month, random(), item))

    def renew(self, gained):
        """A month's end. Work left when nothing waits is not saved beyond one file."""
        self.waiting.sort(key=lambda file: file[:2])
        self.work += gained
        done = min(int(self.work + 1e-9), len(self.waiting))
        self.reached += self.waiting[:done]
        self.waiting, self.work = self.waiting[done:], self.work - done
        if not self.waiting:
            self.work = min(self.work, 1)

    def take(self, month, delay):
        """(month of arrival, item) of what has been reached and is `delay` months old."""
        ready = [(arrived, item) for arrived, _, item in self.reached if month - arrived >= delay]
        self.reached = [file for file in self.reached if month - file[0] < delay]
        return ready


class World(Conduct):
    """All people of a scenario in one replicate."""

    def step(self):
        """The month: docs/model/README.md, section 3."""
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

    def __init__(self, rules, people, seed):
        """Before the first month: population.md; README.md, section 5."""
        start_random(seed)
        self.rules, self.now, self.counts = rules, 0, Counter()
        self.grades, self.bounds = list(rules.grades), [getattr(g, 'from') for g in rules.grades.values()][1:]
        self.share = [shares(rules, urban) for urban in (0, 1)]
        rural, urban = (risks_at_first(rules, urban) for urban in (0, 1))
        of_place = {name: (rural[name] + urban[name]) / 2 for name in urban}
        self.places = defaultdict(lambda: Record(people=0, risk=dict(of_place), norm=defaultdict(lambda: 1.0),
                                                 month=Counter(), review=Queue(), appeals=Queue()))
        self.people = [Record(**traits) for traits in people]
        self.communities, self.homes = defaultdict(list), defaultdict(list)
        for p in self.people:
            self.communities[p.community].append(p)
            self.homes[p.home].append(p)
            p.at = self.places[p.place]
            p.at.people += 1
            p.band = sum(p.age >= years for years in (18, 30, 45, 60))
            p.rates = list(accumulate(self.rate(p, e) * rules.conduct.multiplier_max for e in rules.events.values()))
            p.points, p.false_points, p.entries, p.measures = Counter(), Counter(), {}, {}
            p.risk, p.strain, p.income_lost = dict(urban if p.urban else rural), 0.0, 0
            p.loan = 18 <= p.age <= 69 and random() < rules.society.borrower_share
            p.rank = defaultdict(random)  # random numbers that a person has for life, each drawn when first asked for
            p.grade = p.grade_before = self.grade_of(self.score(p))

    def rate(self, p, e):
        """events.md: of a month, under no regime."""
        s, trait = self.rules.society, 1
        if e.driven_by == 'proneness':
            trait = bucket_means(s.proneness_shape, PRONENESS, e.exponent)[p.proneness]
        elif e.driven_by == 'helpfulness':
            trait = bucket_means(s.helpfulness_shape, HELPFULNESS, e.exponent)[p.helpfulness]
        return (e.rate_per_year / 12 * e.age[p.band] * (e.male_ratio if p.male else 1)
                / (1 if p.urban else e.urban_ratio) * math.exp(e.income_slope * (p.quintile - 2)) * trait)

    def multiplier(self, p, e):
        """M."""
        if e.kind == 'life_event':
            return 1
        strain = math.exp(e.strain_effect * p.strain) if e.kind == 'violation' else 1
        return strain * (1 + e.norm_weight * (p.at.norm[e.kind] - 1)) * self.weighed(p, e)

    def happen(self):
        """Phase 2, events.md: candidates at the highest rate are thinned; effects come after all events."""
        self.happened, events = [], list(self.rules.events.values())
        for p in self.people:
            for _ in range(poisson(p.rates[-1])):
                e = events[bisect.bisect(p.rates, random() * p.rates[-1])]
                word = random() * self.rules.conduct.multiplier_max
                if e.needs_loan and not p.loan:
                    continue
                if word < 1:
                    self.count(p, 'counterfactual', e)
                if word < self.multiplier(p, e):
                    self.count(p, 'happened', e)
                    self.happened.append(Record(person=p, event=e, record=None))
        for act in self.happened:
            p = act.person
            p.loan |= act.event.effect == 'loan'
            if act.event.effect == 'job_loss' and p.employed:
                self.lose_income(p, self.rules.conduct.job_loss_income)

    def count(self, p, what, e):
        self.counts[what, e.kind] += 1
        p.at.month[what, e.kind] += 1

    def record(self):
        """Phase 3, records.md: what channels see of what happened, and what they see that did not."""
        self.records, channels = [], self.rules.channels.values()
        for act in self.happened:
            p, e = act.person, act.event
            c = next((c for c in channels if self.reaches(c, p) and random() < c.detects.get(e.name, 0)), None)
            if c is not None:
                named = self.lookalike(p) if random() < c.wrong_person else p
                act.record = self.make_record(named, e, c, 'true' if named is p else 'misattributed')
            if e.name in self.share[p.urban]:
                share = self.share[p.urban][e.name]
                p.at.month['done', sphere(e)] += share ** 2
                p.at.month['recorded', sphere(e)] += share * (c is not None)
        for people in self.communities.values():
            for c in channels:
                malice = 1 + c.malice_response * c.reward_points if c.kind == 'neighbours' else 1
                for p in choices(people, k=poisson(len(people) * c.spurious_per_1000_years / 12000 * malice)):
                    if self.reaches(c, p):
                        name, = choices(list(c.spurious_mix), c.spurious_mix.values())
                        self.make_record(p, self.rules.events[name], c, 'fabricated')

    def reaches(self, c, p):
        return p.rank['reached', c.name] < coverage(c, p.urban)

    def lookalike(self, p):
        tried = choices(self.communities[p.community], k=self.rules.society.lookalike_tries)
        others = [q for q in tried if q is not p]
        alike = [q for q in others if (q.male, q.band, q.minority) == (p.male, p.band, p.minority)]
        return alike[0] if alike else others[-1] if others else p

    def make_record(self, named, event, c, truth):
        self.counts['records', truth] += 1
        if c.needs_identity and named.rank['identity'] >= coverage(self.rules.identity, named.urban):
            self.counts['lost'] += 1
            return None
        others = [q for q in self.communities[named.community] if q is not named] if c.kind == 'neighbours' else []
        self.records.append(Record(person=named, event=event, channel=c, true=truth == 'true', decision=None,
                                   informer=choice(others) if others else None))
        return self.records[-1]

    def review(self):
        """Phase 4, review.md: files that the reviewers have reached, then this month's records."""
        v, self.decided = self.rules.review, []
        for place in self.places.values():
            for filed, r in place.review.take(self.now, 1):
                self.counts['reviewed'] += 1
                self.counts['review wait'] += self.now - filed
                self.find(r, v.human_sensitivity, v.human_specificity)
                self.decided.append(r)
        for r in self.records:
            confirmed = r.channel.verify_sensitivity if r.true else 1 - r.channel.verify_specificity
            if r.channel.kind == 'neighbours' and random() >= confirmed:
                r.decision = 'dismissed'
            elif random() < v.automatic_share:
                self.find(r, v.automatic_sensitivity, v.automatic_specificity)
            else:
                r.decision = 'filed'
                r.person.at.review.file(self.now, r)
        self.accepted = [r for r in self.decided + self.records if r.decision == 'accepted']

    def find(self, r, sensitivity, specificity):
        r.decision = 'accepted' if random() < (sensitivity if r.true else 1 - specificity) else 'rejected'
        self.counts[r.decision, r.true] += 1

    def post_and_grade(self):
        """Phase 5, scoring.md: points fade and are posted; points make the score, scores the grade."""
        for p in self.people:
            for held in (p.points, p.false_points):
                for name in held:
                    held[name] *= kept(self.rules.components[name].half_life_months)
        for r in self.accepted:
            if r.event.component != 'none':
                self.post(r.person, r.event, r.event.points, r.event.drop_to_grade, not r.true)
                if r.informer is not None:
                    self.post(r.informer, r.event, r.channel.reward_points, 'none', False)
        for p in self.people:
            p.grade_before, p.grade = p.grade, self.grade_of(self.score(p))

    def moved(self, p, name, points):
        """What the component holds after so many points more, within its bounds."""
        f = self.rules.components[name]
        return min(max(p.points[name] + points, f.floor - f.start), f.ceiling - f.start)

    def scaled(self, points):
        """Penalties over rewards, as scale.asymmetry says."""
        return points * self.rules.scale.asymmetry ** (0.5 if points < 0 else -0.5)

    def post(self, p, event, points, drop_to_grade, wrong):
        name, before = event.component, p.points[event.component]
        p.points[name] = self.moved(p, name, self.scaled(points))
        if drop_to_grade != 'none':  # down to just below the next grade
            beyond = max(0, self.score(p) - (self.bounds[self.grades.index(drop_to_grade)] - POINT_STEP))
            p.points[name] = self.moved(p, name, -beyond / self.rules.components[name].weight)
        if wrong:
            p.false_points[name] += p.points[name] - before

    def score(self, p, without=Counter()):
        scale, total = self.rules.scale, self.rules.scale.base
        for name, f in self.rules.components.items():
            total += f.weight * min(max(p.points[name] - without[name] + f.start, f.floor), f.ceiling)
        return min(max(total, scale.minimum), scale.maximum)

    def grade_of(self, score):
        return bisect.bisect(self.bounds, score + 1e-9)

    def true_grade(self, p):
        """By its name, the grade without the points of wrong records (truth.md)."""
        return self.grades[self.grade_of(self.score(p, without=p.false_points))]

    def age_entries(self):
        """Phase 6, lists.md: entries grow older and end."""
        for p in self.people:
            for rule, entry in [(entry.rule, entry) for entry in p.entries.values()]:
                entry.months -= 1
                if entry.months == 0:
                    if entry.cause is None and not entry.leaving and self.grades[p.grade] in rule.entry_grades:
                        entry.months = rule.term_months
                    else:
                        self.end(p, entry, 'repaired' if entry.leaving else 'expired')
                elif not entry.leaving and random() < rule.repair_per_month:
                    if rule.exit_delay_months == 0:
                        self.end(p, entry, 'repaired')
                    else:
                        entry.leaving, entry.months = True, min(entry.months, rule.exit_delay_months)

    def enter_people(self):
        """Then people are entered, by accepted records, and by changes of grade."""
        self.entered, lists = [], self.rules.lists.values()
        for r in self.accepted:
            for rule in lists:
                if r.event.name in rule.entry_events and random() < rule.entry_probability:
                    self.enter(r.person, rule, r.event, r.true)
                entry = r.person.entries.get(rule.name)
                if entry and r.event.kind == 'good_deed' and rule.colour == 'black':
                    entry.months = max(1, entry.months - rule.good_deed_months)
        for p in [p for p in self.people if p.grade != p.grade_before]:
            for rule in lists:
                by_grade = self.grades[p.grade] in rule.entry_grades and rule.name not in p.entries
                towards = p.grade < p.grade_before if rule.colour == 'black' else p.grade > p.grade_before
                if by_grade and towards and random() < rule.entry_probability:
                    self.enter(p, rule, None, self.true_grade(p) in rule.entry_grades)

    def enter(self, p, rule, cause, true):
        entry = p.entries.get(rule.name)
        if entry is not None:  # renewed: cause and appeal stay those of the first
            entry.months, entry.leaving, entry.true = rule.term_months, False, entry.true or true
            return
        p.entries[rule.name] = Record(rule=rule, months=rule.term_months, leaving=False, cause=cause, true=true,
                                      aware=False)
        if rule.colour == 'black':
            self.entered.append((p, p.entries[rule.name]))
            self.counts['entries', true] += 1

    def end(self, p, entry, how):
        del p.entries[entry.rule.name]
        self.counts['ended', how] += entry.rule.colour == 'black'

    def bind_measures(self):
        """Phase 7, measures.md: who is under which measure, of their own or through a relative."""
        for p in self.people:
            p.measures = {m.name: 'own' for m in self.rules.measures.values() if p.person_class in m.classes
                          and (self.grades[p.grade] in m.grades or not p.entries.keys().isdisjoint(m.lists))}
        for p in self.people:
            for m in [self.rules.measures[name] for name, whose in p.measures.items() if whose == 'own']:
                for q, spill in self.relatives(p):
                    if q.rank['reached by', m.name] < getattr(m, spill):
                        q.measures.setdefault(m.name, 'relative')

    def relatives(self, p):
        """(relative, key that says how far a measure spills over to them)."""
        for q in self.homes[p.home]:
            if q is not p:
                from_parent = p.role in ('head', 'spouse')
                yield q, ('spill_spouse' if from_parent and q.role in ('head', 'spouse') else
                          'spill_child' if from_parent and q.role == 'child' else 'spill_household')
        for row in (p.kin, p.former):
            if row >= 0:
                yield self.people[row], 'spill_kin'

    def attempts(self, p, m):
        """In the mean of a month, at an age at which they are made."""
        ratio = {'citizen': 1, 'executive': m.demand_executive_ratio, 'official': m.demand_official_ratio}
        return (m.demand_per_year * m.demand_volume / 12 * ratio[p.person_class]
                * math.exp(m.demand_income_slope * (p.quintile - 2)) / (1 if p.urban else m.demand_urban_ratio))

    def attempt(self):
        """Phase 9a."""
        for p in self.people:
            refused = False
            for m in [self.rules.measures[name] for name in p.measures]:
                if meets(m, p.age):
                    effective = sum(random() < m.strictness for _ in range(min(8, poisson(self.attempts(p, m)))))
                    self.counts['refused' if m.kind == 'sanction' else 'granted'] += effective
                    if effective and m.kind == 'sanction':
                        refused = True
                        p.strain = min(1, p.strain + m.strain)
                        self.lose_income(p, m.income_loss)
            for entry in p.entries.values() if refused else ():
                unaware = entry.rule.colour == 'black' and not entry.aware
                if unaware and random() < self.rules.due_process.notice_by_refusal:
                    self.learn_of(p, entry, 'notices by refusal')

    def notify(self):
        """Phase 8a, due_process.md."""
        self.filings = []
        for p, entry in self.entered:
            if random() < self.rules.due_process.notice or random() < entry.rule.publication:
                self.learn_of(p, entry, 'notices')

    def learn_of(self, p, entry, how):
        d = self.rules.due_process
        self.counts[how] += 1
        entry.aware, p.strain = True, min(1, p.strain + self.rules.conduct.strain_listing)
        chance = d.appeal_if_guilty if entry.true else d.appeal_if_wronged
        if not entry.true and self.knows_rules(p):
            chance += (1 - chance) * d.informed_appeal
        if random() < chance:
            self.counts['appeals', entry.true] += 1
            self.filings.append((p, entry))

    def decide_appeals(self):
        """Phase 8b: what has waited is decided, then this month's appeals are filed."""
        d = self.rules.due_process
        for place in self.places.values():
            for filed, (p, entry) in place.appeals.take(self.now, d.delay_months):
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
                    self.end(p, entry, 'overturned')
                    if d.restore_points and entry.cause is not None and entry.cause.component != 'none':
                        self.give_back(p, entry)
        for p, entry in self.filings:
            p.at.appeals.file(self.now, (p, entry))

    def give_back(self, p, entry):
        """The points of the record behind the entry, as far as they have not faded."""
        name, passed = entry.cause.component, entry.rule.term_months - entry.months
        lost = self.scaled(entry.cause.points) * kept(self.rules.components[name].half_life_months) ** passed
        p.points[name] = self.moved(p, name, -lost)
        p.false_points[name] = min(0, p.false_points[name] - lost)

    def renew_fields(self):
        """The end of a month, fields.md: norms, places' experience of being recorded, how far the queues come."""
        c = self.rules.conduct
        for place in self.places.values():
            for kind in ('violation', 'good_deed', 'lawful_act'):
                if place.month['counterfactual', kind]:
                    ratio = min(4, place.month['happened', kind] / place.month['counterfactual', kind])
                    norm = place.norm[kind] + (ratio - place.norm[kind]) * c.norm_learning
                    place.norm[kind] = min(max(norm, c.norm_floor), c.norm_ceiling)
            for name, risk in place.risk.items():
                if place.month['done', name]:
                    experience = min(1, place.month['recorded', name] / place.month['done', name])
                    place.risk[name] = risk + (experience - risk) * c.learning_place
            place.month.clear()
            for queue, body in ((place.review, self.rules.review), (place.appeals, self.rules.due_process)):
                queue.renew(body.files_per_month_per_million * place.people / 1e6)
