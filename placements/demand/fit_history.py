"""From the statutory returns of a region to fitted demand: real children, real dates, rates from weeks at risk."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from placements.demand import assumptions
from placements.demand.assumed import (
    AGE_BY_KIND,
    BEFORE_18,
    ENTRY_TREND_SD,
    EXIT_TREND_SD,
    MOVE_TREND_SD,
    STAY_IN_KIND,
    UASC_TREND_SD,
    WEEKS_A_YEAR,
)  # fmt: skip
from placements.demand.calendar import EDGES, birthdays
from placements.demand.fit import AHEAD, BACK, NO_TREND
from placements.demand.model import CHILDREN, UNACCOMPANIED, Back, Demand, People
from placements.demand.paths import AGES, EXITS, FROM_AGE, KINDS, Array
from placements.demand.periods import Cells, at_risk, events, hazards
from placements.demand.population import population
from placements.demand.rates import Rates, fit_rates
from placements.demand.shapes import CELLS, CELLS_A_YEAR
from placements.demand.stays import OPEN, Stays, stays_of
from placements.errors import InputError
from placements.fitting import Floats
from placements.geography.authorities import authority_facts
from placements.history import History

_AT_18 = EXITS.index("age")
_PRIOR_BACK, _PRIOR_MOVES, _PRIOR_STARTS = 20.0, 5.0, 5.0
"""How many events what is usual weighs, beside the region's own."""


def fit_history(history: History, data: Path | None, as_of: date, seed: int) -> Demand:
    """Return demand fitted to returns up to `as_of`; with `data`, population is the denominator of starts.

    Only days the returns cover count; weeks between the last of them and `as_of` are simulated too. Raises InputError
    where the returns hold too little.
    """
    history = _until(history, as_of)
    authorities = tuple(sorted(str(code) for code in set(history.covers["authority"])))
    stays = stays_of(history, authorities)
    if len(stays) < 2:
        raise InputError("The history holds no care of children whose date of birth is known.")
    years, ends = _years(history)
    counted = ends[-1]
    lead = max(0, (as_of - counted).days) // 7
    first = as_of - timedelta(days=7 * lead)
    people, known = _population(data, authorities, years)
    starts, counts = _starts(stays), _Counts.of(stays, ends, len(authorities))
    tables = [_hazards(stays.pick(stays.stream == stream), stays) for stream in (CHILDREN, UNACCOMPANIED)]
    move_cells = Cells(at_risk(stays, stays.start), events(stays, stays.moved, stays.start))
    rates = _rates(counts, people[: len(years)])
    back = _back(stays, starts, len(authorities))
    return Demand(
        as_of=as_of, authorities=authorities, first=first, lead=lead, seed=seed, source="statutory returns",
        year=years[-1], population=people[len(years) - 1 :], starts=rates[0], starts_uasc=rates[1],
        exit_rates=rates[2], exit_rates_uasc=rates[3], move_rates=rates[4],
        exits=_levelled(np.stack(tables), counts, rates), moves=_levelled_moves(hazards(move_cells), counts, rates[4]),
        move_to=_move_to(stays), start_kind=_start_kind(starts), start_cells=_start_cells(starts),
        drift=(ENTRY_TREND_SD, EXIT_TREND_SD, UASC_TREND_SD), residual=(0.0, 0.0),
        male=np.full(len(authorities), float(stays.sex.mean())), back=back,
        held=_held(stays, (counted - date(1970, 1, 1)).days),
        assumptions=assumptions.of_history(
            int(history.children["child_id"].nunique()), len(history.episodes), f"up to {counted}",
            int(history.children["date_of_birth"].notna().sum()), known,
        ),
    )  # fmt: skip


def _until(history: History, as_of: date) -> History:
    """Return what the returns could say on a day; raises InputError if nothing."""
    day = pd.Timestamp(as_of)
    covers = history.covers[history.covers["from"] <= day].copy()
    if covers.empty:
        raise InputError(f"The history holds no returns from before {as_of}.")
    covers["to"] = covers["to"].where(covers["to"] <= day, day)
    episodes = history.episodes[history.episodes["started_on"] <= day].copy()
    later = episodes["ended_on"] > day
    episodes.loc[later, ["ended_on", "reason_ended"]] = pd.NaT, pd.NA
    episodes.loc[episodes["until"] > day, "until"] = day + pd.Timedelta(days=1)
    return History(history.children, episodes, covers)


def _years(history: History) -> tuple[tuple[int, ...], list[date]]:
    """Return the years whose 31 March the returns reach, or the last part of one, and the last day of each."""
    first, last = history.covers["from"].min().date(), history.covers["to"].max().date()
    start, end = (day.year + (day >= date(day.year, 4, 1)) for day in (first, last))
    years = tuple(range(start, end + 1))
    return years, [min(date(year, 3, 31), last) for year in years]


def _population(data: Path | None, authorities: tuple[str, ...], years: tuple[int, ...]) -> tuple[Floats, bool]:
    """Return children by year, authority and age, and whether they are known; else as many everywhere, always."""
    ending = range(years[0], years[-1] + AHEAD + 1)
    if data is None or not set(authorities) <= set(authority_facts()):
        return np.full((len(ending), len(authorities), len(AGES)), 1e4), False
    single = population(data, authorities, [year - 1 for year in ending], years[-1] - 1)
    return np.add.reduceat(single, FROM_AGE, axis=2), True


