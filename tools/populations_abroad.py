#!/usr/bin/env python3
"""Writes the table and the map of each population in data/populations that stands for a country of scenarios/abroad/abroad:
populations_abroad.py ROOT [--check | --self-test]

From data/facts/abroad_ages_2020.csv (people by sex and age) and abroad_households.csv (mean size, share that live alone, urban). What is
assumed is here: COUPLES, THREE, FOUR, HOME, MINORITY. `socred population build` then makes population.txt of them; --check says
which file differs, --self-test that it does.
"""
import csv
import pathlib
import sys
import tempfile

COUPLES = 0.08    # households of one generation that are nobody living alone: couples, siblings, flat mates (0.04 to 0.15)
# Households of three generations by mean size (-0.08 to +0.08 each): those of two hold five people at most in this model, so that many of
# six and seven, which are parents and children, stand among those of three, and the more the larger the mean.
THREE = ((4.0, 0.18), (4.5, 0.25), (9.0, 0.36))
FOUR = 0.005      # of four and more (0 to 0.02)
HOME = 0.99       # people in households; the others are in collective quarters (0.97 to 0.998)
MINORITY = 10     # a label that no rule of regimes/abroad.yaml reads (0 to 50)
SOURCE = ('United Nations: World Population Prospects 2019 (year 2020), Household Size and Composition 2019; living alone {year}, urban '
          '2020; data/SOURCES.md')


def rows(path):
    with path.open(newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def columns(bands):
    return [(band, column, sex) for sex in ('men', 'women') for band in bands
            for column in [sex[0] + '_' + band.replace('-', '_').replace('+', '_plus')]]


def table(country, ages, home):
    people = {(a['band'], sex): int(a[sex]) for a in ages for sex in ('men', 'women')}
    cells = columns([a['band'] for a in ages])
    at_home = round(HOME * sum(people.values()))
    households = round(at_home / float(home['mean_size']))
    alone = round(households * float(home['one_person_percent']) / 100)
    head = ['place'] + [column for _, column, _ in cells] + ['households', 'alone', 'in_households']
    return ','.join(head) + '\n' + ','.join(map(str, [country] + [people[band, sex] for band, _, sex in cells]
                                                + [households, alone, at_home])) + '\n'


def of_map(country, ages, home):
    one = round(float(home['one_person_percent']) / 100 + COUPLES, 4)
    three = next(share for most, share in THREE if float(home['mean_size']) <= most)
    two = round(1 - one - three - FOUR, 4)
    bands = {sex: ', '.join(f'{band}: {column}' for band, column, s in columns([a['band'] for a in ages]) if s == sex)
             for sex in ('men', 'women')}
    borrowed = f'; households are those of {home["of"]}: none are published' if home['of'] != country else ''
    return f'''# {country}'s people by sex and age as published, in households of the published mean size; made by tools/populations_abroad.py.
socred: 1
population_map: 1
name: {country.lower()}
title: {country}, 2020, one place
source: "{SOURCE.format(year=home['one_person_year'])}{borrowed}"
licence: "CC BY 3.0 IGO (people), CC BY 4.0 (living alone, urban), facts (mean size)"
note: "assumptions: households of one generation are those of one person and {COUPLES:.0%} more (4 to 15), {three:.0%} have three (8 either way), {FOUR:.1%} four (0 to 2); {HOME:.0%} live in households (97 to 99.8); minority_percent is a label without effect (0 to 50); one place"
place: place
urban: {float(home['urban_percent']) / 100:.5f}
minority_percent: {MINORITY}
longitude: {home['longitude']}
latitude: {home['latitude']}
men: {{{bands['men']}}}
women: {{{bands['women']}}}
households: {{all: households, one_person: alone}}
in_households: in_households
generations: {{1: {one:g}, 2: {two:g}, 3: {three:g}, 4+: {FOUR:g}}}
'''


def made(root):
    ages = rows(root / 'data/facts/abroad_ages_2020.csv')
    for home in rows(root / 'data/facts/abroad_households.csv'):
        country, folder = home['country'], root / 'data/populations' / home['country'].lower()
        mine = [a for a in ages if a['country'] == country]
        yield folder / 'table.csv', table(country, mine, home)
        yield folder / 'map.yaml', of_map(country, mine, home)


def differing(root):
    return [path for path, text in made(root) if not path.is_file() or path.read_text() != text]


def self_test():
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        (root / 'data/facts').mkdir(parents=True)
        (root / 'data/facts/abroad_ages_2020.csv').write_text('country,band,men,women\nAtoll,0-14,300,290\nAtoll,15+,700,710\n')
        (root / 'data/facts/abroad_households.csv').write_text(
            'country,mean_size,one_person_percent,one_person_year,urban_percent,longitude,latitude,of\nAtoll,4,10,2011,50,1,2,Atoll\n')
        write(root)
        lines = (root / 'data/populations/atoll/table.csv').read_text().splitlines()
        right = lines[1] == 'Atoll,300,700,290,710,495,50,1980' and not differing(root)   # 0.99 of 2,000 in fours; a tenth of 495
        (root / 'data/populations/atoll/map.yaml').write_text('urban: 0.6\n')
        return right and [p.name for p in differing(root)] == ['map.yaml']


def write(root):
    for path, text in made(root):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


if __name__ == '__main__':
    where = pathlib.Path(sys.argv[1])
    if sys.argv[1:] == ['--self-test']:
        sys.exit(not self_test())
    if '--check' in sys.argv:
        sys.exit(''.join(f'{path}: tools/populations_abroad.py makes another\n' for path in differing(where)) or 0)
    write(where)
