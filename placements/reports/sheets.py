"""The sheets of match.xlsx as data: columns with their kinds, rows with values, and what a person may choose from."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.reports.headline import headline
from placements.reports.insisting import insisting
from placements.reports.meeting import changes, form
from placements.reports.places import own_only
from placements.reports.proof import levels
from placements.reports.words import CLASSES, WHY, authority, capital, far, kind, named, plain, ringing

Kind = Literal["text", "whole", "money", "miles", "fine", "date", "choice", "day", "time", "note"]
"""What a column holds. The last four are for people to fill in: a word chosen, a day, a time, anything."""

YES_NO = ("yes", "no", "no reply")
"""Answers to a call."""


PLAIN = re.compile(r"\w[\w ./-]*")
"""Ids that may stand in a list of choices."""

LONGEST_LIST = 255
"""Characters a spreadsheet takes as a list of choices."""


class Column(NamedTuple):
    """One column: its heading, its width in characters and what it holds."""

    heading: str
    width: int
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    """What may be chosen in every row of a column of choices; empty where each row has its own."""


class Sheet(NamedTuple):
    """One sheet. A row has a value for each column but those for people to fill in; `choices` has one tuple a row."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    empty: str = "Nothing in this part."
    choices: tuple[tuple[str, ...], ...] = ()


def day_of(iso: str | None) -> date | None:
    """Return an ISO date as a date; None where there is none."""
    return date.fromisoformat(iso) if iso else None


def headline_sheet(result: dict[str, Any]) -> Sheet:
    """Return the first sheet: where the week stands, in figures."""
    top = headline(result)
    columns = (
        Column("Class", 34), Column("Children", 12, "whole"), Column("Proposed", 12, "whole"),
        Column("Of these, stop-gaps", 12, "whole"), Column("Held", 12, "whole"),
        Column("Without a home, not held", 16, "whole"), Column("Full cost, £ a week", 14, "money"),
        Column("Extra cost, £ a week", 14, "money"),
    )  # fmt: skip
    rows = [
        (s.title, s.total, s.placed, s.stop_gaps, s.held, s.without - s.held,
         *(_sum(result, s.word, key) for key in ("weekly_cost", "extra_cost")))
        for s in (*top.standings, top.total)
    ]  # fmt: skip
    return Sheet("Headline", columns, tuple(rows))


def _sum(result: dict[str, Any], word: str, key: str) -> float:
    """Pounds a week of one class, or of all."""
    return sum(p[key] or 0 for p in result["placements"] if word in (p["urgency"], "all"))


def proposals_sheet(result: dict[str, Any]) -> Sheet:
    """Return the proposals, most urgent class first."""
    columns = (
        Column("Child", 13), Column("Authority", 18), Column("Class", 17), Column("Proposed home", 14),
        Column("Kind", 17), Column("Area", 18), Column("Whom to ring", 20), Column("Straight-line miles", 10, "miles"),
        Column("Starts", 12, "date"), Column("To end before", 12, "date"), Column("Full cost, £ a week", 11, "money"),
        Column("Extra cost, £ a week", 11, "money"), Column("Outcome", 15), Column("Stop-gap", 9),
        Column("With", 16), Column("Apart from", 16), Column("Points", 8, "whole"), Column("Own best home", 13),
        Column("Its points", 8, "whole"), Column("Points short", 8, "whole"), Column("If the child had it", 36),
        Column("For", 36), Column("Against", 36), Column("Approvals to get", 44), Column("Questions to ask", 44),
    )  # fmt: skip
    order = list(CLASSES)
    rows = sorted(result["placements"], key=lambda p: (order.index(p["urgency"]), p["authority"], p["child_id"]))
    return Sheet("Proposals", columns, tuple(_proposal(result, p) for p in rows), "No home is proposed.")


def _proposal(result: dict[str, Any], p: dict[str, Any]) -> tuple[Any, ...]:
    approvals = [f"{capital(a['who'] or 'not named')}: {a['sentence']}" for a in p["approvals"]]
    asked = [(ringing(result, p["home_id"], q["who"]), q["question"]) for q in p["questions"]]
    questions = [(f"Ask {who}: " if who else "") + question for who, question in asked]
    ring = ringing(result, p["home_id"], (p.get("ring") or {}).get("whom"))
    return (
        p["child_id"], authority(result, p["authority"]), CLASSES[p["urgency"]], p["home_id"], kind(p["kind"]),
        authority(result, p["home_authority"]), ring, p["miles"], day_of(p["starts"]),
        day_of(p["ends"]), p["weekly_cost"], p["extra_cost"], plain(p["outcome"]), "yes" if p["stop_gap"] else "no",
        named(p["siblings_with"]), named(p["siblings_apart"]), p["total_points"], p["best_home_id"],
        p["best_points"], p["shortfall"], insisting(p), lines(p["for"]), lines(p["against"]), lines(approvals),
        lines(questions),
    )  # fmt: skip


