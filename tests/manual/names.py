#!/usr/bin/env python3
"""What a page names exists: names.py ROOT [FILE...] checks every Markdown file and every scenario and regime, or those given.

Links lead to files. In code font: paths lead to files or folders of the source, soc_ and SOC_ names and struct members of them occur in the
source, dotted keys are keys of a scenario. Blocks of code are left alone. c-library.md holds example.c and stepped.c as they are. In
scenarios and regimes every file that a comment, a text or a value names is there; so is what the table of systems (app/systems.def) names,
and every file that a comment of the code names.
"""
import pathlib
import re
import sys

FENCED = re.compile(r'^```.*?^```$', re.M | re.S)
LINK = re.compile(r'\]\(([^)#\s]+)(?:#[^)]*)?\)')
CODE = re.compile(r'`([^`\n]+)`')
PATH = re.compile(r'^(?:[\w.-]+/)+[\w.*-]*$|^[\w-]+\.(?:c|h|py|sh|md|yaml|def|build|txt)$')
NAME = re.compile(r'\b(?:soc|SOC)_\w+\b')
# In a YAML file: a path, or the name of a file beside it.
FILE = re.compile(r'(?<![\w./-])((?:\.{1,2}/)*(?:[\w-]+/)*[\w.-]*[\w-]\.(?:yaml|md|csv|py|sh|def|[ch]))\b(?!/)')
# Patterns of names, not names.
PATTERN = re.compile(r'\bN\b|NN|TOPIC|NAME')
# Made by the build, by a run, or by the reader; or examples of names.
MADE = re.compile(
    r'^(?:build|out|DIR)/|^(?:results\.db|report\.html|scenario\.resolved\.yaml|scenario\.yaml|socred\.schema\.json|socred\.pc|socred-data)$|[<*]|\.\.\.')


def pages(root):
    return sorted([*root.glob('*.md'), *(p for folder in ('docs', 'scenarios', 'regimes', 'data') for p in (root / folder).rglob('*.md'))])


def rules(root):
    return sorted(p for folder in ('scenarios', 'regimes') for p in (root / folder).rglob('*.yaml'))


def missing_files(root, page):
    for number, line in enumerate(page.read_text().split('\n'), 1):
        for match in FILE.finditer(line):
            name = match.group(1)
            if not PATTERN.search(name) and not any((folder / name).exists() for folder in (page.parent, root)):
                yield f'{page.relative_to(root)}:{number}: there is no {name}'


# In a comment of C or TypeScript: a file of the project, by a path or by its name.
COMMENT = re.compile(r'/\*.*?\*/', re.S)
NAMED = re.compile(r'(?<![\w./<"-])((?:[\w-]+/)+[\w-]+\.(?:c|h|py|md|sh|def|yaml|ts|csv)|[\w-]+\.(?:c|h|def))\b')
FOREIGN = {'cmocka.h'}


def missing_in_comments(root, counted):
    files = [p for folder in ('src', 'include', 'app', 'tests', 'bench', 'tools', 'docs', 'web/src')
             for p in sorted((root / folder).rglob('*'))
             if p.suffix in ('.c', '.h', '.def', '.ts')]
    names = {p.name for p in files} | FOREIGN
    bases = [root, *(root / f for f in ('src', 'src/input', 'src/analysis', 'src/model', 'src/model/modules', 'tests', 'include'))]
    for path in files:
        text = path.read_text()
        for comment in COMMENT.finditer(text):
            for match in NAMED.finditer(comment.group()):
                name = match.group(1)
                counted.append(name)
                if not (any((base / name).exists() for base in [*bases, path.parent]) if '/' in name else name in names):
                    yield f'{path.relative_to(root)}:{text.count(chr(10), 0, comment.start() + match.start()) + 1}: there is no {name}'


# In the table of systems: a folder or file of the model, of src or of the project.
HOME = re.compile(r'(?<![\w./])((?:model|regimes|scenarios|tests|input|analysis|run)/[\w./-]*\w)')


def missing_homes(root, page):
    for number, line in enumerate(page.read_text().split('\n'), 1):
        for name in HOME.findall(line):
            if not any((folder / name).exists() for folder in (root, root / 'src')):
                yield f'{page.relative_to(root)}:{number}: there is no {name}'


