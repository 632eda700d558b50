#!/usr/bin/env python3
"""The attacks on `socred lab` that SECURITY.md lists, each tried on a real server: lab.py SOCRED [without]

The second argument `without` skips it: the program was built without its server. The server is asked with raw bytes, as a page of another
site, a DNS name that was bound to this address, or a program of another user would ask. Whatever is refused says so and gives nothing away;
after all of it the server still answers."""
import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

SOCRED = sys.argv[1]
failures = []


def check(name, holds, detail=''):
    print(('ok ' if holds else 'not ok ') + name + ('' if holds else f': {detail!r}'))
    if not holds:
        failures.append(name)


def tar(name, size=0, kind=b'0'):
    """The head of a file in a tar file, and its end."""
    head = bytearray(512)
    head[:len(name)] = name.encode()
    head[124:135] = b'%011o' % size
    head[148:156] = b' ' * 8
    head[156:157] = kind
    head[257:262] = b'ustar'
    head[148:155] = b'%06o\0' % sum(head)
    return bytes(head) + b'\0' * 1024


class Lab:
    def __init__(self, folder, *more):
        self.process = subprocess.Popen([SOCRED, 'lab', '--no-open', '--folder', folder, *more], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline()
        found = re.search(r'http://127\.0\.0\.1:(\d+)/#token=([0-9a-f]{32})(?:&scenario=(\S+))?\s*$', self.address)
        if not found:
            sys.exit(f'no address: {self.address!r} {self.process.stderr.read()}')
        self.port, self.token, self.scenario = int(found[1]), found[2], found[3]

    def raw(self, data, wait=20):
        """Sends bytes and reads until the server closes, or has sent what it promised."""
        with socket.create_connection(('127.0.0.1', self.port), timeout=wait) as s:
            got = b''
            try:
                s.sendall(data)
            except ConnectionError:
                pass  # answered before the end of the body, and closed
            try:
                while chunk := s.recv(65536):
                    got += chunk
                    head, _, body = got.partition(b'\r\n\r\n')
                    length = re.search(rb'(?i)content-length: (\d+)', head)
                    if length and len(body) >= int(length[1]):
                        break
            except (TimeoutError, ConnectionError):
                pass
        return got

    def ask(self, method, target, body=None, headers=(), drop=(), wait=20):
        have = {'Host': f'127.0.0.1:{self.port}', 'X-Socred-Token': self.token, 'Connection': 'close'}
        if body is not None:
            have |= {'Content-Type': 'application/x-tar' if target == '/api/bundle' else 'application/json',
                     'Content-Length': str(len(body))}
        have |= dict(headers)
        lines = ''.join(f'{k}: {v}\r\n' for k, v in have.items() if k not in drop)
        got = self.raw(f'{method} {target} HTTP/1.1\r\n{lines}\r\n'.encode('latin-1') + (body or b''), wait)
        status = re.match(rb'HTTP/1\.1 (\d+)', got)
        return int(status[1]) if status else 0, got

    def search(self, target):
        """A search, asked until it is over: its status, the answer, and the requests that it took."""
        for n in range(1, 10000):
            status, got = self.ask('GET', target)
            if status != 202:
                return status, got, n
        return 0, b'', n

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(30)
        return self.process.returncode


def attacks(lab):
    status, got = lab.ask('GET', '/')
    check('the page needs no token, and holds none', status == 200 and lab.token.encode() not in got)
    head = got.partition(b'\r\n\r\n')[0].decode().lower()
    for wanted in ("frame-ancestors 'none'", 'x-content-type-options: nosniff', 'referrer-policy: no-referrer',
                   'cross-origin-resource-policy: same-origin',
                   'cache-control: no-store'):
        check(f'header {wanted}', wanted in head)
    check('no CORS', 'access-control' not in head)
    policy = re.search(r'<meta http-equiv="content-security-policy" content="([^"]*)"', got.decode().lower())
    check('the page runs the one script that its policy names', policy and re.search(r"script-src 'sha256-[\w+/=]+'(;| )", policy[1])
          and 'unsafe-inline\' script' not in policy[1], policy and policy[1])
    served = re.search(r'content-security-policy: ([^\r]*)', head)
    check('so does the header, with the same digest', policy and served and re.search(r'script-src [^;]*', policy[1])[0] in served[1]
          and "'unsafe-inline'" not in re.search(r'script-src [^;]*', served[1])[0], served and served[1])
    head = lab.ask('GET', '/api/about')[1].partition(b'\r\n\r\n')[0].decode().lower()
    check('data is a document that may do nothing', 'sandbox' in head and "default-src 'none'" in head and 'nosniff' in head
          and 'cross-origin-resource-policy: same-origin' in head, head)

    status, got = lab.ask('GET', '/api/about')
    check('with the token it answers', status == 200 and b'"version"' in got)
    for name, more, drop in (
            ('no token', {}, ['X-Socred-Token']),
            ('a wrong token', {'X-Socred-Token': '0' * 32}, []),
            ('the beginning of the token', {'X-Socred-Token': lab.token[:31]}, []),
            ('the token in capitals and longer', {'X-Socred-Token': lab.token + '0'}, []),
            ('DNS rebinding: the Host of another name', {'Host': f'evil.example:{lab.port}'}, []),
            ('the Host of another port', {'Host': '127.0.0.1:1'}, []),
            ('no Host', {}, ['Host']),
            ('the Origin of another site', {'Origin': 'https://evil.example'}, []),
            ('the Origin of a file', {'Origin': 'null'}, []),
            ('the Origin of another port here', {'Origin': 'http://127.0.0.1:1'}, []),
            ('a request that the browser says is of another site', {'Sec-Fetch-Site': 'cross-site'}, []),
            ('a request that the browser says is of another port', {'Sec-Fetch-Site': 'same-site'}, [])):
        status, got = lab.ask('GET', '/api/runs', headers=more, drop=drop)
        check(f'refused: {name}', status in (400, 403) and b'"runs"' not in got and lab.token.encode() not in got, (status, got[:200]))
    own = f'127.0.0.1:{lab.port}'
    for name, first, second in (('Host, the second of another name', f'Host: {own}', 'Host: evil.example'),
                                ('Host, the first of another name', 'Host: evil.example', f'host: {own}'),
                                ('Host, both right', f'Host: {own}', f'HOST: {own}'),
                                ('Origin', f'Host: {own}\r\nOrigin: http://{own}', 'Origin: https://evil.example'),
                                ('the token', f'Host: {own}\r\nX-Socred-Token: {lab.token}', 'X-Socred-Token: 0')):
        token = '' if 'Token' in second else f'X-Socred-Token: {lab.token}\r\n'
        got = lab.raw(f'GET /api/runs HTTP/1.1\r\n{first}\r\n{second}\r\n{token}Connection: close\r\n\r\n'.encode())
        check(f'refused: two headers of a kind: {name}', b' 400 ' in got[:20] and b'"code":"request"' in got and b'"runs"' not in got,
              got[:200])
    status, got = lab.ask('GET', '/api/runs', headers={'X-Socred-Token': '0' * 32})
    check('a refusal of the server has a code too', got.endswith(b',"code":"forbidden"}'), got[-80:])
    status, got = lab.ask('GET', f'/api/runs?token={lab.token}', drop=['X-Socred-Token'])
    check('refused: the token in the target, where logs would keep it', status == 403)
    status, got = lab.ask('OPTIONS', '/api/runs', headers={'Origin': 'https://evil.example', 'Access-Control-Request-Method': 'POST'},
                          drop=['X-Socred-Token'])
    check('refused: a preflight, so that no other page may send the token', status in (400, 403) and b'Access-Control' not in got, status)

    # What a form of another page can send without asking: text/plain and the like.
    body = b'{"scenario":"start/minimal"}'
    for kind in ('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'):
        status, got = lab.ask('POST', '/api/runs', body, headers={'Content-Type': kind})
        check(f'refused: a body of {kind}', status == 415, status)
    status, got = lab.ask('GET', '/api/runs')
    check('nothing was begun by all that', json.loads(got.partition(b'\r\n\r\n')[2])['runs'] == [])

    for target in ('/../../../../etc/passwd', '/..%2f..%2fetc/passwd', '/api/tables/..%2f..%2fresults.csv?run=run-1',
                   '/api/report?run=../../etc', '/api/bundle?run=/etc/passwd',
                   '/api/scenario?name=../../../../etc/passwd', '/api/experiment?name=../../../../etc/passwd',
                   '/api/assess?runs=run-1&form=/etc/passwd', '/api/assess?runs=run-1&form=../../../data/forms/fria.yaml',
                   '/api/scenario?name=%00', '/api/life?run=x&person=-1', '//etc/passwd', 'http://evil.example/', '*'):
        status, got = lab.ask('GET', target)
        check(f'no file: {target}', status in (0, 400, 403, 404) and b'root:' not in got, (status, got[-200:]))
    for text in (b'base: /etc/passwd', b'regime: ../../../../../../etc/passwd', b'modules: [/proc/self/environ]',
                 b'population: /etc/passwd'):
        status, got = lab.ask('POST', '/api/check', b'{"scenario":"start/minimal","yaml":"socred: 1\\n' + text + b'\\n"}')
        check(f'no file by a text: {text.decode()}', status == 200 and b'"ok":false' in got and b'root:' not in got
              and b'PATH=' not in got, got[-300:])

    for key in ('base', 'folder', 'path', 'modules', 'output'):
        status, got = lab.ask('POST', '/api/runs',
                              json.dumps({'scenario': 'start/minimal', 'persons': 200, 'months': 1, key: '/etc/passwd'}).encode())
        check(f'refused: {key} beside the keys that are read', status == 400 and b'is not taken here; allowed: scenario' in got,
              (status, got[-300:]))
        status, got = lab.ask('GET', f'/api/scenarios?{key}=/etc/passwd')
        check(f'refused: {key} in a query that reads none', status == 400 and b'is not taken here' in got, (status, got[-300:]))

    status, got = lab.ask('POST', '/api/experiments/..%2f..%2fetc/run', b'')
    check('no folder by the name of an experiment', status == 404, (status, got[-200:]))
    # A bundle that asks for a file outside its folder, or is none at all.
    for name, bundle in (('a path in a bundle', tar('../../../../tmp/socred-escaped')),
                         ('an absolute path in a bundle', tar('/tmp/socred-escaped')), ('a link in a bundle', tar('results.db', kind=b'2')),
                         ('a bundle that says it is longer than it is', tar('results.db', size=1 << 30)),
                         ('a bundle of zeros', b'\0' * 10240), ('a bundle of noise', os.urandom(20000)), ('no bundle', b'')):
        status, got = lab.ask('POST', '/api/bundle', bundle)
        check(f'refused: {name}', status == 400 and b'no bundle of socred' in got, (status, got[-200:]))
    check('nothing came of them', not os.path.exists('/tmp/socred-escaped'))
    status, got = lab.ask('POST', '/api/bundle', b'{}', headers={'Content-Type': 'application/json'})
    check('refused: a bundle of another type, as a form could send it', status == 415, status)
    check('refused: a bundle over the limit', lab.ask('POST', '/api/bundle', b'', headers={'Content-Length': str(65 << 20)})[0] == 413)

    long = b'{"scenario":"' + b'a' * (1 << 20) + b'"}'
    check('refused: a body over the limit, or cut off', lab.ask('POST', '/api/check', long)[0] in (413, 0))
    # A body that says no length and does not end.
    endless = (f'POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:{lab.port}\r\nX-Socred-Token: {lab.token}\r\nContent-Type: '
               f'application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
    piece = b'10000\r\n' + b' ' * 65536 + b'\r\n'
    sent = 0
    with socket.create_connection(('127.0.0.1', lab.port), timeout=10) as s:
        try:
            s.sendall(endless.encode())
            while sent < 400:
                s.sendall(piece)
                sent += 1
        except OSError:
            pass
    check('a body without an end is cut off', sent < 400, sent)
    status, got = lab.ask('POST', '/api/check', b'', headers={'Content-Length': '99999999999999999999'})
    check('refused: a length that no body has', status in (0, 400, 413), status)
    check('refused: a target over the limit', lab.ask('GET', '/api/keys?key=' + 'a' * 5000)[0] in (400, 414))
    check('refused: headers over the limit', lab.ask('GET', '/api/about', headers={'X-Long': 'a' * 60000})[0] in (0, 400, 413, 431, 500))
    deep = b'{"scenario":' + b'[' * 100000
    check('refused: JSON of great depth', lab.ask('POST', '/api/check', deep)[0] == 400)
    wide = b'{"scenario":"start/minimal","yaml":"socred: 1\\nx: &a [1,1,1,1,1,1,1,1]\\ny: &b [*a,*a,*a,*a,*a,*a,*a,*a]\\nz: &c [*b,*b,*b,*b,*b,*b,*b,*b]\\nu: &d [*c,*c,*c,*c,*c,*c,*c,*c]\\nv: &e [*d,*d,*d,*d,*d,*d,*d,*d]\\nw: [*e,*e,*e,*e,*e,*e,*e,*e]\\n"}'
    began = time.monotonic()
    status, got = lab.ask('POST', '/api/check', wide)
    check('a text that would grow without end is refused', status == 200 and b'"ok":false' in got and time.monotonic() - began < 10, status)
    for bytes_ in (b'', b'\r\n\r\n', b'GET\r\n\r\n', b'\x16\x03\x01\x02\x00' * 40, b'GET / HTTP/9.9\r\n\r\n', b'\0' * 2000):
        lab.raw(bytes_ + b'\r\n\r\n', wait=3)
    check('after bytes that are no HTTP it answers', lab.ask('GET', '/api/about')[0] == 200)
    # Connections that say nothing take places; there are more than one of them, and they are closed in time.
    silent = [socket.create_connection(('127.0.0.1', lab.port), timeout=5) for _ in range(12)]
    for s in silent:
        s.sendall(b'POST /api/check HTTP/1.1\r\nHost: x\r\n')
    check('beside twelve silent connections it answers', lab.ask('GET', '/api/about')[0] == 200)
    for s in silent:
        s.close()


def listens_here_alone(lab):
    """On the loopback address and no other."""
    lines = [line.split() for name in ('tcp', 'tcp6') for line in open(f'/proc/net/{name}').read().splitlines()[1:]]
    at = {line[1].split(':')[0] for line in lines if line[3] == '0A' and int(line[1].split(':')[1], 16) == lab.port}
    check('it listens on 127.0.0.1 alone', at == {'0100007F'}, at)


def described(lab):
    """Every request of the description is answered, in the form that it states; every answer of the lab is described."""
    import jsonschema
    said = subprocess.run([SOCRED, 'lab', '--openapi'], capture_output=True, text=True, timeout=20)
    api = json.loads(said.stdout)
    jsonschema.Draft202012Validator.check_schema(api['components']['schemas'])

    def conforms(value, name):
        schema = {'$ref': f'#/components/schemas/{name}', 'components': api['components']}
        return not list(jsonschema.Draft202012Validator(schema).iter_errors(value))

    def body(got):
        return json.loads(got.partition(b'\r\n\r\n')[2])

    lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":500,"months":2,"replicates":2}')
    until = time.monotonic() + 60
    while body(lab.ask('GET', '/api/runs')[1])['runs'][-1]['state'] != 'done' and time.monotonic() < until:
        time.sleep(0.01)
    run = body(lab.ask('GET', '/api/runs')[1])['runs'][-1]['name']
    values = {'name': run, 'run': run, 'runs': f'{run},{run}', 'scenario': 'start/minimal', 'since': '0', 'where': 'listed', 'person': '0',
              'form': 'fria', 'statistic': 'listed_per_1000'}
    bundle = lab.ask('GET', f'/api/bundle?run={run}')[1].partition(b'\r\n\r\n')[2]
    bodies = {'/api/bundle': bundle, '/api/sql': json.dumps({'run': run, 'query': 'SELECT 1 AS one'}).encode()}
    for path, methods in api['paths'].items():
        for method, what in methods.items():
            if method == 'delete':
                continue # of the run that the others ask of
            given = {x['name']: values[x['name']] for x in what.get('parameters', []) if x['in'] == 'query' and x['required']}
            if path == '/api/scenario':
                given['name'] = 'start/minimal'
            if path == '/api/experiment':
                given['name'] = '04-appeals'
            target = path.replace('{name}', 'national.json' if 'tables' in path else '04-appeals' if 'experiments' in path
                                  else run) + ('?' + '&'.join(f'{k}={v}' for k, v in given.items()) if given else '')
            wish = (bodies.get(path, b'{"scenario":"start/minimal","persons":200,"months":1,"replicates":1,"preview":true}')
                    if 'requestBody' in what else None)
            if method == 'post' and wish is None:
                wish = b''
            status, got = lab.ask(method.upper(), target, wish)
            while status == 202 and method == 'post': # a preview that waits for another one
                check(f'it is told that it waits: {path}', conforms(body(got), 'Share'))
                status, got = lab.ask('POST', target, wish)
            if status == 202:
                check(f'a piece has its form: {path}', conforms(body(got), 'Share'))
                status, got, _ = lab.search(target)
            wanted = next((s for s in what['responses'] if s.startswith('2')), None)
            # A run beside itself is no pair that can be compared in every part; all else succeeds.
            check(f'described and answered: {method} {path}', str(status) == wanted, (status, got[-200:]))
            schema = what['responses'][wanted]['content'].get('application/json', {}).get('schema', {}).get('$ref', '').rsplit('/', 1)[-1]
            if schema and str(status) == wanted:
                check(f'in the form that is stated: {method} {path}', conforms(body(got), schema))
    for run_ in body(lab.ask('GET', '/api/runs')[1])['runs']:
        check(f'a run of the list has its form: {run_["name"]}', conforms(run_, 'Run'))
    status, got = lab.ask('GET', '/api/figures?run=none')
    check('an error has its form', status == 404 and conforms(body(got), 'Error'))
    # The other way round: what the source answers stands in the description.
    source = pathlib.Path(__file__).resolve().parents[2] / 'src/lab/request.c'
    answered = {(m.lower(), p + ('{name}' if p.endswith('/') else '') + t)
                for m, p, t in re.findall(r'\{ "(\w+)", "(/api[^"]*)", "([^"]*)"',
                                          source.read_text().replace('SOC_LAB_BUNDLE_TARGET', '"/api/bundle"'))}
    told = {(m, p) for p, methods in api['paths'].items() for m in methods}
    check('what is answered is described, and nothing else', answered == told, answered ^ told)


def streamed(lab):
    """Events as they come: each once, in order, and the connection goes on."""
    with socket.create_connection(('127.0.0.1', lab.port), timeout=20) as s:
        s.sendall(f'GET /api/events?since=0&format=stream HTTP/1.1\r\nHost: 127.0.0.1:{lab.port}\r\nX-Socred-Token: {lab.token}\r\n\r\n'.encode())
        # another is under way
        while lab.ask('POST', '/api/runs',
                      b'{"scenario":"start/minimal","persons":200,"months":3,"replicates":1,"preview":true}')[0] == 202:
            time.sleep(0.01)
        got, until = b'', time.monotonic() + 20
        while got.count(b'"type":"month","run":"preview-') < 3 and time.monotonic() < until:
            got += s.recv(65536)
        ids = [int(n) for n in re.findall(rb'\nid: (\d+)\n', got)]
        check('events come as a stream', b'text/event-stream' in got and len(ids) > 3 and ids == sorted(set(ids)), (ids, got[-200:]))
    status, got = lab.ask('GET', '/api/events?since=0&format=stream', drop=['X-Socred-Token'])
    check('refused: a stream without the token', status == 403)
    check('an ended stream holds nothing', lab.ask('GET', '/api/about')[0] == 200)


def searches_take_turns(lab):
    """Beside a search through everybody, other requests are answered: each waits for a piece of it and no longer."""
    lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":60000,"replicates":1}')
    until = time.monotonic() + 60
    while (now := json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs'][
            -1])['state'] != 'done' and time.monotonic() < until:
        time.sleep(0.02)
    target = f'/api/lives?run={now["name"]}&where=listed'
    check('a search begins', lab.ask('GET', target)[0] == 202)
    began = time.monotonic()
    check('beside it others are answered', lab.ask('GET', '/api/about')[0] == 200)
    waited = time.monotonic() - began
    began = time.monotonic()
    status, got, pieces = lab.search(target)
    whole = time.monotonic() - began
    check('and it ends', status == 200 and b'"matching"' in got and pieces > 5, (status, pieces))
    check('who asks beside it does not wait for its end', waited < whole / 2, (waited, whole))


def the_door(folder):
    """The browser is started with the name of a file, which this user alone can read; the token stands in no argument, and the file
    goes."""
    import pty
    with tempfile.TemporaryDirectory() as top:
        said = os.path.join(top, 'said')
        opener = pathlib.Path(top, 'xdg-open')
        opener.write_text(f'#!/bin/sh\n{{ echo "$@"; stat -c %a "$1"; cat "$1"; }} >{said}.part; mv {said}.part {said}\n')
        opener.chmod(0o755)
        ours, theirs = pty.openpty()
        process = subprocess.Popen([SOCRED, 'lab', '--folder', folder], stdout=theirs, stderr=subprocess.DEVNULL,
                                   env={**os.environ, 'DISPLAY': ':0', 'PATH': f'{top}:{os.environ["PATH"]}'})
        os.close(theirs)
        until = time.monotonic() + 30
        while not os.path.exists(said) and time.monotonic() < until:
            time.sleep(0.02)
        told = os.read(ours, 4096).decode()
        token = re.search(r'#token=([0-9a-f]{32})', told)
        lines = pathlib.Path(said).read_text().splitlines() if os.path.exists(said) else ['', '', '']
        check('the browser is given a file', token and lines[0].endswith('open.html') and token[1] not in lines[0]
              and token[1] in ''.join(lines[2:]), lines[:2])
        check('which this user alone can read', lines[1] == '600', lines[1])
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        os.close(ours)
        check('and which goes with the lab', not os.path.exists(os.path.join(folder, 'open.html')))


def begins_with_a_scenario(folder):
    """By its name, its folder or its file; a name that is none says the nearest and opens nothing."""
    for given, named in (('start/minimal', 'start/minimal'), ('scenarios/start/minimal/', 'start/minimal'),
                         ('scenarios/errors/welfare-score/random.yaml', 'errors/welfare-score/random')):
        lab = Lab(folder, given)
        check(f'it begins with {given}', lab.scenario == named, lab.address)
        lab.end()
    for given, wanted in ((['start/minmal'], 'there is no scenario "start/minmal"; did you mean start/minimal?'),
                          (['/etc/passwd'], 'there is no scenario'), (['start/' + 'a' * 300], 'of so long a name'),
                          (['start/minimal', 'b'], '"b" is not wanted')):
        said = subprocess.run([SOCRED, 'lab', '--no-open', '--folder', folder + '-none', *given], capture_output=True, text=True,
                              timeout=30)
        check(f'refused: to begin with {" ".join(given)[:40]}', said.returncode == 2 and wanted in said.stderr and said.stdout == '',
              (said.returncode, said.stderr))
    check('and that leaves no folder', not os.path.exists(folder + '-none'))


def closed_in_time(silent, began):
    silent.settimeout(max(1, began + 30 - time.monotonic()))
    try:
        left = silent.recv(100)
    except TimeoutError:
        left = None
    except ConnectionError:
        left = b''
    check('a connection that says nothing is closed', left == b'', left)


class Drops(threading.Thread):
    """A connection that says a byte now and then, so that it is never silent; `lasted`: seconds until it was cut off, None where it was
    not."""
    MOST = 45

    def __init__(self, lab, name, head):
        super().__init__(daemon=True)
        self.name, self.at, self.head, self.lasted = name, ('127.0.0.1', lab.port), head.replace('PORT', str(lab.port)).replace('TOKEN',
            lab.token).encode(), None
        self.start()

    def run(self):
        self.began = time.monotonic()
        with socket.socket() as s:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096) # so that a reply waits on the other side
            s.connect(self.at)
            s.sendall(self.head)
            s.settimeout(0.5)
            self.go_on(s)

    def go_on(self, s):
        while time.monotonic() < self.began + self.MOST:
            try:
                s.sendall(b'a')
                if s.recv(1) == b'':
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            return
        self.lasted = time.monotonic() - self.began