class _Counts:
    """Starts, exits before 18 and moves by year, authority and age, with years at risk, of both streams."""

    def __init__(
        self, starts: list[Floats], exits: list[Floats], risk: list[Floats], moves: Floats, part: Floats
    ) -> None:
        self.starts, self.exits, self.risk, self.moves, self.part = starts, exits, risk, moves, part

    @staticmethod
    def of(stays: Stays, ends: list[date], authorities: int) -> "_Counts":
        """Count the stays, year by year."""
        begin = [(date(end.year - (end < date(end.year, 4, 1)), 4, 1) - date(1970, 1, 1)).days for end in ends]
        stop = [(end - date(1970, 1, 1)).days + 1 for end in ends]
        shape = (len(ends), authorities, len(AGES))
        starts, exits, risk = ([np.zeros(shape) for _ in range(2)] for _ in range(3))
        moves, part = np.zeros(shape), np.zeros(shape[:2])
        for y, (low, high) in enumerate(zip(begin, stop, strict=True)):
            for o in range(authorities):
                own = stays.authority == o
                if not own.any():
                    continue
                shown = min(high, int(stays.seen_to[own].max())) - max(low, int(stays.seen_from[own].min()))
                part[y, o] = max(0, shown) / (7 * WEEKS_A_YEAR)
                for stream in (CHILDREN, UNACCOMPANIED):
                    rows = stays.pick(own & (stays.stream == stream))
                    risk[stream][y, o] = at_risk(rows, rows.since, low, high).sum(axis=(1, 2)) / WEEKS_A_YEAR
                    within = (rows.end > low) & (rows.end <= high)
                    gone = within & (rows.how >= 0) & (rows.how != _AT_18)
                    exits[stream][y, o] = events(rows, gone, rows.since).sum(axis=(1, 2))
                    moves[y, o] += events(rows, within & rows.moved, rows.start).sum(axis=(1, 2))
                    begun = (rows.start == rows.since) & (rows.start >= low) & (rows.start < high)
                    starts[stream][y, o] = np.bincount(_ages(rows.born[begun], rows.start[begun]), minlength=len(AGES))
        return _Counts(starts, exits, risk, moves, part)


def _ages(born: Array, day: Array) -> Array:
    found: Array = np.stack([birthdays(born, edge) <= day for edge in EDGES[:-1]]).sum(axis=0)
    return found


def _rates(counts: _Counts, people: Floats) -> tuple[Rates, ...]:
    exposed = people * counts.part[:, :, None]
    alone = exposed[:, :, -1:]
    return (
        fit_rates(counts.starts[0], exposed, ENTRY_TREND_SD),
        fit_rates(counts.starts[1].sum(axis=2)[:, :, None], alone, NO_TREND),
        fit_rates(counts.exits[0], counts.risk[0], EXIT_TREND_SD),
        fit_rates(counts.exits[1].sum(axis=2)[:, :, None], counts.risk[1].sum(axis=2)[:, :, None], NO_TREND),
        fit_rates(counts.moves.sum(axis=2)[:, :, None], (counts.risk[0] + counts.risk[1]).sum(axis=2)[:, :, None],
                  MOVE_TREND_SD),
    )  # fmt: skip


def _hazards(own: Stays, every: Stays) -> Floats:
    """Return weekly hazards by exit, age, time and kind of one stream; of all children where it has few exits."""
    gone = (own.how >= 0) & (own.how != _AT_18)
    stays = own if gone.sum() >= 50 else every
    risk = at_risk(stays, stays.since)
    return np.stack([
        hazards(Cells(risk, events(stays, stays.how == EXITS.index(name), stays.since))) for name in BEFORE_18
    ])  # fmt: skip


def _levelled(tables: Floats, counts: _Counts, rates: tuple[Rates, ...]) -> Floats:
    """Return hazards scaled from the mean of all years to the level of the last, by age."""
    found = tables.copy()
    for stream, rate in ((CHILDREN, rates[2]), (UNACCOMPANIED, rates[3])):
        seen, risk = (part[stream].sum(axis=(0, 1)) for part in (counts.exits, counts.risk))
        if stream == UNACCOMPANIED:
            seen, risk = seen.sum(keepdims=True), risk.sum(keepdims=True)
        mean = (seen + 0.5) / np.maximum(risk, 1.0)
        ratio = np.where(seen > 0, np.clip(np.exp(rate.level) / mean, 0.2, 5.0), 1.0)
        found[stream] *= np.broadcast_to(ratio, (len(AGES),))[None, :, None, None]
    return np.minimum(found, 0.5)


def _levelled_moves(table: Floats, counts: _Counts, rate: Rates) -> Floats:
    seen, risk = counts.moves.sum(), sum(part.sum() for part in counts.risk)
    ratio = np.clip(np.exp(rate.level[0]) * risk / seen, 0.2, 5.0) if seen > 0 else 1.0
    return np.minimum(table * ratio, 0.5)


