"""One possible future: children looked after week by week, and the children who need a home in each week.

A path is one replicate. The paths of a seed do not depend on how many there are or on who works them out: path n draws
from `numpy.random.SeedSequence(seed, spawn_key=(n,))`.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

AGES = ("0", "1-4", "5-9", "10-15", "16-17")
"""Age bands of the published tables, in years at the last birthday."""
FROM_AGE = (0, 1, 5, 10, 16)
KINDS = ("fostering", "kinship", "residential", "supported", "secure", "other")
"""Where children looked after live; `other`: with parents, placed for adoption, a residential school, anything else."""
REASONS = ("new", "move")
"""Why a child needs a home: starting to be looked after, or a placement that ends while care goes on."""
EXITS = ("home", "sgo", "adoption", "age", "other")
"""How care ends: return home, special guardianship or child arrangements order, adoption, the 18th birthday, other."""


def age_band(years: Array) -> Array:
    """Return the row of AGES for ages in years."""
    found: Array = np.searchsorted(np.array(FROM_AGE[1:]), years, side="right")
    return found


@dataclass(frozen=True)
class Change:
    """A multiplier on one flow, from a week on, reached along a straight line over `ramp` weeks.

    `flow` is entries, exits (with `exit` one of EXITS, or any), moves, or returns (entries of children who went home).
    Blank tuples mean all ages, all authorities.
    """

    flow: str
    factor: float
    ages: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    exit: str | None = None
    uasc: bool | None = None
    from_week: int = 0
    ramp: int = 0

    def at(self, week: int) -> float:
        """Return the multiplier in a week."""
        if week < self.from_week:
            return 1.0
        done = 1.0 if self.ramp == 0 else min(1.0, (week - self.from_week + 1) / self.ramp)
        return 1.0 + (self.factor - 1.0) * done


@dataclass(frozen=True)
class Arrivals:
    """Children who need a home, one entry each, in order of week, authority and family.

    `authority` is a row of the path's authorities; `born` a day (datetime64[D]); `sex` F or M; `kind` a row of KINDS a
    child who moves comes from, -1 for a new child; siblings who arrive together share `family`.
    """

    week: Array
    authority: Array
    born: Array
    sex: Array
    uasc: Array
    reason: Array
    kind: Array
    family: Array

    def in_week(self, week: int) -> "Arrivals":
        """Return the arrivals of one week."""
        here = self.week == week
        return Arrivals(*(getattr(self, name)[here] for name in self.__dataclass_fields__))


@dataclass(frozen=True)
class Path:
    """One replicate over `weeks` weeks.

    `stock` has shape (weeks + 1, authorities, ages, kinds), row 0 today; `uasc` (weeks + 1, authorities) of these;
    `entries` (weeks, authorities, ages), `exits` (weeks, authorities, ages, exits); `moves` (weeks, authorities, kinds)
    """

    number: int
    authorities: tuple[str, ...]
    stock: Array
    uasc: Array
    entries: Array
    exits: Array
    moves: Array
    arrivals: Arrivals = field(repr=False)

    @property
    def weeks(self) -> int:
        """How many weeks were simulated."""
        return len(self.stock) - 1
