"""What insisting on a pair would do equals exhaustive search over every proposal that has the pair."""

from random import Random

import pytest
from properties.oracle import Oracle
from properties.regions import small_region

import placements
from placements.candidates.screen import screen
from placements.domain.codes import Outcome
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULES

PAIRS_A_REGION = 4


def pairs_of(seed: int, count: int = PAIRS_A_REGION) -> list[tuple[str, str]]:
    region = small_region(seed)
    everything = [(c.child_id, h.home_id) for c in region.waiting for h in region.homes]
    return Random(seed).sample(everything, min(count, len(everything)))


def compare(seed: int, count: int = PAIRS_A_REGION) -> int:
    """Compare the answers for some pairs of a region; return how many of them were forced."""
    region, policy = small_region(seed), default_policy()
    oracle = Oracle(region, policy)
    every = list(oracle.proposals())
    best = max(every, key=oracle.ranked)
    forced = 0
    for child_id, home_id in pairs_of(seed, count):
        found = placements.why(region, child_id, home_id).to_dict()
        _same_verdict(region, policy, found)
        having = [p for p in every if p.get(child_id) == home_id]
        if not having:
            assert found["forced"] is None
            continue
        forced += 1
        _same_levels(oracle, found, best, max(having, key=oracle.ranked))
    return forced


def _same_verdict(region, policy, found) -> None:
    """Compare with the columns: all the region's homes at once instead of one pair."""
    table = screen(region, policy, [region.child[found["child_id"]]], region.homes)
    j = table.pairs.column[found["home_id"]]
    assert Outcome(int(table.outcome[0, j])).word == found["outcome"]
    failing = {
        rule.code for rule in RULES
        for outcome, where in rule.verdict(table.pairs).tables().items()
        if not outcome.may_be_proposed and where[0, j if where.shape[1] > 1 else 0]
    }  # fmt: skip
    assert failing == {r["rule"] for r in found["rules"] if r["outcome"] in ("ruled_out", "cannot_confirm")}


def _same_levels(oracle, found, best, with_pair) -> None:
    forced = found["forced"]
    assert forced["proven"]
    pounds = {"weekly_cost": 100}
    given = {row["name"]: (row["best"], row["with_pair"]) for row in forced["levels"]}
    before, after = oracle.levels(best), oracle.levels(with_pair)
    scaled = {name: tuple(round(v * pounds.get(name, 1)) for v in values) for name, values in given.items()}
    assert scaled == {name: (before[name], after[name]) for name in oracle.policy.levels.order}
    first = next((n for n in oracle.policy.levels.order if before[n] != after[n]), None)
    assert (forced["first"] or {}).get("name") == first
    assert forced["tie"] == (first is None)
    if first and first.startswith("placed_"):
        assert forced["displaced"]


@pytest.mark.parametrize("seed", range(60))
def test_insisting_equals_exhaustive_search(seed: int) -> None:
    compare(seed)


def test_the_sixty_regions_force_a_good_many_pairs() -> None:
    assert sum(len(pairs_of(seed)) for seed in range(60)) >= 200


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2000, 2300))
def test_insisting_equals_exhaustive_search_on_many_more(seed: int) -> None:
    compare(seed, 12)


def test_a_child_insisted_on_in_her_proposed_home_displaces_nobody() -> None:
    region = small_region(5)
    home_of = placements.match(region).home_of
    for child_id, home_id in home_of.items():
        forced = placements.why(region, child_id, home_id).to_dict()["forced"]
        assert forced["tie"]
        assert forced["displaced"] == []


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    region = small_region(11)
    pairs = pairs_of(11, 8)
    forwards = [placements.why(region, *pair).to_dict() for pair in pairs]
    again = small_region(11)
    backwards = [placements.why(again, *pair).to_dict() for pair in reversed(pairs)]
    assert forwards == backwards[::-1]
