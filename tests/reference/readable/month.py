"""The month of people under a points regime, phase by phase in the order of the table in docs/model/README.md."""
from .conduct import Conduct
from .due_process import DueProcess
from .events import Events
from .fields import Fields
from .indicators import Indicators
from .lists import Lists
from .measures import Measures
from .people import People
from .records import Records
from .review import Review
from .scoring import Scoring
from .weighing import Weighing


class World(People, Events, Records, Review, Scoring, Lists, Measures, DueProcess, Conduct, Weighing, Fields, Indicators):
    """All people of a scenario in one replicate; what a phase does stands in the file of its name."""

    def step(self):
        """The month: docs/model/README.md, section 3."""
        self.rules = self.rules_of(self.months[self.now])
        self.hear()
        self.happen()
        self.record()
        self.review()
        self.post_and_grade()
        self.age_entries()
        self.enter_people()
        self.bind_measures()
        self.notify()
        self.attempt()
        self.decide_appeals()
        self.bind_measures()
        self.adapt()
        self.renew_fields()
        self.now += 1


def run(scenario, people, seed):
    world = World(scenario, people, seed)
    for _ in world.months:
        world.step()
    return world.counts + world.stocks()
