#!/usr/bin/env python3
"""Sources put together into fewer units: units.py FOLDER NAME COUNT ROOT SOURCE...

Writes FOLDER/NAME_0.c to NAME_<COUNT - 1>.c, which include each SOURCE once. Of what a small file takes to compile, half is the start of
the compiler and the headers: a build that is made for a few short runs, as those under sanitizers are, is made in less time by it
(-Dunits=true).

Two sources that call something by one name at file scope (a static function, a tag, a constant) never come into one unit, and the macros of
a source end with it. What a source calls like a function of the C library is an error: with the header of another source it would not
compile. A unit is written only where it changes, so that only what changed is compiled again.

What tests/stages/uncovered.txt names is all in unit 0, with nothing else: a unit is one file to the compiler, which leaves marks out by
file.
"""
import fnmatch
import pathlib
import os
import re
import subprocess
import sys
import tempfile

TOKEN = re.compile(r'[A-Za-z_]\w*|[{}()\[\];=,]')
HIDDEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r'^[ \t]*#(?:\\\n|[^\n])*', re.M)


def names_of(text):
    """(names at file scope, macros) of a source. A name too many costs a place; one too few does not compile."""
    text = HIDDEN.sub(' ', text)
    macros = set(re.findall(r'^[ \t]*#[ \t]*define[ \t]+(\w+)', text, re.M))
    tokens = [';', *TOKEN.findall(DIRECTIVE.sub(' ', text)), ';']
    names, depth, inside, of_enum, given = set(), 0, 0, False, False
    for before, token, behind in zip(tokens, tokens[1:], tokens[2:]):
        if token in '([':
            inside += 1
            of_enum = of_enum and depth > 0
        elif token in ')]':
            inside -= 1
        elif token == '{':
            depth += 1
        elif token == '}':
            depth -= 1
            of_enum = False
        elif token == ';':
            given = of_enum = False
        elif token == '=':
            given = depth == 0
        elif token == ',':
            given = given and depth > 0
        elif inside or (depth and not of_enum):
            continue
        elif token == 'enum':
            of_enum = True
        elif before in ('struct', 'union', 'enum'):
            if behind == '{':
                names.add(token)
        elif (of_enum and depth) or (not given and behind in '([=;,' and not (behind == '(' and token.isupper())):
            names.add(token)
    return names, macros


class Headers:
    """What the sources include of the project: told apart by whether a second inclusion says nothing (a guard)."""
    tags = re.compile(r'^(?:struct|union|enum) (\w+) \{', re.M)

    def __init__(self, root):
        self.roots, self.read = [root / 'src', root / 'include'], {}

    def included(self, path, text):
        for name in re.findall(r'^#include "([^"]+\.h)"|^#include <(socred/[^>]+\.h)>', text, re.M):
            header = next((p for p in (place / (name[0] or name[1]) for place in (path.parent, *self.roots)) if p.exists()), None)
            if header:
                yield header.resolve()

    def of(self, path, text):
        """({tag: header that defines it}, text of headers without a guard) of all that a text includes."""
        owners, unguarded = {}, ''
        for header in self.included(path, text):
            if header not in self.read:
                self.read[header] = {}, ''
                told = header.read_text()
                tags, more = self.of(header, told)
                guard = re.search(r'^#ifndef \w+\n#define ', told, re.M)
                self.read[header] = {**tags, **({tag: header for tag in self.tags.findall(told)} if guard else {})}, more + ('' if guard
                    else told)
            tags, more = self.read[header]
            owners.update(tags)
            unguarded += more
        return owners, unguarded


def system_names(sources):
    """What the headers of the system that the sources include declare as functions; of a library that is elsewhere or missing, nothing."""
    headers = sorted({h for path in sources for h in re.findall(r'^#include <([\w/]+\.h)>', path.read_text(), re.M)
                      if not h.startswith('socred/')})
    text = '#define _GNU_SOURCE\n' + ''.join(f'#if __has_include(<{h}>)\n#include <{h}>\n#endif\n' for h in headers)
    told = subprocess.run([os.environ.get('CC', 'cc').split()[-1], '-E', '-P', '-x', 'c', '-'], input=text, capture_output=True, text=True,
                          check=True).stdout
    return names_of(told)[0] & set(re.findall(r'\b([a-z]\w*) ?\(', told))


