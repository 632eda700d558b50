"""People and places before the first month: docs/model/population.md; the rate at which events are proposed to each: docs/model/events.md."""
import math
from collections import Counter, defaultdict
from itertools import accumulate
from random import random, seed as start_random

from .chance import bucket_means
from .fields import KINDS, Desk
from .given import Record, months_of, rules_at
from .belief import risks_at_first, shares

PRONENESS = (0.5, 0.75, 0.9, 0.95, 0.97, 0.985, 0.995, 1)  # upper ends of the buckets as shares of people
HELPFULNESS = (0.5, 0.8, 0.95, 1)


class People:
    """All people of a scenario in one replicate, where they live, and the rules of the month. Asks of World: score, grade_of."""

    def __init__(self, scenario, people, seed):
        start_random(seed)
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
            self.settle(p)
            self.begin(p)
        self.heard = {}                        # by urban: the rules so far
        self.scored, self.listed = {}, {}      # who has points, who is on a list, in the order of coming

    def settle(self, p):
        """Community, household and place."""
        self.communities[p.community].append(p)
        self.homes[p.home].append(p)
        if p.place not in self.places:
            self.places[p.place] = Record(people=0, risk=self.first_risk_of_place(), norm=dict.fromkeys(KINDS, 1.0), month=Counter(),
                                          review=Desk(), appeals=Desk())
        p.at = self.places[p.place]
        p.at.people += 1

    def begin(self, p):
        """A person without a past."""
        p.band = sum(p.age >= years for years in (18, 30, 45, 60))
        p.cell = self.cell(p)
        p.points, p.false_points, p.entries, p.measures = {}, {}, {}, {}
        p.risk, p.strain, p.income_lost, p.offended, p.moved = {}, 0.0, 0, False, False
        p.loan = 18 <= p.age <= 69 and random() < self.rules[1].society.borrower_share
        p.rank = defaultdict(random)           # random numbers that a person has for life, each drawn when first asked for
        p.grade = p.grade_before = self.grade_of(self.score(p))

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
