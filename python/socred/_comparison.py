"""Many rules on the same people: paired differences, winners and losers; and lists as a test by group."""
from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from socred._native import ffi, lib
from socred._work import Report, Work, call, call_text, to_c
from socred.errors import UsageError

if TYPE_CHECKING:
    import matplotlib.axes
    import pandas as pd

    from socred._run import PathLike, Run
    from socred._scenario import Scenario

Words = Union[str, Sequence[str], None]


def joined(words: Words) -> Optional[str]:
    """ "group,quintile" of that or of ["group", "quintile"]."""
    return words if words is None or isinstance(words, str) else ','.join(words)


def name_of(run: 'Run', first: 'Run') -> str:
    """The label that a run or its scenario was given; else what it sets that the first does not, and of the first "base": they share a
    title."""
    given = run._label or (run._scenario._label if run._scenario is not None else None)
    if given:
        return given
    if run is first:
        return 'base'
    mine, other = ({key: one.scenario[key] for key in one.scenario} for one in (run, first))
    changed = [f'{key}={value}' for key, value in mine.items() if other.get(key) != value]
    return ', '.join(changed[:3]) + (' ...' if len(changed) > 3 else '') if changed else run.label


class Comparison:
    """Any number of runs against the first of them, replicate by replicate, on the same people under the same random numbers.

    Made by `socred.compare`. Runs are called A, B, C ... in the tables, as in `socred compare`; `labels` says which is which.
    """

    def __init__(self, runs: Sequence['Run'], month: Optional[str]) -> None:
        self.runs = tuple(runs)
        self.month = month
        self.labels: dict[str, str] = {chr(ord('A') + i): name_of(one, runs[0]) for i, one in enumerate(runs)}
        self._make(None, None)  # what makes them no pairs is said at once

    def _make(self, by: Words, only: Words) -> Any:
        labels = [to_c(label) for label in self.labels.values()]
        kept = [to_c(self.month), to_c(joined(by)), to_c(joined(only)), ffi.new('const char *[]', labels)]
        options = ffi.new('struct soc_comparison_options *', dict(zip(('month', 'by', 'only', 'labels'), kept)))
        cell = ffi.new('struct soc_comparison **')
        call(lib.soc_comparison_make, [one._handle for one in self.runs], len(self.runs), options, cell)
        return ffi.gc(cell[0], lib.soc_comparison_free)

    def table(self, by: Words = None, only: Words = None, gap: Optional[tuple[str, str]] = None) -> 'pd.DataFrame':
        """Each figure of the headline in each run, and what it has more than in the first.

        by: also for each part of the people ("group", "quintile", "class", "stratum", "province", "place"; "sex", "age" of runs with
        output.sex_age; several as a list). only: these statistics. gap: ("minority", "majority"): what the first part has more than the
        second, and how a rule changes that; the second must be the first in the order of the parts, and of places and provinces
        "everybody".

        Returns: one row a run, statistic and part. section, label: as of Run.headline; full_label: both, with the unit. value, value_low,
        value_high: 95% over replicates. difference, low, high: from the first run, paired. low_all, high_all, holm: where many are asked,
        so that all hold together (Bonferroni; Holm 1979). cases, few, replicates. less_part: the part that was subtracted, or "". Raises:
        UsageError with what there is.
        """
        import pandas as pd
        if gap is not None and by is None:
            raise UsageError('table(gap=...): by= says what the parts are parts of')
        read = json.loads(call_text(lib.soc_comparison_text, self._make(by, only), b'json'))
        table = pd.DataFrame(read['statistics'])
        if gap is not None:
            gaps = table[table['less_part'] != '']
            table = gaps[(gaps['part'] == gap[0]) & (gaps['less_part'] == gap[1])]
            if table.empty:
                there = sorted({f'("{part}", "{less}")' for part, less in zip(gaps['part'], gaps['less_part'])})
                raise UsageError(f'there is no gap ("{gap[0]}", "{gap[1]}"); there is {", ".join(there)}')
        numbers = [name for name in table.columns if name in NUMBERS]
        table[numbers] = table[numbers].astype(float)
        table.insert(1, 'run_label', table['run'].map(self.labels))
        return table.reset_index(drop=True)

    def text(self, by: Words = None, only: Words = None) -> str:
        """As `socred compare` prints it.

        Returns: lines of text. Raises: UsageError: no such part or statistic, with the nearest; ResultsError: a file is broken.
        """
        return call_text(lib.soc_comparison_text, self._make(by, only), b'table')

    def page(self, path: 'PathLike', by: Words = None) -> Path:
        """Writes it as one page of HTML without scripts. Raises: FileError; the old file stands.

        Returns: path.
        """
        text = call_text(lib.soc_comparison_page, self._make(by, None), ffi.NULL)
        call(lib.soc_text_write, str(path).encode(), to_c(text))
        return Path(path)

    def plot(self, statistic: str, by: Words = None, ax: Optional['matplotlib.axes.Axes'] = None) -> 'matplotlib.axes.Axes':
        """A forest of one statistic's paired differences with their intervals; what cannot be told from zero is pale.

        statistic: as in `table`; by: as there. ax: axes to draw on (None: new ones).

        Returns: the axes; horizontally the difference in the statistic's unit with its 95% interval, a row a run and part; hollow and
        marked: fewer than 100 cases. Raises: UsageError: no such statistic or part, with the nearest.
        """
        from socred import _plots
        return _plots.forest(self, statistic, by, ax)

    def transitions(self, by: Words = None, lives: Optional[str] = None, limit: int = 5, replicate: int = 0) -> 'Transitions':
        """Who wins and who loses, person by person, by what holds them in A and in B (of two runs).

        by: also "sex", "age". lives: draw people whom "listed_wrongly:free" holds ("any", "better", "worse"); limit: so many of them,
        drawn by the seed, in this replicate. Cost: that of both runs on one thread.

        Returns: a Transitions: people per 1,000 by what holds them in A and in B. Raises: UsageError: not two runs, no such part or
        condition, or no fields were kept; KeyboardInterrupt.
        """
        if len(self.runs) != 2:
            raise UsageError('transitions() is of two runs')
        return Transitions(self, joined(by), lives, limit, replicate)

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        table = self.table()
        table = table[table['run'] != 'A']
        return str(table[['run_label', 'full_label', 'value', 'difference', 'low', 'high']].to_html(index=False,
            float_format='{:.4g}'.format))


