"""Paired paths, Shapley shares, and what is spent and saved."""

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sufficiency.levers.standin import Simple

from placements.demand.paths import Change
from placements.sufficiency.levers.apply import Use
from placements.sufficiency.levers.attribution import Trial, draws, shapley
from placements.sufficiency.levers.figure import Figure
from placements.sufficiency.levers.intervals import rounded, spread_of
from placements.sufficiency.levers.register import Effect, register
from placements.sufficiency.levers.spend import Spend, spend_by_lever, spend_of
from placements.sufficiency.levers.tally import Tally

REGISTER = register()
MANY = tuple(
    Use(name, reach=0.6)
    for name in ("family_group_conference", "family_valued", "no_wrong_door", "reunification_support", "step_down",
                 "sgo_support", "mst")
)  # fmt: skip


def exactly(rate):
    return (Effect(eligible="family_entries", used=Figure(median=rate, source="planted")),)


# Shapley


@given(st.integers(1, 4), st.data())
def test_shares_are_the_mean_over_all_orders_and_add_up(count, data):
    sets = [frozenset(k for k in range(count) if code >> k & 1) for code in range(2**count)]
    numbers = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=2)
    worth = {chosen: np.array(data.draw(numbers)) for chosen in sets}
    found = shapley(worth.__getitem__, count)
    by_order = []
    for order in permutations(range(count)):
        before = [frozenset(order[: order.index(k)]) for k in range(count)]
        by_order.append([worth[b | {k}] - worth[b] for k, b in enumerate(before)])
    scale = max(1.0, max(abs(v).max() for v in worth.values()))
    assert np.abs(found - np.mean(by_order, axis=0)).max() <= 1e-9 * scale
    assert np.abs(found.sum(axis=0) - (worth[sets[-1]] - worth[sets[0]])).max() <= 1e-9 * scale


@pytest.mark.parametrize("count", [1, 3, 5, 7])
def test_parts_of_levers_add_up_to_the_whole(count):
    found = draws(Trial(Simple(60), REGISTER, MANY[:count], 3), range(3))
    for one in found:
        whole = one.full - one.base
        assert np.abs(one.parts.sum(axis=0) - whole).max() <= 1e-9 * max(1.0, np.abs(one.full).max())
        assert bool(one.joint) == (count <= 4)


def test_no_levers_change_nothing():
    (one,) = draws(Trial(Simple(60), REGISTER, (), 3), [0])
    assert (one.full == one.base).all()
    assert one.parts.shape == (0, len(one.base))


def test_a_lever_without_usable_effect_changes_no_count():
    (one,) = draws(Trial(Simple(60), REGISTER, (Use("pause"), Use("staying_close")), 3), [0])
    assert (one.full == one.base).all()
    (paid,) = draws(Trial(Simple(60), REGISTER, (Use("pause", cost_a_year=52_000.0),), 3), [0])
    assert Tally.of(paid.full).spend == pytest.approx([52_000, 8_000])
    assert (Tally.of(paid.full).stock == Tally.of(paid.base).stock).all()


def test_a_lever_is_drawn_alike_whatever_else_is_in_use():
    alone, beside = (Trial(Simple(60), REGISTER, uses, 3) for uses in ((MANY[0],), (MANY[0], MANY[5])))
    (one,), (two,) = draws(alone, [4]), draws(beside, [4])
    assert one.applied.changes[0] == two.applied.changes[0]
    assert (one.base == two.base).all()


def test_several_processes_give_the_same():
    trial = Trial(Simple(56), REGISTER, MANY[:2], 3)
    for a, b in zip(draws(trial, range(4)), draws(trial, range(4), "2"), strict=True):
        assert (a.full == b.full).all()
        assert (a.parts == b.parts).all()


# Effects on stock


def test_going_home_oftener_saves_less_the_more_come_back():
    """Exits alone look better than they are where more come back, and worse where fewer do."""

    def stock(back):
        exact = [Figure(median=value, source="planted") for value in (1.2, back)]
        effects = (Effect(eligible="homeward", used=exact[0]), Effect(eligible="home_again", used=exact[1]))
        trial = Trial(Simple(260, random=False), REGISTER, (Use("reunification_support", effects=effects),), 3)
        (one,) = draws(trial, [0])
        assert [(c.flow, c.exit) for c in one.applied.changes] == [("exits", "home"), ("returns", None)]
        return Tally.of(one.full).stock[-1], Tally.of(one.base).stock[-1]

    (fewer, today), (same, _), (more, _) = (stock(back) for back in (0.7, 1.0, 1.3))
    assert fewer < same < more
    assert same < today


def test_a_tenth_fewer_entries_is_some_eight_and_a_half_per_cent_fewer_children_after_five_years():
    """England's arithmetic with a constant exit hazard: 0.40 a year, S' = E - xS."""
    world = Simple(260, ("E",), (6600.0, 5300, 5000, 8600, 7900), leave=0.402, back=0.0, random=False)
    trial = Trial(world, REGISTER, (Use("family_valued", week=-91, effects=exactly(0.9)),), 1)
    # Its lag has passed when the forecast begins, and it has grown for no week yet: make it whole at once.
    whole = REGISTER.model_copy(update={
        "levers": {"family_valued": REGISTER.levers["family_valued"].model_copy(update={"ramp": 0})}
    })  # fmt: skip
    (one,) = draws(Trial(world, whole, trial.uses, 1), [0])
    base, full = Tally.of(one.base).stock, Tally.of(one.full).stock
    assert (full / base - 1)[-1] == pytest.approx(-0.1 * (1 - math.exp(-0.402 * 5)), abs=0.001)
    assert (full / base - 1)[-1] == pytest.approx(-0.085, abs=0.003)


