"""The record as one JSON document: points, lines, fan, scores, and sentences that say when a ruler wins."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from placements.demand.record import baselines
from placements.demand.record.fitted import Fitted
from placements.demand.record.histories import FITTED, look_back
from placements.demand.record.national import DRAWS, StockAndFlow
from placements.demand.record.rolling import Forecaster, Years, roll, summary, winners
from placements.demand.record.sentences import beats, compared, covered, overlap
from placements.demand.record.series import ENGLAND, FILES, REGIONS, Series, read_series
from placements.history.read import History

SCHEMA = "placements/record/1"
OURS = "stock_and_flow"
WHAT = "entries and exit hazard as random walks on a log scale, the variant chosen on earlier origins only"
BASELINES: Mapping[str, tuple[Forecaster[Series], str]] = {
    "naive": (baselines.naive, "the last value, with the spread of past yearly changes"),
    "line": (baselines.line, f"the straight line through the last {baselines.LINE_YEARS} years"),
    "line_all_years": (
        lambda history, origin, horizons, seed: baselines.line_through(history, horizons),
        "the straight line through every year there is",
    ),
    "compound": (baselines.compound, f"compound growth of the last {baselines.TREND_YEARS} years; a point"),
    "damped": (baselines.damped, f"the trend of the last {baselines.TREND_YEARS} years, a fifth of it lost each year"),
    "constant_rates": (baselines.constant_rates, "cs-demand-model's method with yearly totals, one state; a point"),
}
"""By name, and what each is in words."""
RULERS = ("line", "line_all_years", "constant_rates", "naive")
"""Whom ours is held against by name, whoever is nearest."""
HORIZONS = (1, 2, 3, 4, 5)
FIRST_ORIGIN = 2004
"""England: ten years of change lie before it."""
REGIONAL_YEARS = 5
"""Regions: years of stock before the first origin."""
PERIODS = ((2014, 2020, "the seven origins from 2014 to 2020"),)
"""A part of England's origins, because who wins depends on which are looked at."""
FAN_YEARS = 10
QUANTILES = {"p2_5": 0.025, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "p97_5": 0.975}


def record(data: Path, seed: int = 1, histories: Mapping[str, History] | None = None) -> dict[str, Any]:
    """Return how forecasts of published yearly figures, and of returns by name, would have fared.

    Raises InputError for missing files, UsageError for returns of a single year.
    """
    found = read_series(data)
    england = found[ENGLAND]
    last = int(england.years[-1])
    ours, local = StockAndFlow((england,)), StockAndFlow(tuple(found[area] for area in REGIONS))
    nation = roll(Years(england, range(FIRST_ORIGIN, last), HORIZONS), _methods(ours), seed)
    periods = [_period(nation, *period) for period in PERIODS]
    besides = [sentence for period in periods for sentence in period["in_short"]]
    regions = pd.concat([roll(_case(area), _methods(local), seed) for area in local.areas], ignore_index=True)
    return {
        "schema": SCHEMA, "seed": seed, "draws": DRAWS, "files": list(FILES),
        "forecasters": [{"name": name, "what": what} for name, what in _whats()],
        "national": {
            **_scored(nation, "England", besides), "points": points(england), "lines": _lines(nation),
            "chosen": [{"origin": o, "variant": ours.chosen(o, seed).says}
                       for o in range(FIRST_ORIGIN, last + 1)],
            "periods": periods, "fan": fan(england, ours, seed),
        },
        "regions": {**_scored(regions, f"{len(REGIONS)} regions"), "areas": list(REGIONS)},
        "histories": {
            name: look_back(history, seed, {FITTED: Fitted(history, data)}, FITTED)
            for name, history in sorted((histories or {}).items())
        },
        "notes": [
            "Scores are of today's revised figures; whoever forecast then had first figures, which differ a little.",
            "A method without uncertainty is scored by its absolute error, which is what its score comes to.",
            "The methods were written down after these years had passed. Only the choice between variants of ours was "
            "made on earlier origins alone.",
        ],
    }  # fmt: skip


def points(series: Series) -> list[dict[str, Any]]:
    """Return the yearly figures a page draws; flows and what follows from them are None where they are not known."""
    derived = [(None, None), *zip(series.hazard.tolist(), series.residual.tolist(), strict=True)]
    return [
        {
            "year": int(series.years[k]), "stock": round(float(series.stock[k])),
            "started": round(float(series.started[k])), "ceased": round(float(series.ceased[k])),
            "hazard": None if hazard is None else round(hazard, 4), "residual": None if over is None else round(over),
        }
        for k, (hazard, over) in enumerate(derived)
    ]  # fmt: skip


def fan(series: Series, ours: StockAndFlow, seed: int, years: int = FAN_YEARS) -> list[dict[str, Any]]:
    """Return the forecast from the last year on: quantiles of the stock by year."""
    drawn = ours.paths(series, int(series.years[-1]), years, seed)["stock"]
    levels = np.quantile(drawn, list(QUANTILES.values()), axis=0)
    return [
        {"year": int(series.years[-1]) + k + 1, **{n: round(float(v)) for n, v in zip(QUANTILES, column, strict=True)}}
        for k, column in enumerate(levels.T)
    ]


def _methods(ours: StockAndFlow) -> dict[str, Forecaster[Series]]:
    return {OURS: ours, **{name: method for name, (method, _) in BASELINES.items()}}


def _whats() -> list[tuple[str, str]]:
    return [(OURS, WHAT), *((name, what) for name, (_, what) in BASELINES.items())]


def _case(region: Series) -> Years:
    return Years(region, [int(year) for year in region.years[REGIONAL_YEARS - 1 : -1]], HORIZONS)


def _scored(table: pd.DataFrame, whose: str, besides: Sequence[str] = ()) -> dict[str, Any]:
    by_horizon, scores = winners(table, OURS), summary(table)
    return {
        "origins": sorted({int(origin) for origin in table["origin"]}), "horizons": list(HORIZONS), "scores": scores,
        "winners": by_horizon,
        "sentences": [*beats(by_horizon, RULERS, whose), *besides, *compared(by_horizon, OURS, whose),
                      *covered(scores, OURS, whose), overlap(by_horizon)],
    }  # fmt: skip


def _period(table: pd.DataFrame, first: int, last: int, words: str) -> dict[str, Any]:
    part = table[table["origin"].between(first, last)]
    by_horizon, scores = winners(part, OURS), summary(part)
    whose = f"England, {words} only"
    return {
        "first": first, "last": last, "scores": scores, "winners": by_horizon,
        "in_short": beats(by_horizon, ("line",), whose), "sentences": compared(by_horizon, OURS, whose),
    }  # fmt: skip


def _lines(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return what each method said at each origin: the middle, and the 80 % interval where it has one."""
    return [
        {"origin": origin, "forecaster": str(name), "points": [_point(row) for row in rows.to_dict("records")]}
        for origin in sorted({int(origin) for origin in table["origin"]})
        for name, rows in table[table["origin"] == origin].groupby("forecaster")
    ]


def _point(row: Mapping[Any, Any]) -> dict[str, Any]:
    ends = {key: None if np.isnan(row[key]) else round(row[key]) for key in ("p10", "p50", "p90")}
    return {"year": int(row["origin"] + row["horizon"]), **ends}
