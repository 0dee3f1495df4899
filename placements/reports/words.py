"""The words of the reports: dates, money, and plain language for every code."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from placements.units import shown_date

CLASSES = {
    "overdue": "Overdue",
    "today": "Needed today",
    "soon": "Needed in five working days",
    "later": "Needed later",
}
"""Classes of urgency, most urgent first."""

KINDS = {
    "fostering": ("Foster home", "Foster homes"),
    "kinship": ("Relatives or friends", "Relatives or friends"),
    "residential": ("Children's home", "Children's homes"),
    "supported": ("Supported accommodation", "Supported accommodation"),
    "secure": ("Secure home", "Secure homes"),
}
"""Kinds of home, one and many."""

WHY = {
    "no_home": "No home may take the child",
    "group": "No home for the brothers and sisters together",
    "held": "Held: only homes below the floor",
    "policy": "Policy: only homes that need an approval",
    "outranked": "Every open home is proposed to another child",
}
"""Why a child has no home."""

FLAGS = {
    "must": "assessed: must live together",
    "should": "assessed: should live together",
    "may": "assessed: may live together",
}
"""Together-or-apart assessments."""


def day(iso: str) -> str:
    """Return a date as people read it: 23 November 2026."""
    return shown_date(date.fromisoformat(iso))


def money(pounds: float) -> str:
    """Return whole pounds: £1,234."""
    return f"£{int(Decimal(str(pounds)).quantize(Decimal(1), ROUND_HALF_UP)):,}"


def number(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: 1 child, 1,204 homes."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def children(count: int) -> str:
    """Return a count of children."""
    return number(count, "child", "children")


def far(miles: float | None) -> str:
    """Return a distance, saying how it was measured."""
    return "distance not known" if miles is None else f"{miles:,.1f} straight-line miles"


def kind(code: str) -> str:
    """Return a kind of home in words."""
    return KINDS.get(code, (code, code))[0]


def kinds(code: str) -> str:
    """Return a kind of home in words, many."""
    return KINDS.get(code, (code, code))[1]


def home_line(result: dict[str, Any], home_id: str | None) -> str:
    """Return kind and area of a home mentioned anywhere in a result: "Foster home, Salford"; empty if not known."""
    home = (result.get("homes") or {}).get(home_id)
    if not home:
        return ""
    return ", ".join([kind(home["kind"]), authority(result, home["authority"])])


def ringing(result: dict[str, Any], home_id: str | None, whom: str | None) -> str:
    """Return whom to ring; in front of a council's service the authority that runs the home: "Kent: Council fostering".

    Several councils may call their services the same. Empty where nobody is named.
    """
    home = (result.get("homes") or {}).get(home_id) or {}
    runs = authority(result, home["operator"]) if home.get("operator") else ""
    same = not whom or whom != home.get("provider") or runs.casefold() in whom.casefold()
    return (whom or "") if same or not runs else f"{runs}: {whom}"


def lower(text: str) -> str:
    """Return text with a small first letter, the rest as it is: months keep their capitals."""
    return text[:1].lower() + text[1:]


def plain(code: str) -> str:
    """Return a code nobody has words for, readably."""
    return code.replace("_", " ").capitalize()


def capital(text: str) -> str:
    """Return text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """Return items as a sentence lists them: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def named(ids: Sequence[str]) -> str:
    """Return children as a sentence lists them; one name for several, as redaction makes, is counted: "it (twice)"."""
    counts = {name: list(ids).count(name) for name in dict.fromkeys(ids)}
    times = {1: "", 2: " (twice)"}
    return listed([name + times.get(count, f" ({count} times)") for name, count in counts.items()])


def authority(result: dict[str, Any], code: str) -> str:
    """Return the name of an authority, or its code where the result has no name."""
    return str(result["authorities"].get(code, code))
