"""Calls of the library: errors become exceptions, texts become str, and long work can be interrupted.

Every call of the library releases the interpreter's lock, so that other threads of Python go on. Long work runs in a thread of its
own while the main thread waits for it: that is where Python hears of Ctrl-C, and tells the library, which ends at the next month.
"""
from __future__ import annotations

import re
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Optional, Union

from socred._native import ffi, lib
from socred.errors import CLASSES, Diagnostic, InternalError, SocredError, UsageError


def to_text(pointer: Any) -> str:
    """A text of the library, which it keeps."""
    return '' if pointer == ffi.NULL else str(ffi.string(pointer).decode('utf-8', 'replace'))


def to_c(text: Optional[str]) -> Any:
    """A text for the library, or NULL. Of a text with a NUL the library would see only the beginning."""
    if text is None:
        return ffi.NULL
    if '\0' in text:
        raise UsageError('a text may not hold the character NUL')
    return ffi.new('char[]', text.encode())


# Where the library speaks of its program, the same in Python; in this order.
SPOKEN = ((re.compile(r'`socred show RESULTS headline --format csv` has'), 'Run.headline() has'),
          (re.compile(r'`socred compare` of scenario files'), 'socred.compare of scenarios'),
          (re.compile(r'--transitions\b'), 'transitions()'), (re.compile(r'--set ([\w.]+)=true\b'), r'the setting \1=True'),
          (re.compile(r'--set\b:?'), 'settings:'),
          (re.compile(r'--(\w+):'), r'\1=:'), (re.compile(r'(^|[\s(])--(\w+)\b'), r'\1\2='))


def spoken(message: str) -> str:
    """A message in words of Python: it says by= where the program has --by."""
    for pattern, words in SPOKEN:
        message = pattern.sub(words, message)
    return message


def failure(err: int, message: str, diagnostics: tuple[Diagnostic, ...] = ()) -> SocredError:
    """The exception of a code."""
    return CLASSES.get(err, InternalError)(spoken(message) or to_text(lib.soc_err_text(err)), diagnostics)


def take_diagnostics(cell: Any) -> tuple[Diagnostic, ...]:
    """Takes over the list that `cell` (struct soc_diagnostics **) holds, and releases it."""
    found = []
    for i in range(lib.soc_diagnostics_count(cell[0])):
        one = lib.soc_diagnostics_at(cell[0], i)
        file = to_text(one.file)
        found.append(Diagnostic('settings' if file == '--set' else file, one.line, one.column, to_text(one.key), to_text(one.text),
                                bool(one.warning)))
    lib.soc_diagnostics_free(cell[0])
    cell[0] = ffi.NULL
    return tuple(found)


def call(function: Callable[..., int], *arguments: Any) -> None:
    """function(*arguments, msg); an error is raised with its message."""
    msg = ffi.new('struct soc_msg *')
    err = function(*arguments, msg)
    if err != lib.SOC_OK:
        raise failure(err, to_text(msg.text))


def call_text(function: Callable[..., int], *arguments: Any) -> str:
    """function(*arguments, &text, msg): the text, whose copy in the library is released."""
    cell = ffi.new('char **')
    call(function, *arguments, cell)
    try:
        return str(ffi.string(cell[0]).decode())
    finally:
        lib.soc_text_free(cell[0])


@dataclass(frozen=True)
class Progress:
    """How far some work is. share: 0 to 1 of all of it. text: in words. seconds: since it began."""
    share: float
    text: str
    seconds: float


Report = Union[bool, Callable[[Progress], None]]


