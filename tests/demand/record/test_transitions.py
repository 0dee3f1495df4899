"""The method of cs-demand-model against rates counted by hand, and its known weaknesses."""

from datetime import date

import numpy as np
import pytest
from record_returns import history, steady

from placements.demand.record.stays import day_number, stays_of
from placements.demand.record.transitions import Rates, Transitions, expected, rates_of

FIRST, LAST = date(2018, 1, 1), date(2018, 1, 10)


def rates(episodes, **more):
    return rates_of(stays_of(history(episodes, **more)), day_number(FIRST), day_number(LAST))


def test_a_rate_is_the_mean_of_daily_ratios():
    """Two children; one goes to a children's home on day 5, one leaves on day 9. Day 5: 1 of 2; day 9: 1 of 1."""
    found = rates([
        ("A", date(2017, 6, 1), date(2018, 1, 5), "foster"), ("A", date(2018, 1, 5), None, "residential"),
        ("B", date(2017, 6, 1), date(2018, 1, 9), "foster"),
    ])  # fmt: skip
    band = 2  # born 2012
    assert found.moves[band, 0, 1] == pytest.approx(1 / 2 / 10)
    assert found.moves[band, 0, 4] == pytest.approx(1 / 1 / 10)
    assert found.moves.sum() == pytest.approx(0.05 + 0.1)
    assert found.stock[band].tolist() == [0, 1, 0, 0]
    assert found.stock.sum() == 1


def test_entrants_are_counted_over_the_days():
    found = rates([
        ("A", date(2018, 1, 2), None, "foster"), ("B", date(2018, 1, 8), None, "supported"),
        ("C", date(2017, 1, 1), None, "foster"),
    ], born={"A": date(2012, 1, 1), "B": date(2001, 1, 1), "C": date(2017, 6, 1)})  # fmt: skip
    assert found.entrants[2, 0] == pytest.approx(0.1)
    assert found.entrants[4, 2] == pytest.approx(0.1)
    assert found.entrants.sum() == pytest.approx(0.2)


def test_a_birthday_is_no_transition():
    found = rates([("A", date(2017, 1, 1), None, "foster")], born={"A": date(2017, 1, 5)})
    assert found.moves.sum() == 0
    assert found.stock[1, 0] == 1


def test_the_expected_number_follows_day_by_day():
    moves, entrants, stock = np.zeros((5, 4, 5)), np.zeros((5, 4)), np.zeros((5, 4))
    moves[2, 0, 4], entrants[2, 0], stock[2, 0] = 0.01, 0.5, 100.0
    ages = 1 / (5 * 365)
    young, old = 100.0, 0.0
    for _ in range(2):
        stays = young * 0.99
        young, old = stays * (1 - ages) + 0.5, old + stays * ages
    assert expected(Rates(moves, entrants, stock), [0, 2]) == pytest.approx([100.0, young + old], abs=1e-9)


def test_nobody_leaves_at_18_for_certain():
    """Its last age band is left at 1 / (14 x 365) a day, so children stay on to 30: a weakness of the method."""
    stock = np.zeros((5, 4))
    stock[4, 0] = 100.0
    (after,) = expected(Rates(np.zeros((5, 4, 5)), np.zeros((5, 4)), stock), [2 * 365])
    assert after == pytest.approx(100 * (1 - 1 / 5110) ** 730)
    assert after > 85


def test_children_of_unknown_age_are_added_in_proportion():
    kids = [(name, date(2017, 1, 1), None, "foster") for name in "ABCD"]
    known = stays_of(history(kids, born={"A": None, **dict.fromkeys("BCD", date(2012, 1, 1))}))
    origin = day_number(date(2018, 3, 31))
    assert Transitions()(known, origin, (1,), 0) == pytest.approx(np.full((1, 1), 4.0), rel=1e-3)


def test_a_steady_population_is_expected_to_stay():
    stays = stays_of(steady(weekly=4.0))
    origin = day_number(date(2020, 3, 31))
    now = stays.stock(np.array([origin]))[0]
    found = Transitions(None)(stays.known(origin), origin, (13, 52), 0)
    assert found.shape == (1, 2)
    assert found[0] == pytest.approx([now, now], rel=0.12)


def test_nobody_there_is_no_error():
    stays = stays_of(history([("A", date(2016, 1, 1), date(2016, 2, 1), "foster")]))
    origin = day_number(date(2018, 3, 31))
    assert Transitions()(stays.known(origin), origin, (13,), 0).tolist() == [[0.0]]
