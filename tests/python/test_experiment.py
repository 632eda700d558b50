"""Sweeps, sensitivity, ensembles: points that are what a plain run gives, and effects that go with their cause."""
import tempfile
import unittest
from pathlib import Path

import socred as sc
import support


class Sweeps(unittest.TestCase):
    def test_a_point_is_a_run(self):
        swept = sc.sweep(support.base(), {'review.automatic_share': [0.5, 1], 'conduct.severity': [0.25]}, outcomes='listed_per_1000')
        table = swept.table().set_index('review.automatic_share')
        alone = support.base().set({'review.automatic_share': 1, 'conduct.severity': 0.25}).run(assumptions=False)
        self.assertAlmostEqual(table.loc[1, 'listed_per_1000'], alone.headline().loc['listed_per_1000', 'mean'], places=9)

    def test_formula_and_words(self):
        swept = sc.sweep(support.base(), {'channels.camera.enabled': [True, False]},
                         outcomes={'averted': 'violations_counterfactual - violations'}, replicates=1)
        self.assertEqual(list(swept.table().columns), ['channels.camera.enabled', 'averted'])
        self.assertEqual(len(swept.measured()), 2)

    def test_faults(self):
        with self.assertRaisesRegex(sc.ScenarioError, 'did you mean delay_months'):
            sc.sweep(support.base(), {'due_process.delay_month': [1]})
        with self.assertRaises(sc.ScenarioError):
            sc.sweep(support.base(), {'due_process.delay_months': [1]}, outcomes='listed_per_100')

    def test_one_vocabulary(self):
        """What a run tells under a name, a sweep measures under it; and a wrong name is told the nearest, and no file that nobody has
        seen."""
        base = support.base(persons=2000, months=12)
        run = base.run(replicates=2, assumptions=False)
        names = [name for name in run.headline().index if name != 'appeal_wait_months']  # as an outcome that is the indicator
        names += ['listed_wrongly', 'wrongly_of_listed', 'seen_of_violations']
        row = sc.sweep(base, {'conduct.severity': [float(base['conduct.severity'])]}, outcomes=names, replicates=2).table().iloc[0]
        for name in names:
            there = run.number(name)
            self.assertTrue(row[name] == there or abs(row[name] - there) < 1e-9 * max(1, abs(there))
                            or (row[name] != row[name] and there != there), (name, row[name], there))
        headline = run.headline()['mean']
        for name in headline.index.intersection(names):
            self.assertTrue(headline[name] == run.number(name)
                            or abs(headline[name] - run.number(name)) < 1e-9 * max(1, abs(headline[name]))
                            or headline[name] != headline[name], name)
        rates = run.sql("SELECT sum(listed_wrongly * persons) / sum(persons) AS x FROM rates WHERE kind = 'group' AND month = 11 GROUP BY "
                        "replicate")
        self.assertAlmostEqual(run.number('listed_wrongly'), rates['x'].mean(), places=3)
        for wrong in (lambda: sc.sensitivity(base, ['conduct.severity'], outcome='listed_wrong'), lambda: run.number('listed_wrong')):
            with self.assertRaises(sc.SocredError) as caught:
                wrong()
            self.assertIn('did you mean listed_wrongly', str(caught.exception))
            self.assertNotIn('/', str(caught.exception))

    def test_a_folder_is_gone_on_from(self):
        with tempfile.TemporaryDirectory() as folder:
            told = []
            for _ in range(2):
                swept = sc.sweep(support.base(), {'conduct.severity': [0, 1]}, outcomes='listed', replicates=1, folder=folder,
                                 progress=told.append)
                told.append(len(swept.table()))
            self.assertEqual(told[-1], 2)
            self.assertLess(len(told[told.index(2) + 1:-1]), len(told[:told.index(2)]) + 1)


class Sensitivity(unittest.TestCase):
    def test_what_decides_and_what_does_not(self):
        found = sc.sensitivity(support.base(), {'review.automatic_share': (0, 1), 'due_process.delay_months': (1, 6)},
                               outcome='listed_per_1000', n=4, replicates=1)
        table = found.analysis().set_index('factor')['mu_star']
        self.assertGreater(table['review.automatic_share'], 10 * table['due_process.delay_months'])

    def test_every_range_without_a_word(self):
        base = support.base(persons=500, months=2)
        found = sc.sensitivity(base, outcome='violations', method='lhs', n=24, replicates=1)
        self.assertEqual(set(found.factors), set(base.ranges().index) - {'people.persons'})
        table = found.table()
        self.assertEqual(len(table), 24)
        self.assertGreater(table['violations'].notna().sum(), 4)  # some corners cannot run, and say so
        self.assertGreater(table['violations'].nunique(), 2)

    def test_unknown_method(self):
        with self.assertRaisesRegex(sc.UsageError, 'morris, sobol, lhs'):
            sc.sensitivity(support.base(), ['conduct.severity'], method='moris')


class Ensembles(unittest.TestCase):
    def test_it_gives_runs_a_second_interval(self):
        base = support.base(persons=1000, months=3).set('due_process.delay_months', 2)
        with tempfile.TemporaryDirectory() as folder:
            path = sc.ensemble(base, Path(folder) / 'x.json', points=40)
            headline = base.run(assumptions=path).headline()
        row = headline.loc['violations_averted_percent']
        self.assertLess(row['assumed_low'], row['assumed_high'])


class Theories(unittest.TestCase):
    def test_ensign(self):
        told = sc.theory('ensign', days=500, urns=3)
        self.assertIn('truth', set(told.figures()['figure']))
        self.assertGreater(len(told.series()), 10)
        self.assertEqual(dict(zip(told.parameters()['key'], told.parameters()['value']))['days'], 500)
        with self.assertRaisesRegex(sc.UsageError, 'ensign'):
            sc.theory('ensgn')
        self.assertIn('ensign', sc.theories().index)
        self.assertIn('Oakland', sc.about('ensign'))
