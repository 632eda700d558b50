"""People recomputed: columns whose sums are the indicators, lives that are those of `socred explain`, nobody chosen."""
import json
import tempfile
import time
import unittest
from pathlib import Path

import numpy as np

import socred as sc
import support


class Columns(unittest.TestCase):
    def test_sums_are_the_indicators(self):
        run = support.base_run()
        people = run.people('listed,listed_wrongly,violations', replicate=1, months='2019-03')
        row = run.sql("SELECT listed, listed_other_violation + listed_no_violation AS wrongly FROM national WHERE replicate = 1 AND date = "
                      "'2019-03'")
        self.assertEqual((len(people), people.asked), (5000, 5000))
        self.assertEqual(people['listed'].dtype, np.bool_)
        self.assertEqual((people['listed'].sum(), people['listed_wrongly'].sum()), tuple(row.iloc[0]))

    def test_same_as_the_program_prints(self):
        told = support.program('people', support.program_run(), '--columns', 'person,age,grade', '--sample', '20').splitlines()[1:]
        people = support.base_run().people(['person', 'age', 'grade'], sample=20)
        ours = [f'{person},{age},{people.words("grade")[grade]}'
                for person, age, grade in zip(people['person'], people['age'], people['grade'])]
        self.assertEqual([line.split(',', 1)[1] for line in told], ours)

    def test_months_and_table(self):
        people = support.base_run().people('age,sex', months='2019-03..2019-05', where='age >= 60', sample=200)
        table = people.df()
        self.assertEqual(sorted(set(table['month'])), [14, 15, 16])
        self.assertEqual(set(table['sex'].cat.categories), {'female', 'male'})
        self.assertTrue((table['age'] >= 60).all())
        self.assertEqual(people.asked, 200)

    def test_hdf5_is_what_numpy_has(self):
        h5py, question = support.h5py(), {'columns': 'person,age,grade,score,listed', 'months': '2019-03..2019-05', 'where': 'age >= 18'}
        run, told = support.base_run(), []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / 'people.h5'
            self.assertEqual(run.people_hdf5(path, progress=told.append, **question), path)
            people = run.people(**question)
            with h5py.File(path) as file:
                for name in people:
                    np.testing.assert_array_equal(file[name][:], people[name])
                    self.assertEqual(file[name].dtype, people[name].dtype)
                np.testing.assert_array_equal(file['month'][:], people.months)
                self.assertEqual([word.decode() for word in file['words/grade']], people.words('grade'))
                self.assertEqual(file.attrs['seed'], 7)
            with self.assertRaisesRegex(sc.FileError, 'No such file'):
                run.people_hdf5(Path(folder) / 'none' / 'x.h5')
            with self.assertRaisesRegex(sc.UsageError, 'did you mean age'):
                run.people_hdf5(path, 'agge')
        self.assertEqual(told[-1].share, 1.0)
        self.assertEqual([one.share for one in told], sorted(one.share for one in told))

    def test_a_million_people_take_a_third_of_a_second(self):
        """Of one processor, on a machine as of 2026; a test that may run on half of a slower one gets four times as much."""
        run = sc.scenario('minimal', persons=200_000, months=1, seed=7).run(replicates=1)
        times = []
        for _ in range(4):
            began = time.process_time()
            self.assertEqual(len(run.people('age,listed,grade', months='2018-01')), 200_000)
            times.append(time.process_time() - began)
        self.assertLess(min(times), 4 * 0.3 / 5)

    def test_columns_there_are(self):
        self.assertIn('held', set(support.base_run().people_columns()['column']))

    def test_faults(self):
        run = support.base_run()
        with self.assertRaisesRegex(sc.UsageError, 'did you mean age'):
            run.people('agge')
        with self.assertRaisesRegex(sc.UsageError, 'column 1.*did you mean listed'):
            run.find('lsted')
        with self.assertRaises(sc.UsageError):
            run.people(months='1999-01')
        with self.assertRaisesRegex(KeyError, '^sex was not asked for; there is ') as refused:
            run.people('age', sample=5)['sex']
        self.assertIsInstance(refused.exception, sc.UsageError)


class Lives(unittest.TestCase):
    def test_found_as_the_program_finds(self):
        told = json.loads(support.program('find', support.program_run(), '--where', 'listed', '--limit', '3', '--seed', '5', '--format',
                                          'json'))
        found = support.base_run().find('listed', limit=3, seed=5)
        self.assertEqual([found[i].number for i in range(len(found))], [one['person'] for one in told['drawn']])
        self.assertEqual(list(found.table()['person']), [found[i].number for i in range(3)])
        # The program has the results of all replicates beside the people of one; the package has these people alone.
        printed = support.program('find', support.program_run(), '--where', 'listed', '--limit', '3', '--seed', '5').splitlines()
        without = [line for line in str(found).splitlines() if line != 'Counted in this replicate alone.']
        self.assertEqual(without, [line for line in printed if not line.startswith('Over all replicates')])

    def test_other_seed_draws_others(self):
        drawn = [tuple(support.base_run().find(seed=seed, limit=4).table()['person']) for seed in (1, 2)]
        self.assertNotEqual(*drawn)

    def test_nobody(self):
        found = support.base_run().find('age > 150')
        self.assertEqual((found.matching, len(found)), (0, 0))
        with self.assertRaises(IndexError) as refused:
            found.story()
        self.assertIsInstance(refused.exception, sc.UsageError)

    def test_story(self):
        found = support.base_run().find('listed', seed=5)
        self.assertEqual(found.story(), support.program('explain', support.program_run(), '--person', found[0].number))
        self.assertEqual(found.life()['person']['person'], found[0].number)

    def test_beside(self):
        found = support.base_run().find('listed', seed=5)
        other = found.under(support.people_alone())
        text = sc.beside(found, other)
        self.assertIn('people alone', text.splitlines()[0])
        for line in other.story().splitlines():  # nothing that happened is lost
            for word in line.split()[:3] if line.startswith('  list') else ():
                self.assertIn(word, text)
        with self.assertRaisesRegex(sc.UsageError, 'two people under two'):
            sc.beside(found, sc.open(support.program_run()).person(found[0].number + 1))

    def test_the_same_number_of_another_seed_is_somebody_else(self):
        other = support.base().copy(None, seed=8).run(replicates=1)
        with self.assertRaisesRegex(sc.UsageError, 'seed'):
            sc.beside(support.base_run().person(0), other.person(0))

    def test_other_people_are_refused(self):
        with self.assertRaises(sc.UsageError):
            support.base_run().find('listed', seed=5).under(support.base().copy(None, seed=8).run())
