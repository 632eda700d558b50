#!/usr/bin/env python3
"""compare_modules.py SOCRED SCENARIOS: scenarios without lists, channels and violations are compared by what their modules count, as each
run's headline has it."""
import json
import subprocess
import sys
import tempfile

socred, scenarios = sys.argv[1:3]
SCENARIOS = ["credit/lending", "officials/adaptive-weight", "officials/examiner", "officials/patrons"]


def said(*words):
    return subprocess.run([socred, *words], check=True, capture_output=True, text=True).stdout


def run(name, folder, seed):
    said("run", f"{scenarios}/{name}/scenario.yaml", "--persons", "3000", "--months", "24", "--replicates", "2", "--seed", "1", "--quiet",
         "-o", folder, *seed)


for name in SCENARIOS:
    with tempfile.TemporaryDirectory() as work:
        a, b = f"{work}/a", f"{work}/b"
        run(name, a, [])
        run(name, b, [])
        headline = {x["statistic"]: x for x in json.loads(said("show", a, "headline", "--format", "json"))}
        two = json.loads(said("compare", a, b, "--format", "json"))["statistics"]
        assert two and {x["statistic"] for x in two} == set(headline), (name, [x["statistic"] for x in two], list(headline))
        for x in two:
            there = headline[x["statistic"]]["mean"]
            assert x["a"] == there and x["label"] == headline[x["statistic"]]["label"], (name, x, headline[x["statistic"]])
        many = json.loads(said("compare", a, b, a, "--format", "json"))
        assert {x["statistic"] for x in many["statistics"]} == set(headline), name
        assert "what their modules count" in many["notes"], many["notes"]
        assert "what their modules count" in said("compare", a, b), name
        assert "Nothing to compare" in said("compare", a, b, "--only", "listed_per_1000"), name
        assert "what their modules count" not in said("compare", a, b, "--all"), name
