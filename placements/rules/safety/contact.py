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


NOT_ORDERED = 999
"""The miles that say that no court has ordered any family time."""


def _farthest(pairs: Pairs, child: Child) -> tuple[Array, Array]:
    """Return miles to the farthest of the people the order names, and where one of them is not known, by home.

    Nobody named is everybody in `contacts.csv`; the miles are nan where none are known.
    """
    named = pairs.region.fact_of.get("contact_ordered_with", {}).get(child.child_id)
    wanted = {str(name).casefold() for name in named} if isinstance(named, frozenset) and named else None
    rows = [c for c in pairs.region.contacts_of.get(child.child_id, ())
            if wanted is None or c.person.casefold() in wanted]  # fmt: skip
    if not rows:
        return np.full(len(pairs.homes), np.nan), np.ones(len(pairs.homes), dtype=bool)
    miles = miles_table(grid_points(rows), pairs.home_points)
    unlisted = bool(wanted and wanted - {c.person.casefold() for c in rows})
    return np.fmax.reduce(miles, axis=0), np.logical_or.reduce([*np.isnan(miles), np.full(len(pairs.homes), unlisted)])


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes too far from any of them; where all known are near and one is not, the rule is not checked."""
    most = pairs.facts.of_children("contact_max_miles")
    if not most.anywhere:
        return Judgement(not_checked=~most.known)
    far, unknown = np.full(pairs.shape, np.nan), np.zeros(pairs.shape, dtype=bool)
    for i in np.flatnonzero(most.known[:, 0] & (most.value[:, 0] < NOT_ORDERED)).tolist():
        far[i], unknown[i] = _farthest(pairs, pairs.children[i])
    over = far > most.value
    return Judgement(ruled_out=over, not_checked=~most.known | unknown & ~over)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how far it is."""
    most = float(case.pairs.facts.of_children("contact_max_miles").value[0, 0])
    miles = shown_miles(float(_farthest(case.pairs, case.child)[0][0]))
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
