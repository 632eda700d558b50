#!/usr/bin/env python3
"""A table of claims: what a scenario's page says follows from what, and whether it does.

    claims.py SOCRED ROOT [--persons N] [--jobs N] [--write] [TOPIC/SCENARIO ...]

Of each scenario the first figure of expected.md that stands there without its cause as well (expected.py), or the one named in CLAIMS. Four
times on the same people and random numbers: with the cause, without it, with the cause doubled, and with something changed that should not
matter. A claim holds where

  there     with and without the cause differ, by a test at 1%
  without   less than a tenth of the effect is left, or no more than the 95% interval of what is left
  doubled   the effect moves, in the direction that CLAIMS says (without a word: away from nothing), by a test at 1%
  neutral   nothing moves beyond a 95% interval

Tests and intervals are Student's t over the differences of eight replicates: at 1% beyond 3.50 standard errors of their mean, at 95% within 2.36.
Of 52 claims at 1% one is expected to pass by chance in two such tables.

The effect is the figure less what it is where nothing follows (`null`). The cause is doubled key by key: of what the settings without it put to 0,
each scenario of a comparison has twice its own; where that is not what doubling means, CLAIMS says what is. --write puts the rows into
docs/guide/claims.md, in place of those of the same claims; a page that is not in it must say why in EXCUSED.
"""
import concurrent.futures
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import typing

import yaml

from expected import CAUSE, COMMAND, ROW, named

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'tools'))
from scenarios_index import T95  # noqa: E402

REPLICATES = 8
T99 = {8: 3.499}  # as T95 of tools/scenarios_index.py, two-sided 99%: NIST/SEMATECH e-Handbook, 1.3.6.7.2


class Claim(typing.NamedTuple):
    figure: str = ''  # part of its words in expected.md
    null: float = 0  # what it is where nothing follows: of ratios 1 or all, of forecasts that of chance, of audits the share of women among clients
    # What doubles the cause; '': key by key. KEY*2 twice each run's own value, KEY^2 twice what is missing to 1, else KEY=VALUE; a * in a key stands for any name,
    # timeline.NAME.set.KEY is what that entry of the timeline sets.
    doubled: str = ''
    direction: int = 1  # 1 away from nothing, -1 towards it
    persons: int = 0  # how many people it takes to tell, where that is more than --persons
    off: str = ''  # what switches the cause off, where that is not the settings of expected.md
    least: float = -math.inf  # an interval that would pass it is told by its ends


