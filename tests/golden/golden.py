#!/usr/bin/env python3
"""Every scenario and arm in small, against the digests kept: whether any number of an unchanged scenario and seed has changed.

    golden.py SOCRED ROOT            compares each folder's scenario.yaml; with SOCRED_TESTS=all every arm as well; says which changed
    golden.py SOCRED ROOT --write    keeps the digests of now: read the difference, and name the reason under Results change in CHANGELOG.md

Only numbers count: the tables of a run's counts and fields, not its texts. Where a digest differs, the tables of the scenarios
(./quickstart test all) have to be held against their pages again.
"""
import concurrent.futures
import hashlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

KEPT = 'tests/golden/digests.tsv'
SIZE = ['--persons', '5000', '--replicates', '1', '--threads', '1', '--quiet']
# What the regime did, and not what a run says of itself in words or of the population.
NUMBERS = ['by_cell', 'by_region', 'by_place', 'by_event', 'by_channel', 'by_list', 'by_measure', 'transitions', 'waits', 'fields']
# Not for a scenario's numbers: there only where the program was built with XGBoost.
BUILT = ['prediction_trees']
MODULES = ['replicate', 'month', 'count', 'idx', 'value']
LIST = pathlib.Path(__file__).with_name('by_module.sql')


def scenarios(root, name):
    """Files of that name (a pattern) that are a scenario: not those that compare several."""
    for path in sorted((root / 'scenarios').rglob(name)):
        text = path.read_text()
        if '\nvariants:' not in text and ('\nbase:' in text or '\nspan:' in text):
            yield path


def leb(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7f | 0x80)
        n >>= 7
    return bytes(out + bytes([n]))


def of_modules(path):
    """What modules counted, as a list in the form of a table's digest (src/store/digest.h), whatever tables it stands in."""
    sha = hashlib.sha256(b''.join(word.encode() + b'\0' for word in ['by_module', *MODULES]))
    results = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    for row in results.execute(f'SELECT {", ".join(MODULES)} FROM ({LIST.read_text()}) ORDER BY 1, 2, 3, 4'):
        for value in row:
            if isinstance(value, str):
                sha.update(b't' + leb(len(value.encode())) + value.encode())
            else:
                sha.update(b'i' + leb(value << 1 if value >= 0 else -value * 2 - 1))
    results.close()
    return sha.hexdigest()


def later(path):
    """Tables that count something and are neither of NUMBERS nor of by_module.sql: those of modules that came after it, found by what the
    file says of its columns. They are counted where they have rows, so that a new one leaves the other digests as they are."""
    results = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    counting = {name for name, in results.execute("SELECT table_name FROM columns WHERE kind IN ('stock', 'flow')")}
    results.close()
    return counting - set(NUMBERS) - set(BUILT) - set(re.findall(r'\bFROM (\w+)', LIST.read_text()))


def tables_of(socred, path):
    """Digest by table of a small run."""
    with tempfile.TemporaryDirectory() as out:
        run = subprocess.run([socred, 'run', path, '-o', out, *SIZE], capture_output=True, text=True)
        if run.returncode != 0:
            return {'': run.stderr.strip().splitlines()[-1]}
        modules = of_modules(pathlib.Path(out) / 'results.db')
        modules_later = later(pathlib.Path(out) / 'results.db')
        # As the run has written them; tests/store/outside.py computes them again from the tables.
        results = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
        rows = results.execute('SELECT table_name, rows, sha256 FROM digests').fetchall()
        results.close()
    return {name: digest for name, count, digest in rows if name in NUMBERS
            or (name in modules_later and count != 0)} | {'by_module': modules}


def short(tables):
    text = '\n'.join(f'{name} {digest}' for name, digest in sorted(tables.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def main():
    socred, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    whole = '--write' in sys.argv or os.environ.get('SOCRED_TESTS') == 'all'
    paths = list(scenarios(root, '*.yaml' if whole else 'scenario.yaml')) # arms have the mechanisms of their scenario
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = dict(zip([str(p.relative_to(root)) for p in paths], pool.map(lambda p: tables_of(socred, p), paths)))
    broken = {name: t[''] for name, t in found.items() if '' in t}
    for name, why in broken.items():
        print(f'{name}: the run fails: {why}')
    if len(found) < 40 or broken:
        print(f'{len(found)} scenarios found, {len(broken)} fail')
        return 1
    kept_path = root / KEPT
    if '--write' in sys.argv:
        kept_path.write_text('\n'.join(f'{name}\t{short(t)}' for name, t in sorted(found.items())) + '\n')
        print(f'{len(found)} digests kept')
        return 0
    kept = dict(line.split('\t') for line in kept_path.read_text().splitlines())
    if not whole:
        kept = {name: digest for name, digest in kept.items() if name.endswith('/scenario.yaml')}
    wrong = 0
    for name in sorted(kept.keys() | found.keys()):
        if name not in found or name not in kept:
            print(f'{name}: {"is gone" if name in kept else "has no digest kept"}')
        elif short(found[name]) != kept[name]:
            print(f'{name}: its numbers have changed')
        else:
            continue
        wrong += 1
    if wrong:
        print(f'{wrong} of {len(found)}: golden.py --write keeps the new ones; then ./quickstart test all, pages and CHANGELOG.md')
    return bool(wrong)


if __name__ == '__main__':
    sys.exit(main())
