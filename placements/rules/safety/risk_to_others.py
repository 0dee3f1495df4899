"""RISK-OTHERS: a recorded risk to other people, held against this home and whoever lives there; never a score.

A home that has said it cannot manage a kind of risk is ruled out. Elsewhere a written plan about the others who live
there is agreed first; in a children's home that plan is the impact risk assessment (CH-IRA).
"""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.codes import shares_any
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

RISKS, REFUSED = "risks_to_others", "risks_not_managed"


def judge(pairs: Pairs) -> Judgement:
    """Rule out by the home's own word; ask for a plan where others live and no impact assessment covers it."""
    risks, refused = pairs.facts.of_children(RISKS), pairs.facts.of_homes(REFUSED)
    if not risks.anywhere:
        return Judgement(not_checked=~risks.known)
    some, out = risks.that(bool), shares_any(risks, refused)
    own = pairs.of_homes(lambda h: bool(h.own_children_ages))
    others = (pairs.living.everyone > 0) | own
    return Judgement(
        ruled_out=out, needs_approval=some & ~pairs.kind(Kind.RESIDENTIAL, Kind.SECURE) & others & ~out,
        not_checked=~risks.known | some & ~refused.known,
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that a risk is on record, and never which or to whom."""
    if outcome is Outcome.RULED_OUT:
        return Finding("The home has said that it cannot manage a kind of risk that is on record.", None, None,
                       "The home can manage it, with the help it asks for.", case.provider)  # fmt: skip
    return Finding(
        "A risk to others is on record and others live here: a written plan to keep everybody safe is agreed first.",
        None, None, "A written plan is agreed.", case.provider,
    )  # fmt: skip


RULE = Rule(
    "RISK-OTHERS", "Safe for whoever lives there", RuleKind.APPROVAL,
    (sources.PLACEMENTS_STANDARD_RISKS, sources.LOCAL_PRACTICE_RISK_OTHERS), judge, say, local=True,
    opens_with="the home can manage it, or a written plan is agreed",
    reads=(RISKS, REFUSED),
)  # fmt: skip
