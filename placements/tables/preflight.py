"""Look at a workbook before any reader touches it: what kind of file it is, and whether it is safe to unpack.

A few kilobytes can make every Excel reader take all the memory there is. What is looked for: a bomb (far more unpacked
than packed), a value in the last cell of a sheet, a document type (entities), an encoding that hides one, hundreds of
sheets; and files that are not workbooks at all, each with its own message.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn
from xml.etree import ElementTree

from placements.errors import InputError
from placements.tables.problems import error

LARGEST_FILE = 100 * 2**20
LARGEST_UNPACKED = 200 * 2**20
HARMLESS_UNPACKED = 20 * 2**20
LARGEST_RATIO = 200
LARGEST_AREA = 5_000_000
"""Cells from A1 to the last one used, all sheets together."""
MOST_SHEETS = 50
MOST_PARTS = 2_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels", ".vml")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_ENCODING = re.compile(rb"""^[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]+)""")
_COLUMNS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})[0-9]""")
_ROWS = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,4}([0-9]{1,9})["']""")
_PIECE = 4 * 2**20
_OVERLAP = 256

Parts = dict[str, bytes]


def unpacked(name: str, data: bytes) -> Parts:
    """Return the XML parts of a workbook by path; raises InputError saying what is wrong with the file.

    `name` is the file's name without its folder, for messages.
    """
    _kind(name, data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _sizes(name, archive)
            parts = {
                entry.filename: archive.read(entry)
                for entry in archive.infolist()
                if entry.filename.lower().endswith(_XML) or entry.filename == "mimetype"
            }
            names = set(archive.namelist())
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        refuse(name, "BOOK", "the file is damaged or was not saved or sent completely")
    _is_a_workbook(name, parts, names)
    for path, content in parts.items():
        _plain_xml(name, path, content)
    area = sum(_area(content) for path, content in parts.items() if path.startswith("xl/worksheets/"))
    if area > LARGEST_AREA:
        refuse(name, "BOOK_SIZE", "a sheet reaches as far as a cell beyond anything that can be read")
    parts.update(dict.fromkeys(names - parts.keys(), b""))
    return parts


def refuse(name: str, code: str, message: str) -> NoReturn:
    """Refuse a whole workbook."""
    raise InputError(f"The workbook {name} cannot be read.", (error(name, None, None, code, message),))


def _kind(name: str, data: bytes) -> None:
    if name.startswith("~$"):
        refuse(name, "BOOK_LOCK", "this is Excel's note that the workbook is open, not the workbook")
    if not data:
        refuse(name, "BOOK", "the file is empty; perhaps it has not been downloaded to this computer yet")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            refuse(name, "BOOK_PASSWORD", "the workbook is protected with a password")
        refuse(name, "BOOK_KIND", "this is an old workbook (.xls) or another old Office file")
    if len(data) > LARGEST_FILE:
        refuse(name, "BOOK_SIZE", f"the file is larger than {LARGEST_FILE // 2**20} MB")
    if not data.startswith(b"PK"):
        refuse(name, "BOOK_KIND", "this is no workbook, though its name says so")


def _sizes(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 0x1 for entry in entries):
        refuse(name, "BOOK_PASSWORD", "the workbook is protected with a password")
    if len(entries) > MOST_PARTS or len({entry.filename for entry in entries}) < len(entries):
        refuse(name, "BOOK_SIZE", "the file is packed in a way no spreadsheet program does")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        refuse(name, "BOOK_SIZE", "the file is packed in a way no spreadsheet program does")
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > LARGEST_UNPACKED or (size > HARMLESS_UNPACKED and size > LARGEST_RATIO * max(1, packed)):
        refuse(name, "BOOK_SIZE", "unpacked, the file would be far larger than any real workbook")


def _is_a_workbook(name: str, parts: Parts, names: set[str]) -> None:
    if "opendocument" in parts.get("mimetype", b"").decode("ascii", "replace"):
        refuse(name, "BOOK_KIND", "this is an OpenDocument file (.ods)")
    if "xl/workbook.bin" in names:
        refuse(name, "BOOK_KIND", "this is a binary workbook (.xlsb)")
    if "xl/workbook.xml" not in parts:
        refuse(name, "BOOK_KIND", "this is a zip file, but no workbook")
    if sum(path.startswith("xl/worksheets/") and path.endswith(".xml") for path in parts) > MOST_SHEETS:
        refuse(name, "BOOK_SIZE", f"the workbook has more than {MOST_SHEETS} sheets")


def _plain_xml(name: str, path: str, content: bytes) -> None:
    """Refuse whatever could hold an entity; nothing Excel writes does. Nobody reads what stands in customXml."""
    said = _ENCODING.match(content[:300])
    strange = content.startswith(_WIDE) or (said and said[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"))
    if strange and not path.startswith("customXml/"):
        refuse(name, "BOOK_XML", "the workbook is written in an encoding no spreadsheet program uses")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or re.search(rb"<!(?i:doctype|entity)", content):
        refuse(name, "BOOK_XML", "the workbook declares a document type, which real ones never do")


def pieces(content: bytes) -> Iterator[bytes]:
    """Yield a sheet in pieces that end where a row ends, so that no list of cells grows large.

    Where there is no such end, pieces overlap, so that nothing hides across a cut; a mark may then be found twice.
    """
    start = 0
    while start < len(content):
        end = content.rfind(b"</row>", start, start + _PIECE)
        stop = start + _PIECE if end < 0 else end + len(b"</row>")
        yield content[start:stop]
        start = stop - _OVERLAP if end < 0 and stop < len(content) else stop


def _area(content: bytes) -> int:
    columns: set[bytes] = set()
    last_row = 0
    for piece in pieces(content):
        columns.update(_COLUMNS.findall(piece))
        last_row = max([last_row, *map(int, set(_ROWS.findall(piece)))])
    return last_row * max((column_number(letters.decode("ascii")) for letters in columns), default=0)


def column_number(letters: str) -> int:
    """Return 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return A for 1, AA for 27."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def tree(name: str, content: bytes) -> ElementTree.Element:
    """Return the elements of a part that has passed `unpacked`; raises InputError if it is no XML."""
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        refuse(name, "BOOK", "the file is damaged or was not saved or sent completely")
