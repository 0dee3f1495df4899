"""Rates come back from counts drawn at known rates."""

import numpy as np
import pytest

from placements.demand.rates import damped, fit_rates

YEARS, AUTHORITIES = 6, 60


def drawn(seed, between=0.0, yearly=0.0, trend=0.0, people=5000.0, level=0.01):
    rng = np.random.default_rng(seed)
    exposure = np.full((YEARS, AUTHORITIES, 1), people) * rng.uniform(0.3, 3.0, (1, AUTHORITIES, 1))
    factor = rng.gamma(1 / between, between, AUTHORITIES) if between else np.ones(AUTHORITIES)
    year = rng.gamma(1 / yearly, yearly, exposure.shape) if yearly else 1.0
    time = np.arange(YEARS) - (YEARS - 1)
    mean = exposure * level * np.exp(trend * time)[:, None, None] * factor[None, :, None] * year
    return rng.poisson(mean).astype(float), exposure, factor


def test_level_is_recovered_within_its_own_error():
    hits = 0
    for seed in range(20):
        counts, exposure, _ = drawn(seed)
        found = fit_rates(counts, exposure, 0.02)
        hits += abs(found.level[0] - np.log(0.01)) < 1.96 * np.sqrt(found.covariance[0, 0])
    assert hits >= 17


@pytest.mark.parametrize("yearly", [0.0, 0.05, 0.2])
def test_the_negative_binomials_spread_is_recovered(yearly):
    found = [fit_rates(*drawn(seed, yearly=yearly)[:2], 0.02).yearly[0] for seed in range(8)]
    assert np.mean(found) == pytest.approx(yearly, abs=0.015 + 0.15 * yearly)


@pytest.mark.parametrize("between", [0.02, 0.1, 0.4])
def test_the_spread_between_authorities_is_recovered(between):
    shapes = []
    for seed in range(6):
        counts, exposure, _ = drawn(seed, between=between)
        found = fit_rates(counts, exposure, 0.02)
        shapes.append((found.shape[:, 0] - counts.sum(axis=(0, 2))).mean())
    assert 1 / np.mean(shapes) == pytest.approx(between, rel=0.3)


def test_small_authorities_are_drawn_towards_the_others_and_large_ones_are_not():
    counts, exposure, _ = drawn(1, between=0.1)
    exposure[:, 0], counts[:, 0] = 1.0, 0.0
    exposure[:, 1], counts[:, 1] = 1e6, 2e4
    found = fit_rates(counts, exposure, 0.02)
    factor = found.shape / found.rate
    level = np.exp(found.level[0])
    assert 0.8 < factor[0, 0] <= 1.0
    assert factor[1, 0] * level == pytest.approx(0.02, rel=0.05)


def test_shrunken_rates_lie_nearer_the_truth_than_the_raw_ones():
    shrunk, raw = [], []
    for seed in range(5):
        counts, exposure, factor = drawn(seed, between=0.05, people=300.0)
        found = fit_rates(counts, exposure, 0.02)
        own = counts.sum(axis=(0, 2)) / (exposure.sum(axis=(0, 2)) * np.exp(found.level[0]))
        shrunk.append(((found.shape / found.rate)[:, 0] - factor).var())
        raw.append((own - factor).var())
    assert np.mean(shrunk) < 0.7 * np.mean(raw)


def test_a_trend_is_seen_and_drawn_towards_none():
    found = [fit_rates(*drawn(seed, trend=0.10)[:2], 0.05).trend[0] for seed in range(4)]
    assert 0.02 < np.mean(found) < 0.10
    free = [fit_rates(*drawn(seed, trend=0.10)[:2], 10.0).trend[0] for seed in range(4)]
    assert np.mean(free) > np.mean(found)


def test_what_was_not_published_is_left_out():
    counts, exposure, _ = drawn(2)
    gaps = counts.copy()
    gaps[:2, :5] = np.nan
    assert fit_rates(gaps, exposure, 0.02).level[0] == pytest.approx(
        fit_rates(counts, exposure, 0.02).level[0], abs=0.05
    )


def test_no_events_at_all_still_give_a_small_rate():
    found = fit_rates(np.zeros((3, 2, 1)), np.full((3, 2, 1), 100.0), 0.02)
    assert 0 < np.exp(found.level[0]) < 0.01


def test_draws_spread_as_the_covariance_says():
    counts, exposure, _ = drawn(3, between=0.1)
    found = fit_rates(counts, exposure, 0.02)
    levels = np.array([found.draw(np.random.default_rng(seed))[0][0] for seed in range(300)])
    assert levels.std() == pytest.approx(np.sqrt(found.covariance[0, 0]), rel=0.15)
    assert np.array_equal(found.fixed().draw(np.random.default_rng(1))[0], found.level)


def test_a_damped_trend_fades():
    years = damped(np.array([0.0, 1.0, 2.0, 100.0]))
    assert years[0] == 0.0
    assert years[1] - years[0] > years[2] - years[1] > 0
    assert years[3] == pytest.approx(-1 / np.log(0.8))
