#!/usr/bin/env python3
"""Every shipped scenario and regime is good by the JSON Schema. That the program takes each scenario, tests/golden shows: it runs them.

    schema_files.py SOCRED PROJECT"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f'skip: {missing}')
    sys.exit(77)

LOADER = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)  # written in C: ten times as fast
NUMBER = re.compile(r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?')
WHOLE = re.compile(r'[-+]?[0-9]+')


HEAD = 'socred: 1\n'
CHANGE = 'channels: {c: {kind: camera, spurious_per_1000_years: 0}}\nevents: {e: {kind: violation}}\ntimeline: [{from: 2014-02'
DETECTS = 'events: {e: {kind: violation}}\nchannels: {c: {kind: camera, spurious_per_1000_years: 0, detects: %s}}\n'
SWITCH = 'channels: {c: {kind: camera, spurious_per_1000_years: 0, enabled: %s}}\n'
WRONG = ['title: x\n', 'socred: 2\n', *(HEAD + text for text in (
    'peple: {}\n', 'seed: x\n', 'people: {persons: 1e12}\n', 'published: nosuch\n', 'people: {data: chnia-2020}\n',
    'instrument: {table: compass}\n',
    'society: 3\n', 'society: []\n', 'society: ""\n', 'events: ""\n', 'timeline: ""\n', 'events: {e: null}\n', 'seed:\n', 'title: {a: 1}\n',
    'people: {provinces: ""}\n', 'people: {provinces: []}\n', CHANGE + '}]\n', 'timeline: [{set: {identity.coverage_urban: 1}}]\n',
    'identity: {coverage_urban: {value: 1, source: null}}\n', 'identity: {coverage_urban: {value: 1, source: ~}}\n',
    'identity: {coverage_urban: {value: 1, range: [0, 2]}}\n',
    'identity: {coverage_urban: "0.5"}\n', 'identity: {coverage_urban: {value: "0.5"}}\n',
    'identity: {coverage_urban: {value: 0.5, range: ["0", "1"]}}\n', 'people: {persons: "3000"}\n',
    SWITCH % '"true"', DETECTS % '{value: 1}', DETECTS % '{range: [0, 1]}', DETECTS % '{source: x}', DETECTS % '{e: "1"}',
    'span: {from: 3000-02, to: 3000-02}\n', 'events: {e12345678: {kind: violation}}\n', 'events: {e1_2345_678: {kind: violation}}\n',
    'timeline_add: 5\n', 'title: file 123456789012\n', 'description: |\n  a\n  123456789012\n',
    *(CHANGE + ', name: %s, set: {channels.c.coverage_urban: 0.5}}]\n' % nothing for nothing in ('null', '~', '')),
    'timeline: null\n' + CHANGE.replace('timeline', 'timeline_add').replace('2014-02', '3000-02')
    + ', set: {channels.c.coverage_urban: 0.5}}]\n',
    'events: {none: {kind: violation}}\n', 'events: {value: {kind: violation}}\n',
    CHANGE + ', name: all, set: {channels.c.coverage_urban: 0.5}}]\n'))]
RIGHT = [HEAD, 'socred: "1"\n', *(HEAD + text for text in (
    'society:\n', 'society: ~\n', 'society: null\n', 'events:\n', 'events: ~\n', 'timeline:\n', 'timeline: null\n', 'timeline: []\n',
    'title:\n', 'title: 0\n',
    'title: true\n', 'published:\n', 'published: ""\n', 'published: none\n', 'people: {provinces: [Hainan]}\n',
    'identity: {coverage_urban: {value: 0.5, source: 5, range: [0, 1]}}\n',
    'span: {from: 2999-12, to: 3000-01}\n', 'events: {e123: {kind: violation}}\n', 'timeline_add: null\n', 'timeline_add:\n',
    'title: file 12345678901\n', 'title: 2020, 1,000,000 people\n',
    'events: {values: {kind: violation}}\n', DETECTS % '{e: 1}', DETECTS % '{value: {e: 1}, source: x}', SWITCH % 'true',
    CHANGE + ', set: {channels.c.coverage_urban: 0.5}}]\n'))]


def value(node):
    """As YAML 1.2 reads it: PyYAML alone would take 1e-3 for a text and yes for a switch."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: value(child) for key, child in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [value(child) for child in node.value]
    if node.style:  # in quotation marks, or a block
        return node.value
    if node.value in ('true', 'false'):
        return node.value == 'true'
    if node.value in ('', '~', 'null'):
        return None
    if WHOLE.fullmatch(node.value):
        return int(node.value)
    return float(node.value) if NUMBER.fullmatch(node.value) else node.value


def main():
    socred, project = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads(subprocess.run([socred, 'schema'], check=True, capture_output=True, text=True).stdout)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    tried = failed = 0
    for path in sorted([*project.glob('scenarios/**/*.yaml'), *project.glob('regimes/**/*.yaml')]):
        file = value(yaml.compose(path.read_text(encoding='utf-8'), Loader=LOADER))
        if 'variants' in file:
            continue  # a comparison of policies is no scenario
        tried += 1
        for error in validator.iter_errors(file):
            failed += 1
            where = '.'.join(str(part) for part in error.absolute_path)
            print(f'not ok: {path.relative_to(project)}: {where}: {error.message[:200]}')
    # What must be refused (a validator that passes everything would pass the files too), what taken: by the schema and the program alike.
    with tempfile.TemporaryDirectory() as work:
        one = pathlib.Path(work, 'one.yaml')
        for good, texts in ((False, WRONG), (True, RIGHT)):
            for text in texts:
                one.write_text(text, encoding='utf-8')
                by_schema = validator.is_valid(value(yaml.compose(text, Loader=LOADER)))
                by_program = subprocess.run([socred, 'check', '-q', one], capture_output=True).returncode == 0
                tried += 1
                if by_schema != good or by_program != good:
                    failed += 1
                    print(f'not ok: the schema says {by_schema}, the program {by_program}, of: {text!r}')
    print(f'{tried} files, {failed} faults')
    return 1 if failed or tried < 50 else 0


if __name__ == '__main__':
    sys.exit(main())
