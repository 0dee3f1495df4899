"""On random small regions with every rule live, the proposal equals exhaustive search at every level."""

import pytest
from properties.oracle import Oracle
from properties.regions import region_with_facts, roomy_region, small_region

import placements
from placements.domain.region import Region
from placements.optimise.lawful import faults
from placements.policy.policy import Policy, default_policy, policy_from


def compare(seed: int, policy: Policy, previous: dict[str, str] | None = None) -> None:
    compare_region(small_region(seed), policy, previous)


def compare_region(region: Region, policy: Policy, previous: dict[str, str] | None = None) -> None:
    result = placements.match(region, policy, previous=previous)
    oracle = Oracle(region, policy, previous)
    best = max(oracle.ranked(proposal) for proposal in oracle.proposals())
    assert oracle.may_be_proposed(result.home_of)
    assert oracle.ranked(result.home_of) == best
    assert {lv.name: lv.value for lv in result.solution.levels} == oracle.levels(result.home_of)
    assert result.solution.proven
    assert faults(result.review) == []


@pytest.mark.parametrize("seed", range(100))
def test_the_proposal_equals_exhaustive_search(seed: int) -> None:
    compare(seed, default_policy())


@pytest.mark.parametrize("seed", range(40))
def test_regions_with_facts_equal_exhaustive_search(seed: int) -> None:
    compare_region(region_with_facts(seed), default_policy())


@pytest.mark.parametrize("seed", range(20))
def test_homes_that_run_for_few_and_safety_plans_equal_exhaustive_search(seed: int) -> None:
    compare_region(roomy_region(seed), default_policy())


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 600))
def test_five_hundred_more_regions_equal_exhaustive_search(seed: int) -> None:
    compare(seed, default_policy())


@pytest.mark.parametrize("seed", range(700, 715))
def test_other_policies_and_a_last_proposal_equal_exhaustive_search(seed: int) -> None:
    region = small_region(seed)
    previous = {c.child_id: region.homes[k % len(region.homes)].home_id for k, c in enumerate(region.children)}
    own = {"approvals": {"held_only": seed % 2 == 0}, "points": {"poor": 5, "equal_within": 10}}
    compare_own(seed, policy_from(own), previous)


def compare_own(seed: int, policy: Policy, previous: dict[str, str]) -> None:
    region = small_region(seed)
    result = placements.match(region, policy, previous=previous)
    assert faults(result.review) == []
    if not policy.approvals.held_only:
        oracle = Oracle(region, policy, previous)
        assert oracle.ranked(result.home_of) == max(oracle.ranked(p) for p in oracle.proposals())
