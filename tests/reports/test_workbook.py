"""match.xlsx: numbers are numbers, days are days, text is inert, people choose from lists; the same bytes each time."""

import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from hostile import FORMULAS
from python_calamine import CalamineWorkbook

from placements.reports.workbook import LONGEST, SHEETS, match_workbook

NAMES = [
    "Headline", "Proposals", "Without a home", "Decisions", "Calls", "Tonight", "Capacity", "Levels", "Read me",
]  # fmt: skip
KEPT = {"schema", "as_of", "deadline", "needed_by", "starts", "ends", "by", "confirmed_on", "urgency", "same_day"}
"""Fields that hold codes and days, which the engine writes itself."""


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    read = CalamineWorkbook.from_filelike(io.BytesIO(book))
    return {name: read.get_sheet_by_name(name).to_python() for name in read.sheet_names}


def parts(book: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def column(table: list[list[Any]], heading: str) -> list[Any]:
    at = table[0].index(heading)
    return [row[at] for row in table[1:]]


def poisoned(value: Any, text: str) -> Any:
    """Put a formula before every text a person or a file may have supplied."""
    if isinstance(value, dict):
        return {key: part if key in KEPT else poisoned(part, text) for key, part in value.items()}
    if isinstance(value, list):
        return [poisoned(part, text) for part in value]
    return text + value if isinstance(value, str) else value


def test_every_list_has_its_sheet(result: dict[str, Any]) -> None:
    book = match_workbook(result)
    found = sheets(book)
    assert list(found) == NAMES
    assert len(SHEETS) == len(NAMES)
    assert column(found["Proposals"], "Child") == [p["child_id"] for p in result["placements"]]
    assert set(column(found["Without a home"], "Child")) == {u["child_id"] for u in result["unplaced"]}
    assert len(found["Decisions"]) - 1 == len(result["decisions"])
    assert len(found["Calls"]) - 1 == sum(len(call["questions"]) for call in result["calls"]["calls"])
    assert len(found["Tonight"]) - 1 == sum(len(night["homes"]) for night in result["tonight"])
    assert len(found["Capacity"]) - 1 == len(result["capacity"])
    assert column(found["Levels"], "Order") == [1, 2]


def test_numbers_are_numbers_and_days_are_days(result: dict[str, Any]) -> None:
    found = sheets(match_workbook(result))
    rows = {row[0]: dict(zip(found["Proposals"][0], row, strict=True)) for row in found["Proposals"][1:]}
    assert rows["A-1"]["Starts"] == date(2026, 11, 23)
    assert rows["A-1"]["Straight-line miles"] == 28.9
    assert rows["A-1"]["Extra cost, £ a week"] == 600
    assert rows["D-1"]["Straight-line miles"] == ""
    assert rows["D-1"]["Points short"] == 41
    assert all(isinstance(day, date) for day in column(found["Decisions"], "Decide by"))
    assert found["Levels"][2][4:6] == [1834.5, 1834.5]
    total = found["Headline"][-1]
    assert total[1:7] == [16, 9, 3, 2, 5, 9 * 1234.5]


def test_people_choose_from_lists(result: dict[str, Any]) -> None:
    book = parts(match_workbook(result))
    decisions, calls, tonight = (book[f"xl/worksheets/sheet{n}.xml"] for n in (4, 5, 6))
    lists = re.findall(r'type="list"[^>]*sqref="(\w+)"><formula1>"([^<]*)"</formula1>', decisions)
    assert len(lists) == len(result["decisions"])
    assert dict(lists)["F5"] == "Agreed,Refused,Put off"
    assert any(choices == "N-7,D-1" for _, choices in lists)
    for sheet, count in ((calls, 3), (tonight, 5)):
        assert sheet.count('"yes,no,no reply"') == count
        assert sheet.count('type="time"') == count
    assert decisions.count('type="date"') == len(result["decisions"])


def test_ids_that_could_be_misread_are_not_offered(result: dict[str, Any]) -> None:
    result["decisions"][6]["children"] = ['N-7",A1,"', "D-1"]
    sheet = parts(match_workbook(result))["xl/worksheets/sheet4.xml"]
    assert not [choices for choices in re.findall(r"<formula1>(.*?)</formula1>", sheet) if "A1" in choices]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula_or_a_link(formula: str, result: dict[str, Any]) -> None:
    evil = poisoned(result, formula)
    evil["classes"] = {formula + child: word for child, word in result["classes"].items()}
    evil["authorities"] = {formula + code: formula + name for code, name in result["authorities"].items()}
    evil["homes"] = {formula + home: about for home, about in evil["homes"].items()}
    book = parts(match_workbook(json.loads(json.dumps(evil))))
    for name, text in book.items():
        assert "<f>" not in text, name
        assert "<f " not in text, name
        assert "<hyperlink" not in text, name
        assert "externalLink" not in name
        assert "&amp;G" not in text, name
    assert "quotePrefix" in book["xl/styles.xml"]
    cells = [str(cell) for table in sheets(match_workbook(evil)).values() for row in table for cell in row]
    assert any(formula.strip() in cell for cell in cells)


def test_the_same_document_gives_the_same_bytes(result: dict[str, Any]) -> None:
    assert match_workbook(result) == match_workbook(json.loads(json.dumps(result)))


def test_only_the_day_of_the_match_stands_in_the_properties(result: dict[str, Any]) -> None:
    book = parts(match_workbook(result))
    core = book["docProps/core.xml"]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2026-11-23T00:00:00Z"}
    assert result["region"] not in core
    with zipfile.ZipFile(io.BytesIO(match_workbook(result))) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_is_hidden_or_merged(result: dict[str, Any]) -> None:
    book = parts(match_workbook(result))
    assert 'state="hidden"' not in book["xl/workbook.xml"]
    assert not [name for name in book if "comment" in name.lower() or "vml" in name.lower()]
    for name, text in book.items():
        if name.startswith("xl/worksheets/"):
            assert "hidden=" not in text
            assert "<mergeCell" not in text


def test_it_prints_on_a4_with_its_headings(result: dict[str, Any]) -> None:
    book = parts(match_workbook(result))
    for n in range(1, len(NAMES) + 1):
        sheet = book[f"xl/worksheets/sheet{n}.xml"]
        assert 'paperSize="9"' in sheet
        assert 'orientation="landscape"' in sheet
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet
    assert book["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(NAMES)


def test_a_part_left_out_is_said(result: dict[str, Any]) -> None:
    for part in ("calls", "tonight", "homes", "areas"):
        del result[part]
    lists: dict[str, Any] = {key: [] for key in ("placements", "unplaced", "decisions", "capacity", "levels")}
    found = sheets(match_workbook(result | lists | {"classes": {}}))
    assert found["Calls"][1][0] == "No call would place another child."
    assert all(len(found[name]) == 2 for name in ("Proposals", "Without a home", "Decisions", "Calls", "Tonight"))


def test_for_whom_it_is_stands_in_it_and_cannot_run(result: dict[str, Any]) -> None:
    label = "For &G Northtown & Co only"
    audience = {"level": "authority", "code": "E1", "name": "x", "label": label}
    book = parts(match_workbook(result | {"audience": audience}))
    assert "For andG Northtown and Co only" in book["xl/worksheets/sheet1.xml"]
    assert "Northtown &amp; Co only" in book["docProps/core.xml"]
    assert "Northtown &amp; Co only" in book["xl/sharedStrings.xml"]


def test_a_text_longer_than_a_cell_is_cut(result: dict[str, Any]) -> None:
    result["decisions"][0]["why"] = "w" * (LONGEST + 5)
    cells = [str(cell) for row in sheets(match_workbook(result))["Decisions"] for cell in row]
    assert max(map(len, cells)) == LONGEST
    assert any(cell.endswith("w…") for cell in cells)


def test_tonight_has_approvals_before_clocks_and_says_where_there_is_none(result: dict[str, Any]) -> None:
    table = sheets(match_workbook(result))["Tonight"]
    said = dict(zip(column(table, "Home"), column(table, "Approvals, and their clocks"), strict=True))
    assert said["H-9"].startswith("Nominated officer, Northtown, by 23 November 2026\nEmergency approval")
    assert said["H-B-1"] == "No clock"
