#!/usr/bin/env python3
"""The table of the parts of a regime in docs/guide/regime.md, from regimes/modules/*.yaml: their names and titles, in the order of
src/input/modules.def.

    regime_modules.py ROOT            writes it
    regime_modules.py ROOT --check    says whether it is as the files have it; a test runs this
"""
import pathlib
import re
import sys

BEGIN, END = '<!-- made by tools/regime_modules.py -->\n', '<!-- end of what is made -->\n'


def block(root):
    names = re.findall(r'^MODULE\((\w+), \w+\)', (root / 'src/input/modules.def').read_text(), re.M)
    files = {p.stem: p for p in (root / 'regimes/modules').glob('*.yaml')}

    def place(stem):
        return next((names.index(n) for n in (stem.replace('-', '_'), stem.split('-')[0]) if n in names), len(names)), stem
    order = sorted(files, key=place)
    rows = [f"| `{stem}` | {re.search(r'^title: *(.*)$', files[stem].read_text(), re.M)[1].strip(chr(34))} |\n" for stem in order]
    return f"{BEGIN}| module | title |\n|---|---|\n{''.join(rows)}{END}"


def main():
    root, check = pathlib.Path(sys.argv[1]).resolve(), '--check' in sys.argv
    page = root / 'docs/guide/regime.md'
    old = page.read_text()
    new = re.sub(re.escape(BEGIN) + r'.*?' + re.escape(END), lambda _: block(root), old, count=1, flags=re.S)
    if BEGIN not in old:
        print(f'{page}: there is no line {BEGIN}')
        return 1
    if new != old and check:
        print(f'{page}: tools/regime_modules.py writes another table')
        return 1
    if new != old:
        page.write_text(new)
    return 0


if __name__ == '__main__':
    sys.exit(main())
