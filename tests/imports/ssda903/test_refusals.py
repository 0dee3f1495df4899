"""A row that cannot be used is refused by file, row and column, with what to do; nothing else is lost with it."""

from pathlib import Path
from typing import Any

import pytest
from imports.ssda903.making import account, child, episode, folder, rows, table

from placements.errors import InputError
from placements.intake import import_ssda903

GOOD = episode("9", "2025-05-01", "2026-03-01")


def bring(tmp_path: Path, files: dict[str, str], **options: Any) -> Any:
    options.setdefault("authority", "Kent")
    return import_ssda903([folder(tmp_path, files)], tmp_path / "r", **options)


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (episode("", "2025-05-01"), "CHILD", "BLANK"),
        (episode("1", ""), "DECOM", "BLANK"),
        (episode("1", "31/02/2025"), "DECOM", "DATE"),
        (episode("1", "05/13/2025"), "DECOM", "DATE"),
        (episode("1", "0001-05-01"), "DECOM", "DATE"),
        (episode("1", "2025-05-01", "9999-12-31"), "DEC", "DATE"),
        (episode("1", "2025-05-01", "soon"), "DEC", "DATE"),
        (episode("1", "2025-05-02", "2025-05-01"), "DEC", "ENDS_FIRST"),
        (episode("1", "2025-05-01", PLACE=""), "PLACE", "BLANK"),
        (episode("1", "2025-05-01", PLACE="Q9"), "PLACE", "WORD"),
        (episode("1", "2025-05-01", LS="C9"), "LS", "WORD"),
        (episode("1", "2026-04-01"), "DECOM", "AFTER"),
        (episode("1", "2025-05-01", "2026-04-02"), "DEC", "AFTER"),
    ],
)
def test_a_bad_episode_is_refused(tmp_path: Path, row: dict[str, str], column: str, code: str) -> None:
    report = bring(tmp_path, {"e 2025-26.csv": table("episodes", GOOD, row)})
    assert account(report, "e 2025-26.csv") == (2, 1, 0, 1)
    (said,) = rows(tmp_path / "r" / "refused-ssda903.csv")
    assert (said["file"], said["row"], said["id"], said["column"], said["code"]) == (
        "e 2025-26.csv", "3", row["CHILD"], column, code,
    )  # fmt: skip
    assert said["why"]
    assert said["fix"]
    assert [one["child_id"] for one in rows(tmp_path / "r" / "history" / "episodes.csv")] == ["9"]


def test_an_end_on_the_day_after_the_year_is_still_in_it(tmp_path: Path) -> None:
    report = bring(tmp_path, {"e 2025-26.csv": table("episodes", episode("1", "2025-05-01", "2026-04-01"))})
    assert account(report, "e 2025-26.csv") == (1, 1, 0, 0)
    assert [one["child_id"] for one in rows(tmp_path / "r" / "children.csv")] == ["1"]


def test_a_cell_that_decides_nothing_is_left_blank_and_counted_as_repaired(tmp_path: Path) -> None:
    odd = episode("1", "2025-05-01", "2025-06-01", RNE="*DUMMY*", CIN="N99", REC="E99", PLACE_PROVIDER="PR9")
    report = bring(tmp_path, {"e.csv": table("episodes", GOOD, odd), "h.csv": table("header", child("1", SEX="X"))})
    assert account(report, "e.csv") == (2, 2, 1, 0)
    assert account(report, "h.csv") == (1, 1, 1, 0)
    one = rows(tmp_path / "r" / "history" / "episodes.csv")[0]
    assert one["child_id"] == "1"
    assert [one[name] for name in ("reason_started", "need", "reason_ended", "provider")] == [""] * 4
    assert "DUMMY" not in str(report.to_dict())


