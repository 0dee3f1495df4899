"""Fitted demand and histories made by hand, with every rate known."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from placements.demand.assumed import AGE_BY_KIND, DURATIONS, STAY_IN_KIND
from placements.demand.model import Back, Demand, Held
from placements.demand.paths import AGES, KINDS
from placements.demand.rates import Rates
from placements.demand.shapes import CELLS
from placements.history import History
from placements.units import birthday

WEEK = 365.25 / 7.0
SHAPE = (len(AGES), len(DURATIONS), len(KINDS))


def rates(yearly, authorities, groups, sd=0.0, spread=0.0):
    """Rates a year, the same everywhere; `sd`: of the level, `spread`: of a single year."""
    yearly = np.broadcast_to(np.asarray(yearly, dtype=float), (groups,))
    known = np.full((authorities, groups), 1e12)
    covariance = np.diag(np.concatenate([np.full(groups, sd**2), np.zeros(groups)]))
    return Rates(np.log(yearly), np.zeros(groups), covariance, known, known, np.full(groups, spread))


def demand(
    authorities=2,
    held=400,
    starts=40.0,
    exits=0.0077,
    moves=0.01,
    uasc=5.0,
    seed=7,
    sd=0.0,
    spread=0.0,
    back=0.0,
    drift=(0.0, 0.0, 0.0),
    first=date(2025, 3, 31),
    lead=0,
) -> Demand:
    """Demand with one weekly hazard for each exit and for moves; `held`, `starts` by authority, in a year."""
    codes = tuple(f"E0{number}" for number in range(authorities))
    counts = np.zeros((authorities, 2, len(AGES), len(KINDS)), dtype=np.int64)
    counts[:, 0, :4, 0] = held // 4
    counts[:, 1, 4, 3] = 10
    people = np.full((15, authorities, len(AGES)), 1000.0)
    each = np.array([starts / 4.0] * 4 + [1e-9]) / 1000.0
    one = np.ones((2, CELLS))
    one[1, : 15 * 13] = 0.0
    kinds = AGE_BY_KIND.T[None] / AGE_BY_KIND.sum(axis=0)[None, :, None]
    to = STAY_IN_KIND[None] * (AGE_BY_KIND.T > 0)[:, None, :]
    hazards = np.full((2, 4, *SHAPE), exits / 4.0)
    return Demand(
        as_of=date.fromordinal(first.toordinal() + 7 * lead), authorities=codes, first=first, lead=lead, seed=seed,
        source="made", year=2025, population=people, starts=rates(each, authorities, 5, sd, spread),
        starts_uasc=rates(uasc / 1000.0, authorities, 1), exit_rates=rates(1.0, authorities, 5),
        exit_rates_uasc=rates(1.0, authorities, 1), move_rates=rates(1.0, authorities, 1), exits=hazards,
        moves=np.full(SHAPE, moves), move_to=to / to.sum(axis=2, keepdims=True), start_kind=np.concatenate([kinds] * 2),
        start_cells=one, drift=drift, residual=(0.0, 0.0), male=np.full(authorities, 0.5),
        back=Back((back, back), np.zeros((authorities, CELLS)), np.zeros(len(AGES))),
        held=Held(counts, np.ones((2, CELLS)), np.tril(np.ones((2, CELLS, CELLS))), np.ones((len(KINDS), CELLS))),
    )  # fmt: skip


def babies(made):
    """The same demand with everybody under 5 for years: nobody reaches 18 in the time simulated."""
    counts = np.zeros_like(made.held.counts)
    counts[:, 0, 1, 0] = made.held.counts.sum() // len(counts)
    each = np.array([made_start(made), 1e-12, 1e-12, 1e-12, 1e-12])
    starts = replace(made.starts, level=np.log(each))
    return replace(made, held=replace(made.held, counts=counts), starts=starts)


def made_start(made):
    """All the starts a year per child of an age."""
    return float(np.exp(made.starts.level).sum())


def history(children=600, leave=0.012, move=0.02, years=6, seed=3, authority="E0"):
    """Returns of children who start evenly, leave and move at known weekly hazards; times are drawn one by one."""
    rng = np.random.default_rng(seed)
    begin, end = np.datetime64("2018-04-01"), np.datetime64("2018-04-01") + round(years * 365.25)
    people, rows = [], []
    for number in range(children):
        start = begin + int(rng.integers(0, (end - begin).astype(int)))
        born = start - int(rng.integers(400, 5000))
        name = f"C{number:05d}"
        people.append((name, authority, "F" if number % 2 else "M", born, False))
        leaves, day, kind, reason = start + int(np.ceil(rng.exponential(7 / leave))), start, "foster", "S"
        adult = np.datetime64(birthday(born.astype(object), 18))
        while True:
            moves = day + int(np.ceil(rng.exponential(7 / move)))
            stop = min(moves, leaves, adult)
            ended = "X1" if stop == moves and moves < min(leaves, adult) else "E4A"
            told = (stop, ended) if stop < end else (None, None)
            rows.append((name, authority, day, reason, kind, *told, min(stop, end)))
            if ended != "X1" or stop >= end:
                break
            day, reason = stop, "P"
    return _frames(people, rows, begin, end, authority)


def _frames(people, rows, begin, end, authority):
    children = pd.DataFrame(people, columns=["child_id", "authority", "sex", "date_of_birth", "uasc"])
    children["date_of_birth"] = pd.to_datetime(children["date_of_birth"])
    children["uasc"] = children["uasc"].astype("boolean")
    names = ["child_id", "authority", "started_on", "reason_started", "kind", "ended_on", "reason_ended", "until"]
    episodes = pd.DataFrame(rows, columns=names)
    for name in ("started_on", "ended_on", "until"):
        episodes[name] = pd.to_datetime(episodes[name])
    for name in ("child_id", "authority", "reason_started", "kind", "reason_ended"):
        episodes[name] = episodes[name].astype("string")
    episodes["legal_status"] = pd.Series("C2", index=episodes.index, dtype="string")
    episodes["temporary"] = pd.Series(False, index=episodes.index, dtype="boolean")
    covers = pd.DataFrame({"authority": [authority], "from": [pd.Timestamp(begin)], "to": [pd.Timestamp(end - 1)]})
    return History(children, episodes.sort_values(["child_id", "started_on"], ignore_index=True), covers)
