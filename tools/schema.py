#!/usr/bin/env python3
"""What a scenario can hold, as C: from the sections (src/input/schema/sections.def, and of modules the first line of their file of keys)
and their keys the structs, the tables, and what the defaults are taken for.

    schema.py structs|tables|plausible SECTIONS OUTPUT

The keys themselves are macros that the compiler reads; this writes the list of files that it includes, so that a section is named in
one place."""
import pathlib
import re
import sys

ROW = re.compile(r'^(SINGLE|NAMED)\((.*)\)$')
AFTER = re.compile(r'^after (\w+)$')


def lines(path):
    """(section, struct, most, kind, file of keys or "after SECTION", meaning) of each line of a file that says a section."""
    for number, line in enumerate(path.read_text().split('\n'), 1):
        row = ROW.match(line.strip())
        if not row:
            if line.startswith(('SINGLE', 'NAMED')):
                sys.exit(f'{path}:{number}: one line a section, as the head of sections.def says')
            continue
        kind, parts = row[1], [p.strip() for p in row[2].split(',', 3 if row[1] == 'SINGLE' else 5)]
        if len(parts) != (4 if kind == 'SINGLE' else 6):
            sys.exit(f'{path}:{number}: {len(parts)} parts in a section; the head of sections.def says which')
        yield (*parts[:2], None, None, *parts[2:]) if kind == 'SINGLE' else tuple(parts)


def following(folder):
    """{section: those that stand behind it}, of the sections of modules: each says so in its file of keys."""
    behind = {}
    for path in sorted(folder.glob('*.def')):
        for name, struct, most, kind, place, meaning in lines(path) if path.name != 'sections.def' else ():
            after = AFTER.match(place)
            if not after or name != path.stem:
                sys.exit(f'{path}: a section has the name of its file, and says "after" which other it stands')
            behind.setdefault(after[1], []).append((name, struct, most, kind, f'input/schema/{path.name}', meaning))
    return behind


def sections(path):
    """Every section in the order of a scenario: those of the list, behind each the ones that say so, by name."""
    behind, rows = following(path.parent), []

    def add(row):
        rows.append(row)
        for next_row in behind.pop(row[0], ()):
            add(next_row)
    for row in lines(path):
        add(row)
    if behind:
        sys.exit(f'{path.parent}: no section before {", ".join(r[0] for of in behind.values() for r in of)}: there is no '
                 f'{", ".join(behind)}')
    return rows


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
    what, path, out = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    rows = sections(path)
    names = [r[0] for r in rows]
    twice = {n for n in names if names.count(n) > 1}
    if twice or not rows:
        sys.exit(f'{path}: ' + (f'sections named twice: {", ".join(sorted(twice))}' if twice else 'no sections'))
    text = '\n'.join({'structs': structs, 'tables': tables, 'plausible': plausible}[what](rows))
    made = f'/* Made from input/schema/sections.def and the files of keys by tools/schema.py. */\n#define SINGLE(...) /* read there */\n#define NAMED(...)\n' \
           f'{text}\n#undef SINGLE\n#undef NAMED\n'
    if not out.exists() or out.read_text() != made:  # or each set-up would compile everything anew
        out.write_text(made)


if __name__ == '__main__':
    main()
