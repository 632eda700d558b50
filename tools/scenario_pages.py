"""Blocks that tools make in the pages of scenarios, each before a heading of its own; for lab_lines.py, vanish_lines.py and
assumption_intervals.py."""
import sys


def put_before(heading, block, text, folder):
    """The text of a folder's page with the block before the heading."""
    at = text.find(heading)
    if at < 0:
        raise SystemExit(f'{folder}/README.md: no {heading}')
    return text[:at] + block + text[at:]


def renew(root, page, check):
    """Writes what page(folder) makes of each page, or with `check` writes nothing. Returns the pages that had something else, below
    root."""
    stale = []
    for readme in sorted((root / 'scenarios').glob('*/*/README.md')):
        new = page(readme.parent)
        if new != readme.read_text():
            stale.append(readme.relative_to(root))
            if not check:
                readme.write_text(new)
    return stale


def command(root, page, complaint):
    """What a tool does with the pages: renews them, or with --check says of each stale one `complaint`. Returns the exit status."""
    check = '--check' in sys.argv
    stale = renew(root, page, check)
    if check and stale:
        print(*(f'{p} {complaint}' for p in stale), sep='\n')
        return 1
    return 0
