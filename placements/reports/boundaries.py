"""Outlines of authorities from a GeoJSON file: whose outline each is, and its rings in degrees."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from placements.errors import InputError
from placements.geography.grid import to_globe

Ring = list[tuple[float, float]]
"""Corners as (longitude, latitude) in degrees."""

CODE = re.compile(r"[EWSN]\d{8}")
"""An ONS area code."""

NAMES = re.compile(
    r"(ctyua|utla|ltla|lad|cty|ua|la|area|local.?authority)?_?\d{0,2}_?(cd|code|gss|gss_?code)|reference|id"
)
"""Names of a property that holds the ONS code in files of the ONS, the Ordnance Survey and councils, in lower case."""

DEGREES = 180.0
"""No longitude is larger; larger figures are metres on the OS grid."""


def read_boundaries(path: Path) -> dict[str, Any]:
    """Return a GeoJSON feature collection; raises InputError where the file is none or no feature has an ONS code."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name} cannot be read as GeoJSON. Save the boundaries as GeoJSON in UTF-8.") from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise InputError(f"{path.name} is no GeoJSON feature collection. Maybe it is TopoJSON: export it as GeoJSON.")
    if not any(_codes(feature) for feature in features):
        raise InputError(
            f"No outline in {path.name} has an ONS code such as E08000003. Maybe the property has another name: "
            "call it CTYUA24CD, LAD24CD or code."
        )
    return dict(found)


def rings(boundaries: Mapping[str, Any], codes: set[str]) -> dict[str, list[Ring]]:
    """Return the outer rings of the authorities asked for; holes, too small to see, are left out.

    Raises InputError where a feature's coordinates are not those of a polygon.
    """
    found: dict[str, list[Ring]] = {}
    for feature in boundaries["features"]:
        code = next((c for c in _codes(feature) if c in codes), None)
        if code:
            found.setdefault(code, []).extend(_rings(feature.get("geometry"), code))
    return found


def _codes(feature: Mapping[str, Any]) -> list[str]:
    """Return the ONS codes of a feature: those of properties with a usual name, then its id."""
    named = feature.get("properties") or {}
    usual = sorted(name for name in named if NAMES.fullmatch(name.lower()))
    values = [*(named[name] for name in usual), feature.get("id")]
    return [value.strip() for value in values if isinstance(value, str) and CODE.fullmatch(value.strip())]


def _rings(geometry: Any, code: str) -> Iterator[Ring]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    try:
        parts = {"Polygon": lambda c: [c], "MultiPolygon": list}[str(kind)](geometry["coordinates"])
        for part in parts:
            yield _in_degrees([(float(point[0]), float(point[1])) for point in part[0]])
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise InputError(f"The outline of {code} is not a polygon. Export polygons, not lines or points.") from error


def _in_degrees(ring: Ring) -> Ring:
    if all(abs(x) <= DEGREES and abs(y) <= DEGREES for x, y in ring):
        return ring
    globe = to_globe([x for x, _ in ring], [y for _, y in ring])
    return [(longitude, latitude) for latitude, longitude in globe]