def without_sheet(result: dict[str, Any]) -> Sheet:
    """Return the children without a home, most urgent class first."""
    columns = (
        Column("Child", 13), Column("Authority", 18), Column("Class", 17), Column("Needed by", 12, "date"),
        Column("Why", 30), Column("Waits for", 36), Column("Brothers and sisters", 18),
        Column("Homes that may take the child alone", 12, "whole"), Column("Of these, below the floor", 12, "whole"),
        Column("Homes with a fact missing", 12, "whole"), Column("Nearest homes, and what would open them", 60),
        Column("Homes the child could have had are proposed to", 36),
    )  # fmt: skip
    order = list(CLASSES)
    rows = sorted(result["unplaced"], key=lambda u: (order.index(u["urgency"]), u["needed_by"], u["child_id"]))
    return Sheet("Without a home", columns, tuple(_without(result, u) for u in rows), "Every child has a home.")


def _without(result: dict[str, Any], u: dict[str, Any]) -> tuple[Any, ...]:
    nearest = [f"{k['home_id'] or 'A new home'} ({kind(k['kind']).lower()}, {far(k['miles'])}): {' '.join(changes(k))}"
               for k in u["unlocks"]]  # fmt: skip
    taken = [f"{t['home_id']}: {t['child_id']}" for t in u["taken_by"]]
    return (
        u["child_id"], authority(result, u["authority"]), CLASSES[u["urgency"]], day_of(u["needed_by"]),
        WHY.get(u["why"], plain(u["why"])), u["waits_for"], named(u["siblings"]), u["lawful_homes"], u["below_floor"],
        u["cannot_confirm"], lines(nearest), lines(taken),
    )  # fmt: skip


def decisions_sheet(result: dict[str, Any]) -> Sheet:
    """Return the decisions, one a row, with what may be decided."""
    columns = (
        Column("Decide by", 12, "date"), Column("What", 24), Column("Children", 18), Column("Homes", 16),
        Column("Facts", 60), Column("Decision", 22, "choice"), Column("Name", 20, "note"),
        Column("Decided on", 12, "day"), Column("Reason", 40, "note"),
    )  # fmt: skip
    rows, choices = [], []
    for d in result["decisions"]:
        put = form(d["kind"], tonight=d["deadline"] <= result["as_of"])
        rows.append((day_of(d["deadline"]), put.heading, named(d["children"]), named(d["homes"]), d["why"]))
        choices.append(_claimants(d) or put.choices)
    return Sheet("Decisions", columns, tuple(rows), "Nothing has to be decided.", tuple(choices))


def _claimants(decision: dict[str, Any]) -> tuple[str, ...]:
    """For two claims on one place, the children; only ids that cannot be misread inside a list of choices."""
    ids = tuple(dict.fromkeys(decision["children"])) if decision["kind"] == "two_claims" else ()
    short = sum(len(c) + 1 for c in ids) < LONGEST_LIST
    return ids if short and all(PLAIN.fullmatch(c) for c in ids) else ()


def levels_sheet(result: dict[str, Any]) -> Sheet:
    """Return the levels in the order they were settled; costs in pounds."""
    columns = (
        Column("Order", 8, "whole"), Column("Level", 60), Column("Wanted", 20), Column("Counted in", 12),
        Column("Value", 14, "whole"), Column("Bound", 14, "whole"), Column("Gap", 10, "whole"), Column("How sure", 32),
    )  # fmt: skip
    rows = []
    for n, (row, level) in enumerate(zip(result["levels"], levels(result), strict=True), 1):
        unit = OBJECTIVES[row["name"]].unit if row["name"] in OBJECTIVES else ""
        sure = "proven" if level.proven else "best found in the time allowed"
        rows.append((n, level.title, level.sense, "pounds" if unit == "pence" else unit,
                     *(row[key] for key in ("value", "bound", "gap")), sure))  # fmt: skip
    return Sheet("Levels", columns, tuple(rows))


def capacity_sheet(result: dict[str, Any]) -> Sheet:
    """Return places by kind and area."""
    keys, own = ("homes", "places", "residents", "offered", "proposed"), own_only(result)
    proposed = ("Proposed to your children",) if own else ("Proposed", "Left")
    titles = ("Homes", "Places registered", "Lived in", "Offered today", *proposed, "Soon free (expected)", "Blocked")
    columns = (Column("Kind", 26), Column("Area", 30), *(Column(title, 12, "whole") for title in titles))
    rows = [
        (kind(r["kind"]), r["name"], *(r[key] for key in keys),
         *(() if own else (max(0, r["offered"] - r["proposed"]),)), r.get("soon_free"), r.get("blocked"))
        for r in sorted(result["capacity"], key=lambda r: (r["kind"], r["name"], r["authority"]))
    ]  # fmt: skip
    return Sheet("Capacity", columns, tuple(rows))


def lines(texts: Sequence[str]) -> str:
    """Return texts one under the other in a cell."""
    return "\n".join(text for text in texts if text)