class Sips(Drops):
    """One that reads a long reply slowly, and after a while all that the system still holds of it; `lasted` stays None where that is the
    whole."""
    WAITS = 38

    def __init__(self, lab, name, target):
        super().__init__(lab, name, f'GET {target} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Socred-Token: TOKEN\r\nConnection: close\r\n\r\n')

    def go_on(self, s):
        got = b''
        s.settimeout(30)
        try:
            while time.monotonic() < self.began + self.WAITS:
                got += s.recv(10000)
                time.sleep(0.1)
            s.settimeout(10)
            while more := s.recv(1 << 20):
                got += more
        except OSError:
            pass
        length = re.search(rb'(?i)content-length: (\d+)', got)
        if length and len(got) < int(length[1]):
            self.lasted = self.WAITS


def drops(lab):
    # A reply that is longer than what the system keeps for a connection.
    lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":200,"replicates":100}')
    until = time.monotonic() + 60
    while (run := json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs'][
            -1])['state'] != 'done' and time.monotonic() < until:
        time.sleep(0.1)
    return [Drops(lab, 'a request line', 'GET /'), Drops(lab, 'headers', 'GET /api/about HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Long: '),
            Drops(lab, 'a body', 'POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX-Socred-Token: TOKEN\r\nContent-Type: '
                                 'application/json\r\nContent-Length: 100000\r\n\r\n'),
            Sips(lab, 'a reply', f'/api/bundle?run={run["name"]}')]


