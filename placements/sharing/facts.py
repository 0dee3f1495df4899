"""Facts the match's own JSON does not hold and offers to providers need, read from the region."""

from typing import Any

from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.units import age_on


def facts_of(region: Region) -> dict[str, Any]:
    """Return what views need beside a match's JSON: facts of every child, and the co-operative's members by code.

    A child in the match has her authority, age in years when the stay starts, sex, needs and adaptations; one who
    stays where she is has her authority only, as nothing of hers is offered to anybody.
    """
    return {
        "children": {child.child_id: _facts(region, child) for child in region.children},
        "members": sorted(a.code for a in region.authorities if a.member and region.is_member(a.code)),
    }


def _facts(region: Region, child: Any) -> dict[str, Any]:
    if child.settled:
        return {"authority": child.authority}
    start = stay_of(child, region.as_of).start
    return {
        "authority": child.authority,
        "age": age_on(child.date_of_birth, start),
        "sex": str(child.sex),
        "needs": list(child.needs),
        "adaptations": list(child.adaptations),
    }
