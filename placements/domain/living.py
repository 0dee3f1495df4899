"""Who would live together in a home: the plain test for a set of children, night by night.

This is the specification the solver's rows are checked against; it knows nothing of any solver.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from placements.domain.capacity import (
    change_nights,
    fixed_residents,
    holders,
    in_force,
    movers,
    offered,
    room,
    still_there,
)
from placements.domain.children import Child
from placements.domain.codes import Alongside, Basis, Solo
from placements.domain.homes import Resident
from placements.domain.region import Region
from placements.domain.stay import Stay, stay_of


class Clash(NamedTuple):
    """Why a set of children may not live in a home together."""

    rule: str
    children: tuple[str, ...]
    message: str


def clashes(
    region: Region, home_id: str, children: Sequence[str], starts_elsewhere: Mapping[str, date], limit: int
) -> list[Clash]:
    """Return every reason the children may not all live there.

    `starts_elsewhere` gives the first night of every child the proposal places in any home: a resident in the
    match frees her place from that night. `limit` is the usual fostering limit.
    """
    stays = {c: stay_of(region.child[c], region.as_of) for c in children}
    found = list(_too_many(region, home_id, stays, starts_elsewhere))
    found += not_together(region, stays)
    if region.home[home_id].fosters:
        found += _over_limit(region, home_id, stays, limit)
    return found


def nights(region: Region, home_id: str, stays: Mapping[str, Stay]) -> list[date]:
    """Return the nights on which places have to be counted: each start, and each night fewer are offered."""
    starts = {stay.start for stay in stays.values()}
    if home_id not in region.vacancies_of:
        return sorted(starts)
    return sorted(starts | {night for stay in stays.values() for night in change_nights(region, home_id, stay)})


def _too_many(region: Region, home_id: str, stays: Mapping[str, Stay], starts: Mapping[str, date]) -> Iterable[Clash]:
    kept_for = holders(region, home_id)
    for night in nights(region, home_id, stays):
        here = sorted(c for c, stay in stays.items() if stay.has_night(night))
        places = offered(region, home_id, night)
        if len(here) > places.total or sum(c not in kept_for for c in here) > places.free:
            yield Clash("F-AVAIL", tuple(here), f"children: {len(here)}, free places: {places.free}, on {night}")
        waiting = [m for m in movers(region, home_id, night) if starts.get(m, date.max) > night]
        there = fixed_residents(region, home_id, night) + len(waiting)
        if here and there + len(here) > (most := room(region, region.home[home_id])):
            rule = "CH-PLACES" if there + len(here) > region.home[home_id].places else "CH-UNDEROCC"
            yield Clash(rule, tuple(here), f"{there + len(here)} would live there on {night}, {most} may")


def not_together(region: Region, stays: Mapping[str, Stay]) -> list[Clash]:
    """Return the children who may not live together, whatever the home."""
    ids = sorted(stays)
    return [
        Clash(rule, (one, other), "the two may not live together")
        for i, one in enumerate(ids) for other in ids[i + 1 :]
        if stays[one].overlaps(stays[other]) and (rule := apart(region, one, other, stays))
    ]  # fmt: skip


def apart(region: Region, one: str, other: str, stays: Mapping[str, Stay]) -> str | None:
    """Return the rule that keeps two children from sharing a home, or None."""
    a, b = region.child[one], region.child[other]
    if Solo.REQUIRED in (a.solo, b.solo):
        return "CH-SOLO"
    later = max(stays[one].start, stays[other].start)
    for row in region.kept_apart_from.get(one, ()):
        hard = other in (row.child_id, row.other_id) and row.basis is not Basis.PREFERENCE
        if hard and in_force(row.expires_on, later):
            return "CH-PEER"
    if _wrong_age(a, b) or _wrong_age(b, a):
        return "CH-PEER"
    return "F-OWNKIDS" if _against_plan(region, a, b) or _against_plan(region, b, a) else None


def _against_plan(region: Region, child: Child, other: Child) -> bool:
    """Whether a safety plan of hers keeps younger children away; a child of her own age counts as younger."""
    return child.child_id in region.no_younger_beside and other.date_of_birth >= child.date_of_birth


def _wrong_age(child: Child, other: Child) -> bool:
    if child.alongside is Alongside.ONLY_OLDER:
        return other.date_of_birth >= child.date_of_birth
    if child.alongside is Alongside.ONLY_YOUNGER:
        return other.date_of_birth <= child.date_of_birth
    return False


def _over_limit(region: Region, home_id: str, stays: Mapping[str, Stay], limit: int) -> Iterable[Clash]:
    for night in sorted({stay.start for stay in stays.values()}):
        here = tuple(sorted(c for c, stay in stays.items() if stay.has_night(night)))
        residents = fostered_residents(region, home_id, night, here)
        over = bool(here) and len(here) + len(residents) > limit
        if over and not all_siblings(region, here, residents) and not exempted(region, home_id, here, night):
            yield Clash("F-LIMIT3", here, f"{len(here) + len(residents)} foster children on {night}")


def fostered_residents(region: Region, home_id: str, night: date, arriving: Sequence[str]) -> list[Resident]:
    """Return the residents who count as foster children on a night, less the children arriving."""
    return [
        r
        for r in region.residents_of.get(home_id, ())
        if r.foster_child is not False and still_there(r, night) and r.resident_id not in arriving
    ]


def all_siblings(region: Region, children: Sequence[str], residents: Sequence[Resident]) -> bool:
    """Return whether children and residents are all one sibling group."""
    groups = {region.child[c].sibling_group for c in children} | {r.sibling_group for r in residents}
    return len(groups) == 1 and None not in groups


def exempted(region: Region, home_id: str, children: Sequence[str], night: date) -> bool:
    """Return whether an exemption on record for the home covers every foster child there on a night."""
    everyone = [*children, *(r.resident_id for r in fostered_residents(region, home_id, night, children))]
    return all(covered(region, home_id, person, night) for person in everyone)


def covered(region: Region, home_id: str, person_id: str, night: date) -> bool:
    """Return whether one child's or resident's exemption for a home is on record and not expired."""
    start = max(night, region.as_of)
    if person_id in region.child:
        start = stay_of(region.child[person_id], region.as_of).start
    return any(
        a.kind == "F-LIMIT3"
        and a.home_id == home_id
        and a.approved_on is not None
        and a.approved_on <= region.as_of
        and in_force(a.expires_on, start)
        for a in region.approvals_of.get(person_id, ())
    )
