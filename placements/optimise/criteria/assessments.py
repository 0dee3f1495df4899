"""A practitioner's or panel's own view of a pair; the latest counts, the lower of two on one day."""

from datetime import date

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.region import Region
from placements.law import sources
from placements.optimise.criteria.criterion import Array, Criterion, Worth
from placements.rules.rule import Case

NOT_ASSESSED = 50


def _views(region: Region, child_id: str) -> dict[str, int]:
    latest: dict[str, tuple[date, int]] = {}
    for row in region.assessments_of.get(child_id, ()):
        seen = (row.on or date.min, -int(row.score))
        latest[row.home_id] = max(latest.get(row.home_id, seen), seen)
    return {home_id: -value for home_id, (_, value) in latest.items()}


def applies(screen: Screen) -> Array:
    """Children with an assessment of any home."""
    return screen.pairs.of_children(lambda c: bool(_views(screen.pairs.region, c.child_id)))


def worth(screen: Screen) -> Array:
    """The score; 50 for homes nobody has assessed for her."""
    pairs = screen.pairs
    table = np.full(pairs.shape, NOT_ASSESSED, dtype=np.int64)
    for i, child in enumerate(pairs.children):
        for home_id, value in _views(pairs.region, child.child_id).items():
            if home_id in pairs.column:
                table[i, pairs.column[home_id]] = value
    return table


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair."""
    views = _views(case.region, case.child.child_id)
    if not views:
        return None
    value = views.get(case.home.home_id)
    if value is None:
        return Worth(NOT_ASSESSED, "Nobody has assessed this home for the child.")
    return Worth(value, f"Assessed at {value} of 100 for the child.")


CRITERION = Criterion(
    "assessments", "Practitioners' assessments", (sources.CHILDREN_ACT_1989_S22C_5,), applies, worth, plain
)
