"""The best mix under a budget, against a search of its own."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sufficiency.levers.standin import Simple

from placements.errors import UsageError
from placements.sufficiency.levers.apply import Use
from placements.sufficiency.levers.attribution import Trial, draws
from placements.sufficiency.levers.held_out import PATHS, held_out
from placements.sufficiency.levers.mix import MOST, added_up, best_mixes, mixes_of
from placements.sufficiency.levers.register import register

small = st.integers(1, 5).flatmap(
    lambda k: st.tuples(
        st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=k, max_size=k),
        st.lists(st.lists(st.integers(-30, 90), min_size=3, max_size=3), min_size=k, max_size=k),
        st.integers(0, 150),
    )
)


@given(small)
def test_the_best_mix_is_that_of_an_exhaustive_search_and_keeps_to_the_budget(drawn):
    spend, benefit, budget = (np.array(part, float) for part in drawn)
    found = best_mixes(added_up(spend), added_up(benefit), float(budget))
    best = max(
        benefit[list(chosen)].sum(axis=0).mean()
        for size in range(len(spend) + 1)
        for chosen in combinations(range(len(spend)), size)
        if spend[list(chosen)].sum(axis=0).mean() <= budget
    )
    assert found[0].benefit.mean() == pytest.approx(best)
    assert all(mix.spend.mean() <= budget for mix in found)
    assert sum(mix.best for mix in found) == pytest.approx(1.0)
    assert all(0 <= mix.best <= 1 for mix in found)


def test_how_sure_the_best_is_counts_draws():
    spend = {frozenset(): np.zeros(4), frozenset({0}): np.ones(4), frozenset({1}): np.ones(4)}
    benefit = {frozenset(): np.zeros(4), frozenset({0}): np.array([9.0, 9, 9, -1]), frozenset({1}): np.full(4, 2.0)}
    first, *others = best_mixes(spend, benefit, 1.0)
    assert first.chosen == {0}
    assert first.best == 0.75
    assert {mix.chosen: mix.best for mix in others} == {frozenset({1}): 0.25, frozenset(): 0.0}


def test_of_equal_mixes_the_cheaper_comes_first_and_a_budget_below_nothing_is_refused():
    spend = {frozenset(): np.zeros(2), frozenset({0}): np.ones(2)}
    benefit = {frozenset(): np.zeros(2), frozenset({0}): np.zeros(2)}
    assert best_mixes(spend, benefit, 5.0)[0].chosen == frozenset()
    with pytest.raises(UsageError, match="0 or more"):
        best_mixes(spend, benefit, -1.0)


def test_too_many_levers_are_refused():
    with pytest.raises(UsageError, match=str(MOST)):
        added_up(np.zeros((MOST + 1, 2)))


@pytest.mark.parametrize("count", [3, 6])
def test_mixes_of_simulated_levers(count):
    names = ("family_group_conference", "no_wrong_door", "fdac", "sgo_support", "mst", "family_valued")
    found = draws(Trial(Simple(156), register(), tuple(Use(name) for name in names[:count]), 3), range(4))
    mixes = mixes_of(found, 1e9)
    assert len(mixes) == 2**count
    whole = next(mix for mix in mixes if len(mix.chosen) == count)
    net = np.array([(d.base - d.full)[-6:-3].sum() - d.full[-3:].sum() for d in found])
    assert whole.benefit == pytest.approx(net)
    assert mixes_of(found, 0.0)[0].chosen == frozenset()
    assert set(mixes[0].to_dict(names)) == {"levers", "spend", "benefit", "probability_best"}


def test_the_best_mix_is_judged_on_paths_it_was_not_chosen_on():
    uses = tuple(Use(name) for name in ("family_group_conference", "sgo_support"))
    trial = Trial(Simple(60), register(), uses, 3)
    mixes = mixes_of(draws(trial, range(3)), 1e9)
    found = held_out(trial, mixes, 3)
    fresh = draws(trial, range(3, 3 + PATHS))
    best, other = (
        np.array([(d.base - d.joint[mix.chosen])[-4:-2].sum() - d.joint[mix.chosen][-2:].sum() for d in fresh])
        for mix in mixes[:2]
    )
    assert found["benefit"]["mean"] == pytest.approx(best.mean())
    assert found["less_next_best"]["p50"] == pytest.approx(np.percentile(best - other, 50))
    assert found["better_than_next_best"] == (best > other).mean()
