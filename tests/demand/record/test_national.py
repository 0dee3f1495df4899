"""The yearly stock and flow: identities, intervals that hold as often as they say, and no look ahead."""

import numpy as np
import pytest
from record_made_up import series, wandering

from placements.demand.record.national import VARIANTS, StockAndFlow, Variant, simulate
from placements.demand.record.scores import covers, crps

STILL = Variant(10, 0, 1.0)


def test_the_residual_is_what_starts_and_ceases_do_not_explain():
    known = series([27_000.0, 28_000.0, 29_000.0], [0.4, 0.41, 0.42], residual=640.0)
    assert known.residual == pytest.approx([640.0] * 3)
    assert known.hazard == pytest.approx([0.4, 0.41, 0.42])
    assert known.until(2001).hazard == pytest.approx([0.4])


def test_with_nothing_uncertain_the_stock_follows_the_identity():
    known = series([27_000.0] * 15, [0.42] * 15, start=58_000.0)
    after = series([27_000.0] * 20, [0.42] * 20, start=58_000.0)
    drawn = simulate(known, STILL, 5, 1, 20, (known,))["stock"]
    assert drawn == pytest.approx(np.tile(after.stock[-5:], (20, 1)), rel=1e-4)


def test_every_draw_keeps_the_identity():
    known = wandering(5)
    drawn = simulate(known, Variant(15, 5, 0.8), 4, 1, 50, (known,))
    before = np.column_stack([np.full(50, known.stock[-1]), drawn["stock"][:, :-1]])
    left = drawn["stock"] - before - drawn["entries"] + drawn["hazard"] * (before + drawn["stock"]) / 2
    assert left == pytest.approx(np.full((50, 4), 600.0), abs=1e-6)


def test_a_direction_is_followed_and_damped():
    entries = 28_000 * np.exp(0.02 * np.arange(20))
    known = series(entries, [0.42] * 20)
    grown = {v: np.median(simulate(known, v, 5, 1, 400, (known,))["entries"][:, -1]) for v in (
        STILL, Variant(10, 5, 0.8), Variant(10, 5, 1.0))}  # fmt: skip
    assert grown[STILL] == pytest.approx(entries[-1], rel=1e-3)
    assert grown[Variant(10, 5, 1.0)] == pytest.approx(entries[-1] * np.exp(0.1), rel=1e-3)
    assert grown[Variant(10, 5, 0.8)] == pytest.approx(
        entries[-1] * np.exp(0.02 * sum(0.8**k for k in range(1, 6))), rel=1e-3
    )


def test_intervals_hold_where_the_world_is_as_assumed():
    held = {50: [], 80: [], 95: []}
    for seed in range(150):
        whole = wandering(seed, years=20)
        known = whole.until(2015)
        drawn = simulate(known, Variant(15, 0, 1.0), 5, 1, 400, (known,))["stock"]
        for level, found in held.items():
            found += covers(drawn, whole.stock[-5:], level).tolist()
    assert np.mean(held[50]) * 100 == pytest.approx(50, abs=9)
    assert np.mean(held[80]) * 100 == pytest.approx(80, abs=7)
    assert np.mean(held[95]) * 100 == pytest.approx(95, abs=4)


def test_the_variant_is_chosen_by_what_was_known():
    """Nothing after the origin is looked at: another future leaves choice and draws as they were."""
    one, other = wandering(9), wandering(9)
    other.stock[21:] *= 2
    other.started[21:] *= 3
    origin = 2020
    assert one.stock[20] == other.stock[20]
    mine, theirs = StockAndFlow((one,)), StockAndFlow((other,))
    assert mine.chosen(origin, 1) == theirs.chosen(origin, 1)
    assert np.array_equal(mine(one.until(origin), origin, (1, 5), 1), theirs(other.until(origin), origin, (1, 5), 1))


def test_a_lasting_direction_is_found_out():
    rng = np.random.default_rng(2)
    entries = 20_000 * np.exp(np.cumsum(0.03 + 0.004 * rng.standard_normal(30)))
    known = series(entries, 0.45 * np.exp(0.004 * rng.standard_normal(30)), start=45_000.0)
    assert StockAndFlow((known,)).chosen(2030, 1).drift_years > 0


def test_with_nothing_to_go_by_the_first_variant_is_used():
    assert StockAndFlow((wandering(1).until(2004),)).chosen(2004, 1) == VARIANTS[0]


def test_lenders_steady_an_area_of_few_years():
    """An area whose few changes happened to be small is no surer than the areas like it."""
    short = [wandering(seed, years=6, area=str(seed)) for seed in range(8)]
    calm = series([28_000.0 + k for k in range(6)], [0.45 + 1e-4 * k for k in range(6)], area="calm")
    alone, together = StockAndFlow((calm,)), StockAndFlow((*short, calm))
    last = int(calm.years[-1])
    assert alone(calm, last, (5,), 1).std() < 0.2 * together(calm, last, (5,), 1).std()


def test_the_same_seed_gives_the_same_draws_and_another_does_not():
    known = wandering(3)
    again = [StockAndFlow((known,))(known, 2030, (1, 2, 3), seed) for seed in (1, 1, 2)]
    assert np.array_equal(again[0], again[1])
    assert not np.array_equal(again[0], again[2])


def test_a_horizon_does_not_depend_on_the_others_asked_for():
    known = wandering(3)
    ours = StockAndFlow((known,))
    assert np.array_equal(ours(known, 2030, (2,), 1)[:, 0], ours(known, 2030, (1, 2), 1)[:, 1])
    assert (crps(ours(known, 2030, (1, 2), 1), [60_000, 60_000]) > 0).all()
