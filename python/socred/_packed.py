"""Ensembles over the assumptions as the archive of a wheel holds them: what is of one kind in all files stands together, and packs into
four fifths of the room."""
from __future__ import annotations

import re
from typing import Any, Iterator, NamedTuple

NUMBERS = ('points', 'shipped', 'shipped_error', 'low', 'median', 'high', 'spread', 'simulation_error')
BODY, END = ' "outcomes": {\n', '\n }\n}\n'
LINE = re.compile(r'  "([^"]+)": \{' + ', '.join(fr'"{n}": ([^ ,]+)' for n in NUMBERS) + r',\n   "matter": \{(.*)\}\}')
MATTER = re.compile(r'"([^"]+)": \[([^ ,]+), ([^ ,\]]+)\]')
COLUMNS = ('name', *NUMBERS, 'count', 'factor', 'correlation', 'half')


class Outcome(NamedTuple):
    name: str
    numbers: tuple[str, ...] # as the file writes them
    matter: list[tuple[str, str, str]]


def render(head: str, outcomes: list[Outcome]) -> str:
    """The file (src/store/assumptions.c writes the same) from its text up to the outcomes, and these."""
    lines = ('  "{}": {{{},\n   "matter": {{{}}}}}'.format(o.name, ', '.join(f'"{n}": {v}' for n, v in zip(NUMBERS, o.numbers)),
                                                        ', '.join(f'"{key}": [{r}, {half}]' for key, r, half in o.matter))
                                                        for o in outcomes)
    return head + BODY + ',\n'.join(lines) + END


def factors(head: str) -> list[str]:
    return re.findall(r'^  "([^"]+)": \[', head, re.M)


def pack(files: dict[str, str]) -> dict[str, Any]:
    """One object of all files: `head`, the beginning of each by name and how many outcomes follow; `columns`, what they say, a text for
    each; `plain`, files of another form."""
    plain, head = {}, {}
    columns: dict[str, list[str]] = {c: [] for c in COLUMNS}
    for name, text in files.items():
        beginning, body, rest = text.partition(BODY)
        place = {key: str(i) for i, key in enumerate(factors(beginning))}
        outcomes = [Outcome(m[1], m.groups()[1:-1], MATTER.findall(m[len(NUMBERS) + 2])) for m in LINE.finditer(rest)]
        if text != render(beginning, outcomes) or any(key not in place for o in outcomes for key, _, _ in o.matter):
            plain[name] = text
            continue
        head[name] = [beginning, len(outcomes)]
        for o in outcomes:
            for column, value in zip(COLUMNS, (o.name, *o.numbers, str(len(o.matter)))):
                columns[column].append(value)
            for key, correlation, half in o.matter:
                for column, value in zip(COLUMNS[-3:], (place[key], correlation, half)):
                    columns[column].append(value)
    return {'head': head, 'columns': {c: ' '.join(v) for c, v in columns.items()}, 'plain': plain}


def taken(values: dict[str, Iterator[str]], keys: list[str]) -> Outcome:
    """The next outcome of the columns."""
    name, *numbers, count = (next(values[c]) for c in COLUMNS[:-3])
    return Outcome(name, tuple(numbers), [(keys[int(next(values['factor']))], next(values['correlation']), next(values['half']))
                                          for _ in range(int(count))])


def unpack(packed: dict[str, Any]) -> dict[str, str]:
    """The files that `pack` was given, byte for byte."""
    values = {c: iter(text.split(' ')) for c, text in packed['columns'].items()}
    files: dict[str, str] = dict(packed['plain'])
    for name, (head, count) in packed['head'].items():
        keys = factors(head)
        files[name] = render(head, [taken(values, keys) for _ in range(count)])
    return files
