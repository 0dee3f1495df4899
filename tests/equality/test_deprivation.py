"""The index of deprivation: read where it lies, the nearest area, and England only."""

import os
from pathlib import Path

import pytest
from factories import make_child, make_region

from placements.domain.record import Position
from placements.equality.deprivation import read_deprivation
from placements.errors import InputError
from placements.geography.grid import to_grid

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def at(latitude, longitude):
    (east, north), *_ = to_grid([latitude], [longitude])
    return Position(east, north, latitude, longitude, "exact")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deprivation").mkdir()
    (tmp_path / "geography").mkdir()
    (tmp_path / "deprivation" / "imd2025_england_lsoa21.csv").write_text(
        "lsoa21_code,IMD_decile,IMD_rank\nE01,1,5\nE02,10,30000\n", encoding="utf-8"
    )
    (tmp_path / "geography" / "lsoa_latlong.csv").write_text(
        "LSOACD,latitude,longitude,lsoa11cd\nE01,53.48,-2.24,E01\nE02,53.50,-2.24,E02\nW01,53.20,-3.00,W01\n"
        "E99,53.481,-2.241,E99\n",
        encoding="utf-8",
    )
    return tmp_path


def test_the_nearest_area_of_england_counts(folder):
    places = {"A": (53.482, -2.24), "B": (53.495, -2.24), "WALES": (53.21, -3.0), "SEA": (54.5, -5.0)}
    children = [make_child(name, position=at(*place)) for name, place in places.items()]
    alone, nowhere = make_child("U", uasc=True, position=at(53.48, -2.24)), make_child("N", position=None)
    region = make_region(children=[*children, alone, nowhere])
    assert read_deprivation(folder).quintiles(region) == {"A": 1, "B": 5}


@pytest.mark.parametrize("name", ["deprivation/imd2025_england_lsoa21.csv", "geography/lsoa_latlong.csv"])
def test_a_missing_or_strange_file_is_named(folder, name):
    (folder / name).write_text("something,else\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=name):
        read_deprivation(folder)
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"no {name}"):
        read_deprivation(folder)


def test_the_published_index():
    """Jaywick and Thames Ditton: among the most and the least deprived places in England."""
    if not DATA.is_dir():
        message = "the published data is not in shared/data beside the repository"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    children = [make_child("JAYWICK", position=at(51.777, 1.116)), make_child("DITTON", position=at(51.40, -0.32))]
    found = read_deprivation(DATA).quintiles(make_region(children=children))
    assert found == {"JAYWICK": 1, "DITTON": 5}
