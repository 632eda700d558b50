"""Many points of one scenario: sweeps, sensitivity, and ensembles over the assumptions."""
from __future__ import annotations

import json
import math
import os
import shutil
import sqlite3
import tempfile
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from socred._native import ffi, lib
from socred._scenario import Scenario
from socred._work import Report, Work, call, call_text, failure, take_diagnostics, to_c, to_text
from socred.errors import ScenarioError, UsageError

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas as pd

    from socred._run import PathLike

# What is measured where nothing else is asked for.
OUTCOMES = ('listed_per_1000', 'no_violation_per_1000_listed', 'sanctioned_effective_per_1000', 'violations_averted_percent')
# Runs of the scenario itself by which a heat map tells what other people and random numbers alone make, and Student's t of one degree of
# freedom less, 95% (Fisher 1925): as in the lab (web/lab/screens/hangs.ts).
SEEDS, STUDENT = 6, 2.571
LOG_FROM = 10.0  # as in src/experiment/hypercube.c
# A list of values; (lowest, highest); a dict as an experiment file has it; None: the plausible range that the value carries.
Factor = Union[Sequence[Any], Mapping[str, Any], None]


def factor_of(key: str, values: Factor) -> Any:
    """A factor as an experiment file has it."""
    if key == 'seed' and values == 'varied':
        return values
    if values is None:
        return {}
    if isinstance(values, Mapping):
        return dict(values)
    numbers = [value.item() if hasattr(value, 'item') else value for value in values]
    return {'range': numbers} if isinstance(values, tuple) and len(numbers) == 2 else {'values': numbers}


def number_of(value: Any) -> Any:
    """A value of a list, which is kept as the scenario would have it: a number where it is one."""
    try:
        return float(value)
    except ValueError:
        return value


