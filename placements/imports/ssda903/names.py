"""Whose return a file is and of which year, as far as its name, its folder or a cell says."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from placements.imports.authority_names import council

_CODE = re.compile(r"(?<![A-Z0-9])E\d{8}(?!\d)", re.IGNORECASE)
_PAIR = re.compile(r"(?<!\d)(20\d\d)[-_/ ]?(?:20)?(\d\d)(?!\d)")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?:\.0)?(?!\d)")
_ENDING = re.compile(r"\.(csv|csv\.gz|gz|xlsx|xlsm|ods|zip|xml)$", re.IGNORECASE)
_SMALL_WORDS = frozenset(
    (
        *("ssda903", "ssda", "903", "return", "returns", "cla", "la", "header", "headers", "episode", "episodes"),
        *("review", "reviews", "uasc", "oc", "ad", "missing", "previous", "prev", "permanence", "perm", "adoption"),
        *("sbpfa", "sw", "social", "worker", "workers", "dolo", "final", "file", "files", "data", "year", "years"),
    )
)
"""Words of a name that are left out before it is compared with the names of councils."""
_SMALL_PHRASES = re.compile(
    r"\b(should be placed( for adoption)?|placed for adoption|(children )?looked after( children)?|year ending)\b"
)


class Year(NamedTuple):
    """A year as somebody wrote it: the one it ends in, or (`sure` false) the one it begins or ends in."""

    number: int
    sure: bool


def year_in(text: str) -> Year | None:
    """Return the year in a name or cell ("2025-26", "2025/2026", "2026"), or None where there is not just one."""
    pairs = {(int(first), int(second)) for first, second in _PAIR.findall(text)}
    if pairs:
        first, second = next(iter(pairs))
        return Year(first + 1, sure=True) if len(pairs) == 1 and (first + 1) % 100 == second else None
    singles = {int(year) for year in _ONE.findall(text)}
    return Year(singles.pop(), sure=False) if len(singles) == 1 else None


def council_in(name: str) -> str:
    """Return the ONS code of the council a file or folder is named after, or "" where none or two are.

    All the words of the name have to be the council's, but for those that say what kind of file it is.
    """
    codes = {council(code.upper()).code for code in _CODE.findall(name)} - {None}
    if codes:
        return str(codes.pop()) if len(codes) == 1 else ""
    words = " ".join(re.split(r"[^a-z&'’.]+", _ENDING.sub("", name).casefold()))
    left = [word for word in _SMALL_PHRASES.sub(" ", words).split() if word not in _SMALL_WORDS]
    return (council(" ".join(left)).code or "") if left else ""


def first_said(names: Sequence[str]) -> tuple[str, Year | None]:
    """Return the council and the year that a file's own name says, or else the folders it lies in, nearest first."""
    councils = (code for name in names if (code := council_in(name)))
    years = (year for name in names if (year := year_in(_ENDING.sub("", name))))
    return next(councils, ""), next(years, None)
