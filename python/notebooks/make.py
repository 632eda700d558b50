#!/usr/bin/env python3
"""Writes the notebooks from the texts beside it: make.py [--pictures FOLDER] runs them too and keeps their plots as pictures.

A text is Python: cells begin with "# %%", cells of words with "# %% [markdown]". The notebooks hold no outputs: the tests run them."""
import base64
import sys
from pathlib import Path

import nbformat

HERE = Path(__file__).parent


def notebook(path):
    """The notebook of a text."""
    cells = []
    for part in path.read_text().split('# %%')[1:]:
        head, _, body = part.partition('\n')
        if 'markdown' in head:
            words = '\n'.join(line[2:] if line.startswith('# ') else line.lstrip('#') for line in body.strip().splitlines())
            cells.append(nbformat.v4.new_markdown_cell(words, id=f'cell-{len(cells)}'))
        else:
            cells.append(nbformat.v4.new_code_cell(body.strip(), id=f'cell-{len(cells)}'))
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata['kernelspec'] = {'name': 'python3', 'display_name': 'Python 3', 'language': 'python'}
    return made


def text_of(made):
    """As it is written."""
    return nbformat.writes(made, indent=1) + '\n'


def keep_pictures(made, folder, name):
    """Runs a notebook and keeps its plots."""
    import nbclient
    nbclient.NotebookClient(made, timeout=120, kernel_name='python3').execute()
    pictures = [output.data['image/png'] for cell in made.cells if cell.cell_type == 'code' for output in cell.outputs
                if output.output_type in ('display_data', 'execute_result') and 'image/png' in output.data]
    for i, picture in enumerate(pictures):
        (folder / f'{name}-{i + 1}.png').write_bytes(base64.b64decode(picture))


def main():
    folder = Path(sys.argv[2]) if sys.argv[1:2] == ['--pictures'] else None
    for path in sorted(HERE.glob('[0-9]*.py')):
        made = notebook(path)
        path.with_suffix('.ipynb').write_text(text_of(made))
        if folder is not None:
            keep_pictures(made, folder, path.stem)


if __name__ == '__main__':
    main()
