"""One path: nobody is lost or made up, the same again gives the same, and birthdays are real."""

import pickle
from dataclasses import fields, replace
from datetime import date

import numpy as np
import pytest
from demand_made import babies, demand
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.demand.calendar import birthdays
from placements.demand.model import People
from placements.demand.paths import AGES, EXITS, KINDS, Change
from placements.demand.simulate import simulate
from placements.errors import UsageError
from placements.units import birthday


def bytes_of(path):
    parts = [getattr(path, f.name) for f in fields(path) if f.name not in ("arrivals", "number", "authorities")]
    return b"".join(
        part.tobytes() for part in [*parts, *(getattr(path.arrivals, f.name) for f in fields(path.arrivals))]
    )


def balanced(path):
    before, after = (path.stock[at].sum(axis=(2, 3)) for at in (slice(None, -1), slice(1, None)))
    return np.array_equal(after, before + path.entries.sum(axis=2) - path.exits.sum(axis=(2, 3)))


@settings(max_examples=15, deadline=None)
@given(
    st.integers(0, 40),
    st.floats(0.0, 0.2),
    st.floats(0.0, 0.3),
    st.floats(0, 400),
    st.floats(0.0, 0.05),
    st.integers(0, 9),
)
def test_stock_is_stock_before_plus_starts_less_exits(number, exits, moves, starts, back, lead):
    made = demand(exits=exits, moves=moves, starts=starts + 1e-6, back=back, lead=lead, spread=0.2)
    assert balanced(simulate(made, number, 30, (Change("returns", 2.0), Change("entries", 1.5, ramp=5))))


def test_moves_change_kinds_and_nothing_else():
    path = simulate(demand(exits=0.0, starts=1e-9, uasc=1e-9, moves=0.1), 0, 40)
    assert path.moves.sum() > 100
    assert path.exits[..., [0, 1, 2, 4]].sum() == 0
    assert (np.diff(path.stock.sum(axis=(1, 2, 3))) == -path.exits.sum(axis=(1, 2, 3))).all()
    assert path.stock[-1, :, :, 1:].sum() > 0


def test_unaccompanied_children_are_part_of_the_stock():
    path = simulate(demand(), 1, 60)
    assert (path.uasc <= path.stock.sum(axis=(2, 3))).all()
    assert path.uasc[0].tolist() == [10, 10]
    assert path.arrivals.uasc.any()


def test_the_same_number_is_the_same_path_byte_for_byte():
    made = demand(sd=0.1, spread=0.1, drift=(0.05, 0.05, 0.2), back=0.01)
    again = pickle.loads(pickle.dumps(made))
    assert bytes_of(simulate(made, 3, 52)) == bytes_of(simulate(again, 3, 52))
    assert pickle.dumps(made) == pickle.dumps(demand(sd=0.1, spread=0.1, drift=(0.05, 0.05, 0.2), back=0.01))
    assert bytes_of(simulate(made, 3, 52)) != bytes_of(simulate(made, 4, 52))


def test_the_first_weeks_do_not_depend_on_how_many_follow():
    made = demand()
    short, long = simulate(made, 0, 10), simulate(made, 0, 40)
    assert np.array_equal(short.stock[0], long.stock[0])


@given(st.dates(date(1980, 1, 1), date(2030, 12, 31)), st.integers(1, 18))
def test_birthdays_are_those_of_the_calendar(born, age):
    day = np.array([np.datetime64(born).astype(np.int64)])
    assert np.datetime64(int(birthdays(day, age)[0]), "D").astype(object) == birthday(born, age)


