"""The model as one short program: months of people under a points regime, to be read beside docs/model.

World.step has the phases in the order of docs/model/README.md, section 3. They follow one by one, each with
the page from which alone it was written; after them stands how people answer to the regime, which phase 2
asks for. Rules and people are the engine's: given.py reads them, and lists the keys that are left out here
(modules, and changes of the rules in mid-run). Nothing else is shared. Numbers are real where the engine's
are whole, and random numbers are Python's, so that the two agree in distribution and never number by number.
agree.py counts what happened from the lists that a month's phases leave, and says how well the two agree.

Without comments and blank lines it is 455 lines, a quarter of them what people expect of a record. To come
to 400 it would have to leave out a mechanism to which a scenario of agree.py holds it, or put more on a line.
"""
import bisect
import functools
import math
from collections import Counter, defaultdict
from itertools import accumulate
from random import choice, choices, expovariate, random, seed as start_random

PRONENESS = (0.5, 0.75, 0.9, 0.95, 0.97, 0.985, 0.995, 1)  # population.md: people up to each bucket's end
HELPFULNESS = (0.5, 0.8, 0.95, 1)
INCOME_STEP = 0.05  # in which income is lost and regained
POINT_STEP = 1 / 32  # in which points are held
CHILD = 10  # age of a child at home, as people reckon


class Record:
    """A rule, person, place, act, record or entry: names with values."""

    def __init__(self, **values):
        self.__dict__.update(values)


def chance(probability):
    return random() < probability


def poisson(mean):
    """randomness.md: how many arrivals, one a unit of time in the mean, there are before `mean`."""
    n, time = 0, expovariate(1)
    while time < mean:
        n, time = n + 1, time + expovariate(1)
    return n


@functools.cache
def bucket_means(shape, cuts, exponent):
    """events.md: E[t^exponent | bucket] / E[t^exponent], t of a gamma law of mean 1, in steps of log t."""
    step, below, sums = 0.001, 0.0, [0.0] * len(cuts)
    for i in range(-60000, 4000):
        t = math.exp((i + 0.5) * step)
        share = step * shape ** shape / math.gamma(shape) * t ** shape * math.exp(-shape * t)
        sums[bisect.bisect(cuts[:-1], below + share / 2)] += share * t ** exponent
        below += share
    return [s / sum(sums) / (high - low) for s, low, high in zip(sums, (0, *cuts), cuts)]


def kept(half_life):
    """What is left after a month."""
    return 2 ** (-1 / half_life) if half_life else 1


def coverage(of, urban):
    return of.coverage_urban if urban else of.coverage_rural


def meets(m, age):
    """Whether people of the age try what the measure concerns."""
    return m.demand_min_age <= age <= m.demand_max_age


class Queue:
    """fields.md: first come, first served, by whole files of work; those of one month in random order."""

    def __init__(self):
        self.waiting, self.work = [], 0.0

    def add(self, file, month):
        file.filed, file.turn, file.reached = month, random(), False
        self.waiting.append(file)

    def renew(self, gained):
        """A month's end. Work left when nothing waits is not saved beyond one file."""
        self.waiting.sort(key=lambda file: (file.filed, file.turn))
        self.work += gained
        while self.waiting and self.work > 1 - 1e-9:
            self.waiting.pop(0).reached = True
            self.work -= 1
        self.work = self.work if self.waiting else min(self.work, 1)


