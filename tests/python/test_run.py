"""Runs: the same bytes as the program's, and what is read out of them the same words and figures."""
import csv
import io
import json
import os
import tempfile
import unittest
from pathlib import Path

import socred as sc
import support


class Sameness(unittest.TestCase):
    def test_same_content_as_the_program(self):
        self.assertTrue(support.base_run().same_as(sc.open(support.program_run())))

    def test_same_content_for_any_number_of_threads(self):
        self.assertTrue(support.base().run(threads=1, assumptions=False).same_as(support.base().run(threads=3, assumptions=False)))

    def test_other_seed_is_another(self):
        self.assertFalse(support.base_run().same_as(support.base().copy(None, seed=8).run()))

    def test_headline_is_that_of_the_program(self):
        told = json.loads(support.program('show', support.program_run(), 'headline', '--format', 'json'))
        table = support.base_run().headline()
        self.assertEqual(list(table.index), [row['statistic'] for row in told])
        for row in told:
            for name in ('label', 'section', 'cases', 'replicates'):
                self.assertEqual(table.loc[row['statistic'], name], row[name])
            for name in ('mean', 'low', 'high', 'assumed_low', 'assumed_high'):
                value = table.loc[row['statistic'], name]
                self.assertEqual(None if value != value else value, row[name])

    def test_ensemble_beside_the_scenario_is_given(self):
        self.assertTrue(support.base_run().headline()['assumed_low'].notna().any())
        self.assertTrue(support.people_alone().headline()['assumed_low'].isna().all())  # of other values: it does not fit

    def test_ensemble_that_does_not_fit_is_refused(self):
        with self.assertRaises(sc.DifferentError):
            support.base().set('review.automatic_share',
                               1).run(assumptions=support.ROOT / 'scenarios/start/minimal/scenario.assumptions.json')

    def test_scenario_of_a_file_runs_to_the_same(self):
        again = sc.open(support.program_run()).scenario.run(assumptions=support.ROOT / 'scenarios/start/minimal/scenario.assumptions.json')
        self.assertTrue(again.same_as(support.base_run()))


class Reading(unittest.TestCase):
    def test_table_is_that_of_the_program(self):
        told = list(csv.DictReader(io.StringIO(support.program('show', support.program_run(), 'national', '--format', 'csv'))))
        table = support.base_run().df('national')
        self.assertEqual(len(table), len(told))
        self.assertEqual([int(row['listed']) for row in told], list(table['listed']))

    def test_number_is_the_sum_of_the_table(self):
        last = support.base_run().sql(
            'SELECT avg(total) FROM (SELECT sum(listed) AS total FROM by_cell WHERE month = ? GROUP BY replicate)', [35])
        self.assertAlmostEqual(support.base_run().number('listed'), last.iat[0, 0])

    def test_unknown_table_names_the_nearest(self):
        with self.assertRaisesRegex(sc.UsageError, 'did you mean national'):
            support.base_run().df('nationl')

    def test_query_that_is_wrong(self):
        for query, said in (('SELECT listet FROM national', 'no such column: listet; did you mean listed[?]'),
                            ('SELECT n.listed_wrongli FROM rates AS n', 'did you mean listed_wrongly[?]'),
                            ('SELECT listed FROM nationl', 'no such table: nationl; did you mean national[?]'),
                            ('SELECT zzzzzzzz FROM national', 'no such column: zzzzzzzz'), ('SELEC 1', 'syntax error')):
            with self.subTest(query), self.assertRaisesRegex(sc.UsageError, said):
                support.base_run().sql(query)

    def test_query_cannot_write(self):
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / 'other.db'
            for query in ('DELETE FROM by_cell', f"ATTACH '{other}' AS other", 'PRAGMA writable_schema = 1', 'VACUUM',
                          'CREATE TEMP TABLE t (x)'):
                with self.subTest(query), self.assertRaisesRegex(sc.UsageError, 'authoriz'):
                    support.base_run().sql(query)
            self.assertFalse(other.exists())

    def test_tables_and_columns(self):
        run = support.base_run()
        self.assertIn('by_cell', set(run.df()['name']))
        with self.assertRaisesRegex(sc.UsageError, 'did you mean by_cell'):
            run.columns('by_cel')
        self.assertEqual(run.columns('by_cell').set_index('name').loc['listed', 'unit'], 'persons')

    def test_storage_fairness_assessment(self):
        run = support.base_run()
        self.assertIn('records', set(run.storage(copies=2)['name']))
        told = json.loads(support.program('fairness', support.program_run(), '--format', 'json'))
        self.assertEqual(run.fairness().table()['value'].iloc[0], told['statistics'][0]['value'])
        with self.assertRaises(sc.UsageError):
            run.fairness('grup')
        with tempfile.TemporaryDirectory() as folder:
            run.assess(support.people_alone()).save(folder)
            self.assertEqual(sorted(os.listdir(folder)), ['assessment.html', 'assessment.json', 'assessment.md'])
        with self.assertRaises(sc.UsageError):
            run.assess(form='fira')


class Files(unittest.TestCase):
    def test_save_and_open(self):
        with tempfile.TemporaryDirectory() as folder:
            path = support.base_run().save(Path(folder) / 'results.db')
            self.assertTrue(sc.open(folder).same_as(support.base_run()))
            self.assertEqual(os.listdir(folder), [path.name])
            self.assertIn('socred-data', support.base_run().report(Path(folder) / 'report.html').read_text())

    def test_changed_file_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = support.base_run().save(Path(folder) / 'results.db')
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0xFF
            path.write_bytes(content)
            with self.assertRaises(sc.ResultsError):
                sc.open(path)

    def test_missing_file(self):
        with self.assertRaises(sc.ResultsError):
            sc.open('/nowhere/results.db')

    def test_folder_that_cannot_be_written(self):
        with self.assertRaises(sc.FileError):
            support.base().run(to='/nowhere/results.db')

    def test_too_little_memory_is_said_before_anything_is_built(self):
        with self.assertRaisesRegex(sc.NoMemoryError, 'GB|MB|memory'):
            support.base().run(memory_gb=1e-6)
