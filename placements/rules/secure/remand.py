"""YJ-REMAND-LA: a child on remand is looked after, and the conditions a court has set bind wherever the child lives."""

from datetime import date

from placements.domain.children import Child
from placements.domain.codes import Outcome, Purpose
from placements.law import sources
from placements.rules.columns.codes import shares_any
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

ON_REMAND = "J1"


def on_remand(child: Child) -> bool:
    """Whether a child is remanded to the authority's accommodation."""
    return child.legal_status == ON_REMAND or child.purpose is Purpose.REMAND


def judge(pairs: Pairs) -> Judgement:
    """Rule out a home that cannot meet a condition; remark on every other that the conditions bind, if any are set."""
    remand = pairs.of_children(on_remand)
    if not remand.any():
        return Judgement()
    set_by_court, unmet = pairs.facts.of_children("remand_conditions"), pairs.facts.of_homes("conditions_not_met")
    some = set_by_court.that(bool)
    return Judgement(
        ruled_out=remand & shares_any(set_by_court, unmet), noted=remand & (some | ~set_by_court.known) | pairs.none(),
        not_checked=remand & (~set_by_court.known | some & ~unmet.known),
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that the conditions bind, and not what they are."""
    who = f"youth justice service, {case.name_of(case.child.authority)}"
    if outcome is Outcome.RULED_OUT:
        return Finding("The home cannot meet a condition the court has set for the remand.", None, None,
                       "The home can meet the condition, or the court varies it.", who)  # fmt: skip
    return Finding("On remand: the conditions the court has set bind here as well.", None, None, None, who)


RULE = Rule(
    "YJ-REMAND-LA", "Conditions of a remand", RuleKind.HARD, (sources.LASPO_2012_SS_92_93,), judge, say,
    opens_with="the home can meet the condition, or the court varies it", since=date(2012, 12, 3),
    reads=("remand_conditions", "conditions_not_met"),
)  # fmt: skip
