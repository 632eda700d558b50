"""Which records are accepted, by whom and when: docs/model/review.md."""
from random import random


class Review:
    """Phase 4: files that the reviewers have reached, then this month's records. Asks of World: places, records, rules."""

    def review(self):
        decided = []
        for place in self.places.values():
            for filed, r in place.review.reached(self.now, 1):
                self.counts['review wait'] += self.now - filed
                self.find(r, self.rules[1].review.human_sensitivity, self.rules[1].review.human_specificity)
                decided.append(r)
        self.counts['reviewed'] += len(decided)
        for r in self.records:
            rules = self.rules[r.person.urban].review
            confirmed = r.channel.verify_sensitivity if r.true else 1 - r.channel.verify_specificity
            if r.channel.kind == 'neighbours' and random() >= confirmed:
                r.decision = 'dismissed'
            elif random() < rules.automatic_share:
                self.find(r, rules.automatic_sensitivity, rules.automatic_specificity)
            else:
                r.decision = 'filed'
                r.person.at.review.file(self.now, r)
        self.decided_late = decided
        self.accepted = [r for r in decided + self.records if r.decision == 'accepted']

    def find(self, r, sensitivity, specificity):
        r.decision = 'accepted' if random() < (sensitivity if r.true else 1 - specificity) else 'rejected'
        self.counts[r.decision, r.true] += 1
