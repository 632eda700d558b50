#!/usr/bin/env python3
"""No figure reads as certain since its replicates agree: certainty.py SOCRED ROOT

Runs so small that most figures are the same in each replicate are told by every command that tells intervals. No record for a program has
an interval of no width, and where one has none it says why; no line for people says "the same in each replicate" but where that is said to
be no certainty.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Those whose replicates agree on most, and are soon done.
THEORIES = ['ensign', 'epstein']
faults = []
looked = {'records': 0, 'without': 0}


def run(*arguments):
    return subprocess.run([SOCRED, *map(str, arguments)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def look(what, node):
    """Every pair of ends in a document of JSON."""
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        look(what, inner)
    if not isinstance(node, dict) or node.get('random') == 0:
        return
    for low in node:
        high = re.sub(r'low$', 'high', low)
        if not re.search(r'(^|_)low$', low) or high not in node:
            continue
        looked['records'] += 1
        looked['without'] += node[low] is None
        # less itself
        if node[low] is not None and node[low] == node[high] and not (low == 'less_first_low' and node.get('arm') == 'as_it_is'):
            faults.append(f'{what}: {low} is {high}: {json.dumps(node)[:300]}')
        if 'interval_why' in node and low == 'low' and (node[low] is None) != (node['interval_why'] != '') and node.get('run') != 'A':
            faults.append(f'{what}: an interval and a reason why not, or neither: {json.dumps(node)[:300]}')


def read(what, text):
    for line in text.split('\n'):
        if 'the same in each replicate' in line.lower() and not re.search('certain|no bound', line.lower()):
            faults.append(f'{what}: {line.strip()[:200]}')


def main():
    global SOCRED
    SOCRED, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    minimal = root / 'scenarios/start/minimal/scenario.yaml'
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        for name, more in (('a', []), ('b', ['-S', 'lists.untrustworthy.term_months=3']),
                           ('c', ['-S', 'measures.city_credit.enabled=false'])):
            run('run', minimal, '-o', out / name, '-q', '-n', 400, '--months', 8, '-r', 3, *more)
        a, b, c = (out / name for name in 'abc')
        (out / 'policies.yaml').write_text(f'socred: 1\ntitle: Two\nvariants: '
                                           f'{{a: {a}/scenario.resolved.yaml, b: {b}/scenario.resolved.yaml}}\n'
                                           'objectives:\n  order: {formula: 1000 * listed / persons, best: lowest}\n')
        (out / 'arms.yaml').write_text(f'socred: 1\nexperiment: What if?\nbase: {minimal}\nset: '
                                       f'{{people.persons: 400, span.to: 2018-06}}\nreplicates: 3\n'
                                       'design: {kind: arms, arms: {as_it_is: {}, short: {lists.untrustworthy.term_months: 3}}}\n'
                                       'outcomes: {listed: {formula: listed}, months: {formula: appeal_wait_months}, share: {formula: '
                                       'innocent_per_1000_effective}}\n')
        for what, command in {
                'headline': ['show', a, 'headline'], 'compare': ['compare', a, b], 'compare --all': ['compare', a, b, '--all'],
                'compare of three': ['compare', a, b, c],
                'compare by parts': ['compare', a, b, '--by', 'group,quintile,province'],
                'compare -x': ['compare', a, b, '-x', '--by', 'group'], 'compare with itself': ['compare', a, a, '-x'],
                'fairness': ['fairness', a, '--by', 'group,stratum'], 'find': ['find', a, '--where', 'listed'],
                'answer': ['experiment', 'answer', out / 'arms.yaml', '-o', out / 'arms', '-q'],
                **{f'theory {t}': ['theory', t, '-r', 3] for t in THEORIES},
                'pilots': ['policies', out / 'policies.yaml', '-o', out / 'pilots', '-q', '--keep']}.items():
            look(what, json.loads(run(*command, '--format', 'json')))
            read(what, run(*command))
        told = {x['statistic']: x for x in json.loads(run('compare', a, b, '--all', '--format', 'json'))['statistics']}
        if told['persons']['interval_why'] != 'fixed by the scenario' or told['listed']['interval_why'] != '':
            faults.append(f'compare --all: what a scenario fixes has an interval, or what it does not has none: {told["persons"]}, '
                          f'{told["listed"]}')
        run('assess', '-q', a, b, '--form', 'fria', '-o', out / 'form')
        look('assess', json.loads((out / 'form/assessment.json').read_text()))
        read('assess', (out / 'form/assessment.md').read_text())
        run('compare', a, b, c, '-q', '-o', out / 'page.html')
        for page in (out / 'page.html', a / 'report.html'):
            read(page.name, re.sub(r'<script.*?</script>', '', page.read_text(), flags=re.S))
    if looked['records'] < 1000 or looked['without'] < 100:
        faults.append(f'few were looked at: {looked}')
    print('\n'.join(faults) or f'{looked["records"]} intervals, {looked["without"]} of them none')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
