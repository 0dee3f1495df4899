"""Write a region folder: region.toml and one CSV per table, the same bytes for the same rows."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from placements.tables.writing import checked_folder, write_whole

COLUMNS: dict[str, tuple[str, ...]] = {
    "authorities": (
        "code", "name", "latitude", "longitude", "adjacent", "member", "member_from", "member_to",
    ),
    "children": (
        "child_id", "authority", "date_of_birth", "sex", "needed_by", "referred_on", "sibling_group",
        "siblings", "latitude", "longitude", "school_urn", "keep_school", "school_year", "suits_foster",
        "suits_residential", "suits_supported", "suits_secure", "needs", "adaptations", "languages",
        "religion", "ethnicity", "disability", "legal_status", "solo", "alongside", "pets",
        "distance_intent", "away_basis", "away_until", "uasc", "dolo", "unborn", "purpose", "where_now",
        "current_home_id", "move_agreed_on", "notice_ends", "can_wait_until", "expected_weeks",
        "max_school_miles",
    ),
    "homes": (
        "home_id", "kind", "authority", "sector", "places", "available", "run_by", "provider", "owner",
        "latitude", "longitude", "postcode", "located", "min_age", "max_age", "sex", "needs_met",
        "adaptations", "weekly_fee", "contract", "nominated_to", "status", "grade", "registration",
        "languages", "religion", "smoker", "pets", "own_children_ages", "solo_capable",
        "named_children", "bedrooms_sharing", "same_day", "notice_days", "available_from",
        "confirmed_on",
    ),
    "vacancies": (
        "home_id", "places", "from", "until", "certainty", "held_for", "hold_ends", "confirmed_on",
        "same_day",
    ),
    "residents": (
        "home_id", "resident_id", "date_of_birth", "sex", "authority", "sibling_group", "foster_child",
        "leaves_on",
    ),
    "schools": ("urn", "name", "latitude", "longitude", "postcode", "phase"),
    "keep_apart": ("child_id", "other_id", "basis", "expires_on"),
    "safety_areas": ("child_id", "latitude", "longitude", "radius_miles", "basis", "expires_on"),
    "approvals": ("child_id", "home_id", "kind", "approved_by", "approved_on", "expires_on"),
    "contacts": ("child_id", "person", "latitude", "longitude", "times_per_week"),
    "assessments": ("child_id", "home_id", "score", "by", "on"),
    "offers": ("child_id", "home_id", "status", "said_by", "reason", "on", "until", "expires_at"),
    "pins": ("child_id", "home_id", "kind", "by", "reason"),
    "contracts": ("contract_id", "home_ids", "weekly_price", "minimum_take_up", "shares"),
}  # fmt: skip
"""The columns written, by table, in order; a column a table lacks is written blank."""

_SORTED_BY = {
    "children": "child_id",
    "homes": "home_id",
    "residents": "resident_id",
    "authorities": "code",
    "schools": "urn",
}


def write_region(
    out: Path, name: str, as_of: date, lead_authority: str, tables: Mapping[str, pd.DataFrame]
) -> dict[str, int]:
    """Write the folder and return rows per table; an existing file of the same name is replaced."""
    checked_folder(out).mkdir(parents=True, exist_ok=True)
    lead = f'lead_authority = "{lead_authority}"\n' if lead_authority else ""
    text = (
        "# Synthetic: made by placements synthesise, describing no real child, carer or week.\n"
        f'name = "{name}"\nas_of = {as_of}\n{lead}'
    )
    write_whole(out / "region.toml", text)
    return {table: _write(out / f"{table}.csv", tables[table], columns) for table, columns in COLUMNS.items()}


def _write(path: Path, rows: pd.DataFrame, columns: tuple[str, ...]) -> int:
    key = _SORTED_BY.get(path.stem)
    ordered = rows.sort_values(key, kind="stable") if key else rows
    table = ordered.reindex(columns=list(columns))
    write_whole(path, table.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))
    return len(table)