NUMBERS = ('value', 'value_low', 'value_high', 'difference', 'low', 'high', 'low_all', 'high_all', 'holm')


class Transitions:
    """The people of two runs by what holds each in A and in B. match: how many `lives` matched; lives: rows of those drawn."""

    def __init__(self, comparison: Comparison, by: Optional[str], lives: Optional[str], limit: int, replicate: int) -> None:
        kept = [to_c(comparison.month), to_c(by), to_c(lives)]
        options = ffi.new('struct soc_transitions_options *',
                          {**dict(zip(('month', 'by', 'lives'), kept)), 'limit': limit, 'replicate': replicate})
        cell = ffi.new('struct soc_transitions **')
        Work().call(lib.soc_transitions_make, comparison.runs[0]._handle, comparison.runs[1]._handle, options, cell)
        self._handle = ffi.gc(cell[0], lib.soc_transitions_free)
        read = json.loads(call_text(lib.soc_transitions_text, self._handle, b'json'))
        self._rows = read['transitions']
        self.match: int = read.get('match', 0)
        self.lives: list[int] = read.get('lives', [])

    def table(self) -> 'pd.DataFrame':
        """One row a part, a state in A and a state in B: people (mean over replicates), per_1000 with its 95% interval, and the way.

        Returns: columns by, part, in_a, in_b, way ("better", "worse", "same"), persons, people, per_1000, low, high, replicates. Raises:
        nothing of its own.
        """
        import pandas as pd
        return pd.DataFrame(self._rows)

    def matrix(self, part: str = 'everybody') -> 'pd.DataFrame':
        """People per 1,000: rows, what holds them in A; columns, in B.

        part: "everybody", or a part of `by`.

        Returns: a square table, a row and a column a state in the order of the report. Raises: UsageError: no such part, with those that
        there are.
        """
        table = self.table()
        parts = list(dict.fromkeys(table['part']))
        if part not in parts:
            near = difflib.get_close_matches(part, parts, 1)
            raise UsageError(f'matrix(): no part "{part}"; there are {", ".join(parts)}' + (f'; did you mean {near[0]}?' if near else ''))
        table = table[(table['part'] == part) & (table['in_a'] != '')]
        states = list(dict.fromkeys(table['in_a']))
        return table.pivot(index='in_a', columns='in_b', values='per_1000').reindex(index=states, columns=states)

    def __str__(self) -> str:
        return call_text(lib.soc_transitions_text, self._handle, b'table')


