"""What the tests share: a small scenario, its runs, and the program beside the package."""
import functools
import subprocess
import tempfile
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
    """The same people and luck where people decide what machines did: far fewer are listed."""
    return base().copy('people alone', {'review.automatic_share': 0}).run()


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
