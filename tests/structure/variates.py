#!/usr/bin/env python3
"""A variate is drawn in the month that its row of variates.def has.

    variates.py ROOT          looks at every call that draws, in src
    variates.py --self-test   plants calls; each wrong one must be found, and what is right left alone

FIXED: 0. BEFORE, and AT of one number: SOC_MONTH_OF_NAME. EVERY_MONTH: a month of the run, by a name with "month" in it, in a theory its
step or draw.
AT of several numbers: no month of the run.
A call that draws for everybody names the stream; it goes by all variates of the stream, and one that names blocks by each of their
variates. A macro over SOC_VARIATE is a call in the month that stands in it: each use of it goes by that month."""
import pathlib
import re
import sys

# Where the month stands in a call, counted from 0.
MONTH_AT = {'SOC_VARIATE': 3, 'soc_draw': 3, 'soc_draw_block': 3, 'soc_draw_blocks': 3, 'soc_draw_seeds': 3, 'soc_draw_row': 4,
            'soc_draw_rows': 5, 'soc_rows_words': 2, 'soc_rows_word': 2, 'soc_rows_draw': 2}
OF_THE_RUN = re.compile(r'month(?!s)|\bstep\b|\bdraws\b')


def variates_of(text):
    """Kind of months by variate, and the variates of each stream."""
    kind, of_stream = {}, {}
    for stream, name, months in re.findall(r'^VARIATE\((\w+), (\w+), (AT\([^)]*\)|\w+),', text, re.M):
        one = re.fullmatch(r'AT\((\d+), \d+, 1\)', months)
        kind[name] = 'ONE' if one or months == 'BEFORE' else 'SEVERAL' if months.startswith('AT') else months
        of_stream.setdefault(stream, []).append(name)
    return kind, of_stream


def arguments(text, at):
    """The arguments of the call whose bracket opens at `at`."""
    found, depth, begin = [], 0, at + 1
    for i in range(at, len(text)):
        depth += text[i] in '([{'
        depth -= text[i] in ')]}'
        if depth == 0 or (depth == 1 and text[i] == ','):
            found.append(' '.join(text[begin:i].split()))
            begin = i + 1
        if depth == 0:
            return found
    return []


def is_right(kind, name, month):
    if kind == 'FIXED':
        return month == '0'
    if kind == 'ONE':
        return month == f'SOC_MONTH_OF_{name}'
    if kind == 'EVERY_MONTH':
        return OF_THE_RUN.search(month.replace('SOC_MONTH_OF', '')) is not None
    return not month.startswith('SOC_MONTH_OF') and not re.search(r'at(->|\.)month', month)


def macros_of(text):
    """Macros over SOC_VARIATE whose variate is a parameter: {name: (its place, the month, the place of a month that is a parameter)}."""
    found = {}
    for macro in re.finditer(r'^#define (\w+)\(([^)]*)\)((?:[^\n]*\\\n)*[^\n]*)', text, re.M):
        names, body = re.findall(r'\w+', macro[2]), macro[3].replace('\\\n', ' ')
        call = re.search(r'\bSOC_VARIATE\(', body)
        given = arguments(body, call.end() - 1) if call else []
        if given and given[0] in names:
            month = given[MONTH_AT['SOC_VARIATE']]
            found[macro[1]] = names.index(given[0]), month, names.index(month) if month in names else None
    return found


def drawn_in(call, given, of_stream, macros):
    """Names of the variates of a call and its month; whether each of them has to be drawn in it, and not only one."""
    if call in macros:
        variate, month, at = macros[call]
        return [given[variate]], month if at is None else given[at], True
    month = given[MONTH_AT[call]]
    if call == 'SOC_VARIATE':
        return [given[0]], month, True
    blocks = re.findall(r'SOC_(?:BLOCK|WORD)\((\w+)', ', '.join(given))
    stream = re.search(r'\bSOC_DRAW_(\w+)', given[1])
    return blocks or (of_stream.get(stream[1], []) if stream else []), month, bool(blocks)


