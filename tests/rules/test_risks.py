"""Safety: NOCONTACT, CONTACT, MISSING, RISK-OTHERS, RISK-SELF, HEALTH and GENDER."""

from datetime import date

import pytest
from factories import at, fact, judged, make_approval, make_child, make_home, make_resident, outcome, said

from placements.domain.children import Contact
from placements.domain.codes import Kind, Outcome

OUT, APPROVE, REMARK = Outcome.RULED_OUT, Outcome.NEEDS_APPROVAL, Outcome.AVAILABLE
TOMORROW = date(2026, 11, 24)


def child(name, value, on=None):
    return fact("child", "C1", name, value, on)


def home(name, value, on=None):
    return fact("home", "H1", name, value, on)


def unchecked(code, *rows, **records):
    return code in judged(records.pop("child", None), records.pop("home", None), facts=rows, **records).not_checked


ABOUT_THE_CHILD = ("NOCONTACT", "CONTACT", "MISSING", "RISK-OTHERS", "RISK-SELF", "HEALTH", "GENDER")


@pytest.mark.parametrize("code", ABOUT_THE_CHILD)
def test_what_nobody_has_recorded_of_a_child_is_not_checked_and_bites_nowhere(code):
    assert unchecked(code, home=make_home(kind="residential"))
    assert outcome(code, None, make_home(kind="residential")) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("risks_to_others", "dangerous"), ("carers_needed", "nice"), ("missing_episodes_90d", "often"),
     ("contact_max_miles", "far")],
)  # fmt: skip
def test_a_value_that_cannot_be_read_or_lies_ahead_is_not_used(name, value):
    before = judged(facts=[]).not_checked
    assert judged(facts=[child(name, value)]).not_checked == before
    assert judged(facts=[child("no_contact_homes", "H1", TOMORROW)]).not_checked == before


# NOCONTACT


@pytest.mark.parametrize(
    ("homes", "expected"), [("H1", OUT), ("H2; H1", OUT), ("H2", None), ("none", None), ("H9", None)]
)
def test_homes_an_order_closes(homes, expected):
    facts = [child("no_contact_homes", homes)]
    assert outcome("NOCONTACT", make_child(), make_home(), facts=facts, other_homes=[make_home("H2")]) is expected
    assert unchecked("NOCONTACT", *facts, other_homes=[make_home("H2")]) is (homes == "H9")


def test_every_order_counts_whichever_row_is_the_latest():
    """An order is not undone by another one, nor by a row that says none of later."""
    facts = [child("no_contact_homes", "H1", date(2026, 1, 5)), child("no_contact_homes", "H2", date(2026, 3, 1))]
    for rows in (facts, facts[::-1], [*facts, child("no_contact_homes", "none", date(2026, 10, 1))]):
        assert outcome("NOCONTACT", make_child(), make_home("H1"), facts=rows) is OUT
        assert outcome("NOCONTACT", make_child(), make_home("H2"), facts=rows) is OUT


def test_an_order_says_no_more_than_that_a_safety_rule_applies_and_nothing_lifts_it():
    facts = [child("no_contact_homes", "H1")]
    word = said("NOCONTACT", facts=facts, approvals=[make_approval("NOCONTACT", "H1")])
    assert tuple(word.finding) == ("A safety rule applies.", None, None, None, None)
    assert word.unlock is None


# CONTACT


def visits(*people):
    return [Contact(child_id="C1", person=name, position=at(east) if east is not None else None)
            for name, east in people]  # fmt: skip


@pytest.mark.parametrize(("miles", "expected"), [("9.9", OUT), ("10", None), ("11", None)])
def test_family_time_a_court_has_ordered_reaches_the_home(miles, expected):
    facts, there = [child("contact_max_miles", miles)], make_home(position=at(10))
    assert outcome("CONTACT", make_child(), there, facts=facts, contacts=visits(("mother", 0))) is expected


@pytest.mark.parametrize(
    ("named", "expected"), [("mother", None), ("Mother; aunt", None), ("father", OUT), ("none", OUT)]
)
def test_only_the_people_the_order_names_count(named, expected):
    facts = [child("contact_max_miles", "15"), child("contact_ordered_with", named)]
    people = visits(("mother", 0), ("father", 30))
    assert outcome("CONTACT", make_child(), make_home(position=at(5)), facts=facts, contacts=people) is expected


@pytest.mark.parametrize("people", [(), (("mother", None),), (("mother", 0), ("father", None))])
def test_without_a_place_to_measure_from_it_is_not_checked(people):
    facts = [child("contact_max_miles", "15")]
    assert unchecked("CONTACT", *facts, home=make_home(position=at(14)), contacts=visits(*people))
    assert unchecked("CONTACT", *facts, home=make_home(position=None), contacts=visits(("mother", 0)))


