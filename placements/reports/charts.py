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


class Bar(NamedTuple):
    """One bar with its label."""

    label: str
    note: str
    parts: tuple[Part, ...]


def bars(rows: Sequence[tuple[str, str, Sequence[tuple[str, int]]]]) -> tuple[Bar, ...]:
    """Return bars on one scale from labels, notes and (fill, count) parts."""
    most = max((sum(count for _, count in parts) for _, _, parts in rows), default=0)
    return tuple(Bar(label, note, _parts(parts, most)) for label, note, parts in rows)


def _parts(parts: Sequence[tuple[str, int]], most: int) -> tuple[Part, ...]:
    found, start = [], 0.0
    for fill, count in parts:
        length = round(LENGTH * count / most, 1) if most else 0.0
        if length:
            found.append(Part(fill, round(start, 1), length))
        start += length
    return tuple(found)
