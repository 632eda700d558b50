#!/usr/bin/env python3
"""The structure of the source, checked: which folder may use which, and what the library never does.

    structure.py ROOT COMPILER...              checks the tree at ROOT; the compiler lists headers (-MM)
    structure.py --self-test COMPILER...       plants one fault of each kind in a made-up tree; each must be found
"""
import fnmatch
import pathlib
import re
import subprocess
import sys
import tempfile

ORDER = ['base', 'input', 'model', 'run', 'store', 'analysis', 'theory', 'experiment', 'view', 'lab']
# What works on records alone: with the truth in reach, a regime could know what it never saw.
BLIND = ['score.*', 'records/review*', 'scoring/*', 'lists/*', 'measures/*', 'due_process/*', 'regime/*', 'modules/*/*']
# Of the modules, what tells truth from record, or counts with both before it; and whole those that make what happens, or records of it:
# `people` in src/input/modules.def.
SEEING = ['modules/*/truth*', 'modules/*/count*', 'modules/firms/firms.h', 'modules/firms/town.h', 'modules/firms/happen*',
          'modules/firms/learn*', 'modules/firms/plan*',
          'modules/firms/appeal*', 'modules/firms/attempt*', 'modules/firms/close*', 'modules/firms/evidence*']
# The month as it runs: a folder of the model, or a file of it where a name is longer, uses itself and those above it. First what all phases
# speak of; then the phases, each with the modules that act at its point; step, which calls them, last. A module without a line stands where
# `modules` does, after the phases.
MONTH = [
    '',
    'population',
    'truth',
    'modules/ratings/truth',
    'modules/firms/truth',
    'evidence',
    'modules/caps',
    'modules/grounds',
    'expected',
    'events',
    'modules/prediction',
    'modules/income',
    'regime',
    'modules/attention',
    'modules/surveillance',
    'modules/linkage',
    'modules/contacts',
    'modules/instrument',
    'modules/verification',
    'records',
    'modules/subletting',
    'modules/residence',
    'modules/hierarchy',
    'modules/joins',
    'modules/ratings',
    'scoring',
    'modules/liability',
    'ledger',
    'lists',
    'modules/publicity',
    'modules/bureaus',
    'modules/bureaus/truth',
    'modules/enrolment',
    'measures/own',
    'modules/spillover',
    'measures',
    'due_process',
    'modules/benefits',
    'conduct',
    'indicators',
    'modules/trust',
    'modules/unrest',
    'modules/firms',
    'modules',
    'step',
]
# The rules of a phase or a module are a struct without code in its folder. Compiling fills it before the first month, so it stands with
# input, after the keys (schema) and before what compiles: the holders below, and compile.c of a module, which may read files of the build
# and format text as the rest of input does, and knows of the model its own rules alone.
RULES = re.compile(r'model/(?:modules/)?(\w+)/(?:\w+_)?rules\.h')
HOLDERS = ['input/compile/regime.h', 'input/compile/rules.h']
COMPILES = re.compile(r'model/modules/(\w+)/compile\.c')
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+["<]([^">]+)[">]', re.M)
COMMENT_OR_TEXT = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"', re.S)
NEVER = [
    (r'\b(?:v?f?printf|puts|fputs|putchar|perror)\s*\(', 'prints', []),
    (r'\b(?:exit|_exit|abort|quick_exit)\s*\(', 'ends the program', []),
    (r'\b(?:getenv|secure_getenv|setlocale)\s*\(', 'reads the environment', []),
    (r'\b(?:time|clock|gettimeofday|clock_gettime|localtime|omp_get_wtime)\s*\(', 'reads the clock', []),
    (r'\b(?:malloc|calloc|realloc|strdup|strndup|asprintf|free)\s*\(', 'allocates past base/mem.h', ['base/mem.c']),
    (r'\b(?:strtod|strtof|strtold|sscanf|strcasecmp|strncasecmp|strcoll|is(?:alpha|alnum|digit|space|upper|lower|punct)|toupper|tolower|strerror'
     r'|localeconv)\s*\(', 'follows the locale of the host program', ['input/text/number.c', 'base/locale.c']),
    (r'\bjson_(?:array_append|array_insert|array_set|array_extend|object_set|object_update)\w*\s*\(', 'may pass over a failing append',
     ['view/json.c', 'view/report.c']),
    (r'\b(?:rand|random|srand|drand48)\s*\(', 'has hidden random state', []),
    (r'\b(?:sprintf|strcpy|strcat|strtok|gets|atoi|atof)\s*\(', 'calls a function without bounds or errors', []),
]
# A number with a fraction that the C library prints has the decimal sign of the host's locale.
FRACTION = re.compile(r'(?<!sqlite3_)\bv?snprintf\s*\([^;]*?%[-+ #0]*[\d*]*(?:\.[\d*]+)?[aefgAEFG]')
PLAIN = 'soc_locale_enter'
# libm differs between machines in the last bit, a long double in its size; results, and what is told of them, may not.
INEXACT = re.compile(
    r'\b(?:exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh|asin|acos|atan|atan2|cbrt|hypot|fma|lgamma|tgamma|erf|erfc)[fl]?\s*\(|\blong double\b')


def modules(root):
    """The name of each module, and the word of modules.def that says who is handed its rules."""
    listed = root / 'src/input/modules.def'
    return dict(re.findall(r'^MODULE\((\w+), (\w+)\)', listed.read_text(), re.M)) if listed.exists() else {}


def sources(folder):
    return sorted(p for p in folder.rglob('*') if p.suffix in ('.c', '.h'))


def folder_order(root):
    """A folder of src/ uses itself and those to its left; rules and what compiles them are input, wherever they stand."""
    for path in sources(root / 'src'):
        own = path.relative_to(root / 'src').parts[0]
        inside = path.relative_to(root / 'src').as_posix()
        compiles = COMPILES.fullmatch(inside)
        if RULES.fullmatch(inside) or compiles:
            own = 'input'
            if not compiles and re.search(r'\)\s*\{', COMMENT_OR_TEXT.sub('', path.read_text())):
                yield f'{path}: rules are declared without code'
        for name in INCLUDE.findall(path.read_text()):
            rules = RULES.fullmatch(name)
            if rules and (inside in HOLDERS or compiles and compiles[1] == rules[1]):
                continue
            used = name.split('/')[0]
            if used in ORDER and own in ORDER and ORDER.index(used) > ORDER.index(own):
                yield f'{path}: {own} includes {name}, which stands to its right'


def place_in_month(inside):
    """The longest line of MONTH that a path below src/model begins with: a folder, a folder's file, or '' for a file of no folder."""
    path = inside.rsplit('.', 1)[0]
    if RULES.fullmatch('model/' + inside):
        return MONTH.index('') # filled before the first month
    if re.fullmatch(r'modules/(\w+/)?counters\w*|modules/(dimensions|summaries)|indicators/(module_counts|counters)', path):
        return MONTH.index('') # declares what is counted
    if re.fullmatch(r'modules/(?!firms)\w+/count\w*', path): # when the month is over
        return max(MONTH.index('indicators'), place_in_month(path.rsplit('/', 1)[0] + '/module.c'))
    while path not in MONTH:
        if '/' not in path:
            return MONTH.index('') if '/' not in inside else None
        path = path.rsplit('/', 1)[0]
    return MONTH.index(path)


def month_order(root):
    """A folder of the model uses itself and those that stand before it in the month."""
    model = root / 'src/model'
    for path in sources(model):
        own = place_in_month(path.relative_to(model).as_posix())
        if own is None:
            yield f'{path}: its folder has no place in the month (MONTH in tests/structure/structure.py)'
            continue
        for name in INCLUDE.findall(path.read_text()):
            if name.startswith('model/'):
                used = place_in_month(name[len('model/'):])
                if used is not None and used > own:
                    yield f'{path}: {MONTH[own] or "what all phases speak of"} includes {name}, which comes later in the month'


def modules_untied(root):
    """No two modules include each other, directly or through a chain. MONTH says it of those with places of their own; those that share one
    have no other order."""
    folder, uses = root / 'src/model/modules', {}
    for path in sources(folder):
        own = path.relative_to(folder).parts[0]
        for name in INCLUDE.findall(path.read_text()):
            used = next((p.resolve() for p in (path.parent / name, root / 'src' / name) if p.exists()), None)
            if path.parent != folder and used and folder in used.parents and used.parent != folder and used.relative_to(folder).parts[0] != own:
                uses.setdefault(own, []).append((used.relative_to(folder).parts[0], path, name))

    def chain(of, to, passed=()):
        """From one module to another by includes: the names on the way, or None."""
        if of == to:
            return [*passed, to]
        return next((c for other, _, _ in uses.get(of, ()) if other not in passed for c in [chain(other, to, (*passed, of))] if c), None)
    for own in sorted(uses):
        for other, path, name in uses[own]:
            back = chain(other, own)
            if back:
                yield f'{path}: {own} includes {name}, and the way leads back: {" -> ".join([own, *back])}'


def month_drawn(root):
    """The drawing in ARCHITECTURE.md has every folder of MONTH, in its order; brackets hold modules."""
    page = root / 'ARCHITECTURE.md'
    drawing = re.search(r"## The order of the model's folders\n+```\n.*?\n(.*?)```", page.read_text() if page.exists() else '', re.S)
    if not drawing:
        yield f'{page}: there is no drawing of the order of the model\'s folders'
        return
    drawn = []
    for line in drawing[1].split('\n'):
        what = re.split(r' {3,}', line[22:].strip())[0]
        for inside, name in re.findall(r'\[([\w ]+)\]|(\w+)', what):
            drawn += [f'modules/{m}' for m in inside.split()] if inside else [name]
    places = [(MONTH.index(d), d) for d in drawn if d in MONTH]
    for (one, before), (other, after) in zip(places, places[1:]):
        if one > other:
            yield f'{page}: {before} is drawn before {after}, which comes earlier in the month'
    for folder in MONTH[1:]:
        if folder not in drawn and folder != 'modules' and not any(folder.startswith(d + '/') for d in drawn):
            yield f'{page}: {folder} is missing in the drawing of the month'


def variates_named(root):
    """Which word of a stream decides what is said in model/variates.def alone: no number of a word or block stands in the code."""
    number = {'soc_draw': 4, 'soc_draw_block': 4, 'soc_draw_blocks': 4, 'soc_draw_rows': 6, 'soc_rows_draw': 3}
    for path in [*sources(root / 'src/model'), *sources(root / 'src/run'), *sources(root / 'src/theory')]:
        code = COMMENT_OR_TEXT.sub(lambda m: '\n' * m.group().count('\n'), path.read_text())
        for hit in re.finditer(r'\b(soc_draw(?:_blocks?|_rows)?|soc_rows_draw)\s*\(', code):
            arguments, depth = [''], 1
            for letter in code[hit.end():]:
                depth += (letter == '(') - (letter == ')')
                if depth == 0:
                    break
                if letter == ',' and depth == 1:
                    arguments.append('')
                else:
                    arguments[-1] += letter
            word = arguments[number[hit.group(1)]] if len(arguments) > number[hit.group(1)] else ''
            if re.search(r'\b\d', re.sub(r'\bSOC_(?:WORD|BLOCK)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)', '', word)):
                yield f'{path}:{code.count(chr(10), 0, hit.start()) + 1}: a word without a name: {" ".join(word.split())}'
        for hit in re.finditer(r'\b(?:w|words?|fate|link|more)\[\d+\](?=\s*[^\s=;,{]|\s*,)(?!\[)', code):
            if not re.search(r'uint32_t[^;]*$', code[:hit.start()].rsplit(';', 1)[-1].rsplit('{', 1)[-1].rsplit('(', 1)[-1]):
                yield f'{path}:{code.count(chr(10), 0, hit.start()) + 1}: a word without a name: {hit.group()}'


def variates_taken(root):
    """The column `who` of model/variates.def is true: what it names takes the variate, by its name or, many rows at once, by its stream."""
    table = root / 'src/model/variates.def'
    # By file the words in it and what stands behind each _ of them: a pass over all files for each variate took four fifths of this whole
    # program.
    words = {re.sub('^model/(?:modules/)?', '', p.relative_to(root / 'src').as_posix()):
             {word[at:] for word in set(re.findall(r'\w+', p.read_text())) for at in (0, *(i + 1 for i, c in enumerate(word) if c == '_'))}
             for p in sources(root / 'src')}
    lines = table.read_text().split('\n') if table.exists() else []
    for n, line in enumerate(lines, 1):
        row = re.match(r'VARIATE\((\w+), (\w+),.*?"([^"]*)", "|FATE\((\w+),.*?"([^"]*)", "', line)
        if not row:
            continue
        stream, name, who = (row[1], row[2], row[3]) if row[1] else (None, row[4], row[5])
        if stream == 'REPLICATE':
            continue # base knows nothing of the table: base/draw.h has its number
        users = [p for p, has in words.items() if name in has or f'SOC_DRAW_{stream}' in has]
        for one in who.split(', '):
            if not any(p.startswith((one + '/', one + '.')) for p in users):
                yield f'{table}:{n}: {one} does not take {name}; it is taken by: {", ".join(users) or "nobody"}'


def heading_says(name, page):
    """Whether each part of a module's name stands in the heading of its page, whatever it ends with (as in test_registry.c)."""
    heading = re.sub('[^a-z]', '', page.split('\n')[0].lower())
    return all(re.sub(r'(?<=....)ing$|(?<=....)s$', '', part) in heading for part in name.split('_'))


def modules_named(root):
    """One module, one word: the folder, its page and the file that switches it on bear the name of its line in modules.def. A module
    <a>_<b> is a part of the module <a> and stands in its folder; a file
    <module>-<what>.yaml is a part of what belongs to the module."""
    listed = root / 'src/input/modules.def'
    names = list(modules(root))
    whole = {n for n in names if not any(n.startswith(a + '_') for a in names)}
    for name in sorted(whole):
        if not (root / 'src/model/modules' / name / 'module.c').exists():
            yield f'{listed}: {name} has no src/model/modules/{name}/module.c'
        if not (root / f'docs/model/{name}.md').exists():
            yield f'{root}/src/model/modules/{name}/module.c: there is no page docs/model/{name}.md'
        elif not heading_says(name, (root / f'docs/model/{name}.md').read_text()):
            yield f'{root}/docs/model/{name}.md: its heading does not say {name}'
        keys = {p.name for p in (root / 'src/input/schema').glob('*.def') if re.search(rf'^KEY\(.*, [VFS], {name}, "', p.read_text(), re.M)}
        file = f'regimes/modules/{name.replace("_", "-")}.yaml'
        if not (root / file).exists():
            # What only counts is switched on by output, which no regime has.
            yield from (f'{root}/src/input/schema/{k}: keys of {name}, and there is no {file}' for k in sorted(keys - {'output.def'}))
    for path in sources(root / 'src/model/modules'):
        if path.parent.name not in whole and path.parent.name != 'modules':
            yield f'{path}: no module of modules.def is called {path.parent.name}'
    for path in sorted((root / 'regimes/modules').glob('*')):
        if path.stem.replace('-', '_') not in names and path.stem.split('-')[0] not in whole:
            yield f'{path}: no module of modules.def has this name'


def month_told(root):
    """Section 3 of docs/model/README.md names each function that a month calls (model/step.c), and its table none that the month does
    not."""
    step, page = root / 'src/model/step.c', root / 'docs/model/README.md'
    if not step.exists():
        return
    called = set(re.findall(r'\b(soc_\w+)\(', re.sub(r'/\*.*?\*/', '', step.read_text(), flags=re.S))) - {'soc_step'}
    section = re.search(r'^## 3\..*?(?=^## |\Z)', page.read_text(), re.M | re.S)[0]
    named = set(re.findall(r'`(soc_[\w*]+)`', section))
    for name in sorted(called):
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in named):
            yield (f'{step}: {name} is a step of the month, and section 3 of docs/model/README.md does not name it (of a module: a line of '
                   f'its page, from which tools/month_table.py makes the row)')
    for name in sorted(set(re.findall(r'`(soc_[\w*]+)`', '\n'.join(re.findall(r'^\|.*', section, re.M))))):
        if not fnmatch.filter(called, name):
            yield f'{page}: the table of the month names {name}, which model/step.c does not call'


