"""Greedy by urgency, as a desk does it: one child or sibling group at a time, the best home still free.

Pinned and accepted places come first. Then overdue children, then by `needed_by` (a group by its most urgent
child). Each group gets, whole, the home with most points that is free for all of it and that every rule allows; one
at or above the floor before one below. A group that may live apart, or should not but is all overdue or today's and
finds no home for all, is split: the largest part that fits the best home, then the rest. Nothing is ever undone.
A resident who waits for a move herself keeps her bed until she has been placed.
"""

from datetime import date

from benchmarks.desk import Desk
from placements.domain.codes import Urgency
from placements.optimise.problem import Problem


def greedy(problem: Problem) -> dict[str, str]:
    """Return the desk's proposal as child -> home."""
    desk = Desk(problem)
    taken = desk.take_fixed()
    for group in in_turn(desk):
        _serve(desk, group, taken.get(group, []))
    return desk.home_of()


def in_turn(desk: Desk) -> list[int]:
    """Return the groups that have an option in the order a desk would see to them."""
    members: dict[int, list[int]] = {}
    for i, group in desk.group_of.items():
        members.setdefault(group, []).append(i)
    return sorted(members, key=lambda group: (min(_turn(desk, i) for i in members[group]), group))


def _turn(desk: Desk, i: int) -> tuple[bool, date]:
    problem = desk.problem
    return int(problem.may.urgency[i, 0]) != Urgency.OVERDUE, problem.screen.pairs.children[i].needed_by


def _serve(desk: Desk, group: int, taken: list[int]) -> None:
    """Propose the group's options from best to worst until no part of it can be placed any more."""
    served = {i for option in taken for i in desk.members[option]}
    homes = {desk.home[option] for option in taken}
    for option in desk.wishes[group]:
        members = desk.members[option]
        if served & set(members) or desk.home[option] in homes or not desk.keeps_pins(option):
            continue
        if desk.may_take(option):
            desk.take(option)
            served |= set(members)
            homes.add(desk.home[option])
