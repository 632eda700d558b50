#!/usr/bin/env python3
"""The list of modules in scenarios/combined/every-module/parts/watching.yaml: each regimes/modules/*.yaml that the eight parts of
whole-reach do not merge, in the order of src/input/modules.def, so that a new module is in the scenario of every module without being
written there.

    every_module.py ROOT            writes it
    every_module.py ROOT --check    says whether it is as the files have it; a test runs this
"""
import pathlib
import re
import sys

AT = 'scenarios/combined/every-module/parts/watching.yaml'
WHOLE = 'scenarios/combined/whole-reach/scenario.yaml'
LIST = re.compile(r'(?<=^# made by tools/every_module\.py\nmodules:\n)(?:  - .*\n)+', re.M)
# Not by their own file: what has them on in that scenario has other values, or they would overwrite it or take more room than there is.
OTHERWISE = {
    'adaptive-weight': 'scenarios/combined/whole-reach/parts/ratings.yaml', 'caps': 'scenarios/combined/whole-reach/parts/rewards.yaml',
    'instrument': 'scenarios/combined/whole-reach/parts/court-score.yaml', 'verification': 'regimes/modules/residence.yaml', 'joins': AT,
}


def merged(path):
    """Every file that a scenario or a part merges, also through another."""
    text = re.sub(r'#.*', '', path.read_text())
    for block in re.findall(r'^(?:base|modules):((?:.*\n)(?:[ \t]+.*\n)*)', text, re.M):
        for name in re.findall(r'[\w./-]+\.yaml', block):
            at = (path.parent / name).resolve()
            yield at
            yield from merged(at)


def listed(root):
    modules, there = root / 'regimes/modules', set(merged(root / WHOLE))
    names = re.findall(r'^MODULE\((\w+), \w+\)', (root / 'src/input/modules.def').read_text(), re.M)
    left = [p for p in modules.glob('*.yaml') if p.resolve() not in there and p.stem not in OTHERWISE]

    def place(path):
        return names.index(path.stem.replace('-', '_')) if path.stem.replace('-', '_') in names else len(names), path.stem
    return ''.join(f'  - ../../../../regimes/modules/{p.name}\n' for p in sorted(left, key=place))


def main():
    root, check = pathlib.Path(sys.argv[1]).resolve(), '--check' in sys.argv
    text = (root / AT).read_text()
    if not LIST.search(text):
        print(f'{AT}: there is no list behind "# made by tools/every_module.py"')
        return 1
    new = LIST.sub(lambda _: listed(root), text, count=1)
    if new != text and check:
        print(f'{AT}: the list of modules is not that of regimes/modules: run tools/every_module.py .')
        return 1
    if new != text:
        (root / AT).write_text(new)
    return 0


if __name__ == '__main__':
    sys.exit(main())
