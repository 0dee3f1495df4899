"""Rolling origins: forecast from each past day knowing nothing later, and score every horizon once the truth is known.

Origins overlap: five years ahead from 2015 and from 2016 share four years. So each horizon also says how many of its
origins lie a whole horizon apart; no more than that many are separate pieces of evidence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from placements.demand.record import scores
from placements.demand.record.series import Series

H = TypeVar("H")
H_co = TypeVar("H_co", covariant=True)
Array = npt.NDArray[np.float64]
Forecaster = Callable[[H, int, Sequence[int], int], Array]
"""`forecaster(history, origin, horizons, seed)`: draws by horizon, from a history that ends at the origin."""


class Case(Protocol[H_co]):
    """One area's past: what was known at each origin, and what came true."""

    @property
    def area(self) -> str:
        """The area's name."""

    @property
    def origins(self) -> Sequence[int]:
        """The origins, in order."""

    @property
    def horizons(self) -> Sequence[int]:
        """The horizons, in order."""

    @property
    def unit(self) -> int:
        """How far apart two origins are that lie one step of a horizon apart."""

    def known(self, origin: int) -> H_co:
        """Return the history as it was at an origin."""

    def actual(self, origin: int, horizon: int) -> float | None:
        """Return what came true, or None where nobody knows yet."""

    def scale(self, origin: int) -> float:
        """Return what saying "no change" cost over one step before the origin."""


@dataclass(frozen=True)
class Years:
    """A case of yearly published figures."""

    series: Series
    origins: Sequence[int]
    horizons: Sequence[int]
    unit: int = 1

    @property
    def area(self) -> str:
        """The area's name."""
        return self.series.area

    def known(self, origin: int) -> Series:
        """Return the years up to the origin."""
        return self.series.until(origin)

    def actual(self, origin: int, horizon: int) -> float | None:
        """Return the stock so many years later."""
        year = origin + horizon
        return self.series.at(year) if year <= self.series.years[-1] else None

    def scale(self, origin: int) -> float:
        """Return the mean absolute yearly change up to the origin."""
        return scores.scale(self.known(origin).stock)


def roll(case: Case[H], forecasters: Mapping[str, Forecaster[H]], seed: int) -> pd.DataFrame:
    """Return one row for each forecaster, origin and horizon whose truth is known."""
    rows: list[dict[str, Any]] = []
    for origin in case.origins:
        truths = {h: truth for h in case.horizons if (truth := case.actual(origin, h)) is not None}
        if not truths:
            continue
        known, horizons, actual = case.known(origin), list(truths), np.array(list(truths.values()))
        for name, forecaster in forecasters.items():
            rows += _scored(forecaster(known, origin, horizons, seed), horizons, actual, {
                "area": case.area, "origin": origin, "forecaster": name, "scale": case.scale(origin), "unit": case.unit,
            })  # fmt: skip
    return pd.DataFrame(rows)


def _scored(draws: Array, horizons: Sequence[int], actual: Array, known: dict[str, Any]) -> list[dict[str, Any]]:
    point = len(draws) == 1
    columns: dict[str, Any] = {
        "horizon": horizons, "actual": actual, "crps": scores.crps(draws, actual), "bias": scores.bias(draws, actual),
        **{f"in_{level}": scores.covers(draws, actual, level) for level in scores.LEVELS},
        **dict(zip(("p10", "p50", "p90"), np.quantile(draws, [0.1, 0.5, 0.9], axis=0), strict=True)),
    }  # fmt: skip
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    hidden = dict.fromkeys((*(f"in_{level}" for level in scores.LEVELS), "p10", "p90"), np.nan) if point else {}
    return [{**known, **row, **hidden, "point": point} for row in rows]


def summary(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return mean scores by horizon and forecaster, best first; errors as a share of the truth as well."""
    pairs = sorted(set(zip(table["horizon"].tolist(), table["forecaster"].tolist(), strict=True)))
    found = [_summed(h, name, table[(table["horizon"] == h) & (table["forecaster"] == name)]) for h, name in pairs]
    return sorted(found, key=lambda one: (one["horizon"], one["crps_percent"], one["forecaster"]))


def _summed(horizon: int, name: str, rows: pd.DataFrame) -> dict[str, Any]:
    actual = rows["actual"].to_numpy(dtype=float)
    point = bool(rows["point"].all())
    return {
        "horizon": horizon, "forecaster": name, "n": len(rows), "origins": rows["origin"].nunique(),
        "areas": rows["area"].nunique(), "separate_origins": _separate(rows, horizon),
        "crps": round(float(rows["crps"].mean()), 2),
        "crps_percent": round(float((rows["crps"] / actual).mean() * 100), 3),
        "mae_percent": round(float((rows["bias"].abs() / actual).mean() * 100), 3),
        "bias_percent": round(float((rows["bias"] / actual).mean() * 100), 3),
        "mase": round(scores.mase(rows["bias"].to_numpy(dtype=float), rows["scale"].to_numpy(dtype=float)), 3),
        "coverage": None if point else {
            str(level): round(float(rows[f"in_{level}"].astype(float).mean() * 100), 1) for level in scores.LEVELS
        },
    }  # fmt: skip


def _separate(rows: pd.DataFrame, horizon: int) -> int:
    return separate(sorted({int(origin) for origin in rows["origin"]}), horizon * int(rows["unit"].max()))


def separate(origins: Sequence[int], horizon: int) -> int:
    """Return how many of the origins can be kept with none closer to another than the horizon."""
    kept: list[int] = []
    for origin in origins:
        if not kept or origin - kept[-1] >= horizon:
            kept.append(origin)
    return len(kept)


def winners(table: pd.DataFrame, ours: str) -> list[dict[str, Any]]:
    """Return by horizon who has the lowest mean score, and how ours stands beside each other method."""
    found: dict[int, dict[str, Any]] = {}
    for one in summary(table):
        entry = found.setdefault(one["horizon"], {
            "horizon": one["horizon"], "winner": one["forecaster"], "n": one["n"], "origins": one["origins"],
            "separate_origins": one["separate_origins"], "beside": {},
        })  # fmt: skip
        if one["forecaster"] == ours:
            entry["ours"] = one["crps_percent"]
    shares = table.assign(share=table["crps"] / table["actual"] * 100)
    for horizon, entry in found.items():
        rows = shares[shares["horizon"] == horizon]
        by = rows.pivot_table(index=["area", "origin"], columns="forecaster", values="share")
        for name in sorted(set(by.columns) - {ours}):
            entry["beside"][name] = {
                "crps_percent": round(float(by[name].mean()), 3),
                "ours_better": bool(by[ours].mean() < by[name].mean()),
                "ours_nearer": int((by[ours] < by[name]).sum()),
            }
    return list(found.values())
