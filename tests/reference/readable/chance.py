"""Random numbers (docs/model/randomness.md says the laws), and the law of proneness (docs/model/events.md)."""
import math
from random import random


def poisson(mean):
    """By inversion: how often a uniform word exceeds the next term."""
    word, n, term = random(), 0, math.exp(-mean)
    while word >= term and n < 1000:
        word -= term
        n += 1
        term *= mean / n
    return n


def lower_gamma(a, x):
    """The regularised lower incomplete gamma function P(a, x), by its series."""
    if x <= 0:
        return 0.0
    term = total = 1 / a
    n = a
    while term > 1e-15 * total:
        n += 1
        term *= x / n
        total += term
    return total * math.exp(a * math.log(x) - x - math.lgamma(a))


def bucket_means(shape, cuts, exponent):
    """E[t^exponent | bucket], t of a gamma law with mean 1, scaled so that the mean over people is 1 (events.md)."""
    def quantile(share):
        low, high = 0.0, 100.0
        while high - low > 1e-12 * high:
            middle = (low + high) / 2
            low, high = (middle, high) if lower_gamma(shape, shape * middle) < share else (low, middle)
        return low
    # Below a cut lies a share of E[t^exponent] that is again a gamma law's, of shape + exponent.
    below = [lower_gamma(shape + exponent, shape * quantile(c)) if c < 1 else 1.0 for c in cuts]
    return [(b - a) / (d - c) for a, b, c, d in zip([0, *below], below, [0, *cuts], cuts)]
