#!/usr/bin/env python3
"""The runs that show what would make a scenario's figures vanish, on its page, made from the second table of its expected.md.

    vanish_lines.py ROOT            writes them
    vanish_lines.py ROOT --check    says whether each page has its own; a test runs this

They stand below the paragraph **What would make this figure vanish.**: the command, and each figure with its cause and without. A page that
compares arms of its own instead, or tells an input again, has no second table and nothing here.
"""
import pathlib
import re
import sys

import scenario_pages
import scenarios_index as index

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'tests/known'))
from expected import CAUSE, COMMAND, ROW, named  # noqa: E402

BEGIN, END = '<!-- made by tools/vanish_lines.py -->\n', '<!-- end of the runs without -->\n'
BLOCK = re.compile(re.escape(BEGIN) + r'.*?' + re.escape(END) + r'\n', re.S)
HEADING = '**What would make this figure vanish.**'
ZERO = 'in each replicate'


def told(folder, what, value, tolerance):
    """As the page has it: with its 95% interval, by its ends where it would pass what can be; what is the same in each replicate says
    that."""
    if float(tolerance) > 1e-9:  # less is what dividing leaves
        shown, half = index.quoted(value, index.interval(folder, tolerance)), index.interval(folder, tolerance)
        mean, _, digits = shown.partition(' ± ')
        ends = float(value) - half, float(value) + half
        low, high = index.can_be(what, *ends)
        places = index.decimals(digits)
        return f'{mean} ({low:,.{places if low else 0}f} to {high:,.{places if high == ends[1] else 0}f})' if (low, high) != ends else shown
    return f'{round(float(value), 9) + 0:,g} {ZERO}'


def block(folder):
    text = (folder / 'expected.md').read_text()
    with_cause = {query: (value, tolerance) for _, query, value, tolerance in ROW.findall(text)}
    commands, runs = COMMAND.findall(text), {}
    for what, query, settings, value, tolerance in CAUSE.findall(text):
        of, rows = runs.setdefault(settings, ({}, []))
        of.update(dict.fromkeys(named(commands, [query])))
        shipped = told(folder, what, *with_cause[query]) if query in with_cause else ''
        rows.append((what, shipped, told(folder, what, value, tolerance)))
    if not runs:
        return ''
    lines = [BEGIN.rstrip('\n'), 'Run it ([expected.md](expected.md) has the queries; ± the 95% interval over the replicates). '
             'What is 0 in each replicate leaves up to three cases in all of them together open (95%, rule of three).', '']
    for settings, (of, rows) in runs.items():
        lines += [f'    socred run {path}{options} {settings}' for path, options in of]
        lines += ['', '| figure | as shipped | with these settings |', '|---|---|---|', *(f'| {" | ".join(row)} |' for row in rows), '']
    return '\n'.join(lines[:-1]) + '\n' + END + '\n'


def page(folder):
    """Behind the paragraph of the heading, before the next."""
    text = BLOCK.sub('', (folder / 'README.md').read_text())
    made = block(folder)
    if not made:
        return text
    at = text.find(HEADING)
    if at < 0:
        raise SystemExit(f'{folder}/README.md: no {HEADING}')
    end = re.compile(r'\n\n(?=\*\*)').search(text, at)
    if not end:
        raise SystemExit(f'{folder}/README.md: nothing behind {HEADING}')
    return text[:end.end()] + made + text[end.end():]


if __name__ == '__main__':
    sys.exit(scenario_pages.command(pathlib.Path(sys.argv[1]).resolve(), page,
                                    'has not the runs of its expected.md: run tools/vanish_lines.py .'))
