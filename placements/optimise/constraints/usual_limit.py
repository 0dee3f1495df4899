"""F-LIMIT3: no more than three foster children on any night, unless all are siblings or all are exempted.

For a foster home and a night t on which it could hold more than three:
  children of all options present <= 3 - residents,
where an option that is one sibling group with all the residents, and passes three by itself, counts for exactly
the room there is, so that it stands alone. Where an exemption covers the residents and some option k, k may stand
with others who are covered: for every option k that is not covered,
  children of all options present + M k <= L + M - residents,
with L three, or what k and the residents come to if they are one sibling group, and M the most the home could hold
above L.
"""

from datetime import date

import numpy as np

from placements.domain.homes import Home
from placements.domain.living import all_siblings, covered, fostered_residents
from placements.domain.region import Region
from placements.optimise.rows import Layout, Rows, Standing

CODE = "F-LIMIT3"


def add(layout: Layout, rows: Rows) -> None:
    """Add the rows of every foster and kinship home that could pass the limit."""
    pairs = layout.problem.screen.pairs
    named = {approval.home_id for approval in pairs.region.approvals if approval.kind == CODE}
    for standing in layout.homes:
        home = pairs.homes[standing.column]
        if home.fosters and _could_pass(layout, home):
            seen: set[tuple[frozenset[int], frozenset[str]]] = set()
            for night in sorted({pairs.stays[i].start for i in standing.inside.tolist()}, reverse=True):
                _night(layout, rows, standing, night, seen, home.home_id in named)


def _could_pass(layout: Layout, home: Home) -> bool:
    """Whether the places offered and the residents could come to more than the limit on any night."""
    region = layout.problem.region
    rows = region.vacancies_of.get(home.home_id, ())
    places = sum(row.places for row in rows) if rows else home.available
    residents = region.residents_of.get(home.home_id, ())
    return bool(places + len(residents) > layout.problem.screen.pairs.number("usual_fostering_limit"))


def _night(
    layout: Layout, rows: Rows, standing: Standing, night: date, seen: set[tuple[frozenset[int], frozenset[str]]],
    named: bool,
) -> None:  # fmt: skip
    """Add the rows of a night; `named`: whether an exemption on record names the home."""
    pairs = layout.problem.screen.pairs
    region, home_id = pairs.region, pairs.homes[standing.column].home_id
    limit = pairs.number("usual_fostering_limit")
    residents = frozenset(r.resident_id for r in fostered_residents(region, home_id, night, ()))
    most = len(residents) + layout.offered(home_id, night).total
    inside = frozenset(i for i in standing.inside.tolist() if pairs.stays[i].has_night(night))
    if most <= limit or any(inside <= people and residents <= others for people, others in seen):
        return
    present = [tuple(pairs.children[i].child_id for i in members if i in inside) for members in standing.members]
    free = [named and _covered(layout, home_id, there, night) for there in present]
    if any(free):
        _some_exempt(layout, rows, standing, night, present, free, most)
        return
    seen.add((inside, residents))
    room = limit - len(residents)
    amounts = np.array([_takes(region, home_id, there, residents, night, room) for there in present], dtype=float)
    some = np.flatnonzero(amounts)
    rows.add(standing.options[some], amounts[some], -np.inf, max(room, 0))


def _takes(
    region: Region, home_id: str, there: tuple[str, ...], residents: frozenset[str], night: date, room: int
) -> int:
    """Return how much of the room an option takes: all of it where only its being one sibling group allows it."""
    arriving = len(set(there) - residents)
    if arriving > room and all_siblings(region, there, fostered_residents(region, home_id, night, there)):
        return max(room, 0)
    return arriving


def _covered(layout: Layout, home_id: str, there: tuple[str, ...], night: date) -> bool:
    region = layout.problem.region
    everyone = [*there, *(r.resident_id for r in fostered_residents(region, home_id, night, there))]
    return bool(there) and all(covered(region, home_id, person, night) for person in everyone)


def _some_exempt(
    layout: Layout, rows: Rows, standing: Standing, night: date,
    present: list[tuple[str, ...]], free: list[bool], most: int,
) -> None:  # fmt: skip
    region, pairs = layout.problem.region, layout.problem.screen.pairs
    home_id, limit = pairs.homes[standing.column].home_id, pairs.number("usual_fostering_limit")
    residents = {r.resident_id for r in fostered_residents(region, home_id, night, ())}
    adds = np.array([len(set(there) - residents) for there in present], dtype=float)
    for k, there in enumerate(present):
        if free[k] or not there:
            continue
        others = fostered_residents(region, home_id, night, there)
        least = max(limit, len(there) + len(others)) if all_siblings(region, there, others) else limit
        slack = most - least
        if slack > 0:
            amounts = adds.copy()
            amounts[k] += slack
            some = np.flatnonzero(amounts)
            rows.add(standing.options[some], amounts[some], -np.inf, least + slack - len(residents))
