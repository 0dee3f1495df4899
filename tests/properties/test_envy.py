"""Envy: none is justified in a proven proposal, and every exchange is counted as exhaustive search counts it."""

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from explain.contested import contested_region, some_proposals
from explain.envy_plainly import PlainEnvy
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.oracle import Oracle
from properties.regions import region_with_facts, roomy_region, small_region
from properties.test_guarantee import shared_region

import placements
from placements.domain.fixed import fixed_pairs
from placements.explain.beside import levels
from placements.explain.envy import Envy
from placements.optimise.check import review_of
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import pose
from placements.policy.policy import default_policy, policy_from

REGIONS = (small_region, region_with_facts, roomy_region, contested_region, shared_region)
BEDS_LEFT = 697
"""Here the best exchange puts somebody into the bed another child leaves by it."""
POLICIES = (
    default_policy(), policy_from({"approvals": {"held_only": True}}),
    policy_from({"points": {"poor": 5, "equal_within": 0}}), policy_from({"pooling": {"guarantee": True}}),
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(REGIONS), st.integers(0, 100_000), st.sampled_from(POLICIES), st.booleans())
def test_in_a_proven_proposal_no_envy_is_justified(make, seed, policy, before) -> None:
    region = make(seed)
    if policy.approvals.held_only:
        region = replace(region, pins=())
    homes = sorted(region.home)
    previous = {c: homes[k % len(homes)] for k, c in enumerate(sorted(region.group_of))} if before else {}
    result = placements.match(region, policy, previous=previous)
    assert result.solution.proven
    for asker in Envy(result.problem, result.review).askers:
        assert [one for one in asker.envied if one.justified] == []


@settings(max_examples=40, deadline=None)
@given(st.sampled_from((small_region, contested_region)), st.integers(0, 100_000))
def test_no_two_children_can_be_put_elsewhere_for_the_better(make, seed) -> None:
    """The promise itself, without the certificate: any child into any home, and any other child anywhere."""
    region = make(seed)
    home_of, oracle = placements.match(region).home_of, Oracle(region, default_policy())
    best, fixed = oracle.ranked(home_of), dict(fixed_pairs(region))
    for one, other in product(oracle.ids, repeat=2):
        for here, there in product(region.home, [None, *region.home]):
            changed = {**home_of, other: there, one: here}
            proposal = {c: h for c, h in changed.items() if h}
            kept = all(proposal.get(c) == h for c, h in fixed.items())
            if kept and all(oracle.lawful(*pair) for pair in proposal.items()) and oracle.may_be_proposed(proposal):
                assert oracle.ranked(proposal) <= best


def compare(region, seed) -> int:
    """Compare the certificate of the match and of other lawful proposals with plain search; return how many homes."""
    result, oracle, count = placements.match(region), Oracle(region, default_policy()), 0
    for home_of in (result.home_of, *some_proposals(region, oracle, seed)):
        plain, envy = PlainEnvy(region, home_of), Envy(result.problem, review_of(result.problem, home_of))
        found = {(asker.children, one.home_id): one for asker in envy.askers for one in asker.envied}
        expected = {(unit, home): rivals for unit, home, rivals in plain.envied()}
        assert found.keys() == expected.keys()
        now = plain.ranked(home_of)
        for (unit, home), rivals in expected.items():
            _same(plain, found[unit, home], now, [plain.ranked(p) for p in plain.exchanges(unit, home, rivals)])
            assert set(found[unit, home].takers) == rivals
        count += len(expected)
    return count


def _same(plain, one, now, ranks) -> None:
    """Compare what is said of one home with the best of all exchanges, level by level."""
    if not ranks:
        assert one.exchange is None
        assert one.code in ("PIN", "TAKEN")
        return
    gains = tuple(then - was for then, was in zip(max(ranks), now, strict=True))
    assert one.exchange.gains == gains
    first = next(((n, g) for n, g in zip(plain.policy.levels.order, gains, strict=True) if g), None)
    assert one.code == ("TIE" if first is None else "BETTER" if first[1] > 0 else "LEVEL")
    assert (one.exchange.first or (None,))[0] == (first or (None,))[0]
    proposal = {c: h for c, h in {**plain.home_of, **one.exchange.moves}.items() if h}
    assert plain.may_be_proposed(proposal)
    assert tuple(t - w for t, w in zip(plain.ranked(proposal), now, strict=True)) == gains


@pytest.mark.parametrize("seed", [*range(40), BEDS_LEFT])
def test_contested_regions_equal_exhaustive_search(seed: int) -> None:
    compare(contested_region(seed), seed)


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("make", [small_region, region_with_facts])
def test_small_regions_equal_exhaustive_search(make, seed: int) -> None:
    compare(make(seed), seed)


def test_the_regions_compared_have_a_good_many_envied_homes() -> None:
    assert sum(compare(contested_region(seed), seed) for seed in range(0, 40, 4)) >= 20


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3000, 3400))
def test_many_more_regions_equal_exhaustive_search(seed: int) -> None:
    compare(contested_region(seed), seed)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from((shared_region, contested_region)), st.integers(0, 100_000), st.sampled_from(POLICIES), st.data()
)
def test_what_is_justified_in_any_proposal_can_be_shown(make, seed, policy, data) -> None:
    """Anybody's proposal, lawful or not: the exchange named breaks nothing new, and the whole counts as is said."""
    region = make(seed)
    homes, ids = [None, *sorted(region.home)], sorted(region.group_of)
    home_of, previous = (
        {c: h for c in ids if (h := data.draw(st.sampled_from(homes)))} for _ in ("proposed", "last time")
    )  # fmt: skip
    problem = pose(region, policy, previous)
    review = review_of(problem, home_of)
    stood = faults(review)
    for asker in Envy(problem, review).askers:
        for one in asker.envied:
            if one.exchange is None:
                continue
            after = review.after({c: h for c, h in {**home_of, **one.exchange.moves}.items() if h})
            new = [
                f for f in faults(after)
                if not any((f.rule, f.home_id) == (s.rule, s.home_id) and {*f.children} <= {*s.children} for s in stood)
            ]  # fmt: skip
            assert new == []
            assert _kept(after) >= _kept(review)
            assert all(after.home_of[c] == one.home_id for c in asker.children)
            assert one.exchange.gains == _counted(after) - _counted(review)
            assert one.justified is (one.exchange.gains > (0,) * len(one.exchange.gains))


class _Ranked(tuple):
    """Levels, larger always better, that can be taken from one another."""

    def __sub__(self, other):
        return tuple(a - b for a, b in zip(self, other, strict=True))


def _kept(review) -> Counter:
    """Count what is promised to members of shared homes and kept, by member and class."""
    lawful = [c for c, p in review.placements.items() if p.verdict.outcome.may_be_proposed]
    placed = Counter((review.region.child[c].authority, review.urgency[c]) for c in lawful)
    promised = Counter({(code, u): n for code, one in review.alone.items() for u, n in one.promised.items()})
    return placed & promised


def _counted(review) -> _Ranked:
    """Count the levels of a whole proposal; a home no rule allows counts as none."""
    lawful = {c: p.home_id for c, p in review.placements.items() if p.verdict.outcome.may_be_proposed}
    found = levels(replace(review, home_of=lawful))
    return _Ranked(value if OBJECTIVES[name].sense == "max" else -value for name, value in found.items())
