"""A fan chart: ranges of a forecast over time, the line in the middle, and what happened, as SVG paths."""

from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 640, 300, 58, 12, 12, 34
"""The drawing and its margins, in its own units."""
STEPS = (1, 2, 2.5, 5, 10)
MARKS = 5
"""Marks wanted on the upright axis, about."""


class Point(NamedTuple):
    """One date as a number (days or weeks from the start), and what is known or expected of it."""

    at: float
    low: tuple[float, ...]
    middle: float
    high: tuple[float, ...]


class Fan(NamedTuple):
    """Bands from widest to narrowest, lines, dots of actual figures, and the marks of both axes."""

    bands: tuple[str, ...]
    middle: str
    lines: tuple[tuple[str, str], ...]
    dots: tuple[tuple[float, float], ...]
    upright: tuple[tuple[float, str], ...]
    along: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT


def fan(
    points: Sequence[Point], along: Sequence[tuple[float, str]], actual: Sequence[tuple[float, float]] = (),
    lines: Sequence[tuple[str, Sequence[tuple[float, float]]]] = (),
) -> Fan:  # fmt: skip
    """Return the drawing; `along` are the marks under it, `lines` other people's forecasts by name."""
    everything = [v for p in points for v in (*p.low, p.middle, *p.high)]
    everything += [v for _, v in actual] + [v for _, line in lines for _, v in line]
    low, high, step = _scale(min(everything), max(everything))
    first = min([p.at for p in points] + [at for at, _ in actual])
    last = max([p.at for p in points] + [at for at, _ in actual] + [at for at, _ in along])

    def x(at: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (at - first) / max(last - first, 1e-9), 1)

    def y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - FOOT) * (high - value) / (high - low), 1)

    bands = [
        _band([(x(p.at), y(p.low[k])) for p in points], [(x(p.at), y(p.high[k])) for p in points])
        for k in range(len(points[0].low))
    ]
    marks = [low + step * k for k in range(round((high - low) / step) + 1)]
    return Fan(
        tuple(bands), _line([(x(p.at), y(p.middle)) for p in points]),
        tuple((name, _line([(x(at), y(v)) for at, v in line])) for name, line in lines),
        tuple((x(at), y(v)) for at, v in actual),
        tuple((y(mark), f"{mark:,.0f}") for mark in marks), tuple((x(at), text) for at, text in along),
    )  # fmt: skip


def _scale(low: float, high: float) -> tuple[float, float, float]:
    """Return round ends and the step between marks; the axis need not start at nought, and the page says so."""
    span = max(high - low, 1.0)
    size = 10.0 ** (len(str(int(span / MARKS))) - 1)
    step = next(s * size for s in STEPS if s * size * MARKS >= span)
    first, last = step * int(low // step), step * -int(-high // step)
    return first, last if last > first else first + step, step


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{px:g} {py:g}" for px, py in points)


def _band(lower: Sequence[tuple[float, float]], upper: Sequence[tuple[float, float]]) -> str:
    return _line([*lower, *reversed(upper)]) + "Z"