class Meter:
    """Draws a line on standard error; without a terminal or a notebook one line a quarter."""

    def __init__(self) -> None:
        self.quarter = 0
        self.width = 0
        self.moves = sys.stderr.isatty() or 'ipykernel' in sys.modules

    def __call__(self, progress: Progress) -> None:
        done = round(20 * progress.share)
        line = f'{"#" * done}{"." * (20 - done)} {100 * progress.share:3.0f}%  {progress.text}  {progress.seconds:.1f} s'
        if self.moves:
            sys.stderr.write('\r' + line.ljust(self.width))
            self.width = len(line)
            if progress.share >= 1.0:
                sys.stderr.write('\n')
        elif int(4 * progress.share) > self.quarter:
            self.quarter = int(4 * progress.share)
            sys.stderr.write(line + '\n')
        sys.stderr.flush()


class Work:
    """Long work of the library: its flag to stop, its progress, and the thread that it runs in."""

    def __init__(self, progress: Report = False) -> None:
        self.stop = ffi.new('int *')
        self.handle = ffi.new_handle(self)
        self.began = time.monotonic()
        self.share = 0.0
        self.text = ''
        self.told = -1.0
        self.report: Optional[Callable[[Progress], None]] = None
        if progress is True:
            self.report = Meter()
        elif progress is not False:
            self.report = progress

    def say(self) -> None:
        """Tells the progress once for each time it has moved."""
        if self.report is not None and self.share != self.told:
            self.told = self.share
            self.report(Progress(self.share, self.text, time.monotonic() - self.began))

    def wait_for(self, done: threading.Event) -> Optional[BaseException]:
        """Waits for the work; what ends the waiting early (Ctrl-C, a report that fails) stops it, and is given back."""
        ended: Optional[BaseException] = None
        while not done.is_set():
            try:
                done.wait(0.05)
                if ended is None:
                    self.say()
            except BaseException as error:  # also KeyboardInterrupt: the library has to end before anything is released
                self.stop[0] = 1
                ended = ended or error
        return ended

    def run(self, function: Callable[..., int], *arguments: Any) -> tuple[int, str, Optional[BaseException]]:
        """function(*arguments, msg): its code and message, and what interrupted it."""
        msg = ffi.new('struct soc_msg *')
        result: list[int] = []
        done = threading.Event()

        def work() -> None:
            try:
                result.append(function(*arguments, msg))
            finally:
                done.set()

        ended: Optional[BaseException] = None
        if threading.current_thread() is threading.main_thread():
            thread = threading.Thread(target=work, name='socred')
            thread.start()
            ended = self.wait_for(done)
            thread.join()
        else:
            work()
        if ended is None:
            self.say()
        return (result[0] if result else lib.SOC_ERR_INTERNAL), to_text(msg.text), ended

    def call(self, function: Callable[..., int], *arguments: Any) -> None:
        """As run; an error is raised, and so is what interrupted it."""
        err, message, ended = self.run(function, *arguments)
        if ended is not None:
            raise ended
        if err != lib.SOC_OK:
            raise failure(err, message)


def _lost(_kind: Any, _error: Any, _trace: Any) -> None:
    """A call from the library never raises into it."""


@ffi.def_extern(onerror=_lost)  # type: ignore[misc]
def soc_python_on_progress(user: Any, progress: Any) -> None:
    """soc_run_options.on_progress: notes how far a run is; the main thread tells it."""
    work = ffi.from_handle(user)
    work.text = ('people' if progress.building
                 else f'replicate {min(progress.replicate + 1, progress.replicates)} of {progress.replicates}, month {progress.month} of '
                      f'{progress.months}')
    # while people are built the share is that of building them
    work.share = progress.replicate / progress.replicates if progress.building else progress.share


@ffi.def_extern(onerror=_lost)  # type: ignore[misc]
def soc_python_on_count(user: Any, done: int, everything: int) -> None:
    """on_progress of experiments and ensembles: notes how many replicates are measured."""
    work = ffi.from_handle(user)
    work.text = f'{done} of {everything} replicates'
    work.share = done / everything if everything else 1.0


@ffi.def_extern(onerror=_lost)  # type: ignore[misc]
def soc_python_on_share(user: Any, share: float) -> None:
    """on_progress of people: notes the share of the communities that are done."""
    ffi.from_handle(user).share = share
