"""Prints what each replicate counted, a line of JSON each.

    PYTHONPATH=tests/reference python3 -m readable SCENARIO.resolved.yaml PEOPLE.csv [SEED [REPLICATES]]

SCENARIO.resolved.yaml is what `socred run` writes; PEOPLE.csv is what `reference_people SCENARIO.resolved.yaml` prints.
"""
import json
import sys

from .given import read_people, read_scenario
from .month import run


def main():
    scenario, people = read_scenario(sys.argv[1]), read_people(sys.argv[2])
    first, replicates = (int(sys.argv[i]) if len(sys.argv) > i else 1 for i in (3, 4))
    for seed in range(first, first + replicates):
        print(json.dumps({' '.join(map(str, k)) if isinstance(k, tuple) else k: v for k, v in run(scenario, people, seed).items()}))


main()
