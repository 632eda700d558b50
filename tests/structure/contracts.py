#!/usr/bin/env python3
"""Headers are contracts: what a caller must know stands above each function.

    contracts.py ROOT          checks the headers at ROOT
    contracts.py --self-test   plants one fault of each kind; each must be found

A public function (include/socred) has a comment of its own right above it, or shares that of the function above with no
line between. The comment names every parameter but the object (a struct that comes first), `out` and `msg`, and says
  Returns: what comes back, with range and unit      when it returns neither nothing nor an error
  Owner:   who releases what is handed over           when it hands over a pointer
  Errors:  which codes, and what they mean            when it returns enum soc_err
  Cost:    of what it takes, in what grows            always
  of each number that is handed in or back its range or unit: "0 to 59", "1 or more", "bytes", SOC_..._MOST; of one that comes back through
  a pointer (`int *more`) a sentence of its own, but for `out`
  Source:  from where it is, when it has a formula or names a method of estimation (METHOD): author, year and where it
           was published ("Holm 1979, Scandinavian Journal of Statistics 6(2)"), a section of docs/sources.md
           ("docs/sources.md 1.6"), the page of a rule that is the model's own ("docs/model/linkage.md"), or "as of soc_..."
A number in a public struct has a comment behind it or above it, and that says its range or unit.
A private function (src) has a comment above it that no empty line parts from it; a struct between is fine. Of a formula or a method
it has the source as well, or the comment at the head of its file has it for all.
"""
import pathlib
import re
import sys
import tempfile

DECLARATION = re.compile(r'^(?!static\b|typedef\b|return\b|extern "C"|else\b)(?:SOC_API )?([a-z][\w ]*?[ '
                         r'*]+)(soc_\w+|[a-z]\w*)\(((?:[^;{}])*?)\)(?: SOC_\w+(?:\([^)]*\))?)?;',
                         re.M)


def words_of(comment):
    return set(re.findall(r'\w+', comment))


def parameters(text):
    """(type, name) of each parameter; of a pointer to a function its name."""
    depth, part, parts = 0, '', []
    for c in text + ',':
        depth += (c == '(') - (c == ')')
        if c == ',' and depth == 0:
            parts.append(' '.join(part.split()))
            part = ''
        else:
            part += c
    for one in parts:
        if one in ('', 'void', '...'):
            continue
        pointer = re.search(r'\(\*\s*(\w+)\)', one)
        name = pointer.group(1) if pointer else re.findall(r'\w+', re.sub(r'\[[^]]*\]', '', one))[-1]
        yield one, name


def functions(text, strict):
    """(line, returned type, name, parameters, comment or None) of each declared function."""
    comment, end = None, -1
    for m in DECLARATION.finditer(text):
        before = text[:m.start()]
        if before.endswith('*/\n'):
            comment = before[before.rindex('/*'):]
        elif m.start() != end + 1:  # something stands between this and the function above
            paragraph = before[before.rfind('\n\n') + 2:]
            comment = None if strict or '*/' not in paragraph else paragraph
        end = m.end()
        if end < len(text) and text[end] != '\n':  # a comment after it on the line
            end = text.find('\n', end)
            after = text[m.end():end]
            if comment is None and '/*' in after:
                comment = after
        yield before.count('\n') + 1, m.group(1).strip(), m.group(2), list(parameters(m.group(3))), comment


NUMBER = re.compile(r'(?:const )?(?:unsigned|int|u?int\d+_t|size_t|double)\b(?!.*[*(])')
# What tells a range; and of a number that comes back, or stands in a struct, a unit.
TELLS = re.compile(r'\d|\bany number\b|\bbytes\b|\bseconds\b|\bSOC_\w+')
COUNTS = re.compile(TELLS.pattern
                    + r'|\b(?:how many|people|persons|households|months|days|years|points|replicates|shares?|NaN|not-a-number)\b', re.I)
HANDED_BACK = re.compile(NUMBER.pattern.split('\\b(?!')[0] + r' ?\*(?:const )?\w+$')


