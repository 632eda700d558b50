#!/usr/bin/env python3
"""The wheel, as `pip wheel` makes it: wheel.py ROOT SOCRED. Under 1 MB, whatever the version of meson-python, and a run by what it holds
has the digest of the program's.
77: no pip or no meson-python here."""
import importlib.util
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

MOST = 1_000_000 # bytes


def main():
    root, program = (pathlib.Path(a).resolve() for a in sys.argv[1:3])
    missing = [name for name in ('pip', 'mesonpy', 'cffi') if importlib.util.find_spec(name) is None]
    if missing:
        print(f'no {", ".join(missing)} here: skipped')
        return 77
    with tempfile.TemporaryDirectory() as top_:
        top = pathlib.Path(top_)
        subprocess.run([sys.executable, '-m', 'pip', 'wheel', '--quiet', '--no-build-isolation', '--no-deps', '-w', top, root], check=True)
        [wheel] = top.glob('socred-*.whl')
        size = wheel.stat().st_size
        with zipfile.ZipFile(wheel) as file:
            stored = [one.filename for one in file.infolist() if one.compress_type != zipfile.ZIP_DEFLATED and one.file_size > 0]
            file.extractall(top)
        print(f'{wheel.name}: {size} bytes')
        assert size < MOST, f'{size} bytes, to be under {MOST}'
        assert stored == [], f'not compressed: {stored}'
        subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--no-deps', '--no-index', '--target', top / 'there', wheel],
                       check=True)
        code = ('import sys; sys.path.insert(0, sys.argv[1]); import socred as sc; run = sc.scenario("minimal", persons=2000, '
                'months=6).run(replicates=1, to=sys.argv[2]); '
                'assert sc.__file__.startswith(sys.argv[1]); run.report(sys.argv[3])')
        subprocess.run([sys.executable, '-c', code, top / 'there', top / 'wheel.db', top / 'report.html'], check=True, cwd=top)
        subprocess.run([program, 'run', root / 'scenarios/start/minimal/scenario.yaml', '--persons', '2000', '--months', '6',
                        '--replicates', '1', '--quiet', '-o', top / 'program'], check=True)
        subprocess.run([program, 'diff', top / 'wheel.db', top / 'program'], check=True)
        # The page that the wheel holds is the program's: the same script, by its digest in the policy.
        [ours], [theirs] = (re.findall(r"script-src '(sha256-[^']+)'", (top / page).read_text())
                            for page in ('report.html', 'program/report.html'))
        assert ours == theirs, (ours, theirs)
    return 0


if __name__ == '__main__':
    sys.exit(main())
