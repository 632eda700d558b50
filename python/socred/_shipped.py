"""The scenarios that travel with the package."""
from __future__ import annotations

import atexit
import difflib
import functools
import json
import lzma
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Optional, Union

from socred import _packed
from socred.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


def opened(file: Path) -> dict[str, str]:
    """What an archive (tools/shelf.py) holds: texts by name."""
    held = json.loads(lzma.decompress(file.read_bytes()))
    return {**held['files'], **_packed.unpack(held['ensembles'])}


@functools.lru_cache(None)
def archive() -> dict[str, str]:
    """What a wheel holds beside the library. In a build folder nothing."""
    file = Path(__file__).resolve().parent / 'shipped.xz'
    return opened(file) if file.exists() else {}


def page() -> Optional[bytes]:
    """The page of the report that a wheel holds; None: the library's own."""
    text = archive().get('report.html')
    return text.encode() if text is not None else None


@functools.lru_cache(None)
def root() -> Path:
    """The folder that holds `scenarios` and `regimes`: in a build folder that of the source, else a temporary one, filled from the archive
    of the wheel."""
    note = Path(__file__).resolve().parent / '_source.txt'
    return Path(note.read_text().strip()) if note.exists() else unpacked()


def unpacked() -> Path:
    """The files of the archive, in a folder that goes with the process: a scenario is copied, changed and read by its path."""
    folder = Path(tempfile.mkdtemp(prefix='socred-shipped-'))
    atexit.register(shutil.rmtree, folder, True)
    for name, text in archive().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return folder


def paths() -> dict[str, Path]:
    """Each shipped scenario by its name: "minimal", and its other arms as "rewards/no-rewards"."""
    found = {}
    for scenario in sorted(root().glob('scenarios/*/*/scenario.yaml')):
        folder = scenario.parent
        found[folder.name] = scenario
        for arm in sorted(folder.glob('*.yaml')):
            if arm != scenario:
                found[f'{folder.name}/{arm.stem}'] = arm
    return found


def scenarios() -> 'pd.DataFrame':
    """The scenarios that travel with the package: name, and the topic they stand under.

    Returns: one row a scenario, indexed by the name that `socred.scenario` takes. Other arms of a scenario: "rewards/no-rewards".

    Raises: ModuleNotFoundError: pandas is not installed.
    """
    import pandas as pd
    rows = [(path.parent.name, path.parent.parent.name) for path in sorted(root().glob('scenarios/*/*/scenario.yaml'))]
    return pd.DataFrame(rows, columns=['name', 'topic']).set_index('name')


def find(name: Union[str, os.PathLike[str]]) -> Path:
    """The file of a scenario: a path to it or to its folder, or the name of a shipped one.

    Raises: UsageError with the nearest name.
    """
    path = Path(name)
    if path.is_dir() and (path / 'scenario.yaml').exists():
        return path / 'scenario.yaml'
    if path.suffix in ('.yaml', '.yml') or path.is_file():
        return path
    known = paths()
    if str(name) in known:
        return known[str(name)]
    near = difflib.get_close_matches(str(name), known, 1)
    hint = f'did you mean {near[0]}?' if near else 'socred.scenarios() lists them'
    raise UsageError(f'"{name}" is no file and no shipped scenario; {hint}')