# By scenario; a further claim of one has a word behind its name.
FEAR = 'conduct.risk_bias*2'
FEARLESS = 'conduct.risk_bias=0 conduct.learning_caught=0 conduct.learning_contacts=0 conduct.learning_place=0'
UNMOVED = FEARLESS + ' conduct.liability_risk=0 conduct.liability_reporting=0 events.*.strain_effect=0'
WATCHED = ' '.join(f'timeline.watched.set.channels.{c}.marked_ratio' + '{0}' for c in ('official', 'camera', 'neighbours', 'employer', 'committee'))
SCHEDULE = ' '.join(f'measures.{m}.income_loss*2' for m in ('tenders', 'senior_posts', 'finance', 'foreign_trade', 'subsidies'))
CLAIMS = {
    'abroad/abroad': Claim(persons=40000),
    'combined/cities': Claim(doubled=FEAR), 'combined/data-sources': Claim(doubled=FEAR), 'combined/phases': Claim(doubled=FEAR),
    'combined/every-module': Claim('averted', 0, FEAR, persons=12000, off=UNMOVED),
    'combined/whole-reach': Claim('averted', 0, FEAR, persons=30000, off=UNMOVED),
    'combined/income': Claim('so refusals take', 0, 'measures.credit.income_loss*2 measures.senior_posts.income_loss*2 measures.tenders.income_loss*2 measures.air.income_loss*2', 1, 20000),
    'combined/unrest': Claim(persons=40000),
    'credit/data-sharing': Claim('', 0, 'bureaus.chengxin.refuse_below*1.1', 1),
    'credit/guilt-by-friends': Claim(persons=20000), 'credit/invisible': Claim(), 'credit/lending': Claim(),
    'credit/platform-index': Claim(), 'credit/proxy': Claim(persons=12000),
    'due-process/enrolment': Claim('', 0, 'enrolment.below_ratio*0.5', 1), 'due-process/published-rules': Claim(doubled=FEAR),
    'errors/deviants': Claim('', 1000, 'review.automatic_specificity^2', 1), 'errors/levels': Claim(),
    'errors/machine-share': Claim('', 0, 'review.human_specificity^0.3', 1),
    'errors/missing-identity': Claim('', 0, 'identity.coverage_rural^2', 1), 'errors/namesakes': Claim(persons=300000),
    'errors/recognised-off-line': Claim(doubled=FEAR), 'errors/register-errors': Claim(),
    'errors/welfare-score': Claim('', 0, 'review.human_specificity^2', 1), 'errors/where-errors-enter': Claim(),
    'firms/executives': Claim('violations that it adds', 0, SCHEDULE, 1, 40000), 'firms/firms': Claim(persons=60000),
    'firms/firms of firms': Claim('learning: events averted, %, where nothing', 0, 'firms.risk_bias*2', 1, 60000),
    'incentives/academy-proposal': Claim(doubled=FEAR), 'incentives/rewards': Claim(doubled=FEAR), 'incentives/stick-and-carrot': Claim(doubled=FEAR),
    'liability/neighbours-answer': Claim('', 0, FEAR, 1, 30000), 'liability/publicity': Claim(),
    'liability/strangers': Claim('contacts on record', 0, 'trust.reads*0.5', -1, 20000),
    'officials/adaptive-weight': Claim('gain 3 with a delay', 0, '', 1), 'officials/examiner': Claim(), 'officials/patrons': Claim(),
    'start/china-national': Claim(doubled=FEAR), 'start/minimal': Claim(doubled=FEAR), 'start/people-or-tickets': Claim(),
    'officials/grade-caps': Claim('', 0, 'lists.noted.term_months*2', 1),
    'surveillance/attention': Claim('attention where there is more', 1, 'attention.kept^0.5 attention.initial_records*2', -1, 20000),
    'surveillance/audits': Claim('women, % of those flagged', 53.67, 'channels.inspections.women_ratio*2', 1),
    'surveillance/forecasts': Claim('concordance', 0.5, 'society.proneness_shape*0.75', 1, 20000),
    'surveillance/camera-density': Claim(), 'surveillance/camera-accuracy': Claim('', 1000, '', 1, 80000),
    'surveillance/joined-databases': Claim('', 0, 'channels.platform.join_missed^2', 1, 20000), 'surveillance/recognition': Claim(),
    'surveillance/residence': Claim(), 'surveillance/differential-surveillance': Claim('true records, marker over others, watched', 1, WATCHED.format('*2'), 1, 20000, WATCHED.format('=1')),
    'surveillance/zero-tolerance': Claim('', 100, FEAR, 1), 'surveillance/zones': Claim(),
}
# What does not hold, and why (docs/guide/claims.md): told, and no fault of the program.
DOUBTED = {}
# What says nothing of a cause that a setting switches off.
EXCUSED = {
    'combined/policies': 'variants are weighed, and its page switches off what the one that is picked does better (tests/known/policies.py)',
    'credit/bureaus': 'the difference from the arm in which bureaus are not merged',
    'errors/court-score': 'published rates of error, told again',
    'incentives/cliffs': 'the difference from the arm without sanctions of grades',
    'liability/relatives': 'the difference between arms: whom a sanction reaches',
    'surveillance/context': 'the difference from the arm in which nothing of context is recorded',
    'surveillance/storage': 'bytes and money, counted by `socred storage`',
}


def value_of(node, key):
    """A key's value in a resolved scenario; None where it has none."""
    parts = key.split('.')
    if parts[0] == 'timeline':
        node, parts = entry_of(node, parts[1]).get('set', {}), ['.'.join(parts[3:])]
    for part in parts:
        node = node.get(part) if isinstance(node, dict) else None
    return node['value'] if isinstance(node, dict) and 'value' in node else node


def entry_of(scenario, name):
    return next((entry for entry in scenario.get('timeline') or [] if entry['name'] == name), {})


def keys_of(node, key):
    """What a key with a * in it stands for."""
    before, star, behind = key.partition('.*.')
    return [f'{before}.{name}.{behind}' for name in value_of(node, before) or {}] if star else [key]


