"""From published tables to fitted demand: everything the simulation needs, worked out once."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from placements.demand import assumptions, moves, shapes
from placements.demand.assumed import (
    AGE_BY_KIND,
    BACK_IN_A_YEAR,
    BACK_IN_SIX,
    DURATIONS,
    EXIT_TREND_SD,
    MOVE_TREND_SD,
    UASC_MALE,
    UASC_TREND_SD,
    WEEKS_A_YEAR,
)  # fmt: skip
from placements.demand.exits import Leaving, calibrate, calibrate_uasc
from placements.demand.flows import Flows, at_risk, residual, split
from placements.demand.holding import by_kind, joint, starting_kinds, whole_children
from placements.demand.model import CHILDREN, UNACCOMPANIED, Back, Demand, Held
from placements.demand.national import National, read_national
from placements.demand.paths import AGES, FROM_AGE, KINDS
from placements.demand.population import population
from placements.demand.published import Published, read_published
from placements.demand.rates import Rates, fit_rates
from placements.demand.settle import Targets, settle
from placements.errors import UsageError
from placements.fitting import Floats, fit

AHEAD = 12
"""Years of population worked out ahead."""
NO_TREND = 0.02
"""Starts of unaccompanied children follow wars and boats, and their transfers the scheme of the day: the level of the
last two years, without a trend to speak of."""
BACK = (
    -float(np.log(1.0 - BACK_IN_A_YEAR)) / WEEKS_A_YEAR,
    -float(np.log((1.0 - BACK_IN_SIX) / (1.0 - BACK_IN_A_YEAR))) / (5.0 * WEEKS_A_YEAR),
)


def last_count(as_of: date) -> int:
    """Return the year of the last 31 March up to a day."""
    return as_of.year - (as_of < date(as_of.year, 3, 31))


def fit_published(data: Path, authorities: Sequence[str], as_of: date, seed: int) -> Demand:
    """Return demand fitted to the published tables up to `as_of`; later ones are not looked at.

    Weeks between the last 31 March counted and `as_of` are simulated too. Raises InputError naming missing files.
    """
    if not authorities:
        raise UsageError("No authority was named.")
    published = read_published(data, authorities, last_count(as_of))
    year = published.years[-1]
    england = read_national(data, year)
    children, alone = split(published)
    people = _people(data, authorities, published.years)
    extra = residual(published)
    fitted = joint(published, england)
    rates = _rates(children, alone, published, people[: len(published.years)], england)
    leaving, cells = _leaving(children, alone, fitted, england, extra[0], rates, _uasc_share(published, "ceased_uasc"))
    hazards = np.stack([part.weekly for part in leaving])
    first, lead = _first(date(year, 3, 31), as_of)
    counts = whole_children(fitted, published["age"].totals[-1])
    by = _leaving_by_kind(leaving, fitted)
    moving = _moving(published, england, fitted, rates[4], by)
    towards = _towards(published, england, fitted, moving, by, (children, alone))
    gone = _back(leaving[CHILDREN], children, cells[CHILDREN])
    demand = Demand(
        as_of=as_of, authorities=tuple(authorities), first=first, lead=lead, seed=seed, source="published tables",
        year=year, population=people[len(published.years) - 1 :], starts=rates[0], starts_uasc=rates[1],
        exit_rates=rates[2], exit_rates_uasc=rates[3], move_rates=rates[4], exits=hazards, moves=moving,
        move_to=towards, start_kind=starting_kinds(england, _uasc_share(published)),
        start_cells=np.stack([cell.starting for cell in cells]),
        drift=(england.entry_sd, england.exit_sd, UASC_TREND_SD), residual=extra,
        male=_male(published), back=gone,
        held=Held(counts, np.stack([c.held for c in cells]), np.stack([part.held for part in leaving]),
                  moves.lasting(moving, by, fitted.sum(axis=(0, 1)))),
        assumptions=assumptions.of_published(published, england, extra),
    )  # fmt: skip
    return settle(demand, _targets(published, england, fitted, rates, alone), by)


def _targets(published: Published, england: National, fitted: Floats, rates: tuple[Rates, ...], flow: Flows) -> Targets:
    """Return the first year as the fitted rates have it at the numbers held now, and the kinds after two."""
    others, alone = (fitted[:, stream].sum(axis=2) for stream in (CHILDREN, UNACCOMPANIED))
    exits = _authorities(rates[2], others).sum(axis=0)
    early = _authorities(rates[3], alone.sum(axis=1)[:, None]).sum() * _by_age(flow.exits)
    moved = _authorities(rates[4], (others + alone).sum(axis=1)[:, None]).sum()
    return Targets(exits + early, float(moved), fitted.sum(axis=(0, 1, 2)) + 2 * _change(published, england))


def _by_age(events: Floats) -> Floats:
    """Return the shares of ages of all events told."""
    sums = np.nansum(events, axis=(0, 1))
    return np.asarray(sums / max(sums.sum(), 1e-9), dtype=np.float64)


def _authorities(rates: Rates, held: Floats) -> Floats:
    """Return a year's events by authority and group."""
    found: Floats = np.exp(rates.level)[None, :] * rates.shape / rates.rate * held
    return found