def headers_told(root):
    """docs/guide/c-library.md has a row for each public header, and none for another."""
    page = root / 'docs/guide/c-library.md'
    told = set(re.findall(r'^\| `socred/(\w+\.h)`', page.read_text(), re.M)) if page.exists() else set()
    there = {p.name for p in sources(root / 'include')} if page.exists() else set()
    yield from (f'{page}: {name} has no row' for name in sorted(there - told))
    yield from (f'{page}: {name} is no public header' for name in sorted(told - there))


# A theory is a world of its own: of the model it has the names of its random variates, of the rest what any program of numbers needs, and a
# file for its results that knows rows and no people.
THEORY_USES = re.compile(
    r'theory/.*|base/.*|socred/.*|model/variates\.h|analysis/(?:student|text)\.h|input/text/number\.h|store/theory_(?:file|tables)\.h|[\w.]+')


def theories_apart(root):
    """Nothing of the national model enters a theory."""
    for path in sources(root / 'src/theory'):
        for name in INCLUDE.findall(path.read_text()):
            if not THEORY_USES.fullmatch(name):
                yield f'{path}: a theory includes {name}'


def model_alone(root):
    """The month is pure: no file, no thread of its own, no database."""
    allowed = {'stdint.h', 'stddef.h', 'stdbool.h', 'limits.h', 'string.h', 'inttypes.h', 'math.h', 'assert.h', 'stdlib.h'}
    for path in sources(root / 'src/model'):
        if COMPILES.fullmatch(path.relative_to(root / 'src').as_posix()):
            continue # no part of the month
        for name in INCLUDE.findall(path.read_text()):
            if '/' not in name and name not in allowed and not (path.parent / name).exists():
                yield f'{path}: the model includes {name}'


