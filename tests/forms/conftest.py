"""Forms filled in as a person would: answers typed into the cells of the real page, updates written as CSV."""

import csv
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from books import filled

from placements.domain.region import Region
from placements.forms.add import add
from placements.forms.page import FIELDS, MOST_CHILDREN
from placements.forms.referral_form import HEADER_ROW, write_referral_form
from placements.tables.preflight import column_letters
from placements.tables.read import read_region
from placements.tables.workbook import read_sheets

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "sample_data" / "small"

PAIR = {
    ("authority", 0): "Salford", ("needed_by", 0): "Today", ("where_now", 0): "office", ("siblings", 0): "should",
    ("postcode", 0): "M6 5", ("date_of_birth", 1): "2015-05-04", ("sex", 1): "F", ("school_urn", 1): "900003",
    ("keep_school", 1): "yes", ("date_of_birth", 2): "2018-10-02", ("sex", 2): "M",
}  # fmt: skip
"""A sister and a brother at 16:30: eleven cells."""

CHILD = {
    ("authority", 1): "E08000006", ("needed_by", 1): "2026-11-25", ("date_of_birth", 1): "04/05/2015",
    ("sex", 1): "Female",
}  # fmt: skip


@cache
def lines() -> dict[str, int]:
    """Return the row of each question on the page, counted as the sheet counts them."""
    row, found = HEADER_ROW + 1, {}
    from placements.forms.page import SECTIONS

    for _, fields in SECTIONS:
        row += 1
        for field in fields:
            row += 1
            found[field.code] = row
    return found


def cell(code: str, child: int) -> str:
    """Return where the answer of a child (0: same for all) stands."""
    return f"{column_letters(3 + child)}{lines()[code]}"


@pytest.fixture(scope="session")
def region() -> Region:
    """The small sample region."""
    found = read_region(SMALL).region
    assert found is not None
    return found


@pytest.fixture(scope="session")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_referral_form(tmp_path_factory.mktemp("page") / "referral.xlsx")


@pytest.fixture
def page(empty_page: Path, tmp_path: Path) -> Callable[..., Path]:
    """Type answers into a copy of the real page: {(code, child): text}."""

    def fill(answers: dict[tuple[str, int], str], name: str = "referral.xlsx") -> Path:
        path = tmp_path / name
        shutil.copy(empty_page, path)
        return filled(path, {cell(code, child): text for (code, child), text in answers.items()})

    return fill


@pytest.fixture
def text_page(tmp_path: Path) -> Callable[..., Path]:
    """Write the same answers as a CSV page."""

    def fill(answers: dict[tuple[str, int], str], name: str = "referral.csv") -> Path:
        heads = ["field", "same for all", *(f"child {n}" for n in range(1, MOST_CHILDREN + 1))]
        rows = [heads]
        for field in FIELDS:
            cells = [answers.get((field.code, child), "") for child in range(MOST_CHILDREN + 1)]
            if any(cells):
                rows.append([f'"{text}"' if "," in text else text for text in (field.code, *cells)])
        path = tmp_path / name
        path.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
        return path

    return fill


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small sample region."""
    return Path(shutil.copytree(SMALL, tmp_path / "region"))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def sheet_rows(path: Path, sheet: str) -> list[list[str]]:
    return read_sheets(path)[sheet]


@pytest.fixture
def sent(tmp_path):
    """Write a file that is sent: rows of text under a header."""

    def write(name: str, text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(folder: Path, table: str, **ids: str) -> dict[str, str]:
    (found,) = (r for r in rows(folder, table) if all(r[name] == one for name, one in ids.items()))
    return found


def refused(files, folder, **options):
    """Return file, row, column and code of every error; the folder is byte for byte as it was."""
    before = bytes_of(folder)
    found = add(files, folder, **options)
    assert not found.ok
    assert not found.written
    assert bytes_of(folder) == before
    return {(f.table, f.row, f.column, f.code) for f in found.faults if f.severity == "error"}
