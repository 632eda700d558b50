#!/usr/bin/env python3
"""The Containerfile, checked: its packages are those that tools/packages.txt marks as "build", and what it copies exists.

    containerfile.py ROOT             checks ROOT/Containerfile
    containerfile.py --self-test      plants one fault of each kind in a made-up tree; each must be found
"""
import pathlib
import re
import subprocess
import sys
import tempfile

LIST = 'tools/packages.txt'


def instructions(text):
    """(word, rest) of each instruction, continued lines joined, comments left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith('#')]
    joined = re.sub(r'\\\n', ' ', '\n'.join(lines))
    return [tuple((line.split(None, 1) + [''])[:2]) for line in joined.splitlines() if line.strip()]


def wanted(root):
    rows = [line.split() for line in (root / LIST).read_text().splitlines() if line.strip() and not line.startswith('#')]
    return [row[0] for row in rows if row[1] == 'build']


def check(root):
    steps = instructions((root / 'Containerfile').read_text())
    faults, there, installs = [], False, 0
    for word, rest in steps:
        if word in ('COPY', 'ADD'):
            sources = [part for part in rest.split() if not part.startswith('--')][:-1]
            faults += [f'{word}: there is no {source}' for source in sources if not (root / source).exists()]
            there = there or LIST in sources
        elif word == 'RUN':
            for names in re.findall(r'\b(?:apt|apt-get|aptitude)\b[^&|;]*?\sinstall\b([^&|;]*)', rest):
                faults += [f'a package is named: {name}' for name in names.split() if not name.startswith('-')]
                installs += 1
                selection = re.search(r"awk '[^']*' " + re.escape(LIST) + r'(?=\s*\|[^&;|]*xargs)', rest)
                if not selection:
                    faults.append(f'packages are installed that are not read from {LIST}')
                elif not there:
                    faults.append(f'{LIST} is read before it is copied')
                else:
                    said = subprocess.run(['sh', '-c', selection[0]], cwd=root, check=True, capture_output=True, text=True).stdout.split()
                    if said != wanted(root):
                        faults.append(f'packages are not those marked "build": {sorted(set(said) ^ set(wanted(root)))}')
    if installs == 0:
        faults.append('nothing is installed')
    if ('ENTRYPOINT', '["socred"]') not in steps:
        faults.append('its entry point is not socred')
    return faults


GOOD = '''# good
FROM debian:12-slim
COPY tools/packages.txt tools/packages.txt
RUN apt-get -q update \\
\t&& awk '!/^#/ && $2 == "build" { print $1 }' tools/packages.txt | xargs apt-get -qy install --no-install-recommends
COPY . .
ENTRYPOINT ["socred"]
'''
PLANTED = [
    ('a package is named: make', ('--no-install-recommends', '--no-install-recommends make')),
    ('there is no source', ('COPY . .', 'COPY source .')),
    ('not those marked "build": [\'tcl\']', ('$2 == "build"', '$2 != "test"')),
    ('not read from', ("awk '!/^#/ && $2 == \"build\" { print $1 }' tools/packages.txt", 'echo gcc')),
    ('before it is copied', ('COPY tools/packages.txt tools/packages.txt\n', '')),
    ('nothing is installed', ('xargs apt-get -qy install --no-install-recommends', 'cat')),
    ('entry point', ('ENTRYPOINT ["socred"]', 'ENTRYPOINT ["sh"]')),
]


def self_test():
    with tempfile.TemporaryDirectory() as made:
        root = pathlib.Path(made)
        (root / 'tools').mkdir()
        (root / LIST).write_text('# names\ngcc build # a\nmeson build # b\ntcl wasm # c\nclang test # d\n')
        (root / 'Containerfile').write_text(GOOD)
        assert check(root) == [], check(root)
        for fault, (old, new) in PLANTED:
            assert GOOD.count(old) == 1, old
            (root / 'Containerfile').write_text(GOOD.replace(old, new))
            found = check(root)
            assert len(found) == 1 and fault in found[0], (fault, found)


if sys.argv[1:] == ['--self-test']:
    self_test()
else:
    found = check(pathlib.Path(sys.argv[1]))
    print('\n'.join(f'Containerfile: {fault}' for fault in found))
    sys.exit(bool(found))
