"""The notebooks are those of their texts, and run."""
import importlib.util
import json
import os
import unittest

import support


@unittest.skipIf(any(importlib.util.find_spec(name) is None for name in ('nbclient', 'nbformat', 'ipykernel')),
                 'python3-nbclient or python3-ipykernel is not installed')
class Notebooks(unittest.TestCase):
    def setUp(self):
        self.folder = support.ROOT / 'python/notebooks'
        spec = importlib.util.spec_from_file_location('make', self.folder / 'make.py')
        self.make = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.make)

    def test_written_from_their_texts(self):
        texts = sorted(self.folder.glob('[0-9]*.py'))
        self.assertEqual(len(texts), 5)
        for path in texts:
            self.assertEqual(json.loads(path.with_suffix('.ipynb').read_text())['cells'],
                             json.loads(self.make.text_of(self.make.notebook(path)))['cells'],
                             f'{path.name}: run python/notebooks/make.py')

    def test_they_run(self):
        import nbclient
        os.environ['MPLBACKEND'] = 'module://matplotlib_inline.backend_inline'
        for path in sorted(self.folder.glob('[0-9]*.py')):
            with self.subTest(path.stem):
                made = self.make.notebook(path)
                nbclient.NotebookClient(made, timeout=120, kernel_name='python3').execute()
                outputs = [output for cell in made.cells if cell.cell_type == 'code' for output in cell.outputs]
                self.assertTrue(any('data' in output for output in outputs))
                self.assertFalse([output for output in outputs if output.output_type == 'error'])
