"""Forms a list may come in: encodings, packed files, workbooks; and files that are not what they say."""

import csv
import gzip
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from imports.lists import home, provider_level, save, written

from placements.errors import InputError
from placements.imports.dates import day_of
from placements.imports.ofsted import import_ofsted
from placements.imports.schools import import_schools
from placements.imports.sheets import read_files

LIST = provider_level(2024, home(owner="Café Care – Ltd"))


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", LIST.encode("utf-8")),
        ("a.csv", LIST.encode("utf-8-sig")),
        ("a.csv", LIST.encode("cp1252")),
        ("a.csv", LIST.replace("\r\n", "\n").encode("utf-8")),
        ("a.csv.gz", gzip.compress(LIST.encode("utf-8"))),
        ("a.zip", zipped(list__csv=LIST.encode("utf-8"), note__txt=b"hello")),
    ],
    ids=["utf-8", "bom", "cp1252", "unix", "gz", "zip"],
)
def test_the_same_list_in_any_form_gives_the_same_home(name: str, content: bytes, tmp_path: Path) -> None:
    report = import_ofsted([save(tmp_path / name, content)], tmp_path / "region")
    (row,) = written(tmp_path / "region" / "homes.csv")
    assert row["owner"] == "Café Care – Ltd"
    assert report.left_out == (["a.zip: note.txt"] if name == "a.zip" else [])
    assert ("Windows-1252" in " ".join(report.notes)) == (content == LIST.encode("cp1252"))


def test_a_list_with_semicolons_is_read(tmp_path: Path) -> None:
    text = "URN;EstablishmentName\n100000;A, B and C\n"
    (sheet,) = read_files([save(tmp_path / "a.csv", text)]).sheets
    assert [list(cells) for _, cells in sheet.rows] == [["URN", "EstablishmentName"], ["100000", "A, B and C"]]


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    """Write a workbook; a cell that begins with `=` is a formula whose result is an error."""
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if str(cell).startswith("="):
                        sheet.write_formula(line, column, str(cell), None, "#N/A")
                    else:
                        sheet.write(line, column, cell)
    return path


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [3 if cell == "3" else cell for cell in cells]
        for cells in csv.reader(io.StringIO(provider_level(2025, home(places="3"), home(urn="SC000002"))))
    ]
    rows[-1][rows[-1].index("4")] = "=NA()"
    path = workbook(tmp_path / "list.xlsx", Cover=[["About this list"]], Providers=rows)
    report = import_ofsted([path], tmp_path / "region")
    assert [(a.file, a.rows_in, a.rows_out) for a in report.accounts] == [("list.xlsx: Providers", 2, 1)]
    assert report.refused_by_code == {"CELL_ERROR": 1}
    assert report.left_out == ["list.xlsx: Cover"]
    assert written(tmp_path / "region" / "homes.csv")[0]["places"] == "3"


def test_rows_of_another_length_are_refused_one_by_one(tmp_path: Path) -> None:
    text = "URN,EstablishmentName\n100000,A\n100001\n100002,B,surplus\n100003,C,\n"
    report = import_schools([save(tmp_path / "a.csv", text)], tmp_path / "r")
    assert [(r.row, r.code) for r in report.accounts[0].refused] == [(3, "RAGGED"), (4, "RAGGED")]
    assert report.accounts[0].rows_in == 4


def bomb() -> bytes:
    return zipped(list__csv=b"0" * (30 * 2**20))


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", "URN\n".encode("utf-16"), "ENCODING"),
        ("a.csv", b"URN\n\x00", "ENCODING"),
        ("a.csv", b'URN,"Name\n1,2', "RAGGED"),
        ("a.csv.gz", b"not packed", "ENCODING"),
        ("a.zip", b"not packed", "ENCODING"),
        ("a.zip", zipped(**{f"f{n}__csv": b"" for n in range(51)}), "RANGE"),
        ("a.zip", bomb(), "RANGE"),
        ("a.ods", b"no spreadsheet", "BOOK"),
        ("a.ods", zipped(content__xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "BOOK"),
        ("a.xlsx", b"no workbook", "BOOK_KIND"),
        ("a.pdf", b"%PDF", "TABLE"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    good = save(tmp_path / "good.csv", LIST)
    with pytest.raises(InputError) as refused:
        import_ofsted([good, save(tmp_path / name, content)], tmp_path / "region")
    assert code in [problem.code for problem in refused.value.problems]
    assert not (tmp_path / "region").exists()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_files([tmp_path / "a.csv"])
    assert refused.value.problems[0].table == "a.csv"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-31", "2025-03-31"), ("31/03/2025", "2025-03-31"), ("1.4.2025", "2025-04-01"), ("", ""), ("-", ""),
        ("03/31/2025", None), ("2025-02-29", None), ("31 March", None), ("45000", None),
    ],
)  # fmt: skip
def test_days_are_never_month_first(text: str, day: str | None) -> None:
    assert day_of(text) == day
