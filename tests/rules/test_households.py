"""Rules on foster and kinship households that read facts: bedrooms, younger children, animals, skills, checks, days."""

from datetime import date, timedelta

import pytest
from factories import (
    MONDAY,
    at,
    fact,
    judged,
    make_approval,
    make_child,
    make_home,
    make_policy,
    make_region,
    make_resident,
    outcome,
    said,
)

from placements import match
from placements.candidates.screen import screen
from placements.domain.codes import Kind, Outcome
from placements.domain.homes import School
from placements.domain.living import clashes
from placements.domain.stay import stay_of
from placements.errors import UsageError

OUT, APPROVE, REMARK = Outcome.RULED_OUT, Outcome.NEEDS_APPROVAL, Outcome.AVAILABLE
FAMILIES = (Kind.FOSTERING, Kind.KINSHIP)
OTHERS = (Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE)


def of_home(name, value, on=None, home="H1"):
    return fact("home", home, name, value, on)


def of_child(name, value, on=None, child="C1"):
    return fact("child", child, name, value, on)


def unchecked(code, child=None, home=None, **rows):
    return code in judged(child, home, **rows).not_checked


# F-BED-HARD


SHARED = make_home(bedrooms_sharing=True)
TENTH_BIRTHDAY_TODAY = date(2016, 11, 23)
TEN_YESTERDAY = date(2016, 11, 22)
EIGHTH_BIRTHDAY_TODAY = date(2018, 11, 23)
EIGHT_YESTERDAY = date(2018, 11, 22)


def beside(born, child=None, **sharer):
    """Who sleeps there: one resident; everybody is assessed."""
    resident = make_resident(date_of_birth=born, **sharer)
    facts = [
        of_home("room_sharers", "R1"), of_child("sexual_harm_risk", "no"),
        fact("resident", "R1", "sexual_harm_risk", "no"),
    ]  # fmt: skip
    return {"child": child, "home": SHARED, "residents": [resident], "facts": facts}


@pytest.mark.parametrize(
    ("hers", "his", "expected"),
    [
        (TENTH_BIRTHDAY_TODAY, TENTH_BIRTHDAY_TODAY, None),
        (TEN_YESTERDAY, TENTH_BIRTHDAY_TODAY, OUT),
        (TENTH_BIRTHDAY_TODAY, TEN_YESTERDAY, OUT),
    ],
)
def test_nobody_shares_with_the_other_sex_once_one_is_over_ten(hers, his, expected):
    child = make_child(date_of_birth=hers, sibling_group="G1")
    assert outcome("F-BED-HARD", **beside(his, child, sex="M", sibling_group="G1")) is expected
    assert outcome("F-BED-HARD", **beside(his, child, sex="F", sibling_group="G1")) is None


@pytest.mark.parametrize(
    ("hers", "other", "expected"),
    [
        (EIGHTH_BIRTHDAY_TODAY, EIGHTH_BIRTHDAY_TODAY, None),
        (EIGHT_YESTERDAY, EIGHTH_BIRTHDAY_TODAY, OUT),
        (EIGHTH_BIRTHDAY_TODAY, EIGHT_YESTERDAY, OUT),
    ],
)
def test_nobody_shares_with_a_stranger_once_one_is_over_eight(hers, other, expected):
    child = make_child(date_of_birth=hers, sibling_group="G1")
    assert outcome("F-BED-HARD", **beside(other, child, sex="F")) is expected
    assert outcome("F-BED-HARD", **beside(other, child, sex="F", sibling_group="G2")) is expected
    assert outcome("F-BED-HARD", **beside(other, child, sex="F", sibling_group="G1")) is None


def test_an_authority_may_lower_the_ages_and_not_raise_them():
    child = make_child(date_of_birth=date(2020, 1, 1), sibling_group="G1")
    rows = beside(date(2020, 6, 1), child, sex="M", sibling_group="G1")
    assert outcome("F-BED-HARD", **rows) is None
    assert outcome("F-BED-HARD", **rows, policy=make_policy(authorities={"A1": {"share_opposite_sex_age": 5}})) is OUT
    with pytest.raises(UsageError, match="tighten"):
        make_policy(authorities={"A1": {"share_opposite_sex_age": 12}})


