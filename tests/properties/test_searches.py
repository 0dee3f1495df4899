"""With facts of every kind recorded, bridging stays among them, the proposal still equals exhaustive search."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from factories import fact
from facts_at_random import facts_at_random
from properties.oracle import Oracle
from properties.regions import AS_OF, small_region

import placements
from placements.candidates.screen import screen
from placements.domain.region import Region
from placements.optimise.lawful import faults
from placements.policy.policy import default_policy

SEEDS = range(4000, 4040)


def with_facts(seed: int) -> Region:
    """Return a small region with facts of a third of everybody, and a bridge for every second child."""
    region, random = small_region(seed), Random(f"facts {seed}")
    ids = [c.child_id for c in region.children]
    rows = facts_at_random(random, AS_OF, ids, [h.home_id for h in region.homes], region.residents, 0.3)
    bridges = [
        fact("child", c, "bridging_until", (AS_OF + timedelta(days=random.randint(-2, 40))).isoformat())
        for c in ids if random.random() < 0.5
    ]  # fmt: skip
    return replace(region, facts=(*(r for r in rows if r.fact != "bridging_until"), *bridges))


@pytest.mark.parametrize("seed", SEEDS)
def test_with_facts_the_proposal_equals_exhaustive_search(seed: int) -> None:
    region = with_facts(seed)
    result, oracle = placements.match(region), Oracle(region, default_policy())
    assert oracle.ranked(result.home_of) == max(oracle.ranked(p) for p in oracle.proposals())
    assert {lv.name: lv.value for lv in result.solution.levels} == oracle.levels(result.home_of)
    assert faults(result.review) == []


def test_the_facts_change_who_may_live_where_and_for_how_long() -> None:
    """Else the test above would prove nothing new."""
    policy, outcomes, stays = default_policy(), 0, 0
    for seed in SEEDS:
        plain, said = small_region(seed), with_facts(seed)
        before = screen(plain, policy, plain.waiting, plain.homes)
        after = screen(said, policy, said.waiting, said.homes)
        outcomes += bool((before.outcome != after.outcome).any())
        stays += before.pairs.stays != after.pairs.stays
    assert outcomes >= 15
    assert stays >= 20
