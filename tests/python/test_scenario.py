"""Scenarios: read, set, copied, checked; errors with place and nearest name."""
import json
import pickle
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import socred as sc
import support
from socred import _packed, _shipped


class Settings(unittest.TestCase):
    def test_sizes_follow_what_is_set(self):
        one = support.base(months=24)
        self.assertEqual((one.persons, one.months, one.replicates), (5000, 24, 3))
        self.assertEqual(one['span.to'], '2019-12')

    def test_set_takes_words_numbers_and_switches(self):
        one = support.base().set('due_process.delay_months', 2.5).set({'channels.camera.enabled': False}).set(conduct__severity=1)
        self.assertEqual([one[key] for key in ('due_process.delay_months', 'channels.camera.enabled', 'conduct.severity')],
                         ['2.5', 'false', '1'])

    def test_unknown_key_names_the_nearest(self):
        one = support.base()
        with self.assertRaises(sc.ScenarioError) as caught:
            one.set('due_process.delay_month', 2)
        fault = caught.exception.diagnostics[0]
        self.assertEqual((fault.file, fault.key, fault.warning), ('settings', 'due_process.delay_month', False))
        self.assertIn('did you mean delay_months?', str(caught.exception))
        self.assertNotIn('due_process.delay_month', one.settings)

    def test_value_out_of_range_leaves_all_as_it_was(self):
        one = support.base().set('due_process.delay_months', 2)
        with self.assertRaisesRegex(sc.ScenarioError, 'allowed: 0 to 60'):
            one.set({'due_process.delay_months': 200, 'seed': 9})
        self.assertEqual((one['due_process.delay_months'], one['seed']), ('2', '7'))

    def test_text_has_line_and_column(self):
        with self.assertRaises(sc.ScenarioError) as caught:
            sc.scenario(text='socred: 1\ntitle: x\nsead: 4\n')
        self.assertIn((3, 1), [(one.line, one.column) for one in caught.exception.diagnostics])
        self.assertIn('did you mean seed?', str(caught.exception))

    def test_every_fault_is_told_at_once(self):
        with self.assertRaises(sc.ScenarioError) as caught:
            support.base().set({'sead': 1, 'due_process.delay_months': 99})
        self.assertEqual(len(caught.exception.diagnostics), 2)


