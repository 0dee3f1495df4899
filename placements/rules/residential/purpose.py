"""CH-SOP: within the home's statement of purpose: age, sex and range of needs."""

from typing import Any

import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.domain.needs import need_words
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import birthday, shown_date

Array = npt.NDArray[Any]


def needs_missing(pairs: Pairs) -> Array:
    """Return how many of her needs the home does not say it meets."""
    return pairs.lacking(lambda c: c.needs, lambda h: h.needs_met)


def judge(pairs: Pairs) -> Judgement:
    """Rule out what the statement excludes; what it does not say cannot be confirmed. Secure ages are SEC-AGE's."""
    stated = pairs.kind(Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE)
    by_age = pairs.kind(Kind.RESIDENTIAL, Kind.SUPPORTED)
    blank = pairs.of_homes(lambda h: h.needs_met is None)
    missing = needs_missing(pairs) > 0
    return Judgement(
        ruled_out=by_age & pairs.outside_ages | stated & (pairs.sex_refused | missing & ~blank),
        cannot_confirm=stated & (missing & blank | pairs.sex_not_known) | by_age & pairs.age_range_blank,
        needs_approval=by_age & pairs.outgrows,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what is outside the statement, or missing from it."""
    home, pairs = case.home, case.pairs
    provider = home.provider or f"the provider of {home.home_id}"
    if outcome is Outcome.NEEDS_APPROVAL:
        day = shown_date(birthday(case.child.date_of_birth, (home.max_age or 0) + 1))
        return Finding(
            f"The child turns {(home.max_age or 0) + 1} on {day}, past the home's age range.", day, home.max_age,
            "The provider varies the statement of purpose before that day.", provider,
        )  # fmt: skip
    if outcome is Outcome.CANNOT_CONFIRM:
        if home.needs_met is None and case.child.needs:
            asked = need_words(case.child.needs)
            return Finding("The home has not said which needs it meets.", None, None,
                           f"Can the home meet the child's needs: {asked}?", provider)  # fmt: skip
        if bool(pairs.sex_not_known[0, 0]):
            return Finding("The home takes one sex only and the child's is not recorded.", "U", str(home.sex),
                           "What is recorded as the child's sex?", "the child's social worker")  # fmt: skip
        return Finding(
            "The home's age range is not recorded.", case.age, None, "Which ages does the home take?", provider
        )
    vary = "The provider varies the statement of purpose and tells Ofsted."
    if home.kind is not Kind.SECURE and bool(pairs.outside_ages[0, 0]):
        low, high = home.min_age or 0, "any age" if home.max_age is None else home.max_age
        return Finding(
            f"The home takes ages {low} to {high}; the child is {case.age}.", case.age, f"{low} to {high}", vary,
            provider,
        )  # fmt: skip
    if bool(pairs.sex_refused[0, 0]):
        sex = str(case.child.sex)
        return Finding("The home takes one sex only, not the child's.", sex, str(home.sex), vary, provider)
    count = int(needs_missing(pairs)[0, 0])
    return Finding(f"{count} of the child's needs lie outside the statement of purpose.", count, 0, vary, provider)


RULE = Rule(
    "CH-SOP", "Within the statement of purpose", RuleKind.ON_RECORD,
    (sources.CHR_2015_REG_14, sources.CHR_2015_REG_16), judge, say,
    names_home=True, opens_with="the statement of purpose is varied, or a missing answer given",
)  # fmt: skip