@pytest.mark.parametrize(
    "facts",
    [
        [of_child("sexual_harm_risk", "yes")],
        [of_child("sexual_harm_risk", "yes"), of_home("room_sharers", "none")],
        [of_home("room_sharers", "R1"), fact("resident", "R1", "sexual_harm_risk", "yes")],
    ],
    ids=["her own", "her own, nobody there yet", "of whoever sleeps there"],
)
def test_no_room_is_shared_where_there_is_a_risk(facts):
    child = make_child(date_of_birth=date(2022, 1, 1))
    rows = {"residents": [make_resident(date_of_birth=date(2022, 1, 1), sex="F")], "facts": facts}
    found = said("F-BED-HARD", child, SHARED, **rows)
    assert found.outcome is OUT
    assert (found.finding.measured, found.finding.limit) == (None, None)
    assert outcome("F-BED-HARD", child, make_home(bedrooms_sharing=False), **rows) is None


def test_a_recorded_need_counts_once_it_is_known_who_sleeps_there():
    child = make_child(date_of_birth=date(2022, 1, 1), needs=("harmful_sexual_behaviour",))
    rows = {"residents": [make_resident(date_of_birth=date(2022, 1, 1), sex="F")]}
    assert outcome("F-BED-HARD", child, SHARED, **rows) is None
    assert outcome("F-BED-HARD", child, SHARED, **rows, facts=[of_home("room_sharers", "R1")]) is OUT


def test_the_sentence_never_says_whose_risk_it_is():
    facts = [of_home("room_sharers", "R1"), fact("resident", "R1", "sexual_harm_risk", "yes")]
    child = make_child(date_of_birth=date(2022, 1, 1))
    theirs = said("F-BED-HARD", child, SHARED, residents=[make_resident()], facts=facts).finding
    hers = said("F-BED-HARD", child, SHARED, facts=[of_child("sexual_harm_risk", "yes")]).finding
    assert theirs == hers


def test_the_sentence_says_the_age_and_the_limit():
    child = make_child(date_of_birth=TEN_YESTERDAY, sibling_group="G1")
    found = said("F-BED-HARD", **beside(TEN_YESTERDAY, child, sex="M", sibling_group="G1"))
    assert "other sex, and one of them is over 10" in found.finding.sentence
    assert (found.finding.measured, found.finding.limit) == (10, 10)
    assert "bedroom of the child's own" in found.unlock
    found = said("F-BED-HARD", **beside(TEN_YESTERDAY, child, sex="F"))
    assert "no brother or sister, and one of them is over 8" in found.finding.sentence


@pytest.mark.parametrize(
    ("changes", "facts", "expected"),
    [
        ({}, [], True),
        ({}, [of_home("room_sharers", "R1")], True),
        ({}, [of_home("room_sharers", "none"), of_child("sexual_harm_risk", "no")], False),
        ({"date_of_birth": None}, None, True),
        ({"sex": None}, None, True),
        ({}, None, False),
    ],
)
def test_without_knowing_who_sleeps_there_it_is_not_checked(changes, facts, expected):
    child = make_child(date_of_birth=TEN_YESTERDAY, sibling_group="G1")
    rows = beside(TEN_YESTERDAY, child, sex="F", sibling_group="G1")
    rows["residents"] = [rows["residents"][0].model_copy(update=changes)]
    rows["facts"] = rows["facts"] if facts is None else facts
    assert unchecked("F-BED-HARD", **rows) is expected
    assert outcome("F-BED-HARD", **rows) is None


def test_whoever_leaves_before_the_first_night_shares_nothing():
    child = make_child(date_of_birth=TEN_YESTERDAY)
    for leaves, expected in ((MONDAY, None), (MONDAY + timedelta(1), OUT)):
        assert outcome("F-BED-HARD", **beside(TEN_YESTERDAY, child, leaves_on=leaves)) is expected


@pytest.mark.parametrize("kind", OTHERS)
def test_f_bed_hard_is_about_families(kind):
    facts = [of_child("sexual_harm_risk", "yes")]
    assert outcome("F-BED-HARD", make_child(), make_home(kind=kind, bedrooms_sharing=True), facts=facts) is None


# F-OWNKIDS


PLAN = [of_child("no_younger_children", "yes")]


