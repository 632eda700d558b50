"""Who is under which measure, and what is refused or granted: docs/model/measures.md."""
import math
from random import random

from .chance import poisson
from .conduct import lose_income


class Measures:
    """Phases 7 and 9a. Asks of World: people, homes, rules, learn_of."""

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
