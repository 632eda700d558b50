#!/usr/bin/env python3
"""The files that travel with the package, a line each: shipped.py ROOT. Scenarios, what they build on, and their ensembles; no pages."""
import sys
from pathlib import Path

root = Path(sys.argv[1])
for top in ('scenarios', 'regimes'):
    for end in ('*.yaml', '*.assumptions.json'):
        for path in sorted((root / top).rglob(end)):
            print(path.relative_to(root).as_posix())
