"""Workbooks made to harm, and files that are no workbooks: each is refused at once, with its own message."""

import random
import subprocess
import sys
import time
import zipfile

import pytest
from books import SHEET_1, book, changed, packed, parts

from placements.errors import InputError
from placements.tables import cells
from placements.tables.workbook import read_sheets, read_workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.fixture
def plain(tmp_path):
    """A workbook with nothing wrong."""
    return book(tmp_path / "plain.xlsx", {"homes": [["home_id", "places"], ["H1", 2]]})


def refusal(path):
    """Return the code of a refusal; it takes less than two seconds and names the file, never what is in it."""
    began = time.monotonic()
    with pytest.raises(InputError) as refused:
        read_workbook(path)
    assert time.monotonic() - began < 2
    (problem,) = refused.value.problems
    assert refused.value.exit_code == 3
    assert problem.table == path.name
    assert problem.fix
    return problem.code


def sheet(rows):
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return HEAD + b"<worksheet " + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"


def test_a_plain_workbook_passes(plain):
    assert read_sheets(plain) == {"homes": [["home_id", "places"], ["H1", "2"]]}


# Unpacked far larger than packed


def test_a_bomb(plain):
    assert refusal(changed(plain, {SHEET_1: sheet(b" " * 230_000_000)})) == "BOOK_SIZE"


def test_a_smaller_bomb_by_its_ratio(plain):
    assert refusal(changed(plain, {SHEET_1: sheet(b" " * 40_000_000)})) == "BOOK_SIZE"


def test_a_bomb_that_lies_about_its_size(plain):
    changed(plain, {SHEET_1: sheet(b" " * 150_000_000)})
    data = bytearray(plain.read_bytes())
    with zipfile.ZipFile(plain) as archive:
        real = next(e.file_size for e in archive.infolist() if e.filename == SHEET_1).to_bytes(4, "little")
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
    plain.write_bytes(data)
    assert refusal(plain) == "BOOK"


def test_one_text_named_by_very_many_cells(tmp_path):
    path = book(tmp_path / "long.xlsx", {"homes": [["x" * 32_000] * 4 for _ in range(1000)]})
    assert refusal(path) == "BOOK_SIZE"


# A value far away


@pytest.mark.parametrize("last", ["XFD1048576", "A1048576:XFD1", "ZZZZ100"])
def test_a_far_cell(plain, last):
    found = b"".join(b'<row r="1"><c r="' + at.encode() + b'"><v>1</v></c></row>' for at in last.split(":"))
    assert refusal(changed(plain, {SHEET_1: sheet(found)})) == "BOOK_SIZE"


@pytest.mark.parametrize("form", [b"<c r='XFD1048576'><v>1</v></c>", b'<c s="1"  r = "XFD1048576" ><v>1</v></c>'])
def test_a_far_cell_written_otherwise(plain, form):
    assert refusal(changed(plain, {SHEET_1: sheet(b"<row>" + form + b"</row>")})) == "BOOK_SIZE"


