#!/usr/bin/env python3
"""The glossary is a table that renders and that has the words: glossary.py ROOT; glossary.py ROOT --planted shows that faults would be
found.

Header first, four columns, each term once, in order, with a meaning and a source. Every section of a scenario, every module and every key
column of a table of results has a row: by its term, or in code font under symbol. What stands there in code font is a key, a column or a
choice that there is.
"""
import pathlib
import re
import sys

HEADER = ['| term | meaning | symbol | source |', '|---|---|---|---|']
LEAST = 150                                                # rows; less is a table that was lost
BOOKKEEPING = {'idx', 'key', 'kind', 'table_name', 'yaml'}  # keys of tables about the file itself
CODE = re.compile(r'`([^`]+)`')
KEY_COLUMN = re.compile(r'^\| `(\w+)` \| key \|', re.M)


def table(text):
    """(line number, line) of the rows, the header's two among them."""
    return [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.startswith('|')]


def form(rows):
    if [line for _, line in rows[:2]] != HEADER:
        yield f'{rows[0][0] if rows else 1}: the table does not begin with its header'
        return
    if len(rows) - 2 < LEAST:
        yield f'{rows[-1][0]}: the table has {len(rows) - 2} rows, and had {LEAST} or more'
    before = ''
    for (n, line), (after, _) in zip(rows, rows[1:] + [(rows[-1][0] + 1, '')]):
        if after != n + 1:
            yield f'{n}: the table is interrupted'
        if line in HEADER:
            continue
        if line.count('|') != 5:
            yield f'{n}: {line.count("|") - 1} columns, not 4'
            continue
        term, meaning, _, source = (cell.strip() for cell in line.split('|')[1:-1])
        if not (term and meaning and source):
            yield f'{n}: "{term}" lacks a meaning or a source'
        if term.lower() <= before:
            yield f'{n}: "{term}" stands behind "{before}"'
        before = term.lower()


def sections(root):
    """The sections of a scenario, each with its keys."""
    schema = root / 'src/input/schema'
    lists = [(section, f'{section}.def') for path in schema.glob('*.def')
             for section in re.findall(r'^(?:SINGLE|NAMED)\((\w+),', path.read_text(), re.M)]
    lists += [('timeline', 'change.def'), ('timeline', 'timeline.def')]
    keys = {}
    for section, name in lists:
        keys.setdefault(section, set()).update(re.findall(r'^KEY\(([\w.]+),', (schema / name).read_text(), re.M))
    return keys


def wanted(root):
    """(what it is, word) of everything that must have a row."""
    modules = re.findall(r'^MODULE\((\w+), \w+\)', (root / 'src/input/modules.def').read_text(), re.M)
    columns = set(KEY_COLUMN.findall((root / 'docs/guide/results.md').read_text())) - BOOKKEEPING
    words = [*(('section', s) for s in sections(root)), *(('module', m) for m in modules), *(('key column', c) for c in sorted(columns))]
    for what, least in (('section', 25), ('module', 25), ('key column', 40)):
        if sum(one == what for one, _ in words) < least:
            raise SystemExit(f'fewer than {least} words of the kind "{what}" were found: their lists are written otherwise')
    return words


def exists(root):
    """A function that says whether what stands in code font is something that there is."""
    keys = sections(root)
    schema = ''.join(p.read_text() for p in sorted((root / 'src/input/schema').glob('*.def')) if p.name != 'renamed.def')
    known = schema + (root / 'src/model/modules/dimensions.h').read_text() + (root / 'docs/guide/results.md').read_text() + (root
        / 'src/input/modules.def').read_text()

    def is_there(code):
        if '.' in code:
            first, last = code.split('.')[0], code.split('.', 1)[1].removeprefix('*.')
            return any(k == last or k.startswith(last + '.') for k in keys.get(first, ()))
        return re.search(rf'(?<!\w){re.escape(code).replace(chr(92) + "*", chr(92) + "w+")}(?!\w)', known) is not None
    return is_there


def faults(root, text):
    rows = table(text)
    yield from form(rows)
    cells = [(n, [c.strip() for c in line.split('|')[1:-1]]) for n, line in rows[2:] if line.count('|') == 5]
    have = {c[0].lower() for _, c in cells} | {code for _, c in cells for code in CODE.findall(c[2])}
    for what, word in wanted(root):
        if word not in have and word.replace('_', ' ') not in have:
            yield f'no row has the {what} `{word}`, as its term or under symbol'
    is_there = exists(root)
    for n, c in cells:
        yield from (f'{n}: there is no key, column or choice `{code}`' for code in CODE.findall(c[2]) if not is_there(code))


def planted(root, text):
    """Faults of which each must be found: (what was planted, the text, what must be said)."""
    rows = table(text)
    whole = '\n'.join(line for _, line in rows)
    yield 'nothing but the header', '\n'.join(HEADER), 'had 150 or more'
    yield 'no table', '# Glossary\n', 'does not begin with its header'
    for _, word in wanted(root):
        rest = [line for _, line in rows if f'`{word}`' not in line and line.split('|')[1].strip().lower() != word.replace('_', ' ')]
        yield f'no row for {word}', '\n'.join(rest), f'`{word}`, as its term'
    yield 'a key that there is not', whole.replace('`scale.asymmetry`', '`scale.asymetry`'), 'no key, column or choice `scale.asymetry`'
    yield 'two rows exchanged', '\n'.join(line for _, line in [*rows[:5], rows[6], rows[5], *rows[7:]]), 'stands behind'
    yield 'no source', re.sub(r'\| [^|]*\|$', '|  |', whole), 'lacks a meaning or a source'


def main():
    root = pathlib.Path(sys.argv[1])
    text = (root / 'docs/glossary.md').read_text()
    if sys.argv[2:] == ['--planted']:
        missed = [what for what, page, said in planted(root, text) if not any(said in f for f in faults(root, page))]
        print(*(f'was not found: {what}' for what in missed), sep='\n', end='\n' if missed else '')
        return bool(missed)
    found = list(faults(root, text))
    print(*(f'docs/glossary.md:{f}' for f in found), sep='\n', end='\n' if found else '')
    return bool(found)


sys.exit(main())