@pytest.mark.parametrize(("ages", "expected"), [((13,), None), ((12,), OUT), ((7, 20), OUT), ((20,), None), ((), None)])
def test_a_safety_plan_rules_out_younger_children_of_the_carers(ages, expected):
    found = judged(make_child(), make_home(own_children_ages=ages), facts=PLAN)
    assert (Outcome.RULED_OUT in [v.outcome for v in found.verdicts if v.rule.code == "F-OWNKIDS"]) is (expected is OUT)


@pytest.mark.parametrize("kind", [*FAMILIES, Kind.RESIDENTIAL])
@pytest.mark.parametrize(
    ("born", "expected"), [(date(2014, 5, 31), None), (date(2014, 6, 1), OUT), (date(2018, 1, 1), OUT)]
)
def test_a_safety_plan_rules_out_younger_residents_in_every_kind_of_home(kind, born, expected):
    rows = {"residents": [make_resident(date_of_birth=born)], "facts": PLAN}
    assert outcome("F-OWNKIDS", make_child(), make_home(kind=kind), **rows) is expected


def test_a_plan_that_says_no_such_thing_binds_nobody():
    rows = {"residents": [make_resident(date_of_birth=date(2018, 1, 1))]}
    assert outcome("F-OWNKIDS", **rows, facts=[of_child("no_younger_children", "no")]) is None
    assert not unchecked("F-OWNKIDS", **rows, facts=[of_child("no_younger_children", "no")])
    assert outcome("F-OWNKIDS", **rows) is None
    assert unchecked("F-OWNKIDS", **rows)


def test_a_resident_whose_age_is_not_known_is_not_checked_against_a_plan():
    assert unchecked("F-OWNKIDS", residents=[make_resident(date_of_birth=None)], facts=PLAN)
    assert not unchecked("F-OWNKIDS", residents=[make_resident(date_of_birth=date(2010, 1, 1))], facts=PLAN)


def test_two_children_of_one_week_are_kept_apart_by_a_plan():
    older, younger = make_child("C1"), make_child("C2", date_of_birth=date(2018, 1, 1))
    region = make_region(children=[older, younger], homes=[make_home(places=3, available=3)], facts=PLAN)
    stays = {c.child_id: stay_of(c, MONDAY).start for c in (older, younger)}
    assert [(c.rule, c.children) for c in clashes(region, "H1", ("C1", "C2"), stays, 3)] == [
        ("F-OWNKIDS", ("C1", "C2"))
    ]
    assert len(match(region).home_of) == 1
    assert len(match(make_region(children=[older, younger], homes=region.homes)).home_of) == 2
    of_the_younger = make_region(
        children=[older, younger], homes=region.homes, facts=[of_child("no_younger_children", "yes", child="C2")]
    )
    assert len(match(of_the_younger).home_of) == 2


@pytest.mark.parametrize(("age", "expected"), [(13, REMARK), (14, None), (3, REMARK), (17, None), (18, None)])
def test_a_child_is_better_the_youngest_by_two_years(age, expected):
    assert outcome("F-OWNKIDS", make_child(), make_home(own_children_ages=(age,))) is expected


def test_the_gap_says_both_ages_and_never_who():
    found = said("F-OWNKIDS", make_child(), make_home(own_children_ages=(13, 17))).finding
    assert "youngest child is 13 and the child 12" in found.sentence
    assert (found.measured, found.limit) == (1, 2)


def test_a_plan_is_never_an_unlock():
    found = said("F-OWNKIDS", make_child(), make_home(own_children_ages=(3,)), facts=PLAN)
    assert found.unlock is None
    assert "safety plan" in found.finding.sentence


# F-PETS


@pytest.mark.parametrize("name", ["pet_allergy", "risk_to_animals"])
@pytest.mark.parametrize(
    ("pets", "value", "expected"),
    [("dog", "yes", OUT), ("dog", "no", None), ("none", "yes", None), (" No", "yes", None), (None, "yes", None)],
)
def test_no_animals_beside_an_allergy_or_a_risk_to_them(name, pets, value, expected):
    assert outcome("F-PETS", make_child(), make_home(pets=pets), facts=[of_child(name, value)]) is expected


def test_the_referral_pages_own_name_and_words_count():
    row = of_child("riskToOthersAnimals", "Risk Present")
    assert outcome("F-PETS", make_child(), make_home(pets="cat"), facts=[row]) is OUT


