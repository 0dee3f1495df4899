"""Children's homes: CH-REG, CH-COND, CH-PLACES, CH-SOP, CH-IRA, CH-SOLO, CH-GRADE, CH-U8, CH-PEER."""

from datetime import date

import pytest
from factories import (
    MONDAY,
    judged,
    make_approval,
    make_child,
    make_home,
    make_policy,
    make_resident,
    outcome,
    said,
)

from placements.domain.children import KeepApart
from placements.domain.codes import Kind, Outcome

STATED_KINDS = [Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE]
FOSTER_KINDS = [Kind.FOSTERING, Kind.KINSHIP]


def childrens_home(**changes):
    return make_home(**{"kind": "residential", "places": 4, **changes})


# CH-REG


@pytest.mark.parametrize("kind", STATED_KINDS)
@pytest.mark.parametrize(("status", "expected"), [("open", None), ("closed", Outcome.RULED_OUT)])
def test_a_closed_home_is_ruled_out(kind, status, expected):
    assert outcome("CH-REG", make_child(), make_home(kind=kind, status=status)) is expected


def test_a_childrens_home_without_a_registration_number_cannot_be_confirmed():
    word = said("CH-REG", make_child(), childrens_home(registration=None))
    assert word.outcome is Outcome.CANNOT_CONFIRM
    assert "registration number" in word.finding.sentence
    assert word.unlock


def test_closed_is_worse_than_not_known():
    assert outcome("CH-REG", make_child(), childrens_home(registration=None, status="closed")) is Outcome.RULED_OUT


@pytest.mark.parametrize("kind", FOSTER_KINDS)
def test_the_register_of_homes_is_not_for_foster_carers(kind):
    assert outcome("CH-REG", make_child(), make_home(kind=kind, status="closed", registration=None)) is None


def test_ch_reg_says_that_the_registration_has_ended():
    word = said("CH-REG", make_child(), childrens_home(status="closed"))
    assert "registration has ended" in word.finding.sentence
    assert word.unlock


# CH-COND


@pytest.mark.parametrize("kind", list(Kind))
def test_a_restricted_home_admits_nobody(kind):
    word = said("CH-COND", make_child(), make_home(kind=kind, status="restricted"))
    assert word.outcome is Outcome.RULED_OUT
    assert "no admissions" in word.finding.sentence
    assert word.unlock


@pytest.mark.parametrize("status", ["open", "on_hold", "closed"])
def test_other_statuses_are_no_restriction(status):
    assert outcome("CH-COND", make_child(), childrens_home(status=status)) is None


# CH-PLACES


@pytest.mark.parametrize("kind", STATED_KINDS)
@pytest.mark.parametrize(("living", "expected"), [(0, None), (2, None), (3, Outcome.RULED_OUT), (4, Outcome.RULED_OUT)])
def test_no_more_children_than_registered_places(kind, living, expected):
    home = make_home(kind=kind, places=3, available=3)
    residents = [make_resident(f"R{i}") for i in range(living)]
    assert outcome("CH-PLACES", make_child(), home, residents=residents) is expected


@pytest.mark.parametrize(
    ("leaves_on", "expected"),
    [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT), (None, Outcome.RULED_OUT)],
)
def test_a_place_frees_on_the_day_a_resident_leaves(leaves_on, expected):
    home, residents = childrens_home(places=1), [make_resident(leaves_on=leaves_on)]
    assert outcome("CH-PLACES", make_child(), home, residents=residents) is expected


def test_her_own_row_does_not_fill_the_home():
    child = make_child(current_home_id="H1", notice_ends=date(2026, 12, 1))
    assert outcome("CH-PLACES", child, childrens_home(places=1), residents=[make_resident("C1")]) is None


def test_the_place_of_a_child_who_is_to_move_is_free_only_if_she_moves():
    mover = make_child("C2", current_home_id="H1", move_agreed_on=date(2026, 11, 1))
    home = childrens_home(places=1, provider="Elm Care")
    word = said("CH-PLACES", make_child(), home, others=[mover], residents=[make_resident("C2")])
    assert word.outcome is Outcome.IF_CONFIRMED
    assert "moves" in word.finding.sentence
    assert "C2" not in word.finding.sentence
    assert word.finding.who == "Elm Care"


