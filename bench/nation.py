#!/usr/bin/env python3
"""Does a run of the whole nation say anything that runs of a million people do not?

    nation.py keep SOCRED NATION WORLD... > docs/guide/nation/headline.csv     the headline of the nation's results, beside that of smaller
    worlds
    nation.py write docs/guide/nation/headline.csv docs/guide/nation.md        the table of the page
    nation.py check docs/guide/nation/headline.csv docs/guide/nation.md DIGESTS    fails where it is not what the rows give, or where the
    page does not say of what program and scenario its report is

DIGESTS is tests/golden/digests.tsv. Beside the rows lies report.csv: the commit whose program and scenario made the report, the digest of
the report, and that of the scenario in DIGESTS at that commit. Its first section names the commit, the program's version and the report's
digest; where the scenario's digest is another today it says that "the figures of today's scenario are others", and else it does not.

NATION and each WORLD are folders of `socred run` with one replicate; the worlds differ in their seed, so that each has people of its own.
The nation is more than a thousand times as large as one of them: beside the scatter of worlds its own is nothing, and their mean should lie
about it. The interval is that of their mean (Student's t)."""
import csv
import json
import math
import pathlib
import statistics
import subprocess
import sys

import block

# Student's t, two-sided 95%, by degrees of freedom: any table of it, for example NIST/SEMATECH e-Handbook of Statistical Methods,
# 1.3.6.7.2.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 11: 2.201, 15: 2.131,
           19: 2.093}


def headline(socred, folder):
    told = subprocess.run([socred, 'show', folder, 'headline', '--format', 'json'], capture_output=True, text=True, check=True)
    rows = json.loads(told.stdout)
    if any(row['replicates'] != 1 for row in rows):
        sys.exit(f'nation.py: {folder}: one replicate is wanted')
    return {row['statistic']: row for row in rows}


def people_of(socred, folder):
    told = subprocess.run([socred, 'show', folder, '--format', 'json', '--sql', "SELECT value FROM meta WHERE key = 'persons'"],
                          capture_output=True, text=True, check=True)
    return int(json.loads(told.stdout)[0]['value'])


def keep(socred, nation, worlds):
    out = csv.writer(sys.stdout, lineterminator='\n')
    whole, parts = headline(socred, nation), [headline(socred, world) for world in worlds]
    out.writerow(['statistic', 'label', f'nation_{people_of(socred, nation)}']
                 + [f'world_{i + 1}_{people_of(socred, w)}' for i, w in enumerate(worlds)])
    for name, row in whole.items():
        if name.endswith('_represented') or row['mean'] is None:
            continue  # the same count once more, scaled
        out.writerow([name, f"{row['section']}: {row['label']}", repr(row['mean'])] + [repr(part[name]['mean']) for part in parts])


def digits(x, n=5):
    if x == 0:
        return '0'
    places = max(0, n - 1 - math.floor(math.log10(abs(x))))
    return f'{x:,.{places}f}'


def table(path):
    with open(path, newline='') as file:
        head, *rows = csv.reader(file)
    sizes = [int(name.rsplit('_', 1)[1]) for name in head[2:]]
    worlds = len(sizes) - 1
    out = [f'| statistic | {worlds} worlds of {sizes[1]:,}: mean | 95% interval | {sizes[0]:,} | within |', '|---|---|---|---|---|']
    inside = asked = 0
    for _, label, nation, *parts in rows:
        values, nation = [float(part) for part in parts], float(nation)
        mean, half = statistics.fmean(values), STUDENT[worlds - 1] * statistics.stdev(values) / math.sqrt(worlds)
        within = mean - half <= nation <= mean + half
        inside, asked = inside + within, asked + 1
        out.append(f"| {label} | {digits(mean)} | {digits(mean - half)} to {digits(mean + half)} | {digits(nation)} | "
                   f"{'yes' if within else 'no'} |")
    return '\n'.join(out + ['', f'{inside} of {asked} are within; were the worlds small copies of the nation, {0.95 * asked:.0f} would be '
                                f'expected.'])


SCENARIO = 'scenarios/start/china-national/scenario.yaml'
OTHERS = "the figures of today's scenario are others"


def unsaid(page, folder, digests):
    """What the page does not say of the run that its report is of."""
    with open(folder / 'report.csv', newline='') as file:
        made = {row['what']: row['value'] for row in csv.DictReader(file)}
    begin = 'id="socred-data">'
    text = (folder / 'report.html').read_text()
    meta = json.JSONDecoder().raw_decode(text[text.index(begin) + len(begin):])[0]['meta']
    head = ' '.join(page.read_text().partition('\n## ')[0].split())
    today = dict(line.split('\t') for line in digests.read_text().splitlines() if '\t' in line)[SCENARIO]
    wrong = [] if meta['digest'] == made['digest'] else ['report.csv has the digest of another report']
    wrong += [f'its first section lacks {word}' for word in (f"`{made['commit']}`", meta['version'], meta['digest'][:16])
              if word not in head]
    if (OTHERS in head) != (today != made['scenario']):
        wrong.append(f'"{OTHERS}" has to stand in its first section where the digest of {SCENARIO} has changed, and only there')
    return wrong


def main(arguments):
    if len(arguments) >= 5 and arguments[0] == 'keep':
        keep(arguments[1], arguments[2], arguments[3:])
        return None
    if (len(arguments), arguments[:1]) not in ((3, ['write']), (4, ['check'])):
        return __doc__
    page = pathlib.Path(arguments[2])
    if arguments[0] == 'check':
        wrong = unsaid(page, pathlib.Path(arguments[1]).parent, pathlib.Path(arguments[3]))
        if wrong:
            return f"{page}: {'; '.join(wrong)}"
    return block.write_or_check(arguments[0], {page: block.page_with(page, 'nation.py', table(arguments[1]))}, arguments[1], 'nation.py')


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