@pytest.mark.parametrize(
    ("wish", "pets", "expected"),
    [("no", "dog", REMARK), ("no", "none", None), ("must", "none", REMARK), ("must", "dog", None), ("can", "dog", None),
     ("must", None, None), (None, "dog", None)],
)  # fmt: skip
def test_a_wish_about_pets_is_a_remark(wish, pets, expected):
    assert outcome("F-PETS", make_child(pets=wish), make_home(pets=pets)) is expected


def test_pets_are_not_checked_where_somebody_has_not_said():
    both = [of_child("pet_allergy", "no"), of_child("risk_to_animals", "no")]
    assert unchecked("F-PETS", make_child(), make_home(pets="dog"))
    assert unchecked("F-PETS", make_child(), make_home(pets="dog"), facts=both[:1])
    assert not unchecked("F-PETS", make_child(), make_home(pets="dog"), facts=both)
    assert not unchecked("F-PETS", make_child(), make_home(pets="none"))
    for kind in (Kind.FOSTERING, Kind.RESIDENTIAL):
        blank = make_home(kind=kind, pets=None)
        assert unchecked("F-PETS", make_child(), blank)
        assert unchecked("F-PETS", make_child(), blank, facts=[of_child("pet_allergy", "yes")])
        assert not unchecked("F-PETS", make_child(), blank, facts=both)


@pytest.mark.parametrize(("name", "why"), [("pet_allergy", "allergic"), ("risk_to_animals", "harm animals")])
def test_f_pets_says_why_and_what_would_open_it(name, why):
    found = said("F-PETS", make_child(), make_home(pets="dog"), facts=[of_child(name, "yes")])
    assert why in found.finding.sentence
    assert (found.finding.measured, found.finding.limit) == ("dog", "none")
    assert "No animals" in found.unlock


# F-SKILL


@pytest.mark.parametrize("kind", [*FAMILIES, Kind.RESIDENTIAL, Kind.SUPPORTED])
@pytest.mark.parametrize(
    ("tasks", "skills", "expected"),
    [
        ("insulin", "none", OUT), ("insulin;oxygen", "insulin", OUT), ("insulin", "insulin; pace", None),
        ("none", "none", None), ("insulin", "pace", OUT),
    ],
)  # fmt: skip
def test_somebody_is_trained_for_every_clinical_task(kind, tasks, skills, expected):
    facts = [of_child("clinical_tasks", tasks), of_home("carer_skills", skills)]
    assert outcome("F-SKILL", make_child(), make_home(kind=kind), facts=facts) is expected
    assert not unchecked("F-SKILL", make_child(), make_home(kind=kind), facts=facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], True), ([of_child("clinical_tasks", "insulin")], True), ([of_child("clinical_tasks", "none")], False),
        ([of_home("carer_skills", "insulin")], True),
    ],
)  # fmt: skip
def test_skills_nobody_recorded_are_not_checked(facts, expected):
    assert unchecked("F-SKILL", facts=facts) is expected
    assert outcome("F-SKILL", facts=facts) is None


def test_other_skills_are_a_remark_and_tasks_are_named():
    facts = [of_child("skills_wanted", "pace;makaton"), of_home("carer_skills", "pace")]
    found = said("F-SKILL", facts=facts)
    assert found.outcome is REMARK
    assert "makaton" in found.finding.sentence
    assert "pace" not in found.finding.sentence
    facts = [of_child("clinical_tasks", "epilepsy_rescue;oxygen"), of_home("carer_skills", "oxygen")]
    found = said("F-SKILL", facts=facts)
    assert "epilepsy rescue" in found.finding.sentence
    assert "epilepsy rescue" in found.unlock
    assert "oxygen" not in found.finding.sentence


# F-DRIVE and F-DBS-HH


@pytest.mark.parametrize(
    ("code", "name", "bites"), [("F-DRIVE", "carer_drives", REMARK), ("F-DBS-HH", "adults_checked", OUT)]
)
def test_households_that_do_not_drive_or_are_not_checked(code, name, bites):
    for kind in FAMILIES:
        home = make_home(kind=kind)
        assert outcome(code, make_child(), home, facts=[of_home(name, "no")]) is bites
        assert outcome(code, make_child(), home, facts=[of_home(name, "yes")]) is None
        assert outcome(code, make_child(), home, facts=[of_home(name, "no", home="H9")]) is None
        assert unchecked(code, make_child(), home)
        assert not unchecked(code, make_child(), home, facts=[of_home(name, "yes")])
    for kind in OTHERS:
        home = make_home(kind=kind)
        assert outcome(code, make_child(), home, facts=[of_home(name, "no")]) is None
        assert not unchecked(code, make_child(), home)


