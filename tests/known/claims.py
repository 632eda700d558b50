#!/usr/bin/env python3
"""A table of claims: what a scenario's page says follows from what, and whether it does.

    claims.py SOCRED ROOT [--persons N] [--jobs N] [--write] [--missing] [TOPIC/SCENARIO ...]
    claims.py ROOT --check      without a run: whether docs/guide/claims.md has the claims of claims_table.py, and each page its own
    claims.py ROOT --list       writes the list of pages, rows and what has no row into docs/guide/claims.md, and into the pages of
                                scenarios which of their figures are inputs told again

Of each claim of claims_table.py, four times on the same people and random numbers: with the cause, without it, with the cause doubled, and
with something changed beside it, which acts in the model and should not matter to this figure. A claim holds where

  there     with and without the cause differ, by a test at 1%
  without   less than a tenth of the effect is left, or no more than the 95% interval of what is left, and in no case may a quarter be left
            at its far end
  doubled   the effect moves, in the direction that the claim says (without a word: away from nothing), by a test at 1%
  beside    something else in the same run moves (1 in 100,000 by chance), the figure does not, by a test at 1%, and by no quarter of the
            effect at the far end of its interval

Tests and intervals are Student's t over the differences of eight replicates: at 1% beyond 3.50 standard errors of their mean, at 95% within
2.36.
Of a hundred claims at 1% one is expected to fail by chance beside its cause; where a setting changes nothing at all in the figure, none is.

The effect is the figure less what it is where nothing follows (`null`). The cause is doubled key by key: of what the settings without it
put to 0, each scenario of a comparison has twice its own; where that is not what doubling means, the claim says what is. --write puts the
rows into docs/guide/claims.md, each scenario's as soon as they are there; --missing measures only those that the page lacks.

The last column says what a row tells, from what it has; --list renews it, and the counts of it (kind_of):

  finding            it holds, and is none of the next two
  an input told      in proportion to a key. What is doubled is part of what is switched off, by a factor of two in each key; doubled, the
  again              figure is 1.9 to 2.1 times as large (where the key is halved, it is so much smaller); without it nothing is left; and
                     it counts nothing that people do
  perhaps an input   the same, but for the ratio: 2 lies within its 95% interval
  told again
  conduct alone      all that was switched off is of conduct: how people take a risk, learn it, or answer to hardship
  no finding         it does not hold
"""
import concurrent.futures
import fnmatch
import functools
import math
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

import yaml

from claims_table import CLAIMS, DOUBTED, EXCUSED, WITHOUT_ROW, Claim
from expected import CAUSE, COMMAND, ROW, named

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / 'tools'))
from scenarios_index import T95  # noqa: E402

REPLICATES = 8
T99 = {8: 3.499}  # as T95 of tools/scenarios_index.py, two-sided 99%: NIST/SEMATECH e-Handbook, 1.3.6.7.2
T_MOVED = 11.3  # two-sided 1e-5 with 7 degrees of freedom (check_judge): hundreds of columns are looked through
TENTH, QUARTER = 0.1, 0.25
# a row that was measured before there was something beside its cause that acts in the model
NOT_BESIDE = ' not measured | the other three hold |'
FEW = 40  # groups of a table that are looked at one by one
# large, or no sums to compare
UNREAD = {'by_place', 'by_region', 'transitions', 'people_by_sex_age', 'prediction_weights', 'prediction_trees', 'prediction_ranks'}


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
            if '.detects.' in key and key.split('.detects.')[1] not in resolved['events']:  # a class of events that this arm does not have
                continue
            if sign == '=' and (value is not None or not key.startswith('timeline.')):
                out.append(f'{key}={by}')
            elif sign != '=' and isinstance(value, (int, float)) and not isinstance(value, bool):
                out.append(f'{key}={value * float(by):.9g}' if sign == '*' else f'{key}={max(0.0, 1 - float(by) * (1 - value)):.9g}')
    return out


def with_timeline(path, out, settings):
    """The scenario, and what of the settings is none of its timeline: no setting reaches what an entry sets, so a scenario based on it
    states the timeline anew."""
    of_timeline = [s for s in settings if s.startswith('timeline.')]
    if not of_timeline:
        return path, settings
    timeline = yaml.safe_load(path.read_text())['timeline']
    for setting in of_timeline:
        key, _, value = setting.partition('=')
        _, name, _, key = key.split('.', 3)
        entry_of({'timeline': timeline}, name)['set'][key] = float(value)
    changed = pathlib.Path(out).with_suffix('.yaml')
    changed.write_text(yaml.safe_dump({'socred': 1, 'base': str(path.resolve()), 'timeline': timeline}, sort_keys=False,
                                      default_flow_style=None))
    return changed, [s for s in settings if s not in of_timeline]