def test_a_place_the_mover_has_left_by_then_is_simply_free():
    mover = make_child("C2", current_home_id="H1", move_agreed_on=date(2026, 11, 1))
    residents = [make_resident("C2", leaves_on=MONDAY)]
    assert outcome("CH-PLACES", make_child(), childrens_home(places=1), others=[mover], residents=residents) is None


def test_ch_places_says_how_many_places_there_are():
    word = said("CH-PLACES", make_child(), childrens_home(places=1), residents=[make_resident()])
    assert "All 1 registered places" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (1, 1)
    assert word.unlock


# CH-SOP: ages


@pytest.mark.parametrize("kind", [Kind.RESIDENTIAL, Kind.SUPPORTED])
@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2010, 11, 24), Outcome.NEEDS_APPROVAL),  # 15, 16 the day after
        (date(2010, 11, 23), Outcome.RULED_OUT),  # 16 on the first night
        (date(2011, 2, 14), Outcome.NEEDS_APPROVAL),  # 16 on the last night
        (date(2011, 2, 15), None),  # 16 on the day she leaves
        (date(2014, 11, 23), None),  # 12 on the first night
        (date(2014, 11, 24), Outcome.RULED_OUT),  # 11
    ],
)
def test_a_home_for_12_to_15(kind, born, expected):
    home = make_home(kind=kind, min_age=12, max_age=15)
    assert outcome("CH-SOP", make_child(date_of_birth=born), home) is expected


def test_the_age_range_is_said_with_her_age():
    word = said("CH-SOP", make_child(), childrens_home(min_age=13, max_age=17))
    assert "ages 13 to 17" in word.finding.sentence
    assert "the child is 12" in word.finding.sentence
    assert word.unlock


def test_outgrowing_the_home_is_said_with_its_date():
    word = said("CH-SOP", make_child(date_of_birth=date(2011, 2, 14)), childrens_home(min_age=12, max_age=15))
    assert "turns 16 on 14 February 2027" in word.finding.sentence


@pytest.mark.parametrize("kind", [Kind.RESIDENTIAL, Kind.SUPPORTED])
@pytest.mark.parametrize("ages", [{"min_age": None}, {"max_age": None}, {"min_age": None, "max_age": None}])
def test_a_blank_age_range_cannot_be_confirmed(kind, ages):
    home = make_home(kind=kind, **{"min_age": 10, "max_age": 17, **ages})
    word = said("CH-SOP", make_child(), home)
    assert word.outcome is Outcome.CANNOT_CONFIRM
    assert "age range" in word.finding.sentence
    assert word.unlock.endswith("?")


def test_half_an_age_range_still_rules_out():
    assert outcome("CH-SOP", make_child(), childrens_home(min_age=13, max_age=None)) is Outcome.RULED_OUT
    assert outcome("CH-SOP", make_child(), childrens_home(min_age=None, max_age=11)) is Outcome.RULED_OUT


def test_zero_is_an_age_and_not_a_blank():
    assert outcome("CH-SOP", make_child(), childrens_home(min_age=0, max_age=17)) is None


# CH-SOP: sex


@pytest.mark.parametrize("kind", STATED_KINDS)
@pytest.mark.parametrize(
    ("hers", "home_takes", "expected"),
    [
        ("F", "F", None),
        ("F", "M", Outcome.RULED_OUT),
        ("M", "F", Outcome.RULED_OUT),
        ("F", "any", None),
        ("F", None, None),
        ("U", "any", None),
        ("U", None, None),
        ("U", "M", Outcome.CANNOT_CONFIRM),
    ],
)
def test_a_home_for_one_sex_only(kind, hers, home_takes, expected):
    assert outcome("CH-SOP", make_child(sex=hers), make_home(kind=kind, min_age=0, sex=home_takes)) is expected


def test_the_sex_limit_is_said():
    assert "one sex only" in said("CH-SOP", make_child(), childrens_home(sex="M")).finding.sentence
    unknown = said("CH-SOP", make_child(sex="U"), childrens_home(sex="M"))
    assert "not recorded" in unknown.finding.sentence


# CH-SOP: needs


@pytest.mark.parametrize("kind", STATED_KINDS)
@pytest.mark.parametrize(
    ("needs", "met", "expected"),
    [
        ((), None, None),
        ((), ("autism",), None),
        (("autism",), ("autism",), None),
        (("autism",), ("autism", "adhd"), None),
        (("autism", "adhd"), ("autism",), Outcome.RULED_OUT),
        (("autism",), ("none",), Outcome.RULED_OUT),
        (("autism",), None, Outcome.CANNOT_CONFIRM),
    ],
)
def test_every_need_lies_within_the_statement_of_purpose(kind, needs, met, expected):
    home = make_home(kind=kind, min_age=0, needs_met=met)
    assert outcome("CH-SOP", make_child(needs=needs), home) is expected


