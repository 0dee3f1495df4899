"""One home: everybody it may be proposed to, most urgent first, and whom the proposal puts there."""

from collections import Counter
from functools import cache
from itertools import combinations

import pytest
from explain.plainly import Plainly
from explain.roomy import roomy, tight

import placements
from placements.candidates.verdicts import judge_pair
from placements.errors import UsageError

REGIONS = [(make, seed) for make in (tight, roomy) for seed in range(8)]
URGENCIES = ("overdue", "today", "soon", "later")


@cache
def asked(make, seed: int):
    region = make(seed)
    return Plainly(region), [placements.home(region, home.home_id).to_dict() for home in region.homes]


def sets(plain: Plainly) -> set[tuple[str, ...]]:
    groups = {tuple(sorted(group)) for group in plain.region.group_of.values()}
    every = {part for g in groups for n in range(1, len(g) + 1) for part in combinations(g, n)}
    return {part for part in every if plain._may_be_a_set(plain.region.group_of[part[0]], part)}


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_a_home_suits_exactly_the_sets_that_may_be_proposed_to_it(make, seed: int) -> None:
    plain, found = asked(make, seed)
    for home in found:
        suits = [tuple(s["children"]) for s in home["suits"]]
        assert len(suits) == len(set(suits))
        assert set(suits) == {part for part in sets(plain) if plain.possible(home["home_id"], part)}


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_the_order_is_class_floor_shortfall_points(make, seed: int) -> None:
    _, found = asked(make, seed)
    for home in found:
        keys = [
            (URGENCIES.index(s["urgency"]), s["stop_gap"], s["shortfall"], -s["points"], s["children"])
            for s in home["suits"]
        ]
        assert keys == sorted(keys)


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_points_class_and_shortfall_are_those_of_the_set_there(make, seed: int) -> None:
    plain, found = asked(make, seed)
    for home in found:
        for suit in home["suits"]:
            part = tuple(suit["children"])
            alone = dict.fromkeys(part, home["home_id"])
            points = [sum(plain.points(c, home["home_id"], frozenset(part) - {c}).values()) for c in part]
            assert suit["points"] == min(points)
            assert suit["urgency"] == min(plain.urgency[c] for c in part).word
            assert suit["shortfall"] == sum(plain.shortfall(alone, c) for c in part)
            assert suit["stop_gap"] == any(plain.stop_gap(alone, c) for c in part)
            assert suit["outcome"] == plain.worst(part, home["home_id"]).word


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_proposed_is_what_the_match_proposes(make, seed: int) -> None:
    plain, found = asked(make, seed)
    home_of = placements.match(plain.region).home_of
    for home in found:
        assert home["proposed"] == sorted(c for c, h in home_of.items() if h == home["home_id"])
        for suit in home["suits"]:
            assert suit["proposed_to"] == home_of.get(suit["children"][0])


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_rules_that_close_it_are_counted_child_by_child(make, seed: int) -> None:
    plain, found = asked(make, seed)
    for home in found:
        counts = Counter(
            v.rule.code for c in plain.ids for v in judge_pair(plain.region, plain.policy, c, home["home_id"]).failing
        )  # fmt: skip
        assert {row["rule"]: row["children"] for row in home["ruled_out"]} == dict(counts)


def test_a_closed_home_suits_nobody_and_says_so() -> None:
    home = asked(roomy, 0)[1][-1]
    assert (home["home_id"], home["open"], home["suits"], home["proposed"]) == ("HX", False, [], [])


def test_an_unknown_home_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"There is no home H00 in the region\. Maybe H0\?"):
        placements.home(roomy(0), "H00")
