#!/usr/bin/env python3
"""Results read by another program, from the documentation alone: outside.py MAKE_RESULTS RESULTS_MD

The digests are computed anew as docs/guide/results.md describes them, and every query it shows is run.
"""
import hashlib
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile


def leb128(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def encoded(value):
    if value is None:
        return b'n'
    if isinstance(value, int):
        return b'i' + leb128(2 * value if value >= 0 else -2 * value - 1)
    if isinstance(value, float):
        return b'r' + struct.pack('<d', value)
    if isinstance(value, str):
        raw = value.encode()
        return b't' + leb128(len(raw)) + raw
    return b'b' + leb128(len(value)) + value


def table_bytes(db, table, content=False):
    info = db.execute(f'PRAGMA table_info({table})').fetchall()
    names = [row[1] for row in info]
    key = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    out = b''.join(text.encode() + b'\0' for text in [table, *names])
    for row in db.execute(f'SELECT * FROM {table} ORDER BY {", ".join(key)}'):
        made = dict(zip(names, row))
        if content and table == 'meta':
            if made['key'] in ('version', 'compiler', 'command_line') or made['key'].startswith(('data/', 'assumptions/')):
                continue
        if content and table == 'parameters':
            del made['origin']
        out += b''.join(encoded(value) for value in made.values())
    return out


def check_digests(db):
    stated = dict(db.execute('SELECT table_name, sha256 FROM digests'))
    tables = [row[0] for row in db.execute("SELECT name FROM tables WHERE kind = 'table' AND name <> 'digests' ORDER BY idx")]
    assert set(stated) == {*tables, 'content'}, stated.keys()
    content = hashlib.sha256()
    for table in tables:
        digest = hashlib.sha256(table_bytes(db, table)).hexdigest()
        assert digest == stated[table], f'{table}: {digest}, the file says {stated[table]}'
        if table in ('assumption_intervals', 'assumption_ranks'):
            continue  # beside the run: not computed by it
        whole = table in ('meta', 'parameters')
        content.update(table_bytes(db, table, content=True) if whole else digest.encode())
    assert content.hexdigest() == stated['content'], 'content'
    return len(tables)


def check_queries(db, page):
    queries = []
    for block in re.findall(r'```sql\n(.*?)```', page, re.S):
        queries += [q for q in block.split(';') if q.strip()]
    for query in queries:
        db.execute(query).fetchall()
    return len(queries)


def main():
    make, page = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'results.db'
        subprocess.run([make, path], check=True)
        db = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
        tables = check_digests(db)
        queries = check_queries(db, pathlib.Path(page).read_text())
        db.close()
    assert tables > 15 and queries >= 5, (tables, queries)


if __name__ == '__main__':
    main()
