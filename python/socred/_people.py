"""The people of a run: recomputed, never stored. As columns, or one life told; nobody chooses whose."""
from __future__ import annotations

import json
import os
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from socred._comparison import Words, joined
from socred._native import ffi, lib
from socred._scenario import Scenario
from socred._work import Report, Work, call, call_text, to_c, to_text
from socred.errors import MissingKeyError, MissingPersonError, UsageError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from socred._run import PathLike, Run

# By enum soc_people_type: the type in C and that of numpy.
TYPES = {'SOC_PEOPLE_FLAG': 'bool', 'SOC_PEOPLE_WHOLE': 'int32', 'SOC_PEOPLE_LONG': 'int64', 'SOC_PEOPLE_REAL': 'float64',
         'SOC_PEOPLE_WORD': 'int32'}


def go_through(work: Work, step: Callable[[], bool], share: Callable[[], float]) -> None:
    """Calls step() until nothing is left. Ctrl-C is heard between two communities."""
    more = True
    while more:
        more = step()
        work.share = min(share(), 0.999) if more else 1.0
        work.say()


class People:
    """The people that were asked for, as columns: `people["age"]` is an array of numpy, a row a person and month.

    Flags are bool, whole numbers int32 or int64, numbers float64 (NaN: none), words int32 (-1: none) whose texts `words(name)` has.
    `months` is an array as well: months of the run, from 0. asked: people looked at, whether the condition found them or not.
    """

    def __init__(self, run: 'Run', options: dict[str, Any], progress: Report) -> None:
        import numpy as np
        work, cell = Work(progress), ffi.new('struct soc_people_reader **')
        call(lib.soc_people_open, run._handle, ffi.new('struct soc_people_options *', options), cell)
        reader = ffi.gc(cell[0], lib.soc_people_free)
        about = [lib.soc_people_column(reader, i) for i in range(lib.soc_people_columns(reader))]
        self._types = [np.dtype(TYPES[ffi.typeof('enum soc_people_type').elements[one.type]]) for one in about]
        self.meanings = {to_text(one.name): to_text(one.meaning) for one in about}
        self.units = {to_text(one.name): to_text(one.unit) for one in about}
        self._words = {to_text(one.name): [to_text(lib.soc_people_word(reader, i, word)) for word in range(one.words)]
                       for i, one in enumerate(about) if one.type == lib.SOC_PEOPLE_WORD}
        self._columns, self.months = self._collect(reader, work, int(options['sample']) or int(run.meta['persons']))
        self.asked = int(lib.soc_people_examined(reader))

    def _collect(self, reader: Any, work: Work, everybody: int) -> tuple[dict[str, 'npt.NDArray[Any]'], 'npt.NDArray[np.int32]']:
        import numpy as np
        kept, months, counts = [bytearray() for _ in self._types], [], []
        sizes = [one.itemsize for one in self._types]
        rows, more = ffi.new('struct soc_people_rows *'), ffi.new('int *')
        work.text = 'people'

        def step() -> bool:
            call(lib.soc_people_next, reader, rows, more)
            if more[0] and rows.count > 0:
                months.append(rows.month)
                counts.append(rows.count)
                for i, size in enumerate(sizes):
                    kept[i] += ffi.buffer(rows.column[i], rows.count * size)
            return bool(more[0])

        go_through(work, step, lambda: float(lib.soc_people_examined(reader) / everybody))
        columns = {name: np.frombuffer(part, dtype=one) for name, part, one in zip(self.meanings, kept, self._types)}
        return columns, np.repeat(np.array(months, dtype=np.int32), counts)

    def __getitem__(self, name: str) -> 'npt.NDArray[Any]':
        if name not in self._columns:
            raise MissingKeyError(f'{name} was not asked for; there is {", ".join(self._columns)}')
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self.months)

    def words(self, name: str) -> list[str]:
        """The words that the numbers of a column stand for; the order of grades is that of the scale.

        Returns: the words in the order of their numbers, from 0. Raises: MissingKeyError: no such column was asked for, or it is not of
        words.
        """
        if name not in self._words:
            raise MissingKeyError(f'{name} is no column of words that was asked for; there is {", ".join(self._words) or "none"}')
        return self._words[name]

    def df(self) -> 'pd.DataFrame':
        """All of it as a table of pandas: words as categories; a column `month` in front where there are several.

        Returns: a row a person and month, in the order of communities; units as `people.units` has them. Raises: ModuleNotFoundError:
        pandas is not installed.
        """
        import pandas as pd
        table = pd.DataFrame({name: pd.Categorical.from_codes(column, self._words[name]) if name in self._words else column
                              for name, column in self._columns.items()})
        if self._several():
            table.insert(0, 'month', self.months)
        return table

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> Any:
        """The same as an Arrow C stream, for whatever takes one: `pyarrow.table(people)`, `polars.DataFrame(people)`.

        Columns as in `df()`: words are dictionaries, what has no value is null; units and meanings are metadata of the fields.
        requested_schema: another form is not made. Cost: a bit a flag and row; numbers are not copied.
        """
        from socred import _arrow
        columns = [_arrow.Column(name, values, self._words.get(name), self.units[name], self.meanings[name])
                   for name, values in self._columns.items()]
        if self._several():
            columns.insert(0, _arrow.Column('month', self.months, meaning='month of the run, from 0'))
        return _arrow.stream(columns)

    def _several(self) -> bool:
        return len(self) > 0 and bool(self.months[0] != self.months[-1])

    def __repr__(self) -> str:
        return f'<People: {len(self):,} rows of {", ".join(self._columns)}>'


