"""Children looked after on the day, as rows of the region's children.csv: what the return can say of each."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from placements.geography.postcodes import sector
from placements.history.kinds import PlacementKind
from placements.imports.region_files import RegionFiles, Update
from placements.imports.ssda903.children import Person
from placements.imports.ssda903.episodes import Key
from placements.imports.ssda903.rows import Line
from placements.imports.ssda903.tables import Row, Tables

BLANK = (
    "needed_by", "sibling_group", "siblings", "school_urn", "suits_foster", "suits_residential", "suits_supported",
    "needs", "adaptations", "languages", "religion", "solo", "expected_weeks",
)  # fmt: skip
"""Columns of children.csv that decide matches and that the return does not hold."""
_WEAK = frozenset({"postcode", "current_home_id", "where_now", "ethnicity", "dolo"})
"""Columns that are filled where they are blank, and otherwise left as somebody typed them."""
_REGISTERED = (PlacementKind.RESIDENTIAL, PlacementKind.SUPPORTED, PlacementKind.SECURE)
"""Kinds whose URN is the home's own; a foster carer's is the agency's."""


def children_rows(
    looked_after: pd.DataFrame, tables: Tables, orders: Sequence[Line], region: RegionFiles, day: date
) -> Update:
    """Return the children looked after on a day, settled where the region has the home they live in."""
    homes = _homes(region)
    of_id = {new: person for person, new in tables.ids.items()}
    under_order = {(line.given.authority, line.child) for line in orders if _in_force(line, day)}
    rows = []
    for one in looked_after.to_dict("records"):
        person = of_id[one["child_id"]]
        cells = tables.people.cells[person]
        rows.append(
            {
                "child_id": one["child_id"],
                "authority": one["authority"],
                "date_of_birth": cells.get("dob", ""),
                "sex": cells.get("sex", ""),
                "ethnicity": cells.get("ethnicity", ""),
                "legal_status": "" if pd.isna(one["legal_status"]) else one["legal_status"],
                "uasc": _uasc(cells, day),
                "dolo": "yes" if person in under_order else "",
                "postcode": _postcode(tables, person, one),
                "where_now": "" if one["kind"] == PlacementKind.OTHER else "home",
                "current_home_id": _home(one, homes),
            }
        )
    return Update("children", rows, weak=_WEAK)


def _homes(region: RegionFiles) -> Mapping[str, list[str]]:
    homes: dict[str, list[str]] = defaultdict(list)
    for row in region.rows("homes"):
        homes[row.get("registration", "").upper()].append(row["home_id"])
    return homes


def _home(one: Mapping[Hashable, Any], homes: Mapping[str, list[str]]) -> str:
    """Return the home of the region that has the URN of the placement, if just one has."""
    urn = one["urn"]
    found = homes.get(str(urn), []) if not pd.isna(urn) and one["kind"] in _REGISTERED else []
    return found[0] if len(found) == 1 else ""


def _in_force(line: Line, day: date) -> bool:
    started, ended = line.cells.get("dolo_from", ""), line.cells.get("dolo_until", "")
    return bool(started) and started <= day.isoformat() and (not ended or ended > day.isoformat())


def _uasc(cells: Row, day: date) -> str:
    if cells["uasc"] == "yes" and cells["uasc_until"] and cells["uasc_until"] <= day.isoformat():
        return "no"
    return cells["uasc"]


def _postcode(tables: Tables, person: Person, one: Mapping[Hashable, Any]) -> str:
    """Return where the child lived when last taken into care; what has not the form of a postcode is left out."""
    key = Key(*person, pd.Timestamp(str(one["started_on"])).date().isoformat())
    said = tables.merged.episodes[key].get("home", "")
    return said.upper() if sector(said) else ""
