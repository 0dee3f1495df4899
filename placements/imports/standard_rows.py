"""One record of the Placements Data Standard: cells of children.csv, facts, or the code of the reason why not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from placements.imports.dates import day_of
from placements.imports.layouts import book
from placements.imports.words import fold, tidy

FIELDS = "standard.toml"
SOURCE = "Placements Data Standard"
_COMMON = ("childId", "neededBy", "referralDate", "providerURN")
"""Fields this module deals with itself."""

Row = dict[str, str]


@dataclass
class Child:
    """What a record says of a child: cells of children.csv, rows of facts.csv, and the home agreed for her, if any."""

    cells: Row
    facts: list[Row] = field(default_factory=list)
    placed: bool = False
    urn: str = ""
    repaired: bool = False
    """Whether the day she needs a home was worked out from words."""


class UnreadableError(Exception):
    """A record that cannot be taken: the code of the refusal and the field of the standard."""

    def __init__(self, code: str, column: str) -> None:
        super().__init__(code)
        self.code, self.column = code, column


def child_of(record: Mapping[str, str], authority: str) -> Child:
    """Return what a record says, fields by their names in the standard; raises UnreadableError."""
    said = {name: tidy(text) for name, text in record.items() if fold(text) not in _blank()}
    if not said.get("childId"):
        raise UnreadableError("BLANK", "childId")
    referred = day_of(said.get("referralDate", ""))
    if referred is None:
        raise UnreadableError("DATE", "referralDate")
    child = Child({"child_id": said["childId"], "authority": authority, "referred_on": referred})
    child.cells["needed_by"] = _needed_by(said.get("neededBy", ""), referred)
    child.repaired = bool(child.cells["needed_by"])
    child.urn = said.get("providerURN", "").upper()
    child.placed = bool(child.urn or said.get("placementType"))
    for name, text in said.items():
        if name not in _COMMON:
            _add(child, name, text, referred)
    return child


def needs_covered() -> frozenset[str]:
    """Return the codes of `needs` the standard asks about; any other was put there by somebody else."""
    return frozenset(meaning["need"] for meaning in fields().values() if "need" in meaning)


@cache
def fields() -> Mapping[str, Mapping[str, Any]]:
    """Return what each field of the standard becomes, by its name there."""
    known: Mapping[str, Mapping[str, Any]] = book(FIELDS).words["field"]
    return known


def _add(child: Child, name: str, text: str, referred: str) -> None:
    meaning = fields()[name]
    parts = [part for part in re.split(r"\s*[;,]\s*", text) if fold(part) not in _blank()]
    for part in parts if "words" in meaning else ():
        columns = _meanings(name).get(fold(part))
        if columns is None:
            raise UnreadableError("WORD", name)
        for column, code in columns.items():
            child.cells[column] = ";".join(dict.fromkeys(filter(None, (child.cells.get(column), code))))
    if "need" in meaning:
        present = [meaning["need"]] if _one_of("risk", name, text) == "yes" else []
        child.cells["needs"] = ";".join(filter(None, (child.cells.get("needs", ""), *present)))
    if "fact" in meaning:
        value = _one_of("risk", name, text) if meaning.get("is_risk") else text
        child.facts.append(
            {
                "subject": "child", "id": child.cells["child_id"], "fact": meaning["fact"], "value": value,
                "by": SOURCE, "on": referred,
            }
        )  # fmt: skip


def _one_of(table: str, name: str, text: str) -> str:
    found = _folded(table).get(fold(text))
    if found is None:
        raise UnreadableError("WORD", name)
    return str(found)


def _needed_by(text: str, referred: str) -> str:
    """Return the day she needs a home: the words counted from the day of the referral, or blank without one."""
    if not text:
        return ""
    days = int(_one_of("days", "neededBy", text))
    return (date.fromisoformat(referred) + timedelta(days)).isoformat() if referred else ""


@cache
def _blank() -> frozenset[str]:
    return frozenset(map(fold, ("", *book(FIELDS).words["blank"])))


@cache
def _folded(table: str) -> Mapping[str, Any]:
    return {fold(word): meaning for word, meaning in book(FIELDS).words[table].items()}


@cache
def _meanings(name: str) -> Mapping[str, Row]:
    return {fold(word): columns for word, columns in fields()[name]["words"].items()}
