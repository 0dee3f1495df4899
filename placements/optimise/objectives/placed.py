"""placed_overdue, placed_today, placed_soon, placed_later: how many children of a class have a home."""

from collections.abc import Callable, Iterator

from placements.domain.codes import Urgency
from placements.law import sources
from placements.optimise.objectives.objective import Array, Contribution, Objective
from placements.optimise.problem import Problem
from placements.optimise.review import Review


def _cost(urgency: Urgency) -> Callable[[Problem], tuple[Array, int]]:
    def cost(problem: Problem) -> tuple[Array, int]:
        return problem.options.total(problem.urgency_is(urgency)), 0

    return cost


def _contributions(urgency: Urgency) -> Callable[[Review], Iterator[Contribution]]:
    def contributions(review: Review) -> Iterator[Contribution]:
        for child_id, home_id in sorted(review.home_of.items()):
            if review.urgency[child_id] is urgency:
                yield Contribution(child_id, 1, f"{child_id} has a home: {home_id}.")

    return contributions


def _objective(urgency: Urgency) -> Objective:
    words = {Urgency.OVERDUE: "Overdue children placed", Urgency.TODAY: "Today's children placed",
             Urgency.SOON: "Children needed within five working days placed",
             Urgency.LATER: "Later children placed"}  # fmt: skip
    return Objective(
        f"placed_{urgency.word}", words[urgency], "max", "children", (sources.CHILDREN_ACT_1989_S22C_5,),
        _cost(urgency), _contributions(urgency),
    )  # fmt: skip


OBJECTIVES = tuple(_objective(urgency) for urgency in Urgency)
