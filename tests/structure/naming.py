#!/usr/bin/env python3
"""Names of functions say where they live: soc_<topic>_<verb or noun>.

    naming.py ROOT          checks the headers of src and include at ROOT
    naming.py --self-test   plants one fault of each kind; each must be found
    naming.py ROOT --write  renews the list and the number, after functions were renamed; only downwards

The topic of a function is the name of the header that declares it, or the beginning of that name up to an underscore, or
the name of a folder above it (below src), or of a struct or enum that the header declares, each in the singular or the plural;
in src/model also the name of a column (model/columns.def) whose packed values it reads or makes. A static inline function counts as well.
What is named otherwise stands in naming.txt, one name a line with the reason behind it, under their number: there may only be fewer.
"""
import pathlib
import re
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from contracts import DECLARATION

INLINE = re.compile(r'^static inline [^;{()]*?\b(soc_\w+)\(([^;{]*?)\)\n\{', re.M)
STRUCT = re.compile(r'^(?:struct|enum) soc_(\w+)(?: \{|;)', re.M)
COLUMN = re.compile(r'^COLUMN\(\w+, [^,]+, (\w+),', re.M)
LIST = pathlib.Path(__file__).with_name('naming.txt')


def forms(word):
    """A word in the singular and the plural."""
    yield word
    if word.endswith('ies'):
        yield word[:-3] + 'y'
    elif word.endswith('s'):
        yield word[:-1]
    else:
        yield word + 's'
        if word.endswith('y'):
            yield word[:-1] + 'ies'


def topics(inside):
    parts = inside.with_suffix('').parts
    words = parts[-1].split('_')
    for word in [*parts[:-1], *('_'.join(words[:n]) for n in range(1, len(words) + 1))]:
        yield from forms(word)


def functions(root):
    """(path, path inside, name, structs that may lend it their name) of every function that a header declares."""
    for folder in ('src', 'include/socred'):
        for path in sorted((root / folder).rglob('*.h')):
            text = path.read_text()
            own = STRUCT.findall(text)
            for name, given in [m.group(2, 3) for m in DECLARATION.finditer(text)] + INLINE.findall(text):
                yield path, path.relative_to(root / folder), name, own + re.findall(r'struct soc_(\w+)', given.split(',')[0])


def misnamed(root):
    table = root / 'src/model/columns.def'
    columns = COLUMN.findall(table.read_text()) if table.exists() else []
    for path, inside, name, structs in functions(root):
        rest = name.removeprefix('soc_')
        lent = structs + (columns if inside.parts[0] == 'model' else [])
        allowed = [*topics(inside), *(form for word in lent for form in forms(word))]
        if rest == name or not any(rest == t or rest.startswith(t + '_') for t in allowed):
            yield path, name


def faults(root, listed, most):
    found = dict((name, path) for path, name in misnamed(root))
    if len(found) <= most:
        return
    for name, path in found.items():
        if name not in listed:
            yield f'{path}: {name} does not begin with soc_ and the name of its header, a folder above it, its struct or its column'
    yield f'{len(found)} functions are named otherwise, at most {most} (naming.txt): there may only be fewer'


def read_list():
    """The names with their reasons, and how many there may be."""
    lines = LIST.read_text().splitlines()
    return dict((line.split(maxsplit=1) + [''])[:2] for line in lines[1:]), int(re.search(r'\d+', lines[0]).group())


def self_test():
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for path, text in {
                'src/model/lists/entry_rule.h': 'int soc_entry_made(void);\nint soc_list_gone(int a);\nint soc_model_all(void);\nint '
                                                'soc_other(void);\n'
                                               'struct soc_shape {\n};\nint soc_shape_has(int a);\nenum soc_sort {\n};\nint '
                                               'soc_sort_text(int a);\nint soc_nature_male(int a);\nint soc_month_log_add(struct '
                                               'soc_month_log *j);\n',
                'src/base/buf.h': 'void buf_plain(void);\nstatic inline int soc_text_of(int a)\n{\n}\nstatic inline int soc_row_at(const '
                                  'struct soc_row *r,\n int i)\n{\n}\n',
                'src/model/columns.def': 'COLUMN(born, uint8_t, nature, PERSON, ALWAYS)\n',
                'src/run/row.h': 'int soc_nature_female(int a);\n',
                'include/socred/sim.h': 'SOC_API int soc_sim_run(void);\n'}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        names = {n for _, n in misnamed(root)}
        told, quiet = list(faults(root, {'soc_other'}, 3)), list(faults(root, set(), 4))
    wanted = {'soc_other', 'buf_plain', 'soc_text_of', 'soc_nature_female'}
    if names != wanted:
        return f'misnamed: {sorted(names)}, wanted {sorted(wanted)}'
    for text in ('buf_plain does not', 'soc_text_of does not', 'soc_nature_female does not', '4 functions are named otherwise, at most 3'):
        if not any(text in t for t in told):
            return f'not found: {text}'
    return len(told) != 4 or quiet != []


def main():
    if sys.argv[1] == '--self-test':
        return self_test()
    root = pathlib.Path(sys.argv[1]).resolve()
    if '--write' in sys.argv:
        names, (reasons, most) = sorted({name for _, name in misnamed(root)}), read_list()
        if len(names) > most:
            return f'{len(names)} functions are named otherwise, at most {most}'
        LIST.write_text(f'# At most {len(names)} functions are named otherwise than tests/structure/naming.py says; there may only be '
                        f'fewer.\n'
                        + ''.join(f'{n:<18} {reasons.get(n, "")}'.rstrip() + '\n' for n in names))
        return 0
    listed, most = read_list()
    found = list(faults(root, listed, most))
    found += [f'{LIST.name}: {name} has no reason behind it' for name, reason in listed.items() if not reason]
    found += [f'{LIST.name}: {name} is named as it should be, or is gone' for name in sorted(set(listed) - {n for _, n in misnamed(root)})]
    count = sum(1 for _ in functions(root))
    if count < 450:
        found.append(f'{count} functions were found, and 450 or more are declared')
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
