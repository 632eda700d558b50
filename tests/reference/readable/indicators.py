"""What is counted at the end of a run: docs/model/indicators.md."""
from collections import Counter


class Indicators:
    """Phase 10: stocks. Asks of World: people, score, true_grade, rules."""

    def stocks(self):
        out = Counter(people=len(self.people), score=sum(map(self.score, self.people)))
        for p in self.people:
            black = [e for e in p.entries.values() if e.rule.colour == 'black']
            measures = self.rules[p.urban].measures
            under = [measures[n] for n in p.measures if measures[n].kind == 'sanction']
            out['grade', p.grade] += 1
            out['strain'] += p.strain
            if black:
                out['listed'] += 1
                out['listed did'] += all(e.true for e in black)
                out['listed unaware'] += not any(e.aware for e in black)
            if under:
                out['sanctioned'] += 1
                rightly = [n for n, e in p.entries.items() if e.true]
                true_grade = self.grades[self.true_grade(p)]
                out['innocent'] += not any(p.measures[m.name] == 'own' and (true_grade in m.grades or not set(rightly).isdisjoint(m.lists))
                                           for m in under)
        return out
