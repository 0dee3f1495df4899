"""The forecast of a sufficiency statement: fan charts, yearly tables, and the record beside the line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from placements.reports.fan import Point, fan
from placements.reports.sections import WHOLE, Drawing, Section, Table, columns

Document = Mapping[str, Any]
EVERY = 52
"""Weeks between the rows of the table."""
RANGES = (("p2_5", "p97_5"), ("p10", "p90"), ("p25", "p75"))
"""Widest first: 95, 80 and 50 per cent."""


def forecast(document: Document) -> Section:
    """Return the children looked after over the weeks ahead, and the children who will need a home."""
    found = document["forecast"]
    series = found["series"]
    start = date.fromisoformat(series[0]["date"])
    points = [
        Point((date.fromisoformat(row["date"]) - start).days, tuple(row["stock"][low] for low, _ in RANGES),
              row["stock"]["p50"], tuple(row["stock"][high] for _, high in RANGES))
        for row in series
    ]  # fmt: skip
    marks = [(float(p.at), row["date"][:7]) for p, row in zip(points, series, strict=True)][::EVERY]
    yearly = [
        (row["date"], row["stock"]["p50"],
         *(f"{row['stock'][a]:,.0f} to {row['stock'][b]:,.0f}" for a, b in RANGES[::-1]))
        for row in series[::EVERY]
    ]  # fmt: skip
    last = series[-1]["stock"]
    return Section(
        "forecast", "Children looked after: what may come",
        (f"Four futures in five lie between {last['p10']:,.0f} and {last['p90']:,.0f} children on "
         f"{series[-1]['date']}, around {last['p50']:,.0f}. The scale need not start at nought.", *record_words(document)),
        drawings=(Drawing("fan", "Children looked after", "Bands of 50, 80 and 95 per cent around the middle line. "
                          "The table below has the figures.", fan(points, marks)),),
        tables=(
            Table("forecast", "Children looked after, by year", columns("Date", ("Middle", WHOLE), "Half of futures",
                  "Four in five", "Nineteen in twenty"), tuple(yearly)),
        ),
    )  # fmt: skip


def record_words(document: Document) -> tuple[str, ...]:
    """Return what the back-tests say, in the record's own sentences."""
    record = document.get("record") or {}
    return tuple(str(sentence) for sentence in record.get("sentences", ()))
