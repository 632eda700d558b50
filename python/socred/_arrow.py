"""Columns as an Arrow C stream, for whatever takes one (pyarrow, polars); neither is needed here.

Source: Apache Arrow, The Arrow C data interface, The Arrow C stream interface, The Arrow PyCapsule interface.
"""
from __future__ import annotations

import ctypes
import itertools
import struct
from typing import TYPE_CHECKING, Any, Optional

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

RELEASE: Any = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
FILL: Any = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
TELL: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
DESTROY: Any = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)

NULLABLE = 2  # ARROW_FLAG_NULLABLE
FORMATS = {'bool': b'b', 'int32': b'i', 'int64': b'l', 'float64': b'g'}


class Schema(ctypes.Structure):
    """struct ArrowSchema."""


class Array(ctypes.Structure):
    """struct ArrowArray."""


class Stream(ctypes.Structure):
    """struct ArrowArrayStream."""

    _fields_ = [('get_schema', FILL), ('get_next', FILL), ('get_last_error', TELL), ('release', RELEASE), ('private_data', ctypes.c_void_p)]


Schema._fields_ = [('format', ctypes.c_char_p), ('name', ctypes.c_char_p), ('metadata', ctypes.c_void_p), ('flags', ctypes.c_int64),
                   ('n_children', ctypes.c_int64),
                   ('children', ctypes.POINTER(ctypes.POINTER(Schema))), ('dictionary', ctypes.POINTER(Schema)), ('release', RELEASE),
                   ('private_data', ctypes.c_void_p)]
Array._fields_ = [('length', ctypes.c_int64), ('null_count', ctypes.c_int64), ('offset', ctypes.c_int64), ('n_buffers', ctypes.c_int64),
                  ('n_children', ctypes.c_int64),
                  ('buffers', ctypes.POINTER(ctypes.c_void_p)), ('children', ctypes.POINTER(ctypes.POINTER(Array))),
                  ('dictionary', ctypes.POINTER(Array)),
                  ('release', RELEASE), ('private_data', ctypes.c_void_p)]

_kept: dict[int, Any] = {}  # what the structures point at, until whoever took them releases them
_numbers = itertools.count(1)


def _keep(what: Any) -> int:
    number = next(_numbers)
    _kept[number] = what
    return number


def _release(kind: Any, address: int) -> None:
    one = kind.from_address(address)
    parts = [one.children[i] for i in range(one.n_children)] + ([one.dictionary] if one.dictionary else [])
    for part in parts:
        if part.contents.release:  # who took a part has set it to none
            part.contents.release(ctypes.addressof(part.contents))
    _kept.pop(one.private_data, None)
    one.release = RELEASE()


def _schema_done(address: int) -> None:
    _release(Schema, address)


def _array_done(address: int) -> None:
    _release(Array, address)


def _stream_done(address: int) -> None:
    one = Stream.from_address(address)
    _kept.pop(one.private_data, None)
    one.release = RELEASE()


