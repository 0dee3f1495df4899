"""A common home: what a further place of a kind in an area is taken to be, for planned supply and the worth of places.

It stands in the middle of the authority's area, is registered, takes every age its kind may, either sex, and meets the
needs that at least half of the region's homes of the kind meet. Nothing of one real home stands in it.
"""

from collections import Counter
from typing import Any

from placements.domain.codes import Grade, HomeSex, Kind, Sector, Status
from placements.domain.homes import Home
from placements.domain.region import Region

AGES = {Kind.FOSTERING: (0, 17), Kind.RESIDENTIAL: (8, 17), Kind.SUPPORTED: (16, 17), Kind.SECURE: (10, 17)}
"""Ages a common home takes; children's homes from the age at which no agreement is needed (CH-U8)."""
COMMON = 0.5
REMEMBERED = "common homes"


def common_home(
    region: Region, kind: Kind, authority: str, home_id: str, places: int,
    min_age: int | None = None, max_age: int | None = None,
) -> Home:  # fmt: skip
    """Return a home of the common profile, with so many places, all of them offered."""
    area = region.authority[authority]
    low, high = AGES[kind]
    return Home(
        home_id=home_id, kind=kind, authority=authority, sector=Sector.IN_HOUSE, places=places, available=places,
        min_age=low if min_age is None else min_age, max_age=high if max_age is None else max_age, sex=HomeSex.ANY,
        needs_met=common_needs(region, kind), adaptations=("none",), status=Status.OPEN, grade=Grade.GOOD,
        registration="to be recorded", smoker=False, solo_capable=True, bedrooms_sharing=False, same_day=True,
        position=area.position,
    )  # fmt: skip


def common_needs(region: Region, kind: Kind) -> tuple[str, ...]:
    """Return the needs that at least half of a region's homes of a kind, of those that say, meet."""
    known: dict[Any, tuple[str, ...]] = region.remembered.setdefault(REMEMBERED, {})
    if kind not in known:
        said = [h.needs_met for h in region.homes if h.kind is kind and h.needs_met is not None]
        counts = Counter(need for needs in said for need in needs)
        known[kind] = tuple(sorted(need for need, n in counts.items() if n >= COMMON * len(said))) or ("none",)
    return known[kind]
