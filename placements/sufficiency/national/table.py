"""Every projection and promise in one table, over England's figures."""

from pathlib import Path
from typing import Any

from placements.demand.record.document import points
from placements.demand.record.national import StockAndFlow
from placements.demand.record.series import ENGLAND, FILES, read_series
from placements.sufficiency.national.carers import nine_thousand, ten_thousand
from placements.sufficiency.national.delay import delay
from placements.sufficiency.national.fewer import seventeen_thousand, thirty_thousand
from placements.sufficiency.national.projections import by_2025, by_2032
from placements.sufficiency.national.rows import Known
from placements.sufficiency.national.spending import reform_money, ten_to_fifteen
from placements.sufficiency.national.yearly import read_yearly

SCHEMA = "placements/national/1"
ROWS = (
    by_2025, by_2032, thirty_thousand, seventeen_thousand, delay, ten_to_fifteen, reform_money, nine_thousand,
    ten_thousand,
)  # fmt: skip
"""In the order they are shown."""
NOTES = (
    "Entries, exits and stock are of today's revisions; whoever published a projection had the first figures.",
    "Ours, seen from an earlier year, knows nothing later. How it fared at every origin stands in the record.",
    "Flows of a year kept up are a ruler to measure changes with, not a forecast.",
)


def national(data: Path, seed: int = 1) -> dict[str, Any]:
    """Return the table and the series behind it; raises InputError for missing files."""
    england = read_series(data)[ENGLAND]
    known = Known(england, read_yearly(data), StockAndFlow((england,)), seed)
    return {
        "schema": SCHEMA, "seed": seed, "files": list(FILES), "from": int(england.years[0]),
        "to": int(england.years[-1]), "points": points(england), "rows": [make(known).to_dict() for make in ROWS],
        "notes": list(NOTES),
    }  # fmt: skip
