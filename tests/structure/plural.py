#!/usr/bin/env python3
"""A number and its noun: nothing says "1 months".

    plural.py ROOT          looks through src, app and web/src: a number that may be 1 has its noun from soc_noun, noun, plural or withNoun
    plural.py --self-test   plants faults in made-up lines; each must be found, and what is right left alone

A number that is told as a bound ("at most 8 entries") or is no count ("month 2 is") is left alone; so is a constant, SOC_... or FEW.
"""
import pathlib
import re
import sys

C_NUMBER = r'%[-+ 0#]*\d*(?:\.0|\.\*)?(?:h|l|ll|z|t)?[diuf]'
# Ends in s, and is no noun in the plural.
NO_PLURAL = {'is', 'as', 'was', 'has', 'its', 'this', 'less', 'does', 'class', 'needs', 'stands', 'holds', 'begins', 'ends', 'plus',
             'unless',
             'gives', 'says', 'seems', 'leads', 'causes', 'reaches', 'chooses', 'means', 'us', 'address', 'process', 'status', 'across',
             'rests', 'makes', 'had', 'sees', 'hangs', 'leaves'}
IRREGULAR = {'people', 'children'}
BOUND = re.compile(r'(?:at most|more than|fewer than|less than|at least|within|below|above|up to|first of|\d to|only) $|'
                   r'(?:line|place|month|replicate|seed|byte|person|number|row|version|format|chunk|stratum) $')


# What is never one, with the reason why; a part of the text around the number.
NEVER_ONE = (
    ' digits in a row', 'a word of letters and %d digits',  # said of runs longer than a date
    'the text has %zu bytes', 'the names have %zu bytes', 'is longer than %zu bytes',  # said of what is too long
    ' has %lld months; at most',                       # said of what is longer than a century
    '%lld months: 1 to %d', 'lives: 1 to %d',          # said of what is outside these bounds: 1 is inside
    '%s has %d rows; at most',
    'a list of %zu numbers',                           # bands of a key: two and more
    'a score can hold (%.0f points)',
    # people.persons is 100 at least
    '%lld people, %lld', '%lld people, packed', '%lld people%s %.', '%lld people take', 'GB of memory for %lld people',
    'no memory for', 'no memory to', 'for the weights of %u sets', 'for the timeline of %d months',  # said when thousands did not fit
    ' of %d replicates', '%.0f replicates: the first', ' of ${a.values.length} replicates',  # some of them, and not all: two at least
    # after a branch for one
    'in all ${replicates} runs', 'in all ${m.n} runs', 'over ${m.n} replicates', '${run.replicates} times with',
    'Only ${run.replicates} replicates',
    'of ${spots.length} provinces', 'of ${rows.length} rows', ' of %zu controls',
    '${whole(run.persons)} synthetic people', '${whole(m.report.regions[spot.i].persons)} synthetic people',
    'each standing for', 'Each stands for', '${say(run.census_persons)} people',
    '${num(run.sampling_weight)} people',                   # 100 persons at least
    'samplingWeight)), people)} people',                   # at the size of the census
    'times the rate', 'num(x.demand_per_year)} times`} a year',  # after a branch for one
    '"sanctions reach")} relatives',            # agrees already
)


def is_plural(word):
    return word in IRREGULAR or (len(word) > 3 and word.endswith('s') and word not in NO_PLURAL and not word.endswith('ss'))


def plural_after(text, at):
    """The plural noun that follows a number at that place, with at most one word before it, or None."""
    found = re.match(r' (?:([a-z]+) )?([a-z]+)\b', text[at:])
    if found is None:
        return None
    first, second = found.groups()
    if is_plural(first or second):
        return first or second
    if first in {'of', 'in', 'and', 'or', 'to', 'is', 'are', 'for', 'on', 'by', 'the', 'as', 'with', 'would', 'has', 'from', 'at', 'than',
                 'when', 'that'}:
        return None
    return second if is_plural(second) else None


def never_one(text, start, end):
    around = text[max(0, start - 60):end + 60]
    return any(part in around for part in NEVER_ONE)


def c_faults(text):
    """(line, literal) of each number of C that meets a plural. Literals that follow each other are one."""
    text = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group()), text, flags=re.S)
    literals = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"(?:\s*(?:PRI\w+\s*)?)?)+')
    out = []
    for run in literals.finditer(text):
        whole = ''.join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', run.group()))
        for n in re.finditer(C_NUMBER, whole):
            if plural_after(whole, n.end()) and not BOUND.search(whole[:n.start()]) and not never_one(whole, n.start(), n.end()):
                out.append((text.count('\n', 0, run.start()) + 1, whole[max(0, n.start() - 20):n.end() + 30]))
    return out


def ts_faults(text):
    out = []
    for n in re.finditer(r'\$\{((?:[^{}`]|\{[^{}]*\})*)\}', text):
        constant = re.fullmatch(r'[A-Z_]+', n.group(1)) or n.group(1).endswith('"')  # a choice of texts
        if not constant and plural_after(text, n.end()) and not BOUND.search(text[:n.start()]) and not never_one(text, n.start(), n.end()):
            line = text.count('\n', 0, n.start())
            out.append((line + 1, text.split('\n')[line].strip()[:120]))
    return out


def check(root):
    faults = []
    for folder, suffixes, find in (('src', ('.c', '.h', '.def'), c_faults), ('app', ('.c', '.h', '.def'), c_faults),
                                   ('web/src', ('.ts',), ts_faults)):
        for path in sorted((root / folder).rglob('*')):
            if path.suffix in suffixes:
                faults += [f'{path.relative_to(root)}:{line}: {what}' for line, what in find(path.read_text(encoding='utf-8'))]
    for fault in faults:
        print(fault)
    if faults:
        print('a number that may be 1 meets a noun in the plural: soc_noun (src/base/noun.h), noun (app/say.h), plural or withNoun '
              '(web/src/format.ts)')
    return 1 if faults else 0


def self_test():
    wrong_c = ['f("after %d months", n);', 'f("%zu errors", n);', 'f("%s: %lld more "\n  "problems", n);', 'f("%.0f people", x);',
               'f("%u "\n"chunks", n);']
    right_c = ['f("after %d %s", n);', 'f("at most %d entries", n);', '/* %d months */', 'f("%d is %s", n);', 'f("%.2f points", x);',
               'f("line %d has", n);']
    wrong_ts = ['`${num(x)} months`', '`${n} times a year`', '`(${a.have} further rows)`']
    right_ts = ['`${plural(n, "month")} long`', '`fewer than ${FEW} cases`', '`fewer than ${n} cases`', '`${name} leads to`']
    bad = [t for t in wrong_c if not c_faults(t)] + [t for t in right_c if c_faults(t)]
    bad += [t for t in wrong_ts if not ts_faults(t)] + [t for t in right_ts if ts_faults(t)]
    for text in bad:
        print('judged wrongly:', text)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(self_test() if sys.argv[1] == '--self-test' else check(pathlib.Path(sys.argv[1])))
