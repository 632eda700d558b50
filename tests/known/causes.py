#!/usr/bin/env python3
"""Whatever people do differently under a regime has a cause in the regime: switch it off, and the difference is gone.

    causes.py SOCRED ROOT [--all]      one scenario of each topic in small; --all: every scenario and arm, with a table

With all lists, measures and bureaus off (nothing follows from a record; whom a bureau refuses is strained by it), and with no perceived
risk and no strain (nobody fears or suffers what follows), each class of events happens exactly as often as under no regime, whatever is set
else: people's and firms'. Then, of the first scenario: lawful acts that no channel sees are as under no regime though all else is watched;
they are lost more the more often they are seen, and the more points they cost; and each class by its own detection, not by that of its
sphere. Violations of one sphere are averted by watching another as far as people follow what others do, and no further.
"""
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

SIZE = ['-n', '2000', '-r', '1', '-q', '--replace']
FEARLESS = ['conduct.risk_bias=0', 'conduct.learning_caught=0', 'conduct.learning_contacts=0', 'conduct.learning_place=0',
            'conduct.liability_risk=0', 'firms.risk_bias=0', 'firms.learning_caught=0']
TRAFFIC = 'channels.camera.detects.traffic_minor'
SPEECH = ('channels.official.detects.petition', 'channels.official.detects.critical_post', 'channels.neighbours.detects.association')


def run(socred, path, settings, size=SIZE):
    """[(class, happened, under no regime)] of each month: more in one must not hide less in another. And the resolved scenario."""
    with tempfile.TemporaryDirectory() as out:
        told = subprocess.run([socred, 'run', path, '-o', out, *size, *[x for s in settings for x in ('-S', s)]], capture_output=True,
                              text=True)
        if told.returncode:
            raise SystemExit(f'{path} {settings}: {told.stderr}')
        db = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
        text, = db.execute('select yaml from scenario').fetchone()
        rows = db.execute('select event, happened, happened_counterfactual from by_event').fetchall()
        if db.execute("select 1 from sqlite_master where name = 'firms_by_event'").fetchone():
            rows += db.execute("select 'firms: ' || firm_event, events, events_counterfactual from firms_by_event").fetchall()
    return rows, text


def names(text, section):
    """Names of the entries of a section of a resolved scenario."""
    part = re.search(rf'^{section}:\n((?:  .*\n|\n)*)', text, re.M)
    return re.findall(r'^  (\w+):', part.group(1), re.M) if part else []


def moved(rows):
    return sum(abs(a - b) for _, a, b in rows)


def lost(socred, path, settings):
    """Of the lawful acts, the share that is not done, in per cent."""
    rows, text = run(socred, path, settings, ['-n', '10000', '-r', '2', '-q', '--replace'])
    kinds = re.findall(r'^    kind: (\w+)', text.split('\nevents:\n')[1].split('\nchannels:')[0], re.M)
    wanted = {i for i, (name, kind) in enumerate(zip(names(text, 'events'), kinds)) if kind == 'lawful_act'}
    lawful = [row for row in rows if row[0] in wanted]
    return 100 * (1 - sum(a for _, a, _ in lawful) / sum(b for _, _, b in lawful))


def averted(socred, path, settings):
    """By class, the share that is not done, in per cent."""
    rows, text = run(socred, path, settings, ['-n', '10000', '-r', '2', '-q', '--replace'])
    classes = names(text, 'events')
    done = {name: [sum(row[1 + of] for row in rows if row[0] == i) for of in (0, 1)] for i, name in enumerate(classes)}
    return {name: 100 * (1 - a / b) for name, (a, b) in done.items() if b > 0}


def through_norms(socred, path, settings):
    """Violations averted, and of them those through norms, in per cent."""
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([socred, 'run', path, '-o', out, '-n', '20000', '-r', '4', '-q', '--replace',
                        *[x for s in settings for x in ('-S', s)]], check=True)
        db = sqlite3.connect(f'file:{out}/results.db?mode=ro', uri=True)
        done, unfollowed, free = db.execute('select sum(violations), sum(violations_unfollowed), sum(violations_counterfactual) '
                                            'from by_cell').fetchone()
    return 100 * (1 - done / free), 100 * (unfollowed - done) / free


