"""What an area's fostering comes to where nobody has counted it: England's, by the share of children looked after."""

from dataclasses import dataclass

import numpy as np

from placements.demand.paths import Array, Path
from placements.sufficiency.levers.register import Register


@dataclass(frozen=True)
class Area:
    """Authorities with the households that join and leave a year and the children who turn 18 in foster care."""

    authorities: tuple[str, ...]
    joined: Array
    left: Array
    birthdays: Array
    households: Array
    places_per_household: float
    leaving: float

    def rows(self, codes: tuple[str, ...]) -> Array:
        """Return which authorities are meant: all where none is named."""
        return np.array([not codes or code in codes for code in self.authorities])


def area_of(path: Path, register: Register) -> Area:
    """Return the area of a path, scaled from England by its children looked after today."""
    national = {name: one.value for name, one in register.national.items()}
    part = path.stock[0].sum(axis=(1, 2)) / national["looked_after"]
    return Area(
        path.authorities,
        part * national["households_joined"],
        part * national["households_left"],
        part * national["foster_birthdays"],
        part * national["households"],
        national["places_per_household"],
        national["households_left"] / national["households"],
    )