def test_paired_intervals_cover_a_planted_effect():
    """200 runs of 7 paths: the 95 % interval of the mean holds the truth in at least 90 of 100 runs."""
    entries, weeks, rate = (0.0, 0.0, 300.0, 300.0, 300.0), 10, 0.8
    lever = REGISTER.levers["family_valued"].model_copy(update={"hire": 0, "effect_lag": 0, "ramp": 0})
    planted = REGISTER.model_copy(update={"levers": {"family_valued": lever}})
    # What enters in week k and is there at the end: each week's part, with the rate of leaving, none coming back.
    stay = 1 - 0.4 / 52
    truth = -(1 - rate) * sum(entries) / 52 * sum(stay**k for k in range(weeks))
    inside = []
    for seed in range(200):
        world = Simple(weeks, ("A",), entries, back=0.0, seed=seed)
        found = draws(Trial(world, planted, (Use("family_valued", effects=exactly(rate)),), seed), range(7))
        said = spread_of(np.array([(Tally.of(d.full).stock - Tally.of(d.base).stock)[-1] for d in found]))
        inside.append(said["mean_low"] <= truth <= said["mean_high"])
    assert np.mean(inside) >= 0.9


def test_pairing_is_what_makes_a_small_effect_visible():
    world = Simple(52, ("A",))
    lever = REGISTER.levers["family_valued"].model_copy(update={"hire": 0, "effect_lag": 0, "ramp": 0})
    planted = REGISTER.model_copy(update={"levers": {"family_valued": lever}})
    found = draws(Trial(world, planted, (Use("family_valued", effects=exactly(0.95)),), 1), range(40))
    base, full = (Tally.of(np.array([getattr(d, k) for d in found])).stock[:, -1] for k in ("base", "full"))
    paired, apart = spread_of(full - base), spread_of(full - np.roll(base, 1))
    assert paired["mean_high"] < 0
    assert paired["mean_high"] - paired["mean_low"] < 0.5 * (apart["mean_high"] - apart["mean_low"])


def test_spread_names_its_parts_in_order():
    said = spread_of(np.arange(101.0))
    assert [said[k] for k in ("p2_5", "p10", "p50", "p90", "p97_5")] == [2.5, 10, 50, 90, 97.5]
    assert said["mean_low"] < said["mean"] == 50 < said["mean_high"]
    assert spread_of(np.array([3.0]))["mean_high"] == math.inf
    assert rounded({"a": [np.float64(1.26), math.inf, np.int64(2), None, "x"]}) == {"a": [1.3, None, 2, None, "x"]}


# Money


def test_payback_is_the_year_from_which_what_was_spent_stays_saved():
    spend = np.array([[10.0, 0, 0, 0], [10, 0, 0, 0], [10, 10, 0, 0], [0, 0, 0, 0], [1, 0, 0, 5]])
    saving = np.array([[0.0, 5, 5, 5], [0, 1, 1, 1], [20, 0, 0, 0], [0, 1, 0, 0], [2, 0, 0, 0]])
    assert Spend(spend, saving).payback.tolist() == [3, math.inf, 1, 0, math.inf]
    assert Spend(spend, saving).to_dict()["paid_back"] == pytest.approx(3 / 5)


def test_what_is_saved_is_weeks_avoided_at_their_price():
    world = Simple(104, random=False)
    use = Use("family_valued", week=-91, effects=exactly(0.8), cost_a_year=100_000.0)
    found = draws(Trial(world, REGISTER, (use,), 3), range(6))
    money = spend_of(found)
    assert money.spend == pytest.approx(np.full((6, 2), 100_000.0))
    for k, one in enumerate(found):
        avoided = (Tally.of(one.base).bed_weeks - Tally.of(one.full).bed_weeks).sum(axis=0)
        price = money.saving[k].sum() / avoided.sum()
        # All kinds fall alike, so the price is that of the mix: between the cheapest and the dearest kind.
        assert 100 < price < 10_000
    prices = {round(float(s.sum()), 2) for s in money.saving}
    assert len(prices) == 6
    assert spend_by_lever(found, 0).saving == pytest.approx(money.saving)


def test_a_lower_price_saves_and_avoids_nothing():
    found = draws(Trial(Simple(104), REGISTER, (Use("fee_cap", amount=0.9),), 3), range(5))
    assert all((Tally.of(d.full).bed_weeks == Tally.of(d.base).bed_weeks).all() for d in found)
    assert (spend_of(found).saving >= 0).all()
    assert spend_of(found).saving.sum() > 0


@pytest.mark.parametrize(
    "name", ["family_group_conference", "mockingbird", "staying_put", "step_down", "family_valued"]
)
def test_each_way_of_costing_costs_more_for_more(name):
    spent = [
        spend_of(draws(Trial(Simple(156), REGISTER, (Use(name, reach=r),), 3), range(2))).spend.sum()
        for r in (0.0, 0.3, 0.6)
    ]
    assert spent[0] == 0
    assert 0 < spent[1] < spent[2] == pytest.approx(2 * spent[1], rel=0.01)


def test_other_arrivals_are_on_both_sides():
    trial = Trial(Simple(60), REGISTER, (MANY[1],), 3, (Change("entries", 1.2),))
    (one,) = draws(trial, [0])
    assert Tally.of(one.base).stock[-1] > Tally.of(one.plain).stock[-1]
    assert one.plain.shape == one.base.shape
