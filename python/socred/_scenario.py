"""A scenario: read, changed, checked, run."""
from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from socred import _shipped
from socred._native import ffi, lib
from socred._work import Report, call_text, failure, take_diagnostics, to_c, to_text
from socred.errors import Diagnostic, MissingKeyError, NoMemoryError, ScenarioError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from socred._run import Run

Setting = Union[str, int, float, bool, list[Any], dict[str, Any]]
# Words of `socred run --help` that are not the whole key.
SHORT = {'persons': 'people.persons'}


def key_of(word: str) -> str:
    """The dotted key of a keyword: due_process__delay_months is due_process.delay_months."""
    return SHORT.get(word, word.replace('__', '.'))


def value_text(value: Any) -> str:
    """A value as YAML has it; what numpy computes is a number too."""
    if hasattr(value, 'item'):
        value = value.item()
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, float) and value == int(value if math.isfinite(value) else 0):
        return str(int(value))
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value)
    return str(value)


def month_after(first: str, months: int) -> str:
    """The last of so many months, from the first: ("2018-01", 12) is "2018-12"."""
    year, month = (int(part) for part in first.split('-'))
    last = year * 12 + month - 1 + months - 1
    return f'{last // 12:04d}-{last % 12 + 1:02d}'


class Scenario:
    """One set of rules over one set of synthetic people, complete and checked at every moment.

    Made by `socred.scenario`. `label` stands for it in tables and plots. `scenario["due_process.delay_months"]` is the value in force
    (text, as the scenario holds it), iteration goes over the keys that are.
    """

    def __init__(self, path: Optional[Path], text: Optional[str], folder: Optional[Path], label: Optional[str],
                 settings: Mapping[str, str]) -> None:
        self._path, self._text, self._folder = path, text, folder
        self._settings = dict(settings)
        self._label = label
        self._handle, self.warnings = self._read(self._settings)

    def __reduce__(self) -> tuple[Any, ...]:
        """By its whole text, so that it is the same wherever it is read again, with its files or without them."""
        return Scenario, (None, self.resolved(), None, self._label, {})

    def _read(self, settings: Mapping[str, str]) -> tuple[Any, tuple[Diagnostic, ...]]:
        kept = [to_c(f'{key}={value}') for key, value in settings.items()]
        given = ffi.new('char *[]', kept) if kept else ffi.NULL
        cell, diagnostics, msg = ffi.new('struct soc_scenario **'), ffi.new('struct soc_diagnostics **'), ffi.new('struct soc_msg *')
        if self._path is not None:
            err = lib.soc_scenario_read(os.fsencode(self._path), given, len(kept), cell, diagnostics, msg)
        else:
            text = (self._text or '').encode()
            folder = ffi.NULL if self._folder is None else os.fsencode(self._folder)
            err = lib.soc_scenario_read_text(text, len(text), b'text', folder, given, len(kept), cell, diagnostics, msg)
        found = take_diagnostics(diagnostics)
        if err != lib.SOC_OK:
            raise failure(err, to_text(msg.text), found)
        return ffi.gc(cell[0], lib.soc_scenario_free), found

    # ---- what it holds ----

    @property
    def label(self) -> str:
        """What it is called in tables and plots: what was given, or its title."""
        return self._label or self.title

    @label.setter
    def label(self, label: str) -> None:
        self._label = label

    @property
    def title(self) -> str:
        """The title as the file has it."""
        return to_text(lib.soc_scenario_title(self._handle))

    @property
    def path(self) -> Optional[Path]:
        """The file it was read from; None for one that was read from text."""
        return self._path

    @property
    def settings(self) -> dict[str, str]:
        """What was set on top of the file, as text: {"seed": "7"}."""
        return dict(self._settings)

    @property
    def persons(self) -> int:
        """Synthetic people of a run."""
        return int(lib.soc_scenario_persons(self._handle))

    @property
    def months(self) -> int:
        """Months of a run."""
        return int(lib.soc_scenario_months(self._handle))

    @property
    def replicates(self) -> int:
        """Independent repetitions of a run."""
        return int(lib.soc_scenario_replicates(self._handle))

    def __iter__(self) -> Iterator[str]:
        for i in range(lib.soc_scenario_values(self._handle)):
            yield to_text(lib.soc_scenario_value(self._handle, i).key)

    def __getitem__(self, key: str) -> str:
        for i in range(lib.soc_scenario_values(self._handle)):
            value = lib.soc_scenario_value(self._handle, i)
            if to_text(value.key) == key:
                return to_text(value.value)
        try:
            call_text(lib.soc_params_text, to_c(key), b'json')
        except UsageError as error:  # no such key; the message has the nearest
            raise MissingKeyError(error.message) from None
        raise MissingKeyError(f'{key} is no value of this scenario: the section that it stands in is not used')

    def values(self) -> 'pd.DataFrame':
        """Every value in force, defaults of used sections included.

        Returns: one row a value, indexed by key. value: text. unit. meaning. source: "assumption" where none was given. origin: file:line,
        "default" or "settings". low, high: the plausible range (NaN: none). assumption: True where nothing but judgement says so.

        Raises: nothing of its own.
        """
        import pandas as pd
        rows = []
        for i in range(lib.soc_scenario_values(self._handle)):
            one = lib.soc_scenario_value(self._handle, i)
            origin = to_text(one.origin)
            rows.append((to_text(one.key), to_text(one.value), to_text(one.unit), to_text(one.meaning), to_text(one.source),
                         'settings' if origin == '--set' else origin, one.low, one.high, bool(one.assumption)))
        return pd.DataFrame(rows, columns=['key', 'value', 'unit', 'meaning', 'source', 'origin', 'low', 'high',
                                           'assumption']).set_index('key')

    def ranges(self) -> 'pd.DataFrame':
        """The values that carry a plausible range: what `socred.sensitivity` varies and an ensemble draws. Values of the timeline are among
        them.

        Returns: one row a value, indexed by key. value, low, high: in its unit. whole: True where only whole numbers are meant. unit.
        meaning. source: what the range rests on, "assumption" where judgement alone (both "" for a value of the timeline).

        Raises: NoMemoryError.
        """
        import pandas as pd
        table = pd.DataFrame(json.loads(call_text(lib.soc_scenario_ranges_text, self._handle)),
                             columns=['key', 'value', 'low', 'high', 'whole']).set_index('key')
        return table.join(self.values()[['unit', 'meaning', 'source']], how='left').fillna({'unit': '', 'meaning': '', 'source': ''})

    def resolved(self) -> str:
        """The whole scenario as YAML with every value, its source and its range; it reads back to the same scenario.

        Returns: text of YAML. Raises: NoMemoryError.
        """
        text = lib.soc_scenario_resolved(self._handle)
        if text == ffi.NULL:
            raise NoMemoryError('no memory for the text of the scenario')
        try:
            return to_text(text)
        finally:
            lib.soc_text_free(text)

    # ---- what changes it ----

    def set(self, key: Union[str, Mapping[str, Setting], None] = None, value: Optional[Setting] = None, /,
            **settings: Setting) -> 'Scenario':
        """Sets keys, and gives the scenario back.

        `set("due_process.delay_months", 2)`, `set({"seed": 7, ...})` or `set(due_process__delay_months=2)`; numbers, words, True and
        False, lists as YAML has them; months=12 ends the run after so many.

        Raises: ScenarioError: no such key, or a value that is not allowed; the message has the nearest key or the range. The scenario
        stays as it was. Cost: reading its files.

        Returns: the scenario itself.
        """
        changes: dict[str, Any] = {}
        if isinstance(key, Mapping):
            changes.update(key)
        elif key is not None:
            if value is None:
                raise UsageError(f'set("{key}"): a value is missing')
            changes[key] = value
        changes.update({key_of(word): one for word, one in settings.items()})
        if 'months' in changes:
            changes['span.to'] = month_after(self['span.from'], int(changes.pop('months')))
        merged = {k: v for k, v in self._settings.items() if k not in changes}
        merged.update({k: value_text(v) for k, v in changes.items()})
        self._handle, self.warnings = self._read(merged)
        self._settings = merged
        return self

    def copy(self, label: Optional[str] = None, settings: Optional[Mapping[str, Setting]] = None, /, **more: Setting) -> 'Scenario':
        """Another scenario with the same rules but for what is set; this one stays as it is.

        label: what the copy is called in tables and plots, None: as this one. settings: as of set. Raises: as set; UsageError: settings
        where the label goes.

        Returns: the copy.
        """
        if label is not None and not isinstance(label, str):
            raise UsageError('copy(): the label comes first and the settings second: copy(None, {"due_process.notice": 1})')
        other = Scenario.__new__(Scenario)  # what was read is never changed, so that both may hold it; setting reads anew
        other.__dict__.update(self.__dict__)
        other._label = label or self._label
        return other.set(settings, **more) if settings or more else other

    # ---- what is done with it ----

    def check(self) -> tuple[Diagnostic, ...]:
        """Everything for which a run would refuse the scenario before its first month, and what is doubtful about it.

        Returns: faults and warnings, in the order of the files; empty where there is nothing to say. Cost: below a tenth of a second
        for most.

        Raises: what is neither of the two, as NoMemoryError or FileError.
        """
        diagnostics, msg = ffi.new('struct soc_diagnostics **'), ffi.new('struct soc_msg *')
        err = lib.soc_sim_check(self._handle, diagnostics, msg)
        found = self.warnings + take_diagnostics(diagnostics)
        if err not in (lib.SOC_OK, lib.SOC_ERR_SCENARIO):
            raise failure(err, to_text(msg.text), found)
        if err == lib.SOC_ERR_SCENARIO and all(one.warning for one in found):
            raise ScenarioError(to_text(msg.text), found)
        return found

    def run(self, *, replicates: Optional[int] = None, threads: int = 0, progress: Report = False,
            to: Optional[Union[str, os.PathLike[str]]] = None,
            assumptions: Union[bool, str, os.PathLike[str]] = True, memory_gb: float = 0.0) -> 'Run':
        """Runs every month of every replicate.

        replicates: as many as the scenario says, or 1 to 1000. threads: 0 takes what the machine has and the people are worth; results
        do not depend on it. progress: True draws a line; a function gets a `Progress` some times a second. to: the results file (else a
        temporary one, which goes with the Run). assumptions: an ensemble's file, or True for the one beside the scenario where it fits
        (`socred.ensemble` makes one): figures then have a second interval. memory_gb: gives up before anything is built if it would take
        more.

        Ctrl-C ends the run with the month; the replicates that were finished are in what is returned, with a PartialRunWarning. When
        none was, KeyboardInterrupt goes on. Raises: ScenarioError, DataError, LimitError, NoMemoryError, FileError. The same scenario
        gives the same bytes whenever and wherever it is run.

        Returns: a Run.
        """
        from socred._run import run
        scenario = self if replicates is None else self.copy(self._label, {'replicates': replicates})
        return run(scenario, threads=threads, progress=progress, to=to, assumptions=assumptions, memory_gb=memory_gb)

    def __repr__(self) -> str:
        changed = ', '.join(f'{key}={value}' for key, value in self._settings.items())
        return (f'<Scenario "{self.label}": {self.persons:,} people, {self.months} months, '
                f'{self.replicates} {"replicate" if self.replicates == 1 else "replicates"}{"; " + changed if changed else ""}>')


