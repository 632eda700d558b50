#!/usr/bin/env python3
"""Instructions that each module adds to a person-month: modules.py SOCRED-BENCH-MODULES SCENARIO [PERSONS]

Each run of socred-bench-modules alone under valgrind's cachegrind, which counts instructions whatever else the machine does; reading the
scenario and building the people are the same in both of a pair and fall out. CSV: module, instructions of a person-month without it,
instructions added."""
import csv
import os
import pathlib
import re
import subprocess
import sys

bench, scenario = sys.argv[1:3]
persons = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
months = 84
project = pathlib.Path(__file__).resolve().parents[1]
modules = re.findall(r'^MODULE\((\w+), \w+\)', (project / 'src/input/modules.def').read_text(), re.M)


def instructions(module, which):
    done = subprocess.run(['valgrind', '--tool=cachegrind', '--cache-sim=no', f'--cachegrind-out-file={os.devnull}',
                           bench, scenario, str(persons), '1', module, which], capture_output=True, text=True, check=True)
    return int(re.search(r'I\s+refs:\s+([\d,]+)', done.stderr)[1].replace(',', ''))


table = csv.writer(sys.stdout)
table.writerow(['module', 'without_instructions', 'adds_instructions'])
for name in modules:
    off, on = instructions(name, 'without'), instructions(name, 'with')
    table.writerow([name, f'{off / persons / months:.1f}', f'{(on - off) / persons / months:.2f}'])
    sys.stdout.flush()
