#!/usr/bin/env python3
"""Asks a lab what its page asks, at the address that it printed: lab_asked.py http://127.0.0.1:PORT/#token=TOKEN

The page, the gallery, a wrong token, a small run to its end and its bundle. By Python's standard library alone, for machines that have no
more (lab-begins.sh)."""
import json
import re
import sys
import time
import urllib.error
import urllib.request


def ask(at, token, target, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(at + target, data, {'X-Socred-Token': token, 'Content-Type': 'application/json'})
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as reply:
        return reply.read()


def wanted(holds, what):
    print(('ok ' if holds else 'not ok ') + what, flush=True)
    return bool(holds)


def asked(at, token):
    page = ask(at, '', '/')
    yield wanted(b'<html' in page and len(page) > 100_000, f'the page ({len(page)} bytes)')
    try:
        ask(at, '0' * 32, '/api/scenarios')
        refused = False
    except urllib.error.HTTPError as error:
        refused = error.code == 403
    yield wanted(refused, 'a wrong token is refused')
    cards = json.loads(ask(at, token, '/api/scenarios'))['scenarios']
    yield wanted(any(card['name'] == 'start/minimal' for card in cards), f'the gallery ({len(cards)} scenarios)')
    name = json.loads(ask(at, token, '/api/runs', {'scenario': 'start/minimal', 'persons': 2000, 'months': 6, 'replicates': 2}))['name']
    until = time.monotonic() + 120
    while (state := next(r['state'] for r in json.loads(ask(at, token, '/api/runs'))['runs'] if r['name'] == name)) not in ('done',
            'failed') and time.monotonic() < until:
        time.sleep(0.1)
    yield wanted(state == 'done', 'a run to its end')
    bundle = ask(at, token, f'/api/bundle?run={name}')
    yield wanted(b'manifest.json' in bundle and b'SQLite format 3' in bundle, f'its bundle ({len(bundle)} bytes)')


def main():
    found = re.fullmatch(r'(http://127\.0\.0\.1:\d+)/#token=([0-9a-f]{32})', sys.argv[1])
    return 0 if found and all(list(asked(found[1], found[2]))) else 1


if __name__ == '__main__':
    sys.exit(main())
