#!/usr/bin/env python3
"""The glossary's rows of modules, made from the page of each: module_words.py ROOT [--check]

A page docs/model/NAME.md of a module has its words in a table below the heading "## Words": term, meaning, symbol, and literature where the
term is taken from it. docs/glossary.md has each of them in its place, with the page as its source; a row there that names such a page
alone, or literature and such a page, belongs on that page. --check says what differs and changes nothing."""
import pathlib
import re
import sys

HEADER = ['| term | meaning | symbol | literature |', '|---|---|---|---|']
SOURCE = re.compile(r'^(?:(?P<literature>[^[]*); )?\[[^]]*\]\(model/(?P<page>\w+)\.md\)$')
LINK = re.compile(r'\]\((?!https?:|#)([^)]*)\)')


def cells(line):
    return [c.strip() for c in line.split('|')[1:-1]]


def from_the_page(text):
    """A cell as it stands in docs/: links begin there."""
    return LINK.sub(lambda m: f']({m[1][3:] if m[1].startswith("../") else "model/" + m[1]})', text)


def rows_of_pages(root):
    """{page: [row of the glossary]} of the pages of modules."""
    found = {}
    for name in re.findall(r'^MODULE\((\w+), \w+\)', (root / 'src/input/modules.def').read_text(), re.M):
        page = root / f'docs/model/{name}.md'
        if not page.exists():
            continue
        text = page.read_text()
        title = re.match(r'# (.*)', text)[1]
        title = title[0].lower() + title[1:]
        table = re.search(r'^## Words\n\n((?:\|.*\n)+)', text, re.M)
        lines = table[1].splitlines() if table else []
        if not table or lines[:2] != HEADER:
            raise SystemExit(f'{page}: no table of words below "## Words"; it begins with {HEADER[0]}')
        found[name] = []
        for line in lines[2:]:
            term, meaning, symbol, literature = map(from_the_page, cells(line))
            source = (f'{literature}; ' if literature else '') + f'[{title}](model/{name}.md)'
            found[name].append(f'| {term} | {meaning} | {symbol} | {source} |')
    return found


def main():
    root = pathlib.Path(sys.argv[1])
    path = root / 'docs/glossary.md'
    pages, text = rows_of_pages(root), path.read_text()
    lines = text.split('\n')
    first = next(i for i, line in enumerate(lines) if line.startswith('|---'))
    end = next(i for i in range(first, len(lines)) if not lines[i].startswith('|'))
    # Kept here: rows with another source. With the first source a page of a module, and no other, it stands on that page.
    kept = [line for line in lines[first + 1:end] if not ((m := SOURCE.match(cells(line)[3])) and m['page'] in pages)]
    rows = sorted([*kept, *(row for page in pages.values() for row in page)], key=lambda line: cells(line)[0].lower())
    made = '\n'.join([*lines[:first + 1], *rows, *lines[end:]])
    if '--check' not in sys.argv:
        path.write_text(made)
        return 0
    now = set(lines[first + 1:end])
    for row in [r for r in rows if r not in now] + [r for r in lines[first + 1:end] if r not in set(rows)]:
        print(f'{"not in" if row not in now else "only in"} docs/glossary.md: {row}')
    if made != text:
        print('the words of modules stand on their pages (## Words): tools/module_words.py . renews docs/glossary.md')
    return made != text


if __name__ == '__main__':
    sys.exit(main())
