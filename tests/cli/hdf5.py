#!/usr/bin/python3
"""People as HDF5: hdf5.py SOCRED PROJECT WITH

WITH is 1 where socred is built with HDF5. Read back by h5py: every column is what the CSV of the same question has, words, flags and
missing values too; the attributes say where the rows come from; the same question gives the same bytes, on one thread and on two, and sums
over a column are what results.db counted. A file that cannot be written is told with its name and its cause, and the old one stands.
"""
import csv
import os
import pathlib
import resource
import sqlite3
import subprocess
import sys
import tempfile

USAGE, IO, INTERRUPTED = 2, 5, 10
ROWS_OF_A_CHUNK = 16384  # src/store/hdf5.c: the tests go past one


def run(program, *arguments, status=0, **options):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=300, **options)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stderr


def text_of(values):
    return [value.decode() for value in values]


def column(file, name):
    """A dataset as the fields that a line of CSV has."""
    import numpy as np
    values, words = file[name][:], file[name].attrs.get('words')
    if words is not None:
        known = text_of(file[words.decode()][:])
        none = file[name].attrs.get('none')
        return ['' if value == none else known[value] for value in values]
    if values.dtype == bool:
        return ['1' if value else '0' for value in values]
    if values.dtype.kind == 'f':
        return ['' if np.isnan(value) else value for value in values]
    return [str(value) for value in values]


def same(told, wanted):
    """Numbers with a fraction are rounded in CSV."""
    if isinstance(told, float):
        return wanted != '' and abs(told - float(wanted)) <= 1e-5 * max(1.0, abs(told))
    return told == wanted


def compare(program, folder, results, *question):
    """The two forms of one question; returns how many rows and columns were the same."""
    import h5py
    run(program, 'people', results, *question, '-q', '-o', folder / 'people.csv')
    run(program, 'people', results, *question, '-q', '-o', folder / 'people.h5')
    with open(folder / 'people.csv', newline='') as lines, h5py.File(folder / 'people.h5') as file:
        head, *rows = csv.reader(lines)
        assert set(head) | {'scenario', 'words'} == set(file), (head, list(file))
        for i, name in enumerate(head):
            told = column(file, name)
            assert len(told) == len(rows), (question, name, len(told), len(rows))
            wrong = [(row, mine, line[i]) for row, (mine, line) in enumerate(zip(told, rows)) if not same(mine, line[i])]
            assert not wrong, (question, name, wrong[:3])
            assert file[name].attrs['meaning'] or name == 'month'
    return len(rows), len(head)


def forms(program, folder, results):
    columns = compare(program, folder, results, '--columns', 'all', '--months', 'all', '--sample', '300')
    assert columns[1] > 40 and columns[0] == 300 * 8, columns
    rows, _ = compare(program, folder, results, '--columns', 'person,age,listed,grade,score', '--months', '2018-06..2018-08')
    assert rows > 2 * ROWS_OF_A_CHUNK and rows % ROWS_OF_A_CHUNK != 0, rows
    some, _ = compare(program, folder, results, '--where', 'listed and age > 40', '--place', 'Hainan')
    assert 0 < some < rows, some
    assert compare(program, folder, results, '--where', 'age > 200', '--columns', 'age,grade,listed,held')[0] == 0
    print(f'ok columns of HDF5 are those of CSV: {rows} rows, {columns[1]} columns, {some} found, none found')


def sources(program, folder, results):
    import h5py
    run(program, 'people', results, '--columns', 'listed,age,grade', '--sample', '9000', '--seed', '5', '--where', 'age > 17', '-q', '-o',
        folder / 'some.h5')
    with h5py.File(folder / 'some.h5') as file, sqlite3.connect(f'file:{results}/results.db?mode=ro', uri=True) as db:
        meta = dict(db.execute('SELECT key, value FROM meta'))
        digest, = db.execute("SELECT sha256 FROM digests WHERE table_name = 'content'").fetchone()
        assert file.attrs['digest'].decode() == digest and file.attrs['seed'] == int(
            meta['seed']) and file.attrs['socred'].decode() == meta['version']
        assert file.attrs['title'].decode() == meta['title'] and 'no row is a real person' in file.attrs['about'].decode()
        assert (file.attrs['where'].decode(), file.attrs['sample'], file.attrs['sample_seed'], file.attrs['replicate']) == ('age > 17',
            9000, 5, 0)
        assert file.attrs['months'].decode() == '2018-08..2018-08' and 'place' not in file.attrs
        assert file['age'].attrs['unit'].decode() == 'years' and 'unit' not in file['listed'].attrs
        (folder / 'again.yaml').write_bytes(file['scenario'][0])
    run(program, 'run', folder / 'again.yaml', '-q', '-o', folder / 'again')
    run(program, 'diff', results, folder / 'again')
    print('ok a file of HDF5 says where it comes from, and its scenario gives the same results')


