"""The files of a match: complete, the same bytes each time, and nothing in them that runs."""

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

Write = Callable[..., Path]
NAMES = {"match.json", "proposals.csv", "unplaced.csv", "decisions.csv", "capacity.csv", "report.html"}


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_six_files_and_nothing_else(result: dict[str, Any], written: Write) -> None:
    assert {path.name for path in written(result).iterdir()} == NAMES


def test_equal_input_gives_equal_bytes(result: dict[str, Any], written: Write) -> None:
    first, second = written(result, "one"), written(json.loads(json.dumps(result)), "two")
    for name in NAMES:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_json_is_the_result_in_its_own_order(result: dict[str, Any], written: Write) -> None:
    result["region"] = "Ynys Môn"
    text = (written(result) / "match.json").read_text(encoding="utf-8")
    assert json.loads(text) == result
    assert list(json.loads(text)) == list(result)
    assert "Ynys Môn" in text
    assert text.endswith("}\n")


def test_lines_end_with_a_line_feed(result: dict[str, Any], written: Write) -> None:
    for path in written(result).iterdir():
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
    result: dict[str, Any], written: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = written(result)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        files.write_whole(out / "match.json", "half")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_nothing_is_written_when_a_file_cannot_be_made(result: dict[str, Any], written: Write, tmp_path: Path) -> None:
    del result["capacity"]
    with pytest.raises(KeyError):
        written(result)
    assert not (tmp_path / "out").exists()


def test_no_file_names_the_machine_or_the_folder(result: dict[str, Any], written: Write, tmp_path: Path) -> None:
    for path in written(result).iterdir():
        text = path.read_text(encoding="utf-8")
        assert str(tmp_path) not in text
        assert os.uname().nodename not in text
