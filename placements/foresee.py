"""What a planner may ask: demand, its record, what is missing and what would change it; imported when it is called."""

from __future__ import annotations

from typing import Any


def check_target(
    places: int, years: float, *, places_per_household: float | None = None, joined: float | None = None,
    left: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a promise of fostering places asks for, with the arithmetic; raises UsageError for what cannot be."""
    from placements.sufficiency.national.target import check_target as check

    return check(places, years, places_per_household=places_per_household, joined=joined, left=left)
