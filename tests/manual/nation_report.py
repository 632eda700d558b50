#!/usr/bin/env python3
"""The page of the nation says of what program and scenario its report is, and each of these faults is found: nation_report.py ROOT"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
KEPT = 'scenarios/start/china-national/scenario.yaml\t'
OTHERS = "the figures of today's scenario are others"
made = dict(line.split(',') for line in (root / 'docs/guide/nation/report.csv').read_text().split())
today = (root / 'tests/golden/digests.tsv').read_text().partition(KEPT)[2].partition('\n')[0]
# The scenario has been changed since, or it has not: what the page has to say, and what would be untrue.
OF_TODAY = [('scenario changed since, and not said', 'digests.tsv', today, '0' * 32, 'where the digest'),
            ('said to be of another', 'nation.md', 'Report, headline', f'Since {OTHERS}, report, headline', 'where the digest')]
OF_BEFORE = [('another scenario, and not said', 'nation.md', OTHERS, 'the figures are these', 'where the digest'),
             ('as it was, and said to be another', 'digests.tsv', today, made['scenario'], 'where the digest')]
TIME = OF_TODAY if made['scenario'] == today else OF_BEFORE
# A name, the file in which a text is put in place of another, both texts, and what the check then says ('': nothing).
CASES = [('as it is', 'nation.md', '', '', ''),
         ('no commit', 'nation.md', f"`{made['commit']}`", 'a commit', f"lacks `{made['commit']}`"),
         ('no version', 'nation.md', '0.2.0', '', 'lacks 0.2.0'),
         ('another report', 'nation/report.csv', f"digest,{made['digest'][:4]}", 'digest,0000', 'the digest of another report'),
         ('a report of another program', 'nation/report.html', '"version":"0.2.0"}', '"version":"0.3.0"}', 'lacks 0.3.0'), *TIME]
failures = []
for name, where, old, new, said in CASES:
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        shutil.copytree(root / 'docs/guide/nation', work / 'nation')
        shutil.copy(root / 'docs/guide/nation.md', work)
        shutil.copy(root / 'tests/golden/digests.tsv', work)
        text = (work / where).read_text()
        if old not in text:
            failures.append(f'{name}: {where} has no {old}')
        (work / where).write_text(text.replace(old, new) if old else text)
        told = subprocess.run([sys.executable, root / 'bench/nation.py', 'check', work / 'nation/headline.csv', work / 'nation.md',
                               work / 'digests.tsv'], capture_output=True, text=True)
        if (told.returncode == 0) != (said == '') or said not in told.stderr:
            failures.append(f'{name}: {told.returncode} {told.stderr}')
print(*failures, sep='\n')
sys.exit(1 if failures else 0)
