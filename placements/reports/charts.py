"""Bars for the page's own SVG: lengths are worked out here, drawn by the template."""

from collections.abc import Sequence
from typing import NamedTuple

LENGTH = 330
"""Length of the longest bar in the drawing's own units."""


class Part(NamedTuple):
    """One stretch of a bar; `fill` names a pattern."""

    fill: str
    start: float
    length: float


class Row(NamedTuple):
    """What a bar stands for: its label, a note and counts by fill; `below` counts that must not be added to them."""

    label: str
    note: str
    counts: Sequence[tuple[str, int]]
    below: Sequence[tuple[str, int]] = ()


class Bar(NamedTuple):
    """One bar with its label, and a second one under it."""

    label: str
    note: str
    parts: tuple[Part, ...]
    below: tuple[Part, ...]


def bars(rows: Sequence[Row]) -> tuple[Bar, ...]:
    """Return bars on one scale."""
    most = max((sum(count for _, count in part) for row in rows for part in (row.counts, row.below)), default=0)
    return tuple(Bar(row.label, row.note, _parts(row.counts, most), _parts(row.below, most)) for row in rows)


def _parts(parts: Sequence[tuple[str, int]], most: int) -> tuple[Part, ...]:
    found, start = [], 0.0
    for fill, count in parts:
        length = round(LENGTH * count / most, 1) if most else 0.0
        if length:
            found.append(Part(fill, round(start, 1), length))
        start += length
    return tuple(found)
