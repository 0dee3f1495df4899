"""SEC-AGE: secure homes take the ages they are approved for, and none under ten."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.columns.section_13 import on_secure
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import birthday, shown_date


def judge(pairs: Pairs) -> Judgement:
    """Rule out a child outside the ages; a blank range cannot be confirmed; ask where the stay passes it."""
    secure = pairs.kind(Kind.SECURE)
    outside = pairs.outside_ages | (pairs.age < pairs.number("secure_min_age"))
    return Judgement(
        ruled_out=secure & outside, cannot_confirm=secure & pairs.age_range_blank | pairs.none(),
        needs_approval=secure & pairs.outgrows,
    )  # fmt: skip


def say(case: Case, outcome: Outcome) -> Finding:
    """Say her age and the range."""
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    if outcome is Outcome.CANNOT_CONFIRM:
        return Finding(
            f"The home's age range is not recorded.{on_secure(case)}",
            case.age,
            None,
            "Which ages does the home take?",
            provider,
        )
    if outcome is Outcome.NEEDS_APPROVAL:
        day = shown_date(birthday(case.child.date_of_birth, (case.home.max_age or 0) + 1))
        return Finding(
            f"The child passes the home's age range on {day}.{on_secure(case)}", day, case.home.max_age, None, provider
        )
    return Finding(f"The child is {case.age}, outside the ages the home is approved for.{on_secure(case)}", case.age,
                   f"{case.home.min_age} to {case.home.max_age}")  # fmt: skip


RULE = Rule(
    "SEC-AGE", "Ages of secure homes", RuleKind.HARD, (sources.SECURE_HOMES_AGE_RANGE,), judge, say,
    never_unlocked=True,
)  # fmt: skip
