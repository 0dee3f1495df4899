"""The price of a rule equals exhaustive search with and without it, and shares of several add up."""

from functools import cache
from itertools import permutations

import pytest
from properties.oracle import Oracle
from properties.regions import small_region

from placements.candidates.verdicts import judge_pair
from placements.errors import UsageError
from placements.explain.rule_prices import MOST_TOGETHER, NOT_PRICED, rule_prices
from placements.optimise.dropped import Dropped, whole_screen
from placements.optimise.problem import pose
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULES


class Without(Oracle):
    """A region in which some rules do not judge a child and a home; `in_force` are back in force for the proposal."""

    def __init__(self, region, dropped, in_force=()):
        super().__init__(region, default_policy())
        self.dropped, self.in_force = set(dropped), set(in_force)

    def _lawful(self, child, home):
        return not self.failing(child, home) - self.dropped

    def failing(self, child, home):
        return {v.rule.code for v in judge_pair(self.region, self.policy, child, home).failing}

    def best_levels(self):
        allowed = (
            p for p in self.proposals() if not any(self.failing(c, h) & self.in_force for c, h in p.items())
        )  # fmt: skip
        return self.levels(max(allowed, key=self.ranked))


@cache
def priced(seed):
    return rule_prices(pose(small_region(seed), default_policy())).prices


@pytest.mark.parametrize("seed", range(14))
def test_prices_equal_exhaustive_search(seed):
    for price in priced(seed):
        with_it = Without(small_region(seed), {price.code}, {price.code}).best_levels()
        without = Without(small_region(seed), {price.code}).best_levels()
        if not price.levels:
            assert with_it == without
        for name, _, a, b in price.levels:
            assert (a, b) == (with_it[name], without[name]), (price.code, name)


@pytest.mark.parametrize("seed", range(14))
def test_dropping_a_rule_never_makes_the_region_worse(seed):
    for price in priced(seed):
        for _, sense, with_it, without in price.levels:
            if with_it != without:
                assert without > with_it if sense == "max" else without < with_it
                break


@pytest.mark.parametrize("seed", range(10))
def test_shares_are_the_mean_over_every_order_and_add_up(seed):
    problem = pose(small_region(seed), default_policy())
    codes = [p.code for p in priced(seed) if p.alone][:4] or [priced(seed)[0].code]
    shares = rule_prices(problem, codes).shares
    dropped = Dropped(whole_screen(problem), tuple(codes), {})
    values = {s: dropped.solve([c for c in codes if c not in s])[0] for s in dropped.every_subset()}
    for k, row in enumerate(shares["levels"]):
        assert abs(sum(row["shares"].values()) - (row["without_any"] - row["with_all"])) <= 1e-6
        unit = 0.01 if row["name"] == "weekly_cost" else 1.0
        for code in codes:
            steps = []
            for order in permutations(codes):
                before = frozenset(order[: order.index(code)])
                steps.append(values[before | {code}][k] - values[before][k])
            assert row["shares"][code] == pytest.approx(unit * sum(steps) / len(steps), abs=1e-6)


def test_a_subset_that_is_not_solved_has_the_value_it_would_have():
    for seed in range(6):
        problem = pose(small_region(seed), default_policy())
        codes = tuple(p.code for p in priced(seed))[:5]
        dropped = Dropped(whole_screen(problem), codes, {})
        for subset, values in dropped.every_subset().items():
            assert dropped.solve([c for c in codes if c not in subset])[0] == values


def test_nobody_is_named_and_places_are_not_priced():
    for seed in range(6):
        text = str([p.to_dict() for p in priced(seed)])
        assert not any(c.child_id in text.replace("'", " ").split() for c in small_region(seed).children)
        assert not {p.code for p in priced(seed)} & set(NOT_PRICED)


def test_what_cannot_be_shared_out_is_said():
    problem = pose(small_region(1), default_policy())
    with pytest.raises(UsageError, match="F-AVAIL"):
        rule_prices(problem, ["F-AVAIL"])
    many = [rule.code for rule in RULES if rule.code not in NOT_PRICED][: MOST_TOGETHER + 1]
    with pytest.raises(UsageError, match="At most"):
        rule_prices(problem, many)
