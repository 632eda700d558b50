#!/usr/bin/env python3
"""Every part that a file of tests defines is in a runner: a file that no meson.build lists would never run.

    complete.py TESTS PROGRAM..."""
import pathlib
import re
import subprocess
import sys

folder, programs = pathlib.Path(sys.argv[1]), sys.argv[2:]
defined = {(path.parent.name, name) for path in folder.glob('*/*.c')
           for name in re.findall(r'^(?:WHOLE_)?PART\((\w+)\)', path.read_text(), re.MULTILINE)}
listed, tests = set(), 0
for program in programs:
    lines = subprocess.run([program, '--list'], capture_output=True, text=True, check=True).stdout.split()
    tests += len(lines)
    listed |= {(pathlib.Path(program).name.removeprefix('test_'), line.split('/')[0]) for line in lines}
for where, name in sorted(defined - listed):
    print(f'not ok: tests/{where}: no meson.build lists {name}')
for path in folder.glob('*/test_*.c'):
    if not re.search(r'^(?:WHOLE_)?PART\(', path.read_text(), re.MULTILINE):
        print(f'not ok: {path} has no PART')
        defined.add((path.parent.name, path.name))
print(f'{len(listed)} parts, {tests} tests in {len(programs)} runners')
sys.exit(defined != listed or len(listed) < 40)
