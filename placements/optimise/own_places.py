"""Whose each place is when every member is alone: disjoint sets, published, and the same on every run.

In this order:
1. a home where a pin or an accepted offer puts a child, and a kinship home, is that child's authority's;
2. places under a contract with shares are split by the shares, home by home in canonical order;
3. a home that a member runs is that member's;
4. the open market, all that is left, is dealt out home by home: a keyed hash of the home's id between 0 and 1 falls in
   one member's part, and the parts are as long as the members' shares of the children in the match. Where a home is
   for some members to nominate to, it is dealt out among them.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from placements.domain.codes import Kind
from placements.domain.fixed import fixed_pairs
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.optimise.problem import Array, Problem
from placements.optimise.ties import tie

DIGITS = 13
"""Hexadecimal digits of the hash that are used; as many as a double holds exactly."""


def members_of(region: Region) -> dict[str, int]:
    """Return how many children in the match each member authority has, by code; members without any are left out."""
    codes = [c.authority for c in region.waiting if region.is_member(c.authority)]
    return {code: codes.count(code) for code in sorted(set(codes))}


def own_places(problem: Problem) -> dict[str, Array]:
    """Return the places of every member alone, by row of homes; no place is two members'."""
    region, homes = problem.region, problem.screen.pairs.homes
    members = members_of(region)
    places = {code: np.zeros(len(homes), dtype=np.int64) for code in members}
    named, shared = _named(region), _shared(region, homes, members)
    for j, home in enumerate(homes):
        for code, count in _owners(problem, home, members, named, shared):
            places[code][j] += count
    return places


def offered_at_most(region: Region, home: Home) -> int:
    """Return the places a home offers, counted over all its dated rows."""
    rows = region.vacancies_of.get(home.home_id, ())
    return sum(row.places for row in rows) if rows else home.available


def _owners(
    problem: Problem, home: Home, members: Mapping[str, int], named: Mapping[str, str],
    shared: Mapping[str, Mapping[str, int]],
) -> Iterator[tuple[str, int]]:  # fmt: skip
    """Yield who has how many places of a home."""
    left = offered_at_most(problem.region, home)
    if home.home_id in named:
        if (code := named[home.home_id]) in members:
            yield code, left
        return
    for code, count in shared.get(home.home_id, {}).items():
        yield code, count
        left -= count
    if left > 0:
        code = home.operator or ""
        if code not in members or home.home_id in shared:
            code = dealt_to(problem, home, members)
        if code:
            yield code, left


def dealt_to(problem: Problem, home: Home, members: Mapping[str, int]) -> str:
    """Return the member a home of the open market is dealt to; empty where none of them may nominate to it."""
    able = {code: n for code, n in members.items() if not home.nominated_to or code in home.nominated_to}
    if not able:
        return ""
    drawn = int(tie(problem.policy.tie.key, f"alone {home.home_id}")[:DIGITS], 16) / 16**DIGITS
    ends = np.cumsum(list(able.values())) / sum(able.values())
    return list(able)[min(int(np.searchsorted(ends, drawn, side="right")), len(able) - 1)]


def _named(region: Region) -> dict[str, str]:
    """Return the authority of the child a home is meant for, by home: fixed pairs, then kinship homes."""
    found: dict[str, str] = {}
    for child_id, home_id in sorted(fixed_pairs(region)):
        found.setdefault(home_id, region.child[child_id].authority)
    for home in region.homes:
        if home.kind is Kind.KINSHIP:
            for child_id in sorted(home.named_children):
                if child_id in region.group_of:
                    found.setdefault(home.home_id, region.child[child_id].authority)
    return found


def _shared(region: Region, homes: tuple[Home, ...], members: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Return the places members have by shares of contracts, by home and code."""
    order = {home.home_id: j for j, home in enumerate(homes)}
    found: dict[str, dict[str, int]] = {}
    for contract in sorted(region.contracts, key=lambda c: c.contract_id):
        left = {code: count for code, count in sorted(contract.shares) if code in members}
        for home_id in sorted((h for h in contract.home_ids if h in order), key=lambda h: order[h]):
            mine = found.setdefault(home_id, {})
            free = offered_at_most(region, region.home[home_id]) - sum(mine.values())
            for code in left:
                taken = min(left[code], max(0, free))
                if taken:
                    mine[code] = mine.get(code, 0) + taken
                    left[code] -= taken
                    free -= taken
    return found
