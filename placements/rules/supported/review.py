"""SA-REVIEW: out of a foster home or a children's home into supported accommodation only by decision of a review.

Where the child lives now is the kind of the home in `current_home_id`.
"""

from datetime import date

import numpy as np

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

IN_CARE = (Kind.FOSTERING, Kind.KINSHIP, Kind.RESIDENTIAL)


def judge(pairs: Pairs) -> Judgement:
    """Ask for the decision where such a child would move; not checked where the home lived in is not in the region."""
    now = [pairs.region.home.get(c.current_home_id or "") for c in pairs.children]
    moves = np.array([home is not None and home.kind in IN_CARE for home in now], dtype=bool).reshape(-1, 1)
    unknown = pairs.of_children(lambda c: bool(c.current_home_id) and c.current_home_id not in pairs.region.home)
    supported = pairs.kind(Kind.SUPPORTED)
    return Judgement(needs_approval=supported & moves, not_checked=supported & unknown)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what has to be decided first."""
    now = case.region.home[case.child.current_home_id or ""].kind
    words = "a children's home" if now is Kind.RESIDENTIAL else "a foster home"
    return Finding(
        f"The child lives in {words}: a review decides before a move into supported accommodation.", str(now),
        "supported", "The review of the child's case decides for it.",
        f"independent reviewing officer, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "SA-REVIEW", "Review before leaving care early", RuleKind.APPROVAL, (sources.CHILDREN_ACT_1989_S22D,), judge, say,
    opens_with="the review of the child's case decides for it", since=date(2011, 4, 1),
)  # fmt: skip
