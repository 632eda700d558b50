#!/usr/bin/env python3
"""Writes the C of the module socred._native: bindings.py OUTPUT DEPFILE INCLUDE COMPILER...

Everything is declared by the public headers in INCLUDE/socred and by nothing else; of their functions those that the package beside this
file calls (lib.soc_...) are there after the next build, so that the linker can leave the rest of the library out of a wheel. The compiler
expands the headers (without those of the system, whose types cffi knows by name), cffi turns the declarations into C that calls the
library."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import cffi

SYSTEM = ('stddef.h', 'stdint.h', 'stdio.h', 'stdarg.h', 'stdbool.h')
# What the library calls while it works; python/socred/_work.py defines them.
CALLED = '''
extern "Python" void soc_python_on_progress(void *user, const struct soc_progress *p);
extern "Python" void soc_python_on_share(void *user, double share);
extern "Python" void soc_python_on_count(void *user, int64_t done, int64_t all);
static const char *const soc_python_version;
'''


def declarations(include: Path, headers: list[Path], compiler: list[str]) -> str:
    """The headers as the compiler sees them, without comments, marks of visibility and constants."""
    with tempfile.TemporaryDirectory() as empty:
        for name in SYSTEM:
            (Path(empty) / name).touch()
        text = ''.join(f'#include "socred/{header.name}"\n' for header in headers)
        done = subprocess.run([*compiler, '-E', '-P', '-U__GNUC__', '-nostdinc', '-I', empty, '-I', str(include), '-x', 'c', '-'],
                              input=text, capture_output=True, text=True, check=True)
    return done.stdout


def called(package: Path, text: str) -> str:
    """The declarations without functions that no file of the package calls. Whoever calls one that no header declares is told here."""
    wanted = {name for source in package.glob('*.py')
              for name in re.findall(r'\blib\.(soc_\w+)', source.read_text())} - set(re.findall(r'soc_python_\w+', CALLED))
    function = re.compile(r'(?<=[;}])\s*(?!typedef\b)[\w\s*]+?\b(soc_\w+)\([^;{}]*\)\s*;')
    unknown = wanted - set(function.findall(';' + text))
    if unknown:
        sys.exit(f'bindings.py: no public header declares {", ".join(sorted(unknown))}')
    return function.sub(lambda found: found[0] if found[1] in wanted else '', ';' + text)[1:]


def constants(headers: list[Path]) -> str:
    """The constants that the headers state as whole numbers: the compiler fills in their values."""
    found = [name for header in headers for name in re.findall(r'^#define (SOC_[A-Z0-9_]+) [0-9]+\b', header.read_text(), re.M)]
    return ''.join(f'#define {name} ...\n' for name in found)


def main() -> None:
    output, depfile, include = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    headers, package = sorted((include / 'socred').glob('*.h')), Path(__file__).parent / 'socred'
    ffi = cffi.FFI()
    ffi.cdef(constants(headers) + called(package, declarations(include, headers, sys.argv[4:])) + CALLED)
    ffi.set_source('socred._native', ''.join(f'#include "socred/{header.name}"\n' for header in headers) +
                   'static const char *const soc_python_version = SOC_VERSION;\n')
    ffi.emit_c_code(output)
    # The folders themselves: a file that is added changes them.
    depfile.write_text(f'{output}: ' + ' '.join(str(path)
                                                for path in [include / 'socred', *headers, package, *sorted(package.glob('*.py')),
                                                             Path(__file__)]) + '\n')


if __name__ == '__main__':
    main()
