#!/usr/bin/env python3
"""The shelf (src/base/shelf.h) as one C source: shelf.py ROOT OUTPUT DEPFILE [ARCHIVE PAGE]. Runs at build time only.

It holds every scenario with its arms, every regime, every experiment, populations of their own, the ensembles over assumptions, and
`gallery.json`: for each folder of scenarios what it asks, how long it runs and one figure with both intervals, from the pages and files
that tools/scenarios_index.py reads.

With ARCHIVE the files go there, as one JSON object under xz, and with them PAGE, the page of the report, as report.html; the C source knows
none: so a wheel holds them in two thirds of the room. Ensembles of other arms than scenario.yaml stay behind, a quarter of the room of all,
and the rates of groups of those that go.
"""
import json
import lzma
import pathlib
import re
import sys

import scenarios_index as index

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'python' / 'socred'))
import _packed as packed # noqa: E402  not the package, which needs the library



def answering(folder):
    """The statistics that the scenario's answer to its question names, in their order."""
    answer = re.search(r'^answer:.*?(?=^\S|\Z)', (folder / 'scenario.yaml').read_text(), re.M | re.S)
    return re.findall(r'\{(\w+)\}', answer[0]) if answer else []


def assumed(folder):
    """The first statistic of the answer, or else of the headline, that has an interval over the assumptions, with the interval of the
    simulation."""
    file = folder / 'scenario.assumptions.json'
    if not file.exists():
        return None
    ensemble = index.assumption_intervals.read(file)
    outcomes = ensemble['outcomes']
    for name in [*answering(folder), *index.FIRST, *outcomes]:
        o = outcomes.get(name)
        if o and o['low'] is not None and o['low'] < o['high']:
            half = index.assumption_intervals.reach(o)
            low, high = index.can_be(index.assumption_intervals.LABELS[name], o['shipped'] - half, o['shipped'] + half)
            return {'statistic': name, 'value': o['shipped'], 'low': low, 'high': high,
                    'assumed_low': o['low'], 'assumed_high': o['high'], 'persons': ensemble['persons'],
                    'replicates': ensemble['replicates'] * ensemble.get('stated', 1)}
    return None


def measured(folder):
    """The first row of expected.md that the page tells: what it is, its value, half its interval over the replicates."""
    cells = index.first_told(folder)
    half, label = index.interval(folder, cells[-1]), ': '.join(c for c in cells[:-2] if c)
    low, high = index.can_be(label, float(cells[-2]) - half, float(cells[-2]) + half)
    return {'label': label, 'value': float(cells[-2]), 'low': low, 'high': high}


def card(root, folder):
    title = (folder / 'README.md').read_text().splitlines()[0].lstrip('# ')
    asked = index.question(folder)
    # the title is a sentence of its own, and not the beginning of the question
    if re.match(r'[.?]? |$', asked[len(title):]) or title.endswith('?'):
        asked = asked[len(title):].lstrip('. ')
    return {'name': f'{folder.parent.name}/{folder.name}', 'topic': index.TOPICS[folder.parent.name], 'title': title, 'question': asked,
            'arms': ['scenario', *sorted(p.stem for p in folder.glob('*.yaml') if p.name != 'scenario.yaml')],
            'person_months': round(index.person_months(folder / 'scenario.yaml') * 1e6), 'measured': measured(folder),
            'assumed': assumed(folder)}


def gallery(root):
    index.assumption_intervals.read_labels(root)
    folders = [p for topic in index.TOPICS for p in sorted((root / 'scenarios' / topic).iterdir()) if (p / 'scenario.yaml').exists()]
    return json.dumps({'scenarios': [card(root, p) for p in folders]}, ensure_ascii=False, separators=(',', ':')).encode()


def literal(data):
    keep = {**{i: chr(i) for i in range(32, 127)}, 34: '\\"', 92: '\\\\', 63: '\\077'}
    for start in range(0, len(data), 100):
        yield '\t"' + ''.join(keep.get(b) or f'\\{b:03o}' for b in data[start:start + 100]) + '"\n'


