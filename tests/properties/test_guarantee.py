"""With the pooling guarantee no member's children are placed less often than alone: against exhaustive search."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from factories import MONDAY, make_child, make_home, make_region
from properties.oracle import Oracle
from properties.regions import small_region

import placements
from placements.domain.homes import Contract
from placements.domain.region import Region
from placements.optimise.own_places import members_of, own_places
from placements.optimise.problem import Problem, pose
from placements.optimise.promise import GUARANTEED
from placements.policy.policy import policy_from

POLICY = policy_from({"pooling": {"guarantee": True}})
Proposal = dict[str, str]


def shared_region(seed: int) -> Region:
    """A small region in which some homes are run by a member and one is split by shares of a contract."""
    random, region = Random(seed), small_region(seed, children=4)
    homes = tuple(h.model_copy(update={"run_by": random.choice((None, "A1", "A2"))}) for h in region.homes)
    split = random.choice(homes)
    shares = (("A1", random.randint(0, 2)), ("A2", random.randint(0, 2)))
    contract = Contract(contract_id="K1", home_ids=(split.home_id,), shares=shares)
    return replace(region, homes=homes, contracts=(contract,))


def counts(region: Region, oracle: Oracle, proposal: Proposal) -> Counter[tuple[str, object]]:
    return Counter((region.child[c].authority, oracle.urgency[c]) for c in proposal)


def whole(region: Region, home_id: str, places: dict[str, int]) -> bool:
    rows = region.vacancies_of.get(home_id, ())
    offered = sum(row.places for row in rows) if rows else region.home[home_id].available
    return places.get(home_id, 0) >= offered > 0


def alone_by_search(problem: Problem, oracle: Oracle, code: str, proposals: list[Proposal]) -> Proposal:
    """Return the best of the proposals a member could make with its own places.

    A home that is wholly the member's is bound by the region's rules alone: children who stay, or come one after
    another, may be more than the places it offers.
    """
    places = dict(zip([h.home_id for h in problem.screen.pairs.homes], own_places(problem)[code].tolist(), strict=True))
    own = [
        p for p in proposals
        if all(problem.region.child[c].authority == code for c in p)
        and all(n <= places.get(h, 0) or whole(problem.region, h, places) for h, n in Counter(p.values()).items())
    ]  # fmt: skip
    return max(own, key=oracle.ranked)


def look(seed: int) -> None:
    region = shared_region(seed)
    problem = pose(region, POLICY)
    oracle = Oracle(region, POLICY)
    proposals = list(oracle.proposals())
    wanted = {}
    for code, alone in problem.alone.items():
        best = alone_by_search(problem, oracle, code, proposals)
        assert oracle.ranked(dict(alone.home_of)) == oracle.ranked(best)
        counted = counts(region, oracle, best)
        assert {u: counted[code, u] for u in GUARANTEED} == dict(alone.placed)
        wanted |= {(code, u): alone.promised[u] for u in GUARANTEED}
    given_up = sum(a.placed[u] - a.promised[u] for a in problem.alone.values() for u in GUARANTEED)
    assert given_up == min(
        sum(max(0, a.placed[u] - counts(region, oracle, p)[c, u]) for c, a in problem.alone.items() for u in GUARANTEED)
        for p in proposals
    )
    fair = [p for p in proposals if all(counts(region, oracle, p)[key] >= n for key, n in wanted.items())]
    result = placements.match(region, POLICY)
    assert oracle.ranked(result.home_of) == max(oracle.ranked(p) for p in fair)
    assert result.values["fair_shares"] == 0


@pytest.mark.parametrize("seed", range(60))
def test_the_guarantee_equals_exhaustive_search(seed: int) -> None:
    look(seed)


def test_a_members_own_home_is_kept_for_its_own_child() -> None:
    """Without the guarantee the overdue child of the other authority comes first; with it the home is not lent."""
    ours = make_child("OUR-1", needed_by=MONDAY + timedelta(days=2))
    theirs = make_child("THEIR-1", authority="A2", needed_by=MONDAY - timedelta(days=1))
    one = make_region(children=(ours, theirs), homes=(make_home("H1"),))
    assert placements.match(one).home_of == {"THEIR-1": "H1"}
    kept = placements.match(one, POLICY)
    assert kept.home_of == {"OUR-1": "H1"}
    members = {row["authority"]: row for row in kept.to_dict()["pooling"]["members"]}
    assert members["A1"]["guaranteed"]["placed_soon"] == members["A1"]["pooled"]["placed_soon"] == 1
    assert members["A2"]["alone"]["placed_overdue"] == 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(160, 560))
def test_four_hundred_more_regions(seed: int) -> None:
    look(seed)


@pytest.mark.parametrize("seed", range(20))
def test_own_places_are_disjoint_and_do_not_turn_on_the_order_of_rows(seed: int) -> None:
    region = shared_region(seed)
    plain = policy_from({})
    problem = pose(region, plain)
    places = own_places(problem)
    assert list(places) == list(members_of(region))
    for j, home in enumerate(problem.screen.pairs.homes):
        rows = region.vacancies_of.get(home.home_id, ())
        free = sum(row.places for row in rows) if rows else home.available
        assert sum(table[j] for table in places.values()) <= free
    turned = replace(region, children=region.children[::-1], homes=region.homes[::-1])
    assert {c: t.tolist() for c, t in own_places(pose(turned, plain)).items()} == {
        c: t.tolist() for c, t in places.items()
    }
