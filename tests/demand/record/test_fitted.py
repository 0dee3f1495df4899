"""Fitted demand as a forecaster: fitted to the authorities asked about, and to nothing after the origin."""

from datetime import date

import numpy as np
import pytest
from record_returns import steady

from placements.demand.record.fitted import Fitted
from placements.demand.record.stays import day_number, stays_of

ORIGIN = day_number(date(2020, 3, 31))
TWO = ("E09000006", "E09000007")


@pytest.fixture(scope="module")
def returns():
    found = steady(2, weekly=1.5, authorities=TWO)
    episodes, children = found.episodes, found.children
    episodes["until"] = episodes["until"].astype("datetime64[ns]")
    for column, value in (("reason_ended", None), ("reason_started", "S"), ("need", "N1"), ("placement", "U4")):
        episodes[column] = value
    episodes["reason_ended"] = np.where(episodes["ended_on"].notna(), "E4A", None)
    for column in ("reason_ended", "reason_started", "need", "placement"):
        episodes[column] = episodes[column].astype("string")
    episodes["temporary"] = False
    children["sex"], children["uasc"], children["authority"] = "F", False, TWO[0]
    return found


def test_it_starts_from_the_children_there_and_is_steady(returns):
    stays = stays_of(returns)
    now = stays.stock(np.array([ORIGIN]))[0]
    drawn = Fitted(returns, draws=6)(stays.known(ORIGIN), ORIGIN, (1, 52), 1)
    assert drawn.shape == (6, 2)
    assert np.median(drawn[:, 0]) == pytest.approx(now, rel=0.1)
    assert np.median(drawn[:, 1]) == pytest.approx(now, rel=0.35)


def test_one_authority_is_about_its_own_children(returns):
    stays = stays_of(returns).of(TWO[1])
    now = stays.stock(np.array([ORIGIN]))[0]
    drawn = Fitted(returns, draws=3)(stays.known(ORIGIN), ORIGIN, (1,), 1)
    assert np.median(drawn) == pytest.approx(now, rel=0.15)


def test_nothing_later_is_known_and_the_seed_decides(returns):
    stays = stays_of(returns)
    later = stays.known(ORIGIN + 200)
    drawn = [Fitted(returns, draws=2)(known, ORIGIN, (13,), 5) for known in (stays.known(ORIGIN), later)]
    assert np.array_equal(*drawn)