def test_too_far_to_one_is_too_far_wherever_the_other_lives():
    facts, people = [child("contact_max_miles", "15")], visits(("mother", 0), ("father", None))
    far = make_home(position=at(40))
    assert outcome("CONTACT", make_child(), far, facts=facts, contacts=people) is OUT
    assert not unchecked("CONTACT", *facts, home=far, contacts=people)


def test_a_person_the_order_names_and_the_list_does_not_have_leaves_it_open():
    facts = [child("contact_max_miles", "15"), child("contact_ordered_with", "mother; aunt")]
    assert unchecked("CONTACT", *facts, contacts=visits(("mother", 0)))
    assert not unchecked("CONTACT", *facts, contacts=visits(("mother", 0), ("Aunt", 3)))


def test_with_no_family_time_ordered_nothing_is_open():
    assert not unchecked("CONTACT", child("contact_max_miles", "999"), contacts=visits(("mother", None)))


def test_the_distance_to_family_time_is_said_and_the_court_may_vary_it():
    there = make_home(position=at(30))
    word = said("CONTACT", make_child(), there, facts=[child("contact_max_miles", "20")], contacts=visits(("m", 0)))
    assert (word.finding.measured, word.finding.limit) == (30.0, 20.0)
    assert "30.0 straight-line miles" in word.finding.sentence
    assert "varies the order" in word.unlock


# MISSING


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("fostering", [home("close_to_transport", "yes")], REMARK),
        ("fostering", [home("close_to_transport", "no")], None),
        ("fostering", [home("waking_night_staff", "no")], None),
        ("residential", [home("waking_night_staff", "no")], REMARK),
        ("residential", [home("waking_night_staff", "yes"), home("close_to_transport", "no")], None),
        ("residential", [], None),
    ],
)
def test_what_about_a_home_makes_going_missing_easier(kind, facts, expected):
    gone = child("missing_episodes_90d", "1")
    assert outcome("MISSING", make_child(), make_home(kind=kind), facts=[gone, *facts]) is expected
    never = child("missing_episodes_90d", "0")
    assert outcome("MISSING", make_child(), make_home(kind=kind), facts=[never, *facts]) is None


def test_missing_says_what_about_the_home_and_not_how_often_or_where_to():
    rows = [child("missing_episodes_90d", "14"), home("close_to_transport", "yes"), home("waking_night_staff", "no")]
    word = said("MISSING", make_child(), make_home(kind="residential"), facts=rows)
    assert "transport links" in word.finding.sentence
    assert "awake" in word.finding.sentence
    assert "14" not in word.finding.sentence
    assert word.finding.measured is None


@pytest.mark.parametrize("kind", ["fostering", "residential"])
def test_a_home_that_has_not_said_is_not_checked_where_it_matters(kind):
    gone = child("missing_episodes_90d", "2")
    assert unchecked("MISSING", gone, home=make_home(kind=kind))
    assert not unchecked("MISSING", child("missing_episodes_90d", "0"), home=make_home(kind=kind))
    links = home("close_to_transport", "no")
    assert unchecked("MISSING", gone, links, home=make_home(kind=kind)) is (kind == "residential")


# RISK-OTHERS


@pytest.mark.parametrize(
    ("risks", "refused", "expected"),
    [
        ("fire_setting", "fire_setting", OUT), ("fire_setting; theft", "theft", OUT), ("theft", "violence", None),
        ("none", "violence", None), ("violence", "none", None), ("violence", None, None),
    ],
)  # fmt: skip
def test_a_home_that_cannot_manage_a_risk(risks, refused, expected):
    facts = [child("risks_to_others", risks)] + ([home("risks_not_managed", refused)] if refused else [])
    assert outcome("RISK-OTHERS", facts=facts) is expected
    assert unchecked("RISK-OTHERS", *facts) is (refused is None and risks != "none")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.FOSTERING, APPROVE), (Kind.KINSHIP, APPROVE), (Kind.SUPPORTED, APPROVE), (Kind.RESIDENTIAL, None),
        (Kind.SECURE, None),
    ],
)  # fmt: skip
def test_where_others_live_a_plan_is_agreed_first(kind, expected):
    facts, someone = [child("risks_to_others", "violence")], [make_resident()]
    assert outcome("RISK-OTHERS", None, make_home(kind=kind, places=3), facts=facts, residents=someone) is expected
    assert outcome("RISK-OTHERS", None, make_home(kind=kind, places=3), facts=facts) is None
    calm = [child("risks_to_others", "none")]
    assert outcome("RISK-OTHERS", None, make_home(kind=kind, places=3), facts=calm, residents=someone) is None