def main():
    socred, root, failed, tried = sys.argv[1], pathlib.Path(sys.argv[2]), 0, 0
    topics, firms_seen = set(), 0
    for path in sorted(root.glob('scenarios/*/*/*.yaml')):
        if re.search(r'^(pilots|objectives):', path.read_text(), re.M):
            continue
        wanted = path.stem == 'scenario' and path.parent.parent not in topics or path == root / 'scenarios/firms/firms/learning.yaml'
        if '--all' not in sys.argv and not wanted:
            continue
        topics.add(path.parent.parent)
        rows, text = run(socred, path, [])
        nothing = [f'{part}.{n}.enabled=false' for part in ('lists', 'measures', 'bureaus', 'firm_lists', 'firm_measures')
                   for n in names(text, part)]
        firms_seen += any(str(k).startswith('firms') and a < b for k, a, b in rows)
        calm = FEARLESS + [f'events.{n}.strain_effect=0' for n in names(text, 'events')]
        left = [moved(run(socred, path, off)[0]) if off else 0 for off in (nothing, calm)]
        tried += 1
        failed += any(left)
        if any(left) or '--all' in sys.argv:
            print(f'{"not ok" if any(left) else "ok"} {path.parent.name}/{path.stem}: events that come or go: {moved(rows)}; '
                  f'nothing follows: {left[0]}; nobody fears or suffers: {left[1]}', flush=True)
    minimal = root / 'scenarios/start/minimal/scenario.yaml'
    watched = [lost(socred, minimal, [f'{key}={chance}' for key in SPEECH]) for chance in ('0', '0.0001', '0.1', '0.9')]
    points = [lost(socred, minimal, [f'events.petition.points={p}', f'events.critical_post.points={p}']) for p in ('0', '-10', '-50')]
    # Posts are watched and petitions hardly: both are speech. Nobody follows what others do, which is another cause.
    alone = ['events.petition.norm_weight=0', 'events.critical_post.norm_weight=0', f'{SPEECH[1]}=0.9']
    within = [averted(socred, minimal, alone + [f'{SPEECH[0]}={chance}'])['petition'] for chance in ('0', '0.0001', '0.01', '0.9')]
    print('petitions lost, %, beside posts detected with 0.9, detected with 0, 0.0001, 0.01, 0.9:', [round(x, 2) for x in within])
    failed += not (within[0] == 0 and within[1] < 0.1 and within[1] <= within[2] < within[3] and within[2] < within[3] / 10)
    print('lawful acts lost, %, detected with 0, 0.0001, 0.1, 0.9:', [round(x, 2) for x in watched], '; at 0, 10, 50 points:',
          [round(x, 2) for x in points])
    failed += not (watched[0] == 0 and watched[1] < 0.1 and watched[1] <= watched[2] < watched[3])
    failed += not (points[0] == 0 and points[0] < points[1] < points[2])
    # Traffic is watched twice as closely: what is averted elsewhere is averted by what others do, and by nothing else.
    follow = [averted(socred, minimal, [f'{TRAFFIC}={chance}']) for chance in ('0.25', '0.5')]
    nobody = [f'events.{name}.norm_weight=0' for name in follow[0]]
    alike = [averted(socred, minimal, [f'{TRAFFIC}={chance}', *nobody]) for chance in ('0.25', '0.5')]
    apart = ('judgment_default', 'loan_default', 'false_declaration')
    print('averted, %, with twice the traffic offences caught, more by:', {n: round(follow[1][n] - follow[0][n], 2) for n in apart},
          '; where nobody follows others:', {n: round(alike[1][n] - alike[0][n], 2) for n in apart})
    failed += not all(alike[0][n] == alike[1][n] for n in apart)
    failed += not sum(follow[1][n] - follow[0][n] for n in apart) > 0.5
    failed += not alike[1]['traffic_minor'] - alike[0]['traffic_minor'] > 3
    # What is told to be averted through norms is what is not averted without them; twice the weight, more of it.
    whole, told = through_norms(socred, minimal, [])
    rest, none = through_norms(socred, minimal, nobody)
    weights = [f'events.{name}.norm_weight=1' for name in follow[0]]
    _, twice = through_norms(socred, minimal, weights)
    print(f'violations averted, %: {whole:.2f}, of it through norms {told:.2f}; where nobody follows others {rest:.2f}, '
          f'through norms {none}; through norms of the highest weight {twice:.2f}')
    failed += not (none == 0 and told > 1 and abs(whole - told - rest) < 0.5 and twice > 1.5 * told)
    failed += not firms_seen # a check of firms that none of them answers to would be blind
    print(f'{tried} scenarios and arms, {failed} failed')
    sys.exit(1 if failed or tried < (60 if '--all' in sys.argv else 10) else 0)


if __name__ == '__main__':
    main()
