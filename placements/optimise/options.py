"""Options: every set of siblings that may be proposed together, in every home that may take the set.

A child without siblings in the match is a set of one. Which sets there are follows from the together-or-apart
flag: `must` only the whole group; `should` the whole group, and its parts as stop-gaps where all of them are overdue
or today's; `may` every part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.classes import urgency_of
from placements.candidates.floor import below_floor
from placements.candidates.screen import Screen
from placements.domain.codes import Kind, Outcome, Siblings, Urgency
from placements.domain.fixed import fixed_pairs
from placements.domain.living import clashes, not_together
from placements.domain.region import Region
from placements.domain.stay import stay_of, togetherness
from placements.rules.columns.pairs import Pairs

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Options:
    """Columns of the model, in canonical order.

    `home` and `group` have one entry an option; `member` and `option` one entry for each child of each option.
    """

    home: Array
    group: Array
    split: Array
    option: Array
    member: Array

    @property
    def count(self) -> int:
        """How many options there are."""
        return len(self.home)

    def total(self, per_member: Array) -> Array:
        """Add up a figure of members by option."""
        sums: Array = np.bincount(self.option, weights=per_member, minlength=self.count)
        return np.rint(sums).astype(np.int64)

    @property
    def size(self) -> Array:
        """Children in each option."""
        return np.bincount(self.option, minlength=self.count)


@dataclass(frozen=True)
class Allowed:
    """Which pairs a proposal may use: lawful, by policy, and by the floor."""

    lawful: Array
    by_policy: Array
    below: Array
    proposable: Array
    urgency: Array


def allowed(screen: Screen) -> Allowed:
    """Return what may be proposed to whom, as tables of pairs."""
    pairs = screen.pairs
    urgency = np.array([urgency_of(c, pairs.region.as_of) for c in pairs.children], dtype=np.int8).reshape(-1, 1)
    by_policy = screen.lawful
    if pairs.policy.approvals.held_only:
        by_policy = by_policy & (screen.outcome != Outcome.NEEDS_APPROVAL)
    below = below_floor(pairs)
    may_stop_gap = (urgency <= Urgency.TODAY) | _settled(pairs)
    return Allowed(screen.lawful, by_policy, below, by_policy & (~below | may_stop_gap), urgency)


def _settled(pairs: Pairs) -> Array:
    """Return the pairs a person has settled, by pin or accepted offer: kept even below the floor, as stop-gaps."""
    table = pairs.none()
    for child_id, home_id in fixed_pairs(pairs.region):
        if child_id in pairs.row and home_id in pairs.column:
            table[pairs.row[child_id], pairs.column[home_id]] = True
    return table


def parts(region: Region, group: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Yield the sets of a group that may be proposed, with whether the set would be a split of a `should` group."""
    flag = togetherness(region, group)
    yield group, False
    if len(group) == 1 or flag is Siblings.MUST:
        return
    pressed = all(urgency_of(region.child[c], region.as_of) <= Urgency.TODAY for c in group)
    if flag is Siblings.SHOULD and not pressed:
        return
    for size in range(len(group) - 1, 0, -1):
        for part in combinations(group, size):
            yield part, flag is Siblings.SHOULD


def build(screen: Screen, may: Allowed) -> Options:
    """Return every option; children and homes are in the order of the screen."""
    region, pairs = screen.pairs.region, screen.pairs
    homes: list[Array] = []
    groups: list[Array] = []
    splits: list[Array] = []
    members: list[tuple[int, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for child in pairs.children:
        group = tuple(sorted(region.group_of[child.child_id], key=pairs.row.__getitem__))
        if group in seen:
            continue
        seen.add(group)
        for part, split in parts(region, group):
            takes = homes_for(screen, may.proposable, part)
            homes.append(takes)
            groups.append(np.full(len(takes), len(seen) - 1))
            splits.append(np.full(len(takes), split))
            members += [tuple(pairs.row[c] for c in part)] * len(takes)
    option = np.repeat(np.arange(len(members)), [len(m) for m in members]) if members else np.zeros(0, dtype=np.int64)
    return Options(
        np.concatenate([*homes, np.zeros(0, dtype=np.int64)]).astype(np.int64),
        np.concatenate([*groups, np.zeros(0, dtype=np.int64)]).astype(np.int64),
        np.concatenate([*splits, np.zeros(0, dtype=bool)]).astype(bool),
        option.astype(np.int64),
        np.array([i for m in members for i in m], dtype=np.int64),
    )


def homes_for(screen: Screen, usable: Array, part: tuple[str, ...]) -> Array:
    """Return the columns of the homes that may take a set: every pair usable, and the set able to live there."""
    pairs = screen.pairs
    rows = [pairs.row[c] for c in part]
    takes: Array = np.asarray(usable[rows].all(axis=0))
    if len(part) == 1:
        return np.flatnonzero(takes)
    there = _there_at_start(screen, part)
    for row, count in zip(rows, there, strict=True):
        takes = takes & (pairs.places.total_at_start[row] >= count)
    region, limit = pairs.region, pairs.number("usual_fostering_limit")
    if not_together(region, {c: pairs.stays[row] for c, row in zip(part, rows, strict=True)}):
        return np.zeros(0, dtype=np.int64)
    gone = dict.fromkeys(region.group_of, region.as_of)
    tight = takes & _tight(screen, part, there)
    for j in np.flatnonzero(tight).tolist():
        takes[j] = not clashes(region, pairs.homes[j].home_id, part, gone, limit)
    return np.flatnonzero(takes)


def _tight(screen: Screen, part: tuple[str, ...], there: list[int]) -> Array:
    """Return the homes where more than a count on each first night has to be looked at for a set, shape (homes,).

    Elsewhere the same places are offered to anybody from a day on, none of the set lives there, and all of them have
    room beside those who stay, by registration and by the usual fostering limit.
    """
    pairs = screen.pairs
    living, fosters = pairs.living, pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    tight: Array = np.zeros((1, len(pairs.homes)), dtype=bool)
    tight[0, list(pairs.places.dated)] = True
    own = {resident.home_id for c in part for resident in pairs.region.lives_at.get(c, ())}
    tight[0, [pairs.column[home_id] for home_id in own if home_id in pairs.column]] = True
    for row, count in zip([pairs.row[c] for c in part], there, strict=True):
        tight |= living.everyone[row] - living.moving[row] + count > pairs.room
        tight |= fosters & (living.fostered[row] + count > pairs.number("usual_fostering_limit"))
    result: Array = tight[0]
    return result


def _there_at_start(screen: Screen, part: tuple[str, ...]) -> list[int]:
    """Return, for each of a set, how many of the set are there on her first night."""
    stays = [stay_of(screen.pairs.region.child[c], screen.pairs.region.as_of) for c in part]
    return [sum(other.has_night(stay.start) for other in stays) for stay in stays]
