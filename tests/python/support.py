"""What the tests share: a small scenario, its runs, and the program beside the package."""
import functools
import subprocess
import tempfile
import unittest
from pathlib import Path

import socred as sc

PROGRAM = Path()
ROOT = Path()


def base(**settings):
    """Five thousand people for three years: enough to be listed, by mistake too."""
    return sc.scenario('minimal', **{'persons': 5000, 'seed': 7, 'replicates': 3, **settings})


@functools.lru_cache(None)
def base_run():
    return base().run()


@functools.lru_cache(None)
def people_alone():
    """The same people and random numbers where people decide what machines did: far fewer are listed."""
    return base().copy('people alone', {'review.automatic_share': 0}).run()


def h5py():
    """The library that reads HDF5, where it is there and the package writes it."""
    try:
        import h5py
    except ImportError:
        raise unittest.SkipTest('no h5py') from None
    try:
        base_run().people_hdf5(Path(tempfile.mkdtemp(prefix='socred-test-')) / 'x.h5', 'age', sample=1)
    except sc.UsageError as error:
        raise unittest.SkipTest(str(error)) from None
    return h5py


def program(*arguments):
    """What the program prints."""
    return subprocess.run([PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


@functools.lru_cache(None)
def program_run():
    """The results that the program makes of the same scenario."""
    folder = tempfile.mkdtemp(prefix='socred-test-')
    program('run', '-q', ROOT / 'scenarios/start/minimal/scenario.yaml', '-o', folder, '--set', 'people.persons=5000', '--set', 'seed=7',
            '--replicates', '3')
    return Path(folder)
