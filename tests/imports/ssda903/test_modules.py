"""Modules are known by their columns, in CSV of either date form, workbooks' cousins and XML; every row is counted."""

from pathlib import Path
from typing import Any

import pytest
from imports.ssda903.making import MODULES, account, bytes_of, child, episode, folder, rows, table, xml

from placements.errors import InputError, UsageError
from placements.intake import import_ssda903

KENT = "E10000016"


def bring(tmp_path: Path, files: dict[str, str], **options: Any) -> Any:
    options.setdefault("authority", "Kent")
    return import_ssda903([folder(tmp_path, files)], tmp_path / "r", **options)


def history(tmp_path: Path, name: str) -> list[dict[str, str]]:
    return rows(tmp_path / "r" / "history" / f"{name}.csv")


def test_every_module_is_found_whatever_its_file_is_called(tmp_path: Path) -> None:
    one = {"CHILD": "1", "DOB": "2012-05-06"}
    files = {f"{n}.csv": table(name, one) for n, name in enumerate(MODULES) if name != "episodes"}
    files["e.csv"] = table("episodes", episode("1", "2025-05-01"))
    report = bring(tmp_path, files)
    assert len(report.accounts) == len(MODULES) == 12
    for entry in report.to_dict()["files"]:
        assert entry["rows_in"] == entry["rows_out"] == 1
        assert entry["table"] == ("history/episodes" if entry["file"] == "e.csv" else "history/children")
    assert len(history(tmp_path, "children")) == 1


@pytest.mark.parametrize("british", [False, True])
def test_both_date_forms_say_the_same(tmp_path: Path, british: bool) -> None:
    bring(tmp_path, {
        "a.csv": table("header", child("1"), british=british),
        "b.csv": table("episodes", episode("1", "2025-05-01", "2025-06-02"), british=british),
    })  # fmt: skip
    (one,) = history(tmp_path, "episodes")
    assert (one["started_on"], one["ended_on"]) == ("2025-05-01", "2025-06-02")
    assert history(tmp_path, "children")[0]["date_of_birth"] == "2012-05-06"


def test_neither_upn_nor_mothers_data_nor_postcodes_are_kept(tmp_path: Path) -> None:
    cells = {"HOME_POST": "ME1 1AA", "PL_POST": "CT1 1AA", "UPN": "UPN-SECRET"}
    bring(tmp_path, {"a.csv": table("header", child("1")), "b.csv": table("episodes", episode("1", "2025-05-01") | {
        k: v for k, v in cells.items() if k != "UPN"})})  # fmt: skip
    everything = b"".join(bytes_of(tmp_path / "r").values())
    assert b"SECRET" not in everything
    assert b"2030-01-01" not in everything
    assert b"CT1" not in everything
    (one,) = rows(tmp_path / "r" / "children.csv")
    assert one["postcode"] == "ME1 1AA"


def test_csv_and_xml_say_the_same(tmp_path: Path) -> None:
    stays = [episode("1", "2025-05-01", "2025-06-02"), episode("1", "2025-06-02", PLACE="K2")]
    for name, files in (
        ("csv", {"h.csv": table("header", child("1")), "u.csv": table("uasc", {"CHILD": "1", "DUC": "2030-05-06"}),
                 "e.csv": table("episodes", *stays)}),
        ("xml", {"all.xml": xml((child("1", UASC="1", DUC="2030-05-06"), stays))}),
    ):  # fmt: skip
        (tmp_path / name).mkdir()
        bring(tmp_path / name, files)
    one, other = (bytes_of(tmp_path / name / "r") for name in ("csv", "xml"))
    assert one == other
    assert b"2030-05-06" in one["history/children.csv"]


def test_records_inside_xml_are_counted_by_module(tmp_path: Path) -> None:
    inside = {
        "AREVIEW": "<AREVIEW><REVIEW>01/07/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>" * 3,
        "DOLS": "<SOMETHING><DOLO_START>01/05/2025</DOLO_START><DOLO_END/></SOMETHING>",
        "ODD": "<MYSTERY><COLOUR>blue</COLOUR></MYSTERY>",
        "ACTIV": "F1",
    }
    report = bring(tmp_path, {"x.xml": xml((child("1", **inside), [episode("1", "2025-05-01")]))})
    assert account(report, "x.xml: Reviews") == (3, 3, 0, 0)
    assert account(report, "x.xml: OC3") == (1, 1, 0, 0)
    assert account(report, "x.xml: Deprivation of liberty orders") == (1, 1, 0, 0)
    assert any("MYSTERY" in note for note in report.notes)
    assert "blue" not in str(report.to_dict())
    assert rows(tmp_path / "r" / "children.csv")[0]["dolo"] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x "y">]><EXPSSDA903/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><EXPSSDA903><CHILD>&x;</CHILD></EXPSSDA903>',
        "<!DOCTYPE EXPSSDA903><EXPSSDA903/>",
        "<EXPSSDA903><CHILD>",
        "<SOMETHING/>",
        "",
        "<?xml version='1.0' encoding='no-such-thing'?><EXPSSDA903/>",
    ],
)
def test_xml_that_is_unsafe_or_no_return_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as refused:
        bring(tmp_path, {"x.xml": text})
    assert [problem.code for problem in refused.value.problems] == ["XML"]
    assert not (tmp_path / "r").exists()


