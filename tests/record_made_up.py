"""Yearly series made up for tests: a stock that follows from its flows, exactly."""

import numpy as np

from placements.demand.record.series import Series


def series(entries, hazards, start=60_000.0, first=2000, residual=600.0, area="Anywhere"):
    """Return a series whose stock obeys the identity the model assumes; one entry and hazard for each year but one."""
    stock, ceased = [start], [hazards[0] * start]
    for come, leave in zip(entries, hazards, strict=True):
        nxt = (stock[-1] * (1 - leave / 2) + come + residual) / (1 + leave / 2)
        ceased.append(leave * (stock[-1] + nxt) / 2)
        stock.append(nxt)
    years = np.arange(first, first + len(stock))
    return Series(area, years, np.array(stock), np.array([entries[0], *entries], dtype=float), np.array(ceased))


def wandering(seed, years=30, sd=(0.03, 0.05), **more):
    """Return a series whose log entries and log hazard are random walks, with a residual that varies a little."""
    rng = np.random.default_rng(seed)
    walks = np.cumsum(rng.standard_normal((years, 2)) * sd, axis=0)
    entries, hazards = 28_000 * np.exp(walks[:, 0]), 0.45 * np.exp(walks[:, 1])
    return series(entries, hazards, **more)


def straight(slope=500.0, years=20, first=2000, start=50_000.0, noise=0.0, seed=0):
    """Return a series whose stock is a straight line, with some noise; its flows are of no matter."""
    stock = start + slope * np.arange(years) + noise * np.random.default_rng(seed).standard_normal(years)
    flows = np.full(years, 20_000.0) + np.arange(years) % 3
    return Series("Anywhere", np.arange(first, first + years), stock, flows, flows - slope)
