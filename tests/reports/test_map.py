"""The map: circles near their centres, labels apart, the same whatever the order, outlines from anybody's GeoJSON."""

import json
import random
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from properties.regions import small_region

import placements
from placements.errors import InputError
from placements.geography.grid import to_grid
from placements.reports.boundaries import read_boundaries
from placements.reports.boxes import Box, pushed_apart
from placements.reports.map import CHARACTER, LINE, Circle, area_map

ENGLAND = Path("geography/derived_utla_2025_england.geojson")
SOUTH_EAST = Path("geography/south_east_las_d2i.geojson")


def make_area(code: str, name: str, latitude: float | None, longitude: float | None, **counts: int) -> dict[str, Any]:
    whole = {"waiting": 1, "placed": 2, "offered": 5, "left": 4} | counts
    return {"code": code, "name": name, "latitude": latitude, "longitude": longitude, "member": True, **whole}


def overlap(a: Box, b: Box) -> bool:
    return abs(a.x - b.x) < (a.width + b.width) / 2 - 0.1 and abs(a.y - b.y) < (a.height + b.height) / 2 - 0.1


def drawn(circle: Circle) -> Box:
    """The circle and its label, without the gap round them."""
    width = max(2 * circle.radius, CHARACTER * max(map(len, circle.label)))
    height = 2 * circle.radius + LINE * len(circle.label)
    return Box(circle.x, circle.y - circle.radius + height / 2, width, height)


@pytest.mark.parametrize("seed", range(20))
def test_boxes_end_apart(seed: int) -> None:
    draw = random.Random(seed)
    boxes = [
        Box(draw.uniform(0, 300), draw.uniform(0, 300), draw.uniform(20, 130), 60) for _ in range(draw.randint(2, 45))
    ]
    assert not any(overlap(a, b) for a, b in combinations(pushed_apart(boxes), 2))


def test_boxes_on_one_spot_part() -> None:
    found = pushed_apart([Box(5, 5, 40, 20)] * 9)
    assert len({(box.x, box.y) for box in found}) == 9
    assert not any(overlap(a, b) for a, b in combinations(found, 2))


def test_boxes_with_room_stay_where_they_are() -> None:
    boxes = [Box(0, 0, 10, 10), Box(100, 0, 10, 10), Box(0, 100, 10, 10)]
    assert pushed_apart(boxes) == boxes


def test_no_label_covers_another_in_england(data: Path) -> None:
    areas = [
        make_area(f["properties"]["utla_code"], f["properties"]["utla_name"], f["properties"]["label_lat"],
                  f["properties"]["label_lon"])
        for f in json.loads((data / ENGLAND).read_text(encoding="utf-8"))["features"]
    ]  # fmt: skip
    found = area_map(areas)
    assert found
    assert len(found.circles) == len(areas) > 150
    assert not any(overlap(drawn(a), drawn(b)) for a, b in combinations(found.circles, 2))


def test_the_order_of_rows_changes_nothing() -> None:
    areas = [make_area(f"E{n}", f"Area {n % 7}", 51 + n / 50, -1 + (n * 7 % 5) / 9) for n in range(30)]
    assert area_map(areas) == area_map(areas[::-1])


def test_the_areas_of_a_real_match_are_read_as_they_are_counted() -> None:
    """A child with a proposed home is counted once: the match's `waiting` is every child of the authority in it."""
    both = 0
    for seed in range(8):
        document = placements.match(small_region(seed)).to_dict()
        found = area_map([{**area, "latitude": 53.0, "longitude": -2.0} for area in document["areas"]])
        assert found
        for row in (*found.rows, *found.elsewhere):
            placed, without = (
                sum(r["authority"] == row.code for r in document[part]) for part in ("placements", "unplaced")
            )
            assert row[2:5] == (placed + without, placed, without)
            both += bool(placed and without)
    assert both > 2


def test_places_left_that_a_reader_may_not_know_are_not_drawn() -> None:
    found = area_map([make_area("E1", "Northtown", 53.5, -2.2, offered=9) | {"left": None}])
    assert found
    assert not found.whole
    assert found.circles[0].label[-1] == "9 offered"


