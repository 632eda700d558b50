#!/usr/bin/env python3
"""A table of claims: what a scenario's page says follows from what, and whether it does.

    claims.py SOCRED ROOT [--persons N] [--jobs N] [--write] [TOPIC/SCENARIO ...]

Of each scenario the first figure of expected.md that stands there without its cause as well (expected.py), or the one named in CLAIMS. Four
times on the same people and random numbers: with the cause, without it, with the cause doubled, and with something changed that should not
matter. A claim holds where

  without   less than a tenth of the effect is left, or no more than chance (three standard errors of the paired difference)
  doubled   the effect moves, in the direction that CLAIMS says (without a word: away from nothing), by more than three standard errors
  neutral   nothing moves but by chance

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

import yaml

from expected import CAUSE, COMMAND, ROW, named

# scenario: figure (part of its words), what it is where nothing follows, what doubles the cause ('' : key by key; KEY*2 twice each run's own value;
# KEY^2 twice what is missing to 1; else KEY=VALUE), the direction (1 away from nothing, -1 towards it), and
# how many people it takes to tell, where that is more than --persons. A further claim of a scenario has a word behind its name.
FEAR = 'conduct.risk_bias*2'
CLAIMS = {
    'abroad/abroad': ('', 0, '', 1, 40000),
    'combined/cities': ('', 0, FEAR, 1), 'combined/data-sources': ('', 0, FEAR, 1), 'combined/phases': ('', 0, FEAR, 1),
    'combined/every-module': ('averted', 0, FEAR, 1), 'combined/whole-reach': ('averted', 0, FEAR, 1, 30000),
    'combined/income': ('so refusals take', 0, 'measures.credit.income_loss*2 measures.senior_posts.income_loss*2 measures.tenders.income_loss*2 measures.air.income_loss*2', 1),
    'combined/unrest': ('', 0, '', 1, 40000),
    'credit/data-sharing': ('', 0, 'bureaus.chengxin.refuse_below*1.1', 1),
    'credit/guilt-by-friends': ('', 0, '', 1), 'credit/invisible': ('', 0, '', 1), 'credit/lending': ('', 0, '', 1),
    'credit/platform-index': ('', 0, '', 1), 'credit/proxy': ('', 0, '', 1),
    'due-process/enrolment': ('', 0, 'enrolment.below_ratio*0.5', 1), 'due-process/published-rules': ('', 0, FEAR, 1),
    'errors/deviants': ('', 1000, 'review.automatic_specificity^2', 1), 'errors/levels': ('', 0, '', 1),
    'errors/machine-share': ('', 0, 'review.human_specificity^0.3', 1),
    'errors/missing-identity': ('', 0, 'identity.coverage_rural^2', 1), 'errors/namesakes': ('', 0, '', 1, 300000),
    'errors/recognised-off-line': ('', 0, FEAR, 1), 'errors/register-errors': ('', 0, '', 1),
    'errors/welfare-score': ('', 0, 'review.human_specificity^2', 1), 'errors/where-errors-enter': ('', 0, '', 1),
    'firms/executives': ('', 0, FEAR, 1, 60000), 'firms/firms': ('', 0, '', 1, 60000),
    'firms/firms of firms': ('learning: events averted, %, where nothing', 0, 'firms.risk_bias*2', 1, 60000),
    'incentives/academy-proposal': ('', 0, FEAR, 1), 'incentives/rewards': ('', 0, FEAR, 1), 'incentives/stick-and-carrot': ('', 0, FEAR, 1),
    'liability/neighbours-answer': ('', 0, FEAR, 1, 30000), 'liability/publicity': ('', 0, '', 1),
    'liability/strangers': ('contacts on record', 0, 'trust.reads*0.5', -1, 20000),
    'officials/adaptive-weight': ('', 0, '', 1, 30000), 'officials/examiner': ('', 0, '', 1), 'officials/patrons': ('', 0, '', 1),
    'start/china-national': ('', 0, FEAR, 1), 'start/minimal': ('', 0, FEAR, 1), 'start/people-or-tickets': ('', 0, '', 1),
    'officials/grade-caps': ('', 0, 'lists.noted.term_months*2', 1),
    'surveillance/attention': ('attention where there is more', 1, 'attention.initial_records*2', -1),
    'surveillance/audits': ('women, % of those flagged', 51.8, 'channels.inspections.women_ratio*2', 1),
    'surveillance/forecasts': ('concordance', 0.5, 'society.proneness_shape*0.75', 1, 20000),
    'surveillance/camera-density': ('', 0, '', 1), 'surveillance/camera-accuracy': ('', 1000, '', 1, 80000),
    'surveillance/joined-databases': ('', 0, 'channels.platform.join_missed^2', 1, 20000), 'surveillance/recognition': ('', 0, '', 1),
    'surveillance/residence': ('', 0, '', 1), 'surveillance/differential-surveillance': ('', 100, 'channels.camera.marked_ratio*2', 1, 60000),
    'surveillance/zero-tolerance': ('', 100, FEAR, 1), 'surveillance/zones': ('', 0, '', 1),
}
# What does not hold, and why (docs/guide/claims.md): told, and no fault of the program.
DOUBTED = {'combined/whole-reach': 'strain is left', 'combined/every-module': 'strain is left', 'firms/executives': 'not in proportion', 'officials/adaptive-weight': 'chance',
           'surveillance/attention': 'chance',
           'surveillance/differential-surveillance': 'the timeline sets the ratio'}
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
REPLICATES = 4


def value_of(node, key):
    """A key's value in a resolved scenario; None where it has none."""
    for part in key.split('.'):
        node = node.get(part) if isinstance(node, dict) else None
    return node['value'] if isinstance(node, dict) and 'value' in node else node


