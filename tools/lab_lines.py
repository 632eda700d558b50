#!/usr/bin/env python3
"""The line of a scenario's page by which a reader opens it in the lab, made from the name of its folder.

    lab_lines.py ROOT            writes the lines
    lab_lines.py ROOT --check    says whether each page has its own; a test runs this

It stands before **Set-up.**
"""
import pathlib
import re
import sys

import scenario_pages

BEGIN = '<!-- made by tools/lab_lines.py -->\n'
LINE = re.compile(re.escape(BEGIN) + r'.*?\n\n', re.S)


def line(folder):
    name = f'{folder.parent.name}/{folder.name}'
    first = ', the ten assumptions that its figures hang on most before all others' if (folder
        / 'scenario.assumptions.json').exists() else ''
    return (f'{BEGIN}**In the lab.** `./quickstart lab {name}` opens this scenario with its rules as sliders{first} ([the '
            f'lab](../../../docs/guide/lab.md)); '
            f'in [the lab as one file](../../../docs/guide/lab-file.md) its address is `#/rules?scenario={name}`.\n\n')


def page(folder):
    return scenario_pages.put_before('**Set-up', line(folder), LINE.sub('', (folder / 'README.md').read_text()), folder)


if __name__ == '__main__':
    sys.exit(scenario_pages.command(pathlib.Path(sys.argv[1]).resolve(), page, 'has not its line about the lab: run tools/lab_lines.py .'))