class Experiment:
    """Many points of a scenario, each measured under the same random numbers. Made by `socred.sweep` and `socred.sensitivity`.

    What is measured is kept in `folder` (else a temporary one): the same call with the same folder goes on where it was interrupted.
    """

    def __init__(self, base: Scenario, factors: Mapping[str, Factor], design: Mapping[str, Any],
                 outcomes: Union[Sequence[str], Mapping[str, str]],
                 replicates: Optional[int], folder: Optional['PathLike'], question: str) -> None:
        self.base, self.factors = base, tuple(factors)
        self.folder = Path(tempfile.mkdtemp(prefix='socred-') if folder is None else folder)
        self._is_temporary = folder is None
        if folder is None:
            weakref.finalize(self, shutil.rmtree, self.folder, True)
        if isinstance(outcomes, str):
            outcomes = [outcomes]
        named: dict[str, Any] = {name: {'formula': formula} for name, formula in outcomes.items()} if isinstance(outcomes,
            Mapping) else dict.fromkeys(outcomes)
        self.outcomes = tuple(named)
        self._formulas = dict(outcomes) if isinstance(outcomes, Mapping) else {}
        self._named, self._replicates = outcomes, replicates
        self._noise: Optional['pd.DataFrame'] = None
        document: dict[str, Any] = {'socred': 1, 'experiment': question, 'base': 'scenario.yaml',
                                    'factors': {k: factor_of(k, v) for k, v in factors.items()},
                                    'design': dict(design), 'outcomes': named}
        if replicates is not None:
            document['replicates'] = replicates
        self._handle = self._read(document)

    def _read(self, document: Mapping[str, Any]) -> Any:
        os.makedirs(self.folder, exist_ok=True)
        file = self.folder / 'experiment.yaml'
        (self.folder / 'scenario.yaml').write_text(self.base.resolved(), encoding='utf-8')
        file.write_text(json.dumps(document, indent=1), encoding='utf-8')  # JSON is YAML
        cell, diagnostics, msg = ffi.new('struct soc_experiment **'), ffi.new('struct soc_diagnostics **'), ffi.new('struct soc_msg *')
        err = lib.soc_experiment_read(os.fsencode(file), ffi.NULL, cell, diagnostics, msg)
        found = take_diagnostics(diagnostics)
        if err != lib.SOC_OK and self._is_temporary:  # a place in a file that nobody has seen is none
            found = tuple(replace(one, file='experiment', line=0, column=0) if one.file == str(file) else one for one in found)
            raise failure(err, to_text(msg.text).replace(str(file), 'experiment'), found)
        if err != lib.SOC_OK:
            raise failure(err, to_text(msg.text), found)
        return ffi.gc(cell[0], lib.soc_experiment_free)

    def _run(self, workers: int, progress: Report) -> 'Experiment':
        work, folder = Work(progress), to_c(str(self.folder))
        options = ffi.new('struct soc_experiment_options *', {'folder': folder, 'workers': workers, 'share': 1, 'shares': 1,
                                                              'on_progress': lib.soc_python_on_count, 'user': work.handle,
                                                              'stop': work.stop})
        work.call(lib.soc_experiment_run, self._handle, options, ffi.NULL)
        return self

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        file = self.folder / 'experiment.db'
        if not file.exists():
            raise UsageError(f'{file} is not there: the experiment has not been run')
        with sqlite3.connect(f'file:{file.as_posix()}?mode=ro', uri=True) as database:
            return database.execute(query).fetchall()

    def table(self) -> 'pd.DataFrame':
        """One row a point: the value of each factor, and each outcome as its mean over the replicates (NaN: no value, or cannot run).

        Returns: as many rows as points, indexed by point from 0; factors in their keys' units, outcomes in those that `label` says. Raises:
        UsageError: the experiment has not been run.
        """
        import pandas as pd
        points: dict[int, dict[str, Any]] = {point: {} for (point,) in self._rows('SELECT point FROM points ORDER BY point')}
        for point, name, value in self._rows('SELECT point, name, value FROM settings JOIN factors USING (factor)'):
            points[point][name] = number_of(value)
        for point, name, value in self._rows('SELECT point, outcome, mean FROM means'):
            points[point][name] = value
        table = pd.DataFrame.from_dict(points, orient='index').reindex(columns=[*self.factors, *self.outcomes]).rename_axis('point')
        table[list(self.outcomes)] = table[list(self.outcomes)].astype(float)  # where all are None pandas keeps them
        return table

    def measured(self) -> 'pd.DataFrame':
        """One row a point, replicate and outcome: its value.

        Returns: columns point, replicate (both from 0), outcome, value (in the outcome's unit). Raises: UsageError: the experiment has not
        been run.
        """
        import pandas as pd
        rows = self._rows('SELECT point, replicate, name, value FROM measured JOIN outcomes USING (outcome) ORDER BY point, replicate, '
                          'outcome')
        return pd.DataFrame(rows, columns=['point', 'replicate', 'outcome', 'value'])

    def analysis(self) -> 'pd.DataFrame':
        """How much each factor matters to each outcome, with 95% intervals.

        By the design: mu, mu_star, sigma (morris); first, total (sobol); rank_correlation (others). count: rows, trajectories or points
        that it rests on.

        Returns: a row a factor and outcome: outcome, factor, the measures above, each with _low and _high, and count. mu, mu_star and sigma
        are in the outcome's unit, first and total shares of 1, rank_correlation from -1 to 1. Source: Morris 1991 and Campolongo et al.
        2007; Saltelli et al. 2010; Spearman 1904. Raises: UsageError: nothing is measured; ResultsError: what is kept is broken.
        """
        import pandas as pd
        folder = to_c(str(self.folder))
        return pd.DataFrame(json.loads(call_text(lambda *rest: lib.soc_experiment_analyse(self._handle, folder, b'json', rest[0], ffi.NULL,
            rest[1]))))

    def label(self, name: str) -> str:
        """An outcome or a factor in the report's words, with its unit; of an outcome by a formula its name and the formula.

        Returns: "on a black list, per 1,000 people"; of a factor its meaning, the unit in brackets, and the key; the name itself of what
        has no words. Raises: UsageError: no such outcome or factor.
        """
        if name in self._formulas:
            return f'{name} = {self._formulas[name]}'
        if name in self.outcomes:
            try:
                return call_text(lib.soc_result_label, to_c(name))
            except UsageError:  # what a module counts
                return name
        if name not in self.factors:
            raise UsageError(f'there is no outcome or factor "{name}"; there is {", ".join((*self.outcomes, *self.factors))}')
        values = self.base.values()
        row = values.loc[name] if name in values.index else None
        if row is None or not row['meaning']:
            return name
        return row['meaning'] + (f' ({row["unit"]})' if row['unit'] else '') + f': {name}'

    def noise(self, outcome: Optional[str] = None) -> tuple[float, float]:
        """What the scenario itself gives of an outcome (the first, if none is named), and how far other people and random numbers alone
        move it.

        Returns: the mean over the replicates, and the distance that two runs which differ by their seed alone lie apart in 95 of 100, by
        six seeds from that of the scenario on (Student's t; Fisher 1925); both in the outcome's unit, NaN where a seed has no value.
        Raises:
        UsageError: no such outcome; KeyboardInterrupt. Cost: six points, the first time; kept in `folder`.
        """
        outcome = outcome or self.outcomes[0]
        if outcome not in self.outcomes:
            raise UsageError(f'there is no outcome "{outcome}"; there is {", ".join(self.outcomes)}')
        if self._noise is None:
            first = int(self.base['seed'])
            self._noise = Experiment(self.base, {'seed': [first + i for i in range(SEEDS)]}, {'kind': 'factorial'}, self._named,
                                     self._replicates,
                                     self.folder / 'seeds', 'What do other seeds make?')._run(0, False).table()
        values = self._noise.set_index('seed')[outcome]
        apart = STUDENT * (2 * values.var()) ** 0.5 if values.notna().all() else math.nan
        return float(values.loc[float(self.base['seed'])]), float(apart)

    def tornado(self, outcome: Optional[str] = None, ax: Optional['matplotlib.axes.Axes'] = None) -> 'matplotlib.axes.Axes':
        """Draws how much each factor matters to an outcome (the first one, if none is named), the largest on top.

        outcome: one of `outcomes`. ax: axes to draw on (None: new ones).

        Returns: the axes: a bar a factor with its 95% interval, in words with units; where every effect is 0 the axes say so in words.
        Raises:
        UsageError: no such outcome, with the nearest, or nothing is measured. Source: as `analysis`.
        """
        from socred import _plots
        return _plots.tornado(self, outcome or self.outcomes[0], ax)

    def heatmap(self, outcome: Optional[str] = None, x: Optional[str] = None, y: Optional[str] = None,
                ax: Optional['matplotlib.axes.Axes'] = None) -> 'matplotlib.axes.Axes':
        """Draws an outcome over two factors (the first two), as its mean over the points that share their values.

        x, y: factors across and down, outcome: one of `outcomes`, ax: axes to draw on (None: new ones). A cell is without a colour where it
        lies no further from what the scenario itself gives than two runs with other seeds do (`noise`).

        Returns: the axes; each cell has its number in three digits, in the unit that the title says; "none" where a point has no value.
        Raises:
        UsageError: no such factor or outcome, one factor alone, or the experiment has not been run; KeyboardInterrupt. Cost: six points for
        `noise`, the first time.
        """
        from socred import _plots
        return _plots.heatmap(self, outcome or self.outcomes[0], x, y, ax)

    def __str__(self) -> str:
        folder = to_c(str(self.folder))
        return call_text(lambda *rest: lib.soc_experiment_analyse(self._handle, folder, b'table', rest[0], ffi.NULL, rest[1]))


