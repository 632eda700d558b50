"""Black and red lists: docs/model/lists.md."""
from random import random

from .given import Record


class Lists:
    """Phase 6: entries grow older and end, people are entered. Asks of World: accepted, scored, rules, true_grade."""

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