class World:
    """All people of a scenario in one replicate."""

    def step(self):
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

    # ---- before the first month: population.md; README.md, section 5

    def __init__(self, rules, people, seed):
        start_random(seed)
        self.rules, self.now = rules, 0
        self.grades = list(rules.grades) or ['none']
        self.bounds = [getattr(g, 'from') for g in rules.grades.values()][1:] if rules.components else []
        self.ends = [rules.scale.minimum, *self.bounds, rules.scale.maximum]
        self.share, self.first_risk = zip(self.watched(urban=False), self.watched(urban=True))
        risk = {sphere: sum(first[sphere] for first in self.first_risk) / 2 for sphere in self.first_risk[0]}
        norm = {'violation': 1, 'good_deed': 1, 'lawful_act': 1}
        self.places = defaultdict(lambda: Record(people=0, risk=dict(risk), norm=dict(norm),
                                                 review=Queue(), appeals=Queue()))
        self.communities = defaultdict(lambda: Record(people=[], files=[], appeals=[]))
        self.people = [Record(**traits) for traits in people]
        for p in self.people:
            self.begin(p)
        for p in self.people:
            at_home = [q for q in p.community.people if q.home == p.home and q is not p]
            outside = [self.people[row] for row in (p.kin, p.former) if row >= 0]
            p.relatives = [(q, self.relation(p, q)) for q in at_home] + [(q, 'spill_kin') for q in outside]

    def begin(self, p):
        r = self.rules
        p.place, p.community = self.places[p.place], self.communities[p.community]
        p.place.people += 1
        p.community.people.append(p)
        p.age_band = bisect.bisect((18, 30, 45, 60), p.age)
        p.rates = list(accumulate(r.conduct.multiplier_max * self.rate(p, e) for e in r.events.values()))
        # For life, as rules do not change. A measure reaches relatives whose rank is below its spill-over.
        p.channels = [c for c in r.channels.values() if chance(coverage(c, p.urban))]
        p.has_identity = chance(coverage(r.identity, p.urban))
        p.knows_rules = chance(r.conduct.published_rules)
        p.of_class = [m for m in r.measures.values() if p.person_class in m.classes]
        p.rank = {m: random() for m in r.measures.values()}
        p.loan = 18 <= p.age <= 69 and chance(r.society.borrower_share)
        p.risk, p.strain, p.income_lost = dict(self.first_risk[p.urban]), 0.0, 0
        p.points, p.false_points, p.entries, p.measures = Counter(), Counter(), {}, {}
        p.grade = self.grade_of(self.score(p))

    def relation(self, p, q):
        """measures.md: the key that says how far a measure spills over to a member of the household."""
        if p.role in ('head', 'spouse') and q.role in ('head', 'spouse'):
            return 'spill_spouse'
        return 'spill_child' if p.role in ('head', 'spouse') and q.role == 'child' else 'spill_household'

    # ---- phase 2, events.md: what truly happens

    def rate(self, p, e):
        """Of a month, under no regime."""
        s, trait = self.rules.society, 1
        if e.driven_by == 'proneness':
            trait = bucket_means(s.proneness_shape, PRONENESS, e.exponent)[p.proneness]
        elif e.driven_by == 'helpfulness':
            trait = bucket_means(s.helpfulness_shape, HELPFULNESS, e.exponent)[p.helpfulness]
        return (e.rate_per_year / 12 * e.age[p.age_band] * (e.male_ratio if p.male else 1)
                / (1 if p.urban else e.urban_ratio) * math.exp(e.income_slope * (p.quintile - 2)) * trait)

    def multiplier(self, p, e):
        """M."""
        if e.kind == 'life_event':
            return 1
        strain = math.exp(e.strain_effect * p.strain) if e.kind == 'violation' else 1
        return strain * (1 + e.norm_weight * (p.place.norm[e.kind] - 1)) * self.weighed(p, e)

    def happen(self):
        """Candidates at the highest rate are thinned; effects come after all events."""
        self.acts, events = [], list(self.rules.events.values())
        for place in self.places.values():
            place.month = Counter()
        for p in self.people:
            for _ in range(poisson(p.rates[-1])):
                e = events[bisect.bisect(p.rates, random() * p.rates[-1])]
                u = random() * self.rules.conduct.multiplier_max
                if p.loan or not e.needs_loan:
                    p.place.month['counterfactual', e.kind] += u < 1
                    if u < self.multiplier(p, e):
                        p.place.month['happened', e.kind] += 1
                        self.acts.append(Record(person=p, event=e, record=None))
        for act in self.acts:
            act.person.loan |= act.event.effect == 'loan'
            if act.event.effect == 'job_loss' and act.person.employed:
                self.lose_income(act.person, self.rules.conduct.job_loss_income)

    # ---- phase 3, records.md: what channels see of what happened, and what they see that did not

    def record(self):
        self.records = []
        for act in self.acts:
            p, e = act.person, act.event
            c = next((c for c in p.channels if chance(c.detects.get(e.name, 0))), None)
            if c is not None:
                act.record = self.new_record(self.lookalike(p) if chance(c.wrong_person) else p, e, c, act)
            share = self.share[p.urban].get(e.name, 0)
            p.place.month['done', e.sphere] += share ** 2
            p.place.month['recorded', e.sphere] += share * (c is not None)
        for people in [community.people for community in self.communities.values()]:
            for c in self.rules.channels.values():
                malice = 1 + c.malice_response * c.reward_points if c.kind == 'neighbours' else 1
                for p in choices(people, k=poisson(len(people) * c.spurious_per_1000_years / 12000 * malice)):
                    if c in p.channels:
                        name, = choices(list(c.spurious_mix), c.spurious_mix.values())
                        self.new_record(p, self.rules.events[name], c, act=None)

    def lookalike(self, p):
        tried = choices(p.community.people, k=self.rules.society.lookalike_tries)
        others = [q for q in tried if q is not p]
        alike = [q for q in others if (q.male, q.age_band, q.minority) == (p.male, p.age_band, p.minority)]
        return alike[0] if alike else others[-1] if others else p

    def new_record(self, p, event, channel, act):
        lost = channel.needs_identity and not p.has_identity
        others = [q for q in p.community.people if q is not p] if channel.kind == 'neighbours' else []
        self.records.append(Record(person=p, event=event, channel=channel, act=act,
                                   true=act is not None and act.person is p,
                                   informer=choice(others) if others else None,
                                   decision='lost' if lost else None))
        return self.records[-1]

    # ---- phase 4, review.md: files that the reviewers have reached, then this month's records

    def review(self):
        v, self.reviewed = self.rules.review, []
        for community in self.communities.values():
            self.reviewed += [r for r in community.files if r.reached]
            community.files = [r for r in community.files if not r.reached]
        for r in self.reviewed:
            self.find(r, v.human_sensitivity, v.human_specificity)
        for r in [r for r in self.records if r.decision != 'lost']:
            confirmed = r.channel.verify_sensitivity if r.true else 1 - r.channel.verify_specificity
            if r.channel.kind == 'neighbours' and not chance(confirmed):
                r.decision = 'dismissed'
            elif chance(v.automatic_share):
                self.find(r, v.automatic_sensitivity, v.automatic_specificity)
            elif self.has_room(r.person.community):
                r.decision = 'filed'
                r.person.community.files.append(r)
                r.person.place.review.add(r, self.now)
            else:
                r.decision = 'no room'
        self.accepted = [r for r in self.reviewed + self.records if r.decision == 'accepted']

    def find(self, r, sensitivity, specificity):
        r.decision = 'accepted' if chance(sensitivity if r.true else 1 - specificity) else 'rejected'

    def has_room(self, community):
        """In its docket."""
        return len(community.files) + len(community.appeals) < self.rules.review.docket

    # ---- phase 5, scoring.md: points fade and are posted; points make the score, scores the grade

    def post_and_grade(self):
        for p in self.people:
            for points in (p.points, p.false_points):
                for f in points:
                    points[f] *= kept(f.half_life_months)
        for r in self.accepted:
            if r.event.component:
                self.post(r)
        for p in self.people:
            p.grade_before, p.grade = p.grade, self.grade_of(self.score(p))

    def post(self, r):
        p, e, f, before = r.person, r.event, r.event.component, r.person.points[r.event.component]
        p.points[f] += self.change(p, f, self.scaled(e.points))
        if e.drop_to_grade != 'none' and self.score(p) > self.just_below(e):
            p.points[f] += self.change(p, f, (self.just_below(e) - self.score(p)) / f.weight)
        if not r.true:
            p.false_points[f] += p.points[f] - before
        if r.informer is not None:
            r.informer.points[f] += self.change(r.informer, f, self.scaled(r.channel.reward_points))

    def scaled(self, points):
        """Penalties over rewards, as scale.asymmetry says."""
        return points * self.rules.scale.asymmetry ** (0.5 if points < 0 else -0.5)

    def change(self, p, f, points):
        """What of so many points the component takes within its bounds."""
        return min(max(points, f.floor - f.start - p.points[f]), f.ceiling - f.start - p.points[f])

    def just_below(self, e):
        """The highest score of the grade to which the class drops people."""
        return self.ends[self.grades.index(e.drop_to_grade) + 1] - POINT_STEP

    def score(self, p, without=Counter()):
        scale, total = self.rules.scale, self.rules.scale.base
        for f in self.rules.components.values():
            total += f.weight * min(max(p.points[f] - without[f] + f.start, f.floor), f.ceiling)
        return min(max(total, scale.minimum), scale.maximum)

    def grade_of(self, score):
        return bisect.bisect(self.bounds, score + 1e-9)

    def true_grade(self, p):
        """truth.md: by its name, the grade without the points of wrong records."""
        return self.grades[self.grade_of(self.score(p, without=p.false_points))]

    # ---- phase 6, lists.md: entries grow older and end; then people are entered, by records and by grade

    def age_entries(self):
        self.ended = []
        for entry in [entry for p in self.people for entry in p.entries.values()]:
            entry.months -= 1
            if entry.months and not entry.leaving and chance(entry.rule.repair_per_month):
                entry.leaving, entry.months = True, min(entry.months, entry.rule.exit_delay_months)
            by_grade = entry.cause is None and self.grades[entry.person.grade] in entry.rule.entry_grades
            if entry.months == 0 and by_grade and not entry.leaving:
                entry.months = entry.rule.term_months
            elif entry.months == 0:
                self.end(entry, 'repaired' if entry.leaving else 'expired')

    def end(self, entry, how):
        del entry.person.entries[entry.rule]
        entry.ended = how
        self.ended.append(entry)

    def enter_people(self):
        self.entered, lists = [], self.rules.lists.values()
        for r in self.accepted:
            for rule in lists:
                if r.event.name in rule.entry_events and chance(rule.entry_probability):
                    self.enter(r.person, rule, r.event, r.true)
                entry = r.person.entries.get(rule)
                if entry and r.event.kind == 'good_deed' and rule.colour == 'black':
                    entry.months = max(1, entry.months - rule.good_deed_months)
        for p in [p for p in self.people if p.grade != p.grade_before]:
            for rule in lists:
                towards = (p.grade < p.grade_before) == (rule.colour == 'black')
                by_grade = self.grades[p.grade] in rule.entry_grades and rule not in p.entries
                if towards and by_grade and chance(rule.entry_probability):
                    self.enter(p, rule, None, self.true_grade(p) in rule.entry_grades)

    def enter(self, p, rule, cause, true):
        """Or renew: cause and appeal stay those of the first."""
        if rule not in p.entries:
            p.entries[rule] = Record(person=p, rule=rule, cause=cause, true=true, true_at_first=true,
                                          learnt=None, ruling=None, ended=None)
            self.entered.append(p.entries[rule])
        entry = p.entries[rule]
        entry.months, entry.leaving, entry.true = rule.term_months, False, entry.true or true

    # ---- phase 7, measures.md: who is under which measure, of their own or through a relative

    def bind_measures(self):
        for p in self.people:
            p.measures = {m: 'own' for m in p.of_class if self.grades[p.grade] in m.grades
                          or any(rule.name in m.lists for rule in p.entries)}
        for p in self.people:
            for m in [m for m, whose in p.measures.items() if whose == 'own']:
                for q, spill in p.relatives:
                    if q.rank[m] < getattr(m, spill):
                        q.measures.setdefault(m, 'relative')

    # ---- phase 8a, due_process.md: the listed are told, or not

    def notify(self):
        self.notices, self.appeals = [], []
        for entry in [entry for entry in self.entered if entry.rule.colour == 'black']:
            if chance(self.rules.due_process.notice) or chance(entry.rule.publication):
                self.learn_of(entry, 'told')

    def learn_of(self, entry, how):
        d, p = self.rules.due_process, entry.person
        entry.learnt, p.strain = how, min(1, p.strain + self.rules.conduct.strain_listing)
        self.notices.append(entry)
        if self.contested(entry, d.appeal_if_guilty, d.appeal_if_wronged, d.informed_appeal):
            self.appeals.append(entry)

    def contested(self, entry, if_true, if_wrong, informed):
        """informed: of the wrong entries that would stand, for people who know the rules."""
        if_wrong += (1 - if_wrong) * informed * entry.person.knows_rules
        return chance(if_true if entry.true else if_wrong)

    # ---- phase 9a, measures.md: attempts meet measures; some learn of their entry so

    def attempts(self, p, m):
        """In the mean of a month, at an age at which they are made."""
        ratio = {'citizen': 1, 'executive': m.demand_executive_ratio, 'official': m.demand_official_ratio}
        place = 1 if p.urban else 1 / m.demand_urban_ratio
        income = math.exp(m.demand_income_slope * (p.quintile - 2))
        return m.demand_per_year * m.demand_volume / 12 * ratio[p.person_class] * place * income

    def attempt(self):
        self.effective = Counter()
        for p in self.people:
            refused = False
            for m in p.measures:
                n = min(8, poisson(self.attempts(p, m))) if meets(m, p.age) else 0
                effective = sum(chance(m.strictness) for _ in range(n))
                self.effective[m.kind] += effective
                if effective and m.kind == 'sanction':
                    refused, p.strain = True, min(1, p.strain + m.strain)
                    self.lose_income(p, m.income_loss)
            for entry in p.entries.values() if refused else ():
                unaware = entry.rule.colour == 'black' and not entry.learnt
                if unaware and chance(self.rules.due_process.notice_by_refusal):
                    self.learn_of(entry, 'refused')

    # ---- phase 8b, due_process.md: appeals that have waited are decided, then this month's are taken in

    def decide_appeals(self):
        self.ruled = []
        for community in self.communities.values():
            for entry in community.appeals:
                if entry.ended:
                    entry.ruling = 'expired'
                elif entry.reached and self.now - entry.filed >= self.rules.due_process.delay_months:
                    self.rule_on(entry)
            self.ruled += [entry for entry in community.appeals if entry.ruling]
            community.appeals = [entry for entry in community.appeals if not entry.ruling]
        for entry in self.appeals:
            entry.person.place.appeals.add(entry, self.now)  # its turn, with room in the docket or not
            if self.has_room(entry.person.community):
                entry.person.community.appeals.append(entry)

    def rule_on(self, entry):
        d = self.rules.due_process
        upheld = self.contested(entry, d.overturn_true, d.overturn_wrong, d.informed_success)
        entry.ruling = 'upheld' if upheld else 'denied'
        if upheld:
            self.end(entry, 'overturned')
        if upheld and d.restore_points and entry.cause and entry.cause.component:
            self.restore(entry.person, entry.cause, months=entry.rule.term_months - entry.months)

    def restore(self, p, e, months):
        """The points of the record behind an entry, as far as they have not faded in the months since."""
        lost = self.scaled(e.points) * kept(e.component.half_life_months) ** months
        p.points[e.component] += self.change(p, e.component, -lost)
        p.false_points[e.component] = min(0, p.false_points[e.component] - lost)

    # ---- phase 9b, conduct.md: people learn, calm down, recover

    def adapt(self):
        c = self.rules.conduct
        for act in self.acts + [r.act for r in self.reviewed if r.true]:
            decision = act.record.decision if act.record and act.record.true else None
            if decision != 'filed':
                self.learn(act.person, act.event, caught=decision == 'accepted')
        for p in self.people:
            p.strain *= kept(c.strain_half_life_months)
            p.loan = p.loan and not chance(1 / c.loan_months)
            p.income_lost -= p.income_lost > 0 and chance(c.income_recovery_per_month)

    def learn(self, p, e, caught):
        share, c = self.share[p.urban].get(e.name), self.rules.conduct
        if share:
            step = c.learning_caught if caught else c.learning_uncaught
            p.risk[e.sphere] = min(1, p.risk[e.sphere] + step * share * (caught - share * p.risk[e.sphere]))

    def lose_income(self, p, share):
        """In whole steps; what is left of one is the chance of one more."""
        p.income_lost = min(15, p.income_lost + int(share / INCOME_STEP + random()))

    # ---- the end of the month, fields.md: norms, places' experience of being recorded, how far queues come

    def renew_fields(self):
        c = self.rules.conduct
        for place in self.places.values():
            for kind, norm in place.norm.items():
                if place.month['counterfactual', kind]:
                    ratio = min(4, place.month['happened', kind] / place.month['counterfactual', kind])
                    norm += (ratio - norm) * c.norm_learning
                    place.norm[kind] = min(max(norm, c.norm_floor), c.norm_ceiling)
            for sphere, risk in place.risk.items():
                if place.month['done', sphere]:
                    experience = min(1, place.month['recorded', sphere] / place.month['done', sphere])
                    place.risk[sphere] = risk + (experience - risk) * c.learning_place
            for queue, body in (place.review, self.rules.review), (place.appeals, self.rules.due_process):
                queue.renew(body.files_per_month_per_million * place.people / 1e6)

    # ---- conduct.md: how people answer. Losses and rewards are in months of the person's own income

    def weighed(self, p, e):
        """What is left of the rate of a class that some channel can record (a good deed's may rise)."""
        c, share = self.rules.conduct, self.share[p.urban].get(e.name)
        if not share:
            return 1
        risk = c.risk_own_weight * p.risk[e.sphere] + c.risk_place_weight * p.place.risk[e.sphere]
        stake = self.expected(p, e, up=e.kind == 'good_deed') if risk > 0 else 0
        if stake <= 0:
            return 1
        x = min(16, (share * min(1, risk)) ** c.certainty * (stake / e.gain) ** c.severity)
        if e.kind == 'good_deed':
            return 1 - e.crowding_out * (1 - math.exp(-x / c.displacement)) + x
        left = max(0, 1 - x) if c.law == 'uniform' else math.exp(-x)
        unknowing = e.avoidable if e.kind == 'violation' and not p.knows_rules else 0
        return unknowing + (1 - unknowing) * left

    def watched(self, urban):
        """By class, its detection over that of its sphere's best watched; by sphere, the risk at first."""
        events, best = [e for e in self.rules.events.values() if e.kind != 'life_event'], Counter()
        found = {e.name: self.detection(e, urban) for e in events}
        for e in events:
            best[e.sphere] = max(best[e.sphere], found[e.name])
        return ({e.name: found[e.name] / best[e.sphere] for e in events if found[e.name]},
                {sphere: min(1, self.rules.conduct.risk_bias * most) for sphere, most in best.items()})

    def detection(self, e, urban):
        """Chance that an act of the class ends as an accepted record of who did it."""
        v, missed = self.rules.review, 1.0
        for c in self.rules.channels.values():
            seen = coverage(c, urban) * c.detects.get(e.name, 0) * (1 - c.wrong_person)
            seen *= coverage(self.rules.identity, urban) if c.needs_identity else 1
            missed *= 1 - seen * (c.verify_sensitivity if c.kind == 'neighbours' else 1)
        accepted = v.automatic_share * v.automatic_sensitivity + (1 - v.automatic_share) * v.human_sensitivity
        return (1 - missed) * accepted

    def expected(self, p, e, up):
        """By points and by lists. up: a good deed's reward; else the loss by another act."""
        worth, colour = self.points_worth(p, e, up), 'red' if up else 'black'
        for rule in self.rules.lists.values():
            if rule.colour == colour and e.name in rule.entry_events:
                worth += self.list_worth(p, rule)
            if up and rule.colour == 'black' and rule in p.entries:  # months off an entry that stands
                months = min(rule.good_deed_months, p.entries[rule].months - 1)
                worth += months * sum(self.stake(p, m) for m in self.of_list(p, rule) if meets(m, p.age))
        return worth

    def list_worth(self, p, rule, grade=None):
        """Of a case for a list, by record or by grade; of an entry that stands, what a renewal adds."""
        measures, black = self.of_list(p, rule, grade), rule.colour == 'black'
        stays = [(1 - rule.repair_per_month) ** t for t in range(rule.term_months + 1)]
        months = sum(stays[:-1]) + (1 - stays[-1]) * rule.exit_delay_months
        months = min(months, self.rules.conduct.horizon_months)
        if rule in p.entries:
            gone = max(0, rule.term_months - p.entries[rule].months) / rule.term_months if black else 0
            return rule.entry_probability * gone * months * self.month_under(p, measures)
        shame = rule.publication * self.rules.publicity.stake_months if black else 0
        return rule.entry_probability * (months * self.month_under(p, measures, p.measures) + shame)

    def of_list(self, p, rule, grade=None):
        """Its measures; those of the grade by which it is entered are counted with the grade."""
        kind = 'sanction' if rule.colour == 'black' else 'reward'
        return [m for m in p.of_class if m.kind == kind and rule.name in m.lists and grade not in m.grades]

    def month_under(self, p, measures, already=()):
        """What is in force already costs nothing more; relatives are thought of all the same."""
        total = 0
        for m in measures:
            people = meets(m, p.age) and m not in already
            for _, spill in p.relatives:
                supposed_age = CHILD if spill == 'spill_child' else p.age
                people += self.rules.conduct.care * getattr(m, spill) * meets(m, supposed_age)
            total += people * self.stake(p, m)
        return total

    def stake(self, p, m):
        """A month under a measure. Income lost at once comes back a step at a time."""
        c, steps = self.rules.conduct, m.income_loss / INCOME_STEP if m.kind == 'sanction' else 0
        step_lasts = min(1 / max(c.income_recovery_per_month, 1e-9), c.horizon_months)
        income = INCOME_STEP * steps * (steps + 1) / 2 * step_lasts
        return self.attempts(p, m) * m.strictness * (m.stake_months + income)

    def points_worth(self, p, e, up):
        """Of what a record's points would still move the score, for as long as they count."""
        move, months, f = 0, self.rules.conduct.horizon_months, e.component
        if f:
            move = self.change(p, f, self.scaled(e.points)) * f.weight * (1 if up else -1)
            months = min(f.half_life_months / math.log(2) or months, months)
        if e.drop_to_grade != 'none' and not up:
            supposed = self.score(p) if p.knows_rules else (self.ends[p.grade] + self.ends[p.grade + 1]) / 2
            move = max(move, supposed - self.just_below(e))
        return self.move_worth(p, move, months, up) if move > 0 else 0

    def move_worth(self, p, move, months, up):
        """Of each grade that is crossed; who knows the rules knows how far they are."""
        higher = range(p.grade + 1, len(self.grades)) if up else range(p.grade, 0, -1)
        worth = {grade: self.step_worth(p, grade, months, up) for grade in higher}
        if worth and not p.knows_rules:  # every point of the way to the last threshold is worth the same
            way = self.ends[-2] - self.ends[p.grade] if up else self.ends[p.grade + 1] - self.ends[1]
            return min(1, move / way) * sum(worth.values())
        score, total = self.score(p), 0
        for grade in higher:
            threshold = self.ends[grade] - (0 if up else POINT_STEP)
            distance = max(POINT_STEP, abs(threshold - score))
            total += worth[grade] * min(1, max(0, move) / distance)  # of a step not reached, a share
            move, score = move - distance, threshold
        return total

    def step_worth(self, p, higher, months, up):
        """Measures of one of two grades and not of the other, and lists that are entered by grade."""
        above, below = self.grades[higher], self.grades[higher - 1]
        measures = [m for m in p.of_class
                    if (below in m.grades) - (above in m.grades) == (1 if m.kind == 'sanction' else -1)]
        colour, entered = ('red', above) if up else ('black', below)
        lists = [rule for rule in self.rules.lists.values() if rule.colour == colour
                 and entered in rule.entry_grades and rule not in p.entries]
        worth = months * self.month_under(p, measures)
        return worth + sum(self.list_worth(p, rule, entered) for rule in lists)