def range_told(comment, name, tells=TELLS):
    """Whether a sentence, or a piece of one, that speaks of the parameter says from where to where it goes or what it counts."""
    text = ' '.join(re.sub(r'^\s*/?\*+/?', '', line) for line in comment.split('\n'))
    pieces = [*re.split(r'(?<=[.;:])\s', text), *re.findall(rf'\b{name}\b[^.;]*[.;]', text)]
    return any(re.search(rf'\b{name}\b', piece) and tells.search(piece) for piece in pieces)


# Names of what is computed by somebody's method; of a public function an interval as well, which is always of one.
METHOD = re.compile(r"\b(?:Student's|Wilson|Clopper|[Jj]ackknife|[Bb]ootstrap|Bonferroni|Holm|hypercube|Sobol|Morris|Gini|Spearman|(?:rank "
                    r")?correlations?"
                    r"|[Ee]lementary effects|order indices|[Ll]ikelihood|[Rr]egression|[Bb]oosted|quantile|Poisson|(?:gamma|normal|logistic) law|law of sizes"
                    r"|[Ll]ogistic|standard deviation|two-sided tail|implausibility|entropy|estimator)\b")
INTERVAL = re.compile(r'\b[Ii]ntervals?\b')
FORMULA = re.compile(r'(?:[A-Za-z)\]]|\b10)\^(?!-1\b)|\b(?:exp|sqrt|log)\(')
CITED = re.compile(r"[A-Z][\w'-]+(?:,? (?:and|et al\.|de|van|der|[A-Z][\w'-]+))* (?:1[6-9]|20)\d\d, [A-Z]")


def plain(comment):
    return ' '.join(' '.join(re.sub(r'^\s*/?\*+/?|\*/$', '', line) for line in comment.split('\n')).split())


def is_source(told, root, known=()):
    """Whether what stands behind "Source:" can be found: a citation, a section of docs/sources.md, a page of the model, or another
    function's."""
    section = re.match(r'docs/sources\.md (\d+\.\d+)', told)
    if section:
        return re.search(rf'^## {re.escape(section[1])} ', (root / 'docs/sources.md').read_text(), re.M) is not None
    page = re.match(r'(docs/model/\w+\.md)\b', told)
    if page:
        return (root / page[1]).is_file()
    other = re.match(r'as of (soc_\w+)', told)
    return other[1] in known if other else CITED.search(told) is not None


def sourceless(text, root, public):
    """(line, name, what) of each function that needs a source and has none that can be found."""
    declared = list(functions(text, strict=public))
    told = {name: re.search(r'\bSource:\s*(.*)', plain(comment)) for _, _, name, _, comment in declared if comment}
    head = re.search(r'\bSource:\s*(.*)', plain(text[:text.find('*/') + 2])) if not public else None
    known = {name for name, found in told.items() if found and is_source(found[1], root)}
    for line, _, name, _, comment in declared:
        says = plain(comment or '')
        asks = METHOD.search(says) or (public and INTERVAL.search(says)) or FORMULA.search(re.sub(r'O\([^)]*\)|Cost:.*', '', says))
        found = told.get(name) or head
        if asks and not found:
            yield line, name, f'no "Source:" of "{asks[0]}"'
        elif found and not is_source(found[1], root, known):
            yield line, name, f'its source "{found[1][:60]}" is no citation and nothing that is there'


def bare_numbers(text):
    """(line, struct, field) of each number in a struct whose comment, behind it or above it, says no range and no unit. A comment behind
    the last of several lines is that of all of them; one above a field is not that of another field."""
    for struct in re.finditer(r'^struct (\w+) \{\n(.*?)^\};', text, re.M | re.S):
        first = text[:struct.start(2)].count('\n') + 1
        for field in re.finditer(r'^[ \t]*(?P<above>/\*(?:(?!\*/).)*\*/\s*)?(?P<declared>[^;/{}]*);[ \t]*(?P<behind>/\*(?:(?!\*/).)*\*/)?',
                                 struct.group(2), re.M | re.S):
            declared = ' '.join(field['declared'].split())
            if NUMBER.match(declared) and not COUNTS.search((field['above'] or '') + (field['behind'] or '')):
                yield first + struct.group(2)[:field.start('declared')].count('\n'), struct.group(1), declared


