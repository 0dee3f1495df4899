"""The sums: shares with intervals, ratios, and one test that allows for urgency, age and families.

The test is Mantel and Haenszel's (Cochran-Mantel-Haenszel for yes and no; the same scores for numbers): in each
stratum the group's sum is set against what a random draw from that stratum would give, with the variance of such a
draw. Brothers and sisters share a fate, so the variance is multiplied by a design effect, at least 1: the sum of
squares of the families' contributions over that of the children's (after Rao and Scott 1992; Zhang and Boos 1997).
Where counts are small (Mantel and Fleiss 1980) the exact test of the same table is made as well, and the less sure of
the two stands. Everything scipy has is taken from scipy.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Range = tuple[float, float]
SURE = 0.95
SIGNIFICANT = 0.05
POWER = 0.8
ENOUGH = 5
"""Mantel and Fleiss: how far the expected count has to be from the least and the most it could be."""
FEWEST_FAMILIES = 10
"""Families on either side, in strata where both sides stand: with fewer the design effect itself is a guess."""


def wilson(count: int, n: int) -> Range:
    """Return Wilson's interval of a share (scipy)."""
    from scipy.stats import binomtest

    found = binomtest(count, n).proportion_ci(SURE, method="wilson")
    return float(found.low), float(found.high)


def mean_range(values: Array) -> Range | None:
    """Return Student's interval of a mean; None for fewer than two values."""
    from scipy.stats import t

    if len(values) < 2:
        return None
    mean, error = float(values.mean()), float(values.std(ddof=1) / np.sqrt(len(values)))
    low, high = t.interval(SURE, len(values) - 1, loc=mean, scale=error) if error else (mean, mean)
    return float(low), float(high)


def ratio(count: int, n: int, others: int, n_others: int) -> tuple[float, float, float] | None:
    """Return the ratio of two shares with its interval (scipy, Katz's logarithm); None where either count is 0."""
    from scipy.stats.contingency import relative_risk

    if not count or not others:
        return None
    found = relative_risk(count, n, others, n_others)
    interval = found.confidence_interval(SURE)
    return float(found.relative_risk), float(interval.low), float(interval.high)


@dataclass(frozen=True)
class Adjusted:
    """A group against everybody else, like with like: weighted difference, its interval, and how sure it is."""

    difference: float
    low: float
    high: float
    p: float
    strata: int
    design_effect: float
    detectable: float
    """The smallest difference this comparison by itself would find four times in five."""


def adjusted(values: Array, inside: Array, strata: Array, families: Array) -> Adjusted | None:
    """Compare the children inside a group with the others; None where no stratum holds both, or nothing differs.

    `values` are numbers, or 0 and 1; `strata` and `families` number the children's strata and families from 0.
    """
    from scipy.special import chdtrc, ndtri

    n = np.bincount(strata)
    n1 = np.bincount(strata, inside, len(n))
    n0 = n - n1
    safe = np.maximum(n, 1)
    off = values - (np.bincount(strata, values, len(n)) / safe)[strata]
    parts = (inside - (n1 / safe)[strata]) * off
    weight = float((n1 * n0 / safe).sum())
    spread = np.bincount(strata, off * off, len(n))
    variance = float((n1 * n0 * spread / np.maximum(n * (n - 1), 1)).sum())
    if weight == 0 or variance <= 1e-12:
        return None
    effect = max(1.0, float((np.bincount(families, parts) ** 2).sum() / (parts**2).sum()))
    total, error = float(parts.sum()), float(np.sqrt(variance * effect))
    width, power = float(ndtri((1 + SURE) / 2)), float(ndtri(POWER))
    difference, unit = total / weight, error / weight
    return Adjusted(
        difference, difference - width * unit, difference + width * unit, float(chdtrc(1, (total / error) ** 2)),
        int(((n1 > 0) & (n0 > 0)).sum()), effect, (width + power) * unit,
    )  # fmt: skip


def families_enough(inside: Array, strata: Array, families: Array) -> bool:
    """Whether there are enough families on either side, in strata where both sides stand, for a test."""
    n = np.bincount(strata)
    n1 = np.bincount(strata, inside, len(n))
    both = ((n1 > 0) & (n1 < n))[strata]
    sides = [np.count_nonzero(np.bincount(families[both & side])) for side in (inside, ~inside)]
    return bool(min(sides) >= FEWEST_FAMILIES)


def counts_enough(values: Array, inside: Array, strata: Array) -> bool:
    """Whether there are enough of either outcome, yes and no, for the test to stand without the exact one."""
    n, n1, m1 = _table(values, inside, strata)
    expected = (n1 * m1 / np.maximum(n, 1)).sum()
    least, most = np.maximum(0, n1 + m1 - n).sum(), np.minimum(n1, m1).sum()
    return bool(min(expected - least, most - expected) >= ENOUGH)


def exact(values: Array, inside: Array, strata: Array) -> tuple[float, float]:
    """Return the chance of a count as far out as the group's, twice the smaller tail, and the least it could ever be.

    The counts of the strata are independent and hypergeometric, whatever the others are (scipy's).
    """
    from scipy.stats import hypergeom

    n, n1, m1 = _table(values, inside, strata)
    least, most = np.maximum(0, n1 + m1 - n), np.minimum(n1, m1)
    sizes = most - least + 1
    at = np.repeat(np.arange(len(n)), sizes)
    counts = np.concatenate([np.arange(low, high + 1) for low, high in zip(least, most, strict=True)])
    each = np.split(hypergeom.pmf(counts, n[at], m1[at], n1[at]), np.cumsum(sizes)[:-1])
    chances = reduce(np.convolve, (part for part, size in zip(each, sizes, strict=True) if size > 1), np.ones(1))
    total = int(values[inside].sum() - least.sum())
    tails = chances[: total + 1].sum(), chances[total:].sum()
    return min(1.0, 2 * float(min(tails))), min(1.0, 2 * float(min(chances[0], chances[-1])))


def less_sure(found: Adjusted, p: float) -> Adjusted:
    """Return a comparison that is no surer than `p`, its interval as wide as that takes (a test-based interval)."""
    from scipy.special import chdtri

    if p <= found.p or p >= 1:
        return found if p <= found.p else replace(found, p=1.0)
    wider = float(np.sqrt(chdtri(1, found.p) / chdtri(1, p)))
    low, high = (found.difference + wider * (end - found.difference) for end in (found.low, found.high))
    return replace(found, p=p, low=low, high=high, detectable=wider * found.detectable)


def _table(values: Array, inside: Array, strata: Array) -> tuple[Array, Array, Array]:
    """Return for each stratum how many there are, how many of them inside, and how many of them yes."""
    n = np.bincount(strata)
    sums = (np.bincount(strata, part, len(n)) for part in (inside, values))
    n1, m1 = (np.rint(part).astype(np.int64) for part in sums)
    return n, n1, m1


def discovery_rates(chances: Sequence[float]) -> list[float]:
    """Return each p-value as the share of false alarms to expect among those as small (Benjamini and Hochberg)."""
    from scipy.stats import false_discovery_control

    return [float(q) for q in false_discovery_control(chances, method="bh")] if chances else []


def numbered(labels: Sequence[Any]) -> Array:
    """Return labels as numbers from 0, in their order."""
    return np.unique(np.asarray(labels), return_inverse=True)[1]