def wrong_calls(text, kind, of_stream, macros):
    """Calls whose month is none of the table: (line, what)."""
    least = {**MONTH_AT, **{name: variate for name, (variate, _, _) in macros.items()}}
    for call in re.finditer(r'\b(' + '|'.join(least) + r')\(', text):
        given = arguments(text, call.end() - 1)
        if len(given) <= max(1, least[call[1]]) or given[1].startswith(('enum ', 'uint32_t ')) or text[:call.start()].endswith('#define '):
            continue  # a declaration
        names, month, each = drawn_in(call[1], given, of_stream, macros)
        names = [name for name in names if name in kind]
        right = [is_right(kind[name], name, month) for name in names]
        if names and not (all(right) if each else any(right)):
            name = names[right.index(False)]
            yield text.count('\n', 0, call.start()) + 1, f'{name if each else " or ".join(names)} ({kind[name]}) is drawn in month {month}'


TABLE = '''VARIATE(A, STAYS, FIXED, 0, 1, 1, 1, ALL, "x", "")
VARIATE(A, RUNS, EVERY_MONTH, 1, 1, 1, 1, ALL, "x", "")
VARIATE(B, HELD, AT(1, 1, 1), 0, 1, 1, 1, ALL, "x", "")
VARIATE(B, SEVERAL, AT(0, 1, 8), 4, 1, 1, 1, ALL, "x", "")
VARIATE(C, FIRST, BEFORE, 0, 1, 1, 1, ALL, "x", "")
'''
MACROS = '''#define RUNS_WORD(variate, at, row) \\
	SOC_VARIATE(variate, (at)->seed ^ 1, (row), (at)->month, 0)
#define GIVEN_WORD(x, when) SOC_VARIATE(x, seed, id, when, 0)
'''
RIGHT = ('SOC_VARIATE(STAYS, seed, f(a, b), 0, 0)', 'SOC_VARIATE(RUNS, seed, id, at->month, 0)',
         'SOC_VARIATE(RUNS, seed, id,\n\tmonth_filed, 0)',
         'SOC_VARIATE(HELD, seed, id, SOC_MONTH_OF_HELD, 0)', 'SOC_VARIATE(SEVERAL, seed, id, moves, 0)',
         'soc_rows_words(at, SOC_DRAW_C, SOC_MONTH_OF_FIRST, &w)', 'soc_rows_words(at, SOC_DRAW_A, at->month, &w)',
         'soc_draw_block(seed, SOC_DRAW_A, id, 0, SOC_BLOCK(STAYS, 0), w)',
         'RUNS_WORD(RUNS, at, row)', 'GIVEN_WORD(STAYS, 0)')
WRONG = ('SOC_VARIATE(STAYS, seed, f(a, b), at->month, 0)', 'SOC_VARIATE(RUNS, seed, id, 0, 0)', 'SOC_VARIATE(HELD, seed, id, 1, 0)',
         'SOC_VARIATE(SEVERAL, seed, id, at->month, 0)', 'soc_rows_words(at, SOC_DRAW_C, 0xffffu, &w)',
         'soc_rows_words(at, SOC_DRAW_A, k, &w)',
         'soc_draw_block(seed, SOC_DRAW_A, id, 0, SOC_BLOCK(RUNS, 0), w)', 'SOC_VARIATE(RUNS, seed, id, SOC_MONTH_OF_RUNS, 0)',
         'RUNS_WORD(STAYS, at, row)', 'GIVEN_WORD(STAYS, at->month)',
         'soc_draw_block(seed, of, id, at->month, more ? SOC_BLOCK(RUNS, 0) : SOC_BLOCK(STAYS, 0), w)')


def self_test():
    table = (*variates_of(TABLE), macros_of(MACROS))
    return '; '.join([f'taken: {text}' for text in WRONG if not list(wrong_calls(text, *table))] +
                     [f'refused: {text}' for text in RIGHT if list(wrong_calls(text, *table))])


def main(root):
    root = pathlib.Path(root)
    table = variates_of((root / 'src/model/variates.def').read_text())
    if len(table[0]) < 150:
        return f'variates.def: {len(table[0])} variates are too few to be all'
    texts = {path: path.read_text() for path in sorted((root / 'src').rglob('*.[ch]'))}
    wrong, calls, macros = [], 0, {}
    for text in texts.values():
        macros.update(macros_of(text))
    for path, text in texts.items():
        calls += text.count('SOC_VARIATE(') + len(re.findall(r'\bsoc_(?:draw|rows)_\w+\(', text))
        wrong += [f'{path.relative_to(root)}:{line}: {what}' for line, what in wrong_calls(text, *table, macros)]
    return '\n'.join(wrong) or ('' if calls > 150 else f'{calls} calls are too few to be all')


if __name__ == '__main__':
    sys.exit((self_test() if sys.argv[1:] == ['--self-test'] else main(*sys.argv[1:])) or 0)
