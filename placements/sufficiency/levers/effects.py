"""Effects as distributions: shrunk towards no effect by the quality of the study, and drawn by index.

A study's effect is shrunk on the scale it is measured on (a relative rate on its logarithm, a share as it is): the part
`kept` of its grade is kept. What is given up may still be true, so it widens the range: the 80 % range always reaches
as far as the effect that was reported, and as far the other way.
Without a study nothing is kept. Draws are of the seed, the number of the path, the lever and its effect, so that they
depend on nothing else: not on the other levers of a scenario, and not on who works them out.
"""

from zlib import crc32

import numpy as np

from placements.sufficiency.levers.figure import Figure, Scale
from placements.sufficiency.levers.register import Effect, Grade


def shrunk(reported: Figure, grade: Grade, scale: Scale = "ratio") -> Figure:
    """Return what is used of a reported effect: nearer to no effect, and wider, the weaker the study."""
    if grade.kept == 0:
        none = 1.0 if scale == "ratio" else 0.0
        return _like(reported, none, none, none, grade)
    low, high = reported.range
    if scale == "ratio":
        ends = _ends(float(np.log(reported.median)), float(np.log(low)), float(np.log(high)), grade.kept)
        middle, low, high = (float(np.exp(value)) for value in ends)
    else:
        middle, low, high = (max(0.0, value) for value in _ends(reported.median, low, high, grade.kept))
    return _like(reported, middle, low, high, grade)


def _ends(middle: float, low: float, high: float, kept: float) -> tuple[float, float, float]:
    """Return middle, low and high of a shrunk effect; no effect is 0."""
    given_up = (1 - kept) * abs(middle)
    below, above = (float(np.hypot(side, given_up)) for side in (middle - low, high - middle))
    return kept * middle, kept * middle - below, kept * middle + above


def _like(reported: Figure, middle: float, low: float, high: float, grade: Grade) -> Figure:
    source = f"{reported.source}; {grade.title}: {100 * grade.kept:.0f} % of it kept"
    return Figure(median=middle, low=low, high=high, source=source, year=reported.year, confidence=reported.confidence)


def part(seed: int, number: int, *names: str) -> float:
    """Return where between 0 and 1 the draw of a path lies for something with a name."""
    key = (number, *(crc32(name.encode()) for name in names))
    return float(np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key)).uniform(1e-9, 1 - 1e-9))


def draw(effect: Effect, lever: str, index: int, seed: int, number: int) -> float:
    """Return the effect of a lever in one path."""
    value = float(effect.used.at(part(seed, number, lever, str(index)), effect.scale))
    return value if effect.bound is None else max(value, effect.bound)


def draw_figure(figure: Figure, name: str, seed: int, number: int, scale: Scale = "amount") -> float:
    """Return another uncertain number in one path: a share, a cost."""
    return float(figure.at(part(seed, number, name), scale))