def test_figures_are_those_of_the_areas() -> None:
    areas = [
        make_area("E1", "Northtown", 53.5, -2.2, waiting=12, placed=7, offered=9, left=2),
        make_area("E2", "Southtown", 53.4, -2.2, waiting=3, placed=3),
        make_area("E3", "Nowhere", None, None, waiting=2, placed=2),
        make_area("E4", "Faraway", 50.0, -5.0, waiting=0, placed=0) | {"member": None},
    ]
    found = area_map(areas)
    assert found
    assert [(c.row.name, c.row.without, c.label[-1], c.fill) for c in found.circles] == [
        ("Northtown", 5, "2 left", "solid"), ("Southtown", 0, "4 left", "open"),
    ]  # fmt: skip
    assert [r.name for r in found.rows] == ["Northtown", "Nowhere", "Southtown"]
    assert [r.name for r in found.elsewhere] == ["Faraway"]
    assert found.rows[0][2:5] == (12, 7, 5)


def test_without_a_centre_there_is_no_map() -> None:
    assert area_map([]) is None
    assert area_map([make_area("E1", "Northtown", None, None)]) is None


def test_north_is_up_and_east_is_right() -> None:
    found = area_map([make_area("E1", "South-west", 50.0, -4.0), make_area("E2", "North-east", 55.0, -1.0)])
    assert found
    east, west = found.circles
    assert east.y < west.y
    assert east.x > west.x


@pytest.mark.parametrize("file", [ENGLAND, SOUTH_EAST])
def test_published_outlines_are_drawn_small(file: Path, data: Path) -> None:
    kent = make_area("E10000016", "Kent", 51.2, 0.7)
    medway = make_area("E06000035", "Medway", 51.4, 0.5)
    found = area_map([kent, medway], read_boundaries(data / file))
    assert found
    assert len(found.outlines) >= 2
    assert all(re.fullmatch(r"M-?\d+,-?\d+l[-\d, ]+z", path) for path in found.outlines)
    assert sum(map(len, found.outlines)) < 12_000


def square(x: float, y: float, size: float) -> list[list[float]]:
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def collection(properties: dict[str, Any], ring: list[list[float]], **more: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "FeatureCollection", "features": [{"properties": properties, "geometry": geometry, **more}]}


NAMES = ["CTYUA24CD", "LAD23CD", "UTLA22CD", "utla_code", "code", "GSS_CODE", "reference", "AREACD", "lad_cd"]


@pytest.mark.parametrize("name", NAMES)
def test_a_code_is_found_under_every_usual_name(name: str) -> None:
    areas = [make_area("E08000001", "Bolton", 53.5, -2.4)]
    assert area_map(areas, collection({name: "E08000001", "NAME": "x"}, square(-2.5, 53.4, 0.2))).outlines  # type: ignore[union-attr]


def test_an_id_may_be_the_code_and_the_grid_will_do() -> None:
    areas = [make_area("E08000001", "Bolton", 53.5, -2.4)]
    degrees = square(-2.5, 53.4, 0.2)
    grid = [list(point) for point in to_grid([y for _, y in degrees], [x for x, _ in degrees])]
    by_degrees = area_map(areas, collection({}, degrees, id="E08000001"))
    by_grid = area_map(areas, collection({}, grid, id="E08000001"))
    assert by_degrees
    assert by_grid
    assert by_degrees.outlines
    assert by_degrees.outlines == by_grid.outlines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"), ('{"type": "Topology"}', "TopoJSON"), ('{"features": [1]}', "TopoJSON"),
        ('{"features": [{"properties": {"name": "Bolton"}}]}', "No outline"),
    ],
)  # fmt: skip
def test_a_file_that_will_not_do_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "areas.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_boundaries(path)


def test_lines_are_no_outlines() -> None:
    wrong = collection({"code": "E08000001"}, [])
    wrong["features"][0]["geometry"] = {"type": "LineString", "coordinates": square(-2.5, 53.4, 0.2)}
    with pytest.raises(InputError, match="not a polygon"):
        area_map([make_area("E08000001", "Bolton", 53.5, -2.4)], wrong)
