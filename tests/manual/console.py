#!/usr/bin/env python3
"""The commands of the manual, run: what stands below each must be what it prints.

    console.py ROOT SOCRED FILE...           checks the console blocks of each FILE
    console.py --write ROOT SOCRED FILE...   puts what the commands print in their place

A block is fenced as ```console. A line that begins with "$ " is a command, "> " continues it, and what follows up to the next "$ " is its
standard output. The commands of a file share one shell in an empty folder with the scenarios, regimes and data of ROOT and the program
on the path. Every command must end well, unless its output ends with a line "[exit status N]".
"""
import os
import pathlib
import subprocess
import sys
import tempfile

FENCE = '```'


def steps_of(lines):
    """(first, end, command) of every command: end is the line after its output; lines first..output hold the command."""
    steps, inside, start = [], False, None
    for i, line in enumerate(lines):
        if line.startswith(FENCE):
            if start is not None:
                steps.append((start, i))
            inside, start = line.strip() == FENCE + 'console', None
        elif inside and line.startswith('$ '):
            if start is not None:
                steps.append((start, i))
            start = i
    return steps


def command_of(lines, first, end):
    text, at = [lines[first][2:]], first + 1
    while at < end and lines[at].startswith('>'):
        text.append(lines[at][2:])
        at += 1
    return '\n'.join(text), at


class Shell:
    """One bash; the end of a command's output is told by a line of its own with the status."""
    mark = 'end-of-output-7f3a'

    def __init__(self, root, socred, folder):
        for name in ('scenarios', 'regimes', 'docs', 'experiments', 'data'):
            (folder / name).symlink_to(root / name)
        path = f'{pathlib.Path(socred).resolve().parent}:{os.environ["PATH"]}'
        self.bash = subprocess.Popen(['bash'], cwd=folder, env={**os.environ, 'PATH': path, 'LC_ALL': 'C.UTF-8'}, text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def run(self, command):
        self.bash.stdin.write(f'{command}\necho "{self.mark} $?"\n')
        self.bash.stdin.flush()
        out = []
        for line in self.bash.stdout:
            if line.startswith(self.mark):
                status = int(line.split()[1])
                if status:
                    out.append(f'[exit status {status}]')
                return out
            out.append(line.rstrip())
        raise SystemExit(f'the shell ended in: {command}')

    def close(self):
        self.bash.stdin.close()
        self.bash.wait()


def check(path, root, socred, write):
    lines = path.read_text().split('\n')
    wrong, fresh, kept = 0, [], 0
    if not steps_of(lines):
        print(f'{path}: there is no command in it')
        return 1
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(root, socred, pathlib.Path(folder))
        for first, end in steps_of(lines):
            command, output = command_of(lines, first, end)
            said, stands = shell.run(command), lines[output:end]
            while stands and not stands[-1]:
                stands.pop()
            gap = lines[output + len(stands):end]
            while said and not said[-1]:
                said.pop()
            fresh += lines[kept:output] + said + gap
            kept = end
            if said == stands:
                continue
            wrong += 1
            if not write:
                print(f'{path}:{first + 1}: {command}\n--- stands there')
                print(*stands, '--- is printed', *said, sep='\n')
        shell.close()
    if write and wrong:
        path.write_text('\n'.join(fresh + lines[kept:]))
        print(f'{path}: {wrong} outputs renewed')
    return 0 if write else wrong


def main():
    arguments = sys.argv[1:]
    write = arguments[0] == '--write'
    root, socred, *files = arguments[1:] if write else arguments
    root = pathlib.Path(root).resolve()
    return 1 if sum(check(root / f, root, socred, write) for f in files) else 0


if __name__ == '__main__':
    sys.exit(main())
