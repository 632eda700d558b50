#!/usr/bin/env python3
"""Does the cost of a run grow as people times months, from ten thousand people to the nation?

    linear.py measure BENCH SCENARIO [--persons N,N...] [--months N,N...] [--memory WAY,WAY...] >> docs/guide/linear.csv
    linear.py record FILE [DAY [BUILD]] >> docs/guide/linear.csv      the row of a whole run, from what it and time told:
                                                                      /usr/bin/time -v socred run ... 2> FILE
    linear.py write docs/guide/linear.csv docs/guide/linear.md     the table of the page, and its plot beside it
    linear.py check docs/guide/linear.csv docs/guide/linear.md     fails where they are not what the rows give

`measure` calls socred-bench once for each size and adds its rows, with the day and the commit that is checked out: what the bench must be
built from. A run that is recorded has no time of its building apart (`build_s` is empty): its months_s is all processor time, with
building, checkpoints, results and the report. The lines are fitted without it, so that it says whether they hold. What is fitted, and the
row that is computed from the fit, say so."""
import csv
import datetime
import math
import pathlib
import re
import subprocess
import sys

import block

NATION = 1_409_778_724
WHOLE_RUN = 'measured: a whole run, both ns with building'


def checked_out():
    told = subprocess.run(['git', 'rev-parse', '--short=8', 'HEAD'], cwd=pathlib.Path(__file__).parent, capture_output=True, text=True,
                          check=True)
    return told.stdout.strip()


def measure(bench, scenario, persons, months, memory):
    out = csv.writer(sys.stdout, lineterminator='\n')
    for way in memory:
        for n in persons:
            for m in months:
                told = subprocess.run([bench, scenario, '--persons', n, '--months', m, '--memory', way, '--csv'], capture_output=True,
                                      text=True, check=True)
                row = next(csv.DictReader(told.stdout.splitlines()))
                people, month = int(row['people']), int(row['months'])
                out.writerow([datetime.date.today(), people, month, row['memory'],
                              f"{float(row['processor_build_ns_per_person']) * people / 1e9:.3f}",
                              f"{float(row['processor_ns_per_person_month']) * people * month / 1e9:.3f}",
                              round(float(row['resident_bytes_per_person']) * people), checked_out()])
                sys.stdout.flush()


def record(path, day, build):
    """The row of a run that ended by itself, of one replicate, from its first month on: of others the time is not that of its months."""
    text = pathlib.Path(path).read_text()
    told = {}
    for key, pattern in (('run', r'^(\d+) people, (\d+) months?, (\d+) replicates? finished, .*$'),
                         ('user', r'User time \(seconds\): ([\d.]+)'),
                         ('system', r'System time \(seconds\): ([\d.]+)'), ('kib', r'Maximum resident set size \(kbytes\): (\d+)'),
                         ('status', r'Exit status: (\d+)'), ('command', r'Command being timed: "(.*)"')):
        told[key] = re.search(pattern, text, re.M)
        if told[key] is None:
            sys.exit(f'linear.py: {path}: nothing like "{pattern}": it is not what `/usr/bin/time -v socred run ... 2> {path}` leaves')
    people, months, replicates = (int(n) for n in told['run'].groups())
    if int(told['status'][1]) != 0 or replicates != 1 or re.search(r'--(resume|from)\b', told['command'][1]):
        sys.exit(f'linear.py: {path}: only a run of one replicate that went from its first month to its last can be a row')
    seconds = float(told['user'][1]) + float(told['system'][1])
    csv.writer(sys.stdout, lineterminator='\n').writerow([day, people, months, 'packed' if ', packed' in told['run'][0] else 'raw', '',
                                                          f'{seconds:.3f}', int(told['kib'][1]) * 1024, build])


