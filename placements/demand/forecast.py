"""Many paths to one forecast: ranges week by week, as the document `placements/forecast/1`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path as Folder
from typing import Any

import numpy as np

from placements.demand.model import Demand
from placements.demand.paths import AGES, EXITS, KINDS, Array, Path
from placements.demand.simulate import simulate

SCHEMA = "placements/forecast/1"
PERCENTILES = {"p2_5": 2.5, "p10": 10.0, "p25": 25.0, "p50": 50.0, "p75": 75.0, "p90": 90.0, "p97_5": 97.5}
STEP = 4
"""Weeks between two rows of a forecast."""


@dataclass(frozen=True)
class Lines:
    """What a forecast keeps of a path: by week (rows) and age, kind or exit; `authorities` children looked after."""

    ages: Array
    kinds: Array
    uasc: Array
    authorities: Array
    entries: Array
    exits: Array
    moves: Array


@dataclass(frozen=True)
class Work:
    """What every worker needs to know."""

    demand: Demand
    weeks: int


def lines(work: Work, number: int) -> Lines:
    """Return the lines of one path: the task that is spread over workers."""
    return of_path(simulate(work.demand, number, work.weeks))


def of_path(path: Path) -> Lines:
    """Return the lines of a path."""
    stock = path.stock
    return Lines(
        stock.sum(axis=(1, 3)), stock.sum(axis=(1, 2)), path.uasc.sum(axis=1), stock.sum(axis=(2, 3)),
        path.entries.sum(axis=1), path.exits.sum(axis=(1, 2)), path.moves.sum(axis=(1, 2)),
    )  # fmt: skip


def forecast(
    found: Sequence[Lines], demand: Demand, *, backtest: dict[str, Any] | None = None,
    back_cast: dict[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the document of some paths, in the order of their numbers.

    Starts, exits and moves of a row are those of the weeks since the row before it; the first row has none.
    """
    weeks = len(found[0].uasc) - 1
    rows = sorted({*range(0, weeks + 1, STEP), *range(0, weeks + 1, 52), weeks})
    before = [0, *rows[:-1]]
    return {
        "schema": SCHEMA, "as_of": demand.as_of.isoformat(), "authorities": list(demand.authorities),
        "source": demand.source, "counted_on": demand.first.isoformat(), "weeks_before": demand.lead,
        "seed": demand.seed,
        "replicates": len(found), "weeks": weeks,
        "series": [_row(found, demand.as_of, start, week) for start, week in zip(before, rows, strict=True)],
        "by_authority": {
            code: _ranges(np.array([line.authorities[-1, at] for line in found]))
            for at, code in enumerate(demand.authorities)
        },
        "backtest": backtest or {}, "back_cast": back_cast or {},
        "assumptions": [
            {"what": each.what, "source": each.source, "kind": each.kind} for each in demand.assumptions
        ],
    }  # fmt: skip


def _row(found: Sequence[Lines], as_of: date, start: int, week: int) -> dict[str, Any]:
    def ranges(of: Any) -> dict[str, float]:
        return _ranges(np.array([of(line) for line in found], dtype=np.float64))

    def since(name: str) -> dict[str, float]:
        return ranges(lambda line: getattr(line, name)[start:week].sum())

    row: dict[str, Any] = {
        "date": (as_of + timedelta(days=7 * week)).isoformat(),
        "week": week,
        "stock": ranges(lambda line: line.ages[week].sum()),
        "ages": {age: ranges(lambda line, a=a: line.ages[week, a]) for a, age in enumerate(AGES)},
        "kinds": {kind: ranges(lambda line, k=k: line.kinds[week, k]) for k, kind in enumerate(KINDS)},
        "uasc": ranges(lambda line: line.uasc[week]),
    }
    if week > 0:
        row |= {"since_weeks": week - start, "entries": since("entries"), "moves": since("moves")}
        row["exits"] = {how: ranges(lambda line, e=e: line.exits[start:week, e].sum()) for e, how in enumerate(EXITS)}
    return row


def _ranges(values: Array) -> dict[str, float]:
    found = np.percentile(values, list(PERCENTILES.values()), method="linear")
    return {name: round(float(value), 1) for name, value in zip(PERCENTILES, found, strict=True)}


def back_cast(
    data: Folder, authorities: Sequence[str], origin: date, last: int, seed: int, replicates: int
) -> dict[str, Any]:
    """Return a forecast made with what was known on a 31 March, beside what was counted since.

    Population by single years of age is that of 2023, a little of which was not known earlier; the rest is as it was.
    """
    from placements.demand.fit import fit_published
    from placements.demand.published import read_published

    actual = read_published(data, authorities, last)
    demand = fit_published(data, authorities, origin, seed)
    weeks = (last - origin.year) * 52 + 1
    found = [lines(Work(demand, weeks), number) for number in range(replicates)]
    years = []
    for year in range(origin.year + 1, last + 1):
        week = round((date(year, 3, 31) - origin).days / 7)
        held = float(np.nansum(actual["age"].value[actual.years.index(year)]))
        row = _ranges(np.array([line.ages[min(week, weeks)].sum() for line in found], dtype=np.float64))
        inside = row["p10"] <= held <= row["p90"]
        years.append({"date": f"{year}-03-31", "counted": round(held), "stock": row, "inside_80": inside})
    return {"origin": origin.isoformat(), "replicates": replicates, "years": years}
