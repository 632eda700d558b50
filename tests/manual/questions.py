#!/usr/bin/env python3
"""questions.py ROOT SOCRED: docs/guide/questions.md asks what experiments/questions asks, in the same words and order; with
SOCRED_TESTS=all each of them can be run as it stands (`socred experiment check`)."""
import pathlib
import re
import sys

from checked import faults_of

root, socred = pathlib.Path(sys.argv[1]), sys.argv[2]
page = (root / 'docs/guide/questions.md').read_text()
files = sorted((root / 'experiments/questions').glob('*.yaml'))
faults = [] if files else ['experiments/questions has no question']
asked = [(int(number), words) for number, words in re.findall(r'^## (\d+)\. (.*)$', page, re.M)]
if [number for number, _ in asked] != list(range(1, len(asked) + 1)):
    faults.append('docs/guide/questions.md: questions are not numbered from 1 on')
for file in files:
    words = re.search(r'^experiment: (.*)$', file.read_text(), re.M).group(1)
    if (int(file.name[:2]), words) not in asked:
        faults.append(f'docs/guide/questions.md: question {int(file.name[:2])} is not "{words}", as {file.name} asks')
    if f'experiment answer experiments/questions/{file.name} ' not in page:
        faults.append(f'docs/guide/questions.md: no command for {file.name}')
faults += faults_of(socred, files)
print('\n'.join(faults))
sys.exit(bool(faults))