def run(socred, path, out, persons, settings):
    path, settings = with_timeline(path, out, settings)
    told = subprocess.run([socred, 'run', path, '-o', out, '-q', '--replace', '-t', '1', '-n', str(persons), '-r', str(REPLICATES),
                           *[word for s in settings for word in ('-S', s)]], capture_output=True, text=True)
    return '' if told.returncode == 0 else told.stderr.strip().split('\n')[-1]


def resolved_of(folder):
    db = sqlite3.connect(f'file:{folder}/results.db?mode=ro', uri=True)
    text, = db.execute('select yaml from scenario').fetchone()
    db.close()
    return yaml.safe_load(text)


def figure_of(root, scenario, claim):
    """(words, query, settings without its cause) of a claim, by the tables of expected.md; what is in the second table first, then in the
    first."""
    text = (root / 'scenarios' / scenario / 'expected.md').read_text()
    causes, rows = CAUSE.findall(text), ROW.findall(text)
    off = causes[0][2] if causes else ''
    for same in (lambda words: words == claim.figure, lambda words: claim.figure in words):
        for what, query, settings, *_ in causes:
            if same(what):
                return what, query, claim.off or settings.replace('-S ', '')
        for what, query, *_ in rows:
            if same(what):
                return what, query, claim.off or off.replace('-S ', '')
    raise SystemExit(f'{scenario}: no figure "{claim.figure}" in expected.md')


def words_of(root, scenario, claim, persons=0):
    """The first cells of a row: they tell claims apart."""
    what, _, off = figure_of(root, scenario, claim)
    # a count says of how many: here of this run's
    what = re.sub(r'of [\d,]+ people$', f'of {max(persons, claim.persons):,} people', claim.told or what)
    return f'| {scenario} | {what} | {cause_told(off)} |'


def doubling_of(claim, off):
    return claim.doubled or ' '.join(s.split('=')[0] + '*2' for s in off.split() if s.endswith('=0'))


class Runs:
    """The runs of one scenario: claims that share a run share it."""

    def __init__(self, socred, root, scenario, out):
        self.socred, self.folder, self.out = socred, root / 'scenarios' / scenario, out
        self.commands = COMMAND.findall((self.folder / 'expected.md').read_text())
        self.options = {pathlib.Path(path).stem: re.findall(r'-S (\S+)', options) for path, options in self.commands}
        self.done, self.resolved = {}, {}

    def arms(self, query):
        return [pathlib.Path(path).stem for path, _ in named(self.commands, [query])]

    def folder_of(self, arm, persons, settings):
        """The results of an arm with settings, run once."""
        key = arm, persons, tuple(settings)
        if key not in self.done:
            into = f'{self.out}/{len(self.done)}/{arm}'
            pathlib.Path(into).parent.mkdir(exist_ok=True)  # there where a run of it failed
            fault = run(self.socred, self.folder / f'{arm}.yaml', into, persons, self.options[arm] + settings)
            if fault:
                raise RuntimeError(f'{settings}: {fault}')
            self.done[key] = into
        return self.done[key]

    def with_changes(self, arms, persons, changes):
        """{arm: results} with changes, which are of each arm's own values."""
        for arm in arms:
            if arm not in self.resolved:
                self.resolved[arm] = resolved_of(self.folder_of(arm, persons, []))
        return {arm: self.folder_of(arm, persons, settled(changes, self.resolved[arm])) for arm in arms}


def values(folders, query, nobody=None):
    """One number for each replicate; the first arm is read as it is, the others under their names.

    nobody: what the figure is where the results have nobody and nothing to tell it of.
    """
    (_, first), *others = folders.items()
    db = sqlite3.connect(f'file:{first}/results.db?mode=ro', uri=True)
    for arm, folder in others:
        db.execute('attach ? as "' + arm + '"', (f'file:{folder}/results.db?mode=ro',))
    found = [row[0] for row in db.execute(query)]
    db.close()
    if not found and nobody is not None:
        return [nobody] * REPLICATES
    if len(found) != REPLICATES or any(v is None for v in found):
        raise RuntimeError(f'no number for each replicate: {found}')
    return found


def paired(a, b, t=T95):
    """Mean of a - b over the replicates, and half its interval."""
    d = [x - y for x, y in zip(a, b)]
    mean = sum(d) / len(d)
    return mean, t[len(d)] * math.sqrt(sum((x - mean) ** 2 for x in d) / (len(d) - 1) / len(d))


