#!/usr/bin/env python3
"""One life beside another: as text, JSON and page, each held against the two lives told alone.

    lives.py SOCRED PROJECT"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

socred, project = sys.argv[1], pathlib.Path(sys.argv[2])
faults = []
TITLE = '<i>Nobody</i> "watches" & <script>alert(1)</script>'
MONTH = re.compile(r'\d{4}-\d{2}  ')


def hold(condition, what):
    if not condition:
        faults.append(what)


def run(*arguments):
    return subprocess.run([socred, *map(str, arguments)], capture_output=True, text=True, timeout=300)


def told(*arguments):
    done = run('explain', *arguments)
    hold(done.returncode == 0, f'{arguments}: {done.stderr}')
    return done.stdout


def columns(text):
    """The words of each column from its title on: what is wrapped is joined again."""
    sides = [line.split(' |', 1) for line in text.splitlines() if ' |' in line]
    return [' '.join(' '.join(side[k].strip() for side in sides).split()) for k in (0, 1)]


def eventful(life):
    """The months that the text of a life has, by their date."""
    parts = re.split(r'^(?=\d{4}-\d{2}  )', life, flags=re.M)
    months = [re.split(r'\n(?:Why|Nobody is graded)', part)[0] for part in parts if MONTH.match(part)]
    return {part[:7]: ' '.join(re.sub(r'\(\d+ months? in which nothing happened\)', '', part).split()) for part in months}


class Page(html.parser.HTMLParser):
    """Balanced, without scripts; its words, its table of sums and how many months it draws."""
    LONE = {'meta', 'rect', 'path', 'br'}

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.rows, self.scripts, self.unbalanced = [], [], [], 0, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == 'script' or any(name.startswith('on') for name, _ in attributes)
        if tag == 'tr':
            self.rows.append([])
        if tag not in self.LONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.LONE and (not self.open or self.open.pop() != tag):
            self.unbalanced.append(tag)

    def handle_data(self, data):
        if 'style' not in self.open:
            self.words += data.split()
            if 'tr' in self.open and data.strip():
                self.rows[-1].append(data.strip())


def sums(life):
    """Counted again from the JSON of a life, in the order of the page."""
    months = life['months']
    records = [r for m in months for r in m['records'] if r['decision'].startswith('accepted')]
    return [sum(e['happened'] for m in months for e in m['happened']), len(records), sum(r['truth'] != 'did it' for r in records),
            sum(bool(m['state']['months_left']) for m in months), sum(bool(m['state']['measures']) for m in months),
            sum(a['effective'] for m in months for a in m['attempts'] if a['kind'] == 'refused')]


with tempfile.TemporaryDirectory() as work:
    work = pathlib.Path(work)
    base = project / 'scenarios/start/minimal/scenario.yaml'
    (work / 'none.yaml').write_text(f'socred: 1\ntitle: {json.dumps(TITLE)}\nbase: {base}\nregime: none\n')
    small = ('--persons', '8000', '--replicates', '2', '--quiet')
    for name, scenario, more in (('a', base, ()), ('b', work / 'none.yaml', ()), ('other', base, ('--seed', '5')),
                                 ('slow', base, ('--set', 'due_process.delay_months=7', '--set', 'replicates=2')),
                                 ('short', base, ('--months', '6'))):
        done = run('run', scenario, '-o', work / name, *small, *more)
        hold(done.returncode == 0, f'run {name}: {done.stderr}')
    found = json.loads(run('find', work / 'a', '--where', 'listed', '--limit', '4', '--format', 'json', '--columns', 'person').stdout)
    people = [int(row['person']) for row in found['drawn']]
    hold(len(people) == 4, f'{len(people)} people were found, not 4')

    # Where there is one replicate, it is all there is to count.
    done = run('run', base, '-o', work / 'one', *small[:2], '--replicates', '1', '--quiet')
    hold(done.returncode == 0, f'run one: {done.stderr}')
    one = json.loads(run('find', work / 'one', '--where', 'listed', '--limit', '2', '--format', 'json', '--columns', 'person').stdout)
    hold(len(one['drawn']) == 2, f'{len(one["drawn"])} people were found in the only replicate, not 2')

    for person in people:
        alone = [told(work / name, '--person', person) for name in 'ab']
        lives = [json.loads(told(work / name, '--person', person, '--format', 'json')) for name in 'ab']
        both = ('--beside', work / 'b', '--person', person)
        text = told(work / 'a', *both)
        for k, life in enumerate(alone):
            side = columns(text)[k]
            for date, words in eventful(life).items():
                hold(words in side, f'person {person}, {"AB"[k]}: {date} is not in its column')
            why = ' '.join(life[life.index('\nNobody is graded' if '\nNobody is graded' in life else '\nWhy'):].split())
            hold(side.endswith(why), f'person {person}, {"AB"[k]}: its column does not end with why')
        document = json.loads(told(work / 'a', *both, '--format', 'json'))
        hold([one['life'] for one in document['lives']] == lives, f'person {person}: other lives in JSON than alone')
        page = Page(told(work / 'a', *both, '--format', 'html'))
        hold(not page.unbalanced and not page.open, f'person {person}: tags {page.unbalanced} {page.open}')
        hold(page.scripts == 0, f'person {person}: the page has a script')
        hold(TITLE in ' '.join(page.words), f'person {person}: the title is not told as it is')
        counted = [[int(cell) for cell in row[1:]] for row in page.rows[1:7]]
        hold(counted == [list(pair) for pair in zip(*map(sums, lives))], f'person {person}: the page counts {counted}')
        hold(sums(lives[0])[3] > 0 and sums(lives[1])[3] == 0,
             f'person {person}: listed {sums(lives[0])[3]} and {sums(lives[1])[3]} months')
        for life in alone:
            for date, words in eventful(life).items():
                hold(all(word in page.words for word in words.split()[1:]), f'person {person}: words of {date} are not on the page')
        one = Page(told(work / 'a', '--person', person, '--format', 'html'))
        hold('Why the grade is what it is' in ' '.join(one.words), f'person {person}: why the grade is not on the page')
        hold('Why the grade is what it is' not in ' '.join(Page(told(work / 'b', '--person', person, '--format', 'html')).words),
             f'person {person}: why a grade where nobody is graded')
        hold([[int(cell) for cell in row[1:]] for row in one.rows[1:7]] == [[n] for n in sums(lives[0])],
             f'person {person}: the page of one')

    # An entry on a ground without a term has no months left to be told, and is still one.
    courts = project / 'scenarios/start/china-national/scenario.yaml'
    done = run('run', courts, '-o', work / 'courts', '--persons', '8000', '--replicates', '1', '--months', '60', '--quiet')
    hold(done.returncode == 0, f'run courts: {done.stderr}')
    endless = json.loads(run('find', work / 'courts', '--where', 'months_left.defaulters = -1', '--limit', '1', '--format', 'json',
                             '--columns', 'person,listed.defaulters').stdout)
    hold(endless['drawn'] and endless['drawn'][0]['listed.defaulters'] in (1, True, '1'), f'without a term: {endless["drawn"]}')
    for row in endless['drawn']:
        ends = json.loads(told(work / 'courts', '--person', row['person'], '--format', 'json'))['months'][-1]['state']['months_left']
        hold('defaulters' in ends and ends['defaulters'] is None, f'without a term: {ends}')

    # Which rules stand between two lives: those that were set, none between a life and itself, and of no regime all of its own.
    def rules(a, b):
        return json.loads(told(work / a, '--beside', work / b, '--person', people[0], '--format', 'json'))['rules']
    was = [row for row in subprocess.run([socred, 'show', work / 'a', 'parameters', '--format', 'json'], capture_output=True,
                                         text=True).stdout.splitlines() if '"due_process.delay_months"' in row]
    hold(rules('a', 'slow') == [{'key': 'due_process.delay_months', 'a': json.loads(was[0].strip(' ,[]'))['value'], 'b': '7'}],
         f'rules: {rules("a", "slow")}')
    hold(rules('a', 'a') == [], 'a run differs from itself')
    gone = [rule for rule in rules('a', 'b') if rule['b'] is None]
    hold(gone and [rule['key'] for rule in rules('b', 'a') if rule['a'] is None] == [rule['key'] for rule in gone],
         'rules of A that B has not')
    for form, words in (('text', '1 rule differs between A and B\n  due_process.delay_months: '),
                        ('html', '<th scope="row">due_process.delay_months</th>')):
        hold(words in told(work / 'a', '--beside', work / 'slow', '--person', people[0], '--format', form), f'rules: not in {form}')

    # The same results beside themselves: both columns say the same.
    left, right = columns(told(work / 'a', '--beside', work / 'a', '--person', people[0]))
    hold(left.replace('A ', '', 1) == right.replace('B ', '', 1), 'a life beside itself has two different columns')
    hold(told(work / 'a', '--beside', work / 'b', '--person', people[0]) != told(work / 'b', '--beside', work / 'a', '--person',
        people[0]), 'A and B are the same')

    for name, why in (('other', 'seed'), ('short', 'month')):
        done = run('explain', work / 'a', '--beside', work / name, '--person', people[0], '-o', work / 'none.html')
        hold(done.returncode == 2 and why in done.stderr and not (work / 'none.html').exists(),
             f'beside {name}: {done.returncode} {done.stderr}')
    done = run('explain', work / 'a', '--beside', work / 'b', '--person', people[0], '--format', 'pdf')
    hold(done.returncode == 2 and 'text, json or html' in done.stderr, f'pdf: {done.returncode} {done.stderr}')
    done = run('explain', work / 'a', '--beside', work / 'b', '--person', people[0], '-o', work / 'missing' / 'life.txt')
    hold(done.returncode not in (0, 2) and 'life.txt' in done.stderr, f'no folder: {done.returncode} {done.stderr}')
    told(work / 'a', '--beside', work / 'b', '--person', people[0], '-o', work / 'life.txt')
    hold((work / 'life.txt').read_text() == told(work / 'a', '--beside', work / 'b', '--person', people[0]),
         'the file is not what the terminal shows')

print(*faults[:20], sep='\n')
sys.exit(bool(faults))
