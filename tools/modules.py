#!/usr/bin/env python3
"""What the build must know of every module, as C: from the list of modules (src/input/modules.def) and their folders.

    modules.py regime|rules|counters|counts MODULES OUTPUT

regime    the rules of those that decide from records: included, and SOC_RULES_OF_DECIDERS, a member each
rules     those of all others that have rules: included, and SOC_RULES_OF_OTHERS
counters  every counters*.def of a folder, by name
counts    every count.h with a soc_<module>_count(measurement, tally), included, and SOC_COUNT_MODULES, a call each

C cannot include a file for each line of a list; this writes the lines, so that a module is named in one place."""
import pathlib
import re
import sys

ROW = re.compile(r'^MODULE\((\w+), (\w+)\)$')
WORDS = ('regime', 'people', 'counted', 'none', 'part')


def modules(path):
    """(name, rules) of each line, and what a line says wrongly ends the program."""
    folders = path.parents[1] / 'model/modules'
    rows = []
    for number, line in enumerate(path.read_text().split('\n'), 1):
        row = ROW.match(line)
        if not row:
            if line.startswith('MODULE'):
                sys.exit(f'{path}:{number}: MODULE(name, rules), as the head of the file says')
            continue
        name, word = row.groups()
        if word not in WORDS:
            sys.exit(f'{path}:{number}: {name}: "{word}" is none of {", ".join(WORDS)}')
        has, wants = (folders / name / 'rules.h').exists(), word in WORDS[:3]
        if has != wants:
            sys.exit(f'{path}:{number}: {name}: {word}, and src/model/modules/{name}/rules.h is {"" if has else "not "}there')
        if wants and f'struct soc_{name}_rules {{' not in (folders / name / 'rules.h').read_text():
            sys.exit(f'{folders}/{name}/rules.h: there is no struct soc_{name}_rules')
        if word == 'part' and not (folders / name.split('_')[0] / 'module.c').exists():
            sys.exit(f'{path}:{number}: {name}: part of {name.split("_")[0]}, which has no folder')
        rows.append((name, word))
    return rows, folders


def holder(rows, words, macro):
    names = [n for n, word in rows if word in words]
    yield from (f'#include "model/modules/{n}/rules.h"' for n in names)
    yield f'\n#define {macro} \\'
    yield ' \\\n'.join(f'\tstruct soc_{n}_rules {n};' for n in names)


def counters(folders):
    yield from (f'#include "model/modules/{p.parent.name}/{p.name}"'
                for p in sorted(folders.glob('*/counters*.def'), key=lambda p: (p.parent.name, p.stem)))


def counts(rows, folders):
    called = [n for n, _ in rows if (h := folders / n / 'count.h').exists()
              and re.search(rf'^void soc_{n}_count\(const struct soc_measurement \*\w+, struct soc_tally \*\w+\);', h.read_text(), re.M)]
    yield from (f'#include "model/modules/{n}/count.h"' for n in called)
    yield '\n#define SOC_COUNT_MODULES(measurement, tally) \\'
    yield ' \\\n'.join(f'\tsoc_{n}_count(measurement, tally);' for n in called)


def main():
    what, path, out = sys.argv[1:]
    rows, folders = modules(pathlib.Path(path))
    lines = {'regime': lambda: holder(rows, ('regime',), 'SOC_RULES_OF_DECIDERS'),
             'rules': lambda: holder(rows, ('people', 'counted'), 'SOC_RULES_OF_OTHERS'),
             'counters': lambda: counters(folders), 'counts': lambda: counts(rows, folders)}[what]()
    guard = '' if what == 'counters' else '#pragma once\n'
    made, out = '/* Made from input/modules.def and the folders of modules by tools/modules.py. */\n' + guard + '\n'.join(
        lines) + '\n', pathlib.Path(out)
    if not out.exists() or out.read_text() != made:  # or each set-up would compile everything anew
        out.write_text(made)


if __name__ == '__main__':
    main()
