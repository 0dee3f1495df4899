"""What the meeting decides, by deadline and kind; siblings waiting for one home stand in one row."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from placements.law.working_days import working_days_between
from placements.reports.siblings import groups_of
from placements.reports.words import CLASSES, authority, day, far, kind, number, plain

PRESSING = ("overdue", "today")
"""Classes a row names; the others are told by the heading it stands under."""

SOON = 5
"""Working days that count as soon."""


class Form(NamedTuple):
    """How decisions of one kind are put to a meeting: heading, what to decide, boxes to tick, lines to fill in."""

    heading: str
    ask: str
    ticks: tuple[str, ...] = ("Agreed", "Not agreed")
    lines: tuple[str, ...] = ("Name",)
    together: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What a person may choose in a workbook: the boxes to tick, and to put it off."""
        return (*(tick.removesuffix(":") for tick in self.ticks or ("Decided",)), "Put off")


FORMS = {
    "no_home": Form(
        "No home tonight", "Decide where each child sleeps tonight, and who goes on searching until when.",
        (), ("Tonight at", "Searching, until", "Name"),
    ),
    "no_home_later": Form(
        "No home yet", "Decide who goes on searching and until when, and what happens if no home is found by then.",
        (), ("Searching, until", "If none", "Name"),
    ),
    "apart": Form(
        "Brothers and sisters apart", "Decide whether they may live apart, or the search goes on.",
        ("May live apart", "Search goes on"),
    ),
    "stop_gap": Form(
        "Stop-gaps", "Each needs a senior manager's name and an end date, or a refusal. The search stays open.",
        ("Agreed", "Refused"), ("End date", "Senior’s name"),
    ),
    "two_claims": Form("Two claims on one place", "Decide which child the place is for.", (), ("For", "Name")),
    "secure_nomination": Form("Nominations to the secure unit", "Agree the nomination; the national unit decides."),
    "held": Form(
        "Held", "Keep waiting for a home at or above the floor, or accept one below it with a reason.",
        ("Wait", "Other:"), (), True,
    ),
    "kin_not_chosen": Form(
        "Relatives or friends not chosen", "Record why not, or choose them.", ("Choose them",), ("Why not", "Name"),
    ),
    "step_down_due": Form(
        "Due to move on", "Decide who looks for the next home, and from when.", (), ("Search from", "Name"),
    ),
    "kinship_ends": Form(
        "Temporary approval of kin ends", "Decide how the child stays, or who looks for a home and from when.",
        ("Stays", "Search"), ("From", "Name"),
    ),
    "transfer_due": Form(
        "Transfers between authorities", "Name who receives the child, and on which day.", (), ("Received on", "Name"),
    ),
}  # fmt: skip
"""Kinds of decision in a meeting's order. `together`: the meeting may agree all rows at once."""


class Item(NamedTuple):
    """One row to decide: whose, when, and the facts."""

    children: tuple[str, ...]
    about: str
    facts: tuple[str, ...]
    needed_by: str


class Group(NamedTuple):
    """Decisions of one kind falling due together."""

    kind: str
    form: Form
    items: tuple[Item, ...]

    @property
    def size(self) -> int:
        """How many children the decisions are about."""
        return len({c for item in self.items for c in item.children})


class Deadline(NamedTuple):
    """Decisions falling due together."""

    key: str
    heading: str
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many rows there are to decide."""
        return sum(len(group.items) for group in self.groups)


def meeting(result: dict[str, Any]) -> tuple[Deadline, ...]:
    """Return the agenda: today's decisions first."""
    today = date.fromisoformat(result["as_of"])
    headings = {
        "today": f"To decide today, {day(result['as_of'])}",
        "soon": "To decide within five working days",
        "later": "Can wait longer",
    }
    rows = [(_when(d, today), d) for d in result["decisions"]]
    reader = _Reader(result)
    found = [
        Deadline(key, text, tuple(_groups(reader, [d for when, d in rows if when == key], key == "today")))
        for key, text in headings.items()
    ]
    return tuple(d for d in found if d.groups or d.key == "today")


def undecided(result: dict[str, Any]) -> int:
    """Return how many children have no home and no decision either."""
    return len({u["child_id"] for u in result["unplaced"]} - {c for d in result["decisions"] for c in d["children"]})


def _when(decision: dict[str, Any], today: date) -> str:
    due = date.fromisoformat(decision["deadline"])
    if due <= today:
        return "today"
    return "soon" if working_days_between(today, due) <= SOON else "later"


