"""A yearly stock and its flows: entries and exit hazard wander on a log scale, and the stock follows from them.

stock = stock before + entries - hazard x mean stock + residual. Changes of log entries and log hazard are normal, with
their covariance; the drift may be none, or that of the last years and damped. Each draw has parameters of its own
(scale by chi-square, drift by its standard error) and a path of its own. No population stands below the hazards.
Areas with few years lend each other their changes. Which of VARIANTS is used is decided by earlier origins alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.demand.record.scores import crps
from placements.demand.record.series import Series

Array = npt.NDArray[np.float64]
DRAWS = 1000
CHOOSING_DRAWS = 300
CHOOSING_YEARS = 5
"""Variants are compared up to so many years ahead."""
FEWEST_YEARS = 5
"""Years of stock an earlier origin needs to count in the choice."""
RESIDUAL_YEARS = 10


@dataclass(frozen=True)
class Variant:
    """`window`: how many of the last changes count; `drift_years`: how many of these give the drift, 0 for none."""

    window: int
    drift_years: int
    damping: float

    @property
    def says(self) -> str:
        """What the variant assumes, in words."""
        if not self.drift_years:
            return f"changes of the last {self.window} years, no direction"
        kept = "kept up" if self.damping == 1 else f"{round(100 * (1 - self.damping))} % of it lost each year"
        return f"changes of the last {self.window} years, the direction of the last {self.drift_years}, {kept}"


VARIANTS = tuple(Variant(window, *drift) for window in (15, 10, 30) for drift in ((0, 1.0), (5, 0.8), (10, 1.0)))
"""The first is used while there is no earlier origin to go by."""


@dataclass(frozen=True)
class StockAndFlow:
    """The forecaster of areas that lend each other their changes and choose their variant together."""

    areas: tuple[Series, ...]
    memory: dict[tuple[int, int], Variant] = field(default_factory=dict, repr=False, compare=False)

    def __call__(self, history: Series, origin: int, horizons: Sequence[int], seed: int) -> Array:
        """Return draws of the stock so many years ahead; nothing after the origin is looked at."""
        return self.paths(history, origin, max(horizons), seed)["stock"][:, np.array(horizons) - 1]

    def paths(self, history: Series, origin: int, years: int, seed: int) -> dict[str, Array]:
        """Return draws of stock, entries and hazard in each year after the origin."""
        return simulate(history, self.chosen(origin, seed), years, seed, DRAWS, self._known(origin))

    def chosen(self, origin: int, seed: int) -> Variant:
        """Return the variant with the lowest mean score, relative to the stock, over all that was known by then."""
        if (origin, seed) not in self.memory:
            self.memory[origin, seed] = self._choose(origin, seed)
        return self.memory[origin, seed]

    def _choose(self, origin: int, seed: int) -> Variant:
        found: dict[Variant, list[float]] = {variant: [] for variant in VARIANTS}
        for area in self._known(origin):
            for year in map(int, area.years[FEWEST_YEARS - 1 : -1]):
                known = area.until(year)
                truth = area.stock[len(known.years) :][:CHOOSING_YEARS]
                for variant in VARIANTS:
                    drawn = simulate(known, variant, len(truth), seed, CHOOSING_DRAWS, self._known(year))["stock"]
                    found[variant] += list(crps(drawn, truth) / truth)
        if not found[VARIANTS[0]]:
            return VARIANTS[0]
        return min(VARIANTS, key=lambda variant: float(np.mean(found[variant])))

    def _known(self, origin: int) -> tuple[Series, ...]:
        return tuple(area.until(origin) for area in self.areas)


def simulate(
    history: Series, variant: Variant, years: int, seed: int, draws: int, lenders: Sequence[Series]
) -> dict[str, Array]:
    """Return draws of stock, entries and hazard: one row each, one column for each year after the last."""
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(int(history.years[-1]), draws)))
    drift, root = _parameters(history, variant, draws, rng, lenders)
    known = history.residual[-RESIDUAL_YEARS:]
    spread = float(known.std(ddof=1))
    centre = known.mean() + spread / np.sqrt(len(known)) * rng.standard_normal(draws)
    logs = np.tile(np.log([history.started[-1], history.hazard[-1]]), (draws, 1))
    stock: Any = np.full(draws, history.stock[-1])
    found: dict[str, list[Array]] = {"stock": [], "entries": [], "hazard": []}
    for ahead in range(1, years + 1):
        shocks = np.einsum("dij,dj->di", root, rng.standard_normal((draws, 2)))
        logs = logs + drift * variant.damping**ahead + shocks
        entries, hazard = np.exp(logs).T
        residual = centre + spread * rng.standard_normal(draws)
        stock = (stock * (1 - hazard / 2) + entries + residual) / (1 + hazard / 2)
        for name, value in (("stock", stock), ("entries", entries), ("hazard", hazard)):
            found[name].append(value)
    return {name: np.array(values).T for name, values in found.items()}


def _parameters(
    history: Series, variant: Variant, draws: int, rng: np.random.Generator, lenders: Sequence[Series]
) -> tuple[Array, Array]:
    """Return the drift of log entries and log hazard for each draw, and the root of their covariance.

    The covariance is the mean over the lenders; they share their years, so it counts as if it came from one of them.
    """
    own = _changes(history)[-variant.window :]
    drifts = min(variant.drift_years, len(own))
    free = len(own) - (1 if drifts else 0)
    covariance = np.mean([_squares(_changes(one)[-variant.window :], bool(drifts)) for one in lenders], axis=0) / free
    scale = np.sqrt(free / rng.chisquare(free, draws))
    root = np.linalg.cholesky(covariance + 1e-12 * np.eye(2)) * scale[:, None, None]
    unsure = np.einsum("dij,dj->di", root, rng.standard_normal((draws, 2)))
    if not drifts:
        return np.zeros((draws, 2)), root
    return own[-drifts:].mean(axis=0) + unsure / np.sqrt(drifts), root


def _changes(history: Series) -> Array:
    """Return yearly changes of log entries and log hazard, one row a year."""
    found: Array = np.diff(np.log(np.column_stack([history.started[1:], history.hazard])), axis=0)
    return found


def _squares(changes: Array, around_mean: bool) -> Array:
    """Return sums of squares and products of changes, around their mean or around 0."""
    left = changes - changes.mean(axis=0) if around_mean else changes
    found: Array = left.T @ left
    return found
