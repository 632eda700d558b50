"""What can go wrong: one family of exceptions, one class for each code of the library (include/socred/error.h).

    try:
        base.set("due_process.delay_month", 2)
    except socred.ScenarioError as error:
        error.diagnostics[0].key       # "due_process.delay_month"
        error.diagnostics[0].text      # '... did you mean delay_months?'
"""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Diagnostic:
    """One thing that is wrong, or doubtful, with what was read.

    file: the file, or "settings" for what was set from Python. line, column: from 1; 0 where it is in no file. key: dotted path, or "".
    text: what is wrong, what was found, what is allowed and the nearest name. warning: a run would go on.
    """
    file: str
    line: int
    column: int
    key: str
    text: str
    warning: bool

    def __str__(self) -> str:
        place = f'{self.file}:{self.line}:{self.column}' if self.line else self.file
        return f'{place}: {"warning" if self.warning else "error"}: {self.key + ": " if self.key else ""}{self.text}'


class SocredError(Exception):
    """Any failure of the library.

    message: one sentence that says where, what was found and what is allowed. code: the number of include/socred/error.h, also the
    exit status of the program. diagnostics: each fault with its place, where there are several.
    """
    code = 0

    def __init__(self, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        faults = [str(one) for one in diagnostics if not one.warning]
        super().__init__('\n'.join(faults) if faults else message)
        self.message = message
        self.diagnostics = diagnostics


class UsageError(SocredError, ValueError):
    """A name, format or argument that there is not; the message has the nearest that there is."""
    code = 2


class MissingKeyError(UsageError, KeyError):
    """A key or a column in brackets that there is not: base["..."], people["..."]."""
    __str__ = Exception.__str__  # a KeyError would show its message as Python writes a text, in quotes


class MissingPersonError(UsageError, IndexError):
    """A person in brackets beyond those that were drawn: found[20] of 20."""


class ScenarioError(SocredError, ValueError):
    """The scenario, experiment or form is not valid; `diagnostics` has every fault with file, line, column and key."""
    code = 3


class DataError(SocredError):
    """A data file is missing or not valid."""
    code = 4


class FileError(SocredError):
    """Reading or writing a file failed; what stood at its place still stands."""
    code = 5


class NoMemoryError(SocredError, MemoryError):
    """Not enough memory; the message has the size that was wanted."""
    code = 6


class ResultsError(SocredError):
    """The results file is missing, broken or changed."""
    code = 7


class DifferentError(SocredError):
    """Two results differ; the message says in which table, row and column first."""
    code = 8


class LimitError(SocredError):
    """A stated limit is exceeded."""
    code = 9


class InterruptedRunError(SocredError):
    """The work was stopped, and nothing of it was finished."""
    code = 10


class InternalError(SocredError):
    """An invariant of the library is broken: please report it."""
    code = 11


class BusyError(SocredError):
    """Another run is writing into the folder."""
    code = 12


class FormatError(SocredError):
    """The results file has the format of another version."""
    code = 13


class CheckpointError(SocredError):
    """The checkpoint is missing, damaged or of another run."""
    code = 14


class PartialRunWarning(UserWarning):
    """A run was interrupted; it has the replicates that were finished."""


CLASSES = {one.code: one for one in SocredError.__subclasses__()}