def scenario(name: Union[str, os.PathLike[str], None] = None, settings: Optional[Mapping[str, Setting]] = None, /, *,
             text: Optional[str] = None,
             folder: Union[str, os.PathLike[str], None] = None, label: Optional[str] = None, **more: Setting) -> Scenario:
    """Reads a scenario.

    name: a shipped scenario ("minimal"; `socred.scenarios()` lists them; "rewards/no-rewards" is an arm of one), or the path of a file
    or its folder. settings: {key: value} on top of it; keywords do the same, with __ for a point: persons=50_000, seed=7, months=24,
    due_process__delay_months=2. text: the scenario as YAML, in place of a file; base and regime are then looked up in folder. label:
    what it is called in tables and plots.

    Raises: ScenarioError with every fault, its file, line, column, and the nearest key; UsageError: no such shipped scenario.

    Returns: a Scenario.
    """
    if (name is None) == (text is None):
        raise UsageError('scenario(): give a name, a path, or text=')
    path = _shipped.find(name) if name is not None else None
    changes = {**(settings or {}), **{key_of(word): value for word, value in more.items()}}
    months = changes.pop('months', None)
    one = Scenario(path, text, Path(folder) if folder is not None else None, label,
                   {key: value_text(value) for key, value in changes.items()})
    return one if months is None else one.set(months=months)


def params(word: str = '') -> 'pd.DataFrame':
    """The keys of a scenario: those at or below `word`, or, where none is, those whose meaning has it.

    Returns: one row a key, indexed by it: type, unit, default, low, high, allowed, timeline, meaning, source. Raises: UsageError with
    the nearest key.
    """
    import pandas as pd
    return pd.DataFrame(json.loads(call_text(lib.soc_params_text, to_c(word), b'json'))).set_index('key')


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a scenario file, for editors and other tools.

    Returns: the schema as dict. Raises: NoMemoryError.
    """
    read: dict[str, Any] = json.loads(call_text(lib.soc_schema_text))
    return read