@pytest.mark.parametrize("kind", FOSTER_KINDS)
@pytest.mark.parametrize("met", [None, ("none",), ("adhd",)])
def test_a_need_a_carer_does_not_list_never_rules_her_out(kind, met):
    verdict = judged(make_child(needs=("autism",)), make_home(kind=kind, needs_met=met))
    assert verdict.outcome is Outcome.AVAILABLE


def test_ch_sop_says_how_many_needs_lie_outside():
    child = make_child(needs=("autism", "adhd", "trauma"))
    word = said("CH-SOP", child, childrens_home(needs_met=("autism",)))
    assert "2 of the child's needs" in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (2, 0)
    assert word.unlock


def test_ch_sop_asks_the_provider_about_unknown_needs():
    word = said("CH-SOP", make_child(needs=("autism",)), childrens_home(needs_met=None, provider="Elm Care"))
    assert "has not said which needs" in word.finding.sentence
    assert word.finding.who == "Elm Care"
    assert word.unlock.endswith("?")


@pytest.mark.parametrize(("home_id", "expected"), [("H1", None), (None, Outcome.RULED_OUT), ("H2", Outcome.RULED_OUT)])
def test_a_varied_statement_holds_for_the_home_named(home_id, expected):
    child, approvals = make_child(needs=("autism",)), [make_approval("CH-SOP", home_id)]
    assert outcome("CH-SOP", child, childrens_home(needs_met=("adhd",)), approvals=approvals) is expected


def test_a_varied_statement_does_not_answer_an_open_question():
    child, approvals = make_child(needs=("autism",)), [make_approval("CH-SOP", "H1")]
    home = childrens_home(needs_met=None)
    assert outcome("CH-SOP", child, home, approvals=approvals) is Outcome.CANNOT_CONFIRM


# CH-IRA


@pytest.mark.parametrize(("living", "expected"), [(0, None), (1, Outcome.NEEDS_APPROVAL), (2, Outcome.NEEDS_APPROVAL)])
def test_the_manager_assesses_the_impact_on_whoever_lives_there(living, expected):
    residents = [make_resident(f"R{i}") for i in range(living)]
    assert outcome("CH-IRA", make_child(), childrens_home(), residents=residents) is expected


@pytest.mark.parametrize(
    ("leaves_on", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.NEEDS_APPROVAL)]
)
def test_no_impact_on_a_resident_who_has_left(leaves_on, expected):
    assert outcome("CH-IRA", make_child(), childrens_home(), residents=[make_resident(leaves_on=leaves_on)]) is expected


@pytest.mark.parametrize("kind", [Kind.FOSTERING, Kind.KINSHIP, Kind.SUPPORTED, Kind.SECURE])
def test_impact_assessments_are_for_childrens_homes(kind):
    assert outcome("CH-IRA", make_child(), make_home(kind=kind), residents=[make_resident()]) is None


@pytest.mark.parametrize(("living", "words"), [(1, "1 child lives there"), (2, "2 children live there")])
def test_ch_ira_counts_the_residents_and_names_the_manager(living, words):
    residents = [make_resident(f"R{i}") for i in range(living)]
    word = said("CH-IRA", make_child(), childrens_home(), residents=residents)
    assert words in word.finding.sentence
    assert word.finding.who == "registered manager"


# CH-SOLO


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("home", "expected"),
    [
        ({"places": 1}, None),
        ({"places": 2}, Outcome.RULED_OUT),
        ({"places": 2, "solo_capable": True}, None),
        ({"places": 2, "solo_capable": False}, Outcome.RULED_OUT),
        ({"places": 1, "own_children_ages": (15,)}, Outcome.RULED_OUT),
        ({"places": 2, "solo_capable": True, "own_children_ages": (3,)}, Outcome.RULED_OUT),
    ],
)
def test_a_solo_child_has_a_single_place_or_a_home_that_can_run_for_one(kind, home, expected):
    assert outcome("CH-SOLO", make_child(solo="required"), make_home(kind=kind, **home)) is expected


