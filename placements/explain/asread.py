"""What was read of a child, in words, so that whoever knows her sees what was misread or left out."""

from datetime import date
from enum import StrEnum
from typing import Any

from placements.domain.children import Child
from placements.domain.codes import Located
from placements.domain.fixed import fixed_pairs
from placements.domain.needs import need_words
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.rules.columns.years import school_year_on
from placements.units import age_on, shown_date

PLAIN = (
    ("legal_status", "Legal status"), ("where_now", "Where the child is now"), ("purpose", "Purpose"),
    ("needs", "Needs"), ("adaptations", "Adaptations"), ("solo", "Alone"), ("alongside", "Living alongside"),
    ("suits_foster", "Fostering"), ("suits_residential", "Children's home"), ("suits_supported", "Supported"),
    ("suits_secure", "Secure"), ("keep_school", "Keep the school"), ("languages", "Languages"),
    ("religion", "Religion"), ("ethnicity", "Ethnicity"), ("disability", "Disability"), ("pets", "Pets"),
    ("distance_intent", "Near or away"), ("uasc", "Unaccompanied"), ("dolo", "Deprivation of liberty order"),
)  # fmt: skip
"""Columns shown as they stand, in the order of a referral."""


def as_read(region: Region, child: Child) -> list[dict[str, str]]:
    """Return what is recorded of a child; blank columns are left out here and asked for elsewhere."""
    stay = stay_of(child, region.as_of)
    year = school_year_on(child, stay.start, region.as_of)
    school = region.school.get(child.school_urn or "")
    facts = [
        ("Age", str(age_on(child.date_of_birth, region.as_of)), "date_of_birth"),
        ("Sex", {"F": "girl", "M": "boy"}.get(str(child.sex), "not recorded"), "sex"),
        ("Needed by", shown_date(child.needed_by), "needed_by"),
        ("School year", str(year) if year > -9 else "", "school_year"),
        ("School", school.name if school else "", "school_urn"),
        ("Home known", _where(child), "postcode"),
        ("Settled on", _settled(region, child), "pins"),
        ("Family time", _visits(region, child), "contacts"),
        ("Kept apart from", str(len(region.kept_apart_from.get(child.child_id, ()))), "keep_apart"),
        ("Safety areas", str(len(region.safety_areas_of.get(child.child_id, ()))), "safety_areas"),
        *((name, _words(column, getattr(child, column)), column) for column, name in PLAIN),
    ]
    return [{"name": name, "value": value, "column": column} for name, value, column in facts if value not in ("", "0")]


def _settled(region: Region, child: Child) -> str:
    """Return the homes a pin or an accepted offer keeps for her."""
    return ", ".join(home_id for child_id, home_id in fixed_pairs(region) if child_id == child.child_id)


def _where(child: Child) -> str:
    if child.uasc:
        return "no distance counts: unaccompanied"
    if child.position is None:
        return "no: distance is left out for this child"
    if not child.postcode:
        return "yes"
    return "to the postcode sector" if child.position.located is Located.SECTOR else "to the postcode"


def _visits(region: Region, child: Child) -> str:
    rows = region.contacts_of.get(child.child_id, ())
    placed = sum(row.position is not None for row in rows)
    if not rows:
        return ""
    return f"{len(rows)} recorded" + ("" if placed == len(rows) else f", {len(rows) - placed} without a place")


def _words(column: str, value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return need_words(value) if column == "needs" else ", ".join(str(part).replace("_", " ") for part in value)
    if isinstance(value, date):
        return shown_date(value)
    return str(value).replace("_", " ") if isinstance(value, StrEnum) else str(value)