def headers_reached(path, root, compiler):
    command = [*compiler, '-MM', '-MG', '-I', root / 'include', '-I', root / 'src', path]
    rule = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return rule.replace('\\\n', ' ').split()[1:]


def laid_down(root):
    """Headers of rules that the regime has laid down itself: what a decider gets of struct soc_rules. Those of modules come from the build,
    by their word in modules.def."""
    holder = root / 'src/input/compile/regime.h'
    return {*INCLUDE.findall(holder.read_text() if holder.exists() else ''),
            *(f'model/modules/{n}/rules.h' for n, word in modules(root).items() if word == 'regime')}


def truth_out_of_reach(root, compiler):
    """What decides from records includes nothing of model/truth and no module's truth, not through any other header either; and of the
    rules only what the regime has laid down, so that it cannot read how often people act, channels see and findings are right. Rules are
    compiled before the month (module.c, compile.c) and handed out whole (regime); the rules of firms are one struct yet, which what decides
    on firms has, and nobody else."""
    model = root / 'src/model'
    laid = laid_down(root)
    seeing = SEEING + [f'modules/{n}/*' for n, word in modules(root).items() if word == 'people']
    for pattern in BLIND:
        for path in sorted(model.glob(pattern)):
            if path.suffix not in ('.c', '.h') or any(path in model.glob(p) for p in seeing):
                continue
            inside = path.relative_to(model).as_posix()
            allowed = laid | ({'model/modules/firms/rules.h'} if inside.startswith('modules/firms/') else set())
            decides = not (RULES.fullmatch(f'model/{inside}') or inside.startswith('regime/') or path.name in ('module.c', 'compile.c'))
            for name in headers_reached(path, root, compiler):
                whole = str(pathlib.Path(name).resolve())
                if re.search(r'/model/(?:truth/|modules/[^/]+/truth)', whole):
                    yield f'{path}: reaches {name}'
                used = whole.rsplit('/src/', 1)[-1]
                if decides and used not in allowed and (RULES.fullmatch(used)
                                                        or used in ('input/compile/rules.h', 'input/compile/conduct.h')
                                                        or name.endswith('input/modules_rules.h')):
                    yield f'{path}: decides from records and reaches the rules in {name}'


