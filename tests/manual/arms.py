#!/usr/bin/env python3
"""arms.py ROOT SOCRED: each experiment of experiments/arms varies the assumptions in 40 draws or more, and is answered on the page of the
scenario that its first line names; with SOCRED_TESTS=all each of them can be run as it stands (`socred experiment check`)."""
import pathlib
import re
import sys

from checked import faults_of

root, socred = pathlib.Path(sys.argv[1]), sys.argv[2]
files = sorted((root / 'experiments/arms').glob('*.yaml'))
faults = [] if files else ['experiments/arms has no experiment']
for file in files:
    text = file.read_text()
    page = root / re.search(r'scenarios/[\w-]+/[\w-]+', text.split('\n')[0]).group() / 'README.md'
    if f'$ socred experiment answer experiments/arms/{file.name} ' not in page.read_text():
        faults.append(f'{page}: no answer of {file.name}')
    if int((re.search(r'^  assumptions: (\d+)$', text, re.M) or ['', '0'])[1]) < 40:
        faults.append(f'{file}: no draws of the assumptions')
faults += faults_of(socred, files)
print('\n'.join(faults))
sys.exit(bool(faults))