def sweep(base: Scenario, factors: Mapping[str, Factor], *, outcomes: Union[Sequence[str], Mapping[str, str]] = OUTCOMES, levels: int = 0,
          replicates: Optional[int] = None, workers: int = 0, progress: Report = False, folder: Optional['PathLike'] = None) -> Experiment:
    """Runs every combination of the values of some factors.

    factors: {"due_process.delay_months": [1, 3, 6], "conduct.severity": (0, 1)}: a list of values; a range, of which `levels` values are
    taken (2); None for the plausible range. outcomes: statistics of the headline, rates or indicators, as of Run.number; {name: formula}
    for what is made of them. replicates: of each point, as many as the scenario says; all points have the same random numbers. workers:
    points at once; 0: one per processor. folder: where what is measured is kept.

    Raises: ScenarioError with every fault; KeyboardInterrupt: what was measured is kept in the folder.

    Returns: an Experiment: its `table()` has a row a point.
    """
    design: dict[str, Any] = {'kind': 'factorial', **({'levels': levels} if levels else {})}
    return Experiment(base, factors, design, outcomes, replicates, folder, 'What comes of these values?')._run(workers, progress)


def all_ranges(base: Scenario) -> dict[str, Factor]:
    """Every range of a scenario as factors, drawn as an ensemble draws them (soc_hypercube_add_factors): of a wide one each order of
    magnitude alike.

    How many people there are is no assumption about the world.
    """
    table = base.ranges().drop(index='people.persons', errors='ignore')
    return {str(key): {'range': [low, high], **({'distribution': 'loguniform'} if 0 < LOG_FROM * low <= high else {})}
            for key, low, high in zip(table.index, table['low'], table['high'])}


