"""What an objective is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy.typing as npt

from placements.law.source import Source
from placements.optimise.problem import Problem
from placements.optimise.review import Review

Array = npt.NDArray[Any]


class Contribution(NamedTuple):
    """One child's part in a level, in words."""

    child_id: str
    amount: int
    sentence: str


@dataclass(frozen=True)
class Objective:
    """One level. `cost` gives whole numbers an option and a constant; `contributions` the same from records."""

    name: str
    title: str
    sense: Literal["max", "min"]
    unit: str
    sources: tuple[Source, ...]
    cost: Callable[[Problem], tuple[Array, int]]
    contributions: Callable[[Review], Iterator[Contribution]]

    def value(self, review: Review) -> int:
        """Return the level's value for a proposal, in plain Python."""
        return sum(part.amount for part in self.contributions(review))
