"""Overdue and today's children: the homes to ring in order, what to ask, and the clocks that would start."""

from typing import Any, NamedTuple

from placements.reports.siblings import groups_of
from placements.reports.words import CLASSES, capital, day, far, home_line, listed, named

SAME_DAY = {True: "same day: yes", False: "same day: no", None: "same day: ask"}
"""Whether a home takes same-day admissions, as far as it has said."""

HELD = {"her": "held for her", "another child": "held for another child"}
"""Live holds worth a word."""

OUTCOMES = {
    "available": "",
    "if_confirmed": "if confirmed",
    "needs_approval": "needs an approval",
    "cannot_confirm": "a fact is missing",
    "ruled_out": "ruled out",
}
"""Outcomes worth a word beside a home."""


class Ring(NamedTuple):
    """One home to ring."""

    home: str
    about: str
    whom: str
    miles: str
    notes: tuple[str, ...]
    steps: tuple[str, ...]
    questions: tuple[str, ...]
    ours: bool


class Night(NamedTuple):
    """One child, or brothers and sisters, who need a home tonight."""

    children: tuple[str, ...]
    word: str
    where: str
    rings: tuple[Ring, ...]

    @property
    def first(self) -> Ring | None:
        """The home to ring first, if there is any."""
        return self.rings[0] if self.rings else None


def tonight(result: dict[str, Any]) -> tuple[Night, ...]:
    """Return who needs a home tonight; those without a proposed home first, then by class."""
    found = [_night(result, row) for row in result.get("tonight") or ()]
    order = list(CLASSES.values())
    return tuple(sorted(found, key=lambda n: (bool(n.where), order.index(n.word), n.children)))


def _night(result: dict[str, Any], row: dict[str, Any]) -> Night:
    ids = tuple(row["children"])
    homes = {p["child_id"]: p["home_id"] for p in result["placements"]}
    proposed = dict.fromkeys(homes[c] for c in ids if c in homes)
    ours = _ours(result, ids)
    rings = tuple(_ring(result, home, ours) for home in in_ring_order(result, row))
    return Night(ids, CLASSES.get(row["urgency"], capital(row["urgency"])), listed(list(proposed)), rings)


def in_ring_order(result: dict[str, Any], night: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the homes of one night: first where the region's proposal puts her, then by the order of the result.

    Ringing another home first would take a place that the proposal needs for somebody else, for no gain.
    """
    ours = _ours(result, tuple(night["children"]))
    return sorted(night["homes"], key=lambda home: (not ours.intersection(home["proposed_to"]), home["order"]))


def _ours(result: dict[str, Any], ids: tuple[str, ...]) -> set[str]:
    """The children a place may be proposed to without taking it from anybody: she, and brothers and sisters."""
    groups = groups_of(result)
    return {other for c in ids for other in groups.get(c, (c,))}


def _ring(result: dict[str, Any], home: dict[str, Any], ours: set[str]) -> Ring:
    others = [c for c in home["proposed_to"] if c not in ours]
    notes = [SAME_DAY[home["same_day"]], OUTCOMES.get(home["outcome"], home["outcome"])]
    notes += ["stop-gap"] if home["stop_gap"] else []
    notes += [HELD.get(home["held_for"], "")]
    notes += [f"takes the place proposed to {named(others)}"] if others else []
    return Ring(
        home["home_id"], home_line(result, home["home_id"]), home["whom"] or "", far(home["miles"]),
        tuple(note for note in notes if note), tuple(step(s) for s in home["route"]), tuple(home["questions"]),
        bool(set(home["proposed_to"]) & ours),
    )  # fmt: skip


def step(route: dict[str, Any]) -> str:
    """Return one step of an emergency route with its clock: "Consult the area: five working days, by 30 November"."""
    clock = f": {route['clock']}" if route["clock"] else ""
    return f"{route['name']}{clock}" + (f", by {day(route['by'])}" if route["by"] else "")
