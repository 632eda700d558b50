#!/usr/bin/env python3
"""Words that were retired do not come back in what a user reads: words.py ROOT; words.py ROOT --planted shows that they would be found.

Read are every text of the program and the library's meanings and messages, the table of systems, the texts of the report, the guide, the
pages of the model, README.md, the regimes, and the pages, figures and files of the scenarios. SCENARIOS are words that only the last are
held to: elsewhere they name something else as well. A row of RETIRED is a pattern and what stands instead.
The old name of a key (src/input/schema/renamed.def) is no key of a shipped scenario or regime, and no page names it.
"""
import pathlib
import re
import sys

RETIRED = [
    (r"neighbours' groups?\b", 'liability group'),
    (r'\bfamil(?:y|ies) of (?:points|kind|indicators)\b', 'component'),
    (r'\bout of nothing\b', 'spurious'),
    (r'\b(?:records?|made) of nothing\b', 'fabricated'),
    (r'\blooker\b', 'the neighbour who suspects'),
    (r'\bundeclared\b', 'unregistered'),
    (r'\bopt(?:s|ed|ing)? in\b', 'enrol'),
    (r'\bhops?\b(?!-\d)', 'level'),
    (r'\bgateway\b', 'data sharing'),
    (r'\b(?:income fifths?|fifths? of income)\b', 'income quintile'),
    (r'\bpoints of percent\b', 'percentage points'),
    (r'\bshunned\b', 'ostracised'),
    (r'\bhunts\b', 'oscillates'),
    (r'\bcorrects? itself\b', 'adaptive'),
    (r'\bfavours? granted\b', 'benefit granted'),
    (r'\blaid (?:over|under|once|anew|already)\b', 'merged'),
    (r'\bliving undeclared\b', 'unregistered'),
    (r'\b(?:in|for) a grade for a word\b', 'grade cap, grade floor'),
    (r', of 1,000?\b', 'per 1,000, or %'),
    (r'\ba head over\b', 'per head'),
    (r'\bfor 1,000 people\b', 'per 1,000 people'),
    (r'\bremarks?\b', 'grade cap'),
    (r'\banswer(?:s|ing)? for (?:one another|themselves)\b', 'be liable for'),
    (r'\bliking\b', 'impression'),
    (r'\bright (?:records?|reports?|entr(?:y|ies))\b', 'true'),
    (r'\b(?:under|with) the luck of\b', 'in the stream of'),
    (r'\bvariates?\b.*\bwords? \d|^.{0,3}\bwords? \d', 'variate'),
    (r'\bsanctions? (?:that )?can meet\b|\bmet (?:a sanction|the measure)\b', 'effectively under a sanction, under the measure'),
    (r'\b28 bytes\b', '38 bytes of a place'),
]
SCENARIOS = [
    (r'\bluck\b', 'random numbers'),
    (r'\b(?:de|at)tached?\b(?! to)', 'removed, in force'),
    (r'\b(?:highest|lowest|middle) fifth\b', 'income quintile'),
    (r'\blabel(?:led)?\b', 'marker'),
    (r'\bgates?\b', 'data sharing'),
    (r'\bhunt(?:s|ing)?\b', 'oscillate'),
    (r'\blet borrow\b', 'borrowers'),
    (r'^\|[^|]*\b[Oo]f 1,000? (?!points)', 'per 1,000'),
    (r'^\|[^|]*, of 100\b', '%'),
    (r'\b(?:systems|row) (?:2-|6-)', 'a row of socred systems, or a section of docs/sources.md'),
]
READERS = [
    (r'(?<=\w )luck\b', 'random numbers; of intervals: of the simulation'),
]
# Old names of keys that are names of something else as well: a struct, a scenario, a view, a word of the truth.
OTHERWISE = {'record', 'gateway', 'family', 'self_correction'}
STRINGS = ['app/*.c', 'app/*.h', 'app/systems.def', 'src/analysis/*.c', 'src/input/bind/*.c', 'src/input/policies/*.c',
           'src/analysis/*.def', 'src/model/*.def',
           'src/model/indicators/indicators.h', 'src/model/modules/*.h', 'src/model/modules/*/*.def', 'src/model/modules/*/module.c',
           'src/input/schema/*.def', 'src/run/*.c', 'src/store/*.[ch]',
           'src/experiment/*.[ch]', 'src/experiment/*.def', 'src/theory/*.[ch]', 'src/view/*.[ch]', 'web/src/**/*.ts', 'web/lab/**/*.ts']
PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/*.md', 'docs/decisions/*.md', 'docs/guide/*.md', 'docs/model/*.md',
         'experiments/*.yaml', 'regimes/**/*.yaml', 'scenarios/*/*/*.md', 'scenarios/**/*.yaml']
QUERY = re.compile(r'`[^`]*`')           # names of tables, columns and files
YAML = ['regimes/**/*.yaml', 'scenarios/**/*.yaml']
GENERATED = ('docs/guide/results.md',)   # from the code's own descriptions: tests/store/results_doc.c
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
OLD = re.compile(r'^OLD\("([\w.]+)", "([\w.]+)"', re.M)


