"""CONTACT: family time a court has ordered can be kept from the home; the rest of family time is a criterion."""

from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.children import Child
from placements.domain.codes import Outcome
from placements.geography.grid import miles_table
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.position import grid_points
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles

Array = npt.NDArray[Any]


def _farthest(pairs: Pairs, child: Child) -> Array:
    """Return miles to the farthest of the people the order names (nobody named: everybody); nan where not known."""
    named = pairs.region.fact_of.get("contact_ordered_with", {}).get(child.child_id)
    wanted = {str(name).casefold() for name in named} if isinstance(named, frozenset) and named else None
    rows = [c for c in pairs.region.contacts_of.get(child.child_id, ())
            if wanted is None or c.person.casefold() in wanted]  # fmt: skip
    if not rows:
        return np.full(len(pairs.homes), np.nan)
    result: Array = miles_table(grid_points(rows), pairs.home_points).max(axis=0)
    return result


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes farther than the most recorded; where no distance is known the rule is not checked."""
    most = pairs.facts.of_children("contact_max_miles")
    if not most.anywhere:
        return Judgement(not_checked=~most.known)
    far = np.full(pairs.shape, np.nan)
    for i in np.flatnonzero(most.known[:, 0]).tolist():
        far[i] = _farthest(pairs, pairs.children[i])
    return Judgement(ruled_out=far > most.value, not_checked=np.isnan(far))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how far it is."""
    most = float(case.pairs.facts.of_children("contact_max_miles").value[0, 0])
    miles = shown_miles(float(_farthest(case.pairs, case.child)[0]))
    return Finding(
        f"{miles} straight-line miles to family time a court has ordered{case.roughly}, over the {most:g} it can be "
        "kept from.", miles, most, "The court varies the order, or family time is kept in another place.",
        f"the social worker and legal team, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "CONTACT", "Family time a court has ordered", RuleKind.HARD, (sources.CHILDREN_ACT_1989_S34,), judge, say,
    opens_with="the order is varied, or family time is kept in another place",
    reads=("contact_max_miles", "contact_ordered_with"),
)  # fmt: skip
