#!/usr/bin/env python3
"""Every part that a file of tests defines is in a runner, and every script of tests is started: what no meson.build lists would never run.

    complete.py TESTS PROGRAM..."""
import pathlib
import re
import subprocess
import sys
import tempfile

SCRIPTS = ('*/*.py', '*/*.sh', '*/*.mjs')


def never_started(folder):
    """Scripts whose name no line of code in tests says, as a file, a module or a word in a list of names. What is in tests/stages is run as
    a folder."""
    code = {path: '\n'.join(line for line in path.read_text().split('\n') if not re.match(r'\s*(#|//|\*)', line))
            for pattern in ('meson.build', '*/meson.build', *SCRIPTS) for path in folder.glob(pattern)}
    for path in sorted(path for path in code if path.suffix != '.build' and path.parent.name != 'stages'):
        name = re.compile(rf'\b{re.escape(path.stem.removeprefix("test_"))}\b')
        if not any(name.search(text) for other, text in code.items() if other != path):
            yield path


def planted():
    """A script that is started by its name, one in a list of names, one that a comment alone names."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        (root / 'cli').mkdir()
        (root / 'cli/meson.build').write_text("test('a', files('sound.py'))\nforeach part : ['listed']\n# forgotten.sh is not started\n")
        for script in ('sound.py', 'test_listed.py', 'forgotten.sh'):
            (root / 'cli' / script).write_text('')
        return [path.name for path in never_started(root)] == ['forgotten.sh']


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
idle = list(never_started(folder))
for path in idle:
    print(f'not ok: nothing in tests starts {path.relative_to(folder)}')
if not planted():
    print('not ok: a script that nothing starts was not found')
print(f'{len(listed)} parts, {tests} tests in {len(programs)} runners')
sys.exit(defined != listed or len(listed) < 40 or bool(idle) or not planted())
