"""How people answer to a regime (docs/model/conduct.md): what they believe, how they weigh an act, what they learn.

Losses and rewards are in months of the person's own income.
"""
import math
from collections import Counter
from random import random

SPHERE_OF = {'violation': 'property', 'good_deed': 'deeds', 'lawful_act': 'speech'}  # what by_kind means
INCOME_STEP = 0.05  # in which income is lost and regained
POINT_STEP = 1 / 32  # in which points are held
CHILD = 10  # age of a child at home, as people reckon


def sphere(e):
    return SPHERE_OF[e.kind] if e.sphere == 'by_kind' else e.sphere


def coverage(of, urban):
    return of.coverage_urban if urban else of.coverage_rural


def kept(half_life):
    """What is left after a month."""
    return 2 ** (-1 / half_life) if half_life else 1


def detection(rules, e, urban):
    """Chance that an act of the class ends as an accepted record of who did it."""
    missed = 1.0
    for c in rules.channels.values():
        seen = coverage(c, urban) * c.detects.get(e.name, 0) * (1 - c.wrong_person)
        seen *= coverage(rules.identity, urban) if c.needs_identity else 1
        missed *= 1 - seen * (c.verify_sensitivity if c.kind == 'neighbours' else 1)
    v = rules.review
    return (1 - missed) * (v.automatic_share * v.automatic_sensitivity + (1 - v.automatic_share) * v.human_sensitivity)


def best_watched(rules, urban):
    """By sphere: detection of its best watched class, which is what a perceived risk is of."""
    best = Counter()
    for e in rules.events.values():
        if e.kind != 'life_event':
            best[sphere(e)] = max(best[sphere(e)], detection(rules, e, urban))
    return best


def shares(rules, urban):
    """Of each class that can be recorded: its detection over that of the best watched of its sphere."""
    best = best_watched(rules, urban)
    acts = [e for e in rules.events.values() if e.kind != 'life_event' and detection(rules, e, urban)]
    return {e.name: detection(rules, e, urban) / best[sphere(e)] for e in acts}


def risks_at_first(rules, urban):
    return {name: min(1, rules.conduct.risk_bias * best) for name, best in best_watched(rules, urban).items()}


def meets(m, age):
    """Whether people of the age try what the measure concerns."""
    return m.demand_min_age <= age <= m.demand_max_age


