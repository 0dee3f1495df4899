"""F-TERMS: within the carer's terms of approval: age, sex and named children."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import birthday, shown_date

EMERGENCY = "The terms are varied, or an emergency approval for six working days is recorded."
"""What opens the terms for a child who needs a home today; nobody else is an emergency."""


def judge(pairs: Pairs) -> Judgement:
    """Rule out a child outside the terms at the start; ask for approval where the stay passes the age."""
    fosters = pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    names_others = pairs.of_homes(lambda h: bool(h.named_children)) & pairs.kind(Kind.FOSTERING) & ~pairs.papers.named
    outside = pairs.outside_ages | pairs.sex_refused | names_others
    return Judgement(
        ruled_out=fosters & outside,
        cannot_confirm=fosters & pairs.sex_not_known,
        needs_approval=fosters & pairs.outgrows,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which term she is outside of."""
    home, service = case.home, "the fostering service and the carer"
    if outcome is Outcome.CANNOT_CONFIRM:
        return Finding("The home takes one sex only and the child's is not recorded.", "U", str(home.sex),
                       "What is recorded as the child's sex?", "the child's social worker")  # fmt: skip
    if outcome is Outcome.NEEDS_APPROVAL:
        day = birthday(case.child.date_of_birth, (home.max_age or 0) + 1)
        return Finding(
            f"The child turns {(home.max_age or 0) + 1} on {shown_date(day)}, past the age the carer is approved for.",
            shown_date(day), home.max_age, "The terms are extended before that day.", service,
        )  # fmt: skip
    tonight = case.stay.start <= case.region.as_of
    vary = EMERGENCY if tonight else "The terms are varied."
    if bool(case.pairs.outside_ages[0, 0]):
        low, high = home.min_age or 0, "any age" if home.max_age is None else home.max_age
        return Finding(
            f"Approved for ages {low} to {high}; the child is {case.age}.", case.age, f"{low} to {high}", vary, service
        )
    if bool(case.pairs.sex_refused[0, 0]):
        return Finding(
            "Approved for children of one sex only, not the child's.", str(case.child.sex), str(home.sex), vary, service
        )
    return Finding("Approved for other named children only.", None, None, vary, service)


RULE = Rule(
    "F-TERMS", "Within the terms of approval", RuleKind.ON_RECORD,
    (sources.FSR_2011_REG_27, sources.CPPCR_2010_REG_23), judge, say,
    names_home=True, opens_with="the terms are varied, or an emergency approval is recorded",
)  # fmt: skip