def _starts(stays: Stays) -> Stays:
    """Return the first stay of each time in care that began while the returns would show it."""
    return stays.pick((stays.start == stays.since) & (stays.start >= stays.seen_from))


def _start_kind(starts: Stays) -> Floats:
    """Return where children start by stream and age, with a few children as everybody starts."""
    usual = AGE_BY_KIND.T * np.bincount(starts.kind, minlength=len(KINDS)) + 1e-6 * (AGE_BY_KIND.T > 0)
    found = np.stack([usual / usual.sum(axis=1, keepdims=True)] * 2) * _PRIOR_STARTS
    np.add.at(found, (starts.stream, _ages(starts.born, starts.start), starts.kind), 1.0)
    return np.asarray(found / found.sum(axis=2, keepdims=True), dtype=np.float64)


def _start_cells(starts: Stays) -> Floats:
    """Return how many children start at each cell of age by stream, with a little everywhere."""
    cell = np.clip((starts.start - starts.born) * CELLS_A_YEAR / 365.25, 0, CELLS - 1).astype(np.int64)
    found = np.zeros((2, CELLS))
    np.add.at(found, (starts.stream, cell), 1.0)
    found[CHILDREN] += 0.2
    found[UNACCOMPANIED, 15 * CELLS_A_YEAR :] += 0.2
    return found


def _move_to(stays: Stays) -> Floats:
    """Return where children who move go by age and kind left, with a few moves as usual."""
    possible = (AGE_BY_KIND.T > 0).astype(np.float64)
    usual = STAY_IN_KIND[None] * possible[:, None, :]
    found = usual / usual.sum(axis=2, keepdims=True) * _PRIOR_MOVES
    rows = np.flatnonzero(stays.moved & (stays.end >= stays.seen_from))
    age = np.minimum(_ages(stays.born[rows], stays.end[rows]), len(AGES) - 1)
    np.add.at(found, (age, stays.kind[rows], stays.kind[rows + 1]), 1.0)
    return np.asarray(found / found.sum(axis=2, keepdims=True), dtype=np.float64)


def _back(stays: Stays, starts: Stays, authorities: int) -> Back:
    """Return how children come back: the region's own as far as its numbers go, what is usual for the rest."""
    home = stays.pick((stays.how == EXITS.index("home")) & (stays.end >= stays.seen_from) & (stays.end < OPEN))
    again = _next_start(home, stays)
    year = round(7 * WEEKS_A_YEAR)
    weekly = []
    for number, (low, high) in enumerate(((0, year), (year, 6 * year))):
        until = np.minimum.reduce([again, home.seen_to, birthdays(home.born, 18).astype(np.int64), home.end + high])
        weeks = np.maximum(until - home.end - low, 0).sum() / 7.0
        came = ((again < home.seen_to) & (again - home.end >= low) & (again - home.end < high)).sum()
        weekly.append(float((came + _PRIOR_BACK) / (weeks + _PRIOR_BACK / BACK[number])))
    cells = np.zeros((authorities, CELLS))
    cell = np.clip((home.end - home.born) * CELLS_A_YEAR / 365.25, 0, CELLS - 1).astype(np.int64)
    np.add.at(cells, (home.authority, cell), 1.0)
    years = max(1.0, float((stays.seen_to - stays.seen_from).max()) / year)
    seen = np.bincount(_ages(starts.born, starts.start), minlength=len(AGES)).astype(np.float64)
    returned = np.isin(starts.child, home.child) & (starts.start > _first_home(starts, home))
    back = np.bincount(_ages(starts.born[returned], starts.start[returned]), minlength=len(AGES))
    return Back((weekly[0], weekly[1]), cells / years, np.clip(back / np.maximum(seen, 1.0), 0.0, 0.6))


def _next_start(home: Stays, stays: Stays) -> Array:
    """Return the day each child who went home starts again, OPEN for never."""
    first = stays.start == stays.since
    found = np.full(len(home), OPEN)
    order = np.lexsort((stays.start[first], stays.child[first]))
    child, start = stays.child[first][order].astype(np.int64), stays.start[first][order]
    key = child * (1 << 20) + start
    at = np.searchsorted(key, home.child.astype(np.int64) * (1 << 20) + home.end, side="left")
    there = at < len(key)
    same = np.zeros(len(home), dtype=bool)
    same[there] = child[at[there]] == home.child[there]
    found[same] = start[at[same]]
    return found


def _first_home(starts: Stays, home: Stays) -> Array:
    days = pd.Series(home.end).groupby(home.child).min()
    return np.asarray(pd.Series(starts.child).map(days).fillna(OPEN), dtype=np.int64)


def _held(stays: Stays, day: int) -> People:
    """Return the children looked after at the end of a day."""
    here = stays.pick((stays.start <= day) & (stays.end > day) & (birthdays(stays.born, 18) > day))
    columns = (here.authority, here.stream, here.kind, here.sex, here.born, here.since, here.start,
               np.arange(len(here), dtype=np.int64))  # fmt: skip
    return People(*(column.astype(np.int64 if column is columns[-1] else np.int32) for column in columns))
