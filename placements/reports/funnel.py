"""From every home in the region to those left for one child: what each rule took away."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from placements.reports.charts import LENGTH
from placements.reports.fitting import shortened

SHOWN = 7
"""Rules with a step of their own; the others share one."""

ACROSS = 36
"""Characters of a title that the drawing has room for."""


class Step(NamedTuple):
    """One step: what took homes away, how many, how many are left, and the length of the bar for those left."""

    title: str
    homes: int
    left: int
    length: float

    @property
    def short(self) -> str:
        """The title as far as the drawing has room for it."""
        return shortened(self.title, ACROSS)


class Funnel(NamedTuple):
    """The steps in order: the first is every home of the region, the last leaves what is left."""

    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """The drawing in words."""
        first, *rest = self.steps
        parts = [f"{first.left:,} {first.title}"]
        parts += [f"{step.title} takes away {step.homes:,}, {step.left:,} left" for step in rest]
        return "; ".join(parts) + "."


def funnel(rows: Sequence[dict[str, Any]]) -> Funnel:
    """Return the funnel of a shortlist's rows (rule, title, homes, left); `rows` begins with the whole region.

    Rules that took nothing away are left out. The smallest steps are put together at the end, so that a page holds it.
    """
    whole, *rules = rows
    taking = [row for row in rules if row["homes"]]
    most = sorted(taking, key=lambda row: (-row["homes"], row["rule"]))[:SHOWN]
    kept = [row for row in taking if row in most]
    others = [row for row in taking if row not in most]
    found, left = [_step(whole["title"], 0, whole["left"], whole["left"])], whole["left"]
    for row in kept:
        left -= row["homes"]
        found.append(_step(row["title"], row["homes"], left, whole["left"]))
    if others:
        taken = sum(row["homes"] for row in others)
        name = others[0]["title"] if len(others) == 1 else f"{len(others)} other rules"
        found.append(_step(name, taken, left - taken, whole["left"]))
    return Funnel(tuple(found))


def _step(title: str, homes: int, left: int, whole: int) -> Step:
    """One step; a bar that stands for any home at all can be seen."""
    return Step(title, homes, left, max(1.5, round(LENGTH * left / whole, 1)) if left and whole else 0.0)
