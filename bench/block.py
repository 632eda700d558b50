"""What a tool of this folder makes in a page stands between two lines; for linear.py and nation.py."""
import sys


def page_with(page, tool, block):
    """The text of a page with the block between the lines that name the tool."""
    begin, end = f'<!-- made by bench/{tool} -->', '<!-- end -->'
    head, _, rest = page.read_text().partition(begin)
    _, found, tail = rest.partition(end)
    if not found:
        sys.exit(f'{tool}: {page}: no lines "{begin}" and "{end}"')
    return f'{head}{begin}\n\n{block}\n\n{end}{tail}'


def write_or_check(order, made, source, tool):
    """Writes the texts of the files, or says which of them are not what the source gives."""
    if order == 'write':
        for path, text in made.items():
            path.write_text(text)
        return None
    wrong = [str(path) for path, text in made.items() if not path.exists() or path.read_text() != text]
    return f"{', '.join(wrong)}: not what {source} gives: bench/{tool} write" if wrong else None
