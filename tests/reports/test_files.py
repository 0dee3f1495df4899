"""The files of a match: a folder for each reader, complete, the same bytes each time, nothing in them that runs."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from placements.reports import files
from placements.reports.tables import RUNS, cell
from placements.tables.writing import write_whole

Write = Callable[..., Path]
TABLES = {"proposals.csv", "unplaced.csv", "decisions.csv", "capacity.csv"}
REGION = TABLES | {"report.html", "match.xlsx"}
NORTHTOWN = REGION | {"match.json"}


@pytest.fixture
def whole(written: Write) -> Write:
    """Write a match and return its folder, the one the readers' folders stand in."""
    return lambda result, name="out": written(result, name).parent


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_a_folder_for_each_reader_and_nothing_else(result: dict[str, Any], whole: Write) -> None:
    wanted = {
        "match.json",
        "policy.toml",
        *(f"region/{n}" for n in REGION),
        *(f"authority-E1-northtown/{n}" for n in NORTHTOWN),
    }
    assert files_in(whole(result)) == wanted


def test_equal_input_gives_equal_bytes(result: dict[str, Any], whole: Write) -> None:
    first, second = whole(result, "one"), whole(json.loads(json.dumps(result)), "two")
    assert files_in(first) == files_in(second)
    for name in files_in(first):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_json_is_the_result_in_its_own_order(result: dict[str, Any], whole: Write) -> None:
    result["region"] = "Ynys Môn"
    text = (whole(result) / "match.json").read_text(encoding="utf-8")
    assert json.loads(text) == result
    assert list(json.loads(text)) == list(result)
    assert "Ynys Môn" in text
    assert text.endswith("}\n")


def test_match_json_comes_last(result: dict[str, Any], tmp_path: Path) -> None:
    paths = files.write_match(result, tmp_path / "out", rules=(), policy_text="")
    assert paths[0].parent.name == "region"
    assert paths[-1] == tmp_path / "out" / "match.json"


def test_lines_end_with_a_line_feed(result: dict[str, Any], whole: Write) -> None:
    texts = [path for path in whole(result).rglob("*.*") if path.suffix != ".xlsx"]
    assert len(texts) > 10
    for path in texts:
        assert b"\r" not in path.read_bytes()


def test_tables_have_a_row_for_each_child_and_decision(result: dict[str, Any], written: Write) -> None:
    out = written(result)
    assert [r["child_id"] for r in rows(out / "proposals.csv")] == [p["child_id"] for p in result["placements"]]
    assert [r["child_id"] for r in rows(out / "unplaced.csv")] == [u["child_id"] for u in result["unplaced"]]
    assert len(rows(out / "decisions.csv")) == len(result["decisions"])
    assert len(rows(out / "capacity.csv")) == len(result["capacity"])
    assert rows(out / "proposals.csv")[0]["authority_name"] == "Northtown"


@pytest.mark.parametrize("first", RUNS)
def test_a_formula_becomes_text(first: str, result: dict[str, Any], written: Write) -> None:
    evil = f'{first}HYPERLINK("http://x","y")'
    result["placements"][0]["home_id"] = evil
    result["unplaced"][0]["waits_for"] = evil
    result["decisions"][0]["children"] = [evil]
    result["capacity"][0]["name"] = evil
    out = written(result)
    for path in out.glob("*.csv"):
        table = rows(path)
        found = [value for row in table for value in row.values() if evil in value]
        assert found, path.name
        assert all(value == f"'{evil}" for value in found)


def test_numbers_stay_numbers() -> None:
    assert cell(-4.5) == -4.5
    assert cell("-4.5") == "'-4.5"
    assert cell(True) == "yes"
    assert cell(None) is None


def test_a_failed_write_leaves_the_old_file(
    result: dict[str, Any], whole: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = whole(result)
    before = {name: (out / name).read_bytes() for name in files_in(out)}

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_whole(out / "match.json", "half")
    assert {name: (out / name).read_bytes() for name in files_in(out)} == before


def test_nothing_is_written_when_a_file_cannot_be_made(result: dict[str, Any], written: Write, tmp_path: Path) -> None:
    del result["capacity"]
    with pytest.raises(KeyError):
        written(result)
    assert not (tmp_path / "out").exists()


def test_no_file_names_the_machine_or_the_folder(result: dict[str, Any], whole: Write, tmp_path: Path) -> None:
    for path in whole(result).rglob("*.*"):
        text = path.read_bytes()
        assert str(tmp_path).encode() not in text
        assert os.uname().nodename.encode() not in text
