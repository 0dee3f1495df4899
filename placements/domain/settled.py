"""Children who live in a home by their own row and stand in no row of residents: counted there like any resident."""

from collections.abc import Iterable

from placements.domain.children import Child
from placements.domain.homes import Home, Resident


def residents_by_their_own_row(
    children: Iterable[Child], residents: Iterable[Resident], homes: Iterable[Home]
) -> tuple[Resident, ...]:
    """Return a resident for every child with a `current_home_id` of the region and no row as a resident anywhere.

    Without it a missing row would hide somebody to be kept apart from, a foster child and a taken bed.
    """
    listed, known = {r.resident_id for r in residents}, {h.home_id for h in homes}
    return tuple(
        Resident(
            home_id=c.current_home_id, resident_id=c.child_id, date_of_birth=c.date_of_birth, sex=c.sex,
            authority=c.authority, sibling_group=c.sibling_group,
        )
        for c in children if c.current_home_id in known and c.child_id not in listed
    )  # fmt: skip
