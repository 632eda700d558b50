#!/usr/bin/env python3
"""A form tells of whichever decision a regime takes who is hit and how often wrongly, and compares runs over the same draws.

Usage: assessed.py SOCRED SCENARIOS"""
import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

SOCRED, SCENARIOS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
# A scenario of each kind: what it decides, and the field that tells of it by group.
KINDS = {'credit/lending/scenario': ('instrument', 'refused'), 'surveillance/audits/scenario': ('prediction', 'flagged'),
         'officials/adaptive-weight/scenario': ('grade', 'graded'), 'officials/patrons/scenario': ('grade', 'graded'),
         'incentives/cliffs/scenario': ('grade', 'graded'), 'errors/court-score/scenario': ('instrument', 'refused'),
         'credit/bureaus/scenario': ('bureau', 'met'), 'errors/welfare-score/robodebt': ('list', 'by_group'), 'surveillance/recognition/scenario': ('recognition', 'by_group'),
         'start/minimal/scenario': ('list', 'by_group')}
WORDS = {'instrument': 'An instrument refuses', 'prediction': 'A forecast flags', 'grade': 'A grade below', 'list': 'Entry on', 'bureau': 'refuses credit', 'recognition': 'A camera raises'}
LISTS = re.compile('entries_|listed')


def run(*args):
    made = subprocess.run([SOCRED, *args], capture_output=True, text=True, check=False)
    assert made.returncode == 0, (args, made.stderr)
    return made.stdout


def fields_of(folder):
    with open(os.path.join(folder, 'assessment.json'), encoding='utf-8') as file:
        document = json.load(file)
    return document, {f['field'] + '@' + s['section']: f['answer'] for s in document['sections'] for f in s['fields']}


def decided(work):
    """Each kind of scenario by itself: the decision is named, told by group, and none is asked about that is not taken."""
    for path, (decision, field) in KINDS.items():
        out = os.path.join(work, path.replace('/', '-'))
        run('run', '-q', '-n', '1000', '-r', '2', '-o', out, os.path.join(SCENARIOS, path + '.yaml'))
        run('assess', '-q', out, '--form', 'fria', '-o', out + '.fria')
        _, fields = fields_of(out + '.fria')
        taken = [row[0] for row in fields['decisions@c']['table']['rows']]
        assert any(WORDS[decision] in row for row in taken), (path, taken)
        groups = fields[field + '@c']['groups']
        selection = [g for g in groups if g['statistic'] == 'selection_rate']
        assert len(selection) > 2 and all(g['per_1000']['value'] is not None for g in selection), (path, selection)
        assert len({g['group'] for g in selection}) == len(selection), path
        for name, answer in fields.items():
            text = answer.get('text', '')
            assert 'selects nobody' not in text, (path, name, text)
            if not any('Entry on' in row for row in taken):
                assert not LISTS.search(answer.get('formula', '')), (path, name)
            for group in answer.get('groups', []):
                assert group['statistic'] != 'selection_rate' or group['per_1000']['value'] is not None, (path, name, group)


def drawn(work):
    """Two runs over the same draws: what they differ in is in none of them, and each difference has its interval."""
    runs = []
    for name in ('planned', 'checked'):
        runs.append(os.path.join(work, name))
        run('run', '-q', '-n', '800', '-r', '2', '-o', runs[-1], os.path.join(SCENARIOS, 'errors/welfare-score', name + '.yaml'))
    keep, out = os.path.join(work, 'draws'), os.path.join(work, 'both')
    run('assess', '-q', *runs, '--form', 'fria', '-o', out)
    document, before = fields_of(out)
    rows = before['wrong_people@e']['table']['rows']
    assert rows[1][6] == 'not computed (socred assess --draws 48)', rows
    assert 'not to be compared with one another' in document['over'], document['over']
    run('assess', '-q', *runs, '--form', 'fria', '--draws', '40', '-k', keep, '-o', out)
    document, after = fields_of(out)
    figure = after['wrong_people@e']['figures'][1]['less_a_assumed']
    assert figure['low'] < figure['high'] < 0 and figure['same_sign'] == 100, figure
    told = [g for g in after['by_group@c']['groups'] if g['run'] == 'B' and g['statistic'] == 'selection_rate']
    assert told and all(g['less_a_assumed']['low'] < g['less_a_assumed']['high'] for g in told), told
    with contextlib.closing(sqlite3.connect(os.path.join(keep, 'experiment.db'))) as db:
        values = dict(db.execute('SELECT name, count(DISTINCT coalesce(value, \'as it is\')) FROM settings JOIN factors USING (factor) GROUP BY name'))
    # as A has it and as B has it, and nothing between; all else that is assumed differs from draw to draw
    assert values['review.automatic_share'] == 2 and values['review.automatic_specificity'] == 2, values
    assert values['review.human_specificity'] > 30 and len(values) > 10, values
    # A run against itself: nothing differs in any draw.
    run('assess', '-q', runs[0], runs[0], '--form', 'fria', '--draws', '40', '-k', os.path.join(work, 'same'), '-o', out)
    _, same = fields_of(out)
    figure = same['wrong_people@e']['figures'][1]['less_a_assumed']
    assert figure['low'] == 0 and figure['high'] == 0, figure


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    decided(folder)
    drawn(folder)
