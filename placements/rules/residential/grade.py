"""CH-GRADE: an inadequate home needs a senior manager's agreement; no statute bans it.

An authority may ask for the agreement from a better grade on as well.
"""

import numpy as np

from placements.domain.codes import Grade, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

WORST_FIRST = (Grade.INADEQUATE, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD, Grade.OUTSTANDING)


def judge(pairs: Pairs) -> Judgement:
    """Ask for agreement where the latest judgement is inadequate, or another the child's authority lists."""
    grades = pairs.of_homes(lambda h: str(h.grade or ""), "U24")
    asked = pairs.none()
    for grade in WORST_FIRST:
        listed = [grade in pairs.policy.limit("agreed_grades", child.authority) for child in pairs.children]
        if any(listed):
            asked |= np.array(listed).reshape(-1, 1) & (grades == str(grade))
    return Judgement(needs_approval=asked)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    listed = case.policy.limit("agreed_grades", case.child.authority)
    enough = next((str(grade) for grade in WORST_FIRST if grade not in listed), None)
    grade = str(case.home.grade or "")
    return Finding(
        f"Ofsted judged the home {grade.replace('_', ' ')}.", grade, enough,
        "A senior manager agrees after a monitoring visit.",
        f"assistant director, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "CH-GRADE", "Not an inadequate home without agreement", RuleKind.APPROVAL, (local_practice.CH_GRADE,),
    judge, say, local=True, opens_with="a senior manager agrees",
)  # fmt: skip