@pytest.mark.parametrize("solo", ["recommended", "no", None])
def test_only_solo_required_binds(solo):
    assert outcome("CH-SOLO", make_child(solo=solo), childrens_home(), residents=[make_resident()]) is None


@pytest.mark.parametrize(
    ("leaves_on", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)]
)
def test_nobody_else_lives_with_a_solo_child(leaves_on, expected):
    home = childrens_home(solo_capable=True)
    found = outcome("CH-SOLO", make_child(solo="required"), home, residents=[make_resident(leaves_on=leaves_on)])
    assert found is expected


def test_a_solo_child_is_no_company_to_herself():
    child = make_child(solo="required", current_home_id="H1", notice_ends=date(2026, 12, 1))
    assert outcome("CH-SOLO", child, childrens_home(solo_capable=True), residents=[make_resident("C1")]) is None


def test_ch_solo_says_what_stands_in_the_way():
    child = make_child(solo="required")
    company = said("CH-SOLO", child, childrens_home(solo_capable=True), residents=[make_resident("R7")])
    assert "another child lives there" in company.finding.sentence
    assert company.finding.measured == 1
    assert "R7" not in company.finding.sentence
    too_big = said("CH-SOLO", child, childrens_home())
    assert (too_big.finding.measured, too_big.finding.limit) == (4, 1)
    assert too_big.unlock


# CH-GRADE and CH-U8


@pytest.mark.parametrize("kind", STATED_KINDS)
@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        ("inadequate", Outcome.NEEDS_APPROVAL),
        ("requires_improvement", None),
        ("good", None),
        ("outstanding", None),
        (None, None),
    ],
)
def test_an_inadequate_home_needs_a_senior_managers_agreement(kind, grade, expected):
    assert outcome("CH-GRADE", make_child(), make_home(kind=kind, grade=grade)) is expected


def test_ch_grade_says_the_judgement_and_who_agrees():
    word = said("CH-GRADE", make_child(), childrens_home(grade="inadequate"))
    assert "inadequate" in word.finding.sentence
    assert word.finding.who == "assistant director, Ashby"
    assert word.unlock


@pytest.mark.parametrize(
    ("born", "expected"), [(date(2018, 11, 23), None), (date(2018, 11, 24), Outcome.NEEDS_APPROVAL)]
)
def test_residential_under_eight_needs_a_directors_agreement(born, expected):
    assert outcome("CH-U8", make_child(date_of_birth=born), childrens_home()) is expected


@pytest.mark.parametrize("kind", [Kind.FOSTERING, Kind.KINSHIP, Kind.SUPPORTED, Kind.SECURE])
def test_the_young_age_is_about_childrens_homes(kind):
    assert outcome("CH-U8", make_child(date_of_birth=date(2022, 1, 1)), make_home(kind=kind)) is None


def test_an_authority_may_set_the_young_age_higher_for_its_own_children():
    policy, born = make_policy(authorities={"A1": {"u8_age": 10}}), date(2017, 1, 1)
    ours, theirs = make_child(date_of_birth=born), make_child(date_of_birth=born, authority="A2")
    assert outcome("CH-U8", ours, childrens_home(), policy=policy) is Outcome.NEEDS_APPROVAL
    assert outcome("CH-U8", theirs, childrens_home(), policy=policy) is None


def test_ch_u8_says_her_age_and_the_limit():
    word = said("CH-U8", make_child(date_of_birth=date(2019, 6, 1)), childrens_home())
    assert "The child is 7, under 8" in word.finding.sentence
    assert "Ashby" in word.finding.who
    assert word.unlock


# CH-PEER: keep apart


def apart(child_id="C1", other_id="R1", basis="police", expires_on=None):
    return KeepApart(child_id=child_id, other_id=other_id, basis=basis, expires_on=expires_on)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("row", [apart(), apart("R1", "C1"), apart(other_id="H1")])
def test_kept_apart_from_a_resident_or_from_the_home(kind, row):
    home = make_home(kind=kind)
    assert outcome("CH-PEER", make_child(), home, residents=[make_resident()], keep_apart=[row]) is Outcome.RULED_OUT


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("court", Outcome.RULED_OUT),
        ("police", Outcome.RULED_OUT),
        ("assessment", Outcome.RULED_OUT),
        ("preference", None),
    ],
)
def test_a_preference_is_soft_and_every_other_basis_hard(basis, expected):
    row = apart(basis=basis)
    assert outcome("CH-PEER", make_child(), residents=[make_resident()], keep_apart=[row]) is expected


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [(None, Outcome.RULED_OUT), (date(2026, 11, 23), Outcome.RULED_OUT), (date(2026, 11, 22), None)],
)
def test_a_restriction_holds_to_its_last_day(expires_on, expected):
    row = apart(expires_on=expires_on)
    assert outcome("CH-PEER", make_child(), residents=[make_resident()], keep_apart=[row]) is expected


