"""How a home comes to its points for one child: a bar for each criterion, each beginning where the last one ended."""

from collections.abc import Sequence
from typing import Any, NamedTuple

FULL = 100
"""Points a home could have at most: the length of the whole scale."""


class Step(NamedTuple):
    """One criterion: points given, the most it could have given, and where its bar begins; all in points."""

    title: str
    points: int
    most: int
    start: int
    sentence: str

    @property
    def text(self) -> str:
        """The step in words."""
        return f"{self.title}: {self.points} of {self.most}"


class Waterfall(NamedTuple):
    """The steps in the policy's order and their sum, on a scale of `scale` points."""

    steps: tuple[Step, ...]
    total: int
    scale: int

    @property
    def text(self) -> str:
        """The drawing in words."""
        return f"{'; '.join(step.text for step in self.steps)}. Together {self.total} of {self.scale}."


def waterfall(criteria: Sequence[dict[str, Any]]) -> Waterfall:
    """Return the steps of a pair's criteria (title, points, most, sentence)."""
    steps, start = [], 0
    for part in criteria:
        steps.append(Step(part["title"], part["points"], part["most"], start, part["sentence"]))
        start += part["points"]
    return Waterfall(tuple(steps), start, max(FULL, sum(step.most for step in steps)))
