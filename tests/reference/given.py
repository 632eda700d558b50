"""What the readable reference (readable.py) is given: the resolved scenario as rules, and the people."""
import csv
import functools
import json
import pathlib
import re
import subprocess

import yaml

from readable import Record

# What readable.py leaves out: section and key, with the value that switches it off. Of a module that does not stand here each key has to be
# as it is by default (left_out). left_out.py holds that no other key of a scenario matters that readable.py does not read.
LEFT_OUT = {
    'scale.kind': 'points', 'components.kind': 'records', 'review.age_of_responsibility': 0,
    'society.marker_share': 0, 'channels.marked_ratio': 1, 'channels.listed_ratio': 1, 'channels.women_ratio': 1,
    'channels.minority_ratio': 1, 'channels.poor_ratio': 1, 'channels.follows_attention': False,
    'cameras.per_1000_urban': 0, 'cameras.per_1000_rural': 0, 'channels.camera_reach': 0, 'storage.copies': 0,
    'conduct.suspected_per_1000_years': 0, 'conduct.denounced_per_1000_years': 0, 'events.residence': 'none',
    'channels.by_name': 0, 'channels.by_name_if_unlinked': 0, 'channels.code_error': 0,
    'channels.join_channel': 'none', 'measures.context': 'none', 'review.checks_per_month_per_million': 0,
    'hierarchy.levels': 0, 'instrument.table': 'none', 'prediction.trained_months': 0, 'channels.flagged_ratio': 1,
    'adaptive_weight.component': 'none', 'enrolment.required': False, 'income.enabled': False,
    'society.liability_group_households': 0, 'events.liability_share': 0, 'measures.spill_liability_group': 0,
    'measures.spill_depth': 1, 'measures.income_gain': 0, 'measures.relief': 0, 'measures.bureaus': [],
    'bureaus.enabled': False, 'firms.enabled': False, 'grounds.list': 'none', 'lists.grace_months': 0,
    'lists.entry_kin': 0, 'lists.grade_cap': 'none', 'lists.grade_floor': 'none', 'lists.amnesty_months': 0,
    'contacts.enabled': False, 'publicity.contacts_cut': 0, 'publicity.warning_tone_cut_per_month': 0,
    'publicity.work_lost': 0, 'publicity.strain': 0, 'trust.encounters': 0,
    'unrest.enabled': False, 'zones.share': 0, 'recognition.passes_urban': 0, 'recognition.passes_rural': 0,
    'recognition.passes_per_camera': 0,
}
PLAIN = ('society', 'identity', 'scale', 'review', 'due_process', 'conduct', 'publicity')
NAMED = ('grades', 'components', 'events', 'channels', 'lists', 'measures')  # sections of named parts
COUNTED = ('wrong_files', 'cliff', 'stays', 'spread')  # modules that only count
# A key of no module, or of another, that switches this one off too.
OFF_WITH = {'components.kind': 'ratings', 'events.residence': 'subletting'}
SPHERE_OF = {'violation': 'property', 'good_deed': 'deeds', 'lawful_act': 'speech', 'life_event': 'none'}  # what by_kind means


def read_scenario(path):
    """The resolved scenario, each {value, source, range} as its value."""
    def plain(x):
        if isinstance(x, dict):
            return x['value'] if 'value' in x else {k: plain(v) for k, v in x.items()}
        return [plain(v) for v in x] if isinstance(x, list) else x
    with open(path, encoding='utf-8') as file:
        return plain(yaml.safe_load(file))


def in_use(scenario, section):
    """Its named parts, without those that are not enabled; of a section without parts, itself."""
    found = scenario.get(section, {})
    named = all(isinstance(part, dict) for part in found.values())
    return {name: part for name, part in found.items() if part.get('enabled', True)} if named else {section: found}


@functools.cache
def keys_of(socred):
    """{section.key: (module, default)} of every key that a scenario can have."""
    told = json.loads(subprocess.run([socred, 'params', '--format', 'json'], check=True, capture_output=True, text=True).stdout)
    return {re.sub(r'\.<\w+>', '', key['key']): (key['module'], yaml.safe_load(key['default'] or '""')) for key in told}


@functools.cache
def keys_read():
    """Names that may be keys which readable.py reads; in which section, it does not say."""
    text = (pathlib.Path(__file__).parent / 'readable.py').read_text(encoding='utf-8')
    return {f'{section}.{key}' for section in (*PLAIN, *NAMED) for key in re.findall(r"[.']([a-z_0-9]+)\b", text)}


def left_out(socred):
    """LEFT_OUT, and each key of the modules that it does not tell of, but of those that only count. readable.py has none of them: where a
    word of its text is the name of such a key, it is another key's, or no key."""
    return left_out_of(keys_of(socred))


def left_out_of(keys):
    told = {'core', *COUNTED, *OFF_WITH.values(), *(keys[name][0] for name in LEFT_OUT if name in keys)}
    return {**LEFT_OUT, **{name: default for name, (module, default) in keys.items()
                           if module.split('_')[0] not in told and module not in told}}


def refuse_what_is_left_out(scenario, socred):
    for name, off in left_out(socred).items():
        section, key = name.split('.', 1)
        for part in in_use(scenario, section).values():
            if part.get(key, off) not in (off, ''):
                raise SystemExit(f'{name} is {part[key]}, and readable.py has it only as {off}')
    for change in scenario.get('timeline', []):
        if change['from'] <= scenario['span']['to']:
            raise SystemExit(f'timeline.from: {change["name"]} is in the span, and readable.py has one set of rules')


def rules_of(scenario, socred):
    """A record of sections; of one with named parts, the parts by name."""
    refuse_what_is_left_out(scenario, socred)
    rules = Record(**{section: Record(**scenario[section]) for section in PLAIN})
    for section in NAMED:
        setattr(rules, section, {name: Record(name=name, **part) for name, part in in_use(scenario, section).items()})
    for e in rules.events.values():
        e.sphere = SPHERE_OF[e.kind] if e.sphere == 'by_kind' else e.sphere
        e.component = rules.components.get(e.component) if rules.grades else None  # scoring.md: without grades there is no score
    return rules


def read_people(path):
    with open(path, encoding='utf-8') as file:
        return [{key: text if key in ('role', 'person_class') else int(text) for key, text in row.items()}
                for row in csv.DictReader(file)]


def months_of(scenario):
    first, last = (12 * int(str(t)[:4]) + int(str(t)[5:7]) for t in (scenario['span']['from'], scenario['span']['to']))
    return last - first + 1
