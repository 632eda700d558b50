"""What an act is expected to cost, or a good deed to bring, and how its rate answers: docs/model/conduct.md.

Losses and rewards are in months of the person's own income.
"""
import math

from .belief import sphere

INCOME_STEP = 0.05                                         # income is lost and regained in such steps (measures.md)
CHILD = 10                                                 # age at which a child at home is thought of


def income_months(conduct, share):
    """Months of income that so much lost at once costs until it has come back, a step at a time."""
    steps = share / INCOME_STEP
    lasts = min(1 / conduct.income_recovery_per_month, conduct.horizon_months) if conduct.income_recovery_per_month else conduct.horizon_months
    return INCOME_STEP * steps * (steps + 1) / 2 * lasts


class Weighing:
    """Asks of World: rules, grades, bounds, score, weighed, knows_rules, homes."""

    # ---- a month under a measure

    def stake(self, p, m):
        c = self.rules[p.urban].conduct
        times = {'citizen': 1, 'executive': m.demand_executive_ratio, 'official': m.demand_official_ratio}[p.person_class]
        attempts = m.demand_per_year * m.demand_volume / 12 * times * math.exp(m.demand_income_slope * (p.quintile - 2)) / (1 if p.urban else m.demand_urban_ratio)
        return attempts * m.strictness * (m.stake_months + income_months(c, m.income_loss if m.kind == 'sanction' else m.income_gain))

    def relatives_share(self, p, m):
        """Of a month under a measure, what falls on relatives who can meet it, at the weight of care."""
        def meets(age):
            return m.demand_min_age <= age <= m.demand_max_age
        parents, sum_ = ('head', 'spouse'), 0.0
        for q in self.homes[p.home]:
            if q is p:
                continue
            if p.role in parents and q.role in parents:
                sum_ += m.spill_spouse * meets(p.age)
            elif p.role in parents and q.role == 'child':
                sum_ += m.spill_child * meets(CHILD)
            else:
                sum_ += m.spill_household * meets(p.age)
        sum_ += m.spill_kin * meets(p.age) * sum(row >= 0 for row in (p.kin, p.former))
        return sum_ * self.rules[p.urban].conduct.care

    def month_under(self, p, measures, already=()):
        """Measures in force for the person already cost nothing more; relatives are thought of all the same."""
        return sum(self.stake(p, m) * ((m.name not in already and m.demand_min_age <= p.age <= m.demand_max_age) + self.relatives_share(p, m))
                   for m in measures)

    # ---- lists

    def of_list(self, p, name, kind, grade=None):
        """Those of a grade are counted with the grade."""
        return [m for m in self.rules[p.urban].measures.values()
                if m.enabled and m.kind == kind and name in m.lists and p.person_class in m.classes and grade not in m.grades]

    def list_months(self, rule):
        stays = [(1 - rule.repair_per_month) ** t for t in range(rule.term_months + 1)]
        return min(sum(stays[:-1]) + (1 - stays[-1]) * rule.exit_delay_months, self.rules[1].conduct.horizon_months)

    def list_loss(self, p, rule, grade=None):
        months, entry = self.list_months(rule), p.entries.get(rule.name)
        if entry is not None:                              # a renewal adds what of the term is gone
            return (rule.entry_probability * self.month_under(p, self.of_list(p, rule.name, 'sanction'))
                    * months * max(0, rule.term_months - entry.months) / rule.term_months)
        r = self.rules[p.urban]
        shame = r.publicity.stake_months + (r.publicity.work_lost * income_months(r.conduct, r.conduct.job_loss_income) if p.employed else 0)
        return rule.entry_probability * (self.month_under(p, self.of_list(p, rule.name, 'sanction', grade), p.measures) * months
                                         + rule.publication * shame)

    def list_reward(self, p, rule, grade=None):
        if rule.name in p.entries:
            return 0.0
        return rule.entry_probability * self.month_under(p, self.of_list(p, rule.name, 'reward', grade), p.measures) * self.list_months(rule)

    # ---- grades

    def step_worth(self, p, higher, months, up):
        """What it is worth to be in a grade and not in the next lower one: measures, and lists that are entered by grade."""
        above, below, worth = self.grades[higher], self.grades[higher - 1], 0.0
        measures = [m for m in self.rules[p.urban].measures.values() if m.enabled and p.person_class in m.classes
                    and ((m.kind == 'sanction' and below in m.grades and above not in m.grades)
                         or (m.kind == 'reward' and above in m.grades and below not in m.grades))]
        for rule in self.rules[p.urban].lists.values():
            if rule.enabled and up and rule.colour == 'red' and above in rule.entry_grades:
                worth += self.list_reward(p, rule, above)
            if rule.enabled and not up and rule.colour == 'black' and below in rule.entry_grades and rule.name not in p.entries:
                worth += self.list_loss(p, rule, below)
        return worth + self.month_under(p, measures) * months

    def ends(self, grade):
        scale = self.rules[1].scale
        ends = [scale.minimum, *self.bounds, scale.maximum]
        return ends[grade], ends[grade + 1]

    def supposed_score(self, p):
        """Their own where they know the rules, else the middle of their grade."""
        return self.score(p) if self.knows_rules(p) else sum(self.ends(p.grade)) / 2

    def move_worth(self, p, move, months, up):
        if move <= 0:
            return 0.0
        if not self.knows_rules(p):                        # every point of the way down, or up, is worth the same
            steps = range(p.grade + 1, len(self.bounds) + 1) if up else range(1, p.grade + 1)
            way = self.bounds[-1] - self.ends(p.grade)[0] if up else self.ends(p.grade)[1] - self.bounds[0]
            return sum(self.step_worth(p, higher, months, up) for higher in steps) * min(1, move / way) if steps else 0.0
        score, grade, worth = self.score(p), p.grade, 0.0
        while move > 0 and (grade < len(self.bounds) if up else grade > 0):
            threshold = self.bounds[grade if up else grade - 1]
            distance = max(1 / 32, threshold - score if up else score - threshold + 1 / 32)
            worth += self.step_worth(p, grade + up, months, up) * min(1, move / distance)   # of a step not reached, a share
            move, score, grade = move - distance, threshold if up else threshold - 1 / 32, grade + (1 if up else -1)
        return worth

    def move_of(self, p, e):
        """Points that a record would still move, as a move of the score."""
        if e.component == 'none':
            return 0.0
        f, held = self.rules[1].components[e.component], p.points.get(e.component, 0)
        after = min(max(held + self.weighed(e.points), f.floor - f.start), f.ceiling - f.start)
        return (after - held) * f.weight

    def points_months(self, e):
        c = self.rules[1].conduct
        half_life = self.rules[1].components[e.component].half_life_months if e.component != 'none' else 0
        return min(half_life / math.log(2), c.horizon_months) if half_life else c.horizon_months

    def expected_loss(self, p, e):
        loss = sum(self.list_loss(p, rule) for rule in self.rules[p.urban].lists.values()
                   if rule.enabled and rule.colour == 'black' and e.name in rule.entry_events)
        move = -self.move_of(p, e) if e.points < 0 else 0
        if e.drop_to_grade != 'none' and self.grades.index(e.drop_to_grade) < len(self.bounds):
            move = max(move, self.supposed_score(p) - self.bounds[self.grades.index(e.drop_to_grade)] + 1 / 32)
        return loss + (self.move_worth(p, move, self.points_months(e), False) if self.grades else 0)

    def expected_reward(self, p, e):
        reward = 0.0
        for rule in self.rules[p.urban].lists.values():
            if rule.enabled and rule.colour == 'red' and e.name in rule.entry_events:
                reward += self.list_reward(p, rule)
            if rule.colour == 'black' and rule.name in p.entries:
                months = min(rule.good_deed_months, p.entries[rule.name].months - 1)
                reward += months * sum(self.stake(p, m) for m in self.of_list(p, rule.name, 'sanction')
                                       if m.demand_min_age <= p.age <= m.demand_max_age)
        return reward + (self.move_worth(p, self.move_of(p, e), self.points_months(e), True) if e.points > 0 and self.grades else 0)

    # ---- the answer

    def acted_risk(self, p, e):
        c = self.rules[p.urban].conduct
        believed = min(1, c.risk_own_weight * p.risk[sphere(e)] + c.risk_place_weight * p.at.risk[sphere(e)])
        return believed * self.rules[p.urban].share[e.name]

    def answer(self, p, e):
        """What is left of the rate of a class that some channel can record (a good deed's may rise)."""
        c = self.rules[p.urban].conduct
        if e.name not in self.rules[p.urban].share:
            return 1.0
        stake, risk = self.expected_reward(p, e) if e.kind == 'good_deed' else self.expected_loss(p, e), self.acted_risk(p, e)
        if stake <= 0 or risk <= 0:
            return 1.0
        x = min(16, risk ** c.certainty * (stake / e.gain) ** c.severity)
        if e.kind == 'good_deed':
            return 1 - e.crowding_out * (1 - math.exp(-x / c.displacement)) + x
        left = max(0, 1 - x) if c.law == 'uniform' else math.exp(-x)
        unknowing = e.avoidable if e.kind == 'violation' and not self.knows_rules(p) else 0
        return unknowing + (1 - unknowing) * left
