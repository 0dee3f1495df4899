"""What a desk keeps in its head: who is proposed where so far, and which set could still go to which home."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from placements.domain.fixed import fixed_pairs
from placements.domain.living import clashes
from placements.optimise.problem import Problem


@dataclass
class Desk:
    """A proposal in the making. Whether a set fits a home is asked of `domain.living`, never of the solver's rows."""

    problem: Problem
    options_at: dict[int, list[int]] = field(default_factory=dict)
    starts: dict[str, date] = field(default_factory=dict)

    @cached_property
    def members(self) -> list[tuple[int, ...]]:
        """Rows of the children in each option."""
        options = self.problem.options
        ends = np.cumsum(options.size)[:-1]
        return [tuple(part.tolist()) for part in np.split(options.member, ends)] if options.count else []

    @cached_property
    def home(self) -> list[int]:
        """The home of each option."""
        return [int(j) for j in self.problem.options.home]

    @cached_property
    def points(self) -> list[float]:
        """Points a child of each option, on average."""
        options = self.problem.options
        return [float(p) for p in options.total(self.problem.member_points) / np.maximum(1, options.size)]

    @cached_property
    def wishes(self) -> dict[int, list[int]]:
        """Options of each sibling group, best first: larger sets, at or above the floor, most points, cheapest."""
        problem, options = self.problem, self.problem.options
        order = np.lexsort((
            options.home, options.total(problem.of_members(problem.extra)), -options.total(problem.member_points),
            options.total(problem.member_below), -options.size, options.group,
        ))  # fmt: skip
        found: dict[int, list[int]] = {}
        for option in order.tolist():
            found.setdefault(int(options.group[option]), []).append(option)
        return found

    @cached_property
    def fixed(self) -> dict[int, int]:
        """Home of every child whose place is pinned or accepted, by row."""
        pairs = self.problem.screen.pairs
        return {pairs.row[c]: pairs.column[h] for c, h in fixed_pairs(self.problem.region)}

    def keeps_pins(self, option: int) -> bool:
        """Whether no child of an option is pinned to another home."""
        return all(self.fixed.get(i, self.home[option]) == self.home[option] for i in self.members[option])

    def ids(self, options: Iterable[int]) -> list[str]:
        """Return the children of some options."""
        children = self.problem.screen.pairs.children
        return [children[i].child_id for option in options for i in self.members[option]]

    def fits(self, option: int, others: Iterable[int], starts: dict[str, date]) -> bool:
        """Whether an option could join the others in its home, if the children of `starts` move on those days."""
        pairs = self.problem.screen.pairs
        together = self.ids([*others, option])
        moves = starts | {c: pairs.stays[pairs.row[c]].start for c in together}
        home_id = pairs.homes[self.home[option]].home_id
        return not clashes(self.problem.region, home_id, together, moves, pairs.number("usual_fostering_limit"))

    def may_take(self, option: int) -> bool:
        """Whether an option fits with everything proposed so far."""
        return self.fits(option, self.options_at.get(self.home[option], []), self.starts)

    def take(self, option: int) -> None:
        """Propose an option."""
        pairs = self.problem.screen.pairs
        self.options_at.setdefault(self.home[option], []).append(option)
        self.starts |= {pairs.children[i].child_id: pairs.stays[i].start for i in self.members[option]}

    def take_fixed(self) -> dict[int, list[int]]:
        """Propose what is pinned or accepted, each with as many siblings as fit; return it by group."""
        taken: dict[int, list[int]] = {}
        for i in self.fixed:
            option = next(filter(self.may_take, self._pinned(i)), None)
            if option is not None:
                self.take(option)
                taken.setdefault(self.group_of[i], []).append(option)
        return taken

    def _pinned(self, i: int) -> list[int]:
        """Return a pinned child's options that keep every pin, best first; none once she is placed."""
        wishes = self.wishes[self.group_of[i]] if i in self.group_of else []
        hers = [option for option in wishes if i in self.members[option] and self.keeps_pins(option)]
        return [option for option in hers if self.starts.keys().isdisjoint(self.ids([option]))]

    @cached_property
    def group_of(self) -> dict[int, int]:
        """The group of every child that has an option, by row."""
        options = self.problem.options
        groups = options.group[options.option]
        return {int(i): int(g) for i, g in zip(options.member, groups, strict=True)}

    def home_of(self) -> dict[str, str]:
        """Return the proposal as child -> home."""
        homes = self.problem.screen.pairs.homes
        return {c: homes[j].home_id for j, options in sorted(self.options_at.items()) for c in self.ids(options)}