def program_outside(root):
    """The program uses the public headers alone."""
    for path in sources(root / 'app'):
        for name in INCLUDE.findall(path.read_text()):
            if name.startswith('socred/') or '/' not in name or name.startswith(('sys/', 'netinet/')):
                continue
            yield f'{path}: includes {name}, no public header'
        for name in INCLUDE.findall(path.read_text()):
            if '/' not in name and not (path.parent / name).exists() and (root / 'src').exists():
                if list((root / 'src').rglob(name)):
                    yield f'{path}: includes {name}, a private header'


def public_alone(root):
    """A public header includes public and system headers only, so that it compiles where the source is not."""
    for path in sources(root / 'include'):
        for name in INCLUDE.findall(path.read_text()):
            if '/' in name and not name.startswith('socred/'):
                yield f'{path}: includes {name}'


def library_promises(root):
    for path in sources(root / 'src'):
        inside = path.relative_to(root / 'src').as_posix()
        code = COMMENT_OR_TEXT.sub(lambda m: '\n' * m.group().count('\n'), path.read_text())
        for pattern, what, except_in in NEVER:
            if inside in except_in:
                continue
            for hit in re.finditer(pattern, code):
                yield f'{path}:{code.count(chr(10), 0, hit.start()) + 1}: {what}: {hit.group()}'
        for hit in FRACTION.finditer(path.read_text()):
            if PLAIN not in code:
                yield f'{path}:{path.read_text().count(chr(10), 0, hit.start()) + 1}: prints a fraction as the locale of the host has it'
        for hit in INEXACT.finditer(code):
            yield f'{path}:{code.count(chr(10), 0, hit.start()) + 1}: inexact across machines: {hit.group()}'


