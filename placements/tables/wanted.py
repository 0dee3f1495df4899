"""What a cell of each column may hold, read off the records: a date, yes or no, one of some words, a number, text."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args, get_origin

from placements.domain.codes import ADAPTATIONS, APPROVAL_KINDS, LEGAL_STATUSES, NEEDS, NONE
from placements.domain.facts import fact_names
from placements.domain.record import Record

Sort = Literal["date", "flag", "word", "whole", "number", "text", "several"]

_OFFERED = {
    ("children", "needs"): NEEDS,
    ("children", "adaptations"): ADAPTATIONS,
    ("children", "legal_status"): LEGAL_STATUSES,
    ("homes", "needs_met"): (*NEEDS, NONE),
    ("homes", "adaptations"): (*ADAPTATIONS, NONE),
    ("approvals", "kind"): APPROVAL_KINDS,
    ("facts", "fact"): fact_names(),
}
"""Lists of codes that are offered; another code is only a warning when a region is read."""

_AUTHORITIES = frozenset(
    (
        ("region", "lead_authority"),
        ("children", "authority"),
        ("homes", "authority"),
        ("homes", "run_by"),
        ("homes", "nominated_to"),
        ("residents", "authority"),
    )
)


@dataclass(frozen=True)
class Wanted:
    """What one column wants."""

    column: str
    sort: Sort
    required: bool
    options: tuple[str, ...] = ()
    """Words allowed (`word`), or codes offered (`text`, `several`)."""
    low: float = 0
    high: float = 0
    """Smallest and largest number."""
    authority: bool = False
    """Whether it names authorities by their codes."""


def wanted(name: str, record: type[Record]) -> Iterator[Wanted]:
    """Yield what each column of a table wants, in the order of its record."""
    for key, field in record.model_fields.items():
        if key == "position":
            continue
        column = field.alias or key
        known = _from_validators(field.metadata)
        sort = _sort(_bare(field.annotation))
        options = known.get("members", ()) if sort == "word" else _OFFERED.get((name, column), ())
        yield Wanted(
            column,
            sort,
            field.is_required(),
            tuple(map(str, options)),
            known.get("low", 0),
            known.get("high", 0),
            (name, column) in _AUTHORITIES,
        )


def _bare(annotation: Any) -> Any:
    """Return the type of a field without None and without its validators."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if annotation is tuple or get_origin(annotation) is tuple:
        return tuple
    given = [part for part in get_args(annotation) if part is not type(None)]
    return _bare(given[0]) if given else annotation


def _sort(bare: Any) -> Sort:
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return "word"
    sorts: dict[Any, Sort] = {bool: "flag", date: "date", int: "whole", str: "text", tuple: "several"}
    return sorts.get(bare, "number")


def _from_validators(metadata: list[Any]) -> dict[str, Any]:
    """Return the words or the range a field's validators close over."""
    found: dict[str, Any] = {}
    for item in metadata:
        function = getattr(item, "func", None)
        if inspect.isfunction(function):
            found |= inspect.getclosurevars(function).nonlocals
    return found
