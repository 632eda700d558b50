"""The package as such: what it costs to import, that all of the library is there, that all of it is documented and typed."""
import ast
import inspect
import os
import re
import shutil
import subprocess
import sys
import unittest

import socred as sc
import support
from socred._native import ffi, lib


def fresh(code):
    """What another interpreter prints."""
    return subprocess.run([sys.executable, '-c', code], check=True, capture_output=True, text=True).stdout


class Import(unittest.TestCase):
    def test_nothing_large_is_imported(self):
        self.assertEqual(
            fresh('import sys, socred; print([m for m in ("numpy", "pandas", "matplotlib", "sqlite3") if m in sys.modules])').strip(), '[]')

    def test_fast(self):
        # of a processor: beside other work the clock tells of that
        times = [float(fresh('import time; t = time.process_time(); import socred; print(time.process_time() - t)')) for _ in range(5)]
        self.assertLess(min(times), 0.2)


class Library(unittest.TestCase):
    def test_functions_are_those_that_the_package_calls(self):
        """No more, so that the linker can leave the rest of the library out of a wheel."""
        called = {name for source in (support.ROOT / 'python/socred').glob('*.py')
                  for name in re.findall(r'\blib\.(soc_\w+)', source.read_text())}
        self.assertGreater(len(called), 60)
        self.assertEqual({name for name in dir(lib) if name.startswith('soc_')} - {'soc_python_version'}, called - {'soc_python_version'})

    def test_all_that_is_raised_is_of_one_family(self):
        """But for the one that Python wants of a module without a name; what is raised again is not made here."""
        raised = {}
        for source in (support.ROOT / 'python/socred').glob('*.py'):
            for made in ast.walk(ast.parse(source.read_text())):
                if isinstance(made, ast.Raise) and isinstance(made.exc, ast.Call) and isinstance(made.exc.func, ast.Name):
                    raised.setdefault(made.exc.func.id, source.name)
        others = {name for name in raised if name[0].isupper()
                  and not (isinstance(getattr(sc, name, None), type) and issubclass(getattr(sc, name), sc.SocredError))}
        self.assertEqual(others, {'AttributeError'}, raised)
        self.assertIn('UsageError', raised)

    def test_every_error_has_its_class(self):
        codes = {value: name for value, name in ffi.typeof('enum soc_err').elements.items() if value != 0}
        self.assertEqual(sorted(codes), sorted(one.code for one in sc.SocredError.__subclasses__()))
        for one in sc.SocredError.__subclasses__():
            self.assertIs(getattr(sc, one.__name__), one)

    def test_version(self):
        self.assertIn(f"version: '{sc.__version__}'", (support.ROOT / 'meson.build').read_text())


class Readme(unittest.TestCase):
    def test_first_screen_is_what_is_printed(self):
        code, printed = re.search(r'```python\n(.*?)```.*?```\n(.*?)```', (support.ROOT / 'README.md').read_text(), re.S).groups()
        names = {}
        exec(code, names)
        self.assertEqual(names['run'].headline()[['label', 'mean', 'low', 'high']].head(3).to_string(index=False), printed.rstrip())


class Names(unittest.TestCase):
    def test_all_is_what_is_public(self):
        public = {name for name in dir(sc) if not name.startswith('_') and not inspect.ismodule(getattr(sc, name))
                  and name not in ('Any', 'TYPE_CHECKING', 'annotations')}
        self.assertEqual(set(sc.__all__), public - {'open'} | {'__version__'})
        found = {}
        exec('from socred import *', found)
        self.assertNotIn('open', found)
        self.assertIs(found['sweep'], sc.sweep)


class Words(unittest.TestCase):
    def test_everything_public_says_what_it_is(self):
        silent = []
        for name in [name for name in dir(sc) if not name.startswith('_')]:
            one = getattr(sc, name)
            if inspect.ismodule(one) or not callable(one):
                continue
            members = [(name, one)]
            if inspect.isclass(one):
                members += [(f'{name}.{key}', value) for key, value in vars(one).items() if not key.startswith('_')
                            and (callable(value) or isinstance(value, property))]
            silent += [key for key, value in members if not (value.__doc__ or '').strip()]
        self.assertEqual(silent, [])

    def test_functions_say_what_they_give_and_refuse(self):
        """What is handed out (its shape and units) and what is raised; properties are their own sentence."""
        silent = []
        for name in [name for name in dir(sc) if not name.startswith('_')]:
            one = getattr(sc, name)
            members = [(name, one)] if inspect.isfunction(one) else \
                [(f'{name}.{key}', value) for key, value in vars(one).items() if not key.startswith('_') and inspect.isfunction(value)] \
                if inspect.isclass(one) and one.__module__.startswith('socred') else []
            silent += [f'{key}: {word}' for key, value in members for word in ('Returns:', 'Raises:') if word not in (value.__doc__ or '')]
        self.assertEqual(silent, [])

    @unittest.skipIf(shutil.which('mypy') is None, 'mypy is not installed')
    def test_types(self):
        done = subprocess.run(['mypy', '--cache-dir', os.devnull], cwd=support.ROOT, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
