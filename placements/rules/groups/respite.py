"""RESPITE-T: respite is somewhere else, and ends where it began: the bed at the current home stays the child's own.

That nobody else is offered that bed is held where residents are counted (`domain.beds`).
"""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date


def judge(pairs: Pairs) -> Judgement:
    """Rule out the home the child comes back to; remark on the others when that is."""
    keeps = pairs.of_children(lambda c: c.kept_bed is not None)
    if not keeps.any():
        return Judgement()
    here = pairs.none()
    for i, child in enumerate(pairs.children):
        if child.kept_bed in pairs.column:
            here[i, pairs.column[child.kept_bed]] = True
    return Judgement(ruled_out=here, noted=keeps & ~here)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say where the child comes back to, or when."""
    authority = case.name_of(case.child.authority)
    if outcome is Outcome.RULED_OUT:
        return Finding(
            "The child lives here, and respite is a stay elsewhere.", None, None,
            "The child is looked for a home for another purpose than respite.", authority,
        )  # fmt: skip
    return Finding(
        f"Respite to {shown_date(case.stay.end)}: the child goes back to the current home then, and the bed there "
        "stays the child's own.", None, None, None, authority,
    )  # fmt: skip


RULE = Rule(
    "RESPITE-T", "Respite elsewhere, and back again", RuleKind.HARD, (sources.DFE_903_RULES_379_383,), judge, say,
    opens_with="the purpose is another than respite",
)  # fmt: skip
