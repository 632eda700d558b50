#!/usr/bin/env python3
"""That the readable reference refuses what it does not model, and nothing else: every key of a scenario is one that it reads, one that it
leaves out (given.py), or one that does nothing without those.

    left_out.py SOCRED SCENARIO     SCENARIO: one that the reference takes
"""
import copy
import subprocess
import sys
import tempfile

import given

# Keys of no module that are neither read nor left out, and why they need not be.
NEED_NOT = {
    'what a file is made of, and what it says': (
        'socred', 'base', 'regime', 'population', 'modules', 'needs', 'timeline_add', 'title', 'description', 'answer', 'published'),
    'how a run is made; agree.py takes the same': ('seed', 'replicates', 'span.from', 'span.to', 'run.memory'),
    'who the people are, who are given': (
        'people.persons', 'people.data', 'people.drawn', 'people.provinces', 'society.income_gini', 'society.urban_income_ratio',
        'society.income_by_province', 'society.executive_share', 'society.official_share', 'society.employed_share',
        'society.kin_share', 'society.divorced_link_share'),
    'what is stored': (
        'output.places', 'output.fields', 'output.sex_age', 'output.calibration', 'output.modules', 'output.checkpoint_months',
        'output.checkpoints_kept'),
    'of a kind of component that is left out': ('components.means_slope',),
    'unregistered moves, of which nobody takes note': ('conduct.register_move_per_month',),
    'room for futures forked from the run': ('events.rate_ceiling',),
    'a change in the span is refused': (
        'timeline.name', 'timeline.from', 'timeline.to', 'timeline.where.places', 'timeline.where.strata',
        'timeline.where.cities_above', 'timeline.where.share', 'timeline.set'),
}


def not_held(socred):
    """What is set without effect on the reference, and is not refused."""
    keys, refused, need_not = given.keys_of(socred), given.left_out(socred), {key for names in NEED_NOT.values() for key in names}
    modules = {keys[key][0] for key in refused if key in keys} - {'core'} | {*given.COUNTED, *given.OFF_WITH.values()}
    for key, (module, _) in keys.items():
        is_off = module in modules or module.split('_')[0] in modules  # a part of a module has its name before the underscore
        if not is_off and key not in given.keys_read() and key not in refused and key not in need_not and not key.endswith('.enabled'):
            yield f'{key}: is neither read nor refused'
    for key in (*given.LEFT_OUT, *need_not):
        if key not in keys:
            yield f'{key}: no scenario has such a key'


def another(off):
    return not off if isinstance(off, bool) else off + 1 if isinstance(off, int) else ['one'] if isinstance(off, list) else 'another'


def changed(scenario, name, value, enabled=True):
    """With the key set, in a part of the section where it has parts; of a section without any, in one that is new."""
    section, key = name.split('.')
    out = copy.deepcopy(scenario)
    if section in given.PLAIN or (section in out and section not in given.NAMED and out[section]):
        out[section][key] = value
        return out
    parts = out.setdefault(section, {})
    part = parts[next(iter(parts))] if parts else parts.setdefault('new', {})
    part.update({'enabled': enabled} if 'enabled' in part or key != 'enabled' else {})
    part[key] = value
    return out


def refusal(scenario, socred):
    try:
        given.rules_of(scenario, socred)
    except SystemExit as refused:
        return str(refused)
    return ''


def not_refused(scenario, socred):
    """Of each that is left out, what is wrong with how it is refused."""
    if refusal(scenario, socred):
        yield f'the scenario itself: {refusal(scenario, socred)}'
    for name, off in given.left_out(socred).items():
        if not refusal(changed(scenario, name, another(off)), socred).startswith(f'{name} is '):
            yield f'{name}: {another(off)!r} is not refused by its name'
    if refusal(changed(scenario, 'lists.entry_kin', 1, enabled=False), socred):
        yield 'lists.entry_kin: refused of a list that is not enabled'
    change = {'name': 'change', 'from': scenario['span']['to']}
    if not refusal({**scenario, 'timeline': [change]}, socred).startswith('timeline.from'):
        yield 'timeline.from: a change in the last month is not refused'
    if refusal({**scenario, 'timeline': [{**change, 'from': '2999-01'}]}, socred):
        yield 'timeline.from: a change after the span is refused'


def not_found(socred):
    """Of a module that is made up, each key that would be taken: in a section of its own, and among keys that readable.py reads, under
    names that its text has and has not."""
    new = ('ferns.spores', 'lists.fronds', 'lists.age', 'conduct.kind')
    refused = given.left_out_of({**given.keys_of(socred), **{key: ('ferns', 0) for key in new}})
    return [f'{key}: a key of a new module is not refused' for key in new if key not in refused]


def main():
    socred, path = sys.argv[1:]
    with tempfile.TemporaryDirectory() as out:
        run = [socred, 'run', path, '-o', out, '-n', '100', '-m', '1', '-r', '1', '--quiet']
        subprocess.run(run, check=True, stdout=subprocess.DEVNULL)
        scenario = given.read_scenario(f'{out}/scenario.resolved.yaml')
    found = [*not_held(socred), *not_refused(scenario, socred), *not_found(socred)]
    print('\n'.join(found) or f'{len(given.left_out(socred))} keys are refused')
    sys.exit(1 if found else 0)


if __name__ == '__main__':
    main()