def _change(published: Published, england: National) -> Floats:
    """Return half of the recent yearly change of each kind."""
    kinds = by_kind(np.nansum(published["kind"].value, axis=1), england)
    years = min(3, len(kinds) - 1)
    return np.asarray(0.5 * (kinds[-1] - kinds[-1 - years]) / years, dtype=np.float64)


def _first(counted: date, as_of: date) -> tuple[date, int]:
    """Return the model's first day, a whole number of weeks before `as_of`, and that number."""
    lead = (as_of - counted).days // 7
    return as_of - timedelta(days=7 * lead), lead


def _people(data: Path, authorities: Sequence[str], years: tuple[int, ...]) -> Floats:
    """Return children by year ending on 31 March, authority and age, from the first year counted to some years
    ahead."""
    ending = range(years[0], years[-1] + AHEAD + 1)
    single = population(data, authorities, [year - 1 for year in ending], years[-1] - 1)
    return np.add.reduceat(single, FROM_AGE, axis=2)


def _rates(children: Flows, alone: Flows, published: Published, people: Floats, england: National) -> tuple[Rates, ...]:
    """Return rates of starts and exits of both streams, and of moves."""
    held = [at_risk(flow.held) for flow in (children, alone)]
    return (
        fit_rates(children.starts, people, england.entry_sd),
        fit_rates(alone.starts.sum(axis=2)[-2:, :, None], people[-2:, :, -1:], NO_TREND),
        fit_rates(children.exits, held[0], EXIT_TREND_SD),
        fit_rates(alone.exits.sum(axis=2)[-2:, :, None], held[1].sum(axis=2)[-2:, :, None], NO_TREND),
        fit_rates(published.moves[:, :, None], (held[0] + held[1]).sum(axis=2)[:, :, None], MOVE_TREND_SD),
    )


def _expected(rates: Rates, held: Floats) -> Floats:
    """Return last year's exits as the rates have them, at the numbers held at its end: by group."""
    found: Floats = (np.exp(rates.level)[None, :] * held).sum(axis=0)
    return found


def _leaving(
    children: Flows,
    alone: Flows,
    fitted: Floats,
    england: National,
    extra: float,
    rates: tuple[Rates, ...],
    uasc_left: float,
) -> tuple[tuple[Leaving, Leaving], tuple[shapes.Ages, shapes.Ages]]:
    """Return hazards of leaving and the shapes of ages, of both streams."""
    held = fitted.sum(axis=(0, 3))
    kinds = fitted.sum(axis=0)
    cells = tuple(_ages(flow, held[stream], extra) for stream, flow in enumerate((children, alone)))
    exits = _expected(rates[2], fitted[:, CHILDREN].sum(axis=2))
    recent = np.nansum(children.reasons[-2:], axis=(0, 1))
    # England's last placements hold both streams: unaccompanied children leave from where they live.
    lone_leavers = uasc_left * england.left_from.sum() * england.uasc_in
    left_from = np.maximum(england.left_from - lone_leavers, 0.05 * england.left_from)
    stays = calibrate(cells[CHILDREN], held[CHILDREN], recent, exits, england.leavers, kinds[CHILDREN], left_from)
    early = _expected(rates[3], fitted[:, UNACCOMPANIED].sum(axis=(1, 2))[:, None])[0] * _by_age(alone.exits)
    lone = calibrate_uasc(cells[UNACCOMPANIED], held[UNACCOMPANIED], early, kinds[UNACCOMPANIED])
    return (stays, lone), (cells[0], cells[1])


def _ages(flow: Flows, held: Floats, extra: float) -> shapes.Ages:
    """Return single ages from the mean flows of the last two years."""
    starts, exits = (np.nansum(part[-2:], axis=1).mean(axis=0) for part in (flow.starts, flow.exits))
    at_18 = float(np.nansum(flow.at_18[-2:], axis=1).mean())
    change = np.nansum(flow.held[-1] - flow.held[-2], axis=0)
    return shapes.ages(held, starts * (1.0 + extra), exits, at_18, change)