def test_a_reason_for_an_end_without_an_end_is_left_out(tmp_path: Path) -> None:
    report = bring(tmp_path, {"e.csv": table("episodes", episode("1", "2025-05-01", REC="E7"))})
    assert account(report, "e.csv") == (1, 1, 1, 0)
    assert rows(tmp_path / "r" / "history" / "episodes.csv")[0]["reason_ended"] == ""


def test_ragged_rows_are_refused(tmp_path: Path) -> None:
    report = bring(tmp_path, {"e.csv": table("episodes", GOOD) + "1,2025-05-01\n"})
    assert account(report, "e.csv") == (2, 1, 0, 1)
    assert report.refused_by_code == {"RAGGED": 1}


def test_two_birthdays_in_one_return_are_both_refused(tmp_path: Path) -> None:
    twice = table("header", child("9"), child("9", DOB="2013-01-01"), child("8"), child("8"))
    report = bring(tmp_path, {"h.csv": twice, "e.csv": table("episodes", GOOD)})
    assert account(report, "h.csv") == (4, 2, 0, 2)
    found = {row["child_id"]: row["date_of_birth"] for row in rows(tmp_path / "r" / "history" / "children.csv")}
    assert found == {"9": "", "8": "2012-05-06"}


def test_of_two_versions_in_one_return_the_longer_stays(tmp_path: Path) -> None:
    versions = [episode("1", "2025-05-01", "2025-06-01"), episode("1", "2025-05-01", PLACE="K2")]
    report = bring(tmp_path, {"e.csv": table("episodes", *versions, versions[1])})
    assert account(report, "e.csv") == (3, 2, 0, 1)
    (one,) = rows(tmp_path / "r" / "history" / "episodes.csv")
    assert (one["placement"], one["ended_on"]) == ("K2", "")


def test_files_nobody_says_whose_they_are_are_all_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        bring(tmp_path, {"h.csv": table("header", child("1")), "e.csv": table("episodes", GOOD)}, authority=None)
    assert [(p.table, p.code) for p in refused.value.problems] == [("e.csv", "WHOSE"), ("h.csv", "WHOSE")]
    assert all("--authority" in p.fix for p in refused.value.problems)
    assert not (tmp_path / "r").exists()


def test_a_row_of_an_unknown_council_is_refused(tmp_path: Path) -> None:
    there = [GOOD | {"LA": "Kent"}, episode("1", "2025-05-01", LA="Atlantis"), episode("2", "2025-05-01", LA="")]
    report = bring(tmp_path, {"e.csv": table("episodes", *there, more=("LA",))}, authority="Medway")
    assert report.refused_by_code == {"WHOSE": 1}
    found = {row["child_id"]: row["authority"] for row in rows(tmp_path / "r" / "history" / "episodes.csv")}
    assert found == {"9": "E10000016", "2": "E06000035"}


@pytest.mark.parametrize(
    ("module", "row", "column"),
    [("reviews", {"REVIEW": "never"}, "REVIEW"), ("missing", {"MIS_END": "31/06/2025"}, "MIS_END"),
     ("oc3", {"DOB": "x"}, "DOB"), ("dolo", {"DOLO_START": "1"}, "DOLO_START")],
)  # fmt: skip
def test_days_of_every_module_are_read(tmp_path: Path, module: str, row: dict[str, str], column: str) -> None:
    report = bring(tmp_path, {"m.csv": table(module, {"CHILD": "1", **row}), "e.csv": table("episodes", GOOD)})
    assert account(report, "m.csv") == (1, 0, 0, 1)
    (said,) = rows(tmp_path / "r" / "refused-ssda903.csv")
    assert (said["column"], said["code"]) == (column, "DATE")


def test_a_day_nobody_knows_whole_is_no_fault_in_previous_permanence(tmp_path: Path) -> None:
    report = bring(tmp_path, {"p.csv": table("prev_perm", {"CHILD": "1", "DATE_PERM": "zz/05/2019"})})
    assert account(report, "p.csv") == (1, 1, 0, 0)
