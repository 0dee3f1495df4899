"""OpenDocument spreadsheets (.ods), the form Ofsted publishes in, as rows of text.

They are read where workbooks are: in a process of its own, with no more memory and time than a real list needs.
"""

import io
import zipfile
import zlib

from placements.errors import InputError
from placements.tables import workbook
from placements.tables.problems import Problem, error

LARGEST_UNPACKED = 200 * 2**20
LARGEST_RATIO = 200
HARMLESS = 20 * 2**20
"""Unpacked bytes below which the ratio does not matter."""


def read_open_document(name: str, data: bytes, problems: list[Problem]) -> dict[str, list[list[str]]]:
    """Return the rows of every sheet; whatever stops the reading is added to `problems`."""
    if fault := _unsafe(data):
        problems.append(error(name, None, None, "BOOK", fault))
        return {}
    try:
        return workbook._cells(name, data)
    except InputError as refused:
        problems += [problem for problem in refused.problems if isinstance(problem, Problem)]
        return {}


def _unsafe(data: bytes) -> str | None:
    """Say what is wrong with the file before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > LARGEST_UNPACKED or (size > HARMLESS and size > LARGEST_RATIO * len(data)):
                return "the spreadsheet unpacks to far more than any list"
            content = archive.read("content.xml")
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError):
        return "the spreadsheet is damaged or protected with a password"
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        return "the spreadsheet holds a document type, which no spreadsheet program writes"
    return None
