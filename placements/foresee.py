"""What a planner may ask: demand, its record, what is missing and what would change it; imported when it is called."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placements.errors import UsageError

if TYPE_CHECKING:
    from placements.demand.model import Demand

Told = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def _quiet(done: int, all_: int) -> None:
    """Say nothing."""


PUBLISHED = "published tables"
LAST_COUNT = date(2025, 3, 31)
"""The last 31 March the published tables tell."""


def authorities(area: str) -> tuple[str, ...]:
    """Return the ONS codes of England, a region, a co-operative, or codes and names with commas; raises UsageError."""
    from placements.demand.areas import authorities_of

    return authorities_of(area)


def last_covered(history: str | Path) -> date:
    """Return the last day the returns in a region folder cover."""
    from placements.history import read_history

    last: date = read_history(history).covers["to"].max().date()
    return last


def demand(
    authorities: Sequence[str], as_of: date, *, data: str | Path | None = None, history: str | Path | None = None,
    seed: int = 1,
) -> Demand:  # fmt: skip
    """Return demand fitted to the history of a region folder, or without one to the published tables in `data`."""
    if history is not None:
        from placements.demand.fit_history import fit_history
        from placements.history import read_history

        return fit_history(read_history(history), None if data is None else Path(data), as_of, seed)
    if data is None:
        raise UsageError("A forecast needs --data with the published tables, or --history with statutory returns.")
    from placements.demand.fit import fit_published

    return fit_published(Path(data), authorities, as_of, seed)


def forecast(
    fitted: Demand, *, weeks: int = 156, replicates: int = 200, workers: str = "1", told: Told = _quiet,
    data: str | Path | None = None, back_to: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the forecast of fitted demand (schema placements/forecast/1), the same for any number of workers.

    `data` adds the record of past forecasts; `back_to` a forecast made on that 31 March beside what was counted since.
    """
    from placements.demand import forecast as document
    from placements.sufficiency.spread import spread

    if weeks < 1 or replicates < 1:
        raise UsageError("A forecast needs at least one week and one replicate.")
    found = spread(document.lines, document.Work(fitted, weeks), range(replicates), workers, told)
    back = None
    if back_to is not None and (data is None or fitted.source != PUBLISHED or back_to.year >= fitted.year):
        raise UsageError("A forecast can be made again from an earlier 31 March of the published tables only.")
    if data is not None and back_to is not None:
        last = fitted.year
        back = document.back_cast(Path(data), fitted.authorities, back_to, last, fitted.seed, min(replicates, 60))
    record = None if data is None else _backtest(Path(data), fitted.seed)
    return document.forecast(found, fitted, backtest=record, back_cast=back)


def write_forecast(document: dict[str, Any], out: str | Path) -> None:
    """Write a forecast as JSON, the same bytes for the same forecast."""
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    Path(out).write_text(text, encoding="utf-8", newline="\n")


def _backtest(data: Path, seed: int) -> dict[str, Any] | None:
    """Return the record of past forecasts, where the part that keeps it is there."""
    from importlib import import_module
    from importlib.util import find_spec

    if find_spec("placements.demand.record") is None:
        return None
    found: dict[str, Any] = import_module("placements.demand.record.document").record(data, seed)
    return found