def test_an_adult_moved_in_after_the_last_check():
    rows = [of_home("adults_checked", "yes", date(2026, 10, 1)), of_home("adults_checked", "no", date(2026, 11, 2))]
    assert outcome("F-DBS-HH", facts=rows) is OUT
    assert outcome("F-DBS-HH", facts=[*rows, of_home("adults_checked", "yes", MONDAY)]) is None


def test_f_drive_says_how_far_the_school_is():
    school = {"schools": [School(urn="S1", name="Oak School", position=at())], "facts": [of_home("carer_drives", "no")]}
    far = said("F-DRIVE", make_child(school_urn="S1"), make_home(position=at(9)), **school).finding
    assert "the school is 9.0 straight-line miles away" in far.sentence
    assert far.measured == 9.0
    assert said("F-DRIVE", facts=[of_home("carer_drives", "no")]).finding.sentence == "Nobody in the household drives."


# F-LTF


@pytest.mark.parametrize("kind", FAMILIES)
def test_a_long_term_match_is_agreed_first(kind):
    child, home = make_child(purpose="long_term"), make_home(kind=kind)
    found = said("F-LTF", child, home)
    assert found.outcome is APPROVE
    assert "agency decision maker, Ashby" in found.finding.who
    assert outcome("F-LTF", child, home, approvals=[make_approval("F-LTF", "H1")]) is None
    assert outcome("F-LTF", make_child(purpose="new"), home) is None


@pytest.mark.parametrize("kind", OTHERS)
def test_a_long_term_match_is_about_fostering(kind):
    assert outcome("F-LTF", make_child(purpose="long_term"), make_home(kind=kind)) is None


# F-SHORTBREAK-CARER


def weekends(nights=None, only="yes"):
    return [of_home("short_break_only", only), *([of_home("short_break_nights", nights)] if nights else [])]


@pytest.mark.parametrize(
    ("purpose", "weeks", "facts", "expected"),
    [
        ("new", 1, weekends(), OUT), (None, 1, weekends(), OUT), ("respite", 1, weekends("7"), None),
        ("respite", 1, weekends("6"), OUT), ("respite", 2, weekends("13"), OUT), ("respite", 2, weekends("14"), None),
        ("new", 1, weekends("7", "no"), None), ("new", 1, weekends("2")[1:], None),
    ],
)  # fmt: skip
def test_short_break_carers_are_for_short_breaks_and_the_nights_agreed(purpose, weeks, facts, expected):
    child = make_child(purpose=purpose, expected_weeks=weeks)
    assert outcome("F-SHORTBREAK-CARER", child, facts=facts) is expected


def test_short_break_nights_that_are_not_recorded_are_not_checked():
    child = make_child(purpose="respite", expected_weeks=1)
    assert unchecked("F-SHORTBREAK-CARER", child)
    assert unchecked("F-SHORTBREAK-CARER", child, facts=weekends())
    assert not unchecked("F-SHORTBREAK-CARER", child, facts=weekends("7"))
    assert not unchecked("F-SHORTBREAK-CARER", make_child(), facts=weekends(only="no"))


def test_short_breaks_say_nights_and_limit():
    found = said("F-SHORTBREAK-CARER", make_child(purpose="respite", expected_weeks=2), facts=weekends("6"))
    assert (found.finding.measured, found.finding.limit) == (14, 6)
    assert "more nights" in found.unlock
    assert "full-time" in said("F-SHORTBREAK-CARER", make_child(), facts=weekends()).unlock


# K-REG25 and K-EXPIRE: the stay runs from 23 November 2026 to 14 February 2027 (last night)

LAST_NIGHT = date(2027, 2, 14)
KIN = make_home(kind="kinship", registration=None)


def until(day, extended=None):
    ends = day if isinstance(day, str) else day.isoformat()
    more = [of_home("temporary_approval_extended", extended)] if extended else []
    return [of_home("temporary_approval_ends", ends), *more]


