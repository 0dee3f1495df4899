"""The approval pack of a proposal: each approval with who, by when, and what the approver has to be satisfied of."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from placements.candidates.verdicts import Verdict
from placements.domain.codes import Outcome
from placements.law.named import source_named
from placements.law.source import Source
from placements.rules.catalogue import RULE_OF
from placements.tasks.days import before, later
from placements.tasks.known import KNOWN
from placements.tasks.move import Move
from placements.tasks.raised import person
from placements.tasks.situations import SITUATIONS
from placements.tasks.task import Check, Pack, Task, ToApprove
from placements.units import birthday, pounds, shown_date, shown_miles

ANY = "ANY"
"""The entry for a rule that asks for an approval only because local policy made it stricter."""
RAISED = (("STOP-GAP", "stop_gap"),)
"""Approvals that no rule asks for, and the situation they are needed in."""
KINDS = {
    "fostering": "Foster home", "kinship": "Relatives or friends", "residential": "Children's home",
    "supported": "Supported accommodation", "secure": "Secure home",
}  # fmt: skip


@cache
def entries() -> dict[str, Any]:
    """Return the table of approvals by code."""
    return tomllib.loads((files("placements.tasks") / "approvals.toml").read_text(encoding="utf-8"))


def pack(move: Move) -> Pack:
    """Return what a proposal needs approved and what is on record."""
    held = tuple((a.kind, RULE_OF[a.kind].title, a.approved_on, a.expires_on) for a in move.held)
    found = (*(_of_rule(move, v) for v in move.placement.verdict.of(Outcome.NEEDS_APPROVAL)), *_of_clocks(move))
    ordered = tuple(sorted(found, key=lambda approval: approval.by))
    return Pack(move.child.child_id, move.home.home_id, move.child.authority, facts(move), ordered, held)


def facts(move: Move) -> tuple[tuple[str, str], ...]:
    """Return what an approver wants to see first of a proposal."""
    case, far = move.placement.case, float(move.placement.case.pairs.miles[0, 0])
    miles = "not known" if far != far else f"{shown_miles(far)} straight-line miles{case.roughly}"
    return (
        ("Responsible authority", case.name_of(move.child.authority)),
        ("Home", f"{KINDS[str(move.home.kind)]}, {move.area}"),
        ("Distance from home", miles),
        ("Needed", {0: "Overdue", 1: "Today", 2: "Within five working days", 3: "Later"}[move.placement.urgency]),
        ("Stay", f"From {shown_date(move.start)}, to end before {shown_date(move.end)}"),
        ("Price", f"£{pounds(move.placement.full):,.0f} a week" + ("" if move.home.weekly_fee is not None else
                                                                   " (the usual one; the fee is not known)")),
    )  # fmt: skip


def _of_rule(move: Move, verdict: Verdict) -> ToApprove:
    code, finding = verdict.rule.code, verdict.finding
    entry = entries().get(code, entries()[ANY])
    who = _who(move, entry, finding.who or "")
    by = _by(move, entry)
    return ToApprove(
        code, entry.get("title", verdict.rule.title), who, by, entry["gate"], finding.sentence, _note(move, entry),
        tuple(_checks(move, entry, verdict.rule.sources, by)), verdict.rule.sources,
    )  # fmt: skip


def _of_clocks(move: Move) -> Iterator[ToApprove]:
    for code, situation in RAISED:
        if SITUATIONS[situation](move):
            entry, by = entries()[code], before(move, move.start)
            named = tuple(source_named(name) for name in entry["sources"])
            who = person(entry["who"], move.placement.case.name_of(move.child.authority))
            yield ToApprove(code, entry["title"], who, by, entry["gate"], entry["why"], None,
                            tuple(_checks(move, entry, named, by)), named)  # fmt: skip


def _who(move: Move, entry: dict[str, Any], who: str) -> str:
    if entry.get("of_home"):
        return f"{who}, {move.home.home_id}"
    return f"{entry['role']}, {who}" if "role" in entry else who


def _by(move: Move, entry: dict[str, Any]) -> date:
    """Return the day an approval is needed by: before the move, or before a birthday during the stay."""
    if entry["gate"] != "before_birthday":
        return before(move, move.start)
    day = birthday(move.child.date_of_birth, (move.home.max_age or 0) + 1)
    return before(move, day - timedelta(days=1))


def _note(move: Move, entry: dict[str, Any]) -> str | None:
    return entry.get("note") if move.urgent else None


def _checks(move: Move, entry: dict[str, Any], of_rule: tuple[Source, ...], by: date) -> Iterator[Check]:
    for row in entry["checks"]:
        named = tuple(source_named(name) for name in row["sources"]) if "sources" in row else of_rule
        known = KNOWN[row["known"]](move) if "known" in row else None
        follows = later(move.start, row["after"]) if "after" in row and move.urgent else None
        yield Check(row["is"], known, row["by"], named, follows or by)


def tasks(found: Pack) -> Iterator[Task]:
    """Yield one task for each approval a rule asks for; those of clocks are raised as clocks."""
    raised = {code for code, _ in RAISED}
    for approval in found.approvals:
        if approval.code not in raised:
            later_on = approval.gate == "before_birthday"
            asked = entries().get(approval.code, entries()[ANY])["do"]
            yield Task(
                approval.by, "after" if later_on else approval.gate, approval.code, approval.title, found.child_id,
                found.home_id, found.authority, approval.who, asked, approval.sources, decided=later_on,
                calendar="approval",
            )  # fmt: skip