def sums_of(folder):
    """{(table, column): sums by replicate} of what a run counts; by what else a table has as key (class, channel, measure, group) where
    that is few."""
    db = sqlite3.connect(f'file:{folder}/results.db?mode=ro', uri=True)
    named_as, sums = {(kind, idx): name for kind, idx, name in db.execute('select kind, idx, name from names')}, {}
    of = {}
    for table, name, kind in db.execute('select table_name, name, kind from columns order by table_name, idx'):
        of.setdefault(table, []).append((name, kind))
    for table, columns in of.items():
        keys = [name for name, kind in columns if kind == 'key' and name not in ('replicate', 'month')]
        counted = [name for name, kind in columns if kind in ('flow', 'stock') and name != 'response']
        if ('replicate', 'key') not in columns or not counted or table in UNREAD:
            continue
        if keys and db.execute(f'select count(*) from (select distinct {", ".join(keys)} from "{table}")').fetchone()[0] > FEW:
            keys = []
        by = ''.join(f', {key}' for key in keys)
        for _, *found in db.execute(f'select replicate{by}, {", ".join(f"""sum("{name}")""" for name in counted)} from "{table}" group by '
                                    f'replicate{by}'):
            where = ', '.join(str(named_as.get((key, value), f'{key} {value}')) for key, value in zip(keys, found))
            for name, value in zip(counted, found[len(keys):]):
                sums.setdefault((table, f'{name} of {where}' if keys else name), []).append(value or 0)
    db.close()
    return {key: found for key, found in sums.items() if len(found) == REPLICATES}


def moved(base, beside):
    """What moves most surely beside the figure, in words; '' where nothing does that chance does not explain. Of what moves by a twentieth
    or more, if anything does."""
    best = ('', 0, 0)
    for arm in base:
        if base[arm] == beside[arm]:
            continue
        before, after = sums_of(base[arm]), sums_of(beside[arm])
        for key in sorted(before.keys() & after.keys()):
            if '_unfollowed' in key[1]:  # of a world beside this one, as what happens is
                continue
            mean, half = paired(after[key], before[key], {REPLICATES: T_MOVED})
            was = sum(before[key]) / REPLICATES
            by = mean / was if was else math.copysign(math.inf, mean)
            sure = abs(mean) / half if half else math.inf if mean else 0
            rank = (abs(by) >= 0.05, -('_by_' in key[0] and not key[0].startswith('by_')), min(sure, 100), abs(by) if by < 1e9 else 0)
            if sure > 1 and (not best[0] or rank > best[1]):
                best = f'`{key[0]}.{key[1]}` ' + (f'{100 * by:+.3g}%' if was else 'from 0'), rank, by
    return best[0]


def measure(runs, root, scenario, claim, persons):
    """([values of four], what moved beside) of a claim."""
    persons = max(persons, claim.persons)
    _, query, off = figure_of(root, scenario, claim)
    folders = [runs.with_changes(runs.arms(query), persons, changes) for changes in ('', off, doubling_of(claim, off), claim.beside)]
    return [values(f, query, claim.null if of == 1 else None) for of, f in enumerate(folders)], moved(folders[0], folders[3])


def judge(four, claim, beside):
    """Faults of a claim: words, none where it holds."""
    base, off, twice, neutral = four
    effect = sum(base) / len(base) - claim.null
    faults = []
    made, chance = paired(base, off, T99)
    if abs(made) <= chance:
        faults.append('too few to tell')
    left, chance = paired(off, [claim.null] * len(off))
    if abs(left) > max(TENTH * abs(effect), chance):
        faults.append('does not vanish')
    elif abs(left) + chance > QUARTER * abs(effect):
        faults.append('more than a quarter may be left')
    turned, chance = paired(twice, base, T99)
    if abs(turned) <= chance or (claim.direction and turned * effect * claim.direction < 0):
        faults.append('does not move')
    shift, chance = paired(neutral, base, T99)
    if abs(shift) > chance + 1e-9 * abs(effect):
        faults.append(f'moves by {abs(shift / effect):.2g} of the effect with what should not matter')
    elif abs(shift) + paired(neutral, base)[1] > QUARTER * abs(effect):
        faults.append('beside, more than a quarter may move')
    if not beside:
        faults.append('beside, nothing moves at all')
    return faults


