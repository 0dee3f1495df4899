"""Which replicate-weeks are matched, and what a sample says of all of them.

All weeks of all paths are one finite population. It is cut into strata by quarter and, within a quarter, by thirds of
pressure (children who arrive for each hundred looked after). Weeks are drawn without replacement in each stratum, in
proportion to its size and never fewer than two. Estimates are weighted, standard errors are those of the design
(W. G. Cochran, Sampling Techniques, chapter 5), intervals of percentiles are R. S. Woodruff's (1952). They are the
error of looking at a sample of the weeks simulated; how well the paths know the future is another matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.demand.paths import Path
from placements.errors import UsageError

Array = npt.NDArray[Any]
QUARTER = 13
THIRDS = 3
FEWEST = 2
NORMAL_95 = 1.959964
RANGES = {"p2.5": 0.025, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p80": 0.8, "p90": 0.9, "p95": 0.95,
          "p97.5": 0.975}  # fmt: skip
"""Percentiles that are shown: the ranges that hold 50, 80 and 95 in a hundred weeks, and P80 and P95."""


@dataclass(frozen=True)
class Sample:
    """Weeks drawn, each as a row of paths and a week, with its stratum; and how large the strata are."""

    picks: tuple[tuple[int, int], ...]
    stratum: Array
    sizes: tuple[int, ...]
    """Weeks in each stratum, and `names` which it is."""
    names: tuple[tuple[int, int], ...]

    @cached_property
    def drawn(self) -> Array:
        """Weeks drawn in each stratum."""
        return np.bincount(self.stratum, minlength=len(self.sizes))

    @cached_property
    def weights(self) -> Array:
        """The share of all weeks each week drawn stands for; they add up to 1."""
        sizes = np.array(self.sizes, dtype=float)
        result: Array = (sizes / sizes.sum() / self.drawn)[self.stratum]
        return result

    def part(self, every: int) -> "Sample":
        """Return a smaller sample of about `every` weeks, the first drawn of each stratum, strata joined if need be."""
        if every >= len(self.picks):
            return self
        step = np.unique(np.linspace(0, len(self.picks) - 1, every).round().astype(int))
        sizes = (sum(self.sizes),)
        return Sample(tuple(self.picks[k] for k in step), np.zeros(len(step), dtype=np.int64), sizes, ((0, 0),))

    def mean(self, values: Sequence[float] | Array) -> tuple[float, float]:
        """Return the mean over all weeks and its standard error."""
        found = np.asarray(values, dtype=float)
        return float(self.weights @ found), sqrt(self._variance(found))

    def _variance(self, values: Array) -> float:
        total, variance = float(sum(self.sizes)), 0.0
        for h, size in enumerate(self.sizes):
            inside = values[self.stratum == h]
            n = len(inside)
            if n > 1:
                variance += (size / total) ** 2 * (1 - n / size) * float(inside.var(ddof=1)) / n
        return max(0.0, variance)

    def quantile(self, values: Sequence[float] | Array, share: float) -> tuple[float, float, float]:
        """Return the percentile over all weeks, and the two ends of its 95 % interval."""
        found = np.asarray(values, dtype=float)
        point = self._at(found, share)
        error = NORMAL_95 * sqrt(self._variance((found <= point).astype(float)))
        return point, self._at(found, share - error), self._at(found, share + error)

    def _at(self, values: Array, share: float) -> float:
        order = np.argsort(values, kind="stable")
        reached = np.cumsum(self.weights[order]) >= min(max(share, 0.0), 1.0) - 1e-12
        return float(values[order][np.argmax(reached) if reached.any() else -1])

    def figure(self, values: Sequence[float] | Array) -> dict[str, Any]:
        """Return the mean with its standard error, and every percentile with its interval, as JSON."""
        mean, error = self.mean(values)
        ends = {name: self.quantile(values, share) for name, share in RANGES.items()}
        return {
            "mean": _round(mean), "se": _round(error),
            **{name: _round(point) for name, (point, _, _) in ends.items()},
            "intervals": {name: [_round(low), _round(high)] for name, (_, low, high) in ends.items()},
        }  # fmt: skip

    def short(self, values: Sequence[float] | Array) -> dict[str, float]:
        """Return the mean with its standard error and three percentiles."""
        mean, error = self.mean(values)
        shares = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
        return {"mean": _round(mean), "se": _round(error),
                **{name: _round(self.quantile(values, share)[0]) for name, share in shares.items()}}  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Return how the weeks were drawn, as JSON."""
        rows = [
            {"quarter": quarter + 1, "pressure": third + 1, "weeks": size, "drawn": int(n)}
            for (quarter, third), size, n in zip(self.names, self.sizes, self.drawn, strict=True)
        ]
        return {"weeks": sum(self.sizes), "drawn": len(self.picks), "strata": rows}


def _round(value: float) -> float:
    return round(float(value), 6) + 0.0


def sample_weeks(paths: Sequence[Path], number: int, seed: int) -> Sample:
    """Return `number` weeks of the paths, or all where there are no more; raises UsageError for too few to say."""
    if not paths or number < FEWEST:
        raise UsageError(f"At least {FEWEST} weeks are sampled, from at least one path.")
    strata = _strata(paths)
    counts = _allot([len(found) for found in strata.values()], number)
    picks: list[tuple[int, int]] = []
    stratum: list[int] = []
    for h, (found, n) in enumerate(zip(strata.values(), counts, strict=True)):
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(h,)))
        drawn = sorted(rng.choice(len(found), size=n, replace=False).tolist())
        picks += [found[k] for k in drawn]
        stratum += [h] * n
    sizes = tuple(len(found) for found in strata.values())
    return Sample(tuple(picks), np.array(stratum, dtype=np.int64), sizes, tuple(strata))


def _strata(paths: Sequence[Path]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    pressure = np.array([_pressure(path) for path in paths])
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for first in range(0, pressure.shape[1], QUARTER):
        inside = pressure[:, first : first + QUARTER]
        order = np.argsort(inside, axis=None, kind="stable")
        third = np.empty(inside.size, dtype=np.int64)
        third[order] = np.arange(inside.size) * THIRDS // inside.size
        for k, h in enumerate(third.tolist()):
            row, week = divmod(k, inside.shape[1])
            found.setdefault((first // QUARTER, h), []).append((row, first + week))
    return dict(sorted(found.items()))


def _pressure(path: Path) -> Array:
    """Return children who arrive in each week for each hundred looked after."""
    arriving = np.bincount(path.arrivals.week, minlength=path.weeks)[: path.weeks]
    looked_after = path.stock[:-1].reshape(path.weeks, -1).sum(axis=1)
    result: Array = 100 * arriving / np.maximum(looked_after, 1)
    return result


def _allot(sizes: Sequence[int], number: int) -> list[int]:
    """Return how many weeks each stratum gets: in proportion, at least two, never more than it has."""
    total = sum(sizes)
    wanted = [number * size / total for size in sizes]
    counts = [min(size, max(FEWEST, int(w))) for size, w in zip(sizes, wanted, strict=True)]
    order = sorted(range(len(sizes)), key=lambda h: (-(wanted[h] - int(wanted[h])), h))
    for h in order:
        if sum(counts) < number and counts[h] < sizes[h]:
            counts[h] += 1
    return counts