def compare(*runs: Union['Run', 'Scenario'], month: Optional[str] = None, threads: int = 0, progress: Report = False) -> Comparison:
    """Compares runs with the first of them, paired: the same seed, people and months, other rules.

    runs: what came of scenarios, or scenarios, which are run: with the seed, people and replicates of the first of them, and with figures
    by sex and age. month: "2016-12": stocks at its end, flows up to it; None: the last. threads, progress: as of Scenario.run. Ctrl-C ends
    it, whichever run it comes in. Raises: UsageError says what makes them no pairs; KeyboardInterrupt; what Scenario.run raises.

    Returns: a Comparison, in which the first run is A.
    """
    from socred._run import run
    from socred._scenario import Scenario
    first = next((one for one in runs if isinstance(one, Scenario)), None)
    shared: dict[str, Any] = {'output.sex_age': True}
    if first is not None:
        shared.update({key: first[key] for key in ('seed', 'people.persons', 'replicates')})
    made = [run(one.copy(one._label, shared), threads=threads, progress=progress, to=None, assumptions=True, memory_gb=0.0, whole=True)
            if isinstance(one, Scenario) else one for one in runs]
    return Comparison(made, month)


class Fairness:
    """Being listed as a test of what is true, by group: eight rates of error and of prediction, differences and ratios.

    No threshold is called fair. `notes` has what is selected, what counts as true, and what cannot be alike in two groups.
    """

    def __init__(self, run: 'Run', by: str, only: Optional[str], reference: Optional[str]) -> None:
        self._text = [call_text(lib.soc_result_fairness, run._handle, to_c(by), to_c(only), to_c(reference), name)
                      for name in (b'json', b'table')]
        read = json.loads(self._text[0])
        self._rows = read.pop('statistics')
        self.notes: dict[str, Any] = read

    def table(self, statistic: Optional[str] = None) -> 'pd.DataFrame':
        """One row a statistic and group: value per 1,000 with its 95% interval, difference and ratio to the reference group, cases.

        statistic: one of them, as "false_discovery_rate" (None: all).

        Returns: columns statistic, label, by, group, reference, persons, value, low, high (per 1,000), difference (per 1,000) and ratio to
        the reference with their intervals, cases (people in all replicates), few, replicates. Raises: UsageError: no such statistic, with
        what there is.
        """
        import pandas as pd
        table = pd.DataFrame(self._rows)
        if statistic is not None:
            table = table[table['statistic'] == statistic]
            if table.empty:
                raise UsageError(f'there is no statistic "{statistic}"; there is '
                                 + ', '.join(dict.fromkeys(row['statistic'] for row in self._rows)))
        return table.reset_index(drop=True)

    def __str__(self) -> str:
        return self._text[1]


def fairness(run: 'Run', by: Words = 'group', *, list: Optional[str] = None, reference: Words = None) -> Fairness:  # noqa: A002
    """Being listed as a test of what is true, by group (docs/guide/fairness.md).

    by: "group", "class", "stratum", "quintile"; several with their intersections; "marker" alone, of an instrument. list: the black
    list that selects (None: any). reference: the groups that others are compared with (None: the largest). Raises: UsageError: no such
    way, list or group, with what there is.

    Returns: a Fairness, whose `table()` is per 1,000 and whose `notes` say what is counted.
    """
    return Fairness(run, joined(by) or 'group', list, joined(reference))
