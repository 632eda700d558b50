#!/usr/bin/env python3
"""Every file of regimes/modules can be merged over a regime that has what it needs, without an error or a warning.

    module_files.py SOCRED PROJECT"""
import pathlib
import subprocess
import sys
import tempfile

socred, project = sys.argv[1], pathlib.Path(sys.argv[2])
# Over what it is merged: the points regime, but for the bureaus, whose weights are those of another regime.
OVER = {'bureaus.yaml': 'combined/whole-reach/parts/bureaus.yaml'}
files = sorted((project / 'regimes/modules').glob('*.yaml'))
failed = len(files) < 25
if failed:
    print(f'not ok: {len(files)} files of modules were found')
with tempfile.TemporaryDirectory() as work:
    one = pathlib.Path(work, 'one.yaml')
    for file in files:
        merged = project / 'scenarios' / OVER[file.name] if file.name in OVER else file
        one.write_text(f'socred: 1\ntitle: one module\nbase: {project}/scenarios/start/minimal/scenario.yaml\nmodules: {merged}\n',
                       encoding='utf-8')
        done = subprocess.run([socred, 'check', one], capture_output=True, text=True)
        if done.returncode != 0 or '0 errors, 0 warnings' not in done.stdout + done.stderr:
            failed = True
            print(f'not ok: {file.name}: {done.stdout}{done.stderr}')
sys.exit(failed)
