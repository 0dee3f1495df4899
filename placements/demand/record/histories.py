"""Back-tests on returns of children: at the end of each year of returns, with nothing known that came later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from placements.demand.record import baselines, scores
from placements.demand.record.by_child import by_child
from placements.demand.record.rolling import Forecaster, roll, summary, winners
from placements.demand.record.sentences import beats, compared, covered, overlap
from placements.demand.record.stays import Stays, day_of, stays_of
from placements.demand.record.transitions import Transitions
from placements.errors import UsageError
from placements.history.read import History

Array = npt.NDArray[np.float64]
WEEK, QUARTER = 7, 91
HORIZONS = (13, 26, 52, 104, 156)
"""Weeks."""
MARCH_END = (3, 31)
EVERYBODY = "all authorities"
MODEL, LINE = "cs_demand_model", "line_quarters"
NOTE = (
    "Over returns that are made up, a record says how methods compare on them and nothing about a real authority: "
    "made-up "
    "children neither enter nor leave as real ones do."
)


@dataclass(frozen=True)
class Returns:
    """A case: children of one authority, or of all, origins being days since 1970 and horizons weeks."""

    area: str
    stays: Stays
    origins: Sequence[int]
    last_day: int
    horizons: Sequence[int] = HORIZONS
    unit: int = WEEK

    def known(self, origin: int) -> Stays:
        """Return what returns up to a day say."""
        return self.stays.known(origin)

    def actual(self, origin: int, horizon: int) -> float | None:
        """Return the stock so many weeks later; None beyond the returns, or where nobody is left to be forecast."""
        day = origin + horizon * WEEK
        stock = float(self.stays.stock(np.array([day]))[0])
        return stock if day <= self.last_day and stock > 0 else None

    def scale(self, origin: int) -> float:
        """Return the mean absolute change from quarter to quarter up to the origin; 1 where there was none."""
        return scores.scale(_quarters(self.known(origin), origin)) or 1.0


def line(history: Stays, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the straight line through the stock of every quarter so far, with its predictive interval."""
    past = _quarters(history, origin)
    times = np.arange(1 - len(past), 1) * QUARTER / WEEK
    return baselines.straight(times, past, horizons)


def naive(history: Stays, origin: int, horizons: Sequence[int], seed: int) -> Array:
    """Return the last stock, with the spread of past quarterly changes."""
    return baselines.walk(_quarters(history, origin), [horizon * WEEK / QUARTER for horizon in horizons])


OURS = "by_child"
METHODS: Mapping[str, tuple[Forecaster[Stays], str]] = {
    OURS: (by_child, "each child's age and time in care, rates from sums, uncertain rates and lives"),
    MODEL: (Transitions(), "cs-demand-model's method, rates of the last year; a point"),
    f"{MODEL}_all": (Transitions(None), "cs-demand-model's method, rates of all the returns; a point"),
    LINE: (line, "the straight line through the stock of every quarter"),
    "naive": (naive, "the last stock, with the spread of past quarterly changes"),
}
FITTED = "fitted_demand"
WHAT = {
    FITTED: "demand fitted to the returns anew at each origin, as the forecast has it",
    **{name: what for name, (_, what) in METHODS.items()},
}
RULERS = (MODEL, f"{MODEL}_all", LINE, "naive", OURS)


def look_back(
    history: History, seed: int, more: Mapping[str, Forecaster[Stays]] | None = None, ours: str = OURS
) -> dict[str, Any]:
    """Return the record over one history: all authorities together, and each by itself where there are several.

    `more` adds forecasters of them all by name; `ours` is the one of these that is held against the rest. Raises
    UsageError where the returns do not reach beyond the end of their first year.
    """
    stays, last = stays_of(history), _day(history.covers["to"].min())
    origins = [day for day in _year_ends(stays.first_day, last) if day + min(HORIZONS) * WEEK <= last]
    if not origins:
        raise UsageError("A record needs returns of more than one year: what came true has to be known.")
    methods = {**{name: method for name, (method, _) in METHODS.items()}, **(more or {})}
    names = sorted({str(name) for name in stays.authority})
    whole = roll(Returns(EVERYBODY, stays, origins, last), methods, seed)
    found = {
        "from": str(day_of(stays.first_day)), "to": str(day_of(last)), "unit": "week",
        "origins": [str(day_of(day)) for day in origins], "horizons": list(HORIZONS), "ours": ours,
        "forecasters": [{"name": name, "what": WHAT.get(name, name)} for name in methods],
        "whole": {**_scored(whole, ours, "All authorities"), "lines": _lines(whole), "points": _points(stays, last)},
        "authorities": None, "notes": [NOTE],
    }  # fmt: skip
    if len(names) > 1:
        plain = {name: method for name, (method, _) in METHODS.items()}
        parts = [roll(Returns(name, stays.of(name), origins, last), plain, seed) for name in names]
        apart = _scored(pd.concat(parts, ignore_index=True), OURS, f"{len(names)} authorities")
        found["authorities"] = {"areas": names, "ours": OURS, **apart}
    return found


def _scored(table: pd.DataFrame, ours: str, whose: str) -> dict[str, Any]:
    by_horizon, found = winners(table, ours), summary(table)
    rulers = [name for name in RULERS if name != ours]
    return {
        "scores": found, "winners": by_horizon,
        "sentences": [*beats(by_horizon, rulers, whose, "week"), *compared(by_horizon, ours, whose, "week"),
                      *covered(found, ours, whose), overlap(by_horizon, "weeks")],
    }  # fmt: skip


def _lines(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what each method said at each origin."""
    return [
        {
            "origin": str(day_of(int(row["origin"]))), "forecaster": str(row["forecaster"]),
            "date": str(day_of(int(row["origin"] + row["horizon"] * WEEK))), "actual": round(row["actual"]),
            **{key: None if np.isnan(row[key]) else round(row[key], 1) for key in ("p10", "p50", "p90")},
        }
        for row in table.to_dict("records")
    ]  # fmt: skip


def _points(stays: Stays, last: int) -> list[dict[str, Any]]:
    days = np.arange(last, stays.first_day - 1, -QUARTER)[::-1]
    return [{"date": str(day_of(int(day))), "stock": int(n)} for day, n in zip(days, stays.stock(days), strict=True)]


def _quarters(history: Stays, origin: int) -> Array:
    """Return the stock at the origin and every quarter of a year before it that the returns cover."""
    days = np.arange(origin, history.first_day - 1, -QUARTER)[::-1]
    return history.stock(days).astype(float)


def _year_ends(first: int, last: int) -> list[int]:
    return [day for day in range(first, last + 1) if (day_of(day).month, day_of(day).day) == MARCH_END]


def _day(stamp: pd.Timestamp) -> int:
    return int(stamp.to_datetime64().astype("datetime64[D]").astype(np.int64))
