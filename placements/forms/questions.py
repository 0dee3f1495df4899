"""Which question of the referral page is meant: by its code, the standard's name, or as the page asks it."""

import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from placements.forms.page import FIELDS, Field


def question(text: str, above: Field | None) -> Field | None:
    """Return the question a text names, or None; `above` is the question above it, which it may belong to.

    "where: postcode" and "times a week" stand below each family time, "on whose word" below each place to keep away
    from and each child to keep apart: they belong to the one that was asked last.
    """
    if field := _keys().get(_key(text)):
        return field
    return None if above is None else _below().get((above.table, above.number, _key(text)))


def opens(field: Field) -> bool:
    """Whether the questions that follow may belong to this one."""
    return any((field.table, field.number) == (table, number) for table, number, _ in _below())


def needs_another(text: str) -> bool:
    """Whether a text is a question that only means something below another."""
    return any(_key(text) == key for _, _, key in _below())


def nearest(text: str) -> str:
    """Return the code of the question most like a text, or "" where none is."""
    near = get_close_matches(_key(text), list(_keys()), n=1)
    return _keys()[near[0]].code if near else ""


def parted(line: str) -> tuple[str, str, str]:
    """Return a line as its question, the colon and the answers; a question may hold colons, the longest one counts."""
    parts = line.split(":")
    for count in range(len(parts) - 1, 1, -1):
        asked = ":".join(parts[:count])
        if _key(asked) in _keys() or needs_another(asked):
            return asked, ":", ":".join(parts[count:])
    return line.partition(":")


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


@cache
def _keys() -> Mapping[str, Field]:
    """Return every way to name a question: our code, the standard's name, the question or its beginning."""
    found: dict[str, Field] = {}
    named = [field for field in FIELDS if not field.label.startswith(" ")]
    beginnings = Counter(_beginning(field) for field in named)
    found |= {_beginning(field): field for field in named if beginnings[_beginning(field)] == 1}
    found |= {_key(field.label): field for field in named}
    found |= {_key(field.standard): field for field in FIELDS if field.standard}
    found |= {_key(field.code.removesuffix(" 1")): field for field in FIELDS}
    return found | {_key(field.code): field for field in FIELDS}


@cache
def _below() -> Mapping[tuple[str, int, str], Field]:
    """Return the questions that stand indented below another, by its table, its number and what they ask."""
    return {(field.table, field.number, _key(field.label)): field for field in FIELDS if field.label.startswith(" ")}


def _beginning(field: Field) -> str:
    return _key(re.split(r"[:(,?]", field.label)[0])