def _groups(reader: "_Reader", rows: list[dict[str, Any]], tonight: bool) -> Iterator[Group]:
    kinds = [*FORMS, *sorted({d["kind"] for d in rows} - set(FORMS))]
    rows = list(reader.merged(rows))
    for code in kinds:
        items = tuple(reader.item(d) for d in rows if d["kind"] == code)
        if items:
            yield Group(code, form(code, tonight=tonight), items)


def form(code: str, *, tonight: bool) -> Form:
    """Return how decisions of a kind are put; a child without a home has another night, or none, to wait."""
    if code == "no_home" and not tonight:
        return FORMS["no_home_later"]
    return FORMS.get(code, Form(plain(code), "Decide, and record who decided."))


class _Reader:
    """Looks up the facts of a decision in the rest of the result."""

    def __init__(self, result: dict[str, Any]) -> None:
        self.result = result
        self.placed = {p["child_id"]: p for p in result["placements"]}
        self.without = {u["child_id"]: u for u in result["unplaced"]}
        self.group = groups_of(result)

    def merged(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield decisions, those of siblings who wait together as one, and the least harmful split beside it."""
        waiting = [d for d in rows if d["kind"] == "no_home"]
        splits = {tuple(d["children"]): d for d in rows if d["kind"] == "apart"}
        seen: set[tuple[str, ...]] = set()
        for d in waiting:
            group = self.group.get(d["children"][0], tuple(d["children"]))
            if group in seen:
                continue
            seen.add(group)
            ours = [c for w in waiting for c in w["children"] if c in group]
            yield {**d, "children": ours, "split": splits[group]["why"] if group in splits else ""}
        yield from (d for d in rows if d["kind"] != "no_home" and tuple(d["children"]) not in seen)

    def item(self, decision: dict[str, Any]) -> Item:
        """Return a decision as a row."""
        ids = decision["children"]
        return Item(tuple(ids), self._about(ids), tuple(self._facts(decision)), day(decision["deadline"]))

    def _about(self, ids: Iterable[str]) -> str:
        rows = [self.placed.get(c) or self.without.get(c) for c in ids]
        names = dict.fromkeys(authority(self.result, row["authority"]) for row in rows if row)
        words = dict.fromkeys(CLASSES[row["urgency"]] for row in rows if row and row["urgency"] in PRESSING)
        return "; ".join([*names, *words])

    def _facts(self, decision: dict[str, Any]) -> Iterator[str]:
        child_id = decision["children"][0]
        if decision["kind"] == "no_home" and child_id in self.without:
            yield from self._no_home(decision)
        elif decision["kind"] == "stop_gap" and child_id in self.placed:
            yield from self._stop_gap(self.placed[child_id])
        elif decision["kind"] == "held" and child_id in self.without:
            yield (
                f"{number(self.without[child_id]['below_floor'], 'open home')}, all below the floor. "
                + self._nearest(child_id)
            )
        else:
            yield decision["why"].removeprefix(f"{child_id}: ")

    def _no_home(self, decision: dict[str, Any]) -> Iterator[str]:
        """One child's wait; or, for siblings, the split people may weigh and who of them stands in the way."""
        ids = decision["children"]
        if len(ids) == 1 and not decision["split"]:
            yield f"{self.without[ids[0]]['waits_for']} {self._nearest(ids[0])}"
            return
        yield decision["split"] or " ".join(dict.fromkeys(self.without[c]["waits_for"] for c in ids))
        for c in ids:
            if not self.without[c]["lawful_homes"]:
                yield f"{c}: no home may take the child. {self._nearest(c)}"
        alone = [
            f"{c} {number(self.without[c]['lawful_homes'], 'home')}" for c in ids if self.without[c]["lawful_homes"]
        ]
        if alone:
            yield f"Open to each of them alone: {', '.join(alone)}."

    def _stop_gap(self, p: dict[str, Any]) -> Iterator[str]:
        where = authority(self.result, p["home_authority"])
        home = f"{p['home_id']}: {kind(p['kind']).lower()} in {where}, {far(p['miles'])}."
        yield f"{home} To end before {day(p['ends'])}."
        yield f"Below the floor: {'; '.join(p['below_floor'])}."

    def _nearest(self, child_id: str) -> str:
        for unlock in self.without[child_id]["unlocks"][:1]:
            home = f"{unlock['home_id'] or 'a new home'} ({kind(unlock['kind']).lower()}, {far(unlock['miles'])})"
            return f"Nearest change: {home}: {' '.join(changes(unlock))}"
        return ""


def changes(unlock: dict[str, Any]) -> list[str]:
    """Return what would have to change, and whom to ask, as sentences."""
    return [c["change"] + (f" Ask: {c['who']}." if c["who"] else "") for c in unlock["changes"]]
