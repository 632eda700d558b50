#!/usr/bin/env python3
"""Indices of experiments held against other programs, on the same points and values.

    oracles.py PROGRAM FILE            PROGRAM prints designs, values and what the library finds (oracles.c); FILE has what other programs
                                       found of them. Those that are here (python3-openturns, python3-scipy of Debian) are asked again.
    oracles.py PROGRAM FILE --write    asks them all and keeps what they say

OpenTURNS: first and total order by Jansen, first by Saltelli and by Martinez. scipy: Spearman's rank correlation with ties, the points of
Sobol' (scipy.stats.qmc.Sobol, not scrambled), Student's t; from 1.11 on scipy.stats.sobol_indices, whose total order is Jansen's too.
Morris' effects have no program in Debian: they are computed here from the points alone, without what the library knows of its moves.
"""
import json
import os
import pathlib
import subprocess
import sys

try:
    import numpy
except ImportError:
    numpy = None
if numpy is None and sys.executable != '/usr/bin/python3' and os.path.exists('/usr/bin/python3'):
    os.execv('/usr/bin/python3', ['/usr/bin/python3', *sys.argv])   # Debian's, which has Debian's packages


def rows(of):
    """[row][role], and the points likewise: role 0 of A, 1 of B, 2 + i of A with factor i from B."""
    count = of['count']
    y = [of['y'][i:i + count + 2] for i in range(0, len(of['y']), count + 2)]
    points = [of['u'][i:i + count] for i in range(0, len(of['u']), count)]
    return y, points


def by_openturns(of):
    import openturns as ot
    y, points = rows(of)
    count, n = of['count'], len(y)
    roles = range(count + 2)
    inputs = ot.Sample([points[row * (count + 2) + role] for role in roles for row in range(n)])
    outputs = ot.Sample([[y[row][role]] for role in roles for row in range(n)])
    out = {'program': f'OpenTURNS {ot.__version__}'}
    for name in ('Jansen', 'Saltelli', 'Martinez'):
        found = getattr(ot, f'{name}SensitivityAlgorithm')(inputs, outputs, n)
        out[name] = [list(found.getFirstOrderIndices()), list(found.getTotalOrderIndices())]
    return out


def by_scipy(d):
    import scipy
    from scipy import stats
    of = d['ranks']
    count = of['count']
    points = numpy.array(of['u']).reshape(-1, count)
    sequence = stats.qmc.Sobol(113, scramble=False).random(32)
    out = {'program': f'scipy {scipy.__version__}',
           'ranks': [float(stats.spearmanr(numpy.floor(8 * points[:, i]), of['y']).correlation) for i in range(count)],
           # in the order of Gray's code there, of the number here
           'sobol': [float(sequence[[k for k in range(32) if k ^ (k >> 1) == i][0], 16 * k8]) for i in range(32) for k8 in range(8)]}
    if hasattr(stats, 'sobol_indices'):
        for name in ('ishigami', 'g'):
            y, _ = rows(d[name])
            y = numpy.array(y)
            values = {'f_A': y[:, 0][None, :], 'f_B': y[:, 1][None, :], 'f_AB': y[:, 2:].T[:, None, :]}
            found = stats.sobol_indices(func=values, n=len(y))
            out[name] = [found.first_order.ravel().tolist(), found.total_order.ravel().tolist()]
    return out


def effects(of):
    """mu, mu_star and sigma from points and values alone: whichever coordinate moved."""
    count = of['count']
    points = [of['u'][i:i + count] for i in range(0, len(of['u']), count)]
    found = [[] for _ in range(count)]
    for start in range(0, len(points), count + 1):
        for k in range(start, start + count):
            moved = [i for i in range(count) if points[k][i] != points[k + 1][i]]
            assert len(moved) == 1, 'a step of a trajectory moves one factor'
            i = moved[0]
            found[i].append((of['y'][k + 1] - of['y'][k]) / (points[k + 1][i] - points[k][i]))
    mean = [sum(e) / len(e) for e in found]
    return {'mu': mean, 'mu_star': [sum(map(abs, e)) / len(e) for e in found],
            'sigma': [(sum((x - m) ** 2 for x in e) / (len(e) - 1)) ** 0.5 for e, m in zip(found, mean)]}


faults = []


def near(what, ours, theirs, by):
    for i, (a, b) in enumerate(zip(ours, theirs, strict=True)):
        if not abs(a - b) <= by:
            faults.append(f'{what}, {i}: {a:.12g} here, {b:.12g} there, at most {by:g} apart')


def hold(d, oracle, where):
    for name in ('ishigami', 'g'):
        n = len(rows(d[name])[0])
        if 'openturns' in oracle:
            first, total = oracle['openturns'][name]['Jansen']
            # OpenTURNS takes the variance of A alone, here it is of A and B: the same but for what a sample of n leaves open.
            y = rows(d[name])[0]
            factor = variance([r[0] for r in y], 1) / variance([v for r in y for v in r[:2]], 0)
            near(f'{where}: {name}, total by Jansen', d[name]['total'], [t * factor * scale(n) for t in total], 1e-9)
            near(f'{where}: {name}, first by Jansen', [1 - s for s in d[name]['first']], [(1 - s) * factor * scale(n) for s in first], 1e-9)
            for other in ('Saltelli', 'Martinez'):
                near(f'{where}: {name}, first by {other}', d[name]['first'], oracle['openturns'][name][other][0], 0.12)
        if name in oracle.get('scipy', {}):
            near(f'{where}: {name}, total of scipy', d[name]['total'], oracle['scipy'][name][1], 1e-9)
            near(f'{where}: {name}, first of scipy (Saltelli 2010)', d[name]['first'], oracle['scipy'][name][0], 0.12)
    if 'scipy' in oracle:
        near(f'{where}: rank correlations', d['ranks']['ranks'], oracle['scipy']['ranks'], 1e-12)
        near(f'{where}: points of Sobol\'', d['sobol'], oracle['scipy']['sobol'], 0)


def variance(values, less):
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - less)


def scale(n):
    """OpenTURNS divides sums of n squares by 2 n - 1, Jansen by 2 n."""
    return (2 * n - 1) / (2 * n)


def ask(d):
    oracle, missing = {}, []
    for name, program in (('openturns', lambda: {of: by_openturns(d[of]) for of in ('ishigami', 'g')}), ('scipy', lambda: by_scipy(d))):
        try:
            oracle[name] = program()
        except ImportError as error:
            missing.append(f'{name} ({error})')
    return oracle, missing


def main():
    d = json.loads(subprocess.run([sys.argv[1]], capture_output=True, text=True, check=True).stdout)
    file = pathlib.Path(sys.argv[2])
    asked, missing = ask(d)
    if '--write' in sys.argv:
        if missing:
            sys.exit(f'not here: {", ".join(missing)}')
        file.write_text(json.dumps({'made_by': 'tests/experiment/oracles.py build/tests/experiment/experiment_oracles '
                                               'tests/experiment/oracles.json --write', **asked}, indent=1) + '\n')
    hold(d, json.loads(file.read_text()), 'kept')
    hold(d, asked, 'asked now')
    for name, theirs in effects(d['morris']).items():
        near(f'Morris: {name}', d['morris'][name], theirs, 1e-9)
    for fault in faults:
        print(fault)
    print(f'asked now: {", ".join(x.get("program", "OpenTURNS") for x in asked.values()) or "none"}'
          + (f'; not here: {", ".join(missing)}' if missing else ''))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