def rows_of(path):
    with open(path, newline='') as file:
        return [{'day': r['day'], 'build': r['build'], 'people': int(r['people']), 'months': int(r['months']), 'memory': r['memory'],
                 'build_s': float(r['build_s']) if r['build_s'] else None,
                 'months_s': float(r['months_s']), 'resident': int(r['resident_bytes'])} for r in csv.DictReader(file)]


def fit(points):
    """cost = fixed + each * size, least squares of the relative error, so that the smallest size counts as much as the largest."""
    s = [0.0] * 5
    for size, cost in points:
        x, weight = size, 1 / cost ** 2
        s = [a + weight * b for a, b in zip(s, (1, x, x * x, cost, x * cost))]
    each = (s[0] * s[4] - s[1] * s[3]) / (s[0] * s[2] - s[1] ** 2)
    return (s[3] - each * s[1]) / s[0], each


def whole(n):
    return f'{n:,}'


def digits(x, n=3):
    """To n digits, without a power of ten."""
    if x == 0:
        return '0'
    places = max(0, n - 1 - math.floor(math.log10(abs(x))))
    return f'{round(x, n - 1 - math.floor(math.log10(abs(x)))):,.{places}f}'


def laws(rows):
    """For each way to hold people the fits: seconds of a month, of building, bytes; over people."""
    found = {}
    for way in ('raw', 'packed'):
        of = [r for r in rows if r['memory'] == way and r['build_s'] is not None]
        if len({r['people'] for r in of}) > 2:
            found[way] = {'month': fit([(r['people'], r['months_s'] / r['months']) for r in of]),
                          'build': fit([(r['people'], r['build_s']) for r in of]),
                          'bytes': fit([(r['people'], r['resident']) for r in of])}
    return found


def at(law, size):
    return law[0] + law[1] * size


def table(rows):
    out = ['| people | months | held | day | build | building, s | months, s | ns per person-month | ns by the fit '
           '| resident, bytes a person | |', '|---|---|---|---|---|---|---|---|---|---|---|']
    known = laws(rows)
    for r in rows:
        size = r['people'] * r['months']
        law = known.get(r['memory'])
        is_whole = r['build_s'] is None
        expected = (at(law['month'], r['people']) * r['months']
                    + (at(law['build'], r['people']) if is_whole else 0)) / size * 1e9 if law else None
        out.append(f"| {whole(r['people'])} | {r['months']} | {r['memory']} | {r['day']} | `{r['build']}` | "
                   f"{'in the months' if is_whole else digits(r['build_s'])} | "
                   f"{digits(r['months_s'])} | {digits(r['months_s'] / size * 1e9)} | "
                   f"{digits(expected) if expected else ''} | {digits(r['resident'] / r['people'])} | "
                   f"{WHOLE_RUN if is_whole else 'measured'} |")
    law = known['packed']
    month = at(law['month'], NATION)
    out.append(f"| {whole(NATION)} | 84 | packed | | | {digits(at(law['build'], NATION))} | {digits(84 * month)} | "
               f"| {digits(month / NATION * 1e9)} | "
               f"{digits(at(law['bytes'], NATION) / NATION)} | computed from the fit: the months without building |")
    for way, law in known.items():
        out += ['', f"{way.capitalize()}: a month takes {digits(law['month'][0] * 1e3, 2)} ms and {digits(law['month'][1] * 1e9)} ns for "
                    f"each person; building {digits(law['build'][0], 2)} s and "
                f"{digits(law['build'][1] * 1e9)} ns a person; the process has {digits(law['bytes'][0] / 1e6, 2)} MB and "
                f"{digits(law['bytes'][1])} bytes a person (least squares of "
                'the relative error over the rows above).']
    return '\n'.join(out)


# ---- the plot ----
LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = 70, 20, 20, 50, 640, 400


