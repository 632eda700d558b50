#!/usr/bin/env python3
"""How often the interval of a headline figure holds what it should.

    coverage.py SOCRED ROOT [--seeds N] [--jobs N] [SCENARIO:PERSONS ...]

Each scenario is run with N seeds (400), four replicates each, and its headline is told as a user is told it. What a figure should be is its
mean over all seeds; an interval of 95% holds that in 95 of 100 of them. A figure fails where the number of seeds that hold it has a
probability below 0.001 in the binomial distribution with a coverage of 0.93 (too narrow) or of 0.97 (too wide), exactly. So that both sides
can fail it takes 227 seeds: with fewer all of them holding it may be chance at 0.97, and the program says so.

What that excludes is coarser than 0.93 to 0.97, the price of so few false alarms over some hundred figures. With 400 seeds fewer than 355,
or more than 397, fail, so that what was counted may be anything from 0.8875 to 0.9925. A coverage of 0.85 is found with a probability of
0.98, of 0.87 with 0.83, of 0.90 with 0.18, of 0.93 with 0.0007; of 1 always, of 0.99 with 0.24, of 0.98 with 0.013 (check_verdict holds
these). A figure that passes is therefore not shown to be covered in 0.93 to 0.97. How many of them were counted outside of that is said at
the end; of figures covered in 0.95 itself 5% or so are, by chance.

What is not held, and said of each figure ("not held: ..."): of a statistic that is flagged as told by few cases in more than one seed of
five the interval may be too wide (it is a rule of three, or of shares by their log odds, that is meant to be), never too narrow; one that
is not estimated in every seed, or is the same whatever the seed, has no coverage to tell.
What some seeds tell with no width while others move it fails, as "no width"; a figure of which that is known stands in OPEN, is told as not
held, and fails once it no longer is so.

People, pilot places and everything else that is drawn are others in each replicate and for each seed: what an interval leaves out shows as
a coverage near 0.
"""
import concurrent.futures
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

SCENARIOS = ['start/minimal:4000', 'start/china-national:20000', 'combined/every-module:4000', 'combined/income:4000']
# With what probability 400 seeds find a coverage, as the text above and docs/guide/claims.md say.
FOUND = {0.85: 0.98, 0.87: 0.83, 0.90: 0.18, 0.93: 0.0007, 0.98: 0.013, 0.99: 0.24, 1.0: 1}
REPLICATES, LOW, HIGH, FEW, CHANCE = 4, 0.93, 0.97, 0.2, 0.001
# Figures whose intervals are known not to hold, and why (docs/guide/claims.md).
OPEN = {}


def headline(socred, path, persons, seed):
    """[(statistic, mean, low, high, few)] of a run with this seed."""
    with tempfile.TemporaryDirectory() as out:
        told = subprocess.run([socred, 'run', path, '-o', out, '-q', '--replace', '-n', persons, '-r', str(REPLICATES), '-s', str(seed),
                               '-t', '1'],
                              capture_output=True, text=True)
        if told.returncode:
            raise SystemExit(f'{path}, seed {seed}: {told.stderr}')
        shown = subprocess.run([socred, 'show', out, 'headline', '--format', 'json'], capture_output=True, text=True, check=True).stdout
    return [(row['statistic'], row['mean'], row.get('low'), row.get('high'), row['few']) for row in json.loads(shown)]


def exactly(k, seeds, p):
    """Probability of k of so many seeds."""
    return math.comb(seeds, k) * p**k * (1 - p) ** (seeds - k)


def at_most(k, seeds, p):
    """Probability of k or fewer of so many seeds."""
    return math.fsum(exactly(i, seeds, p) for i in range(k + 1))


def verdict(held, seeds, few):
    """What is wrong with an interval that holds the mean in so many of the seeds; nothing where that may be chance."""
    if at_most(held, seeds, LOW) < CHANCE:
        return 'too narrow'
    if few <= FEW and at_most(seeds - held, seeds, 1 - HIGH) < CHANCE:
        return 'too wide'
    return ''


def is_between(held, seeds):
    """Whether what was counted is itself a coverage that is wanted."""
    return LOW * seeds - 1e-9 <= held <= HIGH * seeds + 1e-9


def least_seeds():
    """With how many both sides can fail."""
    return math.ceil(math.log(CHANCE) / math.log(HIGH))


