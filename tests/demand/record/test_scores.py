"""Scores against closed forms, brute force, and intervals that are right by construction."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from placements.demand.record.scores import bias, covers, crps, interval, mase, scale

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False, width=32)


def of_normal(mean, sd, truth):
    """The score of a normal forecast, in closed form (Gneiting and Raftery 2007)."""
    z = (truth - mean) / sd
    return sd * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))


@pytest.mark.parametrize("truth", [-3.0, 0.0, 0.4, 2.5])
def test_the_closed_form_of_the_normal(truth):
    slices = (np.arange(20_001) + 0.5) / 20_001
    assert crps(stats.norm.ppf(slices, 1.0, 2.0), truth) == pytest.approx(of_normal(1.0, 2.0, truth), abs=2e-3)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=12), NUMBERS)
def test_the_integral_worked_out_piece_by_piece(draws, truth):
    ends = np.unique([*draws, truth])
    whole = 0.0
    for low, high in pairwise(ends):
        share = np.mean(np.array(draws) <= low)
        whole += (high - low) * (share - (truth <= low)) ** 2
    assert crps(draws, truth) == pytest.approx(whole, abs=1e-6 * max(1.0, np.abs(ends).max()))


def test_a_point_is_scored_by_its_absolute_error():
    assert crps([[3.0, 10.0]], [5.0, 4.0]).tolist() == [2.0, 6.0]


def test_many_at_once_is_one_at_a_time():
    draws = np.random.default_rng(0).normal(size=(50, 3, 4))
    truth = np.random.default_rng(1).normal(size=(3, 4))
    each = [[float(crps(draws[:, i, j], truth[i, j])) for j in range(4)] for i in range(3)]
    assert np.allclose(crps(draws, truth), each)


def test_the_right_forecast_scores_best_on_average():
    rng = np.random.default_rng(3)
    truth = rng.normal(size=2000)
    slices = stats.norm.ppf((np.arange(199) + 0.5) / 199)[:, None]
    right, narrow, shifted = (crps(m + s * slices, truth).mean() for m, s in ((0, 1), (0, 0.3), (0.7, 1)))
    assert right < narrow
    assert right < shifted


@pytest.mark.parametrize("level", [50, 80, 95])
def test_intervals_hold_as_often_as_they_say(level):
    rng = np.random.default_rng(level)
    draws, truth = rng.gamma(3.0, size=(400, 3000)), rng.gamma(3.0, size=3000)
    assert covers(draws, truth, level).mean() * 100 == pytest.approx(level, abs=2.5)


def test_the_ends_of_an_interval_belong_to_it():
    low, high = interval(np.arange(101.0), 80)
    assert (low, high) == (10.0, 90.0)
    assert covers(np.arange(101.0), 10.0, 80)
    assert not covers(np.arange(101.0), 9.9, 80)


def test_bias_is_the_middle_above_the_truth():
    assert bias([1.0, 2.0, 9.0], 5.0) == -3.0


def test_no_change_costs_one_where_changes_stay_as_they_were():
    past = [10.0, 12.0, 10.0, 12.0]
    assert scale(past) == 2.0
    assert mase([2.0, -2.0], [2.0, 2.0]) == 1.0
    assert mase([1.0, -4.0], [2.0, 2.0]) == 1.25
