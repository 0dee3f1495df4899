"""A forest drawing: for each group a difference with its interval, against a line at no difference."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, NamedTuple

HALF = 160
"""From the middle to either end, in the drawing's own units."""
MIDDLE = 170
STEP = 10


class Whisker(NamedTuple):
    """One group, and where its marks stand."""

    label: str
    note: str
    low: float
    at: float
    high: float
    found: bool


class Forest(NamedTuple):
    """The rows, and the marks of the scale with their places."""

    rows: tuple[Whisker, ...]
    marks: tuple[tuple[str, float], ...]


def forest(rows: Sequence[tuple[str, str, Mapping[str, Any] | None, str | None]]) -> Forest | None:
    """Return groups as drawn: label, note, the difference of shares with `low` and `high`, and what was found.

    Groups that were not tested are left out; None where none was.
    """
    tested = [(label, note, test, found) for label, note, test, found in rows if test is not None]
    if not tested:
        return None
    ends = [abs(100 * test[end]) for _, _, test, _ in tested for end in ("low", "high")]
    most = max(STEP, ceil(max(ends) / STEP) * STEP)

    def place(share: float) -> float:
        return round(float(MIDDLE + HALF * 100 * share / most), 1)

    drawn = tuple(
        Whisker(label, note, place(test["low"]), place(test["difference"]), place(test["high"]), found is not None)
        for label, note, test, found in tested
    )
    return Forest(drawn, ((f"−{most}", MIDDLE - HALF), ("0", MIDDLE), (f"+{most}", MIDDLE + HALF)))