def check_judge():
    """Each fault is seen, and none where there is none."""
    base = [10.0, 11.0, 9.0, 10.5, 9.5, 10.2, 9.8, 10.0]
    twice, wide = [2 * v for v in base], [8.0, -8.0, 6.0, -6.0, 3.0, -3.0, 2.5, -2.5]
    added = lambda by: [v + by * w for v, w in zip(base, [1, 1.1, 0.9, 1, 1.05, 0.95, 1, 1])]  # noqa: E731
    for four, beside, told in [([base, [0] * 8, twice, base], 'x', []),
                               ([base, base, twice, base], 'x', ['too few to tell', 'does not vanish']),
                               ([base, wide, twice, base], 'x', ['more than a quarter may be left']),
                               ([base, [0] * 8, base, base], 'x', ['does not move']),
                               ([base, [0] * 8, [0] * 8, base], 'x', ['does not move']),
                               ([base, [0] * 8, twice, added(0.5)], 'x', ['moves by 0.05 of the effect with what should not matter']),
                               ([base, [0] * 8, twice, [v + w for v, w in zip(base, wide)]], 'x', ['beside, more than a quarter may move']),
                               ([base, [0] * 8, twice, base], '', ['beside, nothing moves at all'])]:
        if judge(four, Claim('', 'x'), beside) != told:
            raise SystemExit(f'{four} is judged {judge(four, Claim("", "x"), beside)} instead of {told}')
    doubted = 'doubted x |'
    for row, faults, rows, writes, wrong in [('a', [], ['a'], False, False), ('a', [], ['b'], False, True), ('a', [], ['b'], True, False),
                                             ('a', ['f'], ['a'], False, True), (doubted, ['f'], [doubted], False, False),
                                             (doubted, [], [doubted], False, True)]:
        if bool(told_otherwise(row, faults, rows, [], 'w', writes, {'doubted': 'why'})) != wrong:
            raise SystemExit(f'{row}, {faults}, {rows}: not told as {wrong}')
    check_proportion()
    angle = math.atan(T_MOVED / math.sqrt(7))
    by_chance = 1 - 2 / math.pi * (angle + math.sin(angle)
                                   * (math.cos(angle) + 2 / 3 * math.cos(angle) ** 3 + 8 / 15 * math.cos(angle) ** 5))
    if not 0.5e-5 < by_chance < 1e-5:
        raise SystemExit(f'beyond {T_MOVED} are {by_chance}')


def check_proportion():
    """A row is an input told again where it doubles with its key and ends with it, and nothing that people do is counted."""
    row = '| s | c | `a.x=0` | {} ± 0.3 | 0 | {} ± 0.4 (`a.x*2`) | 0 (`b.y*2`: `t.c` +9%) | {} |'
    none, sure, perhaps = ([], False), (['a.x'], True), (['a.x'], False)
    for shipped, doubled, verdict, changed, off, wanted in [
            ('4.0', '8.0', 'holds', '', 'a.x=0', sure), ('1,004.0', '1,910.0', 'holds', '', 'a.x=0', sure),
            ('4.0', '7.59', 'holds', '', 'a.x=0', perhaps), ('4.0', '8.41', 'holds', '', 'a.x=0', perhaps),
            ('4.0', '7.2', 'holds', '', 'a.x=0', none), ('4.0', '8.8', 'holds', '', 'a.x=0', none),
            ('4.0', '2.0', 'holds', 'a.x*0.5', 'a.x=0', sure), ('4.0', '2.2', 'holds', 'a.x*0.5', 'a.x=0', perhaps),
            ('4.0', '2.9', 'holds', 'a.x*0.5', 'a.x=0', none),
            ('4.0', '8.0', 'does not vanish', '', 'a.x=0', none), ('4.0', '8.0', 'holds', 'b.z*2', 'a.x=0', none),
            ('4.0', '8.0', 'holds', 'a.x^2', 'a.x=0', none), ('4.0', '8.0', 'holds', 'a.x^2', 'a.x=1', sure),
            ('4.0', '8.0', 'holds', 'a.x*2', 'a.enabled=false', sure), ('4.0', '8.0', 'holds', 'a.x*2', 'b.enabled=false', none),
            ('4.0', '0', 'holds', 'a.x*0.5', 'a.x=0', none), ('-4.0', '-8.0', 'holds', 'a.x*2', 'a.*=0 a.z=0', sure)]:
        found = proportion_of(row.format(shipped, doubled, verdict), Claim('', 'b.y*2', doubled=changed), off)
        if (found if found[0] else none) != wanted:
            raise SystemExit(f'{shipped} to {doubled}, {verdict}, {changed or off}: in proportion to {found} instead of {wanted}')
    if not DONE_BY_PEOPLE.search('sum(violations) from national') or DONE_BY_PEOPLE.search('sum(records_true) from by_channel'):
        raise SystemExit('what people do is not told')
    if is_of_conduct('conduct.risk_bias=0 measures.air.enabled=false') or not is_of_conduct('conduct.risk_bias=0 events.*.strain_effect=0'):
        raise SystemExit('what is switched off is not told')


