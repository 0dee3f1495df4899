"""Two proposals level by level: every value counted by the plain review, and the first level that differs."""

from typing import Any, NamedTuple

from placements.explain.standing import Better
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.review import Review
from placements.optimise.solve import shown


class Beside(NamedTuple):
    """One level of two proposals, as it is counted (money in pence)."""

    name: str
    a: int
    b: int

    @property
    def better(self) -> Better:
        """Which proposal is better at this level alone."""
        if self.a == self.b:
            return "equal"
        return "a" if (self.a > self.b) == (OBJECTIVES[self.name].sense == "max") else "b"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; money in pounds."""
        return {
            "name": self.name,
            "sense": OBJECTIVES[self.name].sense,
            "a": shown(self.name, self.a),
            "b": shown(self.name, self.b),
            "better": self.better,
        }


def levels(review: Review) -> dict[str, int]:
    """Return the value of every level of the policy, counted from the records without a solver."""
    return {name: OBJECTIVES[name].value(review) for name in review.policy.levels.order}


def beside(a: Review, b: Review) -> tuple[Beside, ...]:
    """Return every level of two proposals in the order of the policy."""
    one, two = levels(a), levels(b)
    return tuple(Beside(name, one[name], two[name]) for name in one)


def first(rows: tuple[Beside, ...]) -> Beside | None:
    """Return the first level that differs, which decides; None for proposals that are equally good."""
    return next((row for row in rows if row.a != row.b), None)
