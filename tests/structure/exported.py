#!/usr/bin/env python3
"""What leaves the library: exported.py NM SHARED STATIC FOLDER

The shared library shows the functions that the public headers (those of FOLDER) declare with SOC_API, all of them and nothing else; in
the static one every name that a program could collide with begins with soc_. A host program has names of its own.
"""
import pathlib
import re
import subprocess
import sys


def names(nm, library, *options):
    listed = subprocess.run([nm, '--defined-only', '--extern-only', *options, library], check=True, capture_output=True, text=True).stdout
    return {line.split()[-1] for line in listed.splitlines() if len(line.split()) == 3}


def faults(shown, inside, declared):
    yield from (f'the shared library shows {n}, which no public header declares' for n in sorted(shown - declared))
    yield from (f'{n} is declared with SOC_API and is not in the shared library' for n in sorted(declared - shown))
    yield from (f'the static library holds {n}: a name without soc_' for n in sorted(inside) if not n.startswith('soc_'))


def main():
    nm, shared, static, folder = sys.argv[1:]
    # The check itself, on names that are wrong in each way.
    if len(list(faults({'soc_a', 'helper'}, {'soc_a', 'table'}, {'soc_a', 'soc_b'}))) != 3:
        return 'exported.py finds not even planted faults'
    declared = set()
    for header in pathlib.Path(folder).glob('*.h'):
        declared |= set(re.findall(r'^SOC_API [^;(]*?(\w+)\(', header.read_text(), re.M))
    # Sanitizers and coverage add names of their own; a compiler may keep split functions.
    own = re.compile(
        r'__(asan|tsan|ubsan|odr_asan|gcov|llvm|sanitizer)|_ZN|\.(cold|part|constprop)|^(_init|_fini|_edata|_end|__bss_start)$')
    shown, inside = ({n for n in found if not own.search(n)} for found in (names(nm, shared, '-D'), names(nm, static)))
    if not declared or not inside:
        return 'no names were read'
    found = list(faults(shown, inside, declared))
    print(*found, sep='\n')
    return bool(found)


if __name__ == '__main__':
    sys.exit(main())