def test_in_a_folder_other_files_are_left_out_and_named(tmp_path: Path) -> None:
    report = bring(tmp_path, {
        "e.csv": table("episodes", episode("1", "2025-05-01")), "homes.csv": "name,places\nA,1\n", "read.txt": "x",
        ".hidden.csv": "x",
    })  # fmt: skip
    assert report.left_out == ["homes.csv", "read.txt"]


def test_a_module_with_a_changed_heading_is_never_left_out(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        bring(tmp_path, {
            "e.csv": table("episodes", episode("1", "2025-05-01")),
            "f.csv": table("episodes", episode("2", "2025-05-01")).replace("PLACE,", "WHERE,"),
        })  # fmt: skip
    (problem,) = refused.value.problems
    assert (problem.table, problem.code) == ("f.csv", "COLUMN")
    assert "PLACE" in problem.message


def test_a_file_that_is_named_must_be_a_module(tmp_path: Path) -> None:
    odd = folder(tmp_path, {"homes.csv": "name,places\nA,1\n"}) / "homes.csv"
    with pytest.raises(InputError):
        import_ssda903([odd], tmp_path / "r", authority="Kent")
    with pytest.raises(InputError):
        import_ssda903([tmp_path / "nothing.csv"], tmp_path / "r", authority="Kent")


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError) as refused:
        import_ssda903([tmp_path / "nothing"], tmp_path / "r", authority="Kent")
    assert [(p.table, p.code) for p in refused.value.problems] == [("nothing", "TABLE")]


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    given = folder(tmp_path, {"e.csv": table("episodes", episode("1", "2025-05-01"))})
    report = import_ssda903([given, given / "e.csv"], tmp_path / "r", authority="Kent")
    assert len(report.accounts) == 1


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files = {f"{year}/episodes.csv": table("episodes", episode("1", f"{year}-05-01")) for year in (2023, 2024)}
    assert [a.file for a in bring(tmp_path, files).accounts] == ["2023/episodes.csv", "2024/episodes.csv"]


@pytest.mark.parametrize(
    ("place", "kind"),
    [("U1", "foster_kin"), ("U2", "foster_kin"), ("U3", "foster_kin"), ("U4", "foster"), ("U5", "foster"),
     ("U6", "foster"), ("K1", "secure"), ("K2", "residential"), ("R1", "residential"), ("S1", "residential"),
     ("H5", "supported"), ("P2", "supported"), ("K3", "supported"), ("A3", "adoption"), ("A6", "adoption"),
     ("P1", "parents"), ("P3", "other"), ("R2", "other"), ("R5", "other"), ("Z1", "other"), ("Z12", "other"),
     ("T0", "other"), ("T4", "other")],
)  # fmt: skip
def test_a_code_has_its_kind_in_every_era(tmp_path: Path, place: str, kind: str) -> None:
    bring(tmp_path, {"e.csv": table("episodes", episode("1", "2025-05-01", PLACE=place.lower()))})
    (one,) = history(tmp_path, "episodes")
    assert (one["placement"], one["kind"]) == (place, kind)
    assert one["temporary"] == ("yes" if place.startswith("T") else "no")


@pytest.mark.parametrize(
    ("place", "began", "ended", "outside"),
    [
        ("H5", "2023-05-01", "2024-04-01", 0), ("H5", "2023-05-01", "2024-04-02", 1), ("H5", "2024-04-01", "", 1),
        ("K3", "2023-05-01", "2024-03-01", 1), ("K3", "2024-04-01", "", 0), ("Z11", "2025-04-01", "", 0),
        ("P2", "2023-10-27", "2024-02-01", 0), ("P2", "2023-10-28", "2024-02-01", 1),
        ("Z1", "2025-03-31", "2025-04-01", 0), ("Z1", "2025-04-01", "", 1),
    ],
)  # fmt: skip
def test_a_code_outside_its_era_is_kept_and_said(
    tmp_path: Path, place: str, began: str, ended: str, outside: int
) -> None:
    report = bring(tmp_path, {"e.csv": table("episodes", episode("1", began, ended, PLACE=place))})
    assert len(history(tmp_path, "episodes")) == 1
    assert any(note.startswith("Episodes with a placement code") for note in report.notes) == bool(outside)


def test_the_sex_is_read_in_the_codes_of_every_era(tmp_path: Path) -> None:
    sexes = {"a": "1", "b": "2", "c": "M", "d": "F", "e": "U", "f": "1.0"}
    bring(tmp_path, {"h.csv": table("header", *(child(name, SEX=sex) for name, sex in sexes.items()))})
    assert [row["sex"] for row in history(tmp_path, "children")] == ["M", "F", "M", "F", "U", "M"]


def test_an_unknown_council_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        bring(tmp_path, {"h.csv": table("header", child("1"))}, authority="Atlantis")
