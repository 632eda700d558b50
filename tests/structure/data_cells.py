#!/usr/bin/env python3
"""No shipped count has a cell of one to four people: data_cells.py ROOT

COUNTS says which columns of which file count people. A data file with a whole-number column that is named neither there nor in OTHER
is a fault: whoever adds data says what it counts. --self-test plants a cell of two.
"""
import csv
import pathlib
import re
import sys
import tempfile

LEAST = 5
# Of the census all columns are counts, of people or of households, but for these: codes and names, shares, means and ratios.
NO_COUNT = re.compile(r'code|name_\w+|\w+_zh|\w*pct\w*|\w*ratio\w*|household_size|edu_years\w*|\w+_per_\w+')
ABROAD = ('bolivia', 'ecuador', 'eritrea', 'kazakhstan', 'kyrgyzstan', 'mongolia', 'mozambique', 'nicaragua', 'tanzania')
COUNTS = {
    'census/china_2020_census_prefecture.csv': NO_COUNT,
    'census/china_2020_census_province.csv': NO_COUNT,
    'compas/compas_counts_full7214.csv': ('n',),
    'fico/totals.csv': ('Non- Hispanic white', 'Black', 'Hispanic', 'Asian'),
    'instruments/compas.csv': ('good', 'bad'),
    'populations/china-2010/table.csv': re.compile(r'province|prefecture|latin|lon|lat|minority_pct'),
    'facts/abroad_ages_2020.csv': ('men', 'women'),
    'populations/welfare-clients/table.csv': re.compile(r'place'),
    **{f'populations/{country}/table.csv': re.compile(r'place') for country in ABROAD},
}
# Whole numbers that are no counts of people in a cell: codes, years, places on a grid, scores, shares, published totals, alerts and stops.
OTHER = {'facts/abroad_households.csv', 'facts/china_income_province_2020.csv', 'facts/live_recognition.csv',
         'facts/south_wales_police_lfr_2017_2018.csv', 'facts/spc_judgment_defaulter_timeline.csv', 'facts/travel_volumes_china.csv',
         'facts/court_list_more.csv',
         'fico/transrisk_cdf_by_race_ssa.csv', 'fico/transrisk_performance_by_race_ssa.csv',
         'geo/china_prefecture_centroids.csv', 'geo/china_prefecture_latin.csv', 'geo/china_prov_grid1.csv', 'instruments/transrisk.csv'}


def faults(root):
    for path in sorted(root.rglob('*.csv')):
        name = str(path.relative_to(root))
        if name in OTHER:
            continue
        if name not in COUNTS:
            yield f'{name}: which of its columns count people? COUNTS or OTHER of this test says so'
            continue
        with path.open(newline='', encoding='utf-8-sig') as file:
            for number, row in enumerate(csv.DictReader(file), 2):
                counts = COUNTS[name]
                for column in [c for c in row if not counts.fullmatch(c)] if isinstance(counts, re.Pattern) else counts:
                    value = float(row[column]) if row[column] not in ('NA', '') else 0
                    if 0 < value < LEAST:
                        yield f'{name}:{number}: {column} is {row[column]}, a cell of fewer than {LEAST} people'


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in (('compas/compas_counts_full7214.csv', 'race,n\\na,7\\nb,2\\n'), ('new.csv', 'people\\n9\\n'),
                           ('census/china_2020_census_province.csv',
                            'code,pop,household_size,ind_other\\n1,9000,2.3,3\\n2,9000,2.1,NA\\n')):
            path = pathlib.Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(rows.replace('\\n', '\n'))
        found = list(faults(pathlib.Path(folder)))
    return sorted(found) == ['census/china_2020_census_province.csv:2: ind_other is 3, a cell of fewer than 5 people',
                             'compas/compas_counts_full7214.csv:3: n is 2, a cell of fewer than 5 people',
                             'new.csv: which of its columns count people? COUNTS or OTHER of this test says so'] or print(*found, sep='\n')


def main():
    if sys.argv[1] == '--self-test':
        return 0 if self_test() is True else 1
    root = pathlib.Path(sys.argv[1]) / 'data'
    found = [*faults(root), *(f'{name} is not there' for name in [*COUNTS, *sorted(OTHER)] if not (root / name).exists())]
    print(*found, sep='\n')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