def cause_told(settings, most=3):
    keys = settings.split()
    return ', '.join(f'`{k}`' for k in keys[:most]) + (f' and {len(keys) - most} more' if len(keys) > most else '')


def cell(found, least=-math.inf, most=math.inf, signed=False):
    """Mean and 95% interval, as many digits as half of it has in two; by its ends where it would pass what can be; a difference with its
    sign."""
    mean, half = paired(found, [0] * len(found))
    if not half:
        return f'{mean:.6g}'
    digits = max(0, 1 - math.floor(math.log10(half)))
    if mean - half < least:
        return f'{mean:,.{digits}f} ({least:g} to {mean + half:,.{digits}f})'
    if mean + half > most:
        return f'{mean:,.{digits}f} ({mean - half:,.{digits}f} to {most:g})'
    return f'{mean:{"+" if signed or half > mean >= 0 else ""},.{digits}f} ± {half:,.{digits}f}'


BEGIN, END = '<!-- made by tests/known/claims.py -->\n', '<!-- end of what is made -->'
HEAD = ('| scenario | claim | cause | with | without | doubled | beside, difference | | what it tells |\n'
        '|---|---|---|---|---|---|---|---|---|\n')
# What people do: between such a figure and its cause lies conduct.
DONE_BY_PEOPLE = re.compile(r'counterfactual|unfollowed|\bviolations\b|\bhappened\b|\blawful_acts\b|\bgood_deeds\b')
FINDING, CONDUCT, NO_FINDING = 'finding', 'of conduct alone', 'no finding'
AGAIN, PERHAPS = ': an input told again', ', as far as these replicates tell: perhaps an input told again'
PROPORTION = 0.05  # of 2: 1.9 to 2.1


def mean_of(cell):
    return float(re.match(r'[-+]?[\d,]*\.?\d+', cell.strip()).group().replace(',', ''))


def is_of_conduct(off):
    """Whether all that is switched off is how people take a risk, learn it, or answer to hardship."""
    return all(re.match(r'(conduct|firms\.risk|firms\.learning)|events\..*\.strain_effect=', key) for key in off.split())


def half_of(cell):
    """Half of the 95% interval of a cell; 0 where it has none."""
    found = re.match(r'[-+]?[\d,.]+ ± ([\d,]*\.?\d+)', cell.strip())
    return float(found[1].replace(',', '')) if found else 0.0


def keys_doubled(claim, off, null):
    """The keys that are doubled or halved, where each is switched off without the cause, and whether they are halved; none where it is
    otherwise."""
    changes = [re.fullmatch(r'(.+?)(\*2|\*0\.5|\^2)', change) for change in doubling_of(claim, off).split()]
    if not changes or None in changes or len({change[2] for change in changes}) > 1:
        return [], False
    nothing = '1' if changes[0][2] == '^2' else f'{null:g}'  # ^2 is twice what is missing to 1
    switched_off = [key.split('=')[0] for key in off.split() if key.endswith(f'={nothing}')]
    switched_off += [key.removesuffix('enabled=false') + '*' for key in off.split() if key.endswith('.enabled=false') and null == 0]
    keys = [change[1] for change in changes]
    there = all(any(fnmatch.fnmatchcase(key, off_key) for off_key in switched_off) for key in keys)
    return (keys if there else []), changes[0][2] == '*0.5'


def proportion_of(row, claim, off):
    """The keys that a figure moves in proportion to, of a row as the page has it, and whether that is sure: doubled, it is 1.9 to 2.1 times
    as large; else 2 lies within the interval of the ratio. No keys where it does neither."""
    _, _, _, _, with_cause, _, doubled, _, verdict, *_ = row.split('|')
    keys, is_halved = keys_doubled(claim, off, claim.null)
    if not keys or re.search(r'vanish|left', verdict):
        return [], False
    small, large = (doubled, with_cause) if is_halved else (with_cause, doubled)
    apart = abs(mean_of(large) - 2 * mean_of(small))
    is_sure = apart <= (PROPORTION + 1e-9) * abs(2 * mean_of(small))
    return (keys if is_sure or apart <= math.hypot(half_of(large), 2 * half_of(small)) else []), is_sure


def kind_of(root, row, scenario, claim):
    """What a row tells."""
    _, query, off = figure_of(root, scenario, claim)
    if not row.endswith('| holds |'):
        return NO_FINDING
    keys, is_sure = proportion_of(row, claim, off)
    if keys and not DONE_BY_PEOPLE.search(query):
        return 'in proportion to ' + cause_told(' '.join(keys), most=1) + (AGAIN if is_sure else PERHAPS)
    return CONDUCT if is_of_conduct(off) else FINDING


