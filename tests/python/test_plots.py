"""Plots have the words and the numbers that the report has."""
import statistics
import unittest
import warnings

import matplotlib.pyplot as plt

import socred as sc
import support


def in_words(base, key):
    row = base.values().loc[key]
    return row['meaning'] + (f' ({row["unit"]})' if row['unit'] else '') + f': {key}'


class Plots(unittest.TestCase):
    def tearDown(self):
        plt.close('all')

    def test_statistic(self):
        row = support.base_run().headline().loc['listed_per_1000']
        ax = support.base_run().plot('listed_per_1000')
        assumed, simulated = ax.patches
        self.assertAlmostEqual(assumed.get_x(), row['assumed_low'])
        self.assertAlmostEqual(assumed.get_x() + assumed.get_width(), row['assumed_high'])
        self.assertAlmostEqual(simulated.get_x(), row['low'])
        self.assertIn(row['label'], ax.get_xlabel())

    def test_months(self):
        ax = support.base_run().plot('violations')
        thick = [line for line in ax.lines if line.get_label() == 'under no regime'][0]
        table = support.base_run().df('national').groupby('month')['violations_counterfactual'].mean()
        self.assertEqual(list(thick.get_ydata()), list(table))

    def test_parts(self):
        ax = support.base_run().plot('listed_wrongly')
        self.assertIn('minority', [text.get_text().removesuffix(' (few cases)') for text in ax.get_yticklabels()])
        mean = support.base_run().sql("SELECT avg(listed_wrongly) FROM rates WHERE name = 'majority' AND month = 35").iat[0, 0]
        self.assertAlmostEqual(float(ax.lines[1].get_xdata()[0]), mean)

    def test_unknown_figure(self):
        with self.assertRaisesRegex(sc.UsageError, 'did you mean listed_wrongly'):
            support.base_run().plot('listed_wrong')

    def test_forest(self):
        pair = sc.compare(support.base_run(), support.people_alone())
        ax = pair.plot('listed_per_1000', by='group')
        row = pair.table(by='group', only='listed_per_1000').query("run == 'B' and part == 'everybody'").iloc[0]
        self.assertEqual(list(ax.lines[0].get_xdata()), [row['low'], row['high']])

    def test_heatmap(self):
        """Words with units; a cell without a colour where other seeds make as much, and none of them where the cause is strong."""
        base = support.base(persons=2000)
        swept = sc.sweep(base, {'review.automatic_share': [0, 1], 'conduct.severity': [0, 1]}, outcomes='listed_per_1000', replicates=1)
        ax = swept.heatmap()
        cells = [text for text in ax.texts if 'Without a colour' not in text.get_text()]
        self.assertEqual(sorted(text.get_text() for text in cells), sorted(f'{value:.3g}' for value in swept.table()['listed_per_1000']))
        self.assertEqual(ax.get_title(loc='left'), 'on a black list, per 1,000 people')
        for axis, key in ((ax.get_xlabel(), 'review.automatic_share'), (ax.get_ylabel(), 'conduct.severity')):
            self.assertEqual(' '.join(axis.split()), in_words(base, key))
        own, apart = swept.noise()
        alone = [base.copy(None, {'seed': 7 + i, 'replicates': 1}).run(assumptions=False).number('listed_per_1000') for i in range(6)]
        self.assertAlmostEqual(own, alone[0], places=9)
        self.assertAlmostEqual(apart, 2.571 * 2 ** 0.5 * statistics.stdev(alone), places=9)
        wide = swept.table().pivot_table(index='conduct.severity', columns='review.automatic_share', values='listed_per_1000')
        self.assertEqual(ax.collections[0].get_array().mask.ravel().tolist(), ((wide - own).abs() <= apart).to_numpy().ravel().tolist())
        self.assertFalse(ax.collections[0].get_array().mask.all())
        # a factor that does nothing here: no cell is coloured
        nothing = sc.sweep(base, {'due_process.delay_months': [1, 2], 'seed': [7, 8]}, outcomes='violations', replicates=1).heatmap()
        self.assertTrue(nothing.collections[0].get_array().mask.all())
        with self.assertRaises(sc.UsageError):
            swept.heatmap('listed')
        with self.assertRaises(sc.UsageError):
            swept.noise('listed')

    def test_tornado(self):
        base = support.base()
        found = sc.sensitivity(base, ['review.automatic_share', 'due_process.notice'], outcome='listed_wrongly', n=2, replicates=1)
        ax = found.tornado()
        self.assertEqual(len(ax.patches), 2)
        self.assertTrue(ax.get_xlabel().replace('\n', ' ').startswith('on a black list by mistake, per 1,000 people: mean size'))
        words = {' '.join(text.get_text().split()) for text in ax.get_yticklabels()}
        self.assertEqual(words, {in_words(base, key) for key in found.factors})
        self.assertEqual([text.get_text() for text in ax.texts], [])
        # nobody is ever listed: no effect, and that in words
        none = sc.sensitivity(support.base(persons=200, months=2), ['review.automatic_share'], outcome='listed_wrongly', n=2, replicates=1)
        self.assertEqual(set(none.analysis()['mu_star']), {0})
        self.assertEqual([text.get_text() for text in none.tornado().texts], ['no factor moves it: every effect is 0'])

    def test_few_cases_are_marked(self):
        run = support.base(persons=20_000, replicates=4).run(assumptions=False)
        ax = run.plot('seen_of_violations')
        marked = [text.get_text() for text in ax.get_yticklabels()]
        rates = run.sql("SELECT name, sum(seen_of_violations * violations / 1000 * persons / 1000) AS cases FROM rates WHERE month = 35 "
                        "GROUP BY kind, idx ORDER BY kind, idx")
        self.assertEqual(marked, [f'{name} (few cases)' if round(cases) < 100 else name
                                  for name, cases in zip(rates['name'], rates['cases'])])
        self.assertTrue(0 < sum('few' in name for name in marked) < len(marked), marked)
        hollow = [line.get_fillstyle() == 'none' for line in ax.lines if line.get_marker() == 'o']
        self.assertEqual(hollow, ['few' in name for name in marked])
        words = ' '.join(ax.get_xlabel().split())
        self.assertIn('seen by a channel, per 1,000 violations', words)
        self.assertIn('few cases, hollow: fewer than 100', words)
        self.assertIn('on a black list by mistake, per 1,000 people', run.plot('listed_wrongly').get_xlabel())
        small = support.base(persons=2000, months=12, replicates=1).run(assumptions=False)
        few = small.headline().query('few').index[0]
        self.assertIn('fewer than 100 cases', small.plot(few).get_xlabel())
        self.assertNotIn('fewer', run.plot('listed_per_1000').get_xlabel())

    def test_saved_without_a_warning(self):
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            support.base_run().plot('sanctioned').figure.savefig('/dev/null', format='png')