def wanting(returned, given, comment):
    """What the contract of a public function does not say."""
    words = words_of(comment)
    for i, (declared, name) in enumerate(given):
        if name not in ('out', 'msg') and not (i == 0 and 'struct' in declared) and name not in words:
            yield f'does not say what {name} is'
        elif NUMBER.match(declared) and not range_told(comment, name):
            yield f'does not say of which range {name} is'
        elif HANDED_BACK.match(declared) and name != 'out' and not range_told(comment, name, COUNTS):
            yield f'does not say what {name} counts, or from where to where it goes'
    back = re.search(r'\bReturns:(.*?)(?=\b(?:Owner|Errors|Cost|Source):|\*/)', comment, re.S)
    if NUMBER.fullmatch(returned) and back and not COUNTS.search(back.group(1)):
        yield 'does not say what the number that it returns counts, or from where to where it goes'
    if returned == 'enum soc_err' and 'Errors:' not in comment:
        yield 'no "Errors:"'
    if returned not in ('enum soc_err', 'void') and 'Returns:' not in comment:
        yield 'no "Returns:"'
    hands_over = '*' in returned or returned != 'void' and any('**' in declared for declared, _ in given)
    if hands_over and 'Owner:' not in comment:
        yield 'no "Owner:"'
    if 'Cost:' not in comment:
        yield 'no "Cost:"'


def faults(root):
    for path in sorted((root / 'include').rglob('*.h')):
        for line, struct, field in bare_numbers(path.read_text()):
            yield f'{path}:{line}: {struct} does not say what {field} is'
        for line, name, what in sourceless(path.read_text(), root, public=True):
            yield f'{path}:{line}: contract of {name}: {what}'
        for line, returned, name, given, comment in functions(path.read_text(), strict=True):
            if comment is None:
                yield f'{path}:{line}: {name} has no contract above it'
                continue
            for what in wanting(returned, given, comment):
                yield f'{path}:{line}: contract of {name}: {what}'
    for path in sorted((root / 'src').rglob('*.h')):
        for line, name, what in sourceless(path.read_text(), root, public=False):
            yield f'{path}:{line}: comment of {name}: {what}'
        for line, _, name, _, comment in functions(path.read_text(), strict=False):
            if comment is None:
                yield f'{path}:{line}: {name} has no comment above it'


