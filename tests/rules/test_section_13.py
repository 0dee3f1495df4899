"""Section 13 of the 2026 Act: nothing before the day it begins, a sentence after, and no outcome better or worse."""

from datetime import date, timedelta

import pytest
from factories import make_approval, make_child, make_home, make_policy, make_region

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Kind, Outcome
from placements.errors import UsageError
from placements.law.parameters_on import begun_on, parameter
from placements.policy.policy import default_policy, policy_from
from placements.rules.catalogue import CODES, RULE_OF

FIRST = date(2027, 4, 1)
DAY = timedelta(days=1)
BEGINS = make_policy(law={"cwsa_2026_s13_from": FIRST})
SECURE_CODES = ("SEC-CRIT", "SEC-U13", "SEC-AGE", "SEC-NATIONAL", "SEC-APPROVED")
MARK = "2026 Act, section 13"


def judged(day, kind, policy=BEGINS, approvals=(), **child):
    changes = {"date_of_birth": date(2019, 1, 1), "needed_by": day, "dolo": True, **child}
    home = make_home(kind=kind, registration=None)
    region = make_region(as_of=day, children=[make_child(**changes)], homes=[home], approvals=list(approvals))
    return judge_pair(region, policy, "C1", "H1")


def words(verdict, *codes):
    return {v.rule.code: v.finding.sentence for v in verdict.verdicts if v.rule.code in codes}


@pytest.mark.parametrize("code", SECURE_CODES)
def test_a_secure_rule_says_what_changed_from_the_day_on(code):
    before, after = (words(judged(day, "secure"), code)[code] for day in (FIRST - DAY, FIRST))
    assert MARK not in before
    assert after.startswith(before)
    assert "From 1 April 2027 section 25 speaks of depriving children of their liberty" in after
    assert after.endswith("to be confirmed.")


@pytest.mark.parametrize("kind", [Kind.FOSTERING, Kind.KINSHIP, Kind.SUPPORTED, Kind.SECURE])
def test_a_rule_on_deprivation_of_liberty_says_what_changed_from_the_day_on(kind):
    before, after = (words(judged(day, kind), "DOL-TYPE")["DOL-TYPE"] for day in (FIRST - DAY, FIRST))
    assert MARK not in before
    assert after.startswith(before)
    assert MARK in after
    assert ("relevant accommodation" in after) is (kind is not Kind.SECURE)


def test_a_childrens_home_may_be_relevant_accommodation_and_is_remarked_on():
    assert words(judged(FIRST - DAY, "residential"), "DOL-TYPE") == {}
    after = judged(FIRST, "residential")
    (word,) = [v for v in after.verdicts if v.rule.code == "DOL-TYPE"]
    assert word.outcome is Outcome.AVAILABLE
    assert "relevant accommodation" in word.finding.sentence
    assert "to be confirmed" in word.finding.sentence
    assert words(judged(FIRST, "residential", dolo=False), "DOL-TYPE") == {}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("approvals", [(), (make_approval("SEC-CRIT"),)], ids=["none", "criteria on record"])
def test_no_outcome_changes_because_what_else_changes_is_not_known(kind, approvals):
    with_it, without = (judged(FIRST, kind, policy, approvals) for policy in (BEGINS, default_policy()))
    assert with_it.outcome is without.outcome
    assert [v.rule.code for v in with_it.failing] == [v.rule.code for v in without.failing]


def test_without_a_day_it_has_not_begun():
    assert begun_on("cwsa_2026_section_13", date(2100, 1, 1)) is None
    assert parameter("cwsa_2026_section_13", date(2100, 1, 1)) is None
    found = words(judged(date(2099, 1, 1), "secure", default_policy(), date_of_birth=date(2090, 1, 1)), *SECURE_CODES)
    assert found
    assert not any(MARK in sentence for sentence in found.values())


def test_the_source_was_read_and_no_secure_rule_is_an_unlock_after_the_day_either():
    (source,) = [s for s in RULE_OF["SEC-CRIT"].sources if "2026" in s.title]
    assert source.read_on == date(2026, 11, 22)
    assert all(v.unlock is None for v in judged(FIRST, "secure").verdicts if v.rule.code in SECURE_CODES)


@pytest.mark.parametrize("day", ["soon", 2027, True])
def test_the_day_is_a_date(day):
    with pytest.raises(UsageError, match=r"law\.cwsa_2026_s13_from"):
        policy_from({"law": {"cwsa_2026_s13_from": day}}, CODES)
