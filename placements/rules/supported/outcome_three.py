"""SA-OUTCOME: supported accommodation with Ofsted's outcome 3 needs a senior manager's agreement."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

WEAKEST = 3


def judge(pairs: Pairs) -> Judgement:
    """Ask for it at outcome 3."""
    supported, found = pairs.kind(Kind.SUPPORTED), pairs.facts.of_homes("supported_outcome")
    return Judgement(needs_approval=supported & (found.value == WEAKEST), not_checked=supported & ~found.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "Ofsted found serious or widespread weaknesses (outcome 3).", WEAKEST, 2,
        "A senior manager agrees after a monitoring visit.",
        f"assistant director, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "SA-OUTCOME", "Not outcome 3 without agreement", RuleKind.APPROVAL,
    (sources.SUPPORTED_2023, local_practice.SA_OUTCOME), judge, say, local=True,
    opens_with="a senior manager agrees", reads=("supported_outcome",),
)  # fmt: skip
