"""The homes of one child: nothing lawful is missing, nothing else is listed, and the order is that of her own best."""

from functools import cache

import pytest
from explain.plainly import Plainly
from explain.roomy import roomy

import placements
from placements.domain.codes import Siblings
from placements.optimise.check import best_homes
from placements.optimise.lawful import faults
from placements.optimise.problem import pose
from placements.policy.policy import default_policy

SEEDS = range(20)


@cache
def shortlists(seed: int):
    """Return every child of a region with what is said of her; asked once."""
    region = roomy(seed)
    plain = Plainly(region)
    return [(plain, c, placements.child(region, c, top=99)) for c in sorted(region.group_of)]


def same_homes(seed: int) -> int:
    count = 0
    for plain, child_id, found in shortlists(seed):
        ways = plain.ways(child_id)
        assert {line["home_id"] for line in found.to_dict()["homes"]} == set(ways)
        listed = [ways[found.problem.screen.pairs.homes[c.home].home_id] for c in found.choices]
        assert [c.children for c in found.choices] == [way.children for way in listed]
        assert [way.key for way in listed] == sorted(way.key for way in listed)
        assert [c.below for c in found.choices] == [way.below for way in listed]
        count += len(listed)
    return count


@pytest.mark.parametrize("seed", SEEDS)
def test_every_lawful_home_is_listed_in_the_order_of_her_own_best_and_no_other(seed: int) -> None:
    same_homes(seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1400))
def test_every_lawful_home_is_listed_on_many_more(seed: int) -> None:
    same_homes(seed)


def test_the_regions_have_enough_to_list() -> None:
    assert sum(len(found.choices) for seed in SEEDS for _, _, found in shortlists(seed)) >= 80


def points_and_shortfall(seed: int) -> None:
    for plain, child_id, found in shortlists(seed):
        for choice, line in zip(found.choices, found.to_dict()["homes"], strict=True):
            alone = dict.fromkeys(choice.children, line["home_id"])
            short = {c: plain.shortfall(alone, c) for c in choice.children}
            points = plain.points(child_id, line["home_id"], frozenset(choice.children) - {child_id})
            assert line["points"] == points
            assert line["total_points"] == sum(points.values()) == sum(part["points"] for part in line["criteria"])
            assert line["shortfall"] == short[child_id]
            assert choice.shortfall == sum(short.values())
            assert line["stop_gap"] == choice.below == bool([c for c in alone if plain.stop_gap(alone, c)])
            assert line["siblings_with"] == [c for c in choice.children if c != child_id]


@pytest.mark.parametrize("seed", SEEDS)
def test_points_and_shortfall_are_those_of_the_same_proposal(seed: int) -> None:
    points_and_shortfall(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_home_listed_is_a_lawful_proposal_of_its_own(seed: int) -> None:
    """But for a bed another child of the match has still to leave."""
    region = roomy(seed)
    for _, _, found in shortlists(seed):
        for choice in found.choices:
            wrong = {fault.rule for fault in faults(found.review(choice))}
            if wrong:
                home_id = found.problem.screen.pairs.homes[choice.home].home_id
                in_match = {r.resident_id for r in region.residents_of[home_id]} & set(region.group_of)
                assert wrong <= {"CH-PLACES"}
                assert in_match - set(choice.children)


def test_a_group_that_must_stay_together_is_listed_whole_or_not_at_all() -> None:
    seen = set()
    for seed in range(32):
        for plain, child_id, found in shortlists(seed):
            group, flag = plain.region.group_of[child_id], found.flag
            if flag is None:
                continue
            sizes = {len(c.children) for c in found.choices}
            seen |= {(flag, size == len(group)) for size in sizes}
            if flag is Siblings.MUST:
                assert sizes <= {len(group)}
            if flag is Siblings.SHOULD:
                assert all(c.below for c in found.choices if len(c.children) < len(group))
                assert found.group == tuple(sorted(group))
            if flag is Siblings.MAY:
                assert found.group == (child_id,)
    assert {(Siblings.MUST, True), (Siblings.SHOULD, True), (Siblings.SHOULD, False), (Siblings.MAY, False)} <= seen


def test_a_child_of_a_may_group_is_asked_for_alone() -> None:
    for seed in SEEDS:
        for _, child_id, found in shortlists(seed):
            if found.flag is Siblings.MAY:
                assert found.group == (child_id,)


@pytest.mark.parametrize("seed", SEEDS)
def test_her_own_best_home_stands_first(seed: int) -> None:
    region = roomy(seed)
    own = {c: b.home_id for c, b in found_best(region).items()}
    for _, child_id, found in shortlists(seed):
        lines = found.to_dict()["homes"]
        if len(found.group) == 1 and lines and found.flag is None:
            assert lines[0]["home_id"] == own[child_id]
            assert lines[0]["shortfall"] == 0


def found_best(region):
    return best_homes(pose(region, default_policy()))


def test_top_cuts_the_list_and_changes_nothing_above() -> None:
    region = roomy(1)
    for child_id in region.group_of:
        whole = placements.child(region, child_id, top=99).to_dict()["homes"]
        assert placements.child(region, child_id, top=2).to_dict()["homes"] == whole[:2]
