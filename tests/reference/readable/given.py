"""What the reference is given: the resolved scenario as rules (docs/model/regime.md), and the people."""
import csv
from types import SimpleNamespace

import yaml

# What is left out, by section and key (in a section of named parts: of each), with the value that switches it off.
LEFT_OUT = {
    'scale': {'kind': 'points'}, 'enrolment': {'required': False}, 'hierarchy': {'levels': 0},
    'contacts': {'enabled': False},
    'firms': {'enabled': False}, 'instrument': {'event': 'none'}, 'adaptive_weight': {'component': 'none'},
    'society': {'marker_share': 0, 'liability_group_households': 0}, 'prediction': {'trained_months': 0},
    'review': {'checks_per_month_per_million': 0, 'age_of_responsibility': 0}, 'income': {'enabled': False},
    'conduct': {'suspected_per_1000_years': 0, 'denounced_per_1000_years': 0},
    'components': {'kind': 'records'}, 'events': {'residence': 'none', 'liability_share': 0},
    'channels': {'by_name': 0, 'by_name_if_unlinked': 0, 'code_error': 0, 'marked_ratio': 1, 'listed_ratio': 1,
                 'women_ratio': 1, 'minority_ratio': 1, 'poor_ratio': 1, 'flagged_ratio': 1, 'camera_reach': 0,
                 'follows_attention': False},
    'lists': {'entry_kin': 0, 'grade_cap': 'none', 'grade_floor': 'none'},
    'measures': {'spill_liability_group': 0, 'spill_depth': 1, 'income_gain': 0, 'relief': 0, 'bureaus': []}}
PLAIN = ('society', 'identity', 'scale', 'review', 'due_process', 'conduct', 'publicity')
NAMED = ('grades', 'components', 'events', 'channels', 'lists', 'measures')   # sections of named parts


class Record(SimpleNamespace):
    """A person, place, rule, record or entry: names with values, and itself alone equal to it."""
    __eq__, __hash__ = object.__eq__, object.__hash__


def read_scenario(path):
    """The resolved scenario, each {value, source, range} as its value."""
    def plain(x):
        if isinstance(x, dict):
            return x['value'] if 'value' in x else {k: plain(v) for k, v in x.items()}
        return [plain(v) for v in x] if isinstance(x, list) else x
    with open(path, encoding='utf-8') as file:
        return plain(yaml.safe_load(file))


def refuse_what_is_left_out(scenario):
    for section, keys in LEFT_OUT.items():
        parts = scenario.get(section, {}).values() if section in NAMED else [scenario[section]]
        for key, off in keys.items():
            if any(part[key] != off for part in parts):
                raise SystemExit(f'{section}: {key} is not {off}, which is all that this reference knows')
    for change in scenario.get('timeline', []):
        if change['from'] <= scenario['span']['to']:
            raise SystemExit(f'timeline: {change["name"]}: this reference knows one set of rules alone')


def read_people(path):
    with open(path, encoding='utf-8') as file:
        return [{key: text if key in ('role', 'person_class') else int(text) for key, text in row.items()}
                for row in csv.DictReader(file)]


def months_of(scenario):
    first, last = (12 * int(str(t)[:4]) + int(str(t)[5:7]) for t in (scenario['span']['from'], scenario['span']['to']))
    return last - first + 1


def rules_of(scenario):
    """The rules of the whole run: each named part under its name, without those that are not enabled."""
    refuse_what_is_left_out(scenario)
    rules = Record(**{key: Record(**scenario[key]) for key in PLAIN})
    for part in NAMED:
        named = {name: Record(name=name, **values) for name, values in scenario.get(part, {}).items()}
        setattr(rules, part, {name: x for name, x in named.items() if getattr(x, 'enabled', True)})
    return rules
