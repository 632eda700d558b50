#!/usr/bin/env python3
"""The rows of modules in the table of the month (section 3 of docs/model/README.md), from the pages of the modules and src/model/step.c.

    month_table.py ROOT            writes them
    month_table.py ROOT --check    says whether they are as pages and month have it; a test runs this

Rows with a number are those of the phases, and stay as they are. A module's page says in a line of its own, below where its code stands,

    *In the [month](README.md#3-process-overview-and-scheduling): what it does there (`soc_<name>_do`).*

and the row comes behind the phase behind which the month calls that function."""
import pathlib
import re
import sys

LINE = re.compile(r'^\*In the \[month\]\(README\.md#3-process-overview-and-scheduling\): (.*) \((`soc_\w+`(?:, `soc_\w+`)*)\)\.\*$', re.M)
BEGIN, END = '| | phase | function | page |\n|---|---|---|---|\n', '\n\n'


def calls(step):
    """Every function of the month in the order in which it is first called; what is static there is followed."""
    text = re.sub(r'/\*.*?\*/', '', step, flags=re.S)
    bodies = {name: body for name, body in re.findall(r'^[a-z][^\n;{}#]*?\b(\w+)\([^;{}]*\)\n\{\n(.*?)^\}', text, re.M | re.S)}
    found = []

    def follow(name):
        for called in re.findall(r'\b(\w+)\(', bodies[name]):
            if called in bodies:
                follow(called)
            elif called.startswith('soc_') and called not in found:
                found.append(called)
    follow('soc_step')
    return found


def rows(root, old):
    """The table's rows: those with a number as they are, each followed by those of modules that come behind it."""
    order = calls((root / 'src/model/step.c').read_text())
    said = []
    for page in sorted((root / 'docs/model').glob('*.md')):
        title = re.match(r'# (.*)', page.read_text())[1].split(',')[0]
        for words, functions in LINE.findall(page.read_text()):
            first = functions.split(', ')[0].strip('`')
            if first not in order:
                raise SystemExit(f'{page.relative_to(root)}: src/model/step.c does not call {first}')
            said.append((order.index(first), f'| | {words} | {functions} | [{title[0].lower()}{title[1:]}]({page.name}) |'))
    phases = [line for line in old.split('\n') if re.match(r'\| \d', line)]
    # A phase begins with the first function that its row names and that no row before it has named.
    places, named = [], set()
    for line in phases:
        functions = [f for f in re.findall(r'`(soc_\w+)`', line) if f in order and f not in named]
        named |= set(functions)
        places.append(order.index(functions[0]) if functions else len(order))
    for number, line in enumerate(phases):
        yield line
        until = places[number + 1] if number + 1 < len(phases) else len(order)
        yield from (row for at, row in sorted(said) if places[number] < at < until)


def main():
    root, check = pathlib.Path(sys.argv[1]).resolve(), '--check' in sys.argv
    page = root / 'docs/model/README.md'
    text = page.read_text()
    before, rest = text.split(BEGIN, 1)
    old, after = rest.split(END, 1)
    new = before + BEGIN + '\n'.join(rows(root, old)) + END + after
    if new == text:
        return 0
    if check:
        print(f'{page.relative_to(root)}: the rows of modules in the table of the month are not as their pages and src/model/step.c have '
              f'it: run tools/month_table.py .')
        return 1
    page.write_text(new)
    return 0


if __name__ == '__main__':
    sys.exit(main())