class Conduct:
    """Asks of World: rules, share, grades, bounds, score, scaled, moved, attempts, relatives, happened, decided."""

    def knows_rules(self, p):
        return p.rank['rules'] < self.rules.conduct.published_rules

    # ---- a month under a measure

    def income_months(self, share):
        """Months of income that so much lost at once costs until it has come back, a step at a time."""
        c, steps, lasts = self.rules.conduct, share / INCOME_STEP, self.rules.conduct.horizon_months
        if c.income_recovery_per_month:
            lasts = min(1 / c.income_recovery_per_month, lasts)
        return INCOME_STEP * steps * (steps + 1) / 2 * lasts

    def stake(self, p, m):
        income = m.income_loss if m.kind == 'sanction' else m.income_gain
        return self.attempts(p, m) * m.strictness * (m.stake_months + self.income_months(income))

    def month_under(self, p, measures, already=()):
        """What is in force for the person already costs nothing more; relatives are thought of all the same."""
        total = 0.0
        for m in measures:
            people = 1.0 if meets(m, p.age) and m.name not in already else 0.0
            for _, spill in self.relatives(p):
                supposed_age = CHILD if spill == 'spill_child' else p.age
                people += self.rules.conduct.care * getattr(m, spill) * meets(m, supposed_age)
            total += self.stake(p, m) * people
        return total

    # ---- lists

    def of_list(self, p, rule, kind, grade=None):
        """Measures of a list; those of the grade by which it is entered are counted with the grade."""
        return [m for m in self.rules.measures.values()
                if m.kind == kind and rule.name in m.lists and p.person_class in m.classes and grade not in m.grades]

    def list_months(self, rule):
        stays = [(1 - rule.repair_per_month) ** t for t in range(rule.term_months + 1)]
        return min(sum(stays[:-1]) + (1 - stays[-1]) * rule.exit_delay_months, self.rules.conduct.horizon_months)

    def list_loss(self, p, rule, grade=None):
        c, entry = self.rules.conduct, p.entries.get(rule.name)
        if entry is not None:  # a renewal adds what of the term is gone
            months = self.list_months(rule) * max(0, rule.term_months - entry.months) / rule.term_months
            return rule.entry_probability * months * self.month_under(p, self.of_list(p, rule, 'sanction'))
        shame = self.rules.publicity.stake_months
        shame += self.rules.publicity.work_lost * self.income_months(c.job_loss_income) if p.employed else 0
        under = self.month_under(p, self.of_list(p, rule, 'sanction', grade), p.measures)
        return rule.entry_probability * (under * self.list_months(rule) + rule.publication * shame)

    def list_reward(self, p, rule, grade=None):
        under = self.month_under(p, self.of_list(p, rule, 'reward', grade), p.measures)
        return 0 if rule.name in p.entries else rule.entry_probability * under * self.list_months(rule)

    # ---- grades

    def step_worth(self, p, higher, months, up):
        """Of a grade over the next lower one: measures, and lists that are entered by grade."""
        above, below, worth = self.grades[higher], self.grades[higher - 1], 0.0
        only = {'sanction': (below, above), 'reward': (above, below)}  # of the one grade and not of the other
        measures = [m for m in self.rules.measures.values() if p.person_class in m.classes
                    and only[m.kind][0] in m.grades and only[m.kind][1] not in m.grades]
        for rule in self.rules.lists.values():
            if up and rule.colour == 'red' and above in rule.entry_grades:
                worth += self.list_reward(p, rule, above)
            if not up and rule.colour == 'black' and below in rule.entry_grades and rule.name not in p.entries:
                worth += self.list_loss(p, rule, below)
        return worth + self.month_under(p, measures) * months

    def ends(self, grade):
        ends = [self.rules.scale.minimum, *self.bounds, self.rules.scale.maximum]
        return ends[grade], ends[grade + 1]

    def move_worth(self, p, move, months, up):
        """Of a move of the score by so much up, or down."""
        if move <= 0 or not self.bounds:
            return 0.0
        if not self.knows_rules(p):  # every point of the way to the last threshold is worth the same
            steps = range(p.grade + 1, len(self.bounds) + 1) if up else range(1, p.grade + 1)
            way = self.bounds[-1] - self.ends(p.grade)[0] if up else self.ends(p.grade)[1] - self.bounds[0]
            worth = sum(self.step_worth(p, higher, months, up) for higher in steps)
            return worth * min(1, move / way) if steps else 0.0
        score, grade, worth = self.score(p), p.grade, 0.0
        while move > 0 and (grade < len(self.bounds) if up else grade > 0):
            threshold = self.bounds[grade if up else grade - 1]
            distance = max(POINT_STEP, threshold - score if up else score - threshold + POINT_STEP)
            # Of a step not reached, a share.
            worth += self.step_worth(p, grade + up, months, up) * min(1, move / distance)
            move, score, grade = move - distance, threshold - (not up) * POINT_STEP, grade + (1 if up else -1)
        return worth

    def points_worth(self, p, e, up):
        """Of what a record's points would still move, for as long as they count."""
        c, move, half_life = self.rules.conduct, 0.0, 0
        if e.component != 'none':
            f = self.rules.components[e.component]
            half_life, change = f.half_life_months, self.moved(p, f.name, self.scaled(e.points)) - p.points[f.name]
            move = change * f.weight * (1 if up else -1)
        if not up and e.drop_to_grade in self.grades[:-1]:
            supposed = self.score(p) if self.knows_rules(p) else sum(self.ends(p.grade)) / 2
            move = max(move, supposed - self.bounds[self.grades.index(e.drop_to_grade)] + POINT_STEP)
        months = min(half_life / math.log(2), c.horizon_months) if half_life else c.horizon_months
        return self.move_worth(p, move, months, up)

    # ---- the answer

    def expected_loss(self, p, e):
        black = [rule for rule in self.rules.lists.values() if rule.colour == 'black' and e.name in rule.entry_events]
        return sum(self.list_loss(p, rule) for rule in black) + self.points_worth(p, e, up=False)

    def expected_reward(self, p, e):
        reward = self.points_worth(p, e, up=True)
        for rule in self.rules.lists.values():
            if rule.colour == 'red' and e.name in rule.entry_events:
                reward += self.list_reward(p, rule)
            if rule.colour == 'black' and rule.name in p.entries:
                months = min(rule.good_deed_months, p.entries[rule.name].months - 1)
                reward += months * sum(self.stake(p, m) for m in self.of_list(p, rule, 'sanction') if meets(m, p.age))
        return reward

    def weighed(self, p, e):
        """What is left of the rate of a class that some channel can record (a good deed's may rise)."""
        c, share = self.rules.conduct, self.share[p.urban].get(e.name)
        if not share:
            return 1.0
        risk = share * min(1, c.risk_own_weight * p.risk[sphere(e)] + c.risk_place_weight * p.at.risk[sphere(e)])
        stake = self.expected_reward(p, e) if e.kind == 'good_deed' else self.expected_loss(p, e)
        if stake <= 0 or risk <= 0:
            return 1.0
        x = min(16, risk ** c.certainty * (stake / e.gain) ** c.severity)
        if e.kind == 'good_deed':
            return 1 - e.crowding_out * (1 - math.exp(-x / c.displacement)) + x
        left = max(0, 1 - x) if c.law == 'uniform' else math.exp(-x)
        unknowing = e.avoidable if e.kind == 'violation' and not self.knows_rules(p) else 0
        return unknowing + (1 - unknowing) * left

    # ---- phase 9b: learning, and what people carry

    def adapt(self):
        c = self.rules.conduct
        for act in self.happened:
            own = act.record is not None and act.record.person is act.person
            if not (own and act.record.decision == 'filed'):
                self.learn(act.person, act.event, own and act.record.decision == 'accepted')
        for r in self.decided:
            if r.true:
                self.learn(r.person, r.event, r.decision == 'accepted')
        for p in self.people:
            p.strain = p.strain * kept(c.strain_half_life_months) if p.strain > 0.002 else 0
            p.loan = p.loan and random() >= 1 / c.loan_months
            if p.income_lost and random() < c.income_recovery_per_month:
                p.income_lost -= 1

    def learn(self, p, e, caught):
        c, share = self.rules.conduct, self.share[p.urban].get(e.name)
        if share:
            step = (c.learning_caught if caught else c.learning_uncaught) * share * (caught - p.risk[sphere(e)] * share)
            p.risk[sphere(e)] = min(1, p.risk[sphere(e)] + step)

    def lose_income(self, p, share):
        p.income_lost = min(15, p.income_lost + round(share / INCOME_STEP))
