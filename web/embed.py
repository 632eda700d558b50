#!/usr/bin/env python3
"""Turns the page's template into a C string: embed.py TEMPLATE OUTPUT NAME [HEADER]. Runs at build time only."""
import sys

template, output, name = sys.argv[1:4]
header = sys.argv[4] if len(sys.argv) > 4 else 'view/report.h'
with open(template, 'rb') as file:
    data = file.read()
if b'\0' in data:
    sys.exit(f'embed.py: {template} holds a NUL')


def literal(byte):
    char = chr(byte)
    return char if 32 <= byte < 127 and char not in '"\\?' else f'\\{byte:03o}'


with open(output, 'w', encoding='ascii') as file:
    file.write(f'/* Made from {template.rsplit("/", 1)[-1]} by web/embed.py. */\n#include "{header}"\n\n')
    file.write(f'const char {name}[] =\n')
    for start in range(0, len(data), 96):
        file.write('\t"' + ''.join(literal(b) for b in data[start:start + 96]) + '"\n')
    file.write('\t"";\n')