@pytest.mark.parametrize(
    ("ends", "extended", "reg25", "expire"),
    [
        (LAST_NIGHT, None, None, None),
        (LAST_NIGHT - timedelta(1), None, APPROVE, None),
        (LAST_NIGHT - timedelta(56), None, APPROVE, None),
        (LAST_NIGHT - timedelta(57), None, APPROVE, APPROVE),
        (MONDAY, None, APPROVE, APPROVE),
        (MONDAY - timedelta(1), None, None, OUT),
        (LAST_NIGHT, "yes", None, None),
        (LAST_NIGHT - timedelta(1), "yes", None, APPROVE),
        (MONDAY, "yes", None, APPROVE),
        (MONDAY - timedelta(1), "yes", None, OUT),
        (LAST_NIGHT - timedelta(1), "no", APPROVE, None),
        ("none", None, None, None),
    ],
)
def test_a_temporary_approval_is_extended_once_and_then_ends(ends, extended, reg25, expire):
    facts = until(ends, extended)
    assert outcome("K-REG25", make_child(), KIN, facts=facts) is reg25
    assert outcome("K-EXPIRE", make_child(), KIN, facts=facts) is expire


def test_a_stay_that_begins_after_the_end_needs_the_extension_or_is_ruled_out():
    child = make_child(needed_by=date(2026, 12, 7), expected_weeks=1)
    for ends, reg25, expire in (
        (date(2026, 12, 6), APPROVE, None), (date(2026, 11, 23), APPROVE, None), (date(2026, 11, 22), None, OUT),
    ):  # fmt: skip
        assert outcome("K-REG25", child, KIN, facts=until(ends)) is reg25
        assert outcome("K-EXPIRE", child, KIN, facts=until(ends)) is expire
    later = make_child(needed_by=date(2027, 1, 19), expected_weeks=1)
    assert outcome("K-EXPIRE", later, KIN, facts=until(date(2026, 11, 24))) is APPROVE
    assert outcome("K-EXPIRE", later, KIN, facts=until(date(2026, 11, 23))) is OUT


def test_approvals_lift_the_extension_and_full_approval_in_time_and_not_the_end():
    facts, held = until(LAST_NIGHT - timedelta(57)), [make_approval("K-REG25", "H1"), make_approval("K-EXPIRE", "H1")]
    assert outcome("K-REG25", make_child(), KIN, facts=facts, approvals=held) is None
    assert outcome("K-EXPIRE", make_child(), KIN, facts=facts, approvals=held) is None
    gone = until(MONDAY - timedelta(1))
    assert outcome("K-EXPIRE", make_child(), KIN, facts=gone, approvals=held) is OUT


def test_the_sentences_say_the_days():
    found = said("K-REG25", make_child(), KIN, facts=until(date(2026, 12, 2)))
    assert "ends on 2 December 2026" in found.finding.sentence
    assert "27 January 2027" in found.finding.sentence
    assert "nominated officer, Ashby" in found.finding.who
    found = said("K-EXPIRE", make_child(), KIN, facts=until(date(2026, 12, 2)))
    assert "cannot run past 27 January 2027" in found.finding.sentence
    assert (found.finding.measured, found.finding.limit) == ("14 February 2027", "27 January 2027")
    found = said("K-EXPIRE", make_child(), KIN, facts=until(date(2026, 11, 20)))
    assert "past 20 November 2026" in found.finding.sentence
    assert "fully approved" in found.unlock


def test_temporary_approval_is_about_the_child_a_kinship_home_names():
    assert unchecked("K-REG25", make_child(), KIN)
    assert unchecked("K-EXPIRE", make_child(), KIN)
    stranger = make_child("C2")
    assert not unchecked("K-EXPIRE", stranger, KIN)
    for kind in (Kind.FOSTERING, Kind.RESIDENTIAL):
        home = make_home(kind=kind)
        assert outcome("K-EXPIRE", make_child(), home, facts=until(date(2026, 11, 1))) is None
        assert not unchecked("K-REG25", make_child(), home)


# All together


def test_facts_of_one_home_leave_the_others_alone():
    homes = [make_home("H1"), make_home("H2")]
    region = make_region(homes=homes, facts=[of_home("adults_checked", "no")])
    judged_all = screen(region, make_policy(), region.children, region.homes)
    assert judged_all.outcome.tolist() == [[int(OUT), int(REMARK)]]
    assert judged_all.not_checked["F-DBS-HH"] == 1
    assert judged_all.not_checked["F-DRIVE"] == 2