def told_of(path, headers):
    """({name: file that defines it}, macros to be ended, length) of a source."""
    text = path.read_text()
    owners, more = headers.of(path, text)
    names, macros = names_of(text + more)
    return {**owners, **{name: path for name in names}}, sorted(macros), len(text)


def self_test():
    """Sources whose names clash in each way are told apart, and what only looks so is not."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in {'tests/stages/uncovered.txt': 'src:*/src/cold.c\n',
                           'src/a.h': '#ifndef A_H\n#define A_H\nstruct tag {\n};\n#endif\n',
                           'src/b.h': '#ifndef B_H\n#define B_H\nstruct tag {\n};\n#endif\n', 'src/cold.c': 'int soc_cold(void);\n',
                           'src/call.c': 'static int same(int x)\n{\n\treturn x;\n}\n',
                           'src/table.c': '#define PER 2\nstatic const int same[] = { 1 };\n',
                           'src/words.c': 'enum { OTHER, same };\n', 'src/a.c': '#include "a.h"\n', 'src/b.c': '#include "b.h"\n',
                           'src/local.c': 'static int own(int same)\n{\n\treturn same; /* int same; */\n}\n',
                           'src/near.c': '#include "a.h"\nint soc_near(void);\n'}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        headers = Headers(root)
        told = {p.stem: told_of(p.resolve(), headers)[0] for p in (root / 'src').glob('*.c')}
        clash = {(x, y) for x in told for y in told if x < y and any(told[y].get(n, o) != o for n, o in told[x].items())}
        assert clash == {('call', 'table'), ('call', 'words'), ('table', 'words'), ('a', 'b'), ('b', 'near')}, clash
        make(folder, 'unit', 4, root, sorted((root / 'src').glob('*.c')))
        made = [(root / f'unit_{i}.c').read_text() for i in range(4)]
        assert re.findall(r'/(\w+)\.c"', made[0]) == ['cold'], made[0]
        assert sorted(re.findall(r'/(\w+)\.c"', ''.join(made))) == sorted(told) and '#undef PER' in ''.join(made), made
        (root / 'src/clash.c').write_text('#include <unistd.h>\nstatic int read(int x)\n{\n\treturn x;\n}\n')
        try:
            make(folder, 'unit', 1, root, [root / 'src/clash.c'])
        except SystemExit as refused:
            assert 'clash.c has a function read' in str(refused), refused
        else:
            raise AssertionError('a function of the system')


def make(folder, name, count, root, sources):
    marks = [line[4:] for line in (root / 'tests/stages/uncovered.txt').read_text().split('\n') if line.startswith('src:*/src/')]
    headers, told = Headers(root), []
    for path in (source.resolve() for source in sources):
        told.append((path, *told_of(path, headers), any(fnmatch.fnmatch(path, mark) for mark in marks)))
    functions = system_names([path for path, *_ in told])
    for path, *_ in told:
        for name in sorted(functions & set(re.findall(r'^static [^(=;]*?(\w+)\(', path.read_text(), re.M))):
            sys.exit(f'units.py: {path} has a function {name}, as the headers of the system have: it takes another name')
    first = any(marked for *_, marked in told)
    files, taken, sizes = ([kind() for _ in range(count)] for kind in (list, dict, int))
    # The longest first, each to the shortest unit in which nothing else has one of its names.
    for path, owners, macros, size, marked in sorted(told, key=lambda t: (-t[3], t[0])):
        free = [0] if marked else [i for i in range(first, len(files))
                                   if all(taken[i].get(n, owner) == owner for n, owner in owners.items())]
        if not free:
            sys.exit(f'units.py: every unit has a name of {path}: it takes more units')
        where = min(free, key=lambda i: sizes[i])
        files[where].append((path, macros))
        taken[where].update(owners)
        sizes[where] += size
    for i, unit in enumerate(files):
        out = pathlib.Path(folder) / f'{name}_{i}.c'
        lines = ['/* Made by tools/units.py. */']
        for path, macros in sorted(unit):
            lines += [f'#include "{path}"', *(f'#undef {macro}' for macro in macros)]
        text = '\n'.join(lines) + '\n'
        if not out.exists() or out.read_text() != text:
            out.write_text(text)


def main():
    if sys.argv[1:] == ['--self-test']:
        return self_test()
    folder, name, count, root, *sources = sys.argv[1:]
    make(folder, name, int(count), pathlib.Path(root), map(pathlib.Path, sources))


if __name__ == '__main__':
    main()
