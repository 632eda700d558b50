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
         'credit/bureaus/scenario': ('bureau', 'met'), 'errors/welfare-score/robodebt': ('list', 'by_group'),
         'surveillance/recognition/scenario': ('recognition', 'by_group'),
         'start/minimal/scenario': ('list', 'by_group')}
WORDS = {'instrument': 'An instrument refuses', 'prediction': 'A forecast flags', 'grade': 'A grade below', 'list': 'Entry on',
         'bureau': 'refuses credit', 'recognition': 'A camera raises'}
# The others decide by grades, an instrument or a list as one of these does.
if os.environ.get('SOCRED_TESTS') != 'all':
    for path in ('officials/adaptive-weight/scenario', 'officials/patrons/scenario', 'errors/court-score/scenario'):
        del KINDS[path]
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


# What acts: sections of keys whose rules are told (and none of the others of these), and whether records are checked and entries appealed.
ACTING = {'credit/lending/scenario': ('instrument', False, False), 'surveillance/recognition/scenario': ('recognition', True, True),
          'surveillance/forecasts/scenario': ('prediction', True, True), 'errors/welfare-score/planned': ('measures', True, True),
          'start/minimal/scenario': ('grades', True, True), 'start/china-national/scenario': ('grades', True, True)}
RULES = {'fria': 'modules@a', 'iama': 'modules@how', 'aia': 'modules@decision', 'atrs': 'modules@description'}
CHECKS = {'fria': ('review@e', 'remedies@f'), 'iama': ('review@how', 'procedure@how'), 'aia': ('automation@role', 'recourse@fairness'),
          'atrs': ('review@decision', 'rules@appeals')}


def keys_of(answer):
    return {row[0]: row[1:] for row in answer['table']['rows']}


def acting(work):
    """Each form tells the rules of whatever decides, no rule of what is off, and says where no check and no remedy acts."""
    deciders = {'instrument', 'recognition', 'prediction', 'bureaus'}
    for path, (section, is_checked, is_appealed) in ACTING.items():
        out = os.path.join(work, 'acting-' + path.replace('/', '-'))
        run('run', '-q', '-n', '1000', '-r', '2', '-m', '48' if section == 'prediction' else '12', '-o', out,
            os.path.join(SCENARIOS, path + '.yaml'))
        for form, rules in RULES.items():
            run('assess', '-q', out, '--form', form, '-o', out + '.' + form)
            _, fields = fields_of(out + '.' + form)
            sections = {key.split('.')[0] for key in keys_of(fields[rules])}
            assert section in sections and sections & deciders == {section} & deciders, (path, form, sections)
            assert not any(name.startswith('differ@') for name in fields), (path, form)
            for name, is_there, root, says in zip(CHECKS[form], (is_checked, is_appealed), ('review.', 'due_process.'),
                                                  ('No check', 'No remedy')):
                assert (says in fields[name].get('text', '')) != is_there, (path, form, name, fields[name])
                assert any(key.startswith(root) for key in keys_of(fields[name])) == is_there, (path, form, name)
        _, fields = fields_of(out + '.fria')
        errors = keys_of(fields['errors@a'])
        assert ('review.automatic_specificity' in errors) == is_checked and ('due_process.overturn_wrong' in errors) == is_appealed, (path,
            errors)
        assert ('recognition.false_match' in errors) == (section == 'recognition') and ('instrument.threshold' in errors) == (section
            == 'instrument'), path
        with contextlib.closing(sqlite3.connect(os.path.join(out, 'results.db'))) as db:
            if section == 'recognition':
                alerts, stops, wrong = db.execute('SELECT sum(right_alerts + wrong_alerts), sum(stops), sum(wrong_stops) FROM '
                                                  'recognition_by_stratum').fetchone()
                for name, of in (('stopped_wrongly@d', alerts), ('stops_wrong@d', stops)):
                    value = fields[name]['figures'][0]['figure']['value']
                    assert 0 < wrong < of and abs(value - 1000 * wrong / of) < 1e-6, (name, wrong, of, fields[name])
        assert ('stopped_wrongly@d' in fields) == (section == 'recognition'), path
        if is_appealed:
            assert 'is not the share of wrong entries' in fields['by_group@c']['text'], path
        with open(os.path.join(out + '.fria', 'assessment.html'), encoding='utf-8') as file:
            page = file.read()
        assert '(<code>span.from</code>): <strong>' in page and '.meaning::details-content { display: block' in page, path
        assert page.count('<details class="meaning">') > 3, path


def beside(work):
    """Two lenders that differ in the thresholds alone: just these stand there, with both values; a check that does not act is no
    difference."""
    runs = [os.path.join(work, name) for name in ('profit', 'shares')]
    for out, name, unused in zip(runs, ('scenario', 'equal-shares'), ('0.9', '0.5')):
        run('run', '-q', '-n', '1000', '-r', '2', '-m', '3', '--set', 'review.automatic_share=' + unused, '-o', out,
            os.path.join(SCENARIOS, 'credit/lending', name + '.yaml'))
    for form, rules in RULES.items():
        out = os.path.join(work, 'lenders.' + form)
        run('assess', '-q', *runs, '--form', form, '-o', out)
        _, fields = fields_of(out)
        differ = keys_of(fields[rules.replace('modules', 'differ')])
        assert {key: row[:2] for key, row in differ.items()} == {'instrument.threshold': ['613.75', '649.17'],
                                                                 'instrument.threshold_marked': ['645', '480.1']}, (form, differ)
        assert keys_of(fields[rules])['instrument.threshold'][:2] == ['613.75', '649.17'], form
    run('assess', '-q', runs[0], runs[0], '--form', 'fria', '-o', out)
    assert fields_of(out)[1]['differ@a']['text'] == 'The runs differ in no value that acts.'


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
    assert figure['low'] < figure['high'] < 0 and figure['same_sign'] == figure['same_sign_high'] == 100, figure
    assert 92 < figure['same_sign_low'] < 94, figure
    told = [g for g in after['by_group@c']['groups'] if g['run'] == 'B' and g['statistic'] == 'selection_rate']
    assert told and all(g['less_a_assumed']['low'] < g['less_a_assumed']['high'] for g in told), told
    with contextlib.closing(sqlite3.connect(os.path.join(keep, 'experiment.db'))) as db:
        values = dict(db.execute('SELECT name, count(DISTINCT coalesce(value, \'as it is\')) FROM settings JOIN factors USING (factor) '
                                 'GROUP BY name'))
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
    acting(folder)
    beside(folder)
    drawn(folder)
