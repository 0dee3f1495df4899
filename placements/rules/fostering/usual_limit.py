"""F-LIMIT3: no more than three foster children in one home, with F-SIB and F-EXEMPT.

Residents count unless `foster_child` is no. The limit does not bind where everyone fostered there would be one
sibling group; otherwise only an exemption on record for that home, covering every foster child, lifts it.
This file judges a child against the residents; who else arrives in the same run is held by the constraint of
the same code.
"""

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.domain.living import exempted
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope

Array = npt.NDArray[Any]


def judge(pairs: Pairs) -> Judgement:
    """Rule out a home where the child would be one foster child too many."""
    fosters = pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    over = fosters & (pairs.living.fostered >= pairs.number("usual_fostering_limit"))
    all_siblings = pairs.living.fostered == pairs.living.fostered_siblings
    return Judgement(ruled_out=over & ~all_siblings & ~_exempt(pairs, over))


def _exempt(pairs: Pairs, over: Array) -> Array:
    result = pairs.none()
    for i, j in np.argwhere(over & pairs.papers.approved("F-LIMIT3", this_home=True)):
        child, home = pairs.children[i], pairs.homes[j]
        result[i, j] = exempted(pairs.region, home.home_id, (child.child_id,), pairs.stays[i].start)
    return result


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how many live there and who could exempt."""
    count = int(case.pairs.living.fostered[0, 0])
    limit = case.pairs.number("usual_fostering_limit")
    return Finding(
        f"{count} foster children live there already; the usual limit is {limit} unless all are siblings.",
        count + 1, limit, "An exemption that names every foster child there.",
        f"{case.name_of(case.home.authority)}, where the carer lives",
    )  # fmt: skip


RULE = Rule(
    "F-LIMIT3", "Usual fostering limit", RuleKind.HARD,
    (sources.CHILDREN_ACT_1989_SCH_7_PARA_2, sources.CHILDREN_ACT_1989_SCH_7_PARA_3,
     sources.CHILDREN_ACT_1989_SCH_7_PARA_4, sources.CHILDREN_ACT_1989_SCH_7_PARA_5),
    judge, say, scope=Scope.SET, names_home=True, opens_with="an exemption naming every foster child is recorded",
    since=date(1991, 10, 14),
)  # fmt: skip
