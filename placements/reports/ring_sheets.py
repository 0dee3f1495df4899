"""The sheets of match.xlsx to ring from, Calls and Tonight, and the sheet that says what the others hold."""

from typing import Any

from placements.reports.calls import calls
from placements.reports.places import own_only
from placements.reports.sheets import YES_NO, Column, Sheet, lines
from placements.reports.tonight import HELD, NO_CLOCK, OUTCOMES, SAME_DAY, approvals, in_ring_order, step
from placements.reports.words import CLASSES, capital, day, home_line, named, ringing

ANSWER = (Column("Answer", 12, "choice"), Column("Time", 9, "time"), Column("By", 18, "note"))
"""Boxes for what was said, when, and by whom it was heard."""


def calls_sheet(result: dict[str, Any]) -> Sheet:
    """Return the calls in order, one row a question."""
    columns = (
        Column("Order", 8, "whole"), Column("Whom to ring", 24), Column("Home", 14), Column("Kind and area", 26),
        Column("Question", 50), Column("Asked for", 18), Column("Helps to place", 20),
        Column("Children more", 10, "whole"), Column("What that is", 40), *ANSWER,
    )  # fmt: skip
    part = calls(result)
    rows = [
        (
            call.order, call.whom, call.home, call.about, q.text, named(q.children), named(call.helps), call.gain,
            call.brings,
        )
        for call in (part.calls if part else ())
        for q in call.questions
    ]  # fmt: skip
    return Sheet("Calls", columns, tuple(rows), "No call would place another child.", (YES_NO,) * len(rows))


def tonight_sheet(result: dict[str, Any]) -> Sheet:
    """Return overdue and today's children with the homes to ring, in order."""
    columns = (
        Column("Children", 18), Column("Class", 14), Column("Order", 8, "whole"), Column("Home", 14),
        Column("Kind and area", 26), Column("Whom to ring", 24), Column("Same day", 24), Column("Outcome", 16),
        Column("Stop-gap", 9), Column("Hold", 18), Column("Proposed to", 20),
        Column("Straight-line miles", 10, "miles"), Column("Points", 8, "whole"), Column("Questions", 40),
        Column("Approvals, and their clocks", 50), *ANSWER,
    )  # fmt: skip
    rows = [
        _ring(result, night, place, home)
        for night in result.get("tonight") or ()
        for place, home in enumerate(in_ring_order(result, night), 1)
    ]
    return Sheet("Tonight", columns, tuple(rows), "Nobody to ring tonight.", (YES_NO,) * len(rows))


def _ring(result: dict[str, Any], night: dict[str, Any], place: int, home: dict[str, Any]) -> tuple[Any, ...]:
    clocks = [step(s, result["as_of"]) for s in home["route"]]
    return (
        named(night["children"]), CLASSES.get(night["urgency"], night["urgency"]), place, home["home_id"],
        home_line(result, home["home_id"]), ringing(result, home["home_id"], home["whom"]), SAME_DAY[home["same_day"]],
        OUTCOMES.get(home["outcome"], home["outcome"]), "yes" if home["stop_gap"] else "no",
        HELD.get(home["held_for"], ""), named(home["proposed_to"]), home["miles"], home["points"],
        lines(home["questions"]), lines([*approvals(home), *(clocks or [capital(NO_CLOCK)])]),
    )  # fmt: skip


def read_me_sheet(result: dict[str, Any]) -> Sheet:
    """Return the sheet that says what the others hold, for whom the workbook is, and what it was made from."""
    label = (result.get("audience") or {}).get("label")
    own = " Proposed counts your own children alone." if own_only(result) else ""
    rows = (
        ("This workbook", "A proposal. People decide. Nothing written into it changes a proposal or places a child."),
        ("For whom", label or "People who take part in the meeting. It holds children's references."),
        ("Region", result["region"]),
        ("Day of the match", day(result["as_of"])),
        ("Headline", "How many children have a proposed home, by class."),
        ("Proposals", "One row a child with a proposed home."),
        ("Without a home", "One row a child without one: why, and what would open a home."),
        ("Decisions", "One row a decision. Choose in the column Decision; write name, day and reason beside it."),
        ("Calls", "The calls that would place most children, in order. Choose the answer; write time and name."),
        ("Tonight", "Overdue and today's children: homes to ring in order, who approves, clocks that would start."),
        ("Capacity", f"Places by kind and area. What is soon free is expected, not confirmed.{own}"),
        ("Levels", "What the solver made as good as can be, in order, and how sure that is."),
        ("Miles", "Straight-line miles by the statutory return's formula. Roads are longer."),
        ("Points", "Out of 100, for one child. They compare homes for that child; they never compare children."),
        ("Inputs (SHA-256)", result["inputs"]),
        ("Policy (SHA-256)", result["policy"]),
        ("Version", f"placements {result['version']}"),
    )
    return Sheet("Read me", (Column("Part", 24), Column("What it is", 100)), rows)
