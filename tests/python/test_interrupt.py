"""Ctrl-C, threads, and memory that is given back."""
import gc
import os
import resource
import signal
import tempfile
import threading
import time
import unittest
import warnings
from pathlib import Path

import socred as sc
import support


def interrupt_when(ready):
    """Sends this process Ctrl-C once `ready()` holds."""
    def watch():
        last = time.monotonic() + 60
        while not ready() and time.monotonic() < last:
            time.sleep(0.005)
        os.kill(os.getpid(), signal.SIGINT)
    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


class Interrupts(unittest.TestCase):
    def test_finished_replicates_are_kept(self):
        told = []
        thread = interrupt_when(lambda: any(one.text.startswith('replicate 3') for one in told))
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter('always')
            run = support.base(persons=20000).run(replicates=500, progress=told.append)
        thread.join()
        self.assertIn(sc.PartialRunWarning, [one.category for one in caught])
        self.assertTrue(run.is_partial)
        kept = int(run.meta['replicates_kept'])
        self.assertTrue(2 <= kept < 500)
        whole = support.base(persons=20000).run(replicates=2).sql('SELECT listed FROM national WHERE replicate < 2')
        self.assertTrue(whole.equals(run.sql('SELECT listed FROM national WHERE replicate < 2')))

    def interrupted(self, work, ready):
        """work() ends with KeyboardInterrupt, and no result of a part of it is told of."""
        thread = interrupt_when(ready)
        with warnings.catch_warnings():
            warnings.simplefilter('error', sc.PartialRunWarning)
            with self.assertRaises(KeyboardInterrupt):
                work()
        thread.join()

    def test_comparison_ends_in_its_first_run(self):
        told = []
        slow = support.base(persons=20000, replicates=500)
        self.interrupted(lambda: sc.compare(slow, slow.copy('no notice', {'due_process.notice': 0}), progress=told.append),
                         lambda: any(one.text.startswith('replicate 3') for one in told))
        self.assertEqual([one.share for one in told], sorted(one.share for one in told))  # a second run would begin anew

    def test_comparison_ends_in_its_last_run(self):
        told = []
        self.interrupted(lambda: sc.compare(support.base_run(), support.base(replicates=500), progress=told.append),
                         lambda: any(one.text.startswith('replicate 3') for one in told))

    def test_interrupt_behind_the_last_month_ends_a_comparison(self):
        def last(one):
            if one.share == 1.0:
                raise KeyboardInterrupt
        with self.assertRaises(KeyboardInterrupt):
            sc.compare(support.base(persons=500, months=3), support.base(persons=500, months=3, seed=7), progress=last)

    def test_life_under_other_rules_ends(self):
        run = support.base(persons=500, months=1).run(replicates=500)
        person, slow = run.person(7), support.base(persons=20000)  # for 500 replicates
        running = threading.Event()
        threading.Timer(1.0, running.set).start()  # by then some replicates are done
        self.interrupted(lambda: person.under(slow), running.is_set)

    def test_sweep_ends(self):
        told = []
        thread = interrupt_when(lambda: bool(told))
        with self.assertRaises(KeyboardInterrupt):
            sc.sweep(support.base(persons=20000), {'conduct.severity': [i / 30 for i in range(30)]}, outcomes='listed', replicates=50,
                     progress=told.append)
        thread.join()

    def test_people_as_hdf5_end_and_the_old_file_stands(self):
        support.h5py()
        run, told = support.base(persons=200_000, replicates=1).run(), []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / 'people.h5'
            path.write_text('the old file')
            thread = interrupt_when(lambda: bool(told))
            with self.assertRaises(KeyboardInterrupt):
                run.people_hdf5(path, 'all', months='all', progress=told.append)
            thread.join()
            self.assertEqual([one.name for one in Path(folder).iterdir()], ['people.h5'])
            self.assertEqual(path.read_text(), 'the old file')

    def test_progress_that_fails_ends_the_run(self):
        def fail(_progress):
            raise ArithmeticError('of the caller')
        with self.assertRaisesRegex(ArithmeticError, 'of the caller'):
            support.base(persons=20000).run(replicates=500, progress=fail)

    def test_progress_goes_up_to_all(self):
        told = []
        support.base().run(progress=told.append)
        self.assertEqual([one.share for one in told], sorted(one.share for one in told))
        self.assertEqual(told[-1].share, 1.0)

    def test_nothing_is_left_behind(self):
        run = support.base().run()
        folder = run.path.parent
        self.assertTrue(folder.exists())
        del run
        gc.collect()
        self.assertFalse(folder.exists())


class Threads(unittest.TestCase):
    def test_python_goes_on_while_a_run_does(self):
        going, counted = threading.Event(), [0]

        def count():
            while not going.is_set():
                counted[0] += 1
                time.sleep(0.001)
        thread = threading.Thread(target=count)
        thread.start()
        began = time.monotonic()
        support.base(persons=20000).run(replicates=10, threads=1)
        spent = time.monotonic() - began
        going.set()
        thread.join()
        self.assertGreater(counted[0], 50 * spent)  # 1,000 a second with the lock free; a call that held it would let none through

    def test_runs_in_threads_of_their_own(self):
        runs = [None, None]

        def work(i):
            runs[i] = support.base().run(threads=1)
        threads = [threading.Thread(target=work, args=[i]) for i in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertTrue(runs[0].same_as(runs[1]))
        self.assertTrue(runs[0].same_as(support.base_run()))


class Memory(unittest.TestCase):
    def test_runs_give_back_what_they_take(self):
        def some(times):
            for _ in range(times):
                run = support.base(months=3).run(replicates=1)
                run.headline(), run.scenario, run.df('national'), support.base().values()
            gc.collect()
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        first = some(20)  # what the allocator and the libraries keep is there by now
        self.assertLess(some(20) - first, 4_000)  # kB; the scenarios, people and tables of each turn are 2,000