def counts(program, folder, results):
    import h5py
    run(program, 'people', results, '--columns', 'listed,violations', '-q', '-o', folder / 'all.h5')
    with h5py.File(folder / 'all.h5') as file, sqlite3.connect(f'file:{results}/results.db?mode=ro', uri=True) as db:
        listed, = db.execute('SELECT total(listed) FROM by_cell WHERE replicate = 0 AND month = 7').fetchone()
        violations, = db.execute('SELECT total(violations) FROM by_cell WHERE replicate = 0').fetchone()
        assert 0 < int(file['listed'][:].sum()) == listed and 0 < int(file['violations'][:].sum()) == violations
    print(f'ok sums over a file of HDF5 are the counts of results.db: {listed:.0f} listed, {violations:.0f} violations')


def bytes_of(program, folder, results):
    question = ['people', results, '--columns', 'all', '-q', '-o']
    run(program, *question, folder / 'one.h5')
    run(program, *question, folder / 'two.hdf5', env={**os.environ, 'OMP_NUM_THREADS': '2', 'TZ': 'Asia/Tokyo'})
    run(program, *question, folder / 'three', '--format', 'hdf5')
    one = (folder / 'one.h5').read_bytes()
    assert one[1:4] == b'HDF' and one == (folder / 'two.hdf5').read_bytes() == (folder / 'three').read_bytes()
    run(program, *question, folder / 'other.h5', '--replicate', '1')
    assert one != (folder / 'other.h5').read_bytes()
    print(f'ok the same question gives the same {len(one)} bytes, another replicate others')


def refused(program, folder, results):
    def limit(size):
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    target = folder / 'old.h5'
    target.write_text('the old file')
    tried = 0
    for size in (0, 1000, 3000, 10_000, 60_000, 200_000, 900_000, 1_500_000):
        said = run(program, 'people', results, '--columns', 'all', '-q', '-o', target, status=IO, preexec_fn=limit(size))
        assert f'{target} cannot be written: File too large' in said, said
        tried += 1
    full = pathlib.Path('/dev/full')
    for name, cause in ((folder / 'none' / 'x.h5', 'No such file'), (folder / 'folder.h5', 'directory'),
                        (folder / ('x' * 300 + '.h5'), 'too long')):
        (folder / 'folder.h5').mkdir(exist_ok=True)
        said = run(program, 'people', results, '-q', '-o', name, status=IO)
        assert cause in said and str(name)[:60] in said, said
        tried += 1
    assert full.exists()
    said = run(program, 'people', results, '--format', 'hdf5', status=USAGE)
    assert '--output' in said, said
    assert '"parquet"' in run(program, 'people', results, '--format', 'parquet', status=USAGE)
    assert 'heigt' in run(program, 'people', results, '--columns', 'heigt', '-q', '-o', target, status=USAGE)
    child = subprocess.Popen([program, 'people', results, '--columns', 'all', '--months', 'all', '-q', '-o', target],
                             stderr=subprocess.PIPE, text=True)
    while child.poll() is None and not list(folder.glob('old.h5.part-*')):
        pass
    child.send_signal(2)
    assert child.wait(60) == INTERRUPTED, child.returncode
    assert target.read_text() == 'the old file' and not list(folder.glob('*.part-*'))
    print(f'ok {tried + 4} files of HDF5 that cannot be: told, and the old one stands')


def main():
    program, project, built_with = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3] == '1'
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        results = folder / 'results'
        run(program, 'run', project / 'scenarios/start/minimal/scenario.yaml', '-q', '-o', results, '--persons', '15000', '--replicates',
            '2', '--months', '8')
        if not built_with:
            said = run(program, 'people', results, '-q', '-o', folder / 'x.h5', status=USAGE)
            assert 'built without HDF5' in said and not (folder / 'x.h5').exists(), said
            print('ok a program without HDF5 says so')
            return 0
        try:
            import h5py  # noqa: F401
        except ImportError:
            print('skip: no h5py')
            return 77
        for part in (forms, sources, counts, bytes_of, refused):
            part(program, folder, results)
    return 0


if __name__ == '__main__':
    sys.exit(main())
