"""The OS grid: degrees to metres, and miles by the statutory-return formula."""

from functools import cache
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.record import Position
from placements.units import METRES_PER_MILE

Array = npt.NDArray[Any]


@cache
def _transformer(source: str, target: str) -> Any:
    from pyproj import Transformer

    return Transformer.from_crs(source, target, always_xy=True)


def to_grid(latitudes: list[float], longitudes: list[float]) -> list[tuple[float, float]]:
    """Return eastings and northings in metres (EPSG:27700), to the nearest centimetre."""
    if not latitudes:
        return []
    east, north = _transformer("EPSG:4326", "EPSG:27700").transform(longitudes, latitudes)
    return [(round(float(e), 2), round(float(n), 2)) for e, n in zip(east, north, strict=True)]


def to_globe(eastings: list[float], northings: list[float]) -> list[tuple[float, float]]:
    """Return latitudes and longitudes in degrees (EPSG:4326)."""
    if not eastings:
        return []
    east, north = _transformer("EPSG:27700", "EPSG:4326").transform(eastings, northings)
    return [(round(float(lat), 6), round(float(lon), 6)) for lat, lon in zip(north, east, strict=True)]


def miles(a: Position, b: Position) -> float:
    """Return straight-line miles: metres on the OS grid / 1,000 / 1.6093 (SSDA903 guidance), unrounded."""
    east, north = a.easting - b.easting, a.northing - b.northing
    return sqrt(east * east + north * north) / METRES_PER_MILE


def miles_table(from_: Array, to: Array) -> Array:
    """Return straight-line miles, shape (len(from_), len(to)), of two (n, 2) arrays of grid metres.

    A missing point (nan) gives nan.
    """
    east = from_[:, None, 0] - to[None, :, 0]
    north = from_[:, None, 1] - to[None, :, 1]
    result: Array = np.sqrt(east * east + north * north) / METRES_PER_MILE
    return result


def globe_miles(a: Position, b: Position) -> float:
    """Return miles on the ellipsoid (geopy's geodesic), the cross-check of the grid formula."""
    from geopy.distance import geodesic

    return float(geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).miles)