def _metadata(unit: str, meaning: str) -> bytes:
    texts = [text.encode() for pair in (('unit', unit), ('meaning', meaning)) if pair[1] for text in pair]
    return struct.pack('=i', len(texts) // 2) + b''.join(struct.pack('=i', len(text)) + text for text in texts)


_release_schema, _release_array, _release_stream = RELEASE(_schema_done), RELEASE(_array_done), RELEASE(_stream_done)


class Column:
    """One column of the stream: values as people hold them; words: what its numbers stand for, -1 for none."""

    def __init__(self, name: str, values: 'npt.NDArray[Any]', words: Optional[list[str]] = None, unit: str = '', meaning: str = '') -> None:
        self.name, self.values, self.words, self.metadata = name, values, words, _metadata(unit, meaning)

    def nulls(self) -> Optional['npt.NDArray[np.bool_]']:
        """Where there is no value; None where there is one everywhere."""
        import numpy as np
        where = self.values < 0 if self.words is not None else np.isnan(self.values) if self.values.dtype.kind == 'f' else None
        return where if where is not None and where.any() else None


def _bits(flags: 'npt.NDArray[np.bool_]') -> 'npt.NDArray[np.uint8]':
    import numpy as np
    return np.packbits(flags, bitorder='little')


def _fill_schema(one: Any, layout: bytes, name: str = '', flags: int = 0, metadata: bytes = b'', children: Any = (),
                 dictionary: Any = None) -> None:
    pointers = (ctypes.POINTER(Schema) * max(1, len(children)))(*[ctypes.pointer(child) for child in children])
    text, about = name.encode(), ctypes.create_string_buffer(metadata) if metadata else None
    one.format, one.name, one.flags, one.n_children = layout, text, flags, len(children)
    one.metadata = ctypes.addressof(about) if about is not None else None
    one.children = pointers
    if dictionary is not None:
        one.dictionary = ctypes.pointer(dictionary)
    one.release = _release_schema
    one.private_data = _keep((layout, text, about, children, pointers, dictionary))


def _fill_array(one: Any, length: int, buffers: Any, empty: int = 0, children: Any = (), dictionary: Any = None) -> None:
    """buffers: arrays of numpy, None where there is none, the bits of what has a value first."""
    addresses = (ctypes.c_void_p * max(1, len(buffers)))(*[None if part is None else part.ctypes.data for part in buffers])
    pointers = (ctypes.POINTER(Array) * max(1, len(children)))(*[ctypes.pointer(child) for child in children])
    one.length, one.null_count, one.offset, one.n_buffers, one.n_children = length, empty, 0, len(buffers), len(children)
    one.buffers, one.children = addresses, pointers
    if dictionary is not None:
        one.dictionary = ctypes.pointer(dictionary)
    one.release = _release_array
    one.private_data = _keep((buffers, addresses, children, pointers, dictionary))


def _column_schema(column: Column) -> Schema:
    one, dictionary = Schema(), None
    if column.words is not None:
        dictionary = Schema()
        _fill_schema(dictionary, b'u')
    flags = NULLABLE if column.words is not None or column.values.dtype.kind == 'f' else 0
    _fill_schema(one, FORMATS[column.values.dtype.name], column.name, flags, column.metadata, dictionary=dictionary)
    return one


def _words_array(words: list[str]) -> Array:
    import numpy as np
    texts = [word.encode() for word in words]
    ends = np.cumsum([0, *map(len, texts)], dtype=np.int32)
    one = Array()
    _fill_array(one, len(words), [None, ends, np.frombuffer(b''.join(texts) or b'\0', dtype=np.uint8)])
    return one


def _column_array(column: Column) -> Array:
    one, empty = Array(), column.nulls()
    values = _bits(column.values) if column.values.dtype.kind == 'b' else column.values
    _fill_array(one, len(column.values), [None if empty is None else _bits(~empty), values], 0 if empty is None else int(empty.sum()),
                dictionary=_words_array(column.words) if column.words is not None else None)
    return one


def stream(columns: list[Column]) -> Any:
    """A capsule "arrow_array_stream" of one batch, a row each. Its arrays are those of the columns; bits of flags and of what has a value
    are made.

    Owner: the caller; what takes the stream out of it keeps the columns until it has released them.
    """
    left = [columns]

    def get_schema(_: int, out: int) -> int:
        _fill_schema(Schema.from_address(out), b'+s', children=[_column_schema(column) for column in columns])
        return 0

    def get_next(_: int, out: int) -> int:
        if left:
            batch = left.pop()
            _fill_array(Array.from_address(out), len(batch[0].values), [None], children=[_column_array(column) for column in batch])
        else:
            Array.from_address(out).release = RELEASE()
        return 0

    def get_last_error(_: int) -> Optional[int]:
        return None

    calls = FILL(get_schema), FILL(get_next), TELL(get_last_error)
    one = Stream(*calls, _release_stream)
    one.private_data = _keep(calls)
    # The structure is kept by the capsule alone, whoever took the stream out of it: it may be released by then.
    _capsules[ctypes.addressof(one)] = one
    return _new(ctypes.addressof(one), NAME, ctypes.cast(_destroy, ctypes.c_void_p))


NAME = b'arrow_array_stream'
_capsules: dict[int, Stream] = {}
_new = ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)(('PyCapsule_New', ctypes.pythonapi))
_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(('PyCapsule_GetPointer', ctypes.pythonapi))


def _capsule_done(capsule: int) -> None:
    address = _pointer(capsule, NAME)
    one = _capsules.pop(address, None)
    if one is not None and one.release:  # nobody took it
        one.release(address)


_destroy = DESTROY(_capsule_done)