@pytest.mark.parametrize(
    ("leaves_on", "expected"), [(date(2026, 11, 23), None), (date(2026, 11, 24), Outcome.RULED_OUT)]
)
def test_kept_apart_only_from_somebody_who_is_still_there(leaves_on, expected):
    residents = [make_resident(leaves_on=leaves_on)]
    assert outcome("CH-PEER", make_child(), residents=residents, keep_apart=[apart()]) is expected


def test_kept_apart_from_somebody_who_lives_elsewhere_is_no_matter_here():
    elsewhere = [make_resident("R1", home_id="H2")]
    row, other = apart(), make_home("H2")
    assert outcome("CH-PEER", make_child(), other_homes=[other], residents=elsewhere, keep_apart=[row]) is None


def test_ch_peer_never_says_who_nor_why():
    row = apart(other_id="R77", basis="police", expires_on=date(2027, 6, 6))
    word = said("CH-PEER", make_child(), residents=[make_resident("R77")], keep_apart=[row])
    shown = repr(word.finding)
    assert not any(secret in shown for secret in ("R77", "police", "2027", "C1"))
    assert (word.finding.measured, word.finding.limit) == (None, None)
    assert word.unlock is None


def test_no_approval_lifts_a_restriction():
    approvals = [make_approval("CH-PEER"), make_approval("CH-PEER", "H1")]
    found = outcome("CH-PEER", make_child(), residents=[make_resident()], keep_apart=[apart()], approvals=approvals)
    assert found is Outcome.RULED_OUT


# CH-PEER: older and younger


@pytest.mark.parametrize(
    ("alongside", "resident_born", "expected"),
    [
        ("only_older", date(2014, 5, 31), None),  # a day older
        ("only_older", date(2014, 6, 1), Outcome.RULED_OUT),  # the same day
        ("only_older", date(2014, 6, 2), Outcome.RULED_OUT),
        ("only_younger", date(2014, 6, 2), None),
        ("only_younger", date(2014, 6, 1), Outcome.RULED_OUT),
        ("only_younger", date(2014, 5, 31), Outcome.RULED_OUT),
        ("any", date(2014, 6, 1), None),
        (None, date(2014, 6, 1), None),
    ],
)
def test_she_may_live_only_with_older_or_younger_children(alongside, resident_born, expected):
    child = make_child(date_of_birth=date(2014, 6, 1), alongside=alongside)
    assert outcome("CH-PEER", child, residents=[make_resident(date_of_birth=resident_born)]) is expected


@pytest.mark.parametrize(
    ("alongside", "ages", "expected"),
    [
        ("only_older", (13,), None),
        ("only_older", (12,), Outcome.RULED_OUT),
        ("only_older", (16, 11), Outcome.RULED_OUT),
        ("only_younger", (11,), None),
        ("only_younger", (12,), Outcome.RULED_OUT),
        ("only_younger", (3, 13), Outcome.RULED_OUT),
        ("only_older", (), None),
        ("any", (12,), None),
    ],
)
def test_the_carers_own_children_count_too(alongside, ages, expected):
    child = make_child(alongside=alongside)  # 12 years old
    assert outcome("CH-PEER", child, make_home(own_children_ages=ages)) is expected


@pytest.mark.parametrize(("alongside", "unchecked"), [("only_older", True), ("only_younger", True), ("any", False)])
def test_a_resident_whose_age_is_not_known_is_not_checked(alongside, unchecked):
    verdict = judged(make_child(alongside=alongside), residents=[make_resident(date_of_birth=None)])
    assert ("CH-PEER" in verdict.not_checked) is unchecked
    assert verdict.outcome is Outcome.AVAILABLE


def test_the_wrong_age_is_said_without_saying_whose():
    word = said("CH-PEER", make_child(alongside="only_older"), residents=[make_resident("R7", date_of_birth=MONDAY)])
    assert "of an age the child may not live with" in word.finding.sentence
    assert "R7" not in repr(word.finding)
