"""What people believe of the rules, how much more or less often they act, and what a month leaves in them: docs/model/conduct.md."""
import math
from random import random

from .belief import rescaled, risks_at_first, sphere
from .weighing import INCOME_STEP


def kept(half_life):
    """What is left after a month."""
    return 2 ** (-1 / half_life) if half_life else 1


def lose_income(p, share):
    p.income_lost = min(15, p.income_lost + round(share / INCOME_STEP))


class Conduct:
    """Phases 1 and 9b."""

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