def quoted_alike(root):
    """A message puts double quotes around what was found; single ones stand around a command to type, which is more than one %s."""
    for folder in ('src', 'app'):
        for path in sources(root / folder):
            for n, line in enumerate(path.read_text().split('\n'), 1):
                if re.search(r"'%[-.\d*]*s'", line) and 'sqlite3_' not in line:
                    yield f'{path}:{n}: what was found stands in single quotes'


DEFINED = re.compile(r'^[ \t]*(?:typedef )?struct (soc_\w+)\s*\{', re.M)


def tags_once(root):
    """A struct of the library is one idea: no tag is defined in two places, public, private or in a file of its own."""
    first = {}
    for folder in ('include', 'src'):
        for path in sources(root / folder):
            code = COMMENT_OR_TEXT.sub(lambda m: '\n' * m.group().count('\n'), path.read_text())
            for hit in DEFINED.finditer(code):
                here = f'{path}:{code.count(chr(10), 0, hit.start(1)) + 1}'
                if hit[1] in first:
                    yield f'{here}: struct {hit[1]} is defined in {first[hit[1]]} as well'
                first.setdefault(hit[1], here)


def text_in_view(root):
    """What analysis has counted is told in view."""
    yield from (f'{path}: text for a terminal or a program stands in src/view' for path in sources(root / 'src/analysis')
                if path.stem.endswith('_text'))


# The view refusals and the view spillover have people met through a liability group beside those met otherwise.
SHARED_TABLES = {'liability_measures_by_measure'}


# Intervals, tails and quantiles, and the square roots that deviations are made with.
STATISTICAL = re.compile(r'\bsoc_(?:student_(?:975|tail|beyond|interval|jackknife)|interval_widen\w*)\s*\('
                         r'|\b(?:soc_num_)?sqrt\s*\('
                         r'|\b(?:1\.6449?|1\.64485\d*|1\.96|1\.95996\d*|2\.5758?)\b')


def statistics_in_analysis(root):
    """What statistics make of results is made in src/analysis, and of points in src/experiment; what reads and tells them computes none."""
    for folder in ('src/run', 'src/store', 'src/view', 'src/lab', 'app'):
        for path in sources(root / folder):
            code = COMMENT_OR_TEXT.sub(lambda m: '\n' * m.group().count('\n'), path.read_text())
            for hit in STATISTICAL.finditer(code):
                yield f'{path}:{code.count(chr(10), 0, hit.start()) + 1}: statistics stand in src/analysis: {hit.group()}'


def views_of_modules(root):
    """A view over tables of one module stands in its folder, and src/store/views.c includes it (docs/decisions/views-of-results.md)."""
    of_file, folders = root / 'src/store/views.c', root / 'src/model/modules'
    if not of_file.exists():
        return
    owner = {table: p.parent.name for p in folders.glob('*/counters*.def') for table in re.findall(r'^TABLE\((\w+),', p.read_text(), re.M)}
    text = of_file.read_text()
    for table in sorted({w for w in re.findall(r'\w+', text) if w in owner} - SHARED_TABLES):
        yield f'{of_file}: reads {table}, a table of {owner[table]}: the view stands in src/model/modules/{owner[table]}'
    for path in sorted(folders.glob('*/views*.def')):
        if f'"model/modules/{path.parent.name}/{path.name}"' not in text:
            yield f'{path}: {of_file.name} does not include it'
        for table in sorted({w for w in re.findall(r'\w+', path.read_text()) if owner.get(w, path.parent.name) != path.parent.name}):
            yield f'{path}: reads {table}, a table of {owner[table]}'


# Modules from before the community of four: what works them out by hand, or holds them to a closed form, instead of
# tests/model/test_<name>.c. There may only be fewer.
TESTED_ELSEWHERE = {
    **dict.fromkeys(('surveillance', 'linkage', 'wrong_files'), 'tests/known/closed_forms_identity.c'),
    **dict.fromkeys(('residence', 'verification', 'contacts', 'publicity'), 'tests/known/closed_forms_contacts.c'),
    **dict.fromkeys(('subletting', 'caps'), 'tests/known/closed_forms_people.c'),
    **dict.fromkeys(('hierarchy', 'ratings', 'adaptive_weight'), 'tests/known/closed_forms_offices.c'),
    **dict.fromkeys(('liability', 'cliff', 'kin', 'spillover', 'benefits'), 'tests/known/closed_forms_families.c'),
    'instrument': 'tests/known/closed_forms_instrument.c',
    'bureaus': 'tests/known/closed_forms_bureaus.c',
    'firms': 'tests/known/closed_forms_firms.c',
    'cameras': 'tests/known/closed_forms_recognition.c',
    'storage': 'tests/store/test_storage.c',
}


def modules_tested(root):
    """A module has a test of its own in tests/model, or stands above with the one that names it."""
    if not (root / 'tests/model').is_dir():
        return
    for name, word in modules(root).items():
        own, other, path = f'tests/model/test_{name}.c', TESTED_ELSEWHERE.get(name), root / 'src/model/modules' / name / 'module.c'
        if word == 'part' or not path.exists():
            continue
        if (root / own).exists() == bool(other):
            what = 'there, and in TESTED_ELSEWHERE the module too' if other else 'not there, nor the module in TESTED_ELSEWHERE'
            yield f'{path}: {own} is {what}'
        elif other and not ((root / other).exists() and re.search(rf'(?:\b|_){name}(?:\b|_)', (root / other).read_text())):
            yield f'{other}: does not name {name}, which TESTED_ELSEWHERE says is tested there'


HELD = [folder_order, month_order, modules_untied, month_drawn, variates_named, variates_taken, modules_named,
        model_alone, theories_apart, truth_out_of_reach, program_outside, public_alone,
        library_promises, quoted_alike, month_told, headers_told, tags_once, text_in_view, statistics_in_analysis,
        views_of_modules, modules_tested]


