"""Places of levers as rows of planned supply."""

from datetime import date

import pytest

from placements.errors import UsageError
from placements.sufficiency.levers.apply import SupplyChange
from placements.sufficiency.levers.planned import planned, write_planned

AS_OF = date(2026, 11, 23)


def test_rows_add_up_to_the_places_of_the_middle_path():
    paths = [[SupplyChange("fostering", "A", size, 0, 52, "recruitment")] for size in (8.0, 10.0, 30.0)]
    rows = planned(paths, AS_OF, 104)
    assert [(row["places"], row["from"]) for row in rows] == [
        (3, "2027-02-22"), (2, "2027-05-24"), (3, "2027-08-23"), (2, "2027-11-22"),
    ]  # fmt: skip
    assert sum(row["places"] for row in rows) == 10


def test_places_taken_are_below_nothing_and_levers_keep_their_rows():
    changes = [
        SupplyChange("fostering", "A", -4.0, 20, 0, "staying_put"),
        SupplyChange("fostering", "A", 2.0, 0, 0, "x"),
    ]
    assert [(row["places"], row["note"], row["from"]) for row in planned([changes], AS_OF, 52)] == [
        (-4, "staying_put", "2027-05-24"), (2, "x", "2027-02-22"),
    ]  # fmt: skip
    assert planned([[], []], AS_OF, 52) == []


def test_the_file_has_a_heading_and_is_a_csv(tmp_path):
    rows = planned([[SupplyChange("residential", "B", 3.0, lever="specialist_places")]], AS_OF, 52)
    path = write_planned(rows, tmp_path / "planned_supply.csv")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "kind,authority,places,from,note", "residential,B,3,2027-02-22,specialist_places",
    ]  # fmt: skip
    with pytest.raises(UsageError, match=r"\.csv"):
        write_planned(rows, tmp_path / "planned.txt")
