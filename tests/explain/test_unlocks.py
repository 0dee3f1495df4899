"""Unlocks: doing by hand what one asks for opens the home, and nothing that is never to be opened is offered."""

from functools import cache

import pytest
from explain.opened import BY_HAND
from explain.plainly import Plainly
from explain.roomy import roomy, tight
from factories import at, make_child, make_home, make_region, make_resident

import placements
from placements.candidates.verdicts import judge_pair
from placements.domain.living import clashes
from placements.explain.shortlist_document import NEAREST
from placements.explain.unlocks import unlocks
from placements.rules.catalogue import RULE_OF

GONE = make_home("HX", status="unregistered")
REGIONS = [(make, seed) for make in (tight, roomy) for seed in range(24)]


@cache
def misses(make, seed: int):
    """Return every child of a region with her group and her nearest misses; asked once."""
    plain = Plainly(make(seed))
    ids = sorted(plain.region.group_of)
    found = [placements.child(plain.region, c) for c in ids]
    return [(plain, plain.asked_for(f.child_id), unlocks(f.wide, f.group, 3, NEAREST)) for f in found]


def opened(make, seed: int) -> set[str]:
    """Do what every unlock asks for; return the rules opened that way."""
    done: set[str] = set()
    for plain, group, nearest in misses(make, seed):
        for miss in nearest:
            codes = [change["rule"] for change in miss["changes"]]
            if set(codes) <= set(BY_HAND):
                region = plain.region
                for code in codes:
                    region = BY_HAND[code](region, miss["home_id"], group)
                shut = {
                    f"{c}: {v.rule.code} {v.finding.sentence}"
                    for c in group for v in judge_pair(region, plain.policy, c, miss["home_id"]).failing
                }  # fmt: skip
                gone = dict.fromkeys(region.group_of, region.as_of)
                assert not shut, (group, miss)
                assert not clashes(region, miss["home_id"], group, gone, 3), (group, miss)
                done |= set(codes)
    return done


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_doing_what_an_unlock_asks_opens_the_home(make, seed: int) -> None:
    opened(make, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_doing_what_an_unlock_asks_opens_the_home_on_many_more(seed: int) -> None:
    opened(tight, seed)
    opened(roomy, seed)


def test_the_regions_open_every_kind_of_rule_named() -> None:
    done = {code for make, seed in REGIONS for code in opened(make, seed)}
    assert {"F-AVAIL", "CH-PLACES", "F-TERMS", "CH-SOP", "TYPE-SUIT", "DIS-SUIT", "F-LIMIT3"} <= done


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_nothing_that_is_never_to_be_opened_is_offered(make, seed: int) -> None:
    for plain, group, nearest in misses(make, seed):
        for miss in nearest:
            failing = plain.failing(group, miss["home_id"])
            assert not any(RULE_OF[change["rule"]].never_unlocked for change in miss["changes"])
            assert not any(RULE_OF[code].never_unlocked for code in failing)
            assert failing <= {change["rule"] for change in miss["changes"]}
            assert all(change["change"] and change["sentence"] for change in miss["changes"])
            assert miss["children"] == list(group)


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_no_miss_within_reach_is_left_out_for_a_child_alone(make, seed: int) -> None:
    for plain, group, nearest in misses(make, seed):
        if len(group) > 1:
            continue
        reachable = set()
        for home in plain.region.home:
            failing = judge_pair(plain.region, plain.policy, group[0], home).failing
            if failing and all(v.unlock for v in failing):
                reachable.add(home)
        named = {miss["home_id"] for miss in nearest}
        assert named <= reachable
        assert len(named) == min(5, len(reachable))


@pytest.mark.parametrize(("make", "seed"), REGIONS)
def test_a_home_open_to_the_whole_set_is_no_miss(make, seed: int) -> None:
    for plain, group, nearest in misses(make, seed):
        open_to_all = {h for h in plain.region.home if plain.possible(h, group)}
        assert not open_to_all & {miss["home_id"] for miss in nearest}


def test_the_least_effort_first_then_the_shortest_way() -> None:
    homes = [
        make_home("H1", position=at(1), max_age=10, available=0), make_home("H2", position=at(3), max_age=10),
        make_home("H3", position=at(2), available=0), make_home("H4", position=at(9), status="on_hold"),
    ]  # fmt: skip
    found = placements.child(make_region(homes=homes), "C1").to_dict()["nearest"]
    assert [miss["home_id"] for miss in found] == ["H2", "H3", "H4", "H1"]
    assert [[c["rule"] for c in miss["changes"]] for miss in found] == [
        ["F-TERMS"], ["F-AVAIL"], ["F-AVAIL"], ["F-TERMS", "F-AVAIL"],
    ]  # fmt: skip
    assert [miss["miles"] for miss in found] == [3.0, 2.0, 9.0, 1.0]


def test_two_places_are_asked_for_two_children() -> None:
    pair = [make_child(c, sibling_group="G", siblings="must") for c in ("C1", "C2")]
    (miss,) = placements.child(make_region(children=pair, homes=[make_home(), GONE]), "C1").to_dict()["nearest"]
    assert miss["children"] == ["C1", "C2"]
    assert [(c["rule"], c["change"]) for c in miss["changes"]] == [
        ("F-AVAIL", "2 places are offered from their first night.")
    ]


def test_a_kinship_home_for_another_child_is_never_a_miss() -> None:
    other = make_home("K1", kind="kinship", named_children=("C9",), places=1)
    child = make_child("C1", suits_residential="unsuitable")
    unreg = make_home("H2", status="unregistered")
    found = placements.child(make_region(children=[child], homes=[other, unreg]), "C1").to_dict()
    assert found["nearest"] == []
    assert {row["home_id"]: row["unlock"] for row in found["ruled_out"]} == {"K1": [], "H2": []}


def test_a_home_where_others_live_is_not_opened_by_a_home_where_nobody_does() -> None:
    child = make_child("C1", solo="required")
    region = make_region(children=[child], homes=[make_home(solo_capable=True)], residents=[make_resident()])
    changes = [c["change"] for miss in placements.child(region, "C1").to_dict()["nearest"] for c in miss["changes"]]
    assert "A home where no other child lives." not in changes