def faults(rule, root, compiler):
    return rule(root, compiler) if rule is truth_out_of_reach else rule(root)


# A tree of faults: the file, what is written there (behind what an earlier line wrote), the text that must stand in what is found.
PLANTED = [
    ('ARCHITECTURE.md', "## The order of the model's folders\n\n```\n first\n what is true         truth -> population                   "
                        "events\n```\n",
                        'truth is drawn before population, which comes earlier'),
    ('src/model/variates.def', 'VARIATE(LUCK, TAKEN, FIXED, 0, 1, 1, 1, ALL, "view", "w")\nVARIATE(LUCK, LEFT, FIXED, 1, 1, 1, 1, ALL, '
                               '"view, gone/away", "w")\n',
                               'variates.def:2: gone/away does not take LEFT; it is taken by: view/sound.c'),
    ('src/model/modules/new/rules.h', '#include "model/lists/lists.h"\n', 'modules/new/rules.h: input includes model/lists/lists.h'),
    ('docs/model/coded.md', '# Ciphers\n', 'coded.md: its heading does not say coded'),
    ('src/model/modules/silent/module.c', '', 'silent/module.c: there is no page docs/model/silent.md'),
    ('src/model/modules/coded/rules.h', 'static inline int f(void) { return 1; }\n', 'coded/rules.h: rules are declared without'),
    ('src/model/modules/coded/compile.c', '#include "model/lists/lists.h"\n', 'coded/compile.c: input includes model/lists/lists.h'),
    ('src/input/compile/other.h', '#include "model/modules/new/rules.h"\n', 'other.h: input includes model/modules/new/rules.h'),
    ('src/input/modules.def', 'MODULE(new, none)\nMODULE(silent, none)\nMODULE(coded, counted)\nMODULE(sound, regime)\nMODULE(lives, '
                              'people)\nMODULE(new_part, part)\nMODULE(homeless, none)\n',
                              'modules.def: homeless has no src/model/modules/homeless/module.c'),
    ('src/model/modules/stray/stray.h', '', 'no module of modules.def is called stray'),
    ('src/input/schema/some.def', 'KEY(most, N, -, "", 0, 0, 1, V, silent, "the most", "assumption")\nKEY(least, N, -, "", 0, 0, 1, V, '
                                  'sound, "the least", "")\n',
                                  'some.def: keys of silent, and there is no regimes/modules/silent.yaml'),
    ('regimes/modules/old-name.yaml', '', 'old-name.yaml: no module of modules.def'),
    ('src/input/left.c', '#include "store/results.h"\n', 'stands to its right'),
    ('src/model/step.c', '#include <stdio.h>\n', 'the model includes stdio.h'),
    ('src/model/events/early.c', '#include "model/lists/lists.h"\n', 'early.c: events includes model/lists/lists.h, which comes later'),
    ('src/model/noun.h', '#include "model/lists/lists.h"\n', 'noun.h: what all phases speak of includes'),
    ('src/model/records/asks.c', '#include "model/modules/new/new.h"\n', 'asks.c: records includes model/modules/new/new.h'),
    ('src/model/modules/knot/knot.h', '#pragma once\n#include "model/modules/loop/loop.h"\n',
     'knot.h: knot includes model/modules/loop/loop.h, and the way leads back: knot -> loop -> knot'),
    ('src/model/modules/loop/loop.h', '#pragma once\n#include "../knot/knot.h"\n',
     'loop.h: loop includes ../knot/knot.h, and the way leads back'),
    ('src/model/modules/ring/ring.c', '#include "model/modules/chain/chain.h"\n',
     'ring.c: ring includes model/modules/chain/chain.h, and the way leads back: ring -> chain -> link -> ring'),
    ('src/model/modules/chain/chain.h', '#pragma once\n#include "model/modules/link/link.h"\n',
     'chain.h: chain includes model/modules/link/link.h, and the way'),
    ('src/model/modules/link/link.h', '#pragma once\n#include "model/modules/ring/ring.h"\n',
     'link.h: link includes model/modules/ring/ring.h, and the way'),
    ('src/model/weather/weather.c', '', 'weather.c: its folder has no place in the month'),
    ('src/model/step.c', 'void soc_step(void) { soc_sound_told(); soc_weather_blow(); } /* soc_in_words() */\n',
     'step.c: soc_weather_blow is a step of the month'),
    ('docs/guide/c-library.md', '| `socred/none.h` | nothing |\n', 'c-library.md: none.h is no public header'),
    ('docs/model/README.md', '## 3. Month\n\n| 1 | `soc_sound_*` |\n| 2 | `soc_gone` |\n',
     'README.md: the table of the month names soc_gone'),
    ('src/model/conduct/word.c', 'int f(void) { return soc_draw(seed, SOC_DRAW_LISTING, id, month, list * 8u + 2u); }\n',
     'word.c:1: a word without a name: list'),
    ('src/model/conduct/block.c',
     'void f(void) { soc_draw_block(s, SOC_DRAW_EVENT, g(a, b), month, SOC_BLOCK(EVENT_CLASS, k) + 1, w); }\n',
     'block.c:1: a word without'),
    ('src/model/conduct/lane.c', 'int f(void) { return soc_below(w[1], p); }\n', 'lane.c:1: a word without a name: w[1]'),
    ('src/model/scoring/module.c', '#include "model/modules/ratings/truth.h"\n', 'module.c: reaches'),
    ('src/model/modules/sound/direct.c', '#include "model/truth/truth.h"\n', 'sound/direct.c: reaches'),
    ('src/model/modules/coded/direct.c', '#include "model/truth/truth.h"\n', 'coded/direct.c: reaches'),
    ('src/model/modules/sound/rates.c', '#include "model/modules/coded/rules.h"\n',
     'sound/rates.c: decides from records and reaches the rules in'),
    ('src/model/lists/direct.c', '#include "model/truth/truth.h"\n', 'direct.c: reaches'),
    ('src/model/scoring/through.c', '#include "model/through.h"\n', 'through.c: reaches'),
    ('src/model/records/review_case.c', '#include "../truth/truth.h"\n', 'review_case.c: reaches'),
    ('src/model/lists/rates.c', '#include "model/events/rules.h"\n', 'rates.c: decides from records and reaches the rules in'),
    ('src/model/lists/firms.c', '#include "model/modules/firms/rules.h"\n', 'lists/firms.c: decides from records and reaches the rules in'),
    ('src/model/scoring/whole.c', '#include "input/compile/conduct.h"\n', 'whole.c: decides from records and reaches the rules in'),
    ('src/model/scoring/others.c', '#include "input/modules_rules.h"\n', 'others.c: decides from records and reaches the rules in'),
    ('src/theory/reaches.c', '#include "model/through.h"\n', 'reaches.c: a theory includes model/through.h'),
    ('src/theory/power.c', 'double f(double x) { return pow(x, 2.5); }\n', 'power.c:1: inexact'),
    ('src/view/longer.c', 'long double longer(void);\n', 'longer.c:1: inexact'),
    ('src/theory/people.c', '#include "store/reader.h"\n', 'people.c: a theory includes store/reader.h'),
    ('src/analysis/backward.c', '#include "theory/theory.h"\n', 'backward.c: analysis includes theory/theory.h, which stands to its right'),
    ('app/cmd_a.c', '#include "model/through.h"\n', 'no public header'),
    ('app/cmd_b.c', '#include "through.h"\n', 'a private header'),
    ('include/socred/a.h', '#include "base/mem.h"\n', 'a.h: includes base/mem.h'),
    ('src/run/print.c', 'void f(void) { printf("x"); }\n', 'print.c:1: prints'),
    ('src/run/ends.c', 'void f(void) { exit(1); }\n', 'ends.c:1: ends the program'),
    ('src/run/asks.c', 'const char *f(void) { return getenv("HOME"); }\n', 'asks.c:1: reads the environment'),
    ('src/run/hidden.c', 'int f(void) { return rand(); }\n', 'hidden.c:1: has hidden random state'),
    ('src/run/unbound.c', 'void f(char *t) { strcpy(t, u); }\n', 'unbound.c:1: calls a function without bounds'),
    ('src/run/clock.c', 'long f(void) { return time(0); }\n', 'reads the clock'),
    ('src/view/heap.c', 'void *f(void) { return malloc(1); }\n', 'allocates past'),
    ('src/run/single.c', 'const char *f(void) { return "there is no list \'%.40s\'"; }\n',
     'single.c:1: what was found stands in single quotes'),
    ('src/run/comma.c', 'int f(char *t) { return snprintf(t, 9, "%.2f", 0.5); }\n', 'comma.c:1: prints a fraction'),
    ('src/run/reads.c', 'double f(const char *t) { return strtod(t, 0); }\n', 'reads.c:1: follows the locale'),
    ('src/view/lost.c', 'void f(json_t *a) { json_array_append_new(a, json_true()); }\n', 'lost.c:1: may pass over'),
    ('src/model/exact.c', 'double f(double x) { return exp(x); }\n', 'inexact'),
    ('src/model/modules/coded/module.c', '', 'tests/model/test_coded.c is not there'),
    ('src/view/twice.h', 'struct soc_found {\n\tint a;\n};\n', 'twice.h:1: struct soc_found is defined in'),
    ('src/analysis/sound_text.c', '', 'sound_text.c: text for a terminal'),
    ('src/view/guessed.c', 'double f(const double *v, int n) { return soc_student_interval(v, n, 0, 1).mean; }\n',
                           'guessed.c:1: statistics stand in'),
    ('src/store/wide.c', 'double f(double s) { return 1.96 * s; }\n', 'wide.c:1: statistics stand in'),
    ('app/deviation.c', 'double f(double s) { return soc_num_sqrt(s); }\n', 'deviation.c:1: statistics stand in'),
    ('src/store/views.c', 'VIEW(grown, "all", "SELECT 1 FROM sound_by_month")\n', 'views.c: reads sound_by_month, a table of sound'),
    ('src/model/modules/ring/views.def', 'VIEW(ring, "", "SELECT 1 FROM sound_by_month")\n', 'ring/views.def: reads sound_by_month'),
    ('src/model/modules/coded/views.def', '', 'coded/views.def: views.c does not include it'),
]
SOUND = {
    'src/model/truth/truth.h': '',
    'src/model/modules/ratings/truth.h': '',
    'src/model/through.h': '#include "truth/truth.h"\n',
    'src/model/lists/lists.h': '',
    'src/model/modules/firms/rules.h': '',
    'src/model/modules/firms/weigh.c': '#include "model/modules/firms/rules.h"\n',
    'src/model/modules/new/new.h': '#include "model/lists/lists.h"\n',
    'src/model/modules/new/module.c': '',
    'src/model/modules/ring/ring.h': '',
    'src/model/modules/sound/uses.h': '#include "model/modules/new/new.h"\n#include "model/modules/ring/ring.h"\n',
    'src/input/compile/conduct.h': '',
    'src/input/compile/regime.h': '#include "model/lists/rules.h"\n',
    'src/model/lists/rules.h': '',
    'src/model/events/rules.h': '',
    'src/model/lists/enter.c': '#include "input/compile/regime.h"\n',
    'src/input/compile/rules.h': '#include "model/modules/sound/rules.h"\n',
    'src/model/modules/sound/module.c': '',
    'src/model/lists/allowed.c': '#include "model/modules/sound/rules.h"\n',
    'src/model/modules/lives/module.c': '',
    'src/model/modules/lives/lives.c': '#include "model/truth/truth.h"\n#include "model/events/rules.h"\n',
    'docs/model/lives.md': '# Lives\n',
    'docs/model/sound.md': '# Sound\n',
    'docs/model/new.md': '# New\n',
    'docs/model/coded.md': '',
    'regimes/modules/sound.yaml': '',
    'src/input/schema/output.def': 'KEY(counted, B, -, "", 0, 0, 1, S, coded, "whether", "")\n',
    'src/model/modules/coded/module.c': '',
    'src/model/modules/sound/rules.h': '#include <stdint.h>\nstruct soc_sound_rules { int months; };\n',
    'src/model/modules/sound/compile.c': '#include "model/modules/sound/rules.h"\n#include <stdio.h>\n',
    'regimes/modules/new-part.yaml': '',
    'src/store/results.h': '',
    'src/store/found.h': '/* struct soc_found { */\nstruct soc_found {\n\tstruct soc_found *next;\n};\n',
    'src/view/told_text.c': '',
    'tests/model/test_sound.c': '',
    'tests/model/test_new.c': '',
    'tests/model/test_silent.c': '',
    'tests/model/test_lives.c': '',
    'src/model/modules/sound/counters.def': 'TABLE(sound_by_month, "", X)\n',
    'src/model/modules/sound/views.def': 'VIEW(sound, "", "SELECT 1 FROM sound_by_month")\n',
    'src/store/views.c': '#include "model/modules/sound/views.def"\n#include "model/modules/ring/views.def"\nVIEW(all, "", "SELECT 1 FROM '
                         'liability_measures_by_measure")\n',
    'src/base/mem.h': '',
    'src/base/mem.c': '#include <stdlib.h>\nvoid *g(void) { return malloc(1); }\n',
    'src/view/sound.c': '#include "store/results.h"\n/* printf("in a comment") */\nconst char *t = "exit(1)";\nint k = SOC_FIRST_TAKEN + '
                        'SOC_FIRST_LEFT;\n',
}