def settled(changes, resolved):
    """KEY*F and KEY^2 as KEY=VALUE, by the values of a resolved scenario; what it has not is left out."""
    out = []
    for change in changes.split():
        asked, sign, by = re.fullmatch(r'([\w.]+(?:\*\.[\w.]+)?)([*^=])(.+)', change).groups()
        for key in keys_of(resolved, asked):
            value = value_of(resolved, key)
            if sign == '=' and (value is not None or not key.startswith('timeline.')):
                out.append(f'{key}={by}')
            elif sign != '=' and isinstance(value, (int, float)) and not isinstance(value, bool):
                out.append(f'{key}={value * float(by):.9g}' if sign == '*' else f'{key}={max(0.0, 1 - float(by) * (1 - value)):.9g}')
    return out


def with_timeline(path, out, settings):
    """The scenario, and what of the settings is none of its timeline: no setting reaches what an entry sets, so a scenario based on it states the timeline anew."""
    of_timeline = [s for s in settings if s.startswith('timeline.')]
    if not of_timeline:
        return path, settings
    timeline = yaml.safe_load(path.read_text())['timeline']
    for setting in of_timeline:
        key, _, value = setting.partition('=')
        _, name, _, key = key.split('.', 3)
        entry_of({'timeline': timeline}, name)['set'][key] = float(value)
    changed = pathlib.Path(out).with_suffix('.yaml')
    changed.write_text(yaml.safe_dump({'socred': 1, 'base': str(path.resolve()), 'timeline': timeline}, sort_keys=False, default_flow_style=None))
    return changed, [s for s in settings if s not in of_timeline]


def run(socred, path, out, persons, settings):
    path, settings = with_timeline(path, out, settings)
    told = subprocess.run([socred, 'run', path, '-o', out, '-q', '--replace', '-t', '1', '-n', str(persons), '-r', str(REPLICATES),
                           *[word for s in settings for word in ('-S', s)]], capture_output=True, text=True)
    return '' if told.returncode == 0 else told.stderr.strip().split('\n')[-1]


def values(out, commands, query):
    db = sqlite3.connect(f'file:{out}/{commands[0]}/results.db?mode=ro', uri=True)
    for name in commands[1:]:
        db.execute('attach ? as "' + name + '"', (f'file:{out}/{name}/results.db?mode=ro',))
    found = [row[0] for row in db.execute(query)]
    db.close()
    return found


def resolved_of(out, name):
    db = sqlite3.connect(f'file:{out}/{name}/results.db?mode=ro', uri=True)
    text, = db.execute('select yaml from scenario').fetchone()
    db.close()
    return yaml.safe_load(text)


def paired(a, b, t=T95):
    """Mean of a - b over the replicates, and half its interval."""
    d = [x - y for x, y in zip(a, b)]
    mean = sum(d) / len(d)
    return mean, t[len(d)] * math.sqrt(sum((x - mean) ** 2 for x in d) / (len(d) - 1) / len(d))


def measure(socred, root, name, persons):
    """(words of the figure, cause, what doubles it, [values of four]) of a claim, or a word why not."""
    claim = CLAIMS[name]
    name, persons, wanted = name.split()[0], max(persons, claim.persons), claim.figure
    text = (root / 'scenarios' / name / 'expected.md').read_text()
    rows = [row for row in CAUSE.findall(text)]
    row = next((r for r in rows if wanted in r[0]), None)
    if row is None: # the figure stands in the first table alone: it loses its cause by the settings of the first row below
        of = next((r for r in ROW.findall(text) if wanted in r[0]), None)
        row = (of[0], of[1], rows[0][2]) if of and rows else None
    if row is None:
        return f'{name}: no figure without its cause'
    what, query, off = row[:3]
    what = re.sub(r'of [\d,]+ people$', f'of {persons:,} people', what)  # a count says of how many: here of this run's
    off = claim.off or off.replace('-S ', '').strip()
    commands = [pathlib.Path(path).stem for path, _ in named(COMMAND.findall(text), [query])]
    doubling = claim.doubled or ' '.join(s.split('=')[0] + '*2' for s in off.split() if s.endswith('=0'))
    four = []
    with tempfile.TemporaryDirectory() as out:
        resolved = {}
        for k in range(4):
            for command in commands:
                marker = value_of(resolved.get(command, {}), 'society.marker_share')
                settings = [[], settled(off, resolved.get(command, {})), settled(doubling, resolved.get(command, {})),
                            ['society.names_per_million=440' if marker else 'society.marker_share=0.3']][k]
                fault = run(socred, root / 'scenarios' / name / f'{command}.yaml', f'{out}/{command}', persons, settings)
                if fault:
                    return f'{name}: {settings}: {fault}'
                if k == 0:
                    resolved[command] = resolved_of(out, command)
            found = values(out, commands, query)
            if len(found) < 2 or any(v is None for v in found):
                return f'{name}: {what}: no number for each replicate: {found}'
            four.append(found)
    return what, off, doubling, four


