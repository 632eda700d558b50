#!/usr/bin/env python3
"""A module has a home: what a new one touches is what CONTRIBUTING.md says, and no more.

    places.py ROOT          holds the steps of "How to add a module" against every file that names the module which they take as the
                            example
    places.py --self-test   plants a made-up module: places that no step has, by its word, by a name with its word in it, by its columns
                            and its random variates; a step that is not true; a place too many; a file of C that names another module, one
                            more than its ceiling
    places.py ROOT --of NAME  prints the files of C that name a module

A module may be named in FEW files of C that are not its own, counted by names that only it has (soc_<name>_*, SOC_MOD_<name>_*,
rules->name, modules/<name>/, its columns and random variates). One that is woven in further has a ceiling in places.tsv: a file more fails,
and so does a ceiling that is too high: it is lowered with the place that went, and goes itself with the last above FEW.

Of the example a file that is not prose and names the module is its own (the first steps), one of those that are kept by hand (the others)
or made from the others (the paragraph behind it). Pages may tell of a module as they like."""
import functools
import pathlib
import re
import sys
import tempfile

FEW = 4  # the month calls it, lists of the model have its columns and variates, a phase asks it
MOST = 5  # places that a module of that kind has among others' and that are kept by hand; a new one would be one more for every module
NUMBERS = {word: n for n, word in enumerate('no one two three four five six seven eight nine ten eleven twelve'.split())}
READ = {'.c', '.h', '.def', '.py', '.sh', '.yaml', '.build', '.tsv', '.csv', '.md', '.ts', '.mjs', '.json'}
SKIPPED = ('build', 'out', '.git', 'node_modules')
COMMENT = re.compile(r'/\*.*?\*/', re.S)
ONCE = ('CONTRIBUTING.md', 'tests/structure/places.py')  # name it as the example


def section(root):
    """The example, how many files of its own and others are said, patterns of its own files, {file kept by hand: when}, files that are
    made."""
    text = (root / 'CONTRIBUTING.md').read_text(encoding='utf-8').split('## How to add a module')[1].split('\n## ')[0]
    example, *said = re.search(r'`(\w+)` is the example, the newest that no phase of the month reads: it has (\w+) files of its own, and '
                               r'stands in (\w+) other', text).groups()
    own, shared, made = text.split('Then these')[0], text.split('Then these')[1].split('The rest is made')[0], text.split(
        'The rest is made')[1].split('\n\n')[0]
    step = re.compile(r'^\d+\. ((?:`[^`]+`(?:, )?)+)(?: \(([^)]*)\))?: ', re.M)
    names = [f if '/' in f else first.rsplit('/', 1)[0] + '/' + f for files, _ in step.findall(own)
             for first in re.findall(r'`([^`]+)`', files)[:1] for f in re.findall(r'`([^`]+)`', files)]
    kept = {f: when or 'always' for files, when in step.findall(shared) for f in re.findall(r'`([^`]+)`', files)}
    return example, said, names, kept, [f for f in re.findall(r'`([^`]+)`', made) if '/' in f and '.' in f]


def read(path):
    return path.read_text(encoding='utf-8') if path.exists() else ''


def words_beside(root, module):
    """Names of its own that the module has in lists of the model: its columns and what they wait for, its random variates."""
    columns, variates = read(root / 'src/model/columns.def'), read(root / 'src/model/variates.def')
    whens = re.findall(rf'^WHEN\((\w+), .*\b(?:rules->|regime\.){module}\b', columns, re.M)
    named = [name for name, when in re.findall(r'^COLUMN\(\w+, [\w ]+, (\w+), \w+, (\w+)\)', columns, re.M) if when in whens]
    return whens + named + re.findall(rf'^VARIATE\(\w+, (\w+),.*, "{module}", ', variates, re.M)


def naming(root, module):
    """Files that name the module: its word, also as a part of a name (soc_<name>_keep, SOC_<NAME>), and in code the words beside it."""
    word = re.compile(rf'(?<![A-Za-z]){module}(?![A-Za-z])', re.I)
    beside = words_beside(root, module)
    others = re.compile(rf'(?<![A-Za-z])(?:{"|".join(beside)})(?![A-Za-z])') if beside else None
    for path in sorted(root.rglob('*')):
        inside = path.relative_to(root)
        if path.suffix in READ and path.is_file() and not inside.parts[0].startswith(SKIPPED) and 'node_modules' not in inside.parts:
            text = path.read_text(encoding='utf-8', errors='replace')
            code = COMMENT.sub('', text) if path.suffix in ('.c', '.h', '.def') else ''
            if word.search(text) or (others and others.search(code)):
                yield str(inside)


@functools.cache
def in_c(root):
    """Each file of C and each list, without comments."""
    paths = (p for base in ('app', 'bench', 'include', 'src', 'tests') for p in sorted((root / base).rglob('*'))
             if p.suffix in ('.c', '.h', '.def'))
    return [(str(p.relative_to(root)), COMMENT.sub('', p.read_text(encoding='utf-8', errors='replace'))) for p in paths]


