"""Facts of a set of homes that depend on nothing else, worked out once where the set is asked about again and again.

One child against a whole region asks the same of thousands of homes as the child before her did.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.homes import Home
from placements.domain.region import ABOUT_HOMES, Region

Facts = dict[Any, Any]


def kept_homes(region: Region, name: str, homes: Callable[[], Iterable[Home]]) -> tuple[Home, ...]:
    """Return a set of homes by name, the same tuple each time, whose facts are kept with the region."""
    known: dict[Any, Any] = region.remembered.setdefault(ABOUT_HOMES, {})
    if name not in known:
        known[name] = tuple(homes())
        known[id(known[name])] = {}
    found: tuple[Home, ...] = known[name]
    return found


def facts_of(region: Region, homes: tuple[Home, ...]) -> Facts:
    """Return what is known already of a set of homes; of a set that is not kept, nothing is."""
    known: Facts | None = region.remembered.get(ABOUT_HOMES, {}).get(id(homes))
    return {} if known is None else known


def same_for_all(fact: Callable[[Home], Any]) -> Any | None:
    """Return what stands for a fact that looks at the home alone; None where it looks at anything else."""
    return None if fact.__closure__ or fact.__defaults__ else fact.__code__


def having_each(homes: Sequence[Home], held: Callable[[Home], Sequence[str] | None]) -> dict[str, list[int]]:
    """Return, for each code any home lists, the columns of the homes that list it."""
    found: dict[str, list[int]] = {}
    for j, home in enumerate(homes):
        for code in held(home) or ():
            found.setdefault(code, []).append(j)
    return found


def in_areas(homes: Sequence[Home]) -> tuple[dict[str, int], npt.NDArray[Any]]:
    """Return the authorities homes stand in, numbered, and the number of each home's."""
    areas = {authority: k for k, authority in enumerate(dict.fromkeys(home.authority for home in homes))}
    return areas, np.array([areas[home.authority] for home in homes], dtype=np.int64)
