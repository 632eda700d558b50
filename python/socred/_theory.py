"""Published theories as small worlds of their own."""
from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from socred._native import ffi, lib
from socred._work import Work, call_text, to_c
from socred._scenario import Setting, value_text

if TYPE_CHECKING:
    import pandas as pd


class Theory:
    """What came of a theory: its figures beside what is published of them.

    data: all of it as dict (title, question, source, used: what of it the national model has, parameters, figures).
    """

    def __init__(self, name: str, handle: Any) -> None:
        self.name = name
        self._handle = handle
        self.data: dict[str, Any] = json.loads(call_text(lib.soc_theory_text, handle, b'json', 0))

    def figures(self) -> 'pd.DataFrame':
        """One row a figure: mean, its 95% interval over replicates, unit, meaning.

        Returns: columns figure, value, low, high, unit, published, bound, within, source, meaning. Raises: nothing of its own.
        """
        import pandas as pd
        return pd.DataFrame(self.data['figures'])

    def parameters(self) -> 'pd.DataFrame':
        """One row a parameter: value, default, plausible range, unit, meaning, source.

        Returns: as said, in each parameter's unit. Raises: nothing of its own.
        """
        import pandas as pd
        return pd.DataFrame(self.data['parameters'])

    def series(self) -> 'pd.DataFrame':
        """The time series of the first replicate.

        Returns: a row a step, in the unit that the theory steps by. Raises: NoMemoryError.
        """
        import pandas as pd
        return pd.read_csv(io.StringIO(call_text(lib.soc_theory_text, self._handle, b'csv', 1)))

    def __str__(self) -> str:
        return call_text(lib.soc_theory_text, self._handle, b'table', 0)


def theory(name: str, /, *, seed: int = 1, replicates: int = 0, **settings: Setting) -> Theory:
    """Runs a theory ("ensign"; `socred.theories()` lists them). replicates: 0 for as many as it has by itself.

    Raises: UsageError: no such theory or key, with the nearest, or a value out of its range. Ctrl-C ends it.

    Returns: a Theory.
    """
    kept = [to_c(f'{key}={value_text(value)}') for key, value in settings.items()]
    given, title, work = ffi.new('char *[]', kept) if kept else ffi.NULL, to_c(name), Work()
    options = ffi.new('struct soc_theory_options *', {'name': title, 'settings': given, 'settings_count': len(kept), 'seed': seed,
                                                      'replicates': replicates, 'stop': work.stop})
    cell = ffi.new('struct soc_theory_result **')
    work.call(lib.soc_theory_run, options, cell)
    return Theory(name, ffi.gc(cell[0], lib.soc_theory_free))


def theories() -> 'pd.DataFrame':
    """The theories there are, indexed by name: title, question, source, and what of each the national model has.

    Returns: a row a theory. Raises: NoMemoryError.
    """
    import pandas as pd
    return pd.DataFrame(json.loads(call_text(lib.soc_theory_list, b'json'))).set_index('name')


def about(name: str) -> str:
    """What a theory is: question, source, parameters and figures. Raises: UsageError with the nearest name.

    Returns: text of lines.
    """
    return call_text(lib.soc_theory_about, to_c(name))
