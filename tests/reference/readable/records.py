"""What is recorded of what happens, and what is fabricated: docs/model/records.md."""
from random import choice, choices, random

from .chance import poisson
from .given import Record
from .belief import sphere


class Records:
    """Phase 3. Asks of World: happened, communities, rules, count."""

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