@pytest.mark.parametrize(("days", "week"), [(6, 0), (7, 0), (8, 1), (14, 1), (15, 2)])
def test_a_child_leaves_in_the_week_of_the_eighteenth_birthday_and_no_other(days, week):
    """The week ends on day 7: an 18th birthday on day 7 is over by then, one on day 8 is not."""
    first = np.datetime64("2025-03-31").astype(np.int64)
    adult = (np.datetime64("2025-03-31") + days).astype(object)
    born = np.array([np.datetime64(adult.replace(year=adult.year - 18)).astype(np.int64)], dtype=np.int32)
    one = np.zeros(1, dtype=np.int32)
    child = People(one, one, one, one, born, one + first - 900, one + first - 900, np.zeros(1, dtype=np.int64))
    made = replace(demand(exits=0.0, starts=1e-9, uasc=1e-9), held=child)
    path = simulate(made, 0, 4)
    assert path.exits.sum(axis=(1, 2))[:, EXITS.index("age")].tolist() == [int(at == week) for at in range(4)]
    assert path.stock.sum(axis=(1, 2, 3)).tolist() == [int(at <= week) for at in range(5)]


def test_everybody_who_needs_a_home_is_under_18_and_in_order():
    made = demand(starts=400.0, moves=0.05)
    arrivals = simulate(made, 2, 30).arrivals
    ends = np.datetime64("2025-03-31") + 7 * (arrivals.week.astype(int) + 1)
    assert (birthdays(arrivals.born.astype(np.int64), 18) > ends.astype(np.int64)).all()
    order = list(zip(arrivals.week, arrivals.authority, arrivals.family, strict=True))
    assert order == sorted(order)
    assert set(arrivals.sex) == {"F", "M"}
    assert set(arrivals.kind[arrivals.reason == 0]) == {-1}
    assert (arrivals.kind[arrivals.reason == 1] >= 0).all()


def test_families_share_a_week_and_authority_and_are_as_large_as_assumed():
    arrivals = simulate(demand(starts=4000.0, moves=0.0), 0, 52).arrivals
    new = arrivals.family[(arrivals.reason == 0) & ~arrivals.uasc]
    sizes = np.bincount(np.unique(new, return_counts=True)[1], minlength=6)
    assert sizes[6:].sum() == 0
    # Some of a family live with parents and need no home, so families are seen a little smaller than they are.
    assert 0.35 < 1 - sizes[1] / len(new) < 0.50


def test_hazards_are_met_in_the_long_run():
    made = babies(demand(authorities=1, held=8000, exits=0.02, moves=0.03, starts=1e-6, uasc=1e-9))
    path = simulate(made, 0, 20)
    risk = path.stock[:-1].sum()
    gone = path.exits[..., [0, 1, 2, 4]].sum(axis=(0, 1, 2))
    assert gone.sum() == pytest.approx(0.02 * risk, rel=0.06)
    assert gone == pytest.approx(0.005 * risk, rel=0.12)
    assert path.moves.sum() == pytest.approx(0.03 * risk, rel=0.05)


def test_children_who_went_home_come_back_at_the_hazard():
    made = babies(demand(authorities=1, held=8000, exits=0.05, starts=1e-6, uasc=1e-9, back=0.02))
    path = simulate(made, 0, 30)
    away = np.cumsum(path.exits[..., 0].sum(axis=(1, 2)) - path.entries.sum(axis=(1, 2)))
    assert path.entries[1:].sum() == pytest.approx(0.02 * away[:-1].sum(), rel=0.1)


def test_a_change_that_cannot_be_meant_is_refused():
    for change in (
        Change("leavers", 1.1), Change("exits", 1.1, exit="age"), Change("entries", -0.1),
        Change("moves", 1, ages=("3",)),
        Change("moves", 1.0, authorities=("X",)),
    ):  # fmt: skip
        with pytest.raises(UsageError):
            simulate(demand(), 0, 2, (change,))


def test_shapes_are_those_of_the_contract():
    path = simulate(demand(authorities=3), 0, 5)
    assert path.stock.shape == (6, 3, len(AGES), len(KINDS))
    assert path.exits.shape == (5, 3, len(AGES), len(EXITS))
    assert path.entries.shape == (5, 3, len(AGES))
    assert path.moves.shape == (5, 3, len(KINDS))
    assert path.weeks == 5
