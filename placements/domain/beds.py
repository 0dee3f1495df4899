"""Respite: a short stay elsewhere, while the bed at the current home stays the child's own."""

from collections.abc import Iterable, Mapping

from placements.domain.children import Child
from placements.domain.homes import Resident


def with_kept_beds(
    residents: Iterable[Resident], kept: Mapping[str, str], child: Mapping[str, Child]
) -> tuple[Resident, ...]:
    """Return the residents with every child of `kept` (child to home) living there on every night."""
    found = [r.model_copy(update={"leaves_on": None}) if kept.get(r.resident_id) == r.home_id else r for r in residents]
    there = {(r.resident_id, r.home_id) for r in found}
    return (*found, *(_row(child[c], home_id) for c, home_id in sorted(kept.items()) if (c, home_id) not in there))


def _row(child: Child, home_id: str) -> Resident:
    return Resident(
        home_id=home_id, resident_id=child.child_id, date_of_birth=child.date_of_birth, sex=child.sex,
        authority=child.authority, sibling_group=child.sibling_group,
    )  # fmt: skip
