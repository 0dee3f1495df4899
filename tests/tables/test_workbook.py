"""Workbooks to text cells and regions: what each cell says, by sheet and row, and nothing lost on the way."""

import re
import time
from datetime import date

import pytest
from books import SHEET_1, book, changed

from placements.errors import InputError
from placements.tables.read import read_region
from placements.tables.workbook import read_sheets


def read_cell(tmp_path, value, **options):
    return read_sheets(book(tmp_path / "one.xlsx", {"x": [[value]]}, **options))["x"][0][0]


@pytest.fixture
def as_book(folder, tmp_path):
    """Write the small region folder as a workbook, all cells text, and return its path."""

    def write(**changes):
        settings = [["key", "value"], ["name", "Test"], ["as_of", "2026-11-23"], ["lead_authority", "E08900001"]]
        sheets = {"region": changes.pop("region", settings)}
        for name, columns in folder.columns.items():
            rows = [[row.get(column, "") for column in columns] for row in folder.rows[name]]
            sheets[name] = [columns, *rows]
        sheets |= changes
        return book(tmp_path / "region.xlsx", {name: rows for name, rows in sheets.items() if rows is not None})

    return write


def places(path):
    """Return severity, sheet, row, column and code of every problem."""
    return {(p.severity, p.table, p.row, p.column, p.code) for p in read_region(path).problems}


# Cells


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"), (-2, "-2"), (12000000000, "12000000000"), (53.57831, "53.57831"), (0.1, "0.1"), (650.5, "650.5"),
        (True, "yes"), (False, "no"), ("00124", "00124"), ("  x ", "  x "), ("1.2E+10", "1.2E+10"),
        (date(2026, 11, 23), "2026-11-23"), (date(2012, 2, 29), "2012-02-29"), (date(1999, 12, 31), "1999-12-31"),
        ("23/11/2026", "23/11/2026"), ("=1+1", "=1+1"), ("Zoë, Łódź £5", "Zoë, Łódź £5"), ("a\nb\tc", "a\nb\tc"),
        ("_x0041_", "_x0041_"), ("<b>&amp;</b>", "<b>&amp;</b>"), ("\u202eabc\u200b", "\u202eabc\u200b"),
    ],
)  # fmt: skip
def test_a_cell_is_what_it_says(tmp_path, value, text):
    assert read_cell(tmp_path, value) == text


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(1904, 1, 2), date(2012, 2, 29)])
def test_dates_counted_from_1904_are_the_same_days(tmp_path, day):
    assert read_cell(tmp_path, day, date_1904=True) == day.isoformat()


def test_a_time_of_day_is_not_dropped_from_a_date(tmp_path):
    path = book(tmp_path / "t.xlsx", {"x": [[date(2026, 11, 23)]]})
    assert read_sheets(path)["x"][0][0] == "2026-11-23"
    changed(path, {SHEET_1: lambda xml: re.sub(rb"<v>(\d+)</v>", rb"<v>\1.6</v>", xml)})
    assert read_sheets(path)["x"][0][0] == "2026-11-23 14:24:00"


def test_blank_cells_keep_their_places_and_trailing_ones_go(tmp_path):
    rows = [["", ""], ["", "a", "", "b", "", ""], [], ["c"]]
    assert read_sheets(book(tmp_path / "b.xlsx", {"x": rows}))["x"] == [[], ["", "a", "", "b"], [], ["c"]]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (b'<c r="B2" t="e"><v>#N/A</v></c>', "CELL_ERROR"),
        (b'<c r="B2" s="3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "CELL_ERROR"),
        (b"<c t='e' r='B2'><v>#REF!</v></c>", "CELL_ERROR"),
        (b'<c r="B2"><f>A1+1</f></c>', "CELL_FORMULA"),
        (b'<c r="B2"><f>A1+1</f><v></v></c>', "CELL_FORMULA"),
        (b'<c r="B2"><f>A1+1</f><v/></c>', "CELL_FORMULA"),
    ],
)
def test_cells_that_would_pass_for_blank_are_faults(tmp_path, cell, code):
    path = book(tmp_path / "e.xlsx", {"homes": [["home_id", "places"], ["H1"]]})
    changed(path, {SHEET_1: lambda xml: xml.replace(b"</row></sheetData>", cell + b"</row></sheetData>")})
    with pytest.raises(InputError) as refused:
        read_sheets(path)
    assert [(p.table, p.row, p.column, p.code) for p in refused.value.problems] == [("homes", 2, "B", code)]


