"""People as an Arrow C stream: read back by following the structures, and by pyarrow and polars where they are there."""
import ctypes
import gc
import importlib.util
import unittest

import numpy as np

import support
from socred import _arrow


def bits(address, count):
    raw = np.frombuffer(ctypes.string_at(address, (count + 7) // 8), dtype=np.uint8)
    return np.unpackbits(raw, bitorder='little')[:count].astype(bool)


def taken(people):
    """What a consumer of the stream sees: a list of values by name of column; all is released before it returns."""
    capsule = people.__arrow_c_stream__()
    stream = _arrow.Stream.from_address(_arrow._pointer(id(capsule), b'arrow_array_stream'))
    schema, batch, end = _arrow.Schema(), _arrow.Array(), _arrow.Array()
    here = ctypes.addressof(stream)
    assert stream.get_schema(here, ctypes.addressof(schema)) == 0 and stream.get_next(here, ctypes.addressof(batch)) == 0
    assert stream.get_next(here, ctypes.addressof(end)) == 0 and not end.release
    assert schema.format == b'+s'
    read, types = {}, {b'i': ctypes.c_int32, b'l': ctypes.c_int64, b'g': ctypes.c_double}
    for i in range(schema.n_children):
        about, one = schema.children[i].contents, batch.children[i].contents
        valid = bits(one.buffers[0], one.length) if one.buffers[0] else np.ones(one.length, bool)
        assert one.null_count == (~valid).sum()
        values = bits(one.buffers[1], one.length) if about.format == b'b' else np.ctypeslib.as_array(
            ctypes.cast(one.buffers[1], ctypes.POINTER(types[about.format])), (one.length,))
        if about.dictionary:
            words = one.dictionary.contents
            ends = (ctypes.c_int32 * (words.length + 1)).from_address(words.buffers[1])
            text = ctypes.string_at(words.buffers[2], ends[words.length])
            values = [text[ends[value]:ends[value + 1]].decode() if good else None for value, good in zip(values, valid)]
        read[about.name.decode()] = [value if good else None for value, good in zip(values, valid)]
    for one in (schema, batch, stream):
        one.release(ctypes.addressof(one))
        assert not one.release
    return read


class Stream(unittest.TestCase):
    def asked(self):
        return support.base_run().people('person,listed,grade,score,sex,age', months='2019-03..2019-04', sample=201)

    def test_values_come_back(self):
        people = self.asked()
        read = taken(people)
        self.assertEqual(list(read), ['month', 'person', 'listed', 'grade', 'score', 'sex', 'age'])
        for name in ('person', 'listed', 'age'):
            self.assertEqual(read[name], list(people[name]))
        self.assertEqual(read['score'], [None if np.isnan(value) else value for value in people['score']])
        for name in ('grade', 'sex'):
            self.assertEqual(read[name], [people.words(name)[value] if value >= 0 else None for value in people[name]])

    def test_no_value_is_null(self):
        values = np.array([1.5, np.nan, 2.5])
        column = _arrow._column_array(_arrow.Column('score', values))
        self.assertEqual((column.null_count, list(bits(column.buffers[0], 3))), (1, [True, False, True]))
        self.assertEqual(column.buffers[1], values.ctypes.data)  # where they are
        column.release(ctypes.addressof(column))
        word = _arrow._column_array(_arrow.Column('grade', np.array([0, -1], dtype=np.int32), ['A']))
        self.assertEqual(word.null_count, 1)
        word.release(ctypes.addressof(word))

    def test_all_is_let_go(self):
        gc.collect()
        before = len(_arrow._kept), len(_arrow._capsules)
        people = self.asked()
        taken(people)
        people.__arrow_c_stream__()  # nobody takes it
        gc.collect()
        self.assertEqual((len(_arrow._kept), len(_arrow._capsules)), before)

    @unittest.skipUnless(importlib.util.find_spec('pyarrow'), 'pyarrow is not here')
    def test_pyarrow(self):
        import pyarrow
        people = self.asked()
        table = pyarrow.table(people)
        table.validate(full=True)
        self.assertEqual(table.to_pydict(), taken(people))

    @unittest.skipUnless(importlib.util.find_spec('polars'), 'polars is not here')
    def test_polars(self):
        import polars
        people = self.asked()
        self.assertEqual(polars.DataFrame(people)['age'].to_list(), taken(people)['age'])
