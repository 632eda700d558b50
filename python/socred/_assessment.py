"""Forms of impact assessments, filled with what runs say."""
from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from socred._native import ffi, lib
from socred._work import call, call_text, failure, take_diagnostics, to_text

if TYPE_CHECKING:
    from socred._run import PathLike, Run


class Assessment:
    """A filled form: each field is a figure with its interval, a value of the scenario, not simulated, or left for the deployer's words.

    It gives no verdict. html, markdown: the whole of it as text; data: the same as dict.
    """

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    @property
    def html(self) -> str:
        """A page in one file, without scripts."""
        return call_text(lib.soc_assessment_text, self._handle, b'html')

    @property
    def markdown(self) -> str:
        """The same as Markdown."""
        return call_text(lib.soc_assessment_text, self._handle, b'markdown')

    @property
    def data(self) -> Mapping[str, Any]:
        """The same for programs."""
        read: dict[str, Any] = json.loads(call_text(lib.soc_assessment_text, self._handle, b'json'))
        return read

    def save(self, folder: 'PathLike') -> Path:
        """Writes assessment.html, .md and .json into a folder, made if missing. Raises: FileError, OSError.

        Returns: the folder.
        """
        os.makedirs(folder, exist_ok=True)
        for form, end in ((b'html', 'html'), (b'markdown', 'md'), (b'json', 'json')):
            text = call_text(lib.soc_assessment_text, self._handle, form)
            call(lib.soc_text_write, os.fsencode(Path(folder) / f'assessment.{end}'), text.encode())
        return Path(folder)

    def _repr_markdown_(self) -> str:
        return self.markdown


def assess(run: 'Run', *alternatives: 'Run', form: str = 'fria') -> Assessment:
    """Fills a form with what a run says, and lays alternatives over the same people beside it.

    form: fria (EU AI Act, article 27), iama (Netherlands), aia (Canada), atrs (United Kingdom), or the path of one of your own.
    Raises: UsageError: no such form, or two runs that are no pair; ScenarioError: the form is not valid.

    Returns: an Assessment: a figure with its interval (per 1,000, months or people, as each field says), or what is left for the deployer.
    """
    runs = (run, *alternatives)
    cell, diagnostics, msg = ffi.new('struct soc_assessment **'), ffi.new('struct soc_diagnostics **'), ffi.new('struct soc_msg *')
    err = lib.soc_assessment_make(cell, [one._handle for one in runs], len(runs), form.encode(), diagnostics, msg)
    found = take_diagnostics(diagnostics)
    if err != lib.SOC_OK:
        raise failure(err, to_text(msg.text), found)
    return Assessment(ffi.gc(cell[0], lib.soc_assessment_free))
