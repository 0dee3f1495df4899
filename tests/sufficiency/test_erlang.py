"""Erlang's formulas against published values, against each other's definitions, and against a small simulation."""

import heapq

import numpy as np
import pytest

from placements.errors import UsageError
from placements.sufficiency.erlang import delay, erlang, loss, places_for


@pytest.mark.parametrize(
    ("load", "places"), [(2, 5), (5, 9), (10, 15), (20, 26), (50, 56), (100, 105), (300, 298), (6, 10), (600, 585)]
)
def test_places_for_a_loss_of_five_in_a_hundred(load: int, places: int) -> None:
    """The published table of beds for 5 % blocking, and one place fewer is not enough."""
    assert places_for(load) == places
    assert loss(places, load) <= 0.05 < loss(places - 1, load)


@pytest.mark.parametrize(("load", "places"), [(5, 10), (10, 17), (20, 29), (50, 64), (100, 119)])
def test_places_for_a_wait_of_five_in_a_hundred(load: int, places: int) -> None:
    assert places_for(load, waiting=True) == places
    assert delay(places, load) <= 0.05 < delay(places - 1, load)


@pytest.mark.parametrize(("places", "share"), [(3, 0.65), (10, 0.33), (20, 0.17), (50, 0.05)])
def test_a_small_home_held_at_85_in_a_hundred_turns_many_away(places: int, share: float) -> None:
    """At the load at which places are 85 % occupied."""
    low, high = 0.0, 100.0 * places
    for _ in range(80):
        load = (low + high) / 2
        low, high = (load, high) if load * (1 - loss(places, load)) / places < 0.85 else (low, load)
    assert loss(places, load) == pytest.approx(share, abs=0.012)


def test_the_edges() -> None:
    assert loss(0, 3) == 1.0
    assert loss(4, 0) == 0.0
    assert delay(3, 3) == 1.0
    assert loss(1, 1) == pytest.approx(0.5)
    assert loss(2, 1) == pytest.approx(0.2)
    with pytest.raises(UsageError):
        loss(-1, 1)
    with pytest.raises(UsageError):
        places_for(3, 1.0)


@pytest.mark.parametrize("stays", ["exponential", "fixed", "two sorts"])
def test_loss_agrees_with_a_simulation_whatever_stays_are_like(stays: str) -> None:
    """40,000 arrivals, ten places, a mean stay of eight: the share lost depends on the mean alone."""
    rng = np.random.default_rng(5)
    gaps = rng.exponential(1.0, 40_000)
    lasts = {
        "exponential": rng.exponential(8.0, 40_000), "fixed": np.full(40_000, 8.0),
        "two sorts": np.where(rng.random(40_000) < 0.5, 1.0, 15.0),
    }[stays]  # fmt: skip
    now, lost, busy = 0.0, 0, []
    for gap, stay in zip(gaps, lasts, strict=True):
        now += gap
        while busy and busy[0] <= now:
            heapq.heappop(busy)
        if len(busy) == 10:
            lost += 1
        else:
            heapq.heappush(busy, now + stay)
    assert lost / 40_000 == pytest.approx(loss(10, 8.0), abs=0.012)


def test_the_figure_stands_beside_what_matching_finds() -> None:
    found = erlang({"fostering": 10.0}, {"fostering": 5.0}, {"fostering": 0.5}, {"fostering": 0.2})
    (row,) = found["kinds"]
    assert row["places"] == 15
    assert row["places_for_loss"] == 15
    assert row["loss"] == pytest.approx(loss(15, 10.0), abs=1e-6)
    assert row["turned_away_a_week"] == pytest.approx(0.5 * loss(15, 10.0), abs=1e-4)
    assert row["mean_stay_weeks"] == 20.0
    assert row["unmet_a_week_by_matching"] == 0.2
