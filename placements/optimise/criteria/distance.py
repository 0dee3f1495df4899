"""Distance from home: near is better, her own area better still; the other way round where distance is the need."""

import numpy as np

from placements.candidates.screen import Screen
from placements.geography.grid import miles
from placements.law import sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth, band, banded, shares
from placements.rules.columns.position import wants_away
from placements.rules.rule import Case
from placements.units import share, shown_miles

NEAR_PART, AREA_PART = 80, 20


def applies(screen: Screen) -> Array:
    """Children whose home is known; distance is left out for the others and for UASC, never 0."""
    return screen.pairs.of_children(lambda c: c.position is not None and not c.uasc)


def worth(screen: Screen) -> Array:
    """Band of miles for four fifths, her own authority's area for one fifth; away: what the band leaves of 100."""
    pairs = screen.pairs
    near = banded(pairs.miles, pairs.policy.bands.distance)
    in_area = pairs.in_area.astype(np.int64) * FULL
    both = shares(near * NEAR_PART + in_area * AREA_PART, np.full(1, FULL * FULL))
    return np.where(pairs.wants_away, FULL - near, both)


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair."""
    child, home = case.child, case.home
    if child.position is None or child.uasc:
        return None
    inside = home.authority == child.authority
    area = "in the area of the child's authority" if inside else f"in {case.name_of(home.authority)}"
    if home.position is None:
        value = FULL if wants_away(child, case.stay.start) else share(inside * AREA_PART, FULL, FULL)
        return Worth(value, f"The distance from home is not known; {area}.")
    far = miles(child.position, home.position)
    near = band(far, case.policy.bands.distance)
    words = f"{shown_miles(far)} straight-line miles from home{case.roughly}, {area}."
    if wants_away(child, case.stay.start):
        return Worth(FULL - near, f"{words} The child's plan asks for distance.")
    return Worth(share(near * NEAR_PART + inside * FULL * AREA_PART, FULL * FULL, FULL), words)


CRITERION = Criterion(
    "distance", "Distance from home", (sources.CHILDREN_ACT_1989_S22C_8_A, sources.DISTANCE_REASONS),
    applies, worth, plain,
)  # fmt: skip
