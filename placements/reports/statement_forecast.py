"""The forecast of a sufficiency statement: fan charts, yearly tables, and the record beside the line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from placements.reports.fan import Point, fan
from placements.reports.sections import NUMBER, PERCENT, WHOLE, Drawing, Section, Table, columns

Document = Mapping[str, Any]
LEVELS = ("50", "80", "95")
YEAR = 364
"""Days between the rows of the table: 52 weeks."""
RANGES = (("p2_5", "p97_5"), ("p10", "p90"), ("p25", "p75"))
"""Widest first: 95, 80 and 50 per cent."""


def forecast(document: Document) -> Section | None:
    """Return the children looked after over the weeks ahead; None where there is no forecast to tell."""
    found = document.get("forecast")
    if not found:
        return None
    series = found["series"]
    start = date.fromisoformat(series[0]["date"])
    points = [
        Point((date.fromisoformat(row["date"]) - start).days, tuple(row["stock"][low] for low, _ in RANGES),
              row["stock"]["p50"], tuple(row["stock"][high] for _, high in RANGES))
        for row in series
    ]  # fmt: skip
    yearly_rows = [row for p, row in zip(points, series, strict=True) if p.at % YEAR == 0]
    marks = [(float(p.at), row["date"][:7]) for p, row in zip(points, series, strict=True) if p.at % YEAR == 0]
    yearly = [
        (row["date"], row["stock"]["p50"],
         *(f"{row['stock'][a]:,.0f} to {row['stock'][b]:,.0f}" for a, b in RANGES[::-1]))
        for row in yearly_rows
    ]  # fmt: skip
    last = series[-1]["stock"]
    return Section(
        "forecast", "Children looked after: what may come",
        (f"Four futures in five lie between {last['p10']:,.0f} and {last['p90']:,.0f} children on "
         f"{series[-1]['date']}, around {last['p50']:,.0f}. The scale need not start at nought.",),
        drawings=(Drawing("fan", "Children looked after", "Bands of 50, 80 and 95 per cent around the middle line. "
                          "The table below has the figures.", fan(points, marks)),),
        tables=(
            Table("forecast", "Children looked after, by year", columns("Date", ("Middle", WHOLE), "Half of futures",
                  "Four in five", "Nineteen in twenty"), tuple(yearly)),
        ),
    )  # fmt: skip


def record(document: Document) -> Section | None:
    """Return how forecasts like this one would have fared, beside simple rulers."""
    found = document.get("record")
    if not found:
        return None
    parts = [("England", "years", found["national"]), ("Regions", "years", found["regions"])]
    for name, one in (found.get("histories") or {}).items():
        parts += [(name, "weeks", part) for part in (one["whole"], one["authorities"]) if part is not None]
    rows = [
        (where, NAMES.get(row["forecaster"], row["forecaster"]), f"{row['horizon']} {unit}", row["n"],
         row["crps_percent"], row["bias_percent"], *_held(row["coverage"]))
        for where, unit, part in parts for row in part["scores"]
    ]  # fmt: skip
    sentences = [s for _, _, part in parts for s in part.get("sentences", ())]
    return Section(
        "record", "The record beside the line",
        tuple(found["notes"]), bullets=tuple(dict.fromkeys(sentences)),
        tables=(
            Table("record", "Forecasts from past years against what happened", columns("Where", "Method",
                  "Ahead", ("Forecasts", WHOLE), ("CRPS, % of children", NUMBER), ("Bias, %", PERCENT),
                  ("Half held", PERCENT), ("80 % held", PERCENT), ("95 % held", PERCENT)), tuple(rows),
                  "CRPS: the lower the better; for a method without ranges it is the mean absolute error.", True),
        ),
    )  # fmt: skip


def _held(coverage: Mapping[str, float] | None) -> list[Any]:
    """Return how often each range held the truth, in per cent."""
    return [coverage[level] if coverage else "no range" for level in LEVELS]


NAMES = {
    "stock_and_flow": "This program's stock and flow", "naive": "Last value", "line": "Straight line, ten years",
    "line_all_years": "Straight line, all years", "compound": "Compound growth", "damped": "Damped trend",
    "constant_rates": "cs-demand-model's method, one state", "cs_demand_model": "cs-demand-model's method",
    "cs_demand_model_all": "cs-demand-model's method, all years", "fitted_demand": "This program's simulation",
    "by_child": "Children by age, last year's starts", "line_quarters": "Straight line, quarters",
}  # fmt: skip


def national(document: Document) -> Section | None:
    """Return published projections and promises in one table: theirs, ours, what closes the difference, the actual."""
    found = document.get("national")
    if not found:
        return None
    rows = [
        (r["title"], r["published"], r["ours"], r["closes"], r["actual"], " ".join(r["flags"])) for r in found["rows"]
    ]  # fmt: skip
    return Section(
        "national", "Published projections and promises for England", tuple(found["notes"]),
        tables=(
            Table("national", "Published figures beside ours and what happened", columns("What", "Published", "Ours",
                  "What closes the difference", "What happened", "What does not fit together"), tuple(rows)),
        ),
    )  # fmt: skip


def record_words(document: Document) -> tuple[str, ...]:
    """Return what the back-test of this region's own forecast says."""
    tested = (document.get("forecast") or {}).get("backtest") or {}
    return tuple(str(sentence) for sentence in tested.get("sentences", ()))