def beside_told(claim):
    return ', '.join(f'`{s}`' for s in claim.beside.split())


def row_of(root, scenario, claim, persons, four, beside):
    off = figure_of(root, scenario, claim)[2]
    shift = [a - b if abs(a - b) > 1e-9 * abs(b) else 0.0 for a, b in zip(four[3], four[0])]  # less is what dividing leaves
    effect = abs(sum(four[0]) / len(four[0]) - claim.null)
    without = [claim.null if abs(v - claim.null) < 1e-9 * effect else v for v in four[1]]  # likewise
    cells = [cell(v, claim.least, claim.most) for v in (four[0], without, four[2])]
    return (f'{words_of(root, scenario, claim, persons)} {cells[0]} | {cells[1]} | {cells[2]} (`{doubling_of(claim, off).split()[0]}`) | '
            f'{cell(shift, signed=True)} ({beside_told(claim)}: {beside or "nothing"}) | '
            f'{"; ".join(judge(four, claim, beside)) or "holds"} |')


def order(root, persons):
    return [words_of(root, scenario, claim, persons) for scenario, claims in CLAIMS.items() for claim in claims]


def rows_of(table, words):
    """{words: row} of the table of the page."""
    return {w: line for line in table.split('\n') for w in words if line.startswith(w + ' ')}


def bare(line):
    """A row of the page without its last cell, which says what it tells."""
    return line[:line.rindex('|', 0, -1) + 1]


def with_kinds(root, lines, words):
    """The rows in order, each with what it tells."""
    return [f'{lines[w]} {kind_of(root, lines[w], *claim)} |' for w, claim in zip(words, pairs()) if w in lines]


def write_rows(root, lines, persons):
    page, words = root / 'docs/guide/claims.md', order(root, persons)
    head, table = page.read_text().split(BEGIN, 1)
    table, rest = table.split(END, 1)
    lines = {**{w: bare(line) for w, line in rows_of(table, words).items()}, **lines}
    page.write_text(head + BEGIN + HEAD + '\n'.join(with_kinds(root, lines, words)) + '\n' + END + rest)


LIST, LIST_END = '<!-- pages, listed by tests/known/claims.py -->\n', '<!-- end of the pages -->'


def told_rows(root, persons):
    """The rows of the page, and the words of the claims that have none: they are not measured yet."""
    rows = [bare(line) for line in (root / 'docs/guide/claims.md').read_text().split(BEGIN, 1)[1].split(END, 1)[0].split('\n')[2:-1]]
    return rows, [w for w in order(root, persons) if not any(row.startswith(w + ' ') for row in rows)]


def listed(root, persons):
    """Of each page: its rows, how many figures of its expected.md have none, and what it claims without a row, with the reason."""
    (rows, unmeasured), all_of = told_rows(root, persons), [0, 0, 0]
    lines = ['| scenario | rows | figures without | claims without a row, and why |', '|---|---|---|---|']
    for page in sorted(root.glob('scenarios/*/*/README.md')):
        scenario = str(page.parent.relative_to(root / 'scenarios'))
        mine, text = [row for row in rows if row.startswith(f'| {scenario} |')], (page.parent / 'expected.md').read_text()
        figures = {what for what, *_ in ROW.findall(text)} | {what for what, *_ in CAUSE.findall(text)}
        of = {figure_of(root, scenario, claim)[0] for claim in CLAIMS.get(scenario, [])
              if words_of(root, scenario, claim, persons) not in unmeasured}
        later = ['not measured yet: ' + w.split(' | ')[1] for w in unmeasured if w.startswith(f'| {scenario} |')]
        why = '; '.join(filter(None, [EXCUSED.get(scenario, ''), *later, *WITHOUT_ROW.get(scenario, [])]))
        lines.append(f'| {scenario} | {len(mine)} | {len(figures - of)} of {len(figures)} | {why} |')
        all_of = [a + b for a, b in zip(all_of, (len(mine), len(figures - of), len(figures)))]
    lines.append(f'| all | {all_of[0]} | {all_of[1]} of {all_of[2]} | |')
    return '\n'.join(lines) + '\n'


def check_table(root):
    """Faults of claims_table.py."""
    there = {str(p.parent.relative_to(root / 'scenarios')) for p in root.glob('scenarios/*/*/README.md')}
    yield from (f'{s}: in neither or both of CLAIMS and EXCUSED, or gone' for s in sorted(there ^ (set(CLAIMS) ^ set(EXCUSED))))
    yield from (f'{s}: one row, and WITHOUT_ROW does not say why no other claim has one' for s, claims in CLAIMS.items() if len(claims) < 2
                and s not in WITHOUT_ROW)
    yield from (f'{s}: no scenario with rows' for s in sorted(set(WITHOUT_ROW) - set(CLAIMS)))