def cut_off(all_):
    for one in all_:
        one.join(Drops.MOST + 10)
        check(f'cut off in time: {one.name} in drops', one.lasted is not None and 15 < one.lasted < 42, one.lasted)


def places(folder):
    """More connections than there are places: those that find none wait outside, and hold nothing; all others gone, who waits is
    answered."""
    lab = Lab(folder)

    def held():
        sockets = 0
        for fd in pathlib.Path(f'/proc/{lab.process.pid}/fd').iterdir():
            with contextlib.suppress(FileNotFoundError):  # closed meanwhile
                sockets += os.readlink(fd).startswith('socket:')
        return sockets
    lab.ask('GET', '/api/about')
    before = held()
    many = [socket.create_connection(('127.0.0.1', lab.port), timeout=5) for _ in range(60)]
    for s in many:
        s.sendall(b'POST /api/check HTTP/1.1\r\nHost: x\r\n')
    most, until = 0, time.monotonic() + 2
    while time.monotonic() < until:
        most = max(most, held() - before)
        time.sleep(0.05)
    check('24 connections at once', 20 < most <= 24, most)
    for s in many:
        s.close()
    check('once they are gone it answers', lab.ask('GET', '/api/about')[0] == 200)
    lab.end()


def killed(folder):
    """Killed, a lab can keep nothing of the run under way: when it is opened again, nothing half-written is taken for a run, and those of
    before are there."""
    lab = Lab(folder)
    before = [run['name'] for run in json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs']]
    lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":2000,"months":4,"replicates":1000}')
    until = time.monotonic() + 30
    while json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs'][-1]['replicate'] < 1 and time.monotonic() < until:
        time.sleep(0.02)
    check('it is killed in the middle of a run', lab.end(signal.SIGKILL) == -signal.SIGKILL)
    lab = Lab(folder)
    left = json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs']
    check('runs of before are there', set(before) <= {run['name'] for run in left}, left)
    for run in left:
        check(f'a run of the list can be read: {run["name"]}', run['state'] in ('done', 'stopped')
              and lab.ask('GET', f'/api/figures?run={run["name"]}')[0] == 200, run)
    check('and it runs again', lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":200,"months":1,"replicates":1}')[0]
          == 201)
    lab.end()


def one_at_a_time(lab):
    body = b'{"scenario":"start/minimal","persons":60000,"replicates":20}'
    check('a run begins', lab.ask('POST', '/api/runs', body)[0] == 201)
    check('refused: a second run beside it', lab.ask('POST', '/api/runs', body)[0] == 409)
    # Each request waits for the piece of work under way and no longer: twenty of them take a small part of 720 months.
    for _ in range(20):
        status, got = lab.ask('GET', '/api/runs', wait=60)
    now = json.loads(got.partition(b'\r\n\r\n')[2])['runs'][-1]
    check('while it runs, requests have their turn', status == 200 and now['state'] in ('building', 'running') and now['share'] < 0.5, now)
    run = now['name']
    status, got = lab.ask('POST', f'/api/runs/{run}/stop', b'')
    check('it is stopped', status == 200 and b'"state":"stopped"' in got, got[-300:])


def main():
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, 'runs')
        lab = Lab(folder)
        silent, began = socket.create_connection(('127.0.0.1', lab.port), timeout=5), time.monotonic()
        listens_here_alone(lab)
        attacks(lab)
        slow = drops(lab)
        described(lab)
        streamed(lab)
        searches_take_turns(lab)
        one_at_a_time(lab)
        closed_in_time(silent, began)
        cut_off(slow)
        again = subprocess.run([SOCRED, 'lab', '--no-open', '--folder', folder], capture_output=True, text=True, timeout=30)
        check('refused: a second lab over the folder', again.returncode == 12 and 'another lab is open' in again.stderr, again.stderr)
        taken = subprocess.run([SOCRED, 'lab', '--no-open', '--folder', os.path.join(top, 'b'), '--port', str(lab.port)],
                               capture_output=True, text=True, timeout=30)
        check('a port that is taken is said', taken.returncode == 5 and str(lab.port) in taken.stderr, taken.stderr)
        check('and leaves no folder', not os.path.exists(os.path.join(top, 'b')))
        tokens = {lab.token}
        check('a signal ends it with success', lab.end() == 0)
        for _ in range(2):
            other = Lab(folder)
            tokens.add(other.token)
            other.end(signal.SIGINT)
        check('each lab has a token of its own', len(tokens) == 3)
        begins_with_a_scenario(folder)
        places(folder)
        the_door(os.path.join(top, 'door'))
        # Ended in the middle of a run: what is finished is there when the lab is opened again.
        lab = Lab(folder)
        lab.ask('POST', '/api/runs', b'{"scenario":"start/minimal","persons":2000,"months":4,"replicates":1000}')
        until = time.monotonic() + 30
        while time.monotonic() < until:
            runs = json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs']
            if runs and runs[-1]['replicate'] >= 1:
                break
            time.sleep(0.02)
        check('it ends in the middle of a run', lab.end() == 0)
        lab = Lab(folder)
        last = json.loads(lab.ask('GET', '/api/runs')[1].partition(b'\r\n\r\n')[2])['runs'][-1]
        status, got = lab.ask('GET', f'/api/figures?run={last["name"]}')
        check('and what was finished is kept', status == 200 and b'listed_per_1000' in got, got[-200:])
        lab.end()
        killed(folder)
        left = [name for _, _, names in os.walk(folder) for name in names if '.part' in name or name == 'open.html']
        check('nothing half-written is left', left == [], left)
    return 1 if failures else 0


if __name__ == '__main__':
    if len(sys.argv) > 2 and sys.argv[2] == 'without':
        print('built without libmicrohttpd: skipped')
        sys.exit(77)
    sys.exit(main())
