#!/usr/bin/env python3
"""Every shipped scenario and regime is good by the JSON Schema. That the program takes each scenario, tests/golden shows: it runs them.

    schema_files.py SOCRED PROJECT"""
import json
import pathlib
import re
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f'skip: {missing}')
    sys.exit(77)

LOADER = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)  # written in C: ten times as fast
NUMBER = re.compile(r'[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?')
WHOLE = re.compile(r'[-+]?[0-9]+')


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
    # What must be refused: a validator that passes everything would pass the files too.
    for wrong in ({}, {'socred': 2}, {'socred': 1, 'peple': {}}, {'socred': 1, 'seed': 'x'}, {'socred': 1, 'people': {'persons': 1e12}},
                  {'socred': 1, 'published': 'nosuch'}, {'socred': 1, 'people': {'data': 'chnia-2020'}}, {'socred': 1, 'instrument': {'table': 'compass'}}):
        if validator.is_valid(wrong):
            failed += 1
            print(f'not ok: the schema takes {wrong}')
    print(f'{tried} files, {failed} faults')
    return 1 if failed or tried < 50 else 0


if __name__ == '__main__':
    sys.exit(main())
