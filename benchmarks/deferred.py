"""Deferred acceptance: every child or whole sibling group proposes to homes in the order of its own points.

A home keeps, of those it holds and the one proposing, first the most urgent class, then most points a child, as many
as fit together by every rule; it turns the rest away, and they propose to their next home. Nobody proposes to a home
twice, so it ends. Groups are never split. Pinned and accepted places are held from the start and never given up.
A resident who waits for a move keeps her bed throughout, because who moves is not known until the end. With groups of
different sizes a stable outcome need not exist, so no claim of stability is made.
"""

from collections import deque

import numpy as np

from benchmarks.desk import Desk
from placements.optimise.problem import Problem


def deferred(problem: Problem) -> dict[str, str]:
    """Return the outcome as child -> home."""
    desk = Desk(problem)
    fixed = desk.take_fixed()
    pinned = {option for options in fixed.values() for option in options}
    wishes = {g: iter(whole(desk, g)) for g in sorted(desk.wishes) if g not in fixed}
    waiting = deque(wishes)
    while waiting:
        group = waiting.popleft()
        option = next(wishes[group], None)
        if option is not None:
            waiting.extend(int(problem.options.group[o]) for o in offer(desk, option, pinned))
    return desk.home_of()


def whole(desk: Desk, group: int) -> list[int]:
    """Return the options for the whole group, best first."""
    first = desk.members[desk.wishes[group][0]]
    everyone = len(desk.problem.region.group_of[desk.problem.screen.pairs.children[first[0]].child_id])
    return [option for option in desk.wishes[group] if len(desk.members[option]) == everyone]


def offer(desk: Desk, option: int, pinned: set[int]) -> list[int]:
    """Let a home choose among those it holds and a newcomer; return the options it turns away."""
    home = desk.home[option]
    kept: list[int] = []
    away: list[int] = []
    for one in sorted([*desk.options_at.get(home, []), option], key=lambda o: (o not in pinned, *_rank(desk, o))):
        (kept if desk.fits(one, kept, desk.starts) else away).append(one)
    desk.options_at[home] = kept
    return away


def _rank(desk: Desk, option: int) -> tuple[int, float, int]:
    """How a home orders those who propose: class, points a child, canonical order."""
    urgency = desk.problem.may.urgency[:, 0]
    return int(np.min(urgency[list(desk.members[option])])), -desk.points[option], option
