#!/usr/bin/env python3
"""Runs the tests of one topic: one.py TOPIC PROGRAM ROOT; PYTHONPATH has the package. 77: skipped, with the reason."""
import importlib
import importlib.util
import sys
import unittest
from pathlib import Path

if sys.argv[1] == 'missing':
    print('skipped: the package is not built here: python3-cffi or python3-dev is missing, or the build has a sanitizer')
    sys.exit(77)
lacking = [name for name in ('numpy', 'pandas', 'matplotlib') if importlib.util.find_spec(name) is None]
if lacking:
    print('skipped: python3-' + ', python3-'.join(lacking) + ' is not installed')
    sys.exit(77)

import support  # noqa: E402

support.PROGRAM, support.ROOT = Path(sys.argv[2]).resolve(), Path(sys.argv[3])
unittest.main(module=importlib.import_module('test_' + sys.argv[1]), argv=[sys.argv[0]], verbosity=2, warnings='error')
