"""What a sheet says beside its values: errors, formulas never worked out, merged cells, hidden rows, sums.

Readers of workbooks return an error or a formula without a result as an empty cell. An empty cell means "not known"
here, so it has to be seen before.
"""

import re
from dataclasses import dataclass

from placements.tables.preflight import Parts, column_number, pieces, refuse, tree

_TAG = rb"<(?:[A-Za-z0-9]+:)?"
_ERROR = re.compile(_TAG + rb"""c\s(?=[^<>]*?\bt\s*=\s*["']e["'])[^<>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_NO_RESULT = re.compile(
    _TAG + rb"""c\s(?![^<>]*?\bt\s*=\s*["']str["'])[^<>]*?\br\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^<>]*>\s*"""
    + _TAG + rb"""f(?:\s[^<>]*?)?(?:/>|>[^<]*</(?:[A-Za-z0-9]+:)?f>)\s*(?:"""
    + _TAG + rb"""v\s*/>|""" + _TAG + rb"""v\s*></(?:[A-Za-z0-9]+:)?v>)?\s*</"""
)  # fmt: skip
_SUM = re.compile(
    _TAG + rb"""c\s[^<>]*?\br\s*=\s*["'][A-Za-z]+([0-9]+)["'][^<>]*>\s*"""
    + _TAG + rb"""f(?:\s[^<>]*)?>\s*(?i:SUM|SUBTOTAL|AGGREGATE)\("""
)  # fmt: skip
_HIDDEN = re.compile(_TAG + rb"""row\s(?=[^<>]*?\bhidden\s*=\s*["'](?:1|true)["'])[^<>]*?\br\s*=\s*["']([0-9]+)["']""")
_MERGED = re.compile(_TAG + rb"""mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Za-z]+)([0-9]+):([A-Za-z]+)([0-9]+)["']""")
_TYPE_WORKSHEET = "/worksheet"


@dataclass(frozen=True)
class Marks:
    """Marks of one sheet; rows and columns count from 1."""

    errors: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells such as #N/A."""
    no_result: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of formulas that were never worked out."""
    sums: frozenset[int] = frozenset()
    """Rows in which something is added up."""
    hidden_rows: frozenset[int] = frozenset()
    merged: frozenset[tuple[int, int, int, int]] = frozenset()
    """First row, first column, last row, last column of merged cells."""
    hidden: bool = False
    """Whether the whole sheet is hidden."""


def marks_of(name: str, parts: Parts) -> dict[str, Marks]:
    """Return the marks of every worksheet by its name; raises InputError if the workbook does not hang together."""
    targets = {}
    if "xl/_rels/workbook.xml.rels" not in parts:
        refuse(name, "BOOK", "the file is damaged or was not saved or sent completely")
    for relation in tree(name, parts["xl/_rels/workbook.xml.rels"]):
        if relation.get("Type", "").endswith(_TYPE_WORKSHEET):
            targets[relation.get("Id", "")] = _path(relation.get("Target", ""))
    found = {}
    for element in tree(name, parts["xl/workbook.xml"]).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            relation_id = next((v for k, v in element.items() if k.rpartition("}")[2] == "id"), "")
            content = parts.get(targets.get(relation_id, ""))
            if content is not None:
                found[element.get("name", "")] = _marks(content, hidden=element.get("state", "visible") != "visible")
    return found


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('./')}"


def _marks(content: bytes, *, hidden: bool) -> Marks:
    errors: set[tuple[int, int]] = set()
    no_result: set[tuple[int, int]] = set()
    sums: set[int] = set()
    hidden_rows: set[int] = set()
    for piece in pieces(content):
        if b'"e"' in piece or b"'e'" in piece:
            errors.update(map(_cell, _ERROR.findall(piece)))
        if b"f>" in piece or b"f/>" in piece or b"<f " in piece:
            no_result.update(map(_cell, _NO_RESULT.findall(piece)))
            sums.update(map(int, _SUM.findall(piece)))
        if b"hidden" in piece:
            hidden_rows.update(map(int, _HIDDEN.findall(piece)))
    merged = frozenset(
        (int(top), column_number(left.decode()), int(bottom), column_number(right.decode()))
        for left, top, right, bottom in _MERGED.findall(content)
    )
    return Marks(
        frozenset(errors), frozenset(no_result), frozenset(sums), frozenset(hidden_rows), merged, hidden
    )  # fmt: skip


def _cell(found: tuple[bytes, bytes]) -> tuple[int, int]:
    letters, row = found
    return int(row), column_number(letters.decode())