def check_verdict():
    """The verdict itself: what is right passes, and what is too narrow or too wide by as much as so many seeds can tell fails."""
    for coverage, found in FOUND.items():
        by = sum(exactly(held, 400, coverage) for held in range(401) if verdict(held, 400, 0))
        if abs(by - found) > 0.05 * found:
            raise SystemExit(f'a coverage of {coverage} is found with {by:.4f} instead of {found}')
    n = least_seeds()
    for held, seeds, few, said in [(380, 400, 0, ''), (397, 400, 0, ''), (400, 400, 0, 'too wide'), (400, 400, 0.5, ''),
                                   (340, 400, 0, 'too narrow'),
                                   (340, 400, 0.5, 'too narrow'), (n, n, 0, 'too wide'), (n - 1, n - 1, 0, '')]:
        if verdict(held, seeds, few) != said:
            raise SystemExit(f'{held} of {seeds} seeds, few cases in {few:.0%}: "{verdict(held, seeds, few)}" instead of "{said}"')
    if [is_between(held, 400) for held in (371, 372, 388, 389)] != [False, True, True, False]:
        raise SystemExit('371 and 389 of 400 lie outside 0.93 to 0.97, 372 and 388 in it')


def told_of(runs):
    """By statistic its rows over the seeds, in the order of the headline; only those that every seed estimates."""
    names = [row[0] for row in runs[0]]
    rows = {name: [row for run in runs for row in run if row[0] == name] for name in names}
    return {name: of for name, of in rows.items() if len(of) == len(runs)}


def check(name, runs):
    """A line for each statistic; how many were tried, how many fail, and how many were counted outside of what is wanted."""
    tried = failed = outside = 0
    for statistic, rows in told_of(runs).items():
        rows = [row for row in rows if None not in row[1:4]]
        if len(rows) < 0.9 * len(runs):
            print(f'-      {name} {statistic}: not held: estimated in {len(rows)} of {len(runs)} seeds')
            continue
        mean, few = sum(row[1] for row in rows) / len(rows), sum(row[4] for row in rows) / len(rows)
        if all(row[1] == mean for row in rows):
            print(f'-      {name} {statistic}: not held: {mean:.4g} whatever the seed')
            continue
        slack = 1e-9 * abs(mean)
        held = sum(row[2] - slack <= mean <= row[3] + slack for row in rows)
        narrow = sum(row[2] == row[3] for row in rows)
        said = verdict(held, len(rows), few) or ('no width' if narrow and mean != 0 else '')
        known = (name, statistic) in OPEN
        tried += 1
        failed += bool(said) != known
        outside += not is_between(held, len(rows))
        print(f'{"not ok" if bool(said) != known else "-     " if known else "ok"} {name} {statistic}: {held} of {len(rows)} seeds hold '
              f'{mean:.4g}'
              f'{f"; few cases in {few:.0%}" if few else ""}{", not held to be narrow enough" if few > FEW else ""}{f"; no width in {narrow}" if narrow else ""}{f": {said}" if said else ""}', flush=True)
    return tried, failed, outside


def main():
    socred, root, *rest = sys.argv[1:]
    options = {'--seeds': 400, '--jobs': 2}
    wanted = []
    while rest:
        word = rest.pop(0)
        if word in options:
            options[word] = int(rest.pop(0))
        else:
            wanted.append(word)
    check_verdict()
    if options['--seeds'] < least_seeds():
        print(f'{options["--seeds"]} seeds cannot find an interval too wide: it takes {least_seeds()}')
    tried = failed = outside = 0
    for entry in wanted or SCENARIOS:
        name, persons = re.fullmatch(r'([\w/-]+):(\d+)', entry).groups()
        path = pathlib.Path(root) / 'scenarios' / name / 'scenario.yaml'
        with concurrent.futures.ThreadPoolExecutor(options['--jobs']) as pool:
            runs = list(pool.map(lambda seed: headline(socred, path, persons, seed), range(1, options['--seeds'] + 1)))
        of = check(name, runs)
        tried, failed, outside = tried + of[0], failed + of[1], outside + of[2]
    print(f'{tried} figures, {failed} failed; {outside} counted outside {LOW} to {HIGH}')
    sys.exit(1 if failed or not tried else 0)


if __name__ == '__main__':
    main()
