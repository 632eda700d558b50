"""What the reference is given: the resolved scenario, the people, and the rules in force in a stratum in a month (docs/model/regime.md)."""

import copy
import csv
from types import SimpleNamespace

import yaml

# What this reference knows nothing of, by the key and the value that switch it off; of a section, and of its named parts.
LEFT_OUT = {'scale.kind': 'points', 'enrolment.required': False, 'hierarchy.levels': 0, 'contacts.enabled': False, 'firms.enabled': False,
            'instrument.event': 'none', 'society.marker_share': 0, 'society.liability_group_households': 0,
            'adaptive_weight.component': 'none', 'prediction.trained_months': 0, 'review.checks_per_month_per_million': 0, 'review.age_of_responsibility': 0,
            'income.enabled': False, 'conduct.suspected_per_1000_years': 0, 'conduct.denounced_per_1000_years': 0}
PARTS_LEFT_OUT = {'components': {'kind': 'records'}, 'events': {'residence': 'none', 'liability_share': 0},
                  'channels': {'by_name': 0, 'by_name_if_unlinked': 0, 'code_error': 0, 'marked_ratio': 1, 'listed_ratio': 1, 'women_ratio': 1, 'minority_ratio': 1, 'poor_ratio': 1,
                               'flagged_ratio': 1, 'camera_reach': 0, 'follows_attention': False},
                  'lists': {'entry_kin': 0, 'grade_cap': 'none', 'grade_floor': 'none'},
                  'measures': {'spill_liability_group': 0, 'spill_depth': 1, 'income_gain': 0, 'relief': 0, 'bureaus': []}}
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
    values = [(key, scenario[key.split('.')[0]][key.split('.')[1]], off) for key, off in LEFT_OUT.items()]
    values += [(f'{part}.{name}.{key}', named[key], off) for part, keys in PARTS_LEFT_OUT.items()
               for name, named in scenario.get(part, {}).items() for key, off in keys.items()]
    for key, value, off in values:
        if value != off:
            raise SystemExit(f'{key} is {value}; this reference knows {off} alone')


def read_people(path):
    with open(path, encoding='utf-8') as file:
        return [{k: v if k in ('role', 'person_class') else int(v) for k, v in row.items()} for row in csv.DictReader(file)]


def months_of(span):
    first, last = (12 * int(str(t)[:4]) + int(str(t)[5:7]) - 1 for t in (span['from'], span['to']))
    return [f'{m // 12:04}-{m % 12 + 1:02}' for m in range(first, last + 1)]


def rules_at(scenario, month, urban):
    """The rules in force in the urban or rural strata in a month (regime.md): changes apply in order, a later one wins."""
    out = copy.deepcopy(scenario)
    for change in out.pop('timeline', []):
        where = change['where']
        if (where['places'], where['cities_above'], where['share']) != ('all', 0, 1):
            raise SystemExit(f'timeline: {change["name"]} is for some places; this reference knows whole strata alone')
        if change['from'] <= month <= change['to'] and where['strata'] in ('both', 'urban' if urban else 'rural'):
            for key, value in change['set'].items():
                *path, last = key.split('.')
                target = out
                for word in path:
                    target = target[word]
                target[last] = value
    refuse_what_is_left_out(out)
    for part in NAMED:
        out[part] = {name: Record(name=name, **values) for name, values in out.get(part, {}).items()}
    out = Record(**{k: Record(**v) if isinstance(v, dict) and k in ('society', 'identity', 'scale', 'review', 'due_process', 'conduct', 'publicity')
                    else v for k, v in out.items()})
    out.channels = {n: c for n, c in out.channels.items() if c.enabled}
    seers = [c for c in out.channels.values() if c.coverage_urban > 0 or c.coverage_rural > 0]
    out.watched = bool(seers)
    return out
