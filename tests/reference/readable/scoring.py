"""Points fade and are posted; points make the score, scores the grade: docs/model/scoring.md."""
import bisect

from .conduct import kept

STEP = 1 / 32   # points are held in such steps


class Scoring:
    """Phase 5. Asks of World: accepted, rules, bounds, grades."""

    def post_and_grade(self):
        components = self.rules[1].components
        for p in self.scored:
            for held in (p.points, p.false_points):
                for f in held:
                    held[f] *= kept(components[f].half_life_months)
        for r in self.accepted:
            if r.event.component != 'none':
                self.post(r.person, r.event, r.event.points, r.event.drop_to_grade, not r.true)
                if r.informer is not None:
                    self.post(r.informer, r.event, r.channel.reward_points, 'none', False)
        for p in self.scored:
            p.grade_before, p.grade = p.grade, self.grade_of(self.score(p))
        self.scored = {p: True for p in self.scored if p.grade != p.grade_before or any(abs(x) > STEP / 2 for x in p.points.values())}

    def post(self, p, event, points, drop_to_grade, wrong):
        f, before = self.rules[1].components[event.component], p.points.get(event.component, 0)
        p.points[f.name] = min(max(before + self.weighed(points), f.floor - f.start), f.ceiling - f.start)
        if drop_to_grade != 'none':                        # down to just below the next grade
            beyond = self.score(p) - (self.bounds[self.grades.index(drop_to_grade)] - STEP)
            p.points[f.name] = max(p.points[f.name] - max(beyond, 0) / f.weight, f.floor - f.start)
        if wrong:
            p.false_points[f.name] = p.false_points.get(f.name, 0) + p.points[f.name] - before
        self.scored[p] = True

    def weighed(self, points):
        """Penalties over rewards, as scale.asymmetry says."""
        return points * self.rules[1].scale.asymmetry ** (0.5 if points < 0 else -0.5)

    def score(self, p, points=None):
        scale, points = self.rules[1].scale, p.points if points is None else points
        total = scale.base + sum(f.weight * min(max(points.get(f.name, 0) + f.start, f.floor), f.ceiling)
                                 for f in self.rules[1].components.values())
        return min(max(total, scale.minimum), scale.maximum)

    def grade_of(self, score):
        return bisect.bisect_right(self.bounds, score + 1e-9)

    def true_grade(self, p):
        """The grade without the points of wrong records (truth.md)."""
        return self.grade_of(self.score(p, {f: x - p.false_points.get(f, 0) for f, x in p.points.items()}))