def asked(columns: Words, where: Optional[str], place: Optional[str], months: Optional[str], replicate: int, sample: int,
          seed: Optional[int]) -> dict[str, Any]:
    """A question for `struct soc_people_options`; its texts live as long as it does."""
    kept = [to_c(joined(columns)), to_c(where), to_c(place), to_c(months), ffi.NULL if seed is None else ffi.new('int64_t *', seed)]
    names = ('columns', 'where', 'place', 'months', 'seed')
    return {**dict(zip(names, kept)), 'replicate': replicate, 'sample': sample}


def people(run: 'Run', columns: Words = None, *, where: Optional[str] = None, place: Optional[str] = None, months: Optional[str] = None,
           replicate: int = 0,
           sample: int = 0, seed: Optional[int] = None, progress: Report = False) -> People:
    """What `Run.people` does."""
    return People(run, asked(columns, where, place, months, replicate, sample, seed), progress)


def people_hdf5(run: 'Run', path: 'PathLike', columns: Words = None, *, where: Optional[str], place: Optional[str], months: Optional[str],
                replicate: int,
                sample: int, seed: Optional[int], progress: Report) -> Path:
    """What `Run.people_hdf5` does."""
    work, question = Work(progress), asked(columns, where, place, months, replicate, sample, seed)
    options = ffi.new('struct soc_people_options *',
                      {**question, 'on_progress': lib.soc_python_on_share, 'user': work.handle, 'stop': work.stop})
    work.text = 'people'
    work.call(lib.soc_people_hdf5, run._handle, options, os.fsencode(path))
    return Path(path)


class Person:
    """One synthetic person of a run: a row number, nothing more. `number`, `replicate`, `run`."""

    def __init__(self, run: 'Run', number: int, replicate: int) -> None:
        self.run, self.number, self.replicate = run, number, replicate

    def story(self) -> 'Story':
        """The life month by month: what truly happened, what was recorded, what was decided, and why the grade is what it is.

        Cost: the months of one community.

        Returns: a text that a notebook shows as it stands. Raises: UsageError: no such person or replicate, or no fields were kept.
        """
        return Story(call_text(lib.soc_result_explain, self.run._handle, self.number, self.replicate, b'text'))

    def life(self) -> dict[str, Any]:
        """The same for programs: `person`, `months` (a dict each), as `socred explain --format json`.

        Returns: replicate, person, months, why. Raises: as `story`. Cost: as `story`.
        """
        read: dict[str, Any] = json.loads(call_text(lib.soc_result_explain, self.run._handle, self.number, self.replicate, b'json'))
        return read

    def under(self, other: Union['Run', Scenario]) -> 'Person':
        """The same person under other rules: in a run over the same people, or of a scenario, which is run for as many replicates as
        needed.

        Raises: UsageError says what makes the two runs no pair; KeyboardInterrupt.

        Returns: a Person of the other run, with the same number and replicate.
        """
        from socred._comparison import compare
        from socred._run import run
        needed = max(self.replicate + 1, int(self.run.meta['replicates_kept']))
        made = run(other.copy(other.label, {'replicates': needed}), threads=0, progress=False, to=None, assumptions=True, memory_gb=0.0,
                   whole=True) if isinstance(other, Scenario) else other
        compare(self.run, made)  # other people, another seed: refused
        return Person(made, self.number, self.replicate)

    def __repr__(self) -> str:
        return f'<Person {self.number} of "{self.run.label}", replicate {self.replicate}>'


class Story(str):
    """A text that a notebook shows as it stands."""

    def _repr_html_(self) -> str:
        import html
        return f'<pre>{html.escape(self)}</pre>'


