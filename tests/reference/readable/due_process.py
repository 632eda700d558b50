"""Notices and appeals: docs/model/due_process.md."""
from random import random

from .conduct import kept


class DueProcess:
    """Phases 8a and 8b. Asks of World: entered, places, rules, knows_rules, end, weighed."""

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
