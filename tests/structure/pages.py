#!/usr/bin/env python3
"""What pages say of code and code of pages: pages.py ROOT | --self-test

A page of docs/model names streams and variates as src/model/variates.def does, and counts no words: numbers of words move with the table,
and nobody sees it on a page. A comment or message that sends to a page of docs/model sends to one that is there; the header of a module,
to the module's own page where it has one."""
import pathlib
import re
import sys
import tempfile

NUMBERED = re.compile(r'\bvariates? (?:\d|[a-z]\b)|\b[Bb]locks? (?:\d|from \d|[a-z]\b)|\bword [a-z]\b(?! (?:person|month))')
SENT = re.compile(r'docs/model(?:/([\w-]+)\.md|,\s*(?:\*\s*)?([A-Z][\w\' ]*))')


def names(root):
    """(streams, variates and words of a record) of the table."""
    text = (root / 'src/model/variates.def').read_text()
    return (set(re.findall(r'^STREAM\((\w+),', text, re.M)),
            set(re.findall(r'^VARIATE\(\w+, (\w+),', text, re.M)) | set(re.findall(r'^FATE\((\w+),', text, re.M)))


def draws(root):
    """A stream anywhere on a page; under "Draws" every name in capitals, and no word by number."""
    streams, variates = names(root)
    for page in sorted((root / 'docs/model').glob('*.md')):
        under = False
        for number, line in enumerate(page.read_text().splitlines(), 1):
            at = f'docs/model/{page.name}:{number}'
            under = line.strip('# ') == 'Draws' if line.startswith('## ') else under
            for name in re.findall(r'`SOC_DRAW_(\w+)`', line):
                if name not in streams:
                    yield f'{at}: SOC_DRAW_{name} is no stream of src/model/variates.def'
            for name in re.findall(r'`([A-Z_]{3,})`', line) if under else ():
                if not name.startswith('SOC_') and name not in variates:
                    yield f'{at}: {name} is no variate of src/model/variates.def'
            if NUMBERED.search(line):
                yield f'{at}: a word by its number ("{NUMBERED.search(line)[0]}"): name the variate'


def sent(root):
    titles = {page.stem: page.read_text().partition('\n')[0].lstrip('# ') for page in (root / 'docs/model').glob('*.md')}
    for path in sorted(p for p in (root / 'src').rglob('*') if p.suffix in ('.c', '.h', '.def')):
        text, name = path.read_text(), path.relative_to(root)
        own = path.parent.name if path.parent.parent.name == 'modules' and path.suffix == '.h' else None
        for found in SENT.finditer(text):
            at = f'{name}:{text.count(chr(10), 0, found.start()) + 1}'
            page = found[1] or next((p for p, title in titles.items() if title == found[2].strip()), None)
            if page not in titles:
                yield f'{at}: {" ".join(found[0].split())} is no page'
            elif own in titles and page != own:
                yield f'{at}: sends to docs/model/{page}.md; the module has docs/model/{own}.md'
    for line in (root / 'src/input/schema/removed.def').read_text().splitlines():
        found = re.match(r'REMOVED\("\w+", "(\w+)", "(\w+)"', line)
        if found and found[2] not in titles:
            yield f'removed.def: {found[1]} sends to docs/model/{found[2]}.md, which is no page'


HELD = (draws, sent)
SOUND = {
    'src/model/variates.def': 'FATE(FINDING, 2, ALL, "", "")\nSTREAM(LEVELS, 70, "", "")\n'
                              'VARIATE(LEVELS, LEVEL_ERROR, FIXED, 0, 1, 1, 1, ALL, "", "")\n',
    'docs/model/sound.md': '# Sound words\n\nA variate of its own; one word a person; 8 blocks.\n\n'
                           '## Draws\n\n`SOC_DRAW_LEVELS`: `LEVEL_ERROR`, `FINDING`.\n\n'
                           '## What is counted\n\n`SOC_NO_ROOM`, `TRUE`.\n',
    'src/input/schema/removed.def': 'REMOVED("a", "kept", "told", "")\nREMOVED("a", "sent", "nowhere", "")\n',
    'docs/model/told.md': '# Told\n',
    'src/model/modules/told/told.h': '/* What is told. docs/model/told.md. */\n',
    'src/model/sound.h': '/* docs/model/told.md, and docs/model,\n * Sound words. */\n',
}
PLANTED = (
    ('docs/model/gone.md', '# Gone\n\n`SOC_DRAW_GONE` (person).\n', 'gone.md:3: SOC_DRAW_GONE is no stream'),
    ('docs/model/short.md', '# Short\n\n## Draws\n\n`SOC_DRAW_LEVELS`, `_EVENT`.\n', 'short.md:5: _EVENT is no variate'),
    ('docs/model/slip.md', '# Slip\n\n## Draws\n\n`LEVEL_EROR`.\n', 'slip.md:5: LEVEL_EROR is no variate'),
    ('docs/model/one.md', '# One\n\n`SOC_DRAW_LEVELS`: variate 4k + c.\n', 'one.md:3: a word by its number ("variate 4")'),
    ('docs/model/many.md', '# Many\n\nvariates 0 to 7\n', 'many.md:3: a word by its number'),
    ('docs/model/letter.md', '# Letter\n\nvariate k\n', 'letter.md:3: a word by its number'),
    ('docs/model/block.md', '# Block\n\nblocks from 1 whom\n', 'block.md:3: a word by its number'),
    ('docs/model/lane.md', '# Lane\n\nword c, fixed\n', 'lane.md:3: a word by its number'),
    ('src/model/lost.h', '/* docs/model/lost.md */\n', 'lost.h:1: docs/model/lost.md is no page'),
    ('src/model/title.c', '\n/* docs/model, Timeline. */\n', 'title.c:2: docs/model, Timeline is no page'),
    ('src/model/modules/caps/caps.h', '/* docs/model/told.md */\n', 'caps.h:1: sends to docs/model/told.md'),
    ('docs/model/caps.md', '# Caps\n', ''),
    ('src/lone.c', '', 'sent sends to docs/model/nowhere.md'),
)


def self_test():
    """Every planted fault is found, and nothing else is."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, text in [*SOUND.items(), *((p, t) for p, t, _ in PLANTED)]:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        found = [fault for rule in HELD for fault in rule(root)]
    said = [text for _, _, text in PLANTED if text]
    missed = [f'not found: {text}' for text in said if not any(text in f for f in found)]
    wrong = [f'found where there is none: {f}' for f in found if not any(text in f for text in said)]
    print(*missed, *wrong, sep='\n')
    return bool(missed or wrong)


def main():
    if sys.argv[1] == '--self-test':
        return self_test()
    root = pathlib.Path(sys.argv[1])
    streams, variates = names(root)
    found = [fault for rule in HELD for fault in rule(root)]
    if len(streams) < 60 or len(variates) < 120:
        found.append(f'{len(streams)} streams and {len(variates)} variates were read; there are more')
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
