"""F-LTF: a long-term match with a foster carer is agreed by the panel or the decision maker."""

from datetime import date

from placements.domain.codes import Kind, Outcome, Purpose
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for it where a home is looked for as a long-term one."""
    long_term = pairs.of_children(lambda c: c.purpose is Purpose.LONG_TERM)
    return Judgement(needs_approval=pairs.kind(Kind.FOSTERING, Kind.KINSHIP) & long_term)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what has to be agreed, and by whom."""
    return Finding(
        "A long-term foster home is looked for: the match is agreed first, with the carer's plan to stay and support.",
        "long_term", None, "The long-term match is agreed.",
        f"fostering panel or agency decision maker, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "F-LTF", "Long-term match", RuleKind.APPROVAL, (sources.CPPCR_2015_LONG_TERM, local_practice.F_LTF), judge, say,
    opens_with="the long-term match is agreed", since=date(2015, 4, 1),
)  # fmt: skip
