"""What a planner may ask: demand, its record, what is missing and what would change it; imported when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def check_target(
    places: int, years: float, *, places_per_household: float | None = None, joined: float | None = None,
    left: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a promise of fostering places asks for, with the arithmetic; raises UsageError for what cannot be."""
    from placements.sufficiency.national.target import check_target as check

    return check(places, years, places_per_household=places_per_household, joined=joined, left=left)


def record(data: str | Path, seed: int = 1) -> dict[str, Any]:
    """Return how forecasts of the published yearly figures would have fared; raises InputError for missing files."""
    from placements.demand.record.document import record as look_back

    return look_back(Path(data), seed)


def national(data: str | Path, seed: int = 1) -> dict[str, Any]:
    """Return published projections and promises beside what comes out here; raises InputError for missing files."""
    from placements.sufficiency.national.table import national as table

    return table(Path(data), seed)
