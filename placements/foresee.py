"""What a planner may ask: demand, its record, what is missing and what would change it; imported when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def check_target(
    places: int, years: float, *, places_per_household: float | None = None, joined: float | None = None,
    left: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a promise of fostering places asks for, with the arithmetic; raises UsageError for what cannot be."""
    from placements.sufficiency.national.target import check_target as check

    return check(places, years, places_per_household=places_per_household, joined=joined, left=left)


def record(
    data: str | Path, seed: int = 1, histories: Mapping[str, str | Path] | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return how forecasts would have fared: of the published yearly figures, and of region folders with `history/`.

    Raises InputError for missing files and for histories with faults, UsageError for returns of a single year.
    """
    from placements.demand.record.document import record as look_back
    from placements.history.read import read_history

    return look_back(Path(data), seed, {name: read_history(folder) for name, folder in (histories or {}).items()})


def national(data: str | Path, seed: int = 1) -> dict[str, Any]:
    """Return published projections and promises beside what comes out here; raises InputError for missing files."""
    from placements.sufficiency.national.table import national as table

    return table(Path(data), seed)