def is_there(root, page, name):
    if MADE.search(name) or PATTERN.search(name):
        return True
    if page.parent == root / 'scenarios' and name == 'expected.md':  # of each folder
        return True
    below = [page.parent, root, root / 'src', root / 'app', root / 'src/model', root / 'include', root / 'src/model/population']
    if any((folder / name).exists() for folder in below):
        return True
    return '/' not in name and any(root.glob(f'src/**/{name}'))


def faults(root, page, source, keys, sections):
    text = page.read_text()
    prose = FENCED.sub(lambda m: '\n' * m.group().count('\n'), text)
    def at(match):
        return f'{page.relative_to(root)}:{prose.count(chr(10), 0, match.start()) + 1}'
    for match in LINK.finditer(prose):
        target = match.group(1)
        if '://' not in target and not (page.parent / target).exists():
            yield f'{at(match)}: the link {target} leads nowhere'
    for match in CODE.finditer(prose):
        code = match.group(1).strip()
        if PATH.match(code) and not is_there(root, page, code):
            yield f'{at(match)}: there is no {code}'
        for name in NAME.findall(code):
            if name.rstrip('_') not in source and not any(n.startswith(name) for n in source):
                yield f'{at(match)}: nothing is called {name}'
        dotted = re.match(r'^([a-z_]+)\.(?:\*\.)?([a-z_]+)$', code)
        if dotted and dotted.group(1) in sections and not PATH.match(code) and dotted.group(2) not in keys:
            yield f'{at(match)}: there is no key {code}'
    table = re.search(r'^\| section \|.*?\n\n', text, re.M | re.S)  # of the sections of a scenario, each told by its name
    for name in re.findall(r'`(\w+)`', ' '.join(line.split('|')[1] for line in table.group().strip().split('\n')) if table else ''):
        if name not in sections | keys | {'timeline'}:
            yield f'{page.relative_to(root)}: there is no section or key {name}'
    for example in ('example.c', 'stepped.c'):
        if page.name == 'c-library.md' and (page.parent / example).read_text() not in text:
            yield f'{page.relative_to(root)}: {example} is another than the page shows'


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    code = [p for folder in ('src', 'include', 'app', 'tests') for p in (root / folder).rglob('*')
            if p.suffix in ('.c', '.h', '.py', '.def')]
    text = '\n'.join(p.read_text() for p in code)
    source = set(re.findall(r'\b\w*(?:soc|SOC)_\w+\b', text)) | {'SOC_IND_' + n for n in re.findall(r'^\tX\((\w+)', text, re.M)}
    source |= {'SOC_DRAW_' + n for n in re.findall(r'^STREAM\((\w+)', text, re.M)}
    keys = {k for path in (root / 'src/input/schema').glob('*.def')
            for k in re.findall(r'^(?:KEY|SINGLE|NAMED)\(([\w.]+),', path.read_text(), re.M)}
    sections = {s for path in (root / 'src/input/schema').glob('*.def')
                for s in re.findall(r'^(?:SINGLE|NAMED)\((\w+),', path.read_text(), re.M)}
    given = [pathlib.Path(f).resolve() for f in sys.argv[2:]]
    looked = given or pages(root) + rules(root)
    systems = [] if given else [root / 'app/systems.def']
    found = [f for page in systems for f in missing_homes(root, page)]
    counted = []
    if not given:
        found += missing_in_comments(root, counted)
    if not given and not re.search(r'^\| section \|', (root / 'docs/guide/scenario.md').read_text(), re.M):
        found.append('docs/guide/scenario.md: there is no table of sections')
    # What changed tells of keys that are gone, too.
    gone = set(re.findall(r'^REMOVED\("\w+", "(\w+)"', (root / 'src/input/schema/removed.def').read_text(), re.M))
    found += [f for page in looked for f in (missing_files(root, page) if page.suffix == '.yaml' else
                                             faults(root, page, source, keys | gone if page.name == 'CHANGELOG.md' else keys, sections))]
    if not given:  # nothing looked at is no proof
        many = {'pages and files of rules': len(looked), 'names of the source': len(source), 'keys': len(keys),
                'names in code font': sum(len(CODE.findall(p.read_text())) for p in looked if p.suffix == '.md'),
                'files named in comments': len(counted),
                'links': sum(len(LINK.findall(p.read_text())) for p in looked if p.suffix == '.md')}
        least = {'pages and files of rules': 200, 'names of the source': 1000, 'keys': 200, 'names in code font': 3000,
                 'files named in comments': 100, 'links': 500}
        found += [f'{many[what]} {what} were found, and {least[what]} or more are there' for what in many if many[what] < least[what]]
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
