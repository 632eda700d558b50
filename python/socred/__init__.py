"""A laboratory for social credit systems on synthetic people.

    import socred as sc
    base = sc.scenario("minimal", persons=50_000, seed=7)
    run = base.run(replicates=8, progress=True)
    run.headline()

Everything that is computed is computed by the library; the manual is docs/guide/python.md.
"""
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from socred._native import ffi as _ffi, lib as _lib
from socred.errors import (BusyError, CheckpointError, DataError, Diagnostic, DifferentError, FileError, FormatError, InternalError,
                           InterruptedRunError, LimitError, MissingKeyError, MissingPersonError, NoMemoryError, PartialRunWarning,
                           ResultsError, ScenarioError, SocredError, UsageError)
from socred._scenario import Scenario, params, scenario, schema
from socred._shipped import scenarios

if TYPE_CHECKING:
    from socred._work import Progress as Progress
    from socred._assessment import Assessment as Assessment, assess as assess
    from socred._comparison import Comparison as Comparison, Fairness as Fairness, Transitions as Transitions, compare as compare, fairness as fairness
    from socred._experiment import Experiment as Experiment, ensemble as ensemble, sensitivity as sensitivity, sweep as sweep
    from socred._people import Found as Found, People as People, Person as Person, Story as Story, beside as beside
    from socred._run import Run as Run, open as open  # noqa: A004
    from socred._theory import Theory as Theory, about as about, theories as theories, theory as theory

__version__: str = _ffi.string(_lib.soc_python_version).decode()

# What is read when it is asked for first.
_LATER = {
    'Progress': '_work', 'Assessment': '_assessment', 'assess': '_assessment', 'Comparison': '_comparison', 'Fairness': '_comparison',
    'Transitions': '_comparison', 'compare': '_comparison', 'fairness': '_comparison', 'Experiment': '_experiment',
    'ensemble': '_experiment', 'sensitivity': '_experiment', 'sweep': '_experiment',
    'Found': '_people', 'People': '_people', 'Person': '_people', 'Story': '_people', 'beside': '_people',
    'Run': '_run', 'open': '_run', 'Theory': '_theory',
    'about': '_theory', 'theories': '_theory', 'theory': '_theory',
}

# All but `open`, which would hide that of Python from whoever imports everything.
__all__ = [
    'Assessment', 'BusyError', 'CheckpointError', 'Comparison', 'DataError', 'Diagnostic', 'DifferentError', 'Experiment', 'Fairness',
    'FileError', 'FormatError', 'Found', 'InternalError', 'InterruptedRunError', 'LimitError', 'MissingKeyError', 'MissingPersonError',
    'NoMemoryError', 'PartialRunWarning', 'People', 'Person', 'Progress', 'ResultsError', 'Run', 'Scenario', 'ScenarioError', 'SocredError',
    'Story', 'Theory', 'Transitions', 'UsageError', '__version__', 'about', 'assess', 'beside', 'compare', 'ensemble', 'fairness', 'params',
    'scenario', 'scenarios', 'schema', 'sensitivity', 'sweep', 'theories', 'theory',
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f'module "socred" has no {name}')
    found = globals()[name] = getattr(importlib.import_module(f'socred.{_LATER[name]}'), name)
    return found


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATER])
