"""Schools: places on the grid to degrees, closed ones counted, GIAS and the lists made from it."""

from pathlib import Path

import pytest
from imports.lists import save, written

from placements.errors import InputError
from placements.imports.schools import import_schools

GIAS = (
    "URN,LA (name),EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),PhaseOfEducation (name),"
    "Postcode,Easting,Northing\n"
    "100000,City of London,The Aldgate School,Voluntary aided school,Open,Primary,ec3a 5de,533498,181201\n"
    "100001,Camden,Old School,Community school,Closed,Secondary,NW1 1AA,530000,183000\n"
    '100002,Camden,Later,Community school,"Open, but proposed to close",All-through,NW1 1AA,0,0\n'
    "100003,Camden,Hill School,Community special school,Open,Not applicable,NW1 1AA,99,northing\n"
    ",Camden,No number,Community school,Open,Primary,NW1 1AA,530000,183000\n"
    "100005,Camden,Odd,Community school,Perhaps,Primary,NW1 1AA,530000,183000\n"
)


def test_the_extract_is_read(tmp_path: Path) -> None:
    report = import_schools([save(tmp_path / "edubasealldata.csv", GIAS)], tmp_path / "r")
    (account,) = report.accounts
    assert (account.rows_in, account.rows_out, account.repaired) == (6, 3, 1)
    assert report.refused_by_code == {"BLANK": 1, "CLOSED": 1, "WORD": 1}
    first, later, hill = written(tmp_path / "r" / "schools.csv")
    assert first == {
        "urn": "100000", "name": "The Aldgate School", "latitude": "51.51397", "longitude": "-0.07753",
        "postcode": "EC3A 5DE", "phase": "primary",
    }  # fmt: skip
    assert (later["phase"], later["latitude"]) == ("all-through", "")
    assert (hill["phase"], hill["latitude"], hill["postcode"]) == ("special", "", "NW1 1AA")
    assert "as_of" in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")


def test_the_order_of_rows_changes_nothing_and_doubles_merge(tmp_path: Path) -> None:
    head, *rows = GIAS.splitlines()
    for name, lines in (("a", [*rows, rows[0]]), ("b", [rows[0], *reversed(rows)])):
        report = import_schools([save(tmp_path / f"{name}.csv", "\n".join([head, *lines]))], tmp_path / name)
        assert (report.accounts[0].rows_in, report.accounts[0].rows_out) == (7, 4)
    assert (tmp_path / "a/schools.csv").read_bytes() == (tmp_path / "b/schools.csv").read_bytes()


def test_other_headings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        import_schools([save(tmp_path / "a.csv", "URN,SchoolName\n1,x\n")], tmp_path / "r")
    assert "SchoolName" in refused.value.problems[0].message


def test_the_published_lists_are_read(data: Path, tmp_path: Path) -> None:
    report = import_schools([data / "schools/derived_schools_england_2026.csv"], tmp_path / "a")
    assert [(a.rows_in, a.rows_out) for a in report.accounts] == [(25100, 25100)]
    report = import_schools([data / "schools/dfe_register_trainee_teachers_schools_2022.csv.gz"], tmp_path / "b")
    (account,) = report.accounts
    assert account.rows_in == 49514 == account.rows_out + len(account.refused)
    assert report.refused_by_code == {"CLOSED": 22182}