def _leaving_by_kind(leaving: tuple[Leaving, Leaving], fitted: Floats) -> Floats:
    """Return the weekly hazard of leaving care before 18 by kind, the same for every time in the placement."""
    gone, here = np.zeros(len(KINDS)), np.zeros(len(KINDS))
    for stream, part in enumerate(leaving):
        kinds = fitted[:, stream].sum(axis=0)
        spent = shapes.by_band(part.held, np.ones(len(AGES)))
        gone += np.einsum("eatk,at,ak->k", part.weekly, spent, kinds)
        here += kinds.sum(axis=0)
    return np.repeat((gone / np.maximum(here, 1e-9))[:, None], len(DURATIONS), axis=1)


def _moving(published: Published, england: National, fitted: Floats, rates: Rates, leaving: Floats) -> Floats:
    """Return weekly hazards of a move by age, time and kind, scaled to the authorities' own number."""
    country = by_kind(published["kind"].england[-1], england)
    whole = fit(AGE_BY_KIND.T * country, [((1,), country), ((0,), published["age"].england[-1])])
    every = moves.move_hazards(whole, leaving, england.moves_by_age, england.moves_by_time, england.moves_from)
    out = moves.yearly(every, leaving, fitted.sum(axis=(0, 1))).sum()
    return every * float(np.exp(rates.level[0]) * fitted.sum() / out)


def _towards(
    published: Published, england: National, fitted: Floats, moving: Floats, leaving: Floats, flows: tuple[Flows, Flows]
) -> Floats:
    """Return where children who move go, so that kinds keep their numbers with half of their recent change."""
    out = moves.yearly(moving, leaving, fitted.sum(axis=(0, 1)))
    at_18 = sum(np.nansum(flow.at_18[-1]) for flow in flows)
    grown = fitted.sum(axis=(0, 1))[-1]
    ended = leaving.mean(axis=1) * fitted.sum(axis=(0, 1, 2)) * WEEKS_A_YEAR + at_18 * grown / grown.sum()
    begin = starting_kinds(england, _uasc_share(published))
    started = sum(np.nansum(flow.starts[-1], axis=0) @ begin[stream] for stream, flow in enumerate(flows))
    return moves.destinations(out, out.sum(axis=0) + ended + _change(published, england) - started)


def _back(leaving: Leaving, children: Flows, cells: shapes.Ages) -> Back:
    """Return children gone home a year, and the part of starts that is coming back."""
    weekly_home = (leaving.weekly[0]).mean(axis=2)
    held = leaving.held * np.divide(cells.held, leaving.held.sum(axis=1), out=np.zeros_like(cells.held),
                                    where=leaving.held.sum(axis=1) > 0)[:, None]  # fmt: skip
    home = (held * weekly_home[shapes.BAND_OF_CELL][:, shapes.TIME_OF_CELL]).sum(axis=1) * WEEKS_A_YEAR
    lag = (np.arange(6 * shapes.CELLS_A_YEAR) + 0.5) * shapes.CELL_WEEKS
    early = np.minimum(lag, WEEKS_A_YEAR)
    hazard = np.where(lag < WEEKS_A_YEAR, BACK[0], BACK[1])
    again = hazard * np.exp(-BACK[0] * early - BACK[1] * (lag - early)) * shapes.CELL_WEEKS
    returning = np.convolve(home, again)[: shapes.CELLS]
    by_age = np.bincount(shapes.BAND_OF_CELL, weights=returning, minlength=len(AGES))
    starts = np.nansum(children.starts[-2:], axis=1).mean(axis=0)
    share = np.clip(np.divide(by_age, starts, out=np.zeros_like(by_age), where=starts > 0), 0.0, 0.6)
    home_by = np.nan_to_num(children.reasons[-1, :, 0])
    each = home_by / max(home_by.sum(), 1e-9)
    total = home_by.sum() / max(home.sum(), 1e-9)
    return Back(BACK, each[:, None] * home[None, :] * total, share)


def _male(published: Published) -> Floats:
    """Return the share of boys among children who are not unaccompanied."""
    sex, uasc = np.nan_to_num(published["sex"].value[-1]), np.nan_to_num(published["uasc"].value[-1])
    boys = np.maximum(sex[:, 1] - UASC_MALE * uasc[:, 1], 0.0)
    share = np.divide(boys, uasc[:, 0], out=np.full(len(boys), 0.52), where=uasc[:, 0] > 0)
    return np.asarray(np.clip(share, 0.3, 0.7), dtype=np.float64)


def _uasc_share(published: Published, flow: str = "started_uasc") -> float:
    england = published[flow].england[-1]
    return float(england[1] / england.sum())
