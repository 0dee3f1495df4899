"""Patches: the areas in which homes are sought, a large authority in several, each about a drive across."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind
from placements.domain.record import Position
from placements.domain.region import Region
from placements.units import METRES_PER_MILE

Array = npt.NDArray[Any]
REACH = 12.0
"""Miles within which nine in ten of a patch's homes and children lie."""
MOST = 6
COMPASS = ("east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east")
SOUGHT = (Kind.FOSTERING, Kind.RESIDENTIAL, Kind.SUPPORTED)
"""Kinds that are opened, recruited or bought; kin are found one by one, secure homes nationally."""


class Patch(NamedTuple):
    """An area of an authority: ONS code, a name people know it by, and its centre on the OS grid (metres)."""

    authority: str
    name: str
    easting: float
    northing: float


def patches(region: Region, seed: int) -> tuple[Patch, ...]:
    """Return the patches of the region's members, in order of authority and name; the same seed gives the same."""
    points: dict[str, list[tuple[float, float]]] = {}
    for code, position in _everywhere(region):
        if region.is_member(code) and position is not None:
            points.setdefault(code, []).append((position.easting, position.northing))
    return tuple(
        patch for code in sorted(points) for patch in _of_authority(region, code, np.array(points[code]), seed)
    )


def _everywhere(region: Region) -> Iterable[tuple[str, Position | None]]:
    yield from ((home.authority, home.position) for home in sorted(region.homes, key=lambda h: h.home_id))
    yield from ((child.authority, child.position) for child in region.waiting)


def _of_authority(region: Region, code: str, points: Array, seed: int) -> list[Patch]:
    from scipy.cluster.vq import kmeans2

    centres = points.mean(axis=0, keepdims=True)
    for number in range(2, MOST + 1):
        if _spread(points, centres) <= REACH or len(np.unique(points, axis=0)) <= number:
            break
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
        centres, _ = kmeans2(points, number, minit="++", iter=60, rng=rng, missing="warn")
    name = region.authority[code].name
    if len(centres) == 1:
        return [Patch(code, name, *(round(float(v), 1) for v in centres[0]))]
    named = _named(centres, points.mean(axis=0))
    return sorted(Patch(code, f"{name}, {word}", *(round(float(v), 1) for v in at)) for at, word in named)


def _spread(points: Array, centres: Array) -> float:
    """Return the miles within which nine in ten points have a centre."""
    nearest = np.sqrt(((points[:, None] - centres[None]) ** 2).sum(axis=2)).min(axis=1)
    return float(np.quantile(nearest, 0.9)) / METRES_PER_MILE


def _named(centres: Array, middle: Array) -> list[tuple[Array, str]]:
    """Return centres with the direction each lies in; two in one direction are told apart by how far out they are."""
    east, north = (centres - middle).T
    words = [COMPASS[round(float(a) / 45.0) % 8] for a in np.degrees(np.arctan2(north, east)) % 360]
    far = np.hypot(east, north)
    found = []
    for k, word in enumerate(words):
        same = sorted((m for m, w in enumerate(words) if w == word), key=lambda m: float(far[m]))
        found.append((centres[k], word if len(same) == 1 else f"{('near', 'far', 'farthest')[same.index(k)]} {word}"))
    return found


def nearest(found: tuple[Patch, ...], code: str, position: Position | None) -> int | None:
    """Return the row of an authority's patch a place lies in; its first one where the place is not known."""
    own = [k for k, patch in enumerate(found) if patch.authority == code]
    if not own or position is None:
        return own[0] if own else None
    return min(
        own, key=lambda k: (found[k].easting - position.easting) ** 2 + (found[k].northing - position.northing) ** 2
    )


def miles_between(found: tuple[Patch, ...]) -> Array:
    """Return straight-line miles between the centres of patches."""
    at = np.array([(p.easting, p.northing) for p in found])
    result: Array = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2)) / METRES_PER_MILE
    return result
