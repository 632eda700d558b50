#!/usr/bin/env python3
"""What each module costs, from docs/guide/module-costs.csv, into the pages: docs/guide/speed.md has the table, the page of each module its
line.

    module_costs.py ROOT            writes table and lines
    module_costs.py ROOT --check    says whether they are those of the CSV, and whether it has every module of src/input/modules.def; a test
                                    runs this

The CSV is what build/bench/socred-bench-modules prints (bench/modules.c); a module measured anew is a line replaced.
"""
import csv
import pathlib
import re
import sys

BEGIN, END = '<!-- made by tools/module_costs.py -->\n', '<!-- end of what is made -->\n'
BLOCK = re.compile(re.escape(BEGIN) + r'.*?' + re.escape(END), re.S)


def added(row):
    """What one module adds, in words: where the middle half of the pairs has zero in it, nothing was measured."""
    low, high = float(row['adds_quarter']), float(row['adds_three_quarters'])
    if low <= 0:
        return f'nothing that can be told from other work (the middle half of the pairs {low:.1f} to {high:.1f} ns)'
    value, without = float(row['adds_ns_per_person_month']), float(row['without_ns_per_person_month'])
    return f'{value:.1f} ns (the middle half of the pairs {low:.1f} to {high:.1f}), {100 * value / without:.0f}%'


def table(rows):
    out = [BEGIN, '| module | beside | without it, ns | it adds | % |\n', '|---|---|---|---|---|\n']
    for r in rows:
        low, high = float(r['adds_quarter']), float(r['adds_three_quarters'])
        value, without = float(r['adds_ns_per_person_month']), float(r['without_ns_per_person_month'])
        told = f'{value:.1f} ({low:.1f} to {high:.1f})'
        share = f'{100 * value / without:.0f}' if low > 0 else 'none told'
        out.append(f"| `{r['module']}` | {r['beside'].replace(' ', ', ')} | {without:.1f} | {told} | {share} |\n")
    return ''.join([*out, END])


def folders(root):
    """The folder of src/model/modules of each module: its page has the same name."""
    found = {}
    for path in (root / 'src/model/modules').glob('*/*.c'):
        for name in re.findall(r'^const struct soc_module soc_module_(\w+) = ', path.read_text(), re.M):
            found[name] = path.parent.name
    return found


def line(rows):
    told = '; '.join((f"`{r['module']}` " if len(rows) > 1 else '') + added(r) for r in rows)
    return f'{BEGIN}**On, it adds to a person-month**: {told}. [How it was measured](../guide/speed.md#what-each-module-costs).\n{END}'


def with_block(text, block):
    if BLOCK.search(text):
        return BLOCK.sub(lambda _: block, text, count=1)
    return text.rstrip('\n') + '\n\n' + block


def main():
    root, check = pathlib.Path(sys.argv[1]).resolve(), '--check' in sys.argv
    modules = re.findall(r'^MODULE\((\w+), \w+\)', (root / 'src/input/modules.def').read_text(), re.M)
    with open(root / 'docs/guide/module-costs.csv', newline='') as file:
        of = {r['module']: r for r in csv.DictReader(file)}
    wrong = [f'docs/guide/module-costs.csv has no line of {m}: build/bench/socred-bench-modules SCENARIO 50000 7 {m} prints it'
             for m in modules if m not in of]
    wrong += [f'docs/guide/module-costs.csv: there is no module {m}' for m in of if m not in modules]
    if wrong:
        print(*wrong, sep='\n')
        return 1
    at, pages = folders(root), {root / 'docs/guide/speed.md': table([of[m] for m in modules])}
    for folder in sorted(set(at.values())):
        rows = [of[m] for m in modules if at[m] == folder]
        pages[root / 'docs/model' / f'{folder}.md'] = line(rows)
    for path, block in pages.items():
        new = with_block(path.read_text(), block)
        if new == path.read_text():
            continue
        if check:
            wrong.append(f'{path.relative_to(root)} does not say what docs/guide/module-costs.csv says: run tools/module_costs.py .')
        else:
            path.write_text(new)
    print(*wrong, sep='\n', end='')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