def faulty(base: Scenario, factors: Mapping[str, Factor]) -> set[str]:
    """The factors that an experiment over them would be refused for."""
    try:
        Experiment(base, factors, {'kind': 'lhs', 'n': 2}, OUTCOMES[:1], 1, None, 'Which of these can be set?')
    except ScenarioError as error:
        return {one.key.removeprefix('factors.') for one in error.diagnostics}
    return set()


def sensitivity(base: Scenario, factors: Union[Mapping[str, Factor], Sequence[str], None] = None, *,
                outcome: Union[str, Sequence[str]] = OUTCOMES,
                method: str = 'morris', n: int = 10, replicates: Optional[int] = None, workers: int = 0, progress: Report = False,
                folder: Optional['PathLike'] = None) -> Experiment:
    """Which of a scenario's assumptions decide a figure.

    factors: keys (each over the plausible range that its value carries), or {key: (low, high)}; None: every range of `base.ranges()` whose
    ends the scenario can be set to. method: "morris" (n trajectories), "sobol"
    or "lhs" (n rows). Others: as `sweep`.

    Cost, in runs of the scenario: morris n (k + 1), sobol n (k + 2), lhs n, for k factors, times the replicates.

    Returns: an Experiment: `analysis()` tells the measures of each factor, `tornado()` draws them. Raises: UsageError: no such method;
    ScenarioError:
    no such key or outcome (with the nearest), no plausible range, no point can run; KeyboardInterrupt: what was measured is kept in the
    folder.
    Source: as `Experiment.analysis`.
    """
    sizes = {'morris': 'trajectories', 'sobol': 'n', 'lhs': 'n'}
    if method not in sizes:
        raise UsageError(f'sensitivity(): there is no method "{method}"; there is {", ".join(sizes)}')
    if factors is None:
        factors = all_ranges(base)
        refused = faulty(base, factors)
        factors = {key: value for key, value in factors.items() if key not in refused}
    if not isinstance(factors, Mapping):
        factors = dict.fromkeys([factors] if isinstance(factors, str) else factors)
    outcomes = [outcome] if isinstance(outcome, str) else outcome
    return Experiment(base, factors, {'kind': method, sizes[method]: n}, outcomes, replicates, folder,
                      'Which of these decide it?')._run(workers, progress)


def ensemble(base: Scenario, to: 'PathLike', *, points: int = 256, replicates: int = 2, persons: Optional[int] = None, seed: int = 1,
             workers: int = 0,
             progress: Report = False) -> Path:
    """Runs a scenario at many points of all its plausible ranges at once, and writes what the figures of its runs are uncertain by.

    to: the file; `run(assumptions=to)` then tells a second interval of each figure. points: 40 to 4096, of a Latin hypercube drawn by
    seed. persons: fewer people than the scenario has, to save time. Cost: points x replicates runs. Raises: UsageError: nothing has a
    plausible range; ScenarioError: fewer than 40 points can run; KeyboardInterrupt.

    Returns: the path.
    """
    changes = {'replicates': replicates, **({'people.persons': persons} if persons else {})}
    one, work, text = base.copy(None, changes), Work(progress), ffi.new('char **')
    with tempfile.TemporaryDirectory(prefix='socred-') as folder:
        kept = to_c(folder)
        options = ffi.new('struct soc_assumptions_options *', {'folder': kept, 'points': points, 'seed': seed, 'workers': workers,
                                                               'on_progress': lib.soc_python_on_count, 'user': work.handle,
                                                               'stop': work.stop})
        work.call(lib.soc_assumptions_make, one._handle, options, text, ffi.NULL)
    try:
        call(lib.soc_text_write, os.fsencode(to), text[0])
    finally:
        lib.soc_text_free(text[0])
    return Path(to)
