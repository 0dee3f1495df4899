"""What a person's own judgement costs equals exhaustive search with and without it, on one scale."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest
from explain.roomy import roomy_region
from factories import MONDAY, at, make_child, make_home, make_policy, make_region
from properties.oracle import Oracle
from properties.regions import small_region

from placements import examine
from placements.domain.children import Offer, Pin
from placements.domain.fixed import fixed_pairs
from placements.explain.prices import without
from placements.optimise.held import Instruction
from placements.policy.policy import default_policy, policy_from

POUNDS = {"weekly_cost": 100}


def in_pence(rows, key):
    return {row["name"]: round(row[key] * POUNDS.get(row["name"], 1)) for row in rows}


def with_pins(seed):
    """Return a random region with an instruction against the best proposal, kept by another; None where there is none.

    Even seeds forbid a child its best home, too, where something is left; odd ones have an accepted offer, not a pin.
    """
    random, region = Random(seed), roomy_region(seed, 3) if seed % 4 else small_region(seed)
    oracle = Oracle(region, default_policy())
    every = list(oracle.proposals())
    best = max(every, key=oracle.ranked)
    kept = random.choice([p for p in every if set(p.items()) - set(best.items())] or [None])
    if kept is None:
        return None
    child_id, home_id = random.choice(sorted(set(kept.items()) - set(best.items())))
    other = random.choice(sorted(set(best.items()) - set(kept.items())) or [(child_id, "nowhere")])
    if seed % 2:
        offer = Offer(child_id=child_id, home_id=home_id, status="accepted")
        return replace(region, offers=(*region.offers, offer))
    pins = (
        Pin(child_id=child_id, home_id=home_id, kind="place"),
        Pin(child_id=other[0], home_id=other[1], kind="forbid"),
    )
    return replace(region, pins=(*region.pins, *pins))


def keeps(proposal, instruction):
    return (proposal.get(instruction.child_id) == instruction.home_id) is instruction.place


@cache
def compare(seed):
    """Compare every price of a random region with exhaustive search; return how many prices were not nothing."""
    region = with_pins(seed)
    if region is None:
        return 0
    found = examine.price(region)
    document = found.to_dict()
    for price, item in zip(found.prices, document["items"], strict=True):
        oracle = Oracle(without(region, price.item.instructions), default_policy())
        every = list(oracle.proposals())
        having = [p for p in every if all(keeps(p, i) for i in price.item.instructions)]
        best = max(every, key=oracle.ranked)
        assert item["proven"]
        assert in_pence(item["levels"], "without") == oracle.levels(best)
        assert item["opens"] == (not having)
        if having:
            kept = max(having, key=oracle.ranked)
            assert in_pence(item["levels"], "with") == oracle.levels(kept)
            assert item["costs_nothing"] == (oracle.ranked(kept) == oracle.ranked(best))
            assert all(keeps(price.a.home_of, i) for i in price.item.instructions)
            assert item["first"] is None or item["first"]["better"] == "without"
        _nobody_moves_without_need(price, item, every, oracle)
    return sum(not item["costs_nothing"] for item in document["items"])


def _nobody_moves_without_need(price, item, every, oracle):
    """Of all the best proposals without the instruction, the one shown moves fewest children."""
    best = max(map(oracle.ranked, every))
    moved = [sum(p.get(c) != price.a.home_of.get(c) for c in oracle.ids) for p in every if oracle.ranked(p) == best]
    assert len(item["changes"]) == min(moved)


@pytest.mark.parametrize("seed", range(60))
def test_a_price_equals_exhaustive_search(seed):
    compare(seed)


def test_a_good_many_of_these_regions_have_a_price():
    assert sum(compare(seed) for seed in range(60)) >= 30


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3000, 3300))
def test_a_price_equals_exhaustive_search_on_many_more(seed):
    compare(seed)


@pytest.mark.parametrize("seed", range(20))
def test_weights_of_ones_own_are_priced_by_everybodys(seed):
    region = roomy_region(seed, 3)
    child_id = region.waiting[0].child_id
    own = {"reason": "known to the panel", "points": {"distance": 400, "kin_and_kind": 0, "needs_fit": 0}}
    (item,) = [
        i for i in examine.price(region, policy_from({"children": {child_id: own}})).to_dict()["items"]
        if i["kind"] == "judgement"
    ]  # fmt: skip
    oracle = Oracle(region, default_policy())
    assert in_pence(item["levels"], "without") == oracle.levels(max(oracle.proposals(), key=oracle.ranked))
    assert item["judgement"]["reason"] == "known to the panel"
    assert {row["name"] for row in item["judgement"]["weights"]} == {"distance", "kin_and_kind", "needs_fit"}
    assert item["first"] is None or item["first"]["better"] == "without"


def two_homes(**rows):
    """One child; a home two miles away that meets no need, and one twelve miles away that meets both: the best."""
    homes = [
        make_home("NEAR", position=at(2), needs_met=("none",), weekly_fee=500),
        make_home("FAR", position=at(12), needs_met=("trauma", "autism"), weekly_fee=500),
    ]
    return make_region(children=[make_child("C1", needs=("trauma", "autism"))], homes=homes, **rows)


def test_weights_that_move_a_child_are_told_with_both_homes():
    policy = make_policy(children={"C1": {"reason": "what counts is to stay near", "points": {"distance": 500}}})
    base = examine.price(two_homes(), make_policy(children={"C1": {"reason": "no change"}})).to_dict()["items"][0]
    item = examine.price(two_homes(), policy).to_dict()["items"][0]
    assert base["costs_nothing"]
    assert base["judgement"]["weights"] == []
    assert item["changes"] == [{"child_id": "C1", "with": "NEAR", "without": "FAR"}]
    assert item["better_without"] == ["C1"]
    assert item["first"]["name"] == "right_home_shortfall"


def test_a_forbid_pin_is_priced_by_the_home_it_takes_away():
    item = examine.price(two_homes(pins=[Pin(child_id="C1", home_id="FAR", kind="forbid")])).to_dict()["items"][0]
    assert item["kind"] == "forbid"
    assert item["changes"] == [{"child_id": "C1", "with": "NEAR", "without": "FAR"}]
    assert item["first"]["with"] > item["first"]["without"] == 0


def test_a_pin_below_the_floor_opens_a_home_and_says_so():
    later = make_child("C1", needed_by=MONDAY.replace(month=12, day=21))
    pin = Pin(child_id="C1", home_id="H1", kind="place")
    region = make_region(children=[later], homes=[make_home("H1", position=at(30))], pins=[pin])
    (item,) = examine.price(region).to_dict()["items"]
    assert item["opens"]
    assert item["changes"] == [{"child_id": "C1", "with": "H1", "without": None}]
    assert item["better_with"] == ["C1"]


def test_a_pin_and_an_accepted_offer_on_one_pair_are_one_instruction():
    pin, offer = (
        Pin(child_id="C1", home_id="NEAR", kind="place"),
        Offer(child_id="C1", home_id="NEAR", status="accepted"),
    )
    region = two_homes(pins=[pin], offers=[offer])
    (item,) = examine.price(region).to_dict()["items"]
    assert item["kind"] == "place"
    assert item["changes"] == [{"child_id": "C1", "with": "NEAR", "without": "FAR"}]
    assert fixed_pairs(without(region, [Instruction("C1", "NEAR", True)])) == ()


def test_nothing_to_price_is_an_empty_list():
    assert examine.price(two_homes()).to_dict()["items"] == []
