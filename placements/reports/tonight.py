"""Overdue and today's children: the homes to ring in order, what to ask, and the clocks that would start."""

from datetime import date
from typing import Any, NamedTuple

from placements.law.working_days import is_working_day
from placements.reports.calls import calls
from placements.reports.siblings import groups_of
from placements.reports.words import CLASSES, capital, day, far, home_line, listed, named, ringing

SAME_DAY = {True: "same day: yes", False: "same day: no", None: "same day: ask"}
"""Whether a home takes same-day admissions, as far as it has said."""

HELD = {"the child": "held for the child", "another child": "held for another child"}
"""Live holds worth a word."""

OUTCOMES = {
    "available": "",
    "if_confirmed": "if confirmed",
    "needs_approval": "needs an approval",
    "cannot_confirm": "a fact is missing",
    "ruled_out": "ruled out",
}
"""Outcomes worth a word beside a home."""

NO_CLOCK = "no clock"
"""Said where nothing starts to run when a home takes her."""

COUNTED = "F-EMERG"
"""The route whose working days begin with the first night's own (explain/routes.py), and end on a last day."""

NO_DAY = ("KS4-EXC",)
"""Routes that name no number of days: "as soon as possible" has no last day."""


class Ring(NamedTuple):
    """One home to ring."""

    home: str
    about: str
    whom: str
    miles: str
    notes: tuple[str, ...]
    approvals: tuple[str, ...]
    steps: tuple[str, ...]
    questions: tuple[str, ...]
    ours: bool

    @property
    def before(self) -> tuple[str, ...]:
        """Who has to approve and by when, then the clocks."""
        return (*self.approvals, *(self.steps or (capital(NO_CLOCK),)))


class Night(NamedTuple):
    """One child, or brothers and sisters, who need a home tonight; `call` is the first call that could help."""

    children: tuple[str, ...]
    word: str
    where: str
    rings: tuple[Ring, ...]
    call: str

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
    word = CLASSES.get(row["urgency"], capital(row["urgency"]))
    return Night(ids, word, listed(list(proposed)), rings, _call(result, ids))


def _call(result: dict[str, Any], ids: tuple[str, ...]) -> str:
    """The first call made for any of them: "call 1 (H-9)"; empty where there is none."""
    part = calls(result)
    for call in part.calls if part else ():
        if set(ids).intersection([*call.helps, *(c for q in call.questions for c in q.children)]):
            return f"call {call.order} ({call.home})"
    return ""


def in_ring_order(result: dict[str, Any], night: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the homes of one night: first where the region's proposal puts her, then by the order of the result.

    Ringing another home first would take a place that the proposal needs for somebody else, for no gain.
    """
    ours = _ours(result, tuple(night["children"]))
    return sorted(night["homes"], key=lambda home: (home["home_id"] not in ours, home["order"]))


def _ours(result: dict[str, Any], ids: tuple[str, ...]) -> set[str]:
    """The homes proposed to her, or to brothers and sisters: ringing them takes a place from nobody."""
    groups = groups_of(result)
    family = {other for c in ids for other in groups.get(c, (c,))}
    return {p["home_id"] for p in result["placements"] if p["child_id"] in family}


def _ring(result: dict[str, Any], home: dict[str, Any], ours: set[str]) -> Ring:
    own = home["home_id"] in ours
    notes = [SAME_DAY[home["same_day"]], OUTCOMES.get(home["outcome"], home["outcome"])]
    notes += ["stop-gap"] if home["stop_gap"] else []
    notes += [HELD.get(home["held_for"], "")]
    notes += [f"takes the place proposed to {named(home['proposed_to'])}"] if home["proposed_to"] and not own else []
    return Ring(
        home["home_id"], home_line(result, home["home_id"]), ringing(result, home["home_id"], home["whom"]),
        far(home["miles"]), tuple(note for note in notes if note), approvals(home),
        tuple(step(s, result["as_of"]) for s in home["route"]), tuple(home["questions"]), own,
    )  # fmt: skip


def approvals(home: dict[str, Any]) -> tuple[str, ...]:
    """Return who has to approve a home of a ring list, and by when: "Nominated officer, Kent, by 23 November 2026"."""
    rows = [(capital(a["who"] or "not named"), a["by"]) for a in home.get("approvals") or ()]
    return tuple(dict.fromkeys(f"{who}, by {day(by)}" if by else who for who, by in rows))


def step(route: dict[str, Any], night: str) -> str:
    """Return one step of an emergency route with its clock: "Consult the area: five working days, by 30 November".

    `night` is the ISO date of the first night. What has to be done "as soon as possible" has no last day.
    """
    clock = f": {route['clock']}" if route["clock"] else ""
    text = f"{route['name']}{clock}"
    if not route["by"] or route["rule"] in NO_DAY:
        return text
    if route["rule"] != COUNTED:
        return f"{text}, by {day(route['by'])}"
    counted = ", counting the first day" if is_working_day(date.fromisoformat(night)) else ""
    return f"{text}{counted}: until {day(route['by'])}"
