"""A run: what came of a scenario, as tables, figures, plots and pages."""
from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
import warnings
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from socred import _shipped
from socred._native import ffi, lib
from socred._work import Report, Work, call, call_text, failure, take_diagnostics, to_c, to_text
from socred.errors import FileError, NoMemoryError, PartialRunWarning, UsageError
from socred._scenario import Scenario

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas as pd

    from socred._assessment import Assessment
    from socred._comparison import Fairness, Words
    from socred._people import Found, People, Person

PathLike = Union[str, os.PathLike[str]]


def _only_reads(action: int, _name: Optional[str], function: Optional[str], *_rest: Optional[str]) -> int:
    """A file that is open for reading still lets ATTACH make another one, and PRAGMA change how it is read: the library's rule says what
    reads."""
    return sqlite3.SQLITE_OK if lib.soc_result_sql_is_read_only(action, to_c(function)) else sqlite3.SQLITE_DENY


class Run:
    """The results of one run: a file of plain tables (docs/guide/results.md), read with distrust.

    Made by `Scenario.run` and `socred.open`. `print(run)` tells the headline. A temporary file goes with the Run; `save` keeps it.
    One Run belongs to one thread at a time.
    """

    def __init__(self, path: PathLike, label: Optional[str] = None, folder: Optional[str] = None,
                 scenario: Optional[Scenario] = None) -> None:
        self.path = Path(path)
        if self.path.is_dir():
            self.path = self.path / 'results.db'
        cell = ffi.new('struct soc_result **')
        call(lib.soc_result_open, cell, os.fsencode(self.path))
        self._handle = ffi.gc(cell[0], lib.soc_result_free)
        self._label = label
        self._scenario = scenario
        if folder is not None:
            weakref.finalize(self, shutil.rmtree, folder, True)

    @property
    def scenario(self) -> Scenario:
        """The scenario it was made from, complete: what `run.scenario.copy(...)` changes runs over the same people."""
        if self._scenario is None:
            cell = ffi.new('struct soc_scenario **')
            call(lib.soc_result_scenario, self._handle, cell)
            whole = ffi.gc(cell[0], lib.soc_scenario_free)
            text = lib.soc_scenario_resolved(whole)
            if text == ffi.NULL:
                raise NoMemoryError('no memory for the text of the scenario')
            try:
                self._scenario = Scenario(None, to_text(text), None, self._label, {})
            finally:
                lib.soc_text_free(text)
        return self._scenario

    @property
    def label(self) -> str:
        """What the run is called in tables and plots."""
        return self._label or self.scenario.label

    @label.setter
    def label(self, label: str) -> None:
        self._label = label

    @property
    def is_partial(self) -> bool:
        """Whether replicates that were asked for are missing, since the run was interrupted."""
        cell = ffi.new('int *')
        call(lib.soc_result_is_partial, self._handle, cell)
        return bool(cell[0])

    @property
    def meta(self) -> dict[str, str]:
        """Where it comes from: seed, people, months, version, digests of data; and the command."""
        return {str(key): str(value) for key, value in self._rows('SELECT key, value FROM meta')[1]}

    # ---- figures and tables ----

    def headline(self) -> 'pd.DataFrame':
        """The figures that `socred show RUN headline` and the report tell.

        Returns: one row a statistic, indexed by its name. section, label: the words of the report, with the unit. mean, low, high: over
        the replicates, 95% by Student's t. assumed_low, assumed_high: what is left open by the assumptions (NaN: no ensemble was given).
        cases: the synthetic cases behind it in all replicates together; few: fewer than 100. replicates: those that have a value.

        Raises: ResultsError: the file is broken; ModuleNotFoundError: pandas is not installed.
        """
        import pandas as pd
        read = json.loads(call_text(lib.soc_result_headline, self._handle, b'json'))
        table = pd.DataFrame(read).set_index('statistic')
        for name in ('mean', 'low', 'high', 'assumed_low', 'assumed_high'):
            table[name] = table[name].astype(float)
        table['few'] = table['few'].astype(bool)
        return table

    def _rows(self, query: str, values: Union[Sequence[Any], Mapping[str, Any]] = ()) -> tuple[list[str], list[tuple[Any, ...]]]:
        with sqlite3.connect(f'file:{self.path.as_posix().replace("?", "%3f").replace("#", "%23")}?mode=ro', uri=True) as database:
            database.set_authorizer(_only_reads)
            try:
                cursor = database.execute(query, values)
                return [column[0] for column in cursor.description or ()], cursor.fetchall()
            except sqlite3.Error as error:
                if 'no such' in str(error):
                    call_text(lib.soc_result_sql, self._handle, to_c(query), b'json', 1, ffi.NULL)  # the library names the nearest
                raise UsageError(f'{self.path}: {error}; run.df() lists the tables, run.columns() their columns') from None

    def sql(self, query: str, values: Union[Sequence[Any], Mapping[str, Any]] = ()) -> 'pd.DataFrame':
        """What a query of SQLite says of the results: run.sql("SELECT date, listed FROM national WHERE replicate = ?", [0]).

        Returns: a row for each row. Raises: UsageError with SQLite's words, and the nearest table or column where there is none of a name.
        The file is open for reading only. Tables and columns:
        `df()`, `columns()`, docs/guide/results.md.
        """
        import pandas as pd
        names, rows = self._rows(query, values)
        return pd.DataFrame(rows, columns=names)

    def df(self, table: Optional[str] = None) -> 'pd.DataFrame':
        """A table or view of the results; without a name, the list of them with what each holds.

        Everything counted is a whole number of synthetic people, events or months. Raises: UsageError with the nearest name.

        Returns: a row for each row of the table, its columns in the units that `columns(table)` says.
        """
        import pandas as pd
        if table is None:
            return pd.DataFrame(json.loads(call_text(lib.soc_result_table_text, self._handle, ffi.NULL, b'json', 0)))
        call_text(lib.soc_result_table_text, self._handle, to_c(table), b'csv', 1)  # the library knows the names, and the nearest
        return self.sql(f'SELECT * FROM "{table}"')

    def columns(self, table: Optional[str] = None) -> 'pd.DataFrame':
        """What columns hold: name, kind (key, stock, flow, value), unit, meaning; of one table or of all. Raises: as df.

        Returns: table_name, name, kind, unit, meaning; a row a column.
        """
        if table is not None:
            call_text(lib.soc_result_table_text, self._handle, to_c(table), b'csv', 1)
        where = '' if table is None else 'WHERE table_name = ?'
        return self.sql(f'SELECT table_name, name, kind, unit, meaning FROM columns {where} ORDER BY table_name, idx', [table] if table
                        else [])

    def number(self, column: str, table: str = 'by_cell', *, month: int = -1, replicate: int = -1) -> float:
        """One number: a figure, or a column of a table, for a month (from 0; -1: the last) and a replicate (from 0; -1: the mean).

        column: a statistic of the headline ("listed_per_1000") or a rate of everybody ("listed_wrongly"), over the months up to it; or an
        indicator ("listed"), of the month; with another table one of its columns, summed over the rest. Raises: UsageError: no such figure
        or table (with the nearest name), column, month or replicate.

        Returns: the number, in the unit of its label or column; NaN: it has no value.
        """
        cell = ffi.new('double *')
        if table == 'by_cell':
            call(lib.soc_result_figure, self._handle, to_c(column), month, replicate, cell)
        else:
            call(lib.soc_result_number, self._handle, to_c(table), to_c(column), month, replicate, cell)
        return float(cell[0])

    # ---- people ----

    def people(self, columns: 'Words' = None, *, where: Optional[str] = None, place: Optional[str] = None, months: Optional[str] = None,
               replicate: int = 0, sample: int = 0, seed: Optional[int] = None, progress: Report = False) -> 'People':
        """The people of a replicate as columns of numpy, recomputed from the fields that the results hold; nobody is stored.

        columns: names ("age,listed" or a list), "all"; None: who they are and what holds them. where: a condition (docs/guide/find.md).
        place: a province or place. months: "2019-03", "2019-03..2019-08", "all", at the end of each; None: the last. sample: so many of
        all people, drawn by seed before any condition, the same in each month and in every run of as many people.

        Raises: UsageError: no such column (with the nearest), place or month, a condition that is none, or no fields were kept. Cost: the
        months of all communities once.

        Returns: a People, a row a person and month.
        """
        from socred._people import people
        return people(self, columns, where=where, place=place, months=months, replicate=replicate, sample=sample, seed=seed,
                      progress=progress)

    def people_hdf5(self, path: PathLike, columns: 'Words' = None, *, where: Optional[str] = None, place: Optional[str] = None,
                    months: Optional[str] = None, replicate: int = 0, sample: int = 0, seed: Optional[int] = None,
                    progress: Report = False) -> Path:
        """Writes the people that `people` would hand out to a file of HDF5, aside and renamed, a community at a time: they need not fit
        into memory.

        A dataset for `month` and for each column, (rows,) in the order of `people`: flags as bool, whole numbers as int32 or int64, numbers
        as float64 (NaN: none), words as int32 (-1: none) whose texts the dataset in the attribute `words` has. Attributes: meaning, unit;
        of the file title, seed, digest and what was asked; the dataset `scenario` is the resolved scenario. The same question gives the
        same bytes. columns and the rest: as of `people`.

        Returns: path. Raises: UsageError: as `people`, or libhdf5 is not there; FileError: the old file
        stands. Ctrl-C ends it, and the old file stands.
        """
        from socred._people import people_hdf5
        return people_hdf5(self, path, columns, where=where, place=place, months=months, replicate=replicate, sample=sample, seed=seed,
                           progress=progress)

    def people_columns(self) -> 'pd.DataFrame':
        """Every column that people have: column, type, unit, words, meaning.

        Returns: a row a column. Raises: ResultsError: the file is broken.
        """
        import pandas as pd
        return pd.DataFrame(json.loads(call_text(lib.soc_people_columns_text, self._handle, b'json')))

    def find(self, where: Optional[str] = None, *, seed: Optional[int] = None, limit: int = 5, place: Optional[str] = None,
             month: Optional[str] = None,
             columns: 'Words' = None, replicate: int = 0, progress: Report = False) -> 'Found':
        """Those whom a condition finds, and some of them drawn, so that nobody chooses: run.find("listed and did_nothing", seed=1).

        where: docs/guide/find.md; None: everybody. seed: of the draw (None: the run's). limit: so many are drawn, 0 to 1000. month: what
        holds at its end (None: the last). Raises: UsageError with the column of the mistake and the nearest name.

        Returns: a Found; `found[0]` is the first drawn.
        """
        from socred._people import find
        return find(self, where, seed=seed, limit=limit, place=place, month=month, columns=columns, replicate=replicate, progress=progress)

    def person(self, number: int, replicate: int = 0) -> 'Person':
        """One person by row number, from 0 (`socred explain`). Raises: UsageError when its story is asked for and there is no such person.

        Returns: a Person, which is looked up when it is asked for something.
        """
        from socred._people import Person
        return Person(self, number, replicate)

    # ---- what is made of it ----

    def plot(self, figure: str, ax: Optional['matplotlib.axes.Axes'] = None) -> 'matplotlib.axes.Axes':
        """Draws a figure in the words and numbers of the report.

        figure: a statistic of the headline (a bar for the simulation and a paler one for the assumptions), a column of the view `rates`
        ("listed_wrongly": by group, income and class, each replicate a dot), or an indicator ("refused_effective": month by month, each
        replicate a thin line, beside what the same people do under no regime, where that is counted). Raises: UsageError with the nearest
        name.

        A hollow mark and "fewer than 100 cases": the figure rests on too few.

        Returns: the axes, in the figure's unit and words.
        """
        from socred import _plots
        return _plots.plot(self, figure, ax)

    def fairness(self, by: str = 'group', *, list: Optional[str] = None, reference: Optional[str] = None) -> 'Fairness':  # noqa: A002
        """Being listed as a test of what is true, by group (`socred.fairness`).

        Returns: a Fairness. Raises: as there.
        """
        from socred._comparison import fairness
        return fairness(self, by, list=list, reference=reference)

    def assess(self, *alternatives: 'Run', form: str = 'fria') -> 'Assessment':
        """The form of an impact assessment, filled with what the run says (`socred.assess`).

        Returns: an Assessment. Raises: as there.
        """
        from socred._assessment import assess
        return assess(self, *alternatives, form=form)

    def report(self, path: PathLike) -> Path:
        """Writes the report: one page of HTML that needs nothing else. Raises: FileError; the old file stands.

        Returns: path.
        """
        call(lib.soc_result_report_on, self._handle, _shipped.page() or ffi.NULL, os.fsencode(path))
        return Path(path)

    def storage(self, **settings: float) -> 'pd.DataFrame':
        """What the regime stores, from records, people and cameras and what each takes (docs/guide/storage.md).

        settings: keys of the assumptions of storage by name.

        Returns: columns part, name, label, unit, value, low, high. Raises: UsageError: no such setting, or a value out of its range, with
        the nearest.
        """
        import pandas as pd
        kept = [to_c(f'{name}={value}') for name, value in settings.items()]
        return pd.DataFrame(json.loads(call_text(lib.soc_result_storage, self._handle, ffi.new('char *[]', [*kept, ffi.NULL]), b'json')))

    def save(self, path: PathLike) -> Path:
        """Copies the results file to path, aside and renamed. Raises: FileError.

        Returns: path.
        """
        target = Path(path)
        part = target.with_name(target.name + f'.part-{os.getpid()}')
        try:
            shutil.copyfile(self.path, part)
            os.replace(part, target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise FileError(f'{target}: {error.strerror}') from None
        return target

    def same_as(self, other: 'Run') -> bool:
        """Whether both have the same content, to the last byte that counts.

        Returns: True or False. Raises: ResultsError: a file is broken.
        """
        msg = ffi.new('struct soc_msg *')
        err = lib.soc_result_diff(self._handle, other._handle, msg)
        if err not in (lib.SOC_OK, lib.SOC_ERR_DIFFERENT):
            raise failure(err, to_text(msg.text))
        return bool(err == lib.SOC_OK)

    def __str__(self) -> str:
        return call_text(lib.soc_result_headline, self._handle, b'table')

    def __repr__(self) -> str:
        return f'<Run "{self.label}" in {self.path}{", interrupted" if self.is_partial else ""}>'

    def _repr_html_(self) -> str:
        table = self.headline()[['section', 'label', 'mean', 'low', 'high', 'assumed_low', 'assumed_high', 'cases']]
        return str(table.set_index(['section', 'label']).to_html(float_format='{:.4g}'.format, na_rep=''))


def open(path: PathLike, label: Optional[str] = None) -> Run:  # noqa: A001
    """Opens the results file at path, or results.db in the folder path, and checks its version and digests.

    Returns: a Run. Raises: ResultsError: missing, broken or changed; FormatError: of another version. Cost: one reading of the file.
    """
    return Run(path, label)


def _ensemble(scenario: Scenario, asked: Union[bool, PathLike]) -> Any:
    """The ensemble for a run, or NULL. One that is asked for must fit; one beside the scenario is left out where it does not."""
    if asked is False:
        return ffi.NULL
    if asked is True:
        if scenario.path is None:
            return ffi.NULL
        path = scenario.path.with_suffix('.assumptions.json')
        if not path.exists():
            return ffi.NULL
    else:
        path = Path(asked)
    cell, diagnostics, msg = ffi.new('struct soc_assumptions **'), ffi.new('struct soc_diagnostics **'), ffi.new('struct soc_msg *')
    err = lib.soc_assumptions_read(os.fsencode(path), cell, diagnostics, msg)
    found = take_diagnostics(diagnostics)
    if err != lib.SOC_OK:
        raise failure(err, to_text(msg.text), found)
    ensemble = ffi.gc(cell[0], lib.soc_assumptions_free)
    err = lib.soc_assumptions_match_scenario(ensemble, scenario._handle, msg)
    if err == lib.SOC_ERR_DIFFERENT and asked is True:
        return ffi.NULL
    if err != lib.SOC_OK:
        raise failure(err, f'{path}: {to_text(msg.text)}')
    return ensemble


def run(scenario: Scenario, *, threads: int, progress: Report, to: Optional[PathLike], assumptions: Union[bool, PathLike], memory_gb: float,
        whole: bool = False) -> Run:
    """What `Scenario.run` does. whole: Ctrl-C raises KeyboardInterrupt, and nothing is kept: for work of which a run is a part."""
    folder = tempfile.mkdtemp(prefix='socred-') if to is None else None
    path = Path(folder) / 'results.db' if folder is not None else Path(to or '')
    try:
        return _run(scenario, path, folder, threads, progress, assumptions, memory_gb, whole)
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _run(scenario: Scenario, path: Path, folder: Optional[str], threads: int, progress: Report, assumptions: Union[bool, PathLike],
         memory_gb: float, whole: bool) -> Run:
    kept = scenario.copy()  # as it is now, whatever is set while the run goes on or later
    ensemble = _ensemble(kept, assumptions)
    cell = ffi.new('struct soc_result_writer **')
    call(lib.soc_result_writer_open, cell, os.fsencode(path), b'socred (Python)')
    writer = ffi.gc(cell[0], lib.soc_result_writer_free)
    lib.soc_result_writer_assumptions(writer, ensemble)
    work = Work(progress)
    options = ffi.new('struct soc_run_options *',
                      {'threads': threads, 'memory_limit': int(memory_gb * 1e9), 'on_progress': lib.soc_python_on_progress,
                                                   'user': work.handle, 'stop': work.stop})
    err, message, ended = work.run(lib.soc_sim_run, kept._handle, options, lib.soc_result_writer_observer(writer), ffi.NULL)
    interrupted = err == lib.SOC_ERR_INTERRUPTED
    if err != lib.SOC_OK and not interrupted:
        raise failure(err, message)
    if ended is not None and (whole or not isinstance(ended, KeyboardInterrupt)):
        raise ended  # be it in the last month, when all was finished before the library saw that it should stop
    msg = ffi.new('struct soc_msg *')
    err = lib.soc_result_writer_finish(writer, int(interrupted), msg)
    ffi.release(writer)
    if err == lib.SOC_ERR_INTERRUPTED:
        raise ended or failure(err, to_text(msg.text))
    if err != lib.SOC_OK:
        raise failure(err, to_text(msg.text))
    one = Run(path, kept._label, folder, kept)
    if interrupted:
        warnings.warn('the run was interrupted; it has what was finished', PartialRunWarning, stacklevel=4)
    return one
