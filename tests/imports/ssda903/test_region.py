"""children.csv holds who was looked after on the day, with what the return can say; and the command."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from imports.ssda903.making import account, child, episode, folder, rows, table

from placements.intake import import_ssda903

FILES = {
    "h 2025-26.csv": table("header", *(child(name) for name in "abcdef")),
    "u 2025-26.csv": table("uasc", {"CHILD": "b", "DUC": "2030-05-06"}, {"CHILD": "c", "DUC": "2026-01-01"}),
    "d.csv": table("dolo", {"CHILD": "a", "DOLO_START": "2025-06-01"},
                   {"CHILD": "b", "DOLO_START": "2025-06-01", "DOLO_END": "2026-03-31"}),
    "e 2025-26.csv": table(
        "episodes",
        episode("a", "2025-05-01", PLACE="K2", URN="sc1", LS="C1", HOME_POST="me1 1aa"),
        episode("b", "2025-05-01", HOME_POST="NOWHERE 1"),
        episode("c", "2025-05-01", PLACE="Z14", URN="XXXXXXX"),
        episode("d", "2025-05-01", LS="V4"),
        episode("e", "2025-05-01", "2025-08-01"),
        episode("f", "2025-05-01", "2025-06-01"), episode("f", "2025-06-01", PLACE="T1"),
    ),
}  # fmt: skip


def test_children_of_the_day(tmp_path: Path) -> None:
    region = tmp_path / "r"
    region.mkdir()
    (region / "homes.csv").write_text("home_id,registration\nH1,SC1\nH2,SC2\n", encoding="utf-8")
    report = import_ssda903([folder(tmp_path, FILES)], region, authority="Kent")
    found = {row["child_id"]: row for row in rows(region / "children.csv")}
    assert list(found) == ["a", "b", "c", "f"]
    filled = {name: cell for name, cell in found["a"].items() if cell}
    assert filled == {
        "child_id": "a", "authority": "E10000016", "date_of_birth": "2012-05-06", "sex": "F", "ethnicity": "WBRI",
        "legal_status": "C1", "uasc": "no", "dolo": "yes", "postcode": "ME1 1AA", "where_now": "home",
        "current_home_id": "H1",
    }  # fmt: skip
    assert (found["b"]["uasc"], found["b"]["dolo"], found["b"]["postcode"]) == ("yes", "", "")
    assert (found["c"]["uasc"], found["c"]["where_now"]) == ("no", "")
    assert found["f"]["where_now"] == "home"
    assert any("short breaks" in note and note.endswith(" 1.") for note in report.notes)
    assert not report.complete
    episodes = {(row["child_id"], row["placement"]): row for row in rows(region / "history" / "episodes.csv")}
    assert (episodes["a", "K2"]["urn"], episodes["c", "Z14"]["urn"]) == ("SC1", "")


def test_what_somebody_typed_stays(tmp_path: Path) -> None:
    region = tmp_path / "r"
    import_ssda903([folder(tmp_path, FILES)], region, authority="Kent")
    text = (region / "children.csv").read_text(encoding="utf-8")
    (region / "children.csv").write_text(text.replace("ME1 1AA", "ME2 2BB"), encoding="utf-8")
    import_ssda903([tmp_path / "given"], region, authority="Kent")
    assert rows(region / "children.csv")[0]["postcode"] == "ME2 2BB"


def test_miles_are_those_given_or_between_two_real_postcodes(tmp_path: Path) -> None:
    where = {"HOME_POST": "M1 1AE", "PL_POST": "B1 1AA"}
    more = ("PL_LA", "PL_DISTANCE")
    stays = [
        episode("1", "2025-05-01", **where), episode("2", "2025-05-01", **where, PL_DISTANCE="7.5", PL_LA="e06000035"),
        episode("3", "2025-05-01", **where, LS="V3"), episode("4", "2025-05-01", HOME_POST="M1 1AE"),
        episode("5", "2025-05-01", **where), episode("6", "2025-05-01", PL_DISTANCE="far"),
    ]  # fmt: skip
    files = {"e.csv": table("episodes", *stays, more=more), "u.csv": table("uasc", {"CHILD": "5", "DUC": "2030-01-01"})}
    report = import_ssda903([folder(tmp_path, files)], tmp_path / "r", authority="Kent")
    found = {row["child_id"]: row for row in rows(tmp_path / "r" / "history" / "episodes.csv")}
    assert 65 < float(found["1"]["miles"]) < 75
    assert [found[name]["miles"] for name in "23456"] == ["7.5", "", "", "", ""]
    assert found["2"]["placed_in"] == "E06000035"
    assert account(report, "e.csv") == (6, 6, 1, 0)


def test_the_command_tells_what_became_of_every_row(placements: Callable[..., Any], tmp_path: Path) -> None:
    given = folder(tmp_path, FILES)
    said = placements("import", "ssda903", given, "--out", tmp_path / "r", "--authority", "Kent")
    assert said.code == 0
    assert "e 2025-26.csv  history/episodes        7         7         0        0" in said.out
    assert "complete = false" in said.out
    assert "Looked after on 2026-03-31: 4 children" in said.err
    document = placements(
        "import", "ssda903", given, "--out", tmp_path / "s", "--authority", "Kent", "--as-of", "2025-07-01", "--json"
    ).json
    assert document["schema"] == "placements/import/1"
    assert all(f["rows_in"] == f["rows_out"] + f["refused"] for f in document["files"])
    assert str(tmp_path) not in str(document)
    assert len(rows(tmp_path / "s" / "children.csv")) == 5
    assert placements("import", "ssda903", given, "--out", tmp_path / "t").code == 3
    assert not (tmp_path / "t").exists()
    assert placements("import", "ssda903", given, "--out", tmp_path / "t", "--authority", "Kent",
                      "--as-of", "2030-01-01").code == 2  # fmt: skip
    assert not (tmp_path / "t").exists()


def test_check_reads_the_region_and_says_what_is_missing(placements: Callable[..., Any], tmp_path: Path) -> None:
    placements("import", "ssda903", folder(tmp_path, FILES), "--out", tmp_path / "r", "--authority", "Kent")
    said = placements("check", tmp_path / "r")
    assert said.code == 3
    assert "homes.csv" in said.out
    assert "history" not in said.out
