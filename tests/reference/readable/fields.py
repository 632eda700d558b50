"""What a place keeps from month to month, its norms, its risks and its queues: docs/model/fields.md."""
from collections import deque
from random import random

KINDS = ('violation', 'good_deed', 'lawful_act')   # kinds of event that have a norm


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


class Fields:
    """The end of a month. Asks of World: places, rules."""

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
