"""Levers as changes: lags, reach nobody is in twice, places, and what leaves everything as it was."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sufficiency.levers.standin import Simple

from placements.demand.paths import AGES, KINDS
from placements.sufficiency.levers.apply import Applied, Shift, SupplyChange, Use, apply
from placements.sufficiency.levers.area import area_of
from placements.sufficiency.levers.reach import Claim, allotted
from placements.sufficiency.levers.register import PLACES, register
from placements.sufficiency.levers.spending import flow_of
from placements.sufficiency.levers.tally import moved

REGISTER = register()
BASE = Simple(104)([0], ())[0]
AREA = area_of(BASE, REGISTER)
AMOUNT = {"recruitment": 12.0, "retention": 5.0, "specialist_places": 9.0, "fee_cap": 0.9, "prevention_spend": 20.0}
FLOWS = [k for k, one in REGISTER.levers.items() if one.effects and all(e.eligible for e in one.effects)]


def of(*uses, weeks=104, seed=1, number=0):
    return apply(REGISTER, uses, AREA, weeks, seed, number)


@pytest.mark.parametrize("name", [name for name, one in REGISTER.levers.items() if not one.effects])
def test_a_lever_without_usable_effect_changes_nothing(name):
    assert of(Use(name)) == Applied()


@pytest.mark.parametrize("name", [name for name, one in REGISTER.levers.items() if one.effects])
def test_every_other_lever_changes_something_of_what_it_says(name):
    found = of(Use(name, amount=AMOUNT.get(name)), weeks=260)
    effects = REGISTER.levers[name].effects
    assert len(found.changes) == sum(effect.eligible is not None for effect in effects)
    assert bool(found.supply) == any(effect.flow in PLACES for effect in effects)
    assert len(found.shifts) == sum(effect.flow == "shift" for effect in effects)
    assert len(found.prices) == sum(effect.flow == "price" for effect in effects)


@pytest.mark.parametrize("name", FLOWS)
def test_nothing_happens_before_people_are_hired_and_it_had_time_to_work(name):
    lever = REGISTER.levers[name]
    for change in of(Use(name, week=4, amount=AMOUNT.get(name)), weeks=400).changes:
        first = 4 + lever.hire + lever.effect_lag
        assert change.from_week == first
        assert change.at(first - 1) == 1.0
        assert change.at(first + max(0, lever.ramp - 1)) == change.factor


def test_reach_and_share_scale_the_effect_and_none_is_none():
    whole, half, none = (of(Use("family_group_conference", reach=r)).changes[0] for r in (1.0, 0.5, 0.0))
    assert whole.factor < half.factor < 1.0
    assert 1 - half.factor == pytest.approx((1 - whole.factor) / 2)
    assert none.factor == 1.0
    assert set(whole.ages) == {"0", "1-4", "5-9", "10-15"}
    assert whole.uasc is False


def test_reunification_moves_returns_home_and_returns_to_care():
    found = of(Use("reunification_support"))
    assert [(c.flow, c.exit) for c in found.changes] == [("exits", "home"), ("returns", None)]
    drawn = [of(Use("reunification_support"), number=n).changes for n in range(200)]
    assert np.median([c[0].factor for c in drawn]) > 1.0
    assert np.median([c[1].factor for c in drawn]) < 1.0


def test_prevention_follows_the_amount():
    ten, twenty = (of(Use("prevention_spend", amount=a)).changes[0].factor for a in (10.0, 20.0))
    assert twenty == pytest.approx(ten**2)
    assert of(Use("prevention_spend", amount=0.0)).changes[0].factor == 1.0


# Places


def test_staying_put_takes_places():
    found = of(Use("staying_put", reach=0.5), weeks=260)
    assert [change.authority for change in found.supply] == ["A", "B"]
    assert all(change.kind == "fostering" and change.places < 0 for change in found.supply)
    # Half of those who turn 18 in foster care a year, each for the years drawn.
    years = -sum(change.places for change in found.supply) / (0.5 * AREA.birthdays.sum())
    assert 1.0 < years < 3.5
    assert of(Use("staying_put", reach=0.0)).supply == ()


def test_recruitment_grows_for_as_long_as_it_runs_and_some_leave_again():
    places = [sum(c.places for c in of(Use("recruitment", amount=20.0), weeks=w).supply) for w in (45, 97, 149)]
    assert places[0] == 0
    a_year = 20 * AREA.places_per_household
    assert 0.5 * a_year < places[1] < 1.1 * a_year
    assert places[1] < places[2] < 2 * places[1]


def test_no_more_households_are_kept_than_leave():
    most = float(AREA.left.sum()) * AREA.places_per_household
    found = of(Use("retention", amount=10_000.0), weeks=26 + 52)
    assert sum(c.places for c in found.supply) <= most + 1e-9


def test_places_go_where_the_lever_runs():
    found = of(Use("specialist_places", amount=9.0, authorities=("B",)))
    (change,) = found.supply
    assert change.authority == "B"
    assert change.kind == "residential"
    assert 0 < change.places <= 9.0


def test_a_supply_change_grows_along_a_line():
    change = SupplyChange("fostering", "A", 10.0, from_week=5, ramp=10)
    assert [change.at(w) for w in (4, 5, 9, 14, 90)] == [0.0, 1.0, 5.0, 10.0, 10.0]
    assert SupplyChange("fostering", "A", 10.0, 3).at(3) == 10.0


# Children elsewhere


def test_a_shift_moves_children_and_loses_none():
    shift = Shift("residential", "fostering", 0.25, ("10-15",), ("A",), from_week=2)
    stock = moved(BASE.stock, Applied(shifts=(shift,)), AREA)
    assert stock.sum(axis=-1) == pytest.approx(BASE.stock.sum(axis=-1))
    teens, home, foster = AGES.index("10-15"), KINDS.index("residential"), KINDS.index("fostering")
    assert stock[3, 0, teens, home] == pytest.approx(0.75 * BASE.stock[3, 0, teens, home])
    assert stock[3, 0, teens, foster] > BASE.stock[3, 0, teens, foster]
    assert (stock[:3] == BASE.stock[:3]).all()
    assert (stock[:, 1] == BASE.stock[:, 1]).all()
    assert (stock[:, 0, 0] == BASE.stock[:, 0, 0]).all()


def test_many_shifts_never_move_more_than_there_are():
    shifts = tuple(Shift("residential", "fostering", 0.7) for _ in range(5))
    assert moved(BASE.stock, Applied(shifts=shifts), AREA).min() >= 0


# Reach


GROUPS = sorted(REGISTER.eligible)
claims = st.lists(
    st.tuples(st.sampled_from(GROUPS), st.sampled_from([(), ("A",), ("B",), ("A", "B")]), st.floats(0, 1)), max_size=8
)


@given(claims, st.floats(0.05, 1.0))
def test_nobody_is_reached_twice(drawn, share):
    asked = [Claim(k, 0, name, codes, reach) for k, (name, codes, reach) in enumerate(drawn)]
    shares = dict.fromkeys(GROUPS, share)
    found = allotted(asked, REGISTER.eligible, shares)
    for code, age in product(("A", "B", "C"), AGES):
        there = [c for c in asked if not c.authorities or code in c.authorities]
        for name in GROUPS:
            assert sum(found[c.use, 0] for c in there if c.eligible == name) <= 1 + 1e-9
        for flow in {(one.flow, one.exit) for one in REGISTER.eligible.values()}:
            groups = [(c, REGISTER.eligible[c.eligible]) for c in there]
            total = sum(
                share * found[c.use, 0] for c, g in groups if (g.flow, g.exit) == flow and (not g.ages or age in g.ages)
            )
            assert total <= 1 + 1e-9
    assert all(found[c.use, 0] <= c.reach + 1e-12 for c in asked)


def test_levers_for_other_children_do_not_cut_each_other_back():
    asked = [Claim(0, 0, "pre_proceedings", (), 1.0), Claim(1, 0, "guardians", (), 1.0)]
    assert set(allotted(asked, REGISTER.eligible, dict.fromkeys(GROUPS, 0.5)).values()) == {1.0}
    apart = [Claim(0, 0, "family_entries", ("A",), 1.0), Claim(1, 0, "family_entries", ("B",), 1.0)]
    assert set(allotted(apart, REGISTER.eligible, dict.fromkeys(GROUPS, 1.0)).values()) == {1.0}


def test_two_levers_for_the_same_children_share_them():
    asked = [Claim(0, 0, "pre_proceedings", (), 1.0), Claim(1, 0, "pre_proceedings", ("A",), 0.5)]
    found = allotted(asked, REGISTER.eligible, dict.fromkeys(GROUPS, 0.2))
    assert found == {(0, 0): pytest.approx(1 / 1.5), (1, 0): pytest.approx(0.5 / 1.5)}


# Flows


def test_a_flow_is_counted_where_and_of_whom_it_is_meant():
    here = np.array([True, False])
    homeward = flow_of(BASE, REGISTER.eligible["homeward"], here)
    assert homeward == pytest.approx(BASE.exits[:, 0, :, 0].sum(axis=1))
    teens = flow_of(BASE, REGISTER.eligible["teenage_entries"], here)
    assert teens == pytest.approx(BASE.entries[:, 0, 3:].sum(axis=1))


def test_unaccompanied_children_are_not_counted_among_families():
    from dataclasses import replace

    many = 3
    arrivals = replace(
        BASE.arrivals, week=np.full(many, 5), authority=np.array([0, 0, 1]), uasc=np.ones(many, bool),
        reason=np.zeros(many, int),
    )  # fmt: skip
    entries = np.zeros_like(BASE.entries)
    entries[5, 0] = (0, 0, 0, 4, 1)
    path = replace(BASE, arrivals=arrivals, entries=entries)
    group = REGISTER.eligible["family_entries"]
    assert flow_of(path, group, np.array([True, True]))[5] == 3
    assert flow_of(path, group, np.array([False, True]))[5] == 0