class Found:
    """Those whom a condition finds: `matching` of `asked` people, some of whom are drawn by the seed. `found[0]` is the first drawn.

    A Found can be asked what a Person can (story, life, under), which is then that of the first drawn.
    """

    def __init__(self, run: 'Run', options: dict[str, Any], progress: Report) -> None:
        work, cell = Work(progress), ffi.new('struct soc_find **')
        call(lib.soc_find_open, run._handle, ffi.new('struct soc_find_options *', options), cell)
        self._handle = ffi.gc(cell[0], lib.soc_find_free)
        self.run, self.replicate = run, int(options['replicate'])
        more, everybody = ffi.new('int *'), int(run.meta['persons'])
        work.text = 'people'

        def step() -> bool:
            call(lib.soc_find_next, self._handle, more)
            return bool(more[0])

        go_through(work, step, lambda: self.asked / everybody)

    @property
    def asked(self) -> int:
        """People looked at."""
        return int(lib.soc_find_examined(self._handle))

    @property
    def matching(self) -> int:
        """Those of them whom the condition found."""
        return int(lib.soc_find_matching(self._handle))

    def __len__(self) -> int:
        return int(lib.soc_find_drawn(self._handle))

    def __getitem__(self, i: int) -> Person:
        number = lib.soc_find_person(self._handle, i if i >= 0 else len(self) + i)
        if number < 0:
            raise MissingPersonError(f'{len(self)} people were drawn, of {self.matching} who match')
        return Person(self.run, int(number), self.replicate)

    def table(self) -> 'pd.DataFrame':
        """A row for each person drawn, in the order of the draw.

        Returns: person, who they are and the columns that were asked for, in the units that `Run.people_columns` says; no rows where nobody
        was drawn. Raises: ModuleNotFoundError:
        pandas is not installed.
        """
        import io

        import pandas as pd
        return pd.read_csv(io.StringIO(call_text(lib.soc_find_text, self._handle, b'csv')))

    def story(self) -> Story:
        """The life of the first person drawn (`Person.story`). Raises: IndexError: nobody was found.

        Returns: a Story.
        """
        return self[0].story()

    def life(self) -> dict[str, Any]:
        """The same for programs (`Person.life`).

        Returns: as there. Raises: IndexError (MissingPersonError): nobody was found.
        """
        return self[0].life()

    def under(self, other: Union['Run', Scenario]) -> Person:
        """The first person drawn under other rules (`Person.under`).

        Returns: a Person of the other run. Raises: IndexError (MissingPersonError): nobody was found; else as there.
        """
        return self[0].under(other)

    def __str__(self) -> str:
        return call_text(lib.soc_find_text, self._handle, b'table')

    def __repr__(self) -> str:
        return f'<Found: {self.matching:,} of {self.asked:,} people, {len(self)} drawn>'


def find(run: 'Run', where: Optional[str], *, seed: Optional[int] = None, limit: int = 5, place: Optional[str] = None,
         month: Optional[str] = None,
         columns: Words = None, replicate: int = 0, progress: Report = False) -> Found:
    """What `Run.find` does."""
    kept = [to_c(where), to_c(place), to_c(joined(columns)), to_c(month), ffi.NULL if seed is None else ffi.new('int64_t *', seed)]
    names = ('where', 'place', 'columns', 'month', 'seed')
    return Found(run, {**dict(zip(names, kept)), 'replicate': replicate, 'limit': limit}, progress)


def blocks(story: str) -> dict[str, list[str]]:
    """A story in parts: the head "", each month that it tells of, and "why"."""
    parts: dict[str, list[str]] = {'': []}
    at = ''
    for line in story.splitlines():
        month = re.match(r'(\d{4}-\d{2})  ', line)
        if month:
            at = month[1]
        elif line.startswith('Why '):
            at = 'why'
        if line.strip() and not line.startswith('         ('):
            parts.setdefault(at, []).append(line)
    return parts


def wrapped(lines: list[str], width: int) -> list[str]:
    """Lines broken to a column's width, what follows set in."""
    return [part for line in lines for part in textwrap.wrap(line, width, subsequent_indent='    ', drop_whitespace=True)]


def padded(text: str, width: int) -> str:
    """Filled up to a column's width; a Chinese character is as wide as two letters."""
    return text + ' ' * (width - sum(2 if unicodedata.east_asian_width(letter) in 'WF' else 1 for letter in text))


def beside(first: Union[Person, Found], second: Union[Person, Found], width: int = 76) -> Story:
    """Two lives side by side, month by month: of one person under two sets of rules, or of two people.

    width: letters of each column. Months that neither story tells of are left out.

    Returns: a Story of lines of 2 * width + 3 letters. Raises: UsageError: two people under two sets of rules, runs that are no pair, or a
    person that there is not; IndexError (MissingPersonError): nobody was found.
    """
    people = [one[0] if isinstance(one, Found) else one for one in (first, second)]
    if people[0].number != people[1].number and people[0].run is not people[1].run:
        raise UsageError(f'beside(): person {people[0].number} and person {people[1].number} are two people under two sets of rules; '
                         'take one of them in both runs, or two of one run')
    if people[0].run is not people[1].run:
        from socred._comparison import compare
        compare(people[0].run, people[1].run)  # of other people or another seed the same number is somebody else: refused
    told = [blocks(one.story()) for one in people]
    months = sorted((set(told[0]) | set(told[1])) - {'', 'why'})
    lines = []
    for part in ['', *months, 'why']:
        columns = [wrapped(one.get(part, [f'{part}  nothing happened']), width) for one in told]
        if part == '':
            columns = [[one.run.label, '-' * min(width, len(one.run.label)), *column] for one, column in zip(people, columns)]
        for i in range(max(len(column) for column in columns)):
            cells = [column[i] if i < len(column) else '' for column in columns]
            lines.append(f'{padded(cells[0], width)} | {cells[1]}'.rstrip())
        lines.append(f'{"":{width}} |')
    return Story('\n'.join(lines[:-1]))
