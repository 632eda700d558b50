#!/usr/bin/env python3
"""The words of a choice stand once, in choices.def: no list in the code says them again, from which a later one would be missing.

    choices.py ROOT          looks through src and app
    choices.py --self-test   plants faults; each must be found, and what is right left alone

A list that begins with the first two words of a choice, in their order, is taken for a copy."""
import pathlib
import re
import sys

ENDS = ['low', 'high']  # of an interval


def choices_of(text):
    """Words by choice."""
    found = {}
    for name, body in re.findall(r'CHOICES\((\w+), \w+\)(.*?)CHOICES_END', text, re.S):
        found[name] = re.findall(r'CHOICE\(\w+, "([^"]*)"\)', body)
    return found


def copies(text, choices):
    """What lists in this text copy: (line, choice)."""
    found = []
    for listed in re.finditer(r'\[\w*\] = \{((?:\s*"[^"]*",?)+)\s*(?:NULL\s*)?\}', text):
        words = re.findall(r'"([^"]*)"', listed[1])
        line = text.count('\n', 0, listed.start()) + 1
        found += [(line, name) for name, own in choices.items() if len(own) > 1 and words[:2] == own[:2] != ENDS]
    return found


def self_test():
    choices = choices_of('CHOICES(kind, k)\nCHOICE(A, "a")\nCHOICE(B, "b")\nCHOICE(C, "c")\nCHOICES_END(kind, KINDS)\n')
    wrong = [] if choices == {'kind': ['a', 'b', 'c']} else ['the words of a choice']
    for text, wanted in (('x[] = { "a", "b" };', 1), ('\nx[] = { "a",\n  "b", "c", NULL };', 1), ('x[] = { "b", "a" };', 0),
                         ('x[] = { "a" };', 0)):
        if len(copies(text, choices)) != wanted:
            wrong.append(text)
    return '; '.join(wrong)


def main(root):
    root = pathlib.Path(root)
    choices = choices_of((root / 'src/input/schema/choices.def').read_text())
    if len(choices) < 20:
        return f'choices.def: {len(choices)} choices are too few to be all'
    files = [p for folder in ('src', 'app') for p in sorted((root / folder).rglob('*.[ch]'))]
    wrong = [f'{path.relative_to(root)}:{line}: says the words of {name} again, which soc_params_word_{name} has'
             for path in files for line, name in copies(path.read_text(), choices)]
    return '\n'.join(wrong)


if __name__ == '__main__':
    sys.exit((self_test() if sys.argv[1:] == ['--self-test'] else main(*sys.argv[1:])) or 0)