def nothing_looked_at(root):
    """What a rule names is there: a pattern that matches nothing would hold nothing, and nobody would see it."""
    model = root / 'src/model'
    for what, patterns in (('BLIND', BLIND), ('SEEING', SEEING)):
        yield from (f'{what} names {p}, which is nothing in src/model' for p in patterns if not any(model.glob(p)))
    for name in MONTH:
        if not (model / name).is_dir() and not any(model.glob(f'{name}.*')):
            yield f'MONTH names {name}, which is nothing in src/model'
    yield from (f'ORDER names {name}, which is no folder of src' for name in ORDER if not (root / 'src' / name).is_dir())
    many = {'files of src': len(sources(root / 'src')), 'files of app': len(sources(root / 'app')),
            'public headers': len(sources(root / 'include')),
            'modules': len(re.findall(r'^MODULE', (root / 'src/input/modules.def').read_text(), re.M)),
            'variates': len(re.findall(r'^VARIATE', (root / 'src/model/variates.def').read_text(), re.M))}
    least = {'files of src': 200, 'files of app': 10, 'public headers': 6, 'modules': 20, 'variates': 80}
    yield from (f'{many[what]} {what} were found, and {least[what]} or more are there' for what in many if many[what] < least[what])


def unfound(found):
    return [f'the fault planted in {p} was not found: {text}' for p, _, text in PLANTED if not any(p in f and text in f for f in found)]


