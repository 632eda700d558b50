#!/usr/bin/env python3
"""Each shipped scenario has the statistics that its answer names: answers.py SOCRED ROOT

An answer with a statistic that the run does not have is left out, and the report is headed by something else than the answer to the
scenario's question.
"""
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import tempfile


def missing(socred, scenario, out):
    """Names in the answer that the headline of a run of the scenario has no row for; None: it has no answer."""
    text = scenario.read_text()
    answer = re.search(r'^answer:.*\n(?:  .*\n)*', text, re.M)
    if answer is None:
        return None
    subprocess.run([socred, 'run', str(scenario), '-o', out, '-q', '--persons', '1000', '--months', '14', '--replicates', '1'], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    rows = json.loads(subprocess.run([socred, 'show', out, 'headline', '--format', 'json'], check=True, stdout=subprocess.PIPE).stdout)
    names = re.findall(r'\{(\w+)\}', answer.group(0))
    return set(names) - {row['statistic'] for row in rows} if names else {'a figure'}


def main():
    socred, root = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    scenarios = sorted((root / 'scenarios').glob('*/*/scenario.yaml'))
    faults, answered = [], 0
    with tempfile.TemporaryDirectory() as out, concurrent.futures.ThreadPoolExecutor(2) as pool:
        told = pool.map(lambda s: missing(socred, s, f'{out}/{s.parent.name}'), scenarios)
        for scenario, names in zip(scenarios, told):
            answered += names is not None
            faults += [f'{scenario.relative_to(root)}: the run has no {name}' for name in sorted(names or [])]
    if answered < 50:
        faults.append(f'only {answered} scenarios have an answer')
    print('\n'.join(faults) or f'{answered} answers')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
