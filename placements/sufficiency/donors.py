"""What the future does not say of an arriving family, taken from a family that waits this week.

A path knows of each arrival the authority, the day of birth, the sex, whether the child is unaccompanied, whether it is
a move, and who arrives together. Needs, what suits, where the family lives, who must be kept away and what is on record
come from a donor: a family of this week's children. Where none is alike in everything, likeness is given up in this
order, the first given up first: new or moving, sex, authority, family size, age band, unaccompanied. So that a draw
is among `LEAST` families where there are as many, the first three are given up further than they would have to be. A
child on respite is no donor: that stay ends by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.demand.paths import FROM_AGE
from placements.domain.children import Child
from placements.domain.codes import Purpose, Sex
from placements.domain.record import Position
from placements.domain.region import Region
from placements.errors import InputError
from placements.units import age_on

Array = npt.NDArray[Any]
LEAST = 3
"""Families a draw is among, where as many are as alike in what counts most."""
KEPT = 3
"""How many of the likenesses are never given up for the sake of having more families: unaccompanied, age, size."""
STARTS = (Purpose.NEW, Purpose.REMAND, Purpose.TRANSFER, None)
"""Purposes of children who start to be looked after."""
REMEMBERED = "donors"


class Wanted(NamedTuple):
    """What a path says of one arrival; `band` is a row of AGES."""

    authority: str
    band: int
    female: bool
    uasc: bool
    moving: bool


class Family(NamedTuple):
    """A donor for each of a family, in the order asked for, and the donors' whole group."""

    donors: tuple[Child, ...]
    group: tuple[Child, ...]


def band_of(child: Child, region: Region) -> int:
    """Return a child's row of AGES on the day of the match."""
    age = age_on(child.date_of_birth, region.as_of)
    return sum(age >= start for start in FROM_AGE) - 1


@dataclass(frozen=True)
class Donors:
    """This week's families, and where the children of each authority lived."""

    families: tuple[tuple[tuple[Wanted, Child], ...], ...]
    positions: dict[str, tuple[Position, ...]]
    known: dict[tuple[Wanted, ...], tuple[int, ...]] = field(default_factory=dict, repr=False)

    def draw(self, wanted: Sequence[Wanted], rng: np.random.Generator) -> Family:
        """Return donors for a family whose members arrive together."""
        order = sorted(range(len(wanted)), key=lambda i: (-wanted[i].band, wanted[i].female, i))
        asked = tuple(wanted[i] for i in order)
        if asked not in self.known:
            self.known[asked] = self._nearest(asked)
        near = self.known[asked]
        family = self.families[near[int(rng.integers(len(near)))]]
        found: list[Child | None] = [None] * len(wanted)
        for place, i in enumerate(order):
            found[i] = family[min(place, len(family) - 1)][1]
        return Family(tuple(c for c in found if c is not None), tuple(child for _, child in family))

    def _nearest(self, asked: tuple[Wanted, ...]) -> tuple[int, ...]:
        unlike = [_unlike(asked, tuple(w for w, _ in family)) for family in self.families]
        limit = sorted(unlike)[min(LEAST, len(unlike)) - 1]
        closest = min(unlike)[:KEPT]
        return tuple(k for k, how in enumerate(unlike) if how <= limit and how[:KEPT] == closest)


def _unlike(asked: tuple[Wanted, ...], family: tuple[Wanted, ...]) -> tuple[int, ...]:
    pairs = [(a, family[min(k, len(family) - 1)]) for k, a in enumerate(asked)]
    return (
        sum(a.uasc != b.uasc for a, b in pairs), sum(abs(a.band - b.band) for a, b in pairs),
        abs(len(asked) - len(family)), sum(a.authority != b.authority for a, b in pairs),
        sum(a.female != b.female for a, b in pairs), sum(a.moving != b.moving for a, b in pairs),
    )  # fmt: skip


def donors_of(region: Region) -> Donors:
    """Return this week's families of a region; raises InputError where nobody waits."""
    if REMEMBERED not in region.remembered:
        region.remembered[REMEMBERED] = _donors(region)
    found: Donors = region.remembered[REMEMBERED]
    return found


def _donors(region: Region) -> Donors:
    families = []
    for group in sorted(set(region.group_of.values())):
        children = [region.child[c] for c in group if region.child[c].purpose is not Purpose.RESPITE]
        if children:
            pairs = [(wanted_of(c, region), c) for c in children]
            families.append(tuple(sorted(pairs, key=lambda p: (-p[0].band, p[0].female, p[1].child_id))))
    if not families:
        raise InputError("No child of the region waits for a home, so nobody says what children who come will need.")
    positions: dict[str, list[Position]] = {}
    for child in sorted(region.children, key=lambda c: c.child_id):
        if child.position is not None:
            positions.setdefault(child.authority, []).append(child.position)
    for authority in region.authorities:
        if authority.position is not None:
            positions.setdefault(authority.code, [authority.position])
    return Donors(tuple(families), {code: tuple(found) for code, found in positions.items()})


def wanted_of(child: Child, region: Region) -> Wanted:
    """Return a waiting child in the words of a path."""
    moving = child.purpose not in STARTS
    return Wanted(child.authority, band_of(child, region), child.sex is Sex.F, child.uasc is True, moving)