def places(root, module):
    """Files of C, and lists, that are not the module's own and name it by a name that is its own. Plain words (income, contacts) are not
    enough."""
    beside = words_beside(root, module)
    lists = '|'.join(w for w in beside if w.isupper())
    columns = '|'.join(rf'{part}(?:->|\.){name}'
                       for part, name in re.findall(r'^COLUMN\((\w+), [\w ]+, (\w+), ', read(root / 'src/model/columns.def'), re.M)
                       if name in beside)
    one = (rf'\b(?:soc_{module}|SOC_{module.upper()}|SOC_(?:MOD|MOD_LAST|MODULE|KEYS)_{module}|SOC_PART_{module})(?:_\w+)?\b'
           rf'|\b(?:rules|regime)(?:->|\.){module}\b|modules/{module}/')
    one += rf'|\bSOC_[A-Z]+_(?:{lists})\b' if lists else ''
    one += rf'|\b(?:{columns})\b' if columns else ''
    word = re.compile(one)
    own = [f'src/model/modules/{module}/', f'tests/modules/{module}', f'tests/model/test_{module}', f'src/input/schema/{module}.',
           f'tests/reference/{module}']
    stems = [module, module.upper(), *beside]
    yield from (inside for inside, text in in_c(root) if not inside.startswith(tuple(own)) and any(s in text for s in stems)
                and word.search(text))


def ceilings(root):
    """More places than a module may have, or fewer than its ceiling; a ceiling of none, or of one that needs none."""
    table = root / 'tests/structure/places.tsv'
    said = dict(line.split('\t') for line in table.read_text(encoding='utf-8').splitlines()[1:])
    there = sorted(p.parent.name for p in (root / 'src/model/modules').glob('*/module.c'))
    for module in there:
        found = list(places(root, module))
        most = int(said.get(module, FEW))
        if len(found) > most:
            yield (f'{module} is named in {len(found)} files of C beside its own, {most} at most (tests/structure/places.tsv): ask its '
                   f'folder or its descriptor instead: {", ".join(found)}')
        elif module in said and len(found) < max(most, FEW + 1):
            yield (f'tests/structure/places.tsv: {module} is named in {len(found)} files of C beside its own: '
                   + (f'lower its ceiling from {most}' if len(found) > FEW else 'it needs no ceiling'))
    for module in set(said) - set(there):
        yield f'tests/structure/places.tsv: {module} is no module'


def faults(root):
    example, said, own, kept, made = section(root)
    own = [p.replace('<name>', example) for p in own]
    named = [f for f in naming(root, example) if f not in ONCE]
    # What stands in its folder is its own, whether or not the bare word stands in it: rules.h has soc_<name>_rules alone.
    of_its_own = [p for p in dict.fromkeys(own) if (root / p).exists()]
    by_hand = [f for f in named if f in kept and kept[f] != 'if a phase includes it']
    others = [f for f in named if f not in of_its_own and f not in kept and f not in made and not f.endswith('.md')]
    for f in others:
        yield (f'{f} names the module {example}: a place that "How to add a module" of CONTRIBUTING.md does not have; make it from the '
               f'descriptor')
    for f, when in kept.items():
        if when == 'always' and f not in named:
            yield f'CONTRIBUTING.md: {f} is said to name every module, and {example} does not stand there'
    if len(by_hand) > MOST:
        yield f'{example} stands in {len(by_hand)} files that are kept by hand, {MOST} at most: {", ".join(by_hand)}'
    for number, files, which in ((said[0], of_its_own, 'files of its own'), (said[1], by_hand, 'others')):
        if NUMBERS.get(number) != len(files):
            yield f'CONTRIBUTING.md: {example} is said to have {number} {which}, and has {len(files)}: {", ".join(files)}'
    print(f'{example}: named in {len(of_its_own)} files of its own and {len(by_hand)} others kept by hand: {", ".join(by_hand)}')


PLANTED = '''## How to add a module

`ferns` is the example, the newest that no phase of the month reads: it has two files of its own, and stands in two others. Its own files:

1. `src/modules/<name>/<name>.h`, `<name>.c`: what it does

Then these:

2. `src/list.def`: its line
3. `src/step.c` (if it acts): its call

The rest is made: `docs/made.csv`.

## How to add a key
'''