def test_the_carers_own_children_are_others_too():
    facts = [child("risks_to_others", "bullying")]
    assert outcome("RISK-OTHERS", None, make_home(own_children_ages=(6,)), facts=facts) is APPROVE


def test_a_risk_is_never_named_and_a_plan_on_record_lifts_only_the_question():
    refused, asked = [home("risks_not_managed", "fire_setting")], [child("risks_to_others", "fire_setting")]
    someone, plan = [make_resident()], [make_approval("RISK-OTHERS")]
    for facts, found in ((asked, None), (asked + refused, OUT)):
        word = said("RISK-OTHERS", facts=facts, residents=someone)
        assert "fire" not in repr(word.finding)
        assert word.unlock
        assert outcome("RISK-OTHERS", facts=facts, residents=someone, approvals=plan) is found


# RISK-SELF and HEALTH


MEASURES, TASKS = ("sharps_locked", "meal_support"), ("insulin", "oxygen")


def held(wanted, has, codes, names):
    """Return facts by which a child wants so many of two codes and the home has so many of them."""
    wants, holds = names
    return [child(wants, "; ".join(codes[:wanted]) or "none"), home(holds, "; ".join(codes[:has]) or "none")]


@pytest.mark.parametrize(("of_two", "has", "expected"), [(2, 2, None), (2, 1, OUT), (1, 2, None), (0, 0, None)])
def test_everything_a_clinical_plan_requires_has_to_be_there(of_two, has, expected):
    facts = held(of_two, has, MEASURES, ("safety_required", "safety_measures"))
    assert outcome("RISK-SELF", facts=facts) is expected
    assert not unchecked("RISK-SELF", *facts)
    assert unchecked("RISK-SELF", facts[0]) is (of_two > 0)


def test_what_is_missing_is_said_and_no_approval_lifts_it():
    facts = held(2, 1, MEASURES, ("safety_required", "safety_measures"))
    word = said("RISK-SELF", facts=facts, approvals=[make_approval("RISK-SELF", "H1")])
    assert word.outcome is OUT
    assert "meal support" in word.finding.sentence
    assert "sharps locked" not in word.finding.sentence
    assert "meal support" in word.unlock


@pytest.mark.parametrize("kind", ["fostering", "residential"])
@pytest.mark.parametrize(
    ("of_two", "has", "expected", "trained"),
    [(2, 2, APPROVE, None), (2, 1, None, OUT), (1, 2, APPROVE, None), (0, 2, None, None)],
)
def test_a_nurse_delegates_where_somebody_is_trained_and_nobody_trained_rules_out(kind, of_two, has, expected, trained):
    facts, there = held(of_two, has, TASKS, ("clinical_tasks", "carer_skills")), make_home(kind=kind)
    assert outcome("HEALTH", None, there, facts=facts) is expected
    assert outcome("F-SKILL", None, there, facts=facts) is trained
    assert unchecked("HEALTH", facts[0], home=there) is (of_two > 0)
    assert outcome("HEALTH", None, there, facts=facts, approvals=[make_approval("HEALTH")]) is None


def test_health_says_which_tasks_and_who_signs_them_off():
    word = said("HEALTH", facts=held(2, 2, TASKS, ("clinical_tasks", "carer_skills")))
    assert "insulin, oxygen" in word.finding.sentence
    assert "nurse" in word.finding.who
    assert "signs off" in word.unlock


def test_what_is_only_wanted_is_a_remark():
    facts = [child("safety_wanted", "meal_support"), home("safety_measures", "sharps_locked")]
    assert outcome("RISK-SELF", facts=facts) is REMARK
    assert "meal support" in said("RISK-SELF", facts=facts).finding.sentence
    both = [*facts, child("safety_required", "window_restrictors")]
    assert outcome("RISK-SELF", facts=both) is OUT


# GENDER


@pytest.mark.parametrize(
    ("needed", "carers", "expected"),
    [
        ("female", "female", None), ("female", "both", OUT), ("female", "male", OUT), ("male", "both", OUT),
        ("any", "male", None),
    ],
)  # fmt: skip
def test_carers_of_one_sex(needed, carers, expected):
    facts = [child("carers_needed", needed), home("carers_are", carers)]
    assert outcome("GENDER", facts=facts) is expected
    assert not unchecked("GENDER", *facts)
    assert unchecked("GENDER", facts[0]) is (needed != "any")


def test_gender_says_whom_the_assessment_asks_for_and_not_why():
    facts = [child("carers_needed", "female"), home("carers_are", "both")]
    word = said("GENDER", facts=facts, approvals=[make_approval("GENDER", "H1")])
    assert word.outcome is OUT
    assert word.finding.sentence == "The assessment asks for female carers only; here they are not."
    assert word.unlock
