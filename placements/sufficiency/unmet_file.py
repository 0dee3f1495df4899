"""Unmet need as it was recorded: an optional file of weeks, shown beside what is simulated and never mixed into it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from placements.domain.fields import Day, MaybeText, MaybeWhole, Text
from placements.domain.record import Record
from placements.domain.region import Region
from placements.errors import InputError
from placements.sufficiency.needs import NEEDS
from placements.tables.columns import Table
from placements.tables.problems import Problem, error, in_order
from placements.tables.records import to_records
from placements.tables.text import text_of_bytes

COUNTED = ("nights_without_home", "stop_gaps", "refusals")


class RecordedNeed(Record):
    """What an authority recorded of one week and one group of needs; blank is not recorded, which is not 0."""

    week: Day
    authority: Text
    need: MaybeText = None
    nights_without_home: MaybeWhole = None
    stop_gaps: MaybeWhole = None
    refusals: MaybeWhole = None


TABLE = Table("recorded_unmet_need", RecordedNeed, ("authority", "need", "week"))


def read_recorded(path: Path, region: Region) -> tuple[RecordedNeed, ...]:
    """Return the rows of a file of recorded unmet need; raises InputError with every problem."""
    try:
        data = path.read_bytes()
    except OSError:
        raise InputError(f"The file {path.name} cannot be read.") from None
    text = text_of_bytes(data, TABLE)
    problems: list[Problem] = list(text.problems)
    found = to_records(text, problems)
    for line, row in found.rows:
        if row.authority not in region.authority:
            said = "the authority is not in authorities.csv"
            problems.append(error(TABLE.file, line, "authority", "UNKNOWN_AUTHORITY", said))
        if row.need is not None and row.need not in NEEDS:
            said = f"this is not one of the groups of needs; write {', '.join(NEEDS)}, or leave it blank"
            problems.append(error(TABLE.file, line, "need", "WORD", said))
    if any(p.severity == "error" for p in problems):
        raise InputError("The recorded unmet need cannot be used.", tuple(in_order(problems)))
    return found.records


def beside(rows: Sequence[RecordedNeed], simulated: Mapping[tuple[str, str | None], Mapping[str, float]]) -> list[Any]:
    """Return recorded means a week by authority and need, beside the simulated children a week."""
    found = []
    for key in sorted({(r.authority, r.need) for r in rows}, key=lambda k: (k[0], k[1] or "")):
        mine = [r for r in rows if (r.authority, r.need) == key]
        weeks = len({r.week for r in mine})
        said = {name: _mean([getattr(r, name) for r in mine]) for name in COUNTED}
        found.append({
            "authority": key[0], "need": key[1], "weeks": weeks, "recorded": said,
            "simulated": dict(simulated.get(key, {"no_home": 0.0, "stop_gap": 0.0})),
        })  # fmt: skip
    return found


def _mean(values: Sequence[int | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known) / len(known), 4) if known else None
