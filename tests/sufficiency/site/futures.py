"""Paths made at random, for tests that need futures and no model of demand."""

import numpy as np

from placements.demand.paths import AGES, EXITS, KINDS, Arrivals, Path
from placements.domain.region import Region


def path(region: Region, number: int, weeks: int, a_week: float = 4.0, growth: float = 6.0) -> Path:
    """Return a path whose stock drifts and whose arrivals are Poisson, by authority."""
    rng = np.random.default_rng(np.random.SeedSequence(11, spawn_key=(number,)))
    codes = tuple(sorted({c.authority for c in region.waiting}))
    shape = (len(codes), len(AGES), len(KINDS))
    steps = rng.normal(growth / weeks / 30, 0.12, (weeks, *shape))
    stock = np.maximum(20 + np.concatenate([np.zeros((1, *shape)), np.cumsum(steps, axis=0)]), 0).round().astype(int)
    counts = rng.poisson(a_week, (weeks, len(codes)))
    week, authority = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    days = rng.integers(30, 17 * 365, len(week)) - 7 * week
    born = np.datetime64(region.as_of) - days.astype("timedelta64[D]")
    arrivals = Arrivals(
        week, authority, born, np.where(rng.random(len(week)) < 0.5, "F", "M"), np.zeros(len(week), bool),
        np.zeros(len(week), int), np.full(len(week), -1), np.arange(len(week)),
    )  # fmt: skip
    nothing = np.zeros((weeks, len(codes), len(AGES)), int)
    return Path(
        number, codes, stock, np.zeros((weeks + 1, len(codes)), int), nothing,
        np.zeros((*nothing.shape, len(EXITS)), int),
        np.zeros((weeks, len(codes), len(KINDS)), int), arrivals,
    )  # fmt: skip
