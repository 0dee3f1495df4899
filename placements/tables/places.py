"""Work out where each record stands: degrees, else postcode, else the middle of its authority."""

from collections.abc import Sequence
from typing import Any

from placements.domain.codes import Located
from placements.domain.record import Position
from placements.geography.grid import to_grid
from placements.tables.problems import Problem, warning
from placements.tables.records import RecordTable


def _given(records: Sequence[Any]) -> list[Position | None]:
    """Return the points of records that give degrees, all in one conversion."""
    has = [r.latitude is not None and r.longitude is not None for r in records]
    known = [r for r, ok in zip(records, has, strict=True) if ok]
    latitudes, longitudes = [float(r.latitude) for r in known], [float(r.longitude) for r in known]
    grid = iter(zip(to_grid(latitudes, longitudes), latitudes, longitudes, strict=True))
    found: list[Position | None] = []
    for record, ok in zip(records, has, strict=True):
        if not ok:
            found.append(None)
            continue
        (east, north), latitude, longitude = next(grid)
        located = getattr(record, "located", None) or Located.EXACT
        found.append(Position(east, north, latitude, longitude, located))
    return found


def _geocode(postcode: str) -> Position | None:
    from placements.geography.geocoder import OfflinePostcodes

    found = OfflinePostcodes().geocode(postcode)
    return found and found.raw["position"]


def place(table: RecordTable, problems: list[Problem], centres: dict[str, Position] | None = None) -> None:
    """Work out every position of a table; a postcode that is not found is a warning."""
    positions = _given([record for _, record in table.rows])
    for (line, record), point in zip(table.rows, positions, strict=True):
        postcode = getattr(record, "postcode", None)
        if point is None and postcode:
            point = _geocode(postcode)
            if point is None:
                problems.append(
                    warning(table.table.file, line, "postcode", "POSTCODE", "the postcode is not in the directory")
                )
        if point is None and centres is not None:
            centre = centres.get(record.authority)
            point = centre and centre._replace(located=Located.AUTHORITY)
        if point is not None:
            record.put(point)
