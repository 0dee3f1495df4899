"""Somebody's own proposal: is it lawful, what are its levels, and how far from the best?"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from placements.optimise.lawful import Fault, faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.review import Best, Review
from placements.optimise.solve import shown

SCHEMA = "placements/score/1"


@dataclass(frozen=True)
class Score:
    """A proposal scored. `lawful` and `problems` need no solver; `best` is solved for when first read."""

    bare: Review
    bests: Callable[[], dict[str, Best]]
    solve: Callable[[], dict[str, int]]

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every reason `match` could not have proposed this."""
        return tuple(faults(self.bare))

    @property
    def problems(self) -> list[dict[str, object]]:
        """The same as JSON."""
        return [fault.to_dict() for fault in self.faults]

    @property
    def lawful(self) -> bool:
        """Whether `match` could have proposed exactly this; best or complete it need not be."""
        return not self.faults

    @cached_property
    def values(self) -> dict[str, int]:
        """The value of every level of the policy, counted without a solver."""
        bare = self.bare
        review = Review(bare.region, bare.policy, bare.home_of, self.bests(), bare.previous)
        return {name: OBJECTIVES[name].value(review) for name in bare.policy.levels.order}

    @cached_property
    def best(self) -> dict[str, int]:
        """The best value of every level."""
        return self.solve()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/score/1)."""
        return {
            "schema": SCHEMA,
            "lawful": self.lawful,
            "problems": self.problems,
            "levels": [
                {"name": name, "value": shown(name, value), "best": shown(name, self.best[name])}
                for name, value in self.values.items()
            ],
        }
