#!/usr/bin/env python3
"""Runs the calculations of docs/model/by_hand.md with the rules of the shipped scenario.

    by_hand.py SOCRED PAGE SCENARIO
"""
import doctest
import math
import pathlib
import subprocess
import sys
import tempfile

import given
import readable


def main():
    socred, page, scenario = sys.argv[1:]
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([socred, 'run', scenario, '-o', out, '-n', '1000', '-m', '1', '--quiet'], check=True)
        rules = given.rules_of(given.read_scenario(f'{out}/scenario.resolved.yaml'), socred)
    # A fence of Markdown would be read as part of what is expected.
    text = '\n'.join('' if line == '```' else line for line in pathlib.Path(page).read_text(encoding='utf-8').split('\n'))
    names = {**vars(readable), 'rules': rules, 'world': readable.World(rules, [], seed=1), 'exp': math.exp}
    ran = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(text, names, page, page, 0))
    print(f'{page}: {ran.attempted} calculations, {ran.failed} failed')
    sys.exit(1 if ran.failed or ran.attempted < 20 else 0)


if __name__ == '__main__':
    main()
