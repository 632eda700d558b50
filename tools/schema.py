#!/usr/bin/env python3
"""What a scenario can hold, as C: from the sections and their keys (src/input/schema/sections.def) the structs, the tables, and what the
defaults are taken for.

    schema.py structs|tables|plausible SECTIONS OUTPUT

The keys themselves are macros that the compiler reads; this writes the list of files that it includes, so that a section is named in
one place."""
import pathlib
import re
import sys

ROW = re.compile(r'^(SINGLE|NAMED)\((.*)\)$')


def sections(path):
    for number, line in enumerate(open(path), 1):
        row = ROW.match(line.strip())
        if not row:
            if line.startswith(('SINGLE', 'NAMED')):
                sys.exit(f'{path}:{number}: one line a section, as the head of the file says')
            continue
        kind, parts = row[1], [p.strip() for p in row[2].split(',', 3 if row[1] == 'SINGLE' else 5)]
        if len(parts) != (4 if kind == 'SINGLE' else 6):
            sys.exit(f'{path}:{number}: {len(parts)} parts in a section; the head of the file says which')
        if kind == 'SINGLE':
            name, struct, keys, meaning = parts
            yield name, struct, None, None, keys, meaning
        else:
            yield tuple(parts)


def structs(rows):
    """The struct of each section, and the members of struct soc_scenario."""
    for name, _, most, _, _, _ in rows:
        if most:
            yield f'#define SOC_MOST_{name} {most}'
    for name, struct, most, _, keys, meaning in rows:
        yield f'\n/* {meaning[1:-1]} */\nstruct {struct} {{'
        if most:
            yield '\tchar name[SOC_NAME_MAX];'
        yield f'#include "{keys}"\n}};'
    yield '\n#define SOC_SCENARIO_SECTIONS \\'
    members = []
    for name, struct, most, _, _, _ in rows:
        members.append(f'\tint32_t {name}_count; struct {struct} {name}[{most}];' if most else f'\tstruct {struct} {name};')
    yield ' \\\n'.join(members)


def tables(rows):
    """The keys of each section, and the sections."""
    for name, struct, _, _, keys, _ in rows:
        yield f'#define OWNER struct {struct}\nstatic const struct soc_key keys_{name}[] = {{\n#include "{keys}"\n}};\n#undef OWNER'
    yield '\n#define SECTIONS_OF_A_SCENARIO \\'
    members = []
    for name, struct, most, needed, _, meaning in rows:
        row = f'\t{{ .name = "{name}", .meaning = {meaning}, .keys = keys_{name}, .keys_count = COUNT(keys_{name}), ' \
              f'.offset = offsetof(struct soc_scenario, {name})'
        if most:
            row += f', .named = 1, .kind_needed = {needed}, .most = {most}, .entry_size = sizeof(struct {struct}), ' \
                   f'.count_offset = offsetof(struct soc_scenario, {name}_count), .name_offset = offsetof(struct {struct}, name)'
        members.append(row + ' },')
    yield ' \\\n'.join(members)



def plausible(rows):
    """What the default of each key is taken for, with the section that the key stands in."""
    for name, _, _, _, keys, _ in rows:
        yield f'#define SECTION "{name}"\n#include "{keys}"\n#undef SECTION'


def main():
    what, path, out = sys.argv[1:]
    rows = list(sections(path))
    names = [r[0] for r in rows]
    twice = {n for n in names if names.count(n) > 1}
    if twice or not rows:
        sys.exit(f'{path}: ' + (f'sections named twice: {", ".join(sorted(twice))}' if twice else 'no sections'))
    text = '\n'.join({'structs': structs, 'tables': tables, 'plausible': plausible}[what](rows))
    made, out = f'/* Made from {path.rsplit("/src/", 1)[-1]} by tools/schema.py. */\n{text}\n', pathlib.Path(out)
    if not out.exists() or out.read_text() != made:  # or each set-up would compile everything anew
        out.write_text(made)


if __name__ == '__main__':
    main()
