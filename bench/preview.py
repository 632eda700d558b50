#!/usr/bin/env python3
"""How long a preview of the lab takes, by the clock, from the request to the figures: preview.py SOCRED SCENARIO [N]

    preview.py build/app/socred start/china-national 9

Starts a lab and asks N previews (default 9) of 20,000 people over the months of the scenario, each with another value of one assumption
(conduct.severity), as somebody does who moves a control: a preview is begun, its end is told by the stream of events, and its statistics
are asked for. The first is told apart: it makes the people, which the others find made."""
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request


class Lab:
    def __init__(self, socred, folder):
        self.process = subprocess.Popen([socred, 'lab', '--no-open', '--folder', folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        self.address, self.token = re.search(r'(http://[\d.]+:\d+)/#token=([0-9a-f]{32})', self.process.stdout.readline()).groups()
        self.events = self.open('/api/events?since=0&format=stream')

    def open(self, target, body=None):
        headers = {'X-Socred-Token': self.token, 'Content-Type': 'application/json'}
        return urllib.request.urlopen(urllib.request.Request(self.address + target, body and json.dumps(body).encode(), headers))

    def ask(self, target, body=None):
        with self.open(target, body) as answer:
            return json.load(answer)

    def preview(self, scenario, severity):
        """Seconds until the figures of a preview are there."""
        begun = time.perf_counter()
        wish = {'scenario': scenario, 'settings': {'conduct.severity': severity}, 'persons': 20000, 'replicates': 1, 'preview': True}
        name = self.ask('/api/runs', wish)['name']
        for line in self.events:
            run = json.loads(line[6:]).get('run', {}) if line.startswith(b'data: {"id"') else {}
            run = run if isinstance(run, dict) else {}
            if run.get('name') == name and run.get('state') in ('done', 'failed', 'stopped'):
                break
        if run['state'] != 'done':
            sys.exit(f'preview.py: {run}')
        self.ask(f'/api/statistics?run={name}')
        return time.perf_counter() - begun


def main(socred, scenario, number='9'):
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(socred, folder)
        try:
            taken = [lab.preview(scenario, 0.3 + 0.01 * i) for i in range(int(number) + 1)]
        finally:
            lab.process.kill()
    first, others = taken[0], sorted(taken[1:])
    print(f'{scenario}: the first {first:.3f} s; then {others[0]:.3f} to {others[-1]:.3f} s, median {statistics.median(others):.3f}, of '
          f'{len(others)}')


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (3, 4) else __doc__)
