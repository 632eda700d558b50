#!/usr/bin/env python3
"""The row of a whole run follows from what the run and `time` told, and changes no fit: linear_record.py LINEAR_PY CSV"""
import pathlib
import subprocess
import sys
import tempfile

linear, table = sys.argv[1], pathlib.Path(sys.argv[2])
told = '''2000000 people, 84 months, 1 replicate finished, 12.5 s; 1.9 bytes of state a person, 0.02 GB in all, packed (raw people would take 0.09 GB)
	Command being timed: "socred run nation.yaml -n 2000000"
	User time (seconds): 7.25
	System time (seconds): 0.50
	Maximum resident set size (kbytes): 30000
	Exit status: 0
'''
failures = []


def record(text):
    path = work / 'told'
    path.write_text(text)
    return subprocess.run([sys.executable, linear, 'record', path, '2026-11-30', '1234abcd'], capture_output=True, text=True)


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    row = record(told)
    if row.stdout != '2026-11-30,2000000,84,packed,,7.750,30720000,1234abcd\n':
        failures.append(f'row: {row.stdout}{row.stderr}')
    for old, new in (('-n 2000000', '--resume out'), ('1 replicate ', '2 replicates '), ('status: 0', 'status: 10'), ('Exit', 'No')):
        refused = record(told.replace(old, new))
        if refused.returncode == 0 or refused.stdout:
            failures.append(f'{new}: taken: {refused.stdout}')
    rows, page = work / 'linear.csv', work / 'linear.md'
    laws = []
    for text in (table.read_text(), table.read_text() + row.stdout):
        rows.write_text(text)
        page.write_text('<!-- made by bench/linear.py -->\n<!-- end -->\n')
        subprocess.run([sys.executable, linear, 'write', rows, page], check=True)
        laws.append([line for line in page.read_text().split('\n') if ' a month takes ' in line])
    if len(laws[0]) != 2 or laws[0] != laws[1]:
        failures.append(f'the fits: {laws}')
    begin = '| 2,000,000 | 84 | packed | 2026-11-30 | `1234abcd` | in the months |'
    line = [line for line in page.read_text().split('\n') if line.startswith(begin)]
    if len(line) != 1 or ' | 7.75 | 46.1 | ' not in line[0] or not line[0].endswith('| measured: a whole run, both ns with building |'):
        failures.append(f'the line of the table: {line}')
print(*failures, sep='\n')
sys.exit(1 if failures else 0)
