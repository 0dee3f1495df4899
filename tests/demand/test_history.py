"""Hazards come back from returns drawn at known hazards, and the children of today are those the returns show."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from demand_made import history

from placements.demand.fit_history import fit_history
from placements.demand.paths import EXITS
from placements.demand.periods import Cells, at_risk, events, hazards
from placements.demand.simulate import simulate
from placements.demand.stays import OPEN, stays_of
from placements.errors import InputError
from placements.history import History

END = date(2024, 3, 31)


@pytest.fixture(scope="module")
def returns():
    return history(children=2500)


def test_weeks_at_risk_and_events_give_the_hazards_back(returns):
    stays = stays_of(returns, ("E0",))
    leaving = events(stays, stays.how == EXITS.index("home"), stays.since).sum()
    moving = events(stays, stays.moved, stays.start).sum()
    weeks = at_risk(stays, stays.since).sum()
    assert weeks == pytest.approx(at_risk(stays, stays.start).sum())
    assert leaving / weeks == pytest.approx(0.012, abs=3 * np.sqrt(0.012 / weeks))
    assert moving / weeks == pytest.approx(0.02, abs=3 * np.sqrt(0.02 / weeks))


def test_the_regression_finds_the_cells_hazards(returns):
    stays = stays_of(returns, ("E0",))
    cells = Cells(at_risk(stays, stays.since), events(stays, stays.how == EXITS.index("home"), stays.since))
    found = hazards(cells)
    large = cells.weeks > 2000
    assert large.sum() >= 5
    assert found[large] == pytest.approx(0.012, rel=0.5)
    assert found[large].mean() == pytest.approx(0.012, rel=0.1)
    assert (found > 0).all()


def test_the_regression_sees_that_long_stays_end_less_often():
    rng = np.random.default_rng(1)
    weeks = np.full((5, 6, 6), 3000.0)
    true = 0.03 * np.array([1.0, 0.7, 0.5, 0.3, 0.2, 0.1])[None, :, None] * np.ones((5, 1, 6))
    found = hazards(Cells(weeks, rng.poisson(weeks * true).astype(float)))
    assert np.log(found / true) == pytest.approx(0.0, abs=0.35)
    assert abs(np.log(found / true).mean()) < 0.03


def test_children_of_today_are_those_the_returns_show(returns):
    fitted = fit_history(returns, None, END, 1)
    open_ = returns.episodes[returns.episodes["ended_on"].isna()]
    assert len(fitted.held.born) == len(open_)
    assert simulate(fitted, 0, 4).stock[0].sum() == len(open_)


def test_simulated_exits_and_moves_have_the_planted_hazards(returns):
    fitted = fit_history(returns, None, END, 1)
    path = simulate(replace(fitted, drift=(0.0, 0.0, 0.0)), 0, 52)
    risk = path.stock[:-1].sum()
    assert path.exits[..., [0, 1, 2, 4]].sum() / risk == pytest.approx(0.012, rel=0.25)
    assert path.moves.sum() / risk == pytest.approx(0.02, rel=0.2)
    assert path.entries.sum() == pytest.approx(2500 / 6, rel=0.25)


def test_weeks_after_the_returns_are_simulated_before_today(returns):
    fitted = fit_history(returns, None, date(2024, 9, 29), 1)
    assert fitted.lead == 26
    assert (fitted.as_of - fitted.first).days == 26 * 7


def test_what_comes_after_the_day_is_not_looked_at(returns):
    early = fit_history(returns, None, date(2022, 3, 31), 1)
    cut = returns.episodes[returns.episodes["started_on"] <= "2022-03-31"]
    known = History(returns.children, cut, returns.covers)
    assert np.array_equal(early.exits, fit_history(known, None, date(2022, 3, 31), 1).exits)
    with pytest.raises(InputError):
        fit_history(returns, None, date(2017, 1, 1), 1)


def changed(returns, **columns):
    episodes = returns.episodes.copy()
    for name, values in columns.items():
        episodes[name] = values
    return History(returns.children, episodes, returns.covers)


def test_short_breaks_days_away_and_a_change_of_status_are_no_stays_of_their_own():
    two = history(children=40, move=0.05)
    stays = stays_of(two, ("E0",))
    legal = changed(two, reason_started=two.episodes["reason_started"].replace("P", "L"))
    assert len(stays_of(legal, ("E0",))) == len(two.children) < len(stays)
    away = two.episodes["reason_started"].eq("P").astype("boolean")
    kept = stays_of(changed(two, temporary=away), ("E0",))
    assert not kept.moved.any()
    short = changed(two, legal_status=pd.Series("V3", index=two.episodes.index, dtype="string"))
    with pytest.raises(InputError):
        fit_history(short, None, END, 1)


def test_a_stay_the_next_return_does_not_show_ends_unseen(returns):
    episodes = returns.episodes.copy()
    row = episodes.index[episodes["ended_on"].isna()][0]
    episodes.loc[row, "until"] = pd.Timestamp("2024-01-01")
    stays = stays_of(History(returns.children, episodes, returns.covers), ("E0",))
    lost = stays.end == np.datetime64("2024-01-01").astype(np.int64)
    assert (stays.how[lost] == -1).any()
    assert (stays.end == OPEN).sum() == episodes["ended_on"].isna().sum() - 1


def test_the_eighteenth_birthday_is_told_by_the_dates(returns):
    stays = stays_of(returns, ("E0",))
    age = (stays.end - stays.born) / 365.25
    adult = stays.how == EXITS.index("age")
    assert adult.any()
    assert age[adult].min() > 17.99
    assert (events(stays, adult, stays.since).sum(axis=(1, 2))[:4] == 0).all()