class Names(unittest.TestCase):
    def test_settings_do_not_pass_for_a_label(self):
        with self.assertRaisesRegex(sc.UsageError, 'copy.None'):
            support.base().copy({'due_process.notice': 1})

    def test_ranges(self):
        base = support.base()
        table, values = base.ranges(), base.values()
        self.assertGreater(len(table), 100)
        self.assertTrue((table['low'] < table['high']).all())
        row = table.loc['review.automatic_share']
        self.assertEqual((row['low'], row['high']), tuple(values.loc['review.automatic_share', ['low', 'high']]))
        self.assertNotEqual(row['source'], '')
        off = base.copy(None, {'channels.court.enabled': False}).ranges() # what is switched off decides nothing
        self.assertEqual([key for key in off.index if key.startswith('channels.court.')], [])

    def test_shipped_files_are_those_of_the_source(self):
        with tempfile.TemporaryDirectory() as out: # as a wheel holds them; a build folder has no archive
            page = support.ROOT / 'README.md'
            subprocess.run([sys.executable, support.ROOT / 'tools/shelf.py', support.ROOT, f'{out}/c', f'{out}/d', f'{out}/shipped.xz',
                            page], check=True)
            archive = _shipped.opened(Path(f'{out}/shipped.xz'))
        with mock.patch.object(_shipped, 'archive', lambda: archive):
            folder = _shipped.unpacked()
        files = [support.ROOT / 'regimes/points.yaml', *(support.ROOT / 'scenarios').rglob('*.yaml')]
        for file in files:
            self.assertEqual((folder / file.relative_to(support.ROOT)).read_bytes(), file.read_bytes(), file)
        for file in (support.ROOT / 'scenarios').rglob('scenario.assumptions.json'): # without the rates of groups
            whole = json.loads(file.read_bytes())
            for name, outcome in whole['outcomes'].items():
                outcome['matter'] = {} if name.startswith('assess_') else outcome['matter'] # of figures of forms
            self.assertEqual(json.loads((folder / file.relative_to(support.ROOT)).read_bytes()),
                             {k: v for k, v in whole.items() if k != 'rates'}, file)
        self.assertEqual(sc.Scenario(folder / 'scenarios/start/minimal/scenario.yaml', None, None, None, {}).resolved(),
                         sc.scenario('minimal').resolved())

    def test_ensembles_are_packed_byte_for_byte(self):
        file = (support.ROOT / 'scenarios/start/minimal/scenario.assumptions.json').read_text()
        files = {'one': file, 'without outcomes': '{}', 'of another form': file.replace('"matter": {', '"matter":  {', 1),
                 'two': file.replace('"points": ', '"points": 1')}
        packed = _packed.pack(files)
        self.assertEqual(sorted(packed['plain']), ['of another form', 'without outcomes'])
        self.assertEqual(_packed.unpack(json.loads(json.dumps(packed))), files)

    def test_shipped(self):
        self.assertIn('minimal', sc.scenarios().index)
        self.assertEqual(sc.scenario('rewards/no-rewards').title, 'The same without rewards')

    def test_unknown_scenario_names_the_nearest(self):
        with self.assertRaisesRegex(sc.UsageError, 'did you mean minimal'):
            sc.scenario('minimla')

    def test_missing_file(self):
        with self.assertRaises(sc.FileError):
            sc.scenario('/nowhere/scenario.yaml')

    def test_neither_name_nor_text(self):
        with self.assertRaises(sc.UsageError):
            sc.scenario()


class Contents(unittest.TestCase):
    def test_pickled_it_is_the_same(self):
        one = support.base(persons=1000).copy('kept', {'review.automatic_share': 0.5})
        other = pickle.loads(pickle.dumps(one))
        self.assertEqual((other.label, other.resolved()), (one.label, one.resolved()))
        self.assertTrue(other.set(seed=8).run(replicates=1,
                                              assumptions=False).same_as(one.copy(None, seed=8).run(replicates=1, assumptions=False)))

    def test_copy_is_another(self):
        one = support.base()
        other = one.copy('slow appeals', {'due_process.delay_months': 6})
        self.assertEqual((other.label, other['due_process.delay_months']), ('slow appeals', '6'))
        self.assertNotEqual(one['due_process.delay_months'], '6')

    def test_key_that_is_not_there(self):
        with self.assertRaisesRegex(KeyError, r'did you mean due_process\.delay_months') as refused:
            support.base()['due_process.delay_month']
        self.assertIsInstance(refused.exception, sc.UsageError)
        with self.assertRaisesRegex(sc.UsageError, 'NUL'):
            sc.params('due_process\0')

    def test_values_have_source_and_range(self):
        values = support.base(due_process__delay_months=2).values()
        self.assertEqual(values.loc['due_process.delay_months', 'origin'], 'settings')
        self.assertTrue((values['low'] <= values['high']).sum() > 20)

    def test_resolved_reads_back_to_the_same(self):
        one = support.base()
        again = sc.scenario(text=one.resolved())
        self.assertEqual({key: one[key] for key in one}, {key: again[key] for key in again})

    def test_check(self):
        self.assertFalse([fault for fault in support.base().check() if not fault.warning])
        few = support.base().set('people.persons', 100).check()
        self.assertTrue(few and all(fault.warning for fault in few))

    def test_params_and_schema(self):
        self.assertEqual(sc.params('due_process.delay_months').loc['due_process.delay_months', 'unit'], 'months')
        self.assertIn('properties', sc.schema())
        with self.assertRaisesRegex(sc.UsageError, 'did you mean'):
            sc.params('due_process.delay_month')