@pytest.mark.parametrize(
    ("cell", "value"),
    [(b'<c r="B2"><f>1+1</f><v>2</v></c>', "2"), (b'<c r="B2" t="str"><f>A1&amp;""</f><v>two</v></c>', "two"),
     (b'<c r="B2" t="b"><f>TRUE()</f><v>1</v></c>', "yes")],
)  # fmt: skip
def test_a_formula_counts_with_the_value_it_was_saved_with(tmp_path, cell, value):
    path = book(tmp_path / "f.xlsx", {"homes": [["home_id", "places"], ["H1"]]})
    changed(path, {SHEET_1: lambda xml: xml.replace(b"</row></sheetData>", cell + b"</row></sheetData>")})
    assert read_sheets(path)["homes"][1] == ["H1", value]


# Regions


def test_a_workbook_is_the_same_region_as_the_folder(folder, as_book):
    from_folder, from_book = folder.read(), read_region(as_book())
    assert from_book.problems == ()
    assert from_folder.region is not None
    assert from_book.region is not None
    assert from_book.region.inputs == from_folder.region.inputs


def test_the_order_of_sheets_and_rows_changes_nothing(as_book, folder):
    first = read_region(as_book()).region
    folder.rows["homes"].reverse()
    folder.columns = dict(reversed(folder.columns.items()))
    second = read_region(as_book()).region
    assert first is not None
    assert second is not None
    assert first.inputs == second.inputs


def test_a_problem_is_named_by_sheet_and_row(as_book, folder):
    folder.put("children", "needed_by", "soon", row=3)
    folder.put("homes", "authority", "E99999999")
    path = as_book(nonsense=[["x"]])
    found = places(path)
    assert ("error", "children", 3, "needed_by", "DATE") in found
    assert ("error", "homes", 2, "authority", "UNKNOWN_AUTHORITY") in found
    assert ("warning", "region.xlsx", None, None, "UNKNOWN_SHEET") in found
    assert not [p for p in read_region(path).problems if ".csv" in p.sentence() or ".toml" in p.sentence()]


@pytest.mark.parametrize("sheet", ["children", "homes", "authorities", "region"])
def test_a_sheet_that_is_missing(as_book, sheet):
    assert ("error", sheet, None, None, "TABLE") in places(as_book(**{sheet: None}))


@pytest.mark.parametrize("name", ["Children", "CHILDREN", "children "])
def test_sheets_in_any_case(as_book, folder, name):
    rows = [folder.columns["children"], *([r.get(c, "") for c in r] for r in folder.rows["children"])]
    assert read_region(as_book(**{"children": None, name: rows})).region is not None


def test_rows_are_counted_as_the_sheet_counts_them(as_book, folder):
    columns = folder.columns["pins"]
    rows = [[], columns, [], ["C1", "H2", "sometimes"], ["C2", "H1", "forbid"]]
    assert places(as_book(pins=rows)) == {("error", "pins", 4, "kind", "WORD")}


def test_examples_are_left_out_and_said(as_book, folder):
    columns = folder.columns["pins"]
    rows = [columns, ["EXAMPLE C-101", "F-12", "sometimes"], ["C2", "H1", "forbid"]]
    path = as_book(pins=rows)
    assert places(path) == {("warning", "pins", 2, None, "EXAMPLE")}
    assert [pin.child_id for pin in read_region(path).region.pins] == ["C2"]


def test_examples_in_a_csv_file_are_left_out_and_said(folder, warnings_of):
    line = folder.add("children", child_id="EXAMPLE C-101", sex="not a sex")
    reading = folder.read()
    assert warnings_of(reading) == {("children", line, None, "EXAMPLE")}
    assert reading.region is not None
    assert len(reading.region.children) == 2


@pytest.mark.parametrize("first", ["Total", "TOTALS", "Grand total", "sum"])
def test_a_total_in_the_last_row_is_left_out_and_said(as_book, folder, first):
    rows = [[row.get(column, "") for column in folder.columns["homes"]] for row in folder.rows["homes"]]
    total = [first, "", "", "", 7, 3]
    path = as_book(homes=[folder.columns["homes"], *rows, total])
    assert places(path) == {("warning", "homes", 4, None, "TOTAL")}
    assert len(read_region(path).region.homes) == 2


def test_a_row_that_is_whole_is_never_a_total(as_book, folder):
    rows = [[row.get(column, "") for column in folder.columns["homes"]] for row in folder.rows["homes"]]
    last = ["sum", *rows[0][1:]]
    assert len(read_region(as_book(homes=[folder.columns["homes"], *rows, last])).region.homes) == 3


