#!/usr/bin/env python3
"""What the program writes while it works, as a terminal of some width shows it: terminal.py SOCRED ROOT

On 40 columns no line of the progress or after it is wider; where TERM says that the terminal can do nothing, and in a pipe, no escape is
written; and progress is there where it can be.
"""
import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

faults = []


def hold(truth, what):
    if not truth:
        faults.append(what)


def on_terminal(columns, term, arguments):
    """What arguments write to standard error, a terminal of so many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
    environment = {**os.environ, 'TERM': term}
    program = subprocess.Popen([SOCRED, *arguments], stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    text = b''
    while True:
        try:
            some = os.read(ours, 65536)
        except OSError:  # the terminal is closed at the other end
            break
        if not some:
            break
        text += some
    os.close(ours)
    hold(program.wait() == 0, f'{arguments}: ended with {program.returncode}')
    return text.decode()


def main():
    global SOCRED
    SOCRED, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as out:
        variants = pathlib.Path(out) / 'policies.yaml'
        minimal = root / 'scenarios/start/minimal/scenario.yaml'
        variants.write_text(f'socred: 1\ntitle: One\nvariants: {{a: {minimal}}}\nobjectives: '
                            f'{{o: {{formula: listed / persons, best: lowest}}}}\n')
        size = ['--persons', '20000', '--months', '24', '--replicates', '3', '-o', f'{out}/r']
        for arguments in (['run', str(minimal), *size, '--assumptions', 'none'], ['policies', str(variants), *size],
                          ['population', 'china-2020', '-n', '1000000']):
            command = arguments[0]
            shown = on_terminal(40, 'xterm', arguments)
            lines = [re.sub(r'\x1b\[[0-9;]*[A-Za-z]', '', line) for line in re.split(r'[\r\n]+', shown)]
            hold(all(len(line) <= 40 for line in lines), f'{command}: wider than 40 columns: {[line for line in lines if len(line) > 40]}')
            hold('\r' in shown.replace('\r\n', '') and '%' in shown, f'{command}: no progress on a terminal')
            dumb = on_terminal(40, 'dumb', arguments)
            hold('\x1b' not in dumb and '%' not in dumb and '\r' not in dumb.replace('\r\n', ''), f'{command}: progress on a dumb terminal')
            piped = subprocess.run([SOCRED, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE).stderr.decode()
            hold('\x1b' not in piped and '\r' not in piped and '%' not in piped, f'{command}: progress in a pipe')
        hold(on_terminal(40, 'xterm', ['run', str(minimal), *size, '-q']) == '', 'run -q is not quiet')
    print('\n'.join(faults) or 'three commands, three terminals')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
