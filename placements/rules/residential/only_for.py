"""CH-SECT: a children's home for short breaks only, or for parents with their child only, is used for that."""

from typing import Any

import numpy.typing as npt

from placements.domain.codes import Kind, Outcome, Purpose
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

Array = npt.NDArray[Any]
PARENT = "parent_and_child"


def judge(pairs: Pairs) -> Judgement:
    """Rule out a home for another kind of stay than the child's."""
    homes, only = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("home_for")
    unchecked = homes & ~only.known
    if not only.anywhere:
        return Judgement(not_checked=unchecked)
    breaks, parents = (only.equals(word) for word in ("short_breaks", PARENT))
    respite = pairs.of_children(lambda c: c.purpose is Purpose.RESPITE)
    with_parent = pairs.of_children(lambda c: PARENT in c.needs)
    return Judgement(ruled_out=homes & (breaks & ~respite | parents & ~with_parent), not_checked=unchecked)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what the home is for."""
    only = str(case.fact("home_for"))
    said = "short breaks only" if only != PARENT else "parents with their child only"
    return Finding(f"The home is for {said}.", str(case.child.purpose or "not said"), only,
                   "The provider varies the statement of purpose.", case.provider)  # fmt: skip


RULE = Rule(
    "CH-SECT", "Homes for one kind of stay", RuleKind.HARD, (local_practice.CH_SECT,), judge, say, local=True,
    opens_with="the provider varies the statement of purpose", reads=("home_for",),
)  # fmt: skip