def test_a_broken_row_in_the_middle_is_an_error_not_a_total(as_book, folder):
    rows = [["C2", "H1", "forbid"], ["total", "", ""], ["C1", "H2", "forbid"]]
    assert ("error", "pins", 3, "home_id", "BLANK") in places(as_book(pins=[folder.columns["pins"], *rows]))


def sheet_part(path, name):
    """Return the part of a sheet: they are numbered in the order they were made."""
    return f"xl/worksheets/sheet{list(read_sheets(path)).index(name) + 1}.xml"


def test_a_sum_without_a_name_is_left_out_and_said(as_book, folder):
    path = as_book(assessments=[["child_id", "home_id", "score"], ["C1", "H1", 60], ["C2", "H2", 70], ["", "", 130]])
    part = sheet_part(path, "assessments")
    changed(path, {part: lambda xml: xml.replace(b"<v>130</v>", b"<f>SUM(C2:C3)</f><v>130</v>")})
    assert places(path) == {("warning", "assessments", 4, None, "TOTAL")}


def test_hidden_rows_and_sheets_are_read_and_said(as_book):
    path = as_book()
    part = sheet_part(path, "schools")
    changed(path, {
        part: lambda xml: xml.replace(b'<row r="3"', b'<row r="3" hidden="1"'),
        "xl/workbook.xml": lambda xml: xml.replace(b'name="pins"', b'name="pins" state="hidden"'),
    })  # fmt: skip
    assert places(path) == {("warning", "schools", 3, None, "HIDDEN"), ("warning", "pins", None, None, "HIDDEN")}
    assert len(read_region(path).region.schools) == 2


def test_merged_cells_are_said(as_book):
    path = as_book()
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    changed(path, {sheet_part(path, "schools"): lambda xml: xml.replace(b"</sheetData>", merged)})
    assert places(path) == {("warning", "schools", 1, None, "MERGED")}


def test_an_error_in_a_column_nobody_reads_stops_nothing(as_book, folder):
    rows = [["urn", "name", "notes"], ["CANARY-URN", "Oak School", 1]]
    path = as_book(schools=rows)
    part = sheet_part(path, "schools")
    changed(path, {part: lambda xml: re.sub(rb'<c r="C2"[^>]*><v>1</v>', b'<c r="C2" t="e"><v>#N/A</v>', xml)})
    assert {p[-1] for p in places(path)} == {"UNKNOWN_COLUMN"}
    changed(path, {part: lambda xml: re.sub(rb'<c r="B2"[^>]*><v>\d+</v>', b'<c r="B2" t="e"><v>#N/A</v>', xml)})
    assert ("error", "schools", 2, "name", "CELL_ERROR") in places(path)


# The sheet `region`


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["schema", "placements/region/1"], set()),
        (["schema", "placements/region/2"], {("error", "region", None, "schema", "SCHEMA")}),
        (["complete", "no"], {("warning", "region", None, "complete", "INCOMPLETE")}),
        (["complete", ""], set()),
        (["colour", "blue"], {("warning", "region", None, None, "UNKNOWN_COLUMN")}),
        (["name", "Another"], {("error", "region", None, None, "DUPLICATE")}),
    ],
)
def test_keys_of_the_region(as_book, row, found):
    rows = [["key", "value", "what it means"], ["name", "Test", "x"], ["as_of", date(2026, 11, 23)], row]
    assert places(as_book(region=rows)) == found


@pytest.mark.parametrize("version", ["placements/region/2", "2", "placements/region/1 "])
def test_a_folder_of_another_version_is_refused_clearly(folder, version):
    folder.settings = f'name = "Test"\nas_of = 2026-11-23\nschema = "{version}"\n'
    (problem,) = (p for p in folder.read().problems if p.severity == "error")
    assert (problem.table, problem.column, problem.code) == ("region.toml", "schema", "SCHEMA")
    assert "placements/region/1" in problem.message


def test_the_version_is_no_part_of_what_a_region_is(folder):
    first = folder.read().region
    folder.settings += 'schema = "placements/region/1"\n'
    second = folder.read()
    assert second.problems == ()
    assert first is not None
    assert second.region is not None
    assert first.inputs == second.region.inputs


def test_ten_thousand_homes_are_read_in_seconds(tmp_path):
    row = ["H", "fostering", "E08900001", "in_house", 2, 1, *["x"] * 12, 53.5, -2.3, *["yes"] * 14, date(2026, 11, 20)]
    path = book(tmp_path / "big.xlsx", {"homes": [[f"c{n}" for n in range(35)], *([row] * 10_000)]})
    began = time.monotonic()
    assert len(read_sheets(path)["homes"]) == 10_001
    # A second on a quiet machine; one with other work to do may take several times as long.
    assert time.monotonic() - began < 10
