"""Family time: how near the home is to the people she sees, weighted by how often."""

from typing import Any

import numpy as np

from placements.candidates.screen import Screen
from placements.geography.grid import miles, miles_table
from placements.law import sources
from placements.optimise.criteria.criterion import Array, Criterion, Worth, band, banded, shares
from placements.rules.columns.position import grid_points
from placements.rules.rule import Case
from placements.units import share, shown_miles

TENTHS = 10


def _people(region: Any, child_id: str) -> list[tuple[Any, int]]:
    """Return where she sees people and how often, in tenths of a time a week (blank: once)."""
    rows = [(c, c.times_per_week) for c in region.contacts_of.get(child_id, ()) if c.position is not None]
    weighed = [(c, TENTHS if times is None else int(times * TENTHS)) for c, times in rows]
    return [(c, weight) for c, weight in weighed if weight > 0]


def applies(screen: Screen) -> Array:
    """Children whose family time is recorded with a place."""
    return screen.pairs.of_children(lambda c: bool(_people(screen.pairs.region, c.child_id)))


def worth(screen: Screen) -> Array:
    """The bands' worth, averaged over visits."""
    pairs = screen.pairs
    result = np.zeros(pairs.shape, dtype=np.int64)
    for i, child in enumerate(pairs.children):
        people = _people(pairs.region, child.child_id)
        if people:
            near = banded(
                miles_table(grid_points([c for c, _ in people]), pairs.home_points), pairs.policy.bands.contact
            )
            weights = np.array([w for _, w in people], dtype=np.int64)
            result[i] = shares(weights @ near, np.full(1, weights.sum() * 100))
    return result


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair; the sentence gives the distance to whoever she sees most."""
    people = _people(case.region, case.child.child_id)
    if not people:
        return None
    if case.home.position is None:
        return Worth(0, "The distance to family time is not known.")
    far = [(miles(c.position, case.home.position), weight) for c, weight in people]
    total = sum(weight for _, weight in far)
    value = share(sum(band(m, case.policy.bands.contact) * w for m, w in far), total * 100, 100)
    most = max(far, key=lambda pair: (pair[1], -pair[0]))[0]
    return Worth(value, f"{shown_miles(most)} straight-line miles to family time{case.roughly}.")


CRITERION = Criterion("contact", "Family time", (sources.CHILDREN_ACT_1989_S34,), applies, worth, plain)
