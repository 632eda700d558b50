"""Plots have the words and the numbers that the report has."""
import unittest
import warnings

import matplotlib.pyplot as plt

import socred as sc
import support


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
        self.assertIn('minority', [text.get_text() for text in ax.get_yticklabels()])
        mean = support.base_run().sql("SELECT avg(listed_wrongly) FROM rates WHERE name = 'majority' AND month = 35").iat[0, 0]
        self.assertAlmostEqual(float(ax.lines[1].get_xdata()[0]), mean)

    def test_unknown_figure(self):
        with self.assertRaisesRegex(sc.UsageError, 'did you mean listed_wrongly'):
            support.base_run().plot('listed_wrong')

    def test_forest_heatmap_tornado(self):
        pair = sc.compare(support.base_run(), support.people_alone())
        ax = pair.plot('listed_per_1000', by='group')
        row = pair.table(by='group', only='listed_per_1000').query("run == 'B' and part == 'everybody'").iloc[0]
        self.assertEqual(list(ax.lines[0].get_xdata()), [row['low'], row['high']])
        swept = sc.sweep(support.base(), {'review.automatic_share': [0, 1], 'conduct.severity': [0, 1]}, outcomes='listed_per_1000', replicates=1)
        ax = swept.heatmap()
        self.assertEqual(sorted(text.get_text() for text in ax.texts), sorted(f'{value:.3g}' for value in swept.table()['listed_per_1000']))
        ax = swept.tornado()
        self.assertEqual(len(ax.patches), 2)
        with self.assertRaises(sc.UsageError):
            swept.heatmap('listed')

    def test_saved_without_a_warning(self):
        with warnings.catch_warnings():
            warnings.simplefilter('error')
            support.base_run().plot('sanctioned').figure.savefig('/dev/null', format='png')
