"""The month of people under a points regime, to be read beside docs/model: a file for each page there, of the same name.

Begin with month.py, which has the phases in their order. Of the resolved scenario each value is the engine's, and the synthetic people are
its own; nothing else is shared: numbers are real where the engine's are whole, and random numbers are Python's. So the two agree in
distribution and never number by number; agree.py says how well. What this reference leaves out it refuses (given.py). The files without a
page of their own: given.py (what is read), chance.py (random numbers), belief.py and weighing.py (both of conduct.md).
"""