def judge(four, claim):
    """Faults of a claim: words, none where it holds."""
    base, off, twice, neutral = four
    effect = sum(base) / len(base) - claim.null
    faults = []
    made, chance = paired(base, off, T99)
    if abs(made) <= chance:
        faults.append('too few to tell')
    left, chance = paired(off, [claim.null] * len(off))
    if abs(left) > max(0.1 * abs(effect), chance):
        faults.append('does not vanish')
    moved, chance = paired(twice, base, T99)
    if abs(moved) <= chance or (claim.direction and moved * effect * claim.direction < 0):
        faults.append('does not move')
    shift, chance = paired(neutral, base)
    if abs(shift) > chance + 1e-9 * abs(effect):
        faults.append('moves by what should not matter')
    return faults


def cause_told(settings, most=3):
    keys = settings.split()
    return ', '.join(f'`{k}`' for k in keys[:most]) + (f' and {len(keys) - most} more' if len(keys) > most else '')


def cell(found, least):
    """Mean and 95% interval, as many digits as half of it has in two; by its ends where it would pass what can be."""
    mean, half = paired(found, [0] * len(found))
    if not half:
        return f'{mean:.6g}'
    digits = max(0, 1 - math.floor(math.log10(half)))
    if mean - half < least:
        return f'{mean:,.{digits}f} ({least:g} to {mean + half:,.{digits}f})'
    return f'{mean:,.{digits}f} ± {half:,.{digits}f}'


def rows_of(table):
    """{claim: row} of the table of the page; a further claim of a scenario stands below its first."""
    names = {}
    for line, scenario in re.findall(r'^(\| (\w[\w-]*/[\w-]+) \|.*)$', table, re.M):
        claims = [name for name in CLAIMS if name.split()[0] == scenario and name not in names]
        if claims:
            names[claims[0]] = line
    return names


def write_rows(page, lines):
    head, table = page.read_text().split('<!-- made by tests/known/claims.py -->\n')
    table, rest = table.split('<!-- end of what is made -->')
    lines = {**rows_of(table), **lines}
    page.write_text(head + '<!-- made by tests/known/claims.py -->\n| scenario | claim | cause | with | without | doubled | beside | |\n|---|---|---|---|---|---|---|---|\n'
                    + '\n'.join(lines[name] for name in CLAIMS if name in lines) + '\n<!-- end of what is made -->' + rest)


def main():
    socred, root, *rest = sys.argv[1:]
    root, persons, jobs, wanted, write = pathlib.Path(root), 6000, 2, [], False
    while rest:
        word = rest.pop(0)
        if word == '--persons':
            persons = int(rest.pop(0))
        elif word == '--jobs':
            jobs = int(rest.pop(0))
        elif word == '--write':
            write = True
        else:
            wanted.append(word)
    there = {str(p.parent.relative_to(root / 'scenarios')) for p in root.glob('scenarios/*/*/README.md')}
    claimed = {name.split()[0] for name in CLAIMS}
    if claimed | set(EXCUSED) != there or claimed & set(EXCUSED):
        raise SystemExit(f'in neither or both of CLAIMS and EXCUSED, or gone: {sorted(there ^ (claimed ^ set(EXCUSED)))}')
    lines, failed = {}, 0
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        names = wanted or list(CLAIMS)
        for name, found in zip(names, pool.map(lambda n: measure(socred, root, n, persons), names)):
            if isinstance(found, str):
                failed += 1
                print('not ok', found, flush=True)
                continue
            what, off, doubling, four = found
            faults = judge(four, CLAIMS[name])
            failed += bool(faults) and name not in DOUBTED
            cells = [cell(v, CLAIMS[name].least) for v in four]
            print('not ok' if faults else 'ok', f'{name}: {what}: ' + ' | '.join(cells), '; '.join(faults), flush=True)
            lines[name] = (f'| {name.split()[0]} | {what} | {cause_told(off)} | {cells[0]} | {cells[1]} | {cells[2]} (`{doubling.split()[0]}`) | '
                         f'{cells[3]} | {"; ".join(faults) or "holds"} |')
            if write:  # each as soon as it is there: all of them take long
                write_rows(root / 'docs/guide/claims.md', lines)
    print(f'{len(names)} claims, {failed} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