def check_page(root, persons):
    """Faults of docs/guide/claims.md, without a run."""
    rows, unmeasured = told_rows(root, persons)
    words = order(root, persons)
    yield from (f'told twice: {w}' for w in sorted(set(words)) if words.count(w) > 1)
    claims = dict(zip(words, pairs()))
    of = [next((w for w in words if row.startswith(w + ' ')), None) for row in rows]
    if of != [w for w in words if w not in unmeasured]:
        yield 'docs/guide/claims.md: rows of no claim, twice or in another order: run claims.py with --write'
    for row, w in zip(rows, of):
        doubted = [part for part in DOUBTED if part in row]
        if row.endswith(NOT_BESIDE) or w is None:
            continue
        if f'({beside_told(claims[w][1])}: ' not in row:
            yield f'measured with something else beside: {row[:150]}'
        if row.endswith('| holds |') == bool(doubted):
            yield f'{"doubted, and holds" if doubted else "does not hold, and DOUBTED does not say why"}: {row[:150]}'
    yield from (f'doubted, and no row: {part}' for part in DOUBTED if not any(part in row for row in rows))
    text = (root / 'docs/guide/claims.md').read_text()
    if text != renewed(root, text, persons):
        yield 'docs/guide/claims.md: the list of pages, what rows tell, or the count of it is another: run claims.py with --list'
    for page, told in pages_told(root, persons).items():
        if page.read_text() != told:
            yield f'{page.relative_to(root)}: what it says of inputs told again is not what the rows say: run claims.py with --list'


def pairs():
    return [(scenario, claim) for scenario, claims in CLAIMS.items() for claim in claims]


COUNT, COUNT_END = '<!-- counted by tests/known/claims.py -->\n', '<!-- end of the count -->'


def put_between(text, begin, end, made):
    head, rest = text.split(begin, 1)
    return head + begin + made + end + rest.split(end, 1)[1]


def counted(root, rows, claims):
    """How many rows tell what, in two sentences."""
    tells = [row.rsplit('|', 2)[1].strip() for row in rows]
    again = sum(told.endswith(AGAIN) for told in tells)
    perhaps = sum(told.endswith(PERHAPS) for told in tells)
    through = sum(told == FINDING and proportion_of(row, claim, figure_of(root, scenario, claim)[2])[1]
                  for told, row, (scenario, claim) in zip(tells, rows, claims))
    failing = tells.count(NO_FINDING)
    verdict = {0: 'every row holds', 1: '1 does not hold and is no finding'}.get(failing, f'{failing} do not hold and are no findings')
    return (f'Of {len(rows)} rows {tells.count(FINDING)} are findings; {again} are inputs told again, in proportion to a key, and '
            f'{perhaps} perhaps are; '
            f'{tells.count(CONDUCT)} are of conduct alone; {verdict}. '
            f'Of the findings {through} double with their cause likewise, but count what people do.\n')


def renewed(root, text, persons):
    """The page with what is made of its rows without a run."""
    bares, words = told_rows(root, persons)[0], order(root, persons)
    lines = rows_of('\n'.join(bares), words)
    rows = with_kinds(root, lines, words)
    text = put_between(text, BEGIN, END, HEAD + '\n'.join(rows) + '\n')
    text = put_between(text, COUNT, COUNT_END, counted(root, rows, [c for w, c in zip(words, pairs()) if w in lines]))
    return put_between(text, LIST, LIST_END, listed(root, persons))


AGAIN_BEGIN, AGAIN_END = '<!-- told again: tests/known/claims.py -->', '<!-- end of what is told again -->'
VANISH = '<!-- made by tools/vanish_lines.py -->'
WHAT_IT_IS = '../../../docs/guide/claims.md#what-a-row-does-not-say'


def told_again(rows, scenario):
    """What the page of a scenario says of its figures that are inputs told again; '': nothing."""
    sure, perhaps = [], []
    for row in rows:
        _, of, what, *_, tells, _ = (cell.strip() for cell in row.split('|'))
        if of == scenario and tells.endswith((AGAIN, PERHAPS)):
            key = tells.removeprefix('in proportion to ').removesuffix(AGAIN).removesuffix(PERHAPS)
            (sure if tells.endswith(AGAIN) else perhaps).append(f'*{what}*, to {key}')
    if not sure and not perhaps:
        return ''
    said = [f'In proportion to a key: {"; ".join(sure)}.'] * bool(sure)
    said += [f'Perhaps so, as far as eight replicates tell: {"; ".join(perhaps)}.'] * bool(perhaps)
    return '\n'.join([AGAIN_BEGIN, f'**[Inputs told again]({WHAT_IT_IS})**, and no findings, are these figures.', *said, AGAIN_END])


