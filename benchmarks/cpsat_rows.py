"""The rows of the textbook model: togetherness, places, who may not share, and the fostering limit."""

from datetime import date
from itertools import combinations, pairwise

from ortools.sat.python import cp_model

from benchmarks.cpsat_model import Expr, Textbook
from placements.domain.capacity import fixed_residents, holders, movers, offered
from placements.domain.codes import Siblings
from placements.domain.fixed import fixed_pairs
from placements.domain.living import apart, covered, fostered_residents, nights
from placements.domain.stay import Stay

total = cp_model.LinearExpr.sum


def textbook(book: Textbook) -> None:
    """Add every row."""
    for homes in book.of.values():
        book.model.add_at_most_one(homes.values())
    _pins(book)
    _togetherness(book)
    _stop_gaps(book)
    enemies = _enemies(book)
    for j in book.at:
        _places(book, j)
        _sharing(book, j, enemies)
        if book.problem.screen.pairs.homes[j].fosters:
            _fostering(book, j)


def _pins(book: Textbook) -> None:
    pairs = book.problem.screen.pairs
    for child_id, home_id in fixed_pairs(book.problem.region):
        book.model.add(book.of[pairs.row[child_id]].get(pairs.column[home_id], 0) == 1)


def _togetherness(book: Textbook) -> None:
    """Groups that may not be split: equal booleans, 0 where one of them may not live."""
    for group in book.groups:
        if book.may_part(group):
            continue
        for j in {j for i in group for j in book.of[i]}:
            lives = [book.of[i].get(j) for i in group]
            known = [v for v in lives if v is not None]
            for one, other in pairwise(known):
                book.model.add(one == other)
            if len(known) < len(lives):
                book.model.add(known[0] == 0)


def _stop_gaps(book: Textbook) -> None:
    """One boolean for each child of a `should` group that may be split; for the others the pair decides."""
    below = book.problem.may.below
    split: dict[int, Expr] = {}
    for group in book.groups:
        if book.flag(group) is Siblings.SHOULD and book.may_part(group):
            together = _together(book, group)
            split |= dict.fromkeys(group, together)
    for i, homes in book.of.items():
        low = [lives for j, lives in homes.items() if below[i, j]]
        if i in split:
            stop_gap = book.model.new_bool_var("")
            book.model.add(stop_gap >= book.placed[i] - split[i])
            book.model.add(stop_gap >= total(low))
            book.stop_gaps.append(stop_gap)
        else:
            book.stop_gaps += low


def _together(book: Textbook, group: tuple[int, ...]) -> Expr:
    """Return whether the whole group is in one home."""
    shared = set.intersection(*(set(book.of[i]) for i in group))
    all_at = []
    for j in sorted(shared):
        here = book.model.new_bool_var("")
        for i in group:
            book.model.add_implication(here, book.of[i][j])
        all_at.append(here)
    return total(all_at)


def _stays(book: Textbook, j: int) -> dict[str, Stay]:
    pairs = book.problem.screen.pairs
    return {pairs.children[i].child_id: pairs.stays[i] for i in book.at[j]}


def _places(book: Textbook, j: int) -> None:
    """On every night: places offered, places nobody holds, and registered places less who is still there."""
    pairs, region = book.problem.screen.pairs, book.problem.region
    home_id = pairs.homes[j].home_id
    kept_for = holders(region, home_id)
    seen: set[tuple[frozenset[int], int, int]] = set()
    for night in nights(region, home_id, _stays(book, j)):
        here = {i: v for i, v in book.at[j].items() if pairs.stays[i].has_night(night)}
        places = offered(region, home_id, night)
        key = (frozenset(here), places.total, places.free)
        if key not in seen:
            seen.add(key)
            book.model.add(total(list(here.values())) <= places.total)
            free = [v for i, v in here.items() if pairs.children[i].child_id not in kept_for]
            book.model.add(total(free) <= places.free)
        _registered(book, j, night, here, places.total)


def _registered(book: Textbook, j: int, night: date, here: dict[int, Expr], most: int) -> None:
    pairs, region = book.problem.screen.pairs, book.problem.region
    home = pairs.homes[j]
    moving = movers(region, home.home_id, night)
    room = home.places - fixed_residents(region, home.home_id, night) - len(moving)
    if room >= most or not here:
        return
    rows = [pairs.row[m] for m in moving]
    gone = total([book.placed[i] for i in rows if pairs.stays[i].start <= night])
    if room >= 0:
        book.model.add(total(list(here.values())) <= room + gone)
        return
    for lives in here.values():
        book.model.add(total(list(here.values())) <= room + gone).only_enforce_if(lives)


def _enemies(book: Textbook) -> list[tuple[int, int]]:
    """Return every two children who may not share a home while both are there."""
    pairs = book.problem.screen.pairs
    stays = {c.child_id: stay for c, stay in zip(pairs.children, pairs.stays, strict=True)}
    return [
        (a, b) for a, b in combinations(range(len(pairs.children)), 2)
        if pairs.stays[a].overlaps(pairs.stays[b])
        and apart(book.problem.region, pairs.children[a].child_id, pairs.children[b].child_id, stays)
    ]  # fmt: skip


def _sharing(book: Textbook, j: int, enemies: list[tuple[int, int]]) -> None:
    inside, region = book.at[j], book.problem.region
    home_id = book.problem.screen.pairs.homes[j].home_id
    if max(offered(region, home_id, night).total for night in nights(region, home_id, _stays(book, j))) < 2:
        return
    for a, b in enemies:
        if a in inside and b in inside:
            book.model.add_at_most_one([inside[a], inside[b]])


def _fostering(book: Textbook, j: int) -> None:
    pairs, region = book.problem.screen.pairs, book.problem.region
    home_id, limit = pairs.homes[j].home_id, pairs.number("usual_fostering_limit")
    for night in sorted({pairs.stays[i].start for i in book.at[j]}):
        residents = {r.resident_id: r.sibling_group for r in fostered_residents(region, home_id, night, ())}
        most = len(residents) + offered(region, home_id, night).total
        here = {i: v for i, v in book.at[j].items() if pairs.stays[i].has_night(night)}
        if most <= limit or not here:
            continue
        arriving = [v for i, v in here.items() if pairs.children[i].child_id not in residents]
        lifted = total(_lifted(book, here, residents, home_id, night))
        book.model.add(total(arriving) <= max(limit - len(residents), 0) + most * lifted)


def _lifted(
    book: Textbook, here: dict[int, Expr], residents: dict[str, str | None], home_id: str, night: date
) -> list[Expr]:
    """Return booleans that may be 1 only if all fostered there are one sibling group, or all are exempted."""
    children, region = book.problem.screen.pairs.children, book.problem.region
    groups = {children[i].sibling_group for i in here} - {None}
    kin = [{i for i in here if children[i].sibling_group == g} for g in sorted(g for g in groups if g)
           if all(own == g for own in residents.values())]  # fmt: skip
    exempt = {i for i in here if covered(region, home_id, children[i].child_id, night)}
    all_exempt = all(covered(region, home_id, r, night) for r in residents)
    found = []
    for allowed in [*kin, *([exempt] if exempt and all_exempt else [])]:
        lifted = book.model.new_bool_var("")
        for i in here.keys() - allowed:
            book.model.add_implication(lifted, ~here[i])
        found.append(lifted)
    return found
