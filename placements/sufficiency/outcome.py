"""One replicate-week looked at: who is met, who is not and how, pooled and with every member alone."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from placements.demand.paths import AGES
from placements.domain.codes import Urgency
from placements.domain.region import Region
from placements.errors import RejectedError
from placements.optimise.alone import own_model, own_options
from placements.optimise.lawful import faults
from placements.optimise.own_places import own_places
from placements.optimise.review import Review
from placements.optimise.solve import homes_of
from placements.policy.policy import Policy
from placements.sufficiency.donors import band_of
from placements.sufficiency.met import WAYS, Met, best, planned_kinds, posed
from placements.sufficiency.needs import need_of
from placements.sufficiency.supply import Supply
from placements.sufficiency.week import Moment, region_at

CHECKED = 20
"""Every so many weeks the choice is counted again from the records, without the solver."""
LARGEST = 5
"""Sibling groups of so many and more are one line."""


class Fate(NamedTuple):
    """One child of a week."""

    area: str
    age: str
    need: str
    kind: str
    siblings: int
    urgent: bool
    no_home: bool
    ways: tuple[str, ...]

    @property
    def unmet(self) -> bool:
        """Whether the child has no home or is badly met."""
        return self.no_home or bool(self.ways)


class Alone(NamedTuple):
    """A member's own children: how many, how many unmet, and how many of these without any home."""

    children: int
    unmet: int
    no_home: int


@dataclass(frozen=True)
class Outcome:
    """A week: every child's fate in the best use of places, and the least that could not be helped."""

    number: int
    week: int
    fates: tuple[Fate, ...]
    unmet: int
    urgent_unmet: int
    no_home: int
    alone: dict[str, Alone]
    free: int
    """Places offered at the most."""


@dataclass(frozen=True)
class Common:
    """What every worker needs for any of the weeks."""

    region: Region
    policy: Policy
    supply: Supply
    moments: tuple[Moment, ...]
    draw: str
    alone: bool = True


def look(common: Common, k: int) -> Outcome:
    """Return the outcome of one of the moments."""
    moment = common.moments[k]
    region = region_at(common.region, moment, common.supply, common.draw)
    met = Met(posed(region, common.policy))
    found, chosen = met.chain([met.well, met.urgent, met.any_home])
    if k % CHECKED == 0:
        _check(met, chosen)
    count = len(region.children)
    urgent = int((met.problem.may.urgency[:, 0] <= Urgency.TODAY).sum())
    least_urgent = urgent - (found[1] if found[1] == urgent else met.most(met.urgent))
    least_without = count - (found[2] if found[2] == count else met.most(met.any_home))
    alone = _alone(met) if common.alone else {}
    free = sum(h.available for h in region.homes)
    return Outcome(moment.number, moment.week, fates(met, chosen), count - found[0], least_urgent, least_without,
                   alone, free)  # fmt: skip


def fates(met: Met, chosen: Any) -> tuple[Fate, ...]:
    """Return every child's fate under a choice, in canonical order."""
    problem = met.problem
    pairs, region = problem.screen.pairs, problem.region
    used = np.flatnonzero(chosen[problem.options.option] == 1)
    entry = {int(problem.options.member[m]): int(m) for m in used}
    rows = []
    for i, child in enumerate(pairs.children):
        ways = tuple(w for w in WAYS if i in entry and met.bad[w][entry[i]])
        size = min(len(region.group_of[child.child_id]), LARGEST)
        rows.append(Fate(
            child.authority, AGES[band_of(child, region)], need_of(child), str(planned_kinds(child)[0]), size,
            bool(problem.may.urgency[i, 0] <= Urgency.TODAY), i not in entry, ways,
        ))  # fmt: skip
    return tuple(rows)


def _alone(met: Met) -> dict[str, Alone]:
    """Return every member with its own places alone, as the guarantee of pooling counts them.

    A week has neither pins nor a guarantee, so the region's rows are the rows everybody has alone.
    """
    problem = met.problem
    codes = [c.authority for c in problem.screen.pairs.children]
    found = {}
    for code, places in own_places(problem).items():
        own = own_options(problem, code, places)
        gains = [met.well[own], met.any_home[own]]
        values = [0, 0]
        if len(own):
            values, _ = best([-gain for gain in gains], own_model(met.layout, met.model.matrix, own, places))
        count = codes.count(code)
        found[code] = Alone(count, count + values[0], count + values[1])
    return found


def _check(met: Met, chosen: Any) -> None:
    problem = met.problem
    review = Review(problem.region, problem.policy, homes_of(problem, chosen), {}, {})
    for fault in faults(review):
        raise RejectedError(f"A week's best use of places breaks {fault.rule}. This is our fault; please report it.")