def source(shelf):
    """The C of a shelf of (name, bytes) in the order of names."""
    # Files of a kind stand beside each other, as in the archive, so that what packs the library finds what they share.
    yield '/* Made by tools/shelf.py. */\n#include "base/shelf.h"\n\n#include <string.h>\n\nstatic const char texts[] =\n'
    at, begins = 0, {}
    for name, data in by_kind(shelf):
        if b'\0' in data:
            sys.exit(f'shelf.py: {name} holds a NUL')
        yield f'{"".join(literal(data))}\t"\\0"\n'
        begins[name], at = at, at + len(data) + 1
    yield '\t"";\n\nstatic const struct soc_shelf_file files[] = {\n'
    for name, data in shelf:
        yield f'\t{{ "{name}", texts + {begins[name]}, {len(data)} }},\n'
    # One more, so that no shelf is an array of none.
    yield ('\t{ "", texts, 0 },\n};\n\nsize_t soc_shelf_count(void)\n{\n\treturn sizeof files / sizeof files[0] - 1;\n}\n\n'
           'const struct soc_shelf_file *soc_shelf_at(size_t i)\n{\n\treturn i < soc_shelf_count() ? &files[i] : NULL;\n}\n\n'
           'int soc_shelf_find(const char *name)\n{\n\tint low = 0, high = (int)soc_shelf_count();\n'
           '\twhile (low < high) {\n\t\tconst int at = (low + high) / 2, order = strcmp(files[at].name, name);\n'
           '\t\tif (order == 0)\n\t\t\treturn at;\n\t\tif (order < 0)\n\t\t\tlow = at + 1;\n\t\telse\n\t\t\thigh = at;\n\t}\n\treturn '
           '-1;\n}\n')


def by_kind(shelf):
    return sorted(shelf, key=lambda one: (one[0].rsplit('.', 1)[-1], one[0]))


def slim(text):
    """An ensemble without its rates of groups, which are a quarter of it (`fairness` then says that they are not computed), and without
    what the figures of forms hang on, which no form and no report tells."""
    text = re.sub(r' "rates": \{\n.*?\n \},\n', '', text, flags=re.S)
    return re.sub(r'(  "assess_[^\n]*\n   "matter": )\{[^\n]*\}\}', r'\1{}}', text)


def pack(shelf):
    """What python/socred/_shipped.py opens: files by name, ensembles apart. The package asks for no experiment by name; the lab does."""
    texts = {name: data.decode() for name, data in by_kind(shelf) if not name.startswith('experiments/')}
    ensembles = {name: slim(text) for name, text in texts.items() if name.endswith('.assumptions.json')}
    held = {'files': {name: text for name, text in texts.items() if name not in ensembles},
            'ensembles': packed.pack({name: text for name, text in ensembles.items() if name.endswith('/scenario.assumptions.json')})}
    return lzma.compress(json.dumps(held, ensure_ascii=False, separators=(',', ':')).encode(),
                         filters=[{'id': lzma.FILTER_LZMA2, 'preset': 9 | lzma.PRESET_EXTREME, 'lc': 4, 'pb': 0}])


def main():
    root, output, depfile, *archive = (pathlib.Path(a) for a in sys.argv[1:])
    files = sorted([*root.glob('scenarios/**/*.yaml'), *root.glob('scenarios/*/*/*.assumptions.json'), *root.glob('regimes/**/*.yaml'),
                    *root.glob('experiments/**/*.yaml'), *root.glob('data/populations/*/population.txt')])
    shelf = sorted([(p.relative_to(root).as_posix(), p.read_bytes()) for p in files])
    if archive:
        archive[0].write_bytes(pack([*shelf, ('report.html', archive[1].read_bytes())]))
        shelf = []
    else:
        shelf = sorted(shelf + [('gallery.json', gallery(root))])
    output.write_text(''.join(source(shelf)), encoding='ascii')
    read = [*files, root / 'docs/guide/report.md', *root.glob('scenarios/*/*/README.md'), *root.glob('scenarios/*/*/expected.md'),
            root / 'scenarios/README.md', pathlib.Path(index.__file__), pathlib.Path(packed.__file__)]
    depfile.write_text(f'{output}: ' + ' '.join(str(p).replace(' ', '\\ ') for p in read) + '\n')


if __name__ == '__main__':
    main()