PUBLIC = '''/* A header. */
#ifndef X
struct soc_x;

/* Owner: the caller. Errors: SOC_ERR_IO. Cost: O(1). path: of the file. */
SOC_API enum soc_err soc_x_open(const char *path, struct soc_x **out, struct soc_msg *msg);

SOC_API void soc_x_bare(struct soc_x *x);

/* Errors: none are left out. Cost: O(1). months: 1 to 1200. */
SOC_API enum soc_err soc_x_give(struct soc_x *x, int months, char **out);
/* Owner: the caller. Cost: O(1). */
SOC_API enum soc_err soc_x_fails(struct soc_x *x);
/* The number. Cost: O(1). */
SOC_API int soc_x_count(const struct soc_x *x);
/* Returns: how many. */
SOC_API int soc_x_dear(const struct soc_x *x);
/* Cost: O(1). */
SOC_API void soc_x_set(struct soc_x *x, int64_t fine_cny);
/* Cost: O(1). days: of the term. */
SOC_API void soc_x_last(struct soc_x *x, int days);
struct soc_x_size {
	int told;   /* 0 or 1 */
	double bare;
	/* Both: bytes. */
	int64_t held, left;
	int many,
		more; /* people */
	double loose; /* how it is */
};
/* Returns: what there is. Cost: O(1). */
SOC_API int64_t soc_x_vague(const struct soc_x *x);
/* Of *wrong it says little; right: 1 or 0. Errors: none. Cost: O(1). */
SOC_API enum soc_err soc_x_back(const struct soc_x *x, int *wrong, int *right);
/* Returns: 0 or 1 of both. Cost: O(1). */
SOC_API int soc_x_first(const struct soc_x *x);
SOC_API int soc_x_second(const struct soc_x *x);
/* With its interval. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_interval(const struct soc_x *x);
/* By the jackknife. Source: Quenouille 1956, Biometrika 43, 353. Returns: 0 to 1. Cost: O(n^2). */
SOC_API double soc_x_jackknife(const struct soc_x *x);
/* The same interval. Source: as of soc_x_jackknife. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_again(const struct soc_x *x);
/* The same interval. Source: as of soc_x_interval. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_borrows(const struct soc_x *x);
/* An index of Gini. Source: docs/sources.md 9.9. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_no_section(const struct soc_x *x);
/* An index of Gini. Source: docs/sources.md 1.6. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_section(const struct soc_x *x);
/* Adjusted after Holm. Source: a known method. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_hearsay(const struct soc_x *x);
/* It is x^0.4. Source: docs/model/nowhere.md. Returns: 0 to 1. Cost: O(1). */
SOC_API double soc_x_nowhere(const struct soc_x *x);
'''
PRIVATE = '''/* A header. */
/* Commented. */
int soc_y_said(int a,
               int b);
int soc_y_same(void);

/* A pair. */
struct soc_y {
	int a, b;
};
struct soc_y soc_y_pair(void);

int soc_y_bare(void (*call)(void *user, int n), int b);
/* 1 - exp(-x). */
double soc_y_formula(double x);
/* 1 - exp(-x): docs/model/rule.md has the rule. Source: docs/model/rule.md. Cost: 2 n^2. */
double soc_y_rule(double x);
static inline int soc_y_inline(int a)
{
	return soc_y_same(a);
}
'''
HEAD = '''/* Quantiles. Source: Student 1908, Biometrika 6(1), 1. */

/* A quantile. */
double soc_z_quantile(double x);
'''
PLANTED = ['soc_x_interval: no "Source:" of "interval"', 'soc_x_borrows: its source "as of soc_x_interval',
           'soc_x_no_section: its source "docs/sources.md 9.9',
           'soc_x_hearsay: its source "a known method', 'soc_x_nowhere: its source "docs/model/nowhere.md',
           'soc_y_formula: no "Source:" of "exp("',
           'soc_x_size does not say what double loose is', 'soc_x_vague: does not say what the number that it returns counts',
           'soc_x_back: does not say what wrong counts',
           'soc_x_last: does not say of which range days', 'soc_x_size does not say what double bare is', 'soc_x_bare has no contract',
           'soc_x_give: no "Owner:"', 'soc_x_fails: no "Errors:"', 'soc_x_count: no "Returns:"',
           'soc_x_dear: no "Cost:"', 'soc_x_set: does not say what fine_cny is', 'soc_y_bare has no comment']


def self_test():
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for path, text in (('include/socred/x.h', PUBLIC), ('src/run/y.h', PRIVATE), ('src/run/z.h', HEAD),
                           ('docs/sources.md', '## 1.6 A list\n'),
                           ('docs/model/rule.md', '# A rule\n')):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        found = list(faults(root))
    missed = [p for p in PLANTED if not any(p in f for f in found)]
    wrong = [f for f in found if not any(p in f for p in PLANTED)]
    print(*(f'the planted fault was not found: {p}' for p in missed), *(f'found where there is none: {f}' for f in wrong), sep='\n')
    return bool(missed or wrong)


def main():
    if sys.argv[1] == '--self-test':
        return self_test()
    root = pathlib.Path(sys.argv[1]).resolve()
    found = list(faults(root))
    # Where declarations are written in a way that is not read, nothing is found, which would look like no fault.
    for folder, least in (('include', 60), ('src', 400)):
        count = sum(len(list(functions(p.read_text(), strict=False))) for p in (root / folder).rglob('*.h'))
        found += [f'{root}/{folder}: {count} functions were found, and {least} or more are declared'] * (count < least)
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