def self_test_ceilings():
    lists = {'src/model/columns.def': 'WHEN(GROWN, rules->ferns.on)\nCOLUMN(truth, uint8_t, unrolled, LIST, GROWN)\n',
             'src/model/variates.def': 'VARIATE(GREEN, SPORE, FIXED, 0, 1, 1, 1, ALL, "ferns", "it flies")\n'}
    few = {**lists, 'src/model/modules/ferns/module.c': 'soc_ferns_grow', 'tests/structure/places.tsv': 'module\tfiles\n',
           'tests/modules/ferns.c': 'SOC_MOD_ferns_by_month_grown',
           'src/model/step.c': 'soc_ferns_grow(); // a word: ferns',
           **{f'src/phase{i}.c': 'soc_ferns_grow' for i in range(FEW - 2)},  # step.c and columns.def are two
           'tests/sums.c': 'int ferns, unrolled, SPORE; x->unrolled; /* soc_ferns_grow */', 'app/run.c': 'include <ferns.h>'}
    woven = {**few, 'tests/structure/places.tsv': f'module\tfiles\nferns\t{FEW + 1}\n', 'src/another.c': 'soc_ferns_grow'}
    tried = [(few, ''), ({**few, 'tests/modules/mosses.c': 'SOC_MOD_ferns_by_month_grown'}, f'ferns is named in {FEW + 1} files'),
             ({**few, 'tests/sums.c': 'truth->unrolled'}, f'named in {FEW + 1} files'),
             ({**few, 'app/run.c': 'SOC_DRAW_SPORE'}, f'named in {FEW + 1} files'),
             ({**few, 'src/run/on.c': 'rules->ferns.on'}, f'named in {FEW + 1} files'),
             (woven, ''), ({**woven, 'src/yet_another.c': 'soc_ferns_grow'}, f'named in {FEW + 2} files'),
             ({**woven, 'src/another.c': ''}, 'it needs no ceiling'),
             ({**woven, 'tests/structure/places.tsv': f'module\tfiles\nferns\t{FEW + 2}\n'}, f'lower its ceiling from {FEW + 2}'),
             ({**few, 'src/model/modules/mosses/module.c': ''}, ''),
             ({**few, 'tests/structure/places.tsv': 'module\tfiles\nmosses\t5\n'}, 'mosses is no module')]
    wrong = []
    for files, words in tried:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            there = list(ceilings(root))
            wrong += [words or str(there)] if bool(words) != any(words in f for f in there) or (not words and there) else []
    return wrong


def self_test():
    def found(files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in {'CONTRIBUTING.md': PLANTED, **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return list(faults(root))
    sound = {'src/modules/ferns/ferns.c': 'ferns', 'src/modules/ferns/ferns.h': 'ferns', 'src/list.def': 'MODULE(ferns)',
             'src/step.c': 'ferns',
             'docs/made.csv': 'ferns,1', 'docs/page.md': 'of ferns', 'build/list.h': 'ferns',
             'src/other.c': 'int fern, fernshaw, unfurled; /* a fern unrolled */'}
    lists = {'src/model/columns.def': 'WHEN(GROWN, rules->ferns.on)\nWHEN(ALWAYS, 1)\nCOLUMN(truth, uint8_t, unrolled, LIST, '
                                      'GROWN)\nCOLUMN(truth, uint8_t, tags, LIST, ALWAYS)\n',
             'src/model/variates.def': 'VARIATE(GREEN, SPORE, FIXED, 0, 1, 1, 1, ALL, "ferns", "it flies")\nVARIATE(GREEN, SEED, FIXED, 0, '
                                       '1, 1, 1, ALL, "trees, ferns", "it falls")\n',
             'CONTRIBUTING.md': PLANTED.replace('3. `src/step.c`', '3. `src/model/columns.def`, `src/model/variates.def` (if it has some): '
                                                'a line\n4. `src/step.c`').replace('two others', 'four others')}
    whole = {**sound, **lists}
    tried = [(sound, ''), ({**sound, 'src/run/world.c': 'if (ferns)'}, 'src/run/world.c'), ({**sound, 'src/list.def': ''}, 'src/list.def'),
             ({**sound, 'src/run/calls.c': 'soc_ferns_grow();'}, 'src/run/calls.c'),
             ({**sound, 'src/run/most.c': 'int a[SOC_FERNS];'}, 'src/run/most.c'),
             ({**whole, 'src/run/tags.c': 'x.tags = SOC_FIRST_SEED;'}, ''),
             ({**whole, 'tests/twins.c': '#define OTHER_unrolled 1'}, 'tests/twins.c'),
             ({**whole, 'src/run/draws.c': 'SOC_FIRST_SPORE'}, 'src/run/draws.c'),
             ({**whole, 'src/run/when.c': 'SOC_WHEN_GROWN'}, 'src/run/when.c'),
             ({**sound, 'CONTRIBUTING.md': PLANTED.replace('two files', 'three files')}, 'said to have three files of its own, and has 2'),
             ({**sound, 'CONTRIBUTING.md': PLANTED.replace('two others', 'five others')}, 'said to have five others, and has 2')]
    wrong = [words for files, words in tried if bool(words) != any(words in f for f in found(files)) or (not words and found(files))]
    global MOST
    MOST = 1
    wrong += [] if any('2 files that are kept by hand' in f for f in found(sound)) else ['too many']
    wrong += self_test_ceilings()
    print(*[f'not found, or found where nothing was planted: {w}' for w in wrong], sep='\n')
    return bool(wrong)


def main():
    if sys.argv[1] == '--self-test':
        return self_test()
    root = pathlib.Path(sys.argv[1])
    if sys.argv[2:3] == ['--of']:
        print(*places(root, sys.argv[3]), sep='\n')
        return False
    there = list(faults(root)) + list(ceilings(root))
    print(*there, sep='\n')
    return bool(there)


if __name__ == '__main__':
    sys.exit(main())
