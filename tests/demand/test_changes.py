"""What a change does: only where, when and to whom it is meant, as much as it should, and nothing else."""

import numpy as np
import pytest
from demand_made import babies, demand

from placements.demand.paths import Change
from placements.demand.simulate import simulate


def mean(made, weeks, changes=(), numbers=range(6)):
    return np.mean([simulate(made, number, weeks, changes).stock[-1].sum() for number in numbers])


def test_a_tenth_fewer_starts_lower_the_stock_by_some_eight_and_a_half_per_cent_in_five_years():
    """Science 3.4: one per cent of starts is worth about 0.85 per cent of the stock after five years (exits 40 %)."""
    made = babies(demand(authorities=1, held=2500, starts=1000.0, exits=0.4 / 52.18, uasc=1e-9))
    usual = mean(made, 260)
    fewer = mean(made, 260, (Change("entries", 0.9),))
    assert (1 - fewer / usual) / 0.1 == pytest.approx(0.86, abs=0.06)


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        (Change("entries", 1.2), 1), (Change("entries", 0.8), -1), (Change("exits", 1.2), -1),
        (Change("exits", 0.8), 1),
        (Change("exits", 1.5, exit="home"), -1), (Change("exits", 0.5, exit="other"), 1), (Change("returns", 3.0), 1),
        (Change("returns", 0.0), -1),
    ],
)  # fmt: skip
def test_directions(change, sign):
    made = demand(held=2000, starts=800.0, exits=0.02, back=0.02)
    assert np.sign(mean(made, 60, (change,), range(3)) - mean(made, 60, (), range(3))) == sign


def test_a_change_of_nothing_changes_nothing():
    made = demand(spread=0.1, back=0.01)
    same = simulate(made, 1, 30, (Change("entries", 1.0), Change("exits", 1.0), Change("moves", 1.0)))
    assert np.array_equal(same.stock, simulate(made, 1, 30).stock)


def test_other_authorities_ages_and_weeks_are_left_alone():
    made = demand(authorities=3, starts=400.0)
    usual = simulate(made, 0, 40)
    here = simulate(made, 0, 40, (Change("entries", 2.0, authorities=("E01",)),))
    assert np.array_equal(here.stock[:, [0, 2]], usual.stock[:, [0, 2]])
    assert here.entries[:, 1].sum() > usual.entries[:, 1].sum()
    later = simulate(made, 0, 40, (Change("exits", 3.0, from_week=20),))
    assert np.array_equal(later.stock[:21], usual.stock[:21])
    assert not np.array_equal(later.stock[40], usual.stock[40])
    young = simulate(made, 0, 40, (Change("exits", 0.0, ages=("0", "1-4")),))
    assert young.exits[:, :, :2].sum() == 0
    assert young.exits[:, :, 2:].sum() > 0


def test_unaccompanied_children_are_changed_on_their_own():
    made = demand(uasc=400.0)
    usual, none = simulate(made, 0, 30), simulate(made, 0, 30, (Change("entries", 0.0, uasc=True),))
    new = usual.arrivals.reason == 0
    assert usual.arrivals.uasc[new].sum() > 50
    assert none.arrivals.uasc[none.arrivals.reason == 0].sum() == 0
    assert np.array_equal(usual.entries[:, :, :2], none.entries[:, :, :2])


def test_moves_are_scaled():
    made = demand(held=4000)
    usual, half = (simulate(made, 0, 30, changes).moves.sum() for changes in ((), (Change("moves", 0.5),)))
    assert half / usual == pytest.approx(0.5, abs=0.08)


def test_a_ramp_is_reached_along_a_line():
    change = Change("entries", 0.0, from_week=10, ramp=10)
    made = demand(starts=20000.0)
    usual, ramped = (simulate(made, 0, 30, changes).entries.sum(axis=(1, 2)) for changes in ((), (change,)))
    assert np.array_equal(usual[:10], ramped[:10])
    assert ramped[20:].sum() <= usual[20:].sum() * 0.1
    assert ramped[14] / usual[14] == pytest.approx(0.5, abs=0.15)