def plot(rows):
    x_range, y_range = (4, 9.5), (-4, 2.5)

    def place(people, seconds):
        x = LEFT + (math.log10(people) - x_range[0]) / (x_range[1] - x_range[0]) * (WIDTH - LEFT - RIGHT)
        y = HEIGHT - BOTTOM - (math.log10(seconds) - y_range[0]) / (y_range[1] - y_range[0]) * (HEIGHT - TOP - BOTTOM)
        return f'{x:.1f}', f'{y:.1f}'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" role="img">',
           '<title>Processor seconds of a month by people, both axes logarithmic: measured points and fitted lines</title>',
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for power in range(4, 10):
        x, low = place(10 ** power, 10 ** y_range[0])
        out.append(f'<path d="M{x} {low}V{TOP}" stroke="#ddd"/><text x="{x}" y="{HEIGHT - BOTTOM + 18}" '
                   f'text-anchor="middle">{whole(10 ** power)}</text>')
    for power in range(-4, 3):
        left, y = place(10 ** x_range[0], 10 ** power)
        out.append(f'<path d="M{left} {y}H{WIDTH - RIGHT}" stroke="#ddd"/><text x="{LEFT - 6}" y="{float(y) + 4:.1f}" '
                   f'text-anchor="end">{10.0 ** power:g}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 10}" text-anchor="middle">people</text>')
    out.append(f'<text x="14" y="{(TOP + HEIGHT - BOTTOM) / 2}" text-anchor="middle" transform="rotate(-90 14 '
               f'{(TOP + HEIGHT - BOTTOM) / 2})">processor seconds of a month</text>')
    for i, (way, color) in enumerate((('raw', '#1b6ca8'), ('packed', '#b5541c'))):
        law = laws(rows).get(way)
        if law:
            line = ' '.join(','.join(place(n, at(law['month'], n))) for n in (10 ** (4 + k / 20) for k in range(0, 111)) if n <= 2e9
                            and way == 'packed' or n <= 1e8)
            out.append(f'<polyline points="{line}" fill="none" stroke="{color}"/>')
        for r in rows:
            if r['memory'] == way:
                x, y = place(r['people'], r['months_s'] / r['months'])
                out.append(f'<circle cx="{x}" cy="{y}" r="3.5" fill="{color}"/>' if way == 'packed' else
                           f'<rect x="{float(x) - 3:.1f}" y="{float(y) - 3:.1f}" width="6" height="6" fill="{color}"/>')
        out.append(f'<text x="{LEFT + 14}" y="{TOP + 18 + 16 * i}" fill="{color}">{way}: points measured, line fitted</text>')
    if 'packed' in laws(rows):
        x, y = place(NATION, at(laws(rows)['packed']['month'], NATION))
        out.append(f'<circle cx="{x}" cy="{y}" r="5" fill="none" stroke="#b5541c"/><text x="{float(x) - 8:.1f}" y="{float(y) + 4:.1f}" '
                   f'text-anchor="end">the nation, computed</text>')
    return '\n'.join(out + ['</svg>', ''])


def main(arguments):
    if len(arguments) >= 3 and arguments[0] == 'measure':
        more = dict(zip(arguments[3::2], arguments[4::2]))
        if not set(more) <= {'--persons', '--months', '--memory'}:
            return __doc__
        sizes = more.get('--persons', '10000,30000,100000,300000,1000000,3000000,10000000')
        measure(arguments[1], arguments[2], sizes.split(','), more.get('--months', '12').split(','),
                more.get('--memory', 'raw,packed').split(','))
        return None
    if len(arguments) in (2, 3, 4) and arguments[0] == 'record':
        record(arguments[1], arguments[2] if len(arguments) > 2 else datetime.date.today(),
               arguments[3] if len(arguments) > 3 else checked_out())
        return None
    if len(arguments) != 3 or arguments[0] not in ('write', 'check'):
        return __doc__
    rows, page = rows_of(arguments[1]), pathlib.Path(arguments[2])
    return block.write_or_check(arguments[0],
                                {page: block.page_with(page, 'linear.py', table(rows)), page.with_suffix('.svg'): plot(rows)},
                                arguments[1], 'linear.py')


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
