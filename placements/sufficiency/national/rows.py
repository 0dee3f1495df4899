"""A row of the table: what was published, what comes out here, what closes the difference, and what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from placements.demand.record.national import StockAndFlow
from placements.demand.record.series import Series
from placements.sufficiency.national.figures import figure


@dataclass(frozen=True)
class Known:
    """What every row is worked out from: England's series, yearly pounds and places, and the forecaster."""

    england: Series
    yearly: Mapping[str, Mapping[int, float]]
    """By name (see `yearly.py`) and the year: the one a financial year ends in, or that of 31 March."""
    ours: StockAndFlow
    seed: int


@dataclass(frozen=True)
class Step:
    """One step of the arithmetic."""

    what: str
    arithmetic: str
    value: float


@dataclass(frozen=True)
class Row:
    """One published claim. `flags`: what does not fit together, such as time bases; `lines`: what a page draws."""

    key: str
    title: str
    published: str
    ours: str
    closes: str
    actual: str
    steps: tuple[Step, ...]
    figures: tuple[str, ...]
    flags: tuple[str, ...] = ()
    lines: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON has it."""
        return {
            "key": self.key, "title": self.title, "published": self.published, "ours": self.ours,
            "closes": self.closes, "actual": self.actual, "flags": list(self.flags),
            "steps": [{"what": s.what, "arithmetic": s.arithmetic, "value": _plain(s.value)} for s in self.steps],
            "lines": dict(self.lines), "figures": [figure(key).to_dict() for key in self.figures],
        }  # fmt: skip


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else round(float(value), 4)


def growth(start: float, end: float, years: float) -> float:
    """Return the yearly growth, in percent, that leads from one number to another."""
    return float(100 * ((end / start) ** (1 / years) - 1))


def financial(year: int) -> str:
    """Return the name of the financial year that ends in a year: 2024-25."""
    return f"{year - 1}-{year % 100:02d}"


def value(key: str) -> float:
    """Return the value of a published figure."""
    return figure(key).value
