#!/usr/bin/env python3
"""A scenario is told in its own words and of its own people: own_words.py SOCRED ROOT

The welfare scheme over a city's clients, in every form that a reader can get: nothing may speak of black lists, of executives and
officials, of a census. The same search finds these words in a scenario that has them. And what `find` counts over the replicates is what it
counts in each."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SOCRED, ROOT = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
FOREIGN = re.compile(r'black.?lists?|\bexecutives?\b|\bofficials\b|\bcitizen\b|\ba sanction\b|\bthe census\b', re.I)
# What the file itself says (an official looks at each case; "no party or state managers"), and keys and meanings of the schema, which are
# one language for all scenarios.
TABLE = re.compile(r'^\| [a-z]+\.[^\n]*$', re.M)
TWO_LISTS = """socred: 1
base: BASE
lists:
  second: {colour: black, entry_events: [theft_or_fraud], entry_probability: 1, term_months: 12}
"""
faults = []


def hold(truth, what):
    if not truth:
        faults.append(what)


def run(*arguments, code=0):
    done = subprocess.run([SOCRED, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    if done.returncode != code:
        raise SystemExit(f'{arguments}: {done.returncode}: {done.stderr}')
    return done.stdout


def page(path):
    """What a reader sees without the script, and the data behind the drawings without the keys' meanings."""
    text = path.read_text()
    data = json.loads(re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', text, re.S)[1])
    for key in ('assumptions', 'meta', 'regime', 'parameters'):
        data.pop(key, None)
    data['tables'].pop('class', None)  # groups without anybody are drawn nowhere: tests/web
    seen = re.sub(r'<(script|style).*?</\1>', '', text, flags=re.S)
    return {'without script': re.sub(r'<[^>]+>', ' ', seen),
            'data of the page': json.dumps(data.get('tables')) + json.dumps(data.get('counters'))}


def forms(out, other):
    """Every form: its name and its text."""
    drawn = json.loads(run('find', out, '--where', 'listed', '--format', 'json', '--limit', '3', '-q'))['drawn']
    person = drawn[0]['person']
    yield 'headline', run('show', out, 'headline')
    for format in ('csv', 'json'):
        yield f'headline {format}', run('show', out, 'headline', '--format', format)
        yield f'find {format}', run('find', out, '--where', 'listed', '--format', format, '-q')
        yield f'compare {format}', run('compare', out, other, '--format', format)
    yield 'columns', run('find', out, '--list')
    yield 'find', run('find', out, '--where', 'listed', '-q')
    yield 'compare', run('compare', out, other)
    yield 'compare by', run('compare', out, other, '--by', 'group')
    yield 'fairness', run('fairness', out)
    for format in ('text', 'json', 'html'):
        yield f'explain {format}', run('explain', out, '--person', person, '--format', format)
        yield f'explain beside {format}', run('explain', out, '--beside', other, '--person', person, '--format', format)
    for form in ('fria', 'iama', 'aia', 'atrs'):
        run('assess', out, other, '--form', form, '-o', out / form, '-q')
        for name in ('assessment.md', 'assessment.html'):
            text = TABLE.sub('', (out / form / name).read_text())
            # What a key means is said of any scenario, in its row and before it in a line.
            yield (f'{form} {name}',
                   re.sub(r'<style.*?</style>|<t[dh][^>]*>(<code>)?[a-z_]+\.[^\n]*?</tr>|[^<>·]*\(<code>[a-z_]+\.[^<]*</code>\)', '', text,
                          flags=re.S))
    run('report', out)
    yield from page(out / 'report.html').items()


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        small = ['--persons', '6000', '--replicates', '3', '-q']
        for name, more in (('clients', []), ('slower', ['--set', 'due_process.delay_months=6'])):
            run('run', ROOT / 'scenarios/errors/welfare-score/clients.yaml', '-o', folder / name, *small, *more)
        looked = 0
        for name, text in forms(folder / 'clients', folder / 'slower'):
            looked += len(text) > 100
            # What the scenario's author wrote of the scenario is the author's: it says of whom there are none.
            for found in FOREIGN.finditer(text):
                around = text[max(0, found.start() - 60):found.end() + 40]
                if found[0].lower() == 'officials' and 'Senior' in around:
                    continue
                hold(False, f'{name}: {around!r}')
        hold(looked >= 25, f'{looked} forms are looked at')
        base = ROOT / 'scenarios/start/minimal/scenario.yaml'
        (folder / 'two.yaml').write_text(TWO_LISTS.replace('BASE', str(base)))
        run('run', folder / 'two.yaml', '-o', folder / 'two', *small)
        for name, text in {'headline': run('show', folder / 'two', 'headline'), 'columns': run('find', folder / 'two', '--list'),
                           'fairness': run('fairness', folder / 'two'), **page(folder / 'two' / 'report.html')}.items():
            hold(FOREIGN.search(text), f'two lists, {name}: nothing is found where it stands')
        headline = run('show', folder / 'clients', 'headline')
        hold('on the list of debtors' in headline and 'the benefit cut' in headline, 'headline: not in words of its own')
        hold('committed another claim error' in headline, 'headline: the one class of violations is not named')
        # A name that does not read in a sentence is quoted; what the table of a score counts is said.
        for name, words in (('surveillance/attention',
                             ("on the list 'disorderly'", "under the sanction 'air'", 'committed another disorder')),
                            ('errors/court-score', ("on the list 'held'", 'who would not come back')),
                            ('credit/lending', ('who would repay',))):
            run('run', ROOT / f'scenarios/{name}/scenario.yaml', '-o', folder / name, *small)
            told = run('show', folder / name, 'headline') + page(folder / name / 'report.html')['without script']
            for word in words:
                hold(told.count(word) >= 2, f'{name}: not "{word}"')
            hold(not re.search('would do well|turn out|some other violation|list of (held|disorderly)|under the air', told),
                 f'{name}: general words')
        # The answer to a scenario's question, in every form; a figure that there is none of is refused by check and by run.
        (folder / 'asked.yaml').write_text(f'socred: 1\nbase: {base}\nanswer: "Of 1,000 people {{listed_per_1000}} are listed, '
                                           f'{{violations_averted_percent}}% is averted"\n')
        run('run', folder / 'asked.yaml', '-o', folder / 'asked', *small)
        asked = json.loads(re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>',
                                     (folder / 'asked/report.html').read_text(), re.S)[1])['run']['answer']
        of = {x['statistic']: x for x in json.loads(run('show', folder / 'asked', 'headline', '--format', 'json'))}
        said = re.fullmatch(r'Of 1,000 people ([\d.]+) \(([\d.]+) to ([\d.]+) by simulation alone[^)]*\) are listed, ([\d.]+)% \(([\d.]+) '
                            r'to ([\d.]+) by simulation alone[^)]*\) is averted', asked)
        hold(said, f'answer: {asked}')
        for i, name in enumerate(('listed_per_1000', 'violations_averted_percent')):
            hold(all(abs(float(said[3 * i + k + 1]) - of[name][key]) <= 0.51 * 10 ** -len(said[3 * i + k + 1].partition('.')[2])
                     for k, key in enumerate(('mean', 'low', 'high'))), f'answer: {asked} of {of[name]}')
        hold(asked in ' '.join(run('show', folder / 'asked').split())
             and asked in ' '.join(page(folder / 'asked/report.html')['without script'].split()), 'answer: not in every form')
        (folder / 'slip.yaml').write_text(f'socred: 1\nbase: {base}\nanswer: "{{listed_per_100}} are listed"\n')
        hold('did you mean listed_per_1000?' in run('check', folder / 'slip.yaml', code=3), 'check: a slip in the answer')
        run('run', folder / 'slip.yaml', '-o', folder / 'slip', code=3)
        hold(not (folder / 'slip').exists(), 'run: a slip in the answer')
        everywhere = json.loads(run('find', folder / 'clients', '--where', 'listed', '--format', 'json', '-q'))
        alone = [json.loads(run('find', folder / 'clients', '--where', 'listed', '-R', r, '--format', 'json', '-q')) for r in range(3)]
        hold(all(x['over_replicates'] is None for x in alone), 'find -R counts elsewhere too')
        hold(everywhere['matching'] == alone[0]['matching'], 'find: other people in replicate 0')
        hold(abs(everywhere['over_replicates']['mean'] - sum(x['matching'] for x in alone) / 3) < 1e-6, 'find: the mean over replicates')
        hold(len({x['matching'] for x in alone}) > 1, 'find: replicates are alike, nothing is tried')
    print('\n'.join(sorted(set(faults))) or f'{looked} forms')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