def test_the_reader_itself_has_no_more_memory_than_it_is_given(plain):
    changed(plain, {SHEET_1: sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')})
    # A process in between has no other child, so that what it says of its children's memory is the reader's.
    between = (
        "import resource, subprocess, sys; "
        "done = subprocess.run([sys.executable, sys.argv[1]], input=sys.stdin.buffer.read(), capture_output=True); "
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = [sys.executable, "-c", between, cells.__file__]
    told = subprocess.run(command, input=plain.read_bytes(), capture_output=True, check=True, timeout=60).stdout
    code, kilobytes = map(int, told.split())
    assert code not in (0, 1)
    assert kilobytes * 1024 < cells.MEMORY


# Entities, and encodings that hide them


@pytest.mark.parametrize("part", [SHEET_1, "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("declared", [LAUGHS, b'<!DOCTYPE x SYSTEM "file:///etc/passwd">', b"<!doctype x>"])
def test_a_document_type(plain, part, declared):
    path = changed(plain, {part: lambda xml: xml.replace(b"?>\n", b"?>" + declared, 1)})
    assert refusal(path) == "BOOK_XML"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_type_in_another_encoding(plain, encoding):
    path = changed(plain, {SHEET_1: lambda xml: (LAUGHS + xml).decode().encode(encoding)})
    assert refusal(path) == "BOOK_XML"


def test_an_encoding_nobody_uses(plain):
    path = changed(plain, {SHEET_1: lambda xml: xml.replace(b"UTF-8", b"UTF-7", 1)})
    assert refusal(path) == "BOOK_XML"


# Too many, packed strangely, not whole


def test_three_hundred_sheets(tmp_path):
    assert refusal(book(tmp_path / "many.xlsx", {f"s{n}": [["x"]] for n in range(300)})) == "BOOK_SIZE"


def test_fifty_sheets_are_read(tmp_path):
    assert len(read_sheets(book(tmp_path / "fifty.xlsx", {f"s{n}": [["x"]] for n in range(50)}))) == 50


def test_a_part_that_stands_in_the_file_twice(plain):
    with zipfile.ZipFile(plain, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET_1, sheet(b""))
    assert refusal(plain) == "BOOK_SIZE"


def test_another_way_of_packing(plain):
    kept = {name: text.encode() for name, text in parts(plain).items()}
    assert refusal(packed(plain, kept, zipfile.ZIP_BZIP2)) == "BOOK_SIZE"


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_file(plain, share):
    data = plain.read_bytes()
    plain.write_bytes(data[: int(len(data) * share)])
    assert refusal(plain) == "BOOK"


@pytest.mark.parametrize("part", ["xl/_rels/workbook.xml.rels", "xl/workbook.xml", SHEET_1])
def test_a_part_that_is_missing(plain, part):
    assert refusal(changed(plain, {part: None})) in ("BOOK", "BOOK_KIND")


def test_damaged_bytes_never_end_in_a_crash(plain, tmp_path):
    """A hundred files with a few bytes changed: each is read or refused."""
    data, chance = plain.read_bytes(), random.Random(20261123)
    outcomes = set()
    for _ in range(100):
        spoiled = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        path = tmp_path / "spoiled.xlsx"
        path.write_bytes(spoiled)
        try:
            outcomes.add(bool(read_workbook(path).sheets))
        except InputError as refused:
            outcomes.add(refused.problems[0].code)
    assert "BOOK" in outcomes


# Not a workbook, or not one that can be read


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("old.xls", OLE + "Workbook".encode("utf-16-le"), "BOOK_KIND"),
        ("new.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "BOOK_PASSWORD"),
        ("empty.xlsx", b"", "BOOK"),
        ("page.xlsx", b"<html><table><tr><td>1</td></tr></table></html>", "BOOK_KIND"),
        ("text.xlsx", b"home_id,places\nH1,2\n", "BOOK_KIND"),
        ("~$homes.xlsx", b"\x05owner" + b" " * 160, "BOOK_LOCK"),
    ],
)
def test_files_that_are_something_else(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    assert refusal(path) == code


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("sheet.ods", {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        ("binary.xlsb", {"xl/workbook.bin": b"\x00", "[Content_Types].xml": b"<Types/>"}),
        ("letter.xlsx", {"word/document.xml": b"<x/>"}),
        ("photos.xlsx", {"1.jpg": b"\xff\xd8"}),
    ],
)
def test_zip_files_that_are_something_else(tmp_path, name, inside):
    assert refusal(packed(tmp_path / name, inside)) == "BOOK_KIND"


def test_a_packed_part_with_a_password(plain):
    data = bytearray(plain.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    plain.write_bytes(data)
    assert refusal(plain) == "BOOK_PASSWORD"


def test_a_workbook_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.xlsx"):
        read_workbook(tmp_path / "nowhere.xlsx")


def test_macros_and_links_are_left_alone_and_said(plain):
    path = changed(plain, {"xl/vbaProject.bin": b"\x00", "xl/externalLinks/externalLink1.xml": HEAD + b"<x/>"})
    found = read_workbook(path.rename(path.with_suffix(".xlsm")))
    assert {(p.severity, p.code) for p in found.notes} == {("warning", "BOOK_MACROS"), ("warning", "BOOK_LINKS")}
    assert found.sheets["homes"].rows[1] == ["H1", "2"]
