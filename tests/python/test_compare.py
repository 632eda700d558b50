"""Runs beside each other: the figures of `socred compare`, and an effect that goes with its cause."""
import json
import tempfile
import unittest

import socred as sc
import support


class Pairs(unittest.TestCase):
    def test_a_rule_that_lists_fewer(self):
        # Replicates have other people each: three of 5,000 leave the sign open.
        many = support.base(replicates=8)
        table = sc.compare(many.run(), many.copy('people alone', {'review.automatic_share': 0}).run()).table(only='listed_per_1000')
        self.assertLess(table['high'].iloc[-1], 0)
        self.assertEqual(table['run_label'].iloc[-1], 'people alone')

    def test_no_cause_no_difference(self):
        table = sc.compare(support.base_run(), support.base().copy('the same').run()).table()
        self.assertTrue((table[table['run'] == 'B']['difference'].dropna() == 0).all())

    def test_table_is_that_of_the_program(self):
        path = support.people_alone().save(support.program_run() / 'other.db')
        told = json.loads(support.program('compare', support.program_run(), path, '--by', 'group', '--format', 'json'))['statistics']
        table = sc.compare(support.base_run(), support.people_alone()).table(by='group')
        self.assertEqual(len(table), len(told))
        for ours, theirs in zip(table.to_dict('records'), told):
            for name in ('statistic', 'section', 'label', 'full_label', 'part', 'less_part', 'difference', 'low', 'high'):
                self.assertEqual(None if ours[name] != ours[name] else ours[name], theirs[name])

    def test_units(self):
        table = sc.compare(support.base_run(), support.people_alone()).table().set_index('statistic')
        row = table.loc['true_per_1000_listed'].iloc[0]
        self.assertEqual((row['section'], row['label'], row['full_label']),
                         ('Per 1,000 people listed', 'did what they are listed for',
                          'did what they are listed for, per 1,000 people listed'))
        self.assertTrue(table['full_label'].str.contains(r'[0-9%]|people|months').all(), sorted(set(table['full_label'])))
        headline = support.base_run().headline()
        for name, label, section in zip(table.index, table['label'], table['section']):
            self.assertEqual((label, section), tuple(headline.loc[name, ['label', 'section']]))

    def test_runs_have_names_that_tell_them_apart(self):
        one = sc.compare(support.base_run(), support.base().copy(None, {'review.automatic_share': 0}).run())
        self.assertEqual(one.labels, {'A': 'base', 'B': 'review.automatic_share=0'})
        self.assertIn('B: review.automatic_share=0\n', one.text(only='listed_per_1000'))
        with tempfile.TemporaryDirectory() as folder:
            self.assertIn('review.automatic_share=0', one.page(f'{folder}/page.html').read_text())

    def test_messages_are_of_python(self):
        with self.assertRaises(sc.UsageError) as caught:
            sc.compare(support.base_run(), support.base().copy(None, months=6).run())
        self.assertNotIn('--', str(caught.exception))
        self.assertIn('month=', str(caught.exception))
        with self.assertRaises(sc.UsageError) as caught:
            support.base_run().fairness(by='grup')
        self.assertNotIn('--', str(caught.exception))

    def test_gap(self):
        pair = sc.compare(support.base_run(), support.people_alone())
        gap = pair.table(by='group', only='listed_per_1000', gap=('minority', 'majority'))
        parts = pair.table(by='group', only='listed_per_1000').set_index(['run', 'part', 'less_part'])['value']
        self.assertAlmostEqual(gap['value'].iloc[0], parts['A', 'minority', ''] - parts['A', 'majority', ''])
        with self.assertRaisesRegex(sc.UsageError, r'\("minority", "majority"\)'):
            pair.table(by='group', gap=('minority', 'citizens'))
        with self.assertRaisesRegex(sc.UsageError, 'by='):
            pair.table(gap=('minority', 'majority'))

    def test_what_is_no_pair_is_said_at_once(self):
        with self.assertRaisesRegex(sc.UsageError, 'seed'):
            sc.compare(support.base_run(), support.base().copy(None, seed=8).run())
        with self.assertRaises(sc.UsageError):
            sc.compare(support.base_run())

    def test_three_runs_and_a_page(self):
        three = sc.compare(support.base_run(), support.people_alone(), support.base().copy('the same').run())
        self.assertEqual(set(three.table()['run']), {'A', 'B', 'C'})
        self.assertTrue(three.table()['low_all'].notna().any())
        page = three.page(support.program_run() / 'page.html').read_text()
        self.assertIn('<html', page)
        self.assertNotIn('<script', page)
        with self.assertRaisesRegex(sc.UsageError, 'of two'):
            three.transitions()


    def test_scenarios_are_run_on_the_people_of_the_first(self):
        other = support.base().copy('another seed', seed=8)
        table = sc.compare(support.base(), other).table(by='sex', only='listed_per_1000')
        self.assertEqual({'women', 'men'}, set(table['part']) & {'women', 'men'})
        self.assertTrue((table[table['run'] == 'B']['difference'].dropna() == 0).all())
        self.assertEqual(other['seed'], '8')  # the scenario itself stays as it was


class Transitions(unittest.TestCase):
    def test_everybody_is_somewhere(self):
        found = sc.compare(support.base_run(), support.people_alone()).transitions(by='sex', lives='any:listed_wrongly', limit=2)
        self.assertAlmostEqual(found.matrix().to_numpy().sum(), 1000)
        with self.assertRaisesRegex(sc.UsageError, 'there are everybody.*did you mean everybody'):
            found.matrix('everbody')
        self.assertEqual(len(found.lives), min(2, found.match))
        self.assertIn('listed_wrongly', str(found.table()['in_b'].tolist()))
