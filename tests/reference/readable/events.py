"""What truly happens: docs/model/events.md."""
import bisect
from random import random

from .chance import poisson
from .conduct import lose_income
from .given import Record
from .belief import sphere


class Events:
    """Phase 2. Asks of World: people, rules, multiplier."""

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
