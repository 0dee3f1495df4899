"""A map of the region: labelled circles from the authorities' centres, pushed apart until every label can be read."""

from collections.abc import Mapping, Sequence
from math import cos, radians, sqrt
from textwrap import wrap
from typing import Any, NamedTuple

from placements.reports.boundaries import rings
from placements.reports.boxes import Box, pushed_apart

WIDTH, EACH, MARGIN, GAP = 640, 150, 12, 5
"""Longest side of the region, and that side for one authority alone (it grows with the root of their number)."""
LINE, CHARACTER, LABEL = 14, 6.6, 17
"""Height of a line of a label, usual width of a character (drawing units), and characters in a line."""
SMALL, GROWS, LARGE = 15.0, 2.6, 34.0
"""Radius of the smallest circle, growth with the root of the children, and the largest."""


class Row(NamedTuple):
    """One authority of the table beside the map: children in the match, and how many of them have a home or none.

    `left` is None where the reader may not know what is proposed to others (`placements.sharing`).
    """

    code: str
    name: str
    children: int
    placed: int
    without: int
    offered: int
    left: int | None


class Circle(NamedTuple):
    """One authority on the map, in drawing units; `x`, `y` is where it is drawn, `at` its own centre."""

    row: Row
    x: float
    y: float
    radius: float
    at: tuple[float, float]
    label: tuple[str, ...]
    fill: str

    @property
    def moved(self) -> bool:
        """Whether it stands so far from its own centre that a line should lead there."""
        return sqrt((self.x - self.at[0]) ** 2 + (self.y - self.at[1]) ** 2) > self.radius / 2


class AreaMap(NamedTuple):
    """The map: its frame, outlines as SVG paths, circles, rows in order of name, and places elsewhere."""

    frame: tuple[float, float, float, float]
    outlines: tuple[str, ...]
    circles: tuple[Circle, ...]
    rows: tuple[Row, ...]
    elsewhere: tuple[Row, ...]

    @property
    def text(self) -> str:
        """The drawing in words."""
        return "; ".join(f"{r.name}: {r.without} without a home, {_places(r, 'places ')}" for r in self.rows) + "."

    @property
    def whole(self) -> bool:
        """Whether places left are known everywhere."""
        return all(row.left is not None for row in (*self.rows, *self.elsewhere))


def area_map(areas: Sequence[dict[str, Any]], boundaries: Mapping[str, Any] | None = None) -> AreaMap | None:
    """Return the map of the authorities with children in the match, or None where none of them has a centre.

    `boundaries` is a GeoJSON feature collection (WGS84 or OS grid) whose outlines are drawn under the circles. An
    authority without children or with no known centre stands in the table only. Raises InputError for outlines that
    are no polygons.
    """
    ordered = sorted(areas, key=lambda a: (a["name"], a["code"]))
    ours = [a for a in ordered if a["waiting"] or a["member"]]
    drawn = [a for a in ours if a["latitude"] is not None and a["longitude"] is not None]
    if not drawn:
        return None
    centres = [(a["longitude"], a["latitude"]) for a in drawn]
    found = rings(boundaries, {a["code"] for a in drawn}) if boundaries else {}
    lines = [ring for code in sorted(found) for ring in found[code]]
    at = _projection([*centres, *(corner for ring in lines for corner in ring)], min(WIDTH, EACH * sqrt(len(drawn))))
    circles = _circles(drawn, [at(*centre) for centre in centres])
    traced = [[at(*corner) for corner in ring] for ring in lines]
    elsewhere = tuple(_row(a) for a in ordered if a not in ours)
    outlines = tuple(path for ring in traced if (path := _path(ring)))
    return AreaMap(_frame(circles, traced), outlines, circles, tuple(_row(a) for a in ours), elsewhere)


def _row(area: dict[str, Any]) -> Row:
    """A row; an area's `waiting` is every child of it in the match, those with a proposed home among them."""
    every, placed = area["waiting"], area["placed"]
    return Row(area["code"], area["name"], every, placed, every - placed, area["offered"], area["left"])


def _places(row: Row, noun: str = "") -> str:
    return f"{row.offered:,} {noun}offered" if row.left is None else f"{row.left:,} {noun}left"


def _projection(points: Sequence[tuple[float, float]], longest: float) -> Any:
    """Return degrees -> drawing units: equal lengths east and north at the middle of the region, north up."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    scale = longest / max((east - west) * narrow, north - south, 0.05)
    return lambda x, y: ((x - west) * narrow * scale, (north - y) * scale)


def _circles(areas: Sequence[dict[str, Any]], centres: Sequence[tuple[float, float]]) -> tuple[Circle, ...]:
    rows = [_row(a) for a in areas]
    labels = [(*wrap(row.name, LABEL), _places(row)) for row in rows]
    radii = [min(LARGE, round(SMALL + GROWS * sqrt(row.children), 1)) for row in rows]
    boxes = [
        Box(x, y, max(2 * r, CHARACTER * max(map(len, label))) + GAP, 2 * r + LINE * len(label) + GAP)
        for (x, y), r, label in zip(centres, radii, labels, strict=True)
    ]
    found = []
    for row, box, radius, label, at in zip(rows, pushed_apart(boxes), radii, labels, centres, strict=True):
        y = box.y - box.height / 2 + radius + GAP / 2
        found.append(Circle(row, round(box.x, 1), round(y, 1), radius, _rounded(at), label, _fill(row)))
    return tuple(found)


def _fill(row: Row) -> str:
    """How a circle is drawn: nobody without a home, some beside enough places, or more of them than places."""
    places = row.offered if row.left is None else row.left
    return "solid" if row.without > places else "hatched" if row.without else "open"


def _rounded(at: tuple[float, float]) -> tuple[float, float]:
    return round(at[0], 1), round(at[1], 1)


def _path(ring: Sequence[tuple[float, float]]) -> str:
    """Return a ring as an SVG path on whole units: no detail finer than the drawing, and a small page."""
    corners = [(round(x), round(y)) for x, y in ring]
    kept = [c for before, c in zip([None, *corners], corners, strict=False) if c != before]
    if len(set(kept)) < 4:
        return ""
    (x, y), rest = kept[0], kept[1:-1] if kept[-1] == kept[0] else kept[1:]
    steps = []
    for corner in rest:
        steps.append(f"{corner[0] - x},{corner[1] - y}")
        x, y = corner
    return f"M{kept[0][0]},{kept[0][1]}l{' '.join(steps)}z"


def _frame(
    circles: Sequence[Circle], traced: Sequence[Sequence[tuple[float, float]]]
) -> tuple[float, float, float, float]:
    """Left, top, width and height that hold every circle, label and outline."""
    wide = [max(c.radius, CHARACTER * max(map(len, c.label)) / 2) for c in circles]
    left = [c.x - w for c, w in zip(circles, wide, strict=True)] + [x for ring in traced for x, _ in ring]
    right = [c.x + w for c, w in zip(circles, wide, strict=True)] + [x for ring in traced for x, _ in ring]
    top = [c.y - c.radius for c in circles] + [y for ring in traced for _, y in ring]
    foot = [c.y + c.radius + LINE * len(c.label) for c in circles] + [y for ring in traced for _, y in ring]
    x, y = min(left) - MARGIN, min(top) - MARGIN
    return round(x), round(y), round(max(right) + MARGIN - x), round(max(foot) + MARGIN - y)
