"""What may come, for a statement: simulated paths with the forecast they make, or this week's children again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path as Folder
from typing import Any

from placements.demand.forecast import forecast, of_path
from placements.demand.model import Demand
from placements.demand.paths import Path
from placements.demand.record.document import record
from placements.demand.simulate import simulate
from placements.domain.region import Region
from placements.history import read_history
from placements.sufficiency.levers.ground import fingerprint
from placements.sufficiency.levers.singly import singly
from placements.sufficiency.national.table import national
from placements.sufficiency.resampled import resampled_paths
from placements.sufficiency.site.known import listed
from placements.sufficiency.spread import by_tenths
from placements.sufficiency.statement import Futures

Progress = Callable[[str], None]
AGAIN = {
    "what": "this week's children come again: without history or published tables nothing is known of growth",
    "source": "the region's own waiting children", "confidence": "A",
}  # fmt: skip


@dataclass(frozen=True)
class Simulate:
    """Fitted demand, and for how many weeks."""

    demand: Demand
    weeks: int


@dataclass(frozen=True)
class Past:
    """What past forecasts are scored on: the folder of published tables, and region folders with returns."""

    data: Folder | None
    returns: tuple[Folder, ...] = ()


def path_of(common: Simulate, number: int) -> Path:
    """Return one path: the task that is spread over workers."""
    return simulate(common.demand, number, common.weeks)


def told_of(
    region: Region, fitted: Demand, paths: Sequence[Path], told_by: Past, seed: int, workers: str, progress: Progress
) -> Futures:
    """Return simulated paths with their forecast, its record, published projections and what levers would change."""
    data = told_by.data
    returns = {folder.name: read_history(folder) for folder in told_by.returns}
    past = None if data is None else record(data, seed, returns)
    told: dict[str, Any] = {} if data is None or past is None else {"record": past, "national": national(data, seed)}

    told["levers"] = singly(fitted, paths[0].weeks, seed, workers, by_tenths(progress, "Trying levers"))
    made = forecast([of_path(path) for path in paths], fitted, backtest=_short(past))
    assumed = [{"what": a.what, "of": a.kind, "source": a.source} for a in fitted.assumptions]
    return Futures(paths, made, [*assumed, *listed()], "" if data is None else fingerprint(data), told)


def _short(past: dict[str, Any] | None) -> dict[str, Any]:
    """Return the record's own sentences; the whole of it stands in the statement once."""
    return {} if past is None else {"sentences": past["national"]["sentences"]}


def again(region: Region, rate: float | None, number: int, weeks: int, seed: int) -> Futures:
    """Return this week's children again and again, at a rate a week: as many as wait now unless somebody says."""
    at = float(len(region.waiting)) if rate is None else rate
    paths = resampled_paths(region, at, number, weeks, seed)
    assumed = {**AGAIN, "value": f"{at:g} children a week"}
    return Futures(paths, _flat(region, paths), [assumed, *listed()], "")


def _flat(region: Region, paths: Sequence[Path]) -> dict[str, Any]:
    """Return the forecast of paths whose stock does not move: one line, said to be none."""
    held = float(paths[0].stock[0].sum())
    same = dict.fromkeys(("p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5"), held)
    rows = range(0, paths[0].weeks + 1, 52)
    return {
        "schema": "placements/forecast/1",
        "source": AGAIN["what"],
        "series": [
            {"date": (region.as_of + timedelta(weeks=week)).isoformat(), "week": week, "stock": same} for week in rows
        ],
        "backtest": {"sentences": [f"No forecast: {AGAIN['what']}."]},
    }
