"""CH-RATIO: the staffing the child needs can be given from the first night.

Where a home has said nothing of a day, it can staff what it offers today.
"""

from datetime import date
from typing import Any

import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date

Array = npt.NDArray[Any]


def _short(pairs: Pairs) -> dict[str, Array]:
    """Return where too few are offered, where they are offered too late, and where nobody is awake at night."""
    facts = pairs.facts
    needed, offered = facts.of_children("staff_ratio_needed"), facts.of_homes("staff_ratio_offered")
    night, awake = facts.of_children("waking_night_needed"), facts.of_homes("waking_night_staff")
    extra = needed.value > 0
    return {
        "few": needed.value > offered.value,
        "late": extra & offered.known & (facts.of_homes("staff_ratio_from").value > pairs.start),
        "night": night.yes & awake.no,
        "unknown": ~needed.known | ~night.known | extra & ~offered.known | night.yes & ~awake.known,
    }


def judge(pairs: Pairs) -> Judgement:
    """Rule out a children's home that cannot staff what the child needs on the first night."""
    homes, found = pairs.kind(Kind.RESIDENTIAL), _short(pairs)
    short = homes & (found["few"] | found["late"] | found["night"])
    return Judgement(ruled_out=short, not_checked=homes & found["unknown"] & ~short)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what is needed and what is offered."""
    found = {reason: bool(table[0, 0]) for reason, table in _short(case.pairs).items()}
    who = f"{case.provider}; the budget holder of {case.name_of(case.child.authority)} agrees the price"
    if found["few"] or found["late"]:
        needed, offered = (case.figure(f"staff_ratio_{word}") for word in ("needed", "offered"))
        said = f"The child needs {needed:g} to one; the home can give {offered:g} to one."
        if not found["few"]:
            day = shown_date(date.fromordinal(int(case.pairs.facts.of_homes("staff_ratio_from").value[0, 0])))
            said = f"The child needs {needed:g} to one; the home can staff it from {day}."
        return Finding(said, offered, needed, "The home staffs it from the first night.", who)
    return Finding("Somebody has to be awake at night; nobody is there.", "no", "yes",
                   "The home has somebody awake at night.", who)  # fmt: skip


RULE = Rule(
    "CH-RATIO", "Staffing the child needs", RuleKind.HARD, (local_practice.CH_RATIO,), judge, say, local=True,
    opens_with="the home staffs it from the first night",
    reads=(
        "staff_ratio_needed", "staff_ratio_offered", "staff_ratio_from", "waking_night_needed", "waking_night_staff",
    ),
)  # fmt: skip