def settled(changes, resolved):
    """KEY*F and KEY^2 as KEY=VALUE, by the values of a resolved scenario; what it has not is left out."""
    out = []
    for change in changes.split():
        key, sign, by = re.fullmatch(r'([\w.]+)([*^=])(.+)', change).groups()
        if sign == '=':
            out.append(f'{key}={by}')
            continue
        value = value_of(resolved, key)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            out.append(f'{key}={value * float(by):.9g}' if sign == '*' else f'{key}={max(0.0, 1 - float(by) * (1 - value)):.9g}')
    return out


def run(socred, path, out, persons, settings):
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


def paired(a, b):
    """Mean of a - b over the replicates, and its standard error."""
    d = [x - y for x, y in zip(a, b)]
    mean = sum(d) / len(d)
    return mean, math.sqrt(sum((x - mean) ** 2 for x in d) / (len(d) - 1) / len(d))


def measure(socred, root, name, persons):
    """(claim, cause, [values of four], null, direction) of a scenario, or a word why not."""
    wanted, null, doubling, direction, *many = CLAIMS[name]
    name = name.split()[0]
    persons = many[0] if many else persons
    text = (root / 'scenarios' / name / 'expected.md').read_text()
    rows = [row for row in CAUSE.findall(text)]
    row = next((r for r in rows if wanted in r[0]), None)
    if row is None: # the figure stands in the first table alone: it loses its cause by the settings of the first row below
        of = next((r for r in ROW.findall(text) if wanted in r[0]), None)
        row = (of[0], of[1], rows[0][2]) if of and rows else None
    if row is None:
        return f'{name}: no figure without its cause'
    what, query, off = row[:3]
    off = off.replace('-S ', '').strip()
    commands = [pathlib.Path(path).stem for path, _ in named(COMMAND.findall(text), [query])]
    doubling = doubling or ' '.join(s.split('=')[0] + '*2' for s in off.split() if s.endswith('=0'))
    four = []
    with tempfile.TemporaryDirectory() as out:
        resolved = {}
        for k in range(4):
            for command in commands:
                marker = value_of(resolved.get(command, {}), 'society.marker_share')
                settings = [[], off.split(), settled(doubling, resolved.get(command, {})),
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
    return what, off, doubling, four, null, direction


def judge(four, null, direction):
    """Faults of a claim: words, none where it holds."""
    base, off, twice, neutral = four
    effect = sum(base) / len(base) - null
    faults = []
    left, chance = paired(off, [null] * len(off))
    if abs(left) > max(0.1 * abs(effect), 3 * chance):
        faults.append('does not vanish')
    moved, chance = paired(twice, base)
    if abs(moved) <= 3 * chance or (direction and moved * effect * direction < 0):
        faults.append('does not move')
    shift, chance = paired(neutral, base)
    if abs(shift) > 3 * chance + 1e-9 * abs(effect):
        faults.append('moves by what should not matter')
    return faults


def cause_told(settings, most=3):
    keys = settings.split()
    return ', '.join(f'`{k}`' for k in keys[:most]) + (f' and {len(keys) - most} more' if len(keys) > most else '')


def cell(found):
    mean, error = paired(found, [0] * len(found))
    return f'{float(f"{mean:.3g}"):g}' + (f' ± {float(f"{2 * error:.1g}"):g}' if error else '')


def rows_of(table):
    """{claim: row} of the table of the page; a further claim of a scenario stands below its first."""
    names = {}
    for line, scenario in re.findall(r'^(\| (\w[\w-]*/[\w-]+) \|.*)$', table, re.M):
        claims = [name for name in CLAIMS if name.split()[0] == scenario and name not in names]
        if claims:
            names[claims[0]] = line
    return names


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
            what, off, doubling, four, null, direction = found
            faults = judge(four, null, direction)
            failed += bool(faults) and name not in DOUBTED
            print('not ok' if faults else 'ok', f'{name}: {what}: ' + ' | '.join(cell(v) for v in four), '; '.join(faults), flush=True)
            lines[name] = (f'| {name.split()[0]} | {what} | {cause_told(off)} | {cell(four[0])} | {cell(four[1])} | {cell(four[2])} (`{doubling.split()[0]}`) | '
                         f'{cell(four[3])} | {"; ".join(faults) or "holds"} |')
    if write:
        page = root / 'docs/guide/claims.md'
        head, table = page.read_text().split('<!-- made by tests/known/claims.py -->\n')
        table, rest = table.split('<!-- end of what is made -->')
        lines = {**rows_of(table), **lines}
        page.write_text(head + '<!-- made by tests/known/claims.py -->\n| scenario | claim | cause | with | without | doubled | beside | |\n|---|---|---|---|---|---|---|---|\n'
                        + '\n'.join(lines[name] for name in CLAIMS if name in lines) + '\n<!-- end of what is made -->' + rest)
    print(f'{len(names)} claims, {failed} failed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