def self_test(compiler):
    """Every planted fault is found, nothing else is, and each rule is needed: with it alone left out, some planted fault is missed."""
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name).resolve()
        for path, text in [*SOUND.items(), *((p, t) for p, t, _ in PLANTED)]:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with open(root / path, 'a') as file:
                file.write(text)
        of = {rule: list(faults(rule, root, compiler)) for rule in HELD}
    found = [f for those in of.values() for f in those]
    missed = unfound(found)
    missed += [f'no fault is planted for {rule.__name__}: without it all are found' for rule in HELD
               if not unfound([f for other in HELD if other is not rule for f in of[other]])]
    missed += [f'no call that {what} is planted' for _, what, _ in NEVER if not any(what in f for f in found)]
    wrong = [f for f in found if any(p in f for p in ('sound.c:', 'soc_sound', 'soc_in_words', 'lists/enter.c', 'lists/allowed.c',
                                                      'lives/', 'compile/regime.h:', 'variates.def:1:', 'sound/rules.h',
                                                      'firms/weigh.c: decides', 'sound/uses.h', 'sound/compile.c',
                                                      'input/compile/rules.h:', 'base/mem.c', 'new.h:', 'new-part.yaml', 'sound.yaml',
                                                      'output.def'))]
    print(*missed, sep='\n')
    for fault in wrong:
        print(f'found where there is none: {fault}')
    return bool(missed or wrong)


def main():
    if sys.argv[1] == '--self-test':
        return self_test(sys.argv[2:])
    root = pathlib.Path(sys.argv[1]).resolve()
    found = [f for rule in HELD for f in faults(rule, root, sys.argv[2:])] + list(nothing_looked_at(root))
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
