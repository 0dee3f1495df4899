"""Each ruler against what it would say worked out another way."""

import numpy as np
import pytest
import statsmodels.api as sm
from record_made_up import series, straight

from placements.demand.record.baselines import (
    compound,
    constant_rates,
    damped,
    line,
    line_through,
    naive,
)

HORIZONS = (1, 3, 5)


def middle(draws):
    return np.median(draws, axis=0)


def test_the_last_value_stays_and_spreads_with_the_root_of_time():
    known = straight(slope=0, noise=300, seed=4)
    draws = naive(known, 2019, HORIZONS, 0)
    assert middle(draws) == pytest.approx(known.stock[-1])
    assert draws.std(axis=0) / draws[:, 0].std() == pytest.approx(np.sqrt(HORIZONS))


def test_a_straight_line_goes_on():
    assert middle(line(straight(slope=500), 2019, HORIZONS, 0)) == pytest.approx([60_000, 61_000, 62_000])


def test_the_interval_of_the_line_is_that_of_ordinary_least_squares():
    known = straight(noise=400, seed=7).last(10)
    years = sm.add_constant(known.years - known.years[0])
    fitted = sm.OLS(known.stock, years).fit()
    ahead = sm.add_constant(known.years[-1] - known.years[0] + np.array(HORIZONS))
    theirs = fitted.get_prediction(ahead).summary_frame(alpha=0.2)
    low, high = np.quantile(line_through(known, HORIZONS), [0.1, 0.9], axis=0)
    assert low == pytest.approx(theirs["obs_ci_lower"].to_numpy(), rel=1e-4)
    assert high == pytest.approx(theirs["obs_ci_upper"].to_numpy(), rel=1e-4)


def test_the_line_of_ten_years_forgets_what_went_before():
    known = straight(slope=500)
    known.stock[:10] = 90_000
    assert middle(line(known, 2019, (1,), 0)) == pytest.approx(60_000)


def test_growth_is_kept_up_for_ever():
    known = straight(slope=0)
    known.stock[-4:] = [1000, 1100, 1210, 1331]
    assert compound(known, 2019, (1, 2), 0) == pytest.approx(np.array([[1464.1, 1610.51]]))


def test_a_trend_loses_a_fifth_each_year():
    known = straight(slope=300)
    last = known.stock[-1]
    assert middle(damped(known, 2019, (1, 2, 3), 0)) == pytest.approx(
        last + 300 * np.array([0.8, 0.8 + 0.64, 0.8 + 0.64 + 0.512])
    )


def test_constant_rates_leave_a_steady_state_alone():
    known = series([27_000.0] * 12, [0.45] * 12, residual=0.0, start=60_000.0)
    assert constant_rates(known, 2012, HORIZONS, 0) == pytest.approx(np.full((1, 3), 60_000.0))


def test_constant_rates_know_of_no_residual():
    known = series([27_000.0] * 12, [0.45] * 12, residual=900.0, start=62_000.0)
    assert known.stock[-1] == pytest.approx(62_000.0, rel=1e-6)
    assert (constant_rates(known, 2012, HORIZONS, 0) < 62_000).all()