def without_block(text):
    if AGAIN_BEGIN not in text:
        return text
    head, rest = text.split(AGAIN_BEGIN, 1)
    rest = rest.split(AGAIN_END, 1)[1].strip('\n')
    return head.rstrip('\n') + (f'\n\n{rest}\n' if rest else '\n')


def pages_told(root, persons):
    """{page of a scenario: its text, with what it says of inputs told again before what would make its figures vanish}"""
    bares, words = told_rows(root, persons)[0], order(root, persons)
    rows, texts = with_kinds(root, rows_of('\n'.join(bares), words), words), {}
    for page in sorted(root.glob('scenarios/*/*/README.md')):
        text, block = without_block(page.read_text()), told_again(rows, str(page.parent.relative_to(root / 'scenarios')))
        if block:
            text = text.replace(VANISH, f'{block}\n\n{VANISH}', 1) if VANISH in text else f'{text}\n{block}\n'
        texts[page] = text
    return texts


def write_list(root, persons):
    page = root / 'docs/guide/claims.md'
    page.write_text(renewed(root, page.read_text(), persons))
    for page, text in pages_told(root, persons).items():
        page.write_text(text)


def of_scenario(socred, root, persons, is_wanted, scenario):
    """[(claim, [values of four], what moved beside, or a word why not)]"""
    found = []
    with tempfile.TemporaryDirectory() as out:
        runs = Runs(socred, root, scenario, out)
        for claim in filter(lambda claim: is_wanted(words_of(root, scenario, claim, persons)), CLAIMS[scenario]):
            try:
                found.append((claim, *measure(runs, root, scenario, claim, persons)))
            except (RuntimeError, sqlite3.Error) as fault:
                found.append((claim, str(fault), ''))
    return found


def told_otherwise(row, faults, rows, unmeasured, words, writes, doubts=DOUBTED):
    """What is wrong with a row as the page has it: a claim that does not hold and is not doubted, or the other way round; or other figures,
    since the same seed gives the same ones."""
    if words in unmeasured:  # what the page does not tell is no claim yet
        return ''
    if bool(faults) != any(w in row for w in doubts):
        return 'does not hold, and DOUBTED has it not' if faults else 'holds, and DOUBTED has it'
    return '' if writes or row in rows else 'the page has other figures: run claims.py with --write'


def run_all(socred, root, persons, jobs, flags, wanted):
    failed, told, (rows, unmeasured) = 0, 0, told_rows(root, persons)
    whole = [] if '--missing' not in flags else [row for row in rows if not row.endswith(NOT_BESIDE)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        of_one = functools.partial(of_scenario, socred, root, persons, lambda words: not any(row.startswith(words + ' ') for row in whole))
        for scenario, found in zip(wanted, pool.map(of_one, wanted)):
            lines = {}
            for claim, four, beside in found:
                words, told = words_of(root, scenario, claim, persons), told + 1
                if isinstance(four, str):
                    failed += 1
                    print('not ok', words, four, flush=True)
                    continue
                lines[words] = row_of(root, scenario, claim, persons, four, beside)
                faults = judge(four, claim, beside)
                wrong = told_otherwise(lines[words], faults, rows, unmeasured, words, '--write' in flags)
                failed += bool(wrong)
                print('not ok' if wrong or faults else 'ok', lines[words], wrong, flush=True)
            if '--write' in flags:  # each as soon as it is there: all of them take long
                write_rows(root, lines, persons)
    print(f'{told} claims, {failed} failed')
    return 1 if failed else 0


def main():
    check_judge()
    rest, options = sys.argv[1:], {'--persons': 6000, '--jobs': 2}
    for name in options:
        if name in rest:
            options[name] = int(rest.pop(rest.index(name) + 1))
    flags, words = {word for word in rest if word.startswith('--')}, [word for word in rest if not word.startswith('--')]
    if flags & {'--check', '--list'}:
        root = pathlib.Path(words[0])
        if '--list' in flags:
            write_list(root, options['--persons'])
        faults = [*check_table(root), *check_page(root, options['--persons'])]
        print(*faults, sep='\n', end='\n' if faults else '')
        return 1 if faults else 0
    socred, root, *wanted = words
    return run_all(socred, pathlib.Path(root), options['--persons'], options['--jobs'], flags, wanted or list(CLAIMS))


if __name__ == '__main__':
    sys.exit(main())
