"""School: how near the home is to the school she goes to; minutes where they are known, else straight-line miles."""

from typing import Any

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.homes import Home, School
from placements.domain.region import Region
from placements.geography.grid import miles
from placements.geography.postcodes import sector
from placements.law import sources
from placements.optimise.criteria.criterion import Array, Criterion, Worth, band, banded
from placements.rules.rule import Case
from placements.units import shown_miles


def _counts(child: Any, region: Any) -> bool:
    school = region.school.get(child.school_urn or "")
    return school is not None and school.position is not None and child.keep_school is not False


def applies(screen: Screen) -> Array:
    """Children whose school is known, unless she is not to keep it."""
    return screen.pairs.of_children(lambda c: _counts(c, screen.pairs.region))


def worth(screen: Screen) -> Array:
    """Bands of minutes or miles; nothing beyond her own limit of miles."""
    pairs = screen.pairs
    result = banded(pairs.school_miles, pairs.policy.bands.school)
    result = np.where(pairs.school_miles > pairs.max_school_miles, 0, result)
    if pairs.region.travel_times:
        for urn in sorted({c.school_urn or "" for c in pairs.children} & pairs.region.school.keys()):
            attends = [i for i, c in enumerate(pairs.children) if c.school_urn == urn]
            for j, home in enumerate(pairs.homes):
                minutes = minutes_between(pairs.region, home, pairs.region.school[urn])
                if minutes is not None:
                    result[attends, j] = band(minutes, pairs.policy.bands.minutes)
    return result


def minutes_between(region: Region, home: Home, school: School) -> float | None:
    """Return the least minutes on record, by their ids or by the sectors of their postcodes; None without a row."""
    ends = [(home.home_id, sector(home.postcode)), (school.urn, sector(school.postcode))]
    known = [region.minutes_to.get((a, b)) for a in ends[0] for b in ends[1] if a and b]
    return min((minutes for minutes in known if minutes is not None), default=None)


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair."""
    child, home, region = case.child, case.home, case.region
    if not _counts(child, region):
        return None
    minutes = minutes_between(region, home, region.school[child.school_urn or ""])
    if minutes is not None:
        return Worth(band(minutes, case.policy.bands.minutes), f"{minutes:g} minutes to the child's school.")
    school = region.school[child.school_urn or ""].position
    if home.position is None or school is None:
        return Worth(0, "The distance to the child's school is not known.")
    far = miles(school, home.position)
    limit = (
        case.policy.limit("school_miles", child.authority) if child.max_school_miles is None else child.max_school_miles
    )
    value = 0 if far > float(limit) else band(far, case.policy.bands.school)
    return Worth(value, f"{shown_miles(far)} straight-line miles to the child's school{case.roughly}.")


CRITERION = Criterion("school", "School", (sources.CHILDREN_ACT_1989_S22C_8_B,), applies, worth, plain)