def texts(root):
    """(path, line number, text) of everything that is read."""
    for pattern in STRINGS:
        for path in sorted(root.glob(pattern)):
            if path.name == 'renamed.def':
                continue
            for n, line in enumerate(path.read_text().split('\n'), 1):
                yield from ((path, n, m[1]) for m in STRING.finditer(line))
    for pattern in PAGES:
        for path in sorted(root.glob(pattern)):
            if str(path.relative_to(root)) not in GENERATED:
                yield from ((path, n, line) for n, line in enumerate(path.read_text().split('\n'), 1))


def words_in(name, n, text):
    rows = RETIRED
    if name.startswith('scenarios/'):
        rows = RETIRED + SCENARIOS
        text = QUERY.sub('``', text) if name.endswith('.md') else text
    if name.startswith(('docs/guide/', 'docs/glossary.md', 'web/', 'experiments/', 'app/')):
        rows = rows + READERS
        text = QUERY.sub('``', text) if name.endswith('.md') else text
    for pattern, instead in rows:
        for m in re.finditer(pattern, text, re.I):
            yield f'{name}:{n}: "{m[0]}" is retired; say: {instead}'


def old_keys(root):
    """Old dotted keys, and old keys of a file that no section has today."""
    rows = OLD.findall((root / 'src/input/schema/renamed.def').read_text())
    now = {k for p in (root / 'src/input/schema').glob('*.def') if p.name != 'renamed.def'
           for k in re.findall(r'^(?:KEY|SINGLE|NAMED|PART)\("?([\w.]+)', p.read_text(), re.M)}
    for was, _ in rows:
        section, _, key = was.rpartition('.')
        if (key or was) not in now:
            yield key or was
        if section and key in now:
            yield rf'{section}\.(?:[\w*]+\.)?{key}'


def keys_in(root):
    old = re.compile(r'^\s*(?:- )?(' + '|'.join(k for k in old_keys(root) if '\\' not in k) + r'):')
    dotted = re.compile(r'`(' + '|'.join(old_keys(root)) + r')`')
    for pattern in YAML:
        for path in sorted(root.glob(pattern)):
            for n, line in enumerate(path.read_text().split('\n'), 1):
                if m := old.match(line):
                    yield f'{path.relative_to(root)}:{n}: {m[1]}: is the old name of a key'
    for pattern in PAGES:
        for path in sorted(root.glob(pattern)):
            for n, line in enumerate(path.read_text().split('\n'), 1):
                yield from (f'{path.relative_to(root)}:{n}: {m[1]} is the old name of a key' for m in dotted.finditer(line)
                            if m[1] not in OTHERWISE)


def planted():
    """One text for each row."""
    samples = ["a neighbours' group", 'families of points', 'records out of nothing', 'a record of nothing', 'by the looker',
               'lives undeclared', 'people who opted in', 'months per hop', 'by the gateway',
               'the highest income fifth', 'two points of percent', 'is shunned', 'the weight hunts', 'a weight that corrects itself',
               'a favour granted',
               'is laid over', 'living undeclared', 'in a grade for a word', 'listed, of 1,000', 'records a head over the run',
               'refused for 1,000 people',
               'beside a remark', 'who answer for one another', 'leniency and liking', 'right records accepted',
               'under the luck of the list', 'words 0 to 7',
               'whom a sanction can meet', 'one of 28 bytes']
    for (pattern, _), sample in zip(RETIRED, samples, strict=True):
        if not re.search(pattern, sample) or not list(words_in('docs/guide/planted.md', 1, sample)):
            yield f'a planted "{sample}" is not found by {pattern}'
    samples = ['under the same luck', 'a camera is detached', 'the highest fifth', 'people with the label', 'through the gate',
               'does it hunt?', 'let borrow', '| listed, of 1,000 people | 3 |', '| refused, of 100 | 3 |', 'systems 2-P6']
    for (pattern, _), sample in zip(SCENARIOS, samples, strict=True):
        if not re.search(pattern, sample) or not list(words_in('scenarios/planted/planted/README.md', 1, sample)):
            yield f'a planted "{sample}" is not found by {pattern}'
        if list(words_in('scenarios/planted/planted/README.md', 1, f'`{sample}`')):
            yield f'a name in code font is found by {pattern}'
    if not list(words_in('web/lab/planted.ts', 1, 'with the same luck')) or list(words_in('docs/guide/planted.md', 1, '`the luck`')):
        yield 'luck is not found on a page, or found in code font'


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    if '--planted' in sys.argv:
        found = list(planted())
    else:
        read = list(texts(root))
        if len(read) < 3000:
            sys.exit(f'only {len(read)} texts were found')
        empty = [pattern for pattern in [*STRINGS, *PAGES, *YAML] if not any(root.glob(pattern))]
        if empty or len(list(old_keys(root))) < 20:
            sys.exit(f'nothing is read by {", ".join(empty)}' if empty else 'no old names of keys were found in renamed.def')
        found = [f for path, n, text in read for f in words_in(str(path.relative_to(root)), n, text)] + list(keys_in(root))
    print(*found, sep='\n', end='\n' if found else '')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
