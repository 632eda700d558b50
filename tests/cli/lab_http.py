#!/usr/bin/env python3
"""Requests to `socred lab` of which bytes are changed, over real connections: lab_http.py SOCRED [without]

The library behind the server has a fuzzer of its own (tests/fuzz/fuzz_lab.c); here it is what stands before it: the reading of HTTP, the
guard, lengths, connections that are begun and dropped. FUZZ_SECONDS says for how long (5), FUZZ_SEED with which random numbers (1).
Whatever is sent: a request without the right token is given no data, no reply holds the token or a file of this machine, and the server
goes on answering."""
import concurrent.futures
import os
import random
import re
import sys
import tempfile
import threading
import time

import lab as real

TARGETS = ['/', '/api/about', '/api/runs', '/api/scenarios', '/api/keys?key=due_process.notice', '/api/events?since=0',
           '/api/figures?run=run-1', '/api/tables/national.csv?run=run-1&limit=3',
           '/api/life?run=run-1&person=3', '/api/columns?run=run-1', '/api/lives?run=run-1&where=listed', '/api/statistics?run=run-1',
           '/api/experiments', '/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd']
POSTS = [('/api/check', b'{"scenario":"start/minimal","yaml":"socred: 1\\nbase: scenario.yaml\\n"}'),
         ('/api/sql', b'{"run":"run-1","query":"SELECT count(*) FROM national"}'),
         ('/api/runs', b'{"scenario":"start/minimal","persons":200,"months":1,"replicates":1,"preview":true}'),
         ('/api/bundle', real.tar('results.db'))]
HEADERS = [b'Host: evil.example', b'Content-Length: 0', b'Content-Length: 99999999999999999999', b'Content-Length: -1',
           b'Transfer-Encoding: chunked', b'Transfer-Encoding: chunked, gzip', b'Expect: 100-continue',
           b'Connection: keep-alive', b'Upgrade: websocket', b'X-Socred-Token: 0', b'Origin: https://evil.example',
           b'Content-Type: text/plain', b'Range: bytes=0-1', b'Cookie: a=b', b'X: ' + b'y' * 40000, b': ', b'\x00: \xff']


def request(draw, lab, trusted):
    """A request as a page sends it; trusted: with the token."""
    posts = draw.random() < 0.4
    target, body = draw.choice(POSTS) if posts else (draw.choice(TARGETS), b'')
    lines = [f'{"POST" if posts else "GET"} {target} HTTP/1.1'.encode(), f'Host: 127.0.0.1:{lab.port}'.encode(), b'Connection: close']
    if trusted:
        lines.append(f'X-Socred-Token: {lab.token}'.encode())
    if posts:
        lines += [b'Content-Type: ' + (b'application/x-tar' if target == '/api/bundle' else b'application/json'),
                  b'Content-Length: %d' % len(body)]
    return lines, body


def changed(draw, lines, body):
    """The bytes of it, changed in some places."""
    for _ in range(draw.randrange(4)):
        way = draw.randrange(5)
        if way == 0:
            lines.insert(draw.randrange(1, len(lines) + 1), draw.choice(HEADERS))
        elif way == 1:
            lines.insert(draw.randrange(len(lines) + 1), draw.choice(lines))
        elif way == 2 and len(lines) > 1:
            del lines[draw.randrange(len(lines))]
        elif way == 3:
            lines[0] = draw.choice([b'PUT', b'OPTIONS', b'\x16\x03\x01', b'GET' * 3000, b'']) + b' ' + lines[0].partition(b' ')[2]
        else:
            lines[0] = lines[0].replace(b'HTTP/1.1', draw.choice([b'HTTP/9.9', b'HTTP/1.0', b'', b'HTTP/1.1 ' + b'a' * 9000]))
    data = bytearray(b'\r\n'.join(lines) + b'\r\n\r\n' + body)
    for _ in range(draw.randrange(4)):
        at = draw.randrange(len(data) + 1)
        way = draw.randrange(4)
        if way == 0 and at < len(data):
            data[at] = draw.randrange(256)
        elif way == 1:
            data[at:at] = draw.randbytes(draw.randrange(1, 40))
        elif way == 2:
            del data[at:at + draw.randrange(1, 60)]
        else:
            data = data[:at] # the rest never comes
    return bytes(data)


def main():
    seconds, draw = float(os.environ.get('FUZZ_SECONDS', 5)), random.Random(int(os.environ.get('FUZZ_SEED', 1)))
    sent, answered, lock = 0, {}, threading.Lock()
    with tempfile.TemporaryDirectory() as top:
        lab = real.Lab(os.path.join(top, 'runs'))
        lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":300,"months":2,"replicates":1}')
        until, began = time.monotonic() + 60, time.monotonic()
        while b'"state":"done"' not in lab.ask('GET', '/api/runs')[1] and time.monotonic() < until:
            time.sleep(0.02)
        token = lab.token.encode()

        def one(data, is_trusted):
            nonlocal sent
            got = lab.raw(data, 0.5)
            status = re.match(rb'HTTP/1\.1 (\d+)', got)
            with lock:
                sent += 1
                answered[status[1].decode() if status else 'none'] = answered.get(status[1].decode() if status else 'none', 0) + 1
            if b'root:x:0' in got or token in got:
                real.check('no reply holds the token or a file', False, (data[:300], got[-300:]))
            if not is_trusted and status and status[1][:1] == b'2' and b'text/html' not in got.partition(b'\r\n\r\n')[0]:
                real.check('no data without the token', False, (data[:300], got[-300:]))

        began = time.monotonic()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            while time.monotonic() - began < seconds:
                batch = []
                for _ in range(200):
                    trusted = draw.random() < 0.7
                    batch.append(pool.submit(one, changed(draw, *request(draw, lab, trusted)), trusted))
                for done in batch:
                    done.result()
                status, got = lab.ask('GET', '/api/about')
                if status != 200 or b'"version"' not in got or lab.process.poll() is not None:
                    real.check('the server goes on answering', False, (status, got[-200:], lab.process.poll()))
                    break
        took = time.monotonic() - began
        real.check('the server answered to the end', lab.ask('GET', '/api/runs')[0] == 200)
        real.check('no file came of it', sorted(os.listdir(top)) == ['runs'], os.listdir(top))
        real.check('a signal ends it with success', lab.end() == 0)
    print(f'# {sent} requests in {took:.0f} s: {", ".join(f"{n} with {status}" for status, n in sorted(answered.items()))}')
    real.check('most were answered, and with more than one status', sum(answered.values()) - answered.get('none', 0) > sent / 4
               and len(answered) > 4, answered)
    return 1 if real.failures else 0


if __name__ == '__main__':
    if len(sys.argv) > 2 and sys.argv[2] == 'without':
        print('built without libmicrohttpd: skipped')
        sys.exit(77)
    sys.exit(main())
