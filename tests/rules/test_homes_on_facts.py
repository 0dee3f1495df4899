"""Rules on children's homes, supported accommodation and school that read facts."""

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
from placements.explain.unlocks import unlocks, wide_screen

OUT, APPROVE, ASK, REMARK = Outcome.RULED_OUT, Outcome.NEEDS_APPROVAL, Outcome.IF_CONFIRMED, Outcome.AVAILABLE
SEVENTEEN = make_child(date_of_birth=date(2009, 6, 1), suits_supported="suitable")


def home(**changes):
    return make_home(**{"kind": "residential", **changes})


def flat(**changes):
    return make_home(**{"kind": "supported", **changes})


def of_home(name, value, on=None, home="H1"):
    return fact("home", home, name, value, on)


def of_child(name, value, on=None, child="C1"):
    return fact("child", child, name, value, on)


def unchecked(code, child=None, home=None, **rows):
    return code in judged(child, home, **rows).not_checked


# One flag or figure of a home: CH-NOMGR, SA-OUTCOME, BNB

ONE_FACT = [
    ("CH-NOMGR", "residential", "registered_manager", "no", "yes", APPROVE),
    ("SA-OUTCOME", "supported", "supported_outcome", "3", "2", APPROVE),
    ("BNB", "supported", "bed_and_breakfast", "yes", "no", OUT),
    ("CH-BED", "residential", "only_shared_room", "yes", "no", OUT),
]


@pytest.mark.parametrize(("code", "kind", "name", "bad", "good", "bites"), ONE_FACT)
def test_one_fact_of_a_home_decides(code, kind, name, bad, good, bites):
    there = make_home(kind=kind)
    assert outcome(code, SEVENTEEN, there, facts=[of_home(name, bad)]) is bites
    assert outcome(code, SEVENTEEN, there, facts=[of_home(name, good)]) is None
    assert outcome(code, SEVENTEEN, there, facts=[of_home(name, bad, home="H9")]) is None
    assert unchecked(code, SEVENTEEN, there)
    assert not unchecked(code, SEVENTEEN, there, facts=[of_home(name, good)])
    assert not unchecked(code, SEVENTEEN, make_home())


@pytest.mark.parametrize(("code", "kind", "name", "bad", "good", "bites"), ONE_FACT)
def test_the_latest_word_counts_from_its_day(code, kind, name, bad, good, bites):
    there, before = make_home(kind=kind), of_home(name, good, date(2026, 10, 1))
    for on, expected in ((MONDAY, bites), (MONDAY + timedelta(1), None)):
        assert outcome(code, SEVENTEEN, there, facts=[before, of_home(name, bad, on)]) is expected


@pytest.mark.parametrize("code", ["CH-NOMGR", "SA-OUTCOME"])
def test_a_senior_managers_approval_lifts_it(code):
    kind, name, bad = next(row[1:4] for row in ONE_FACT if row[0] == code)
    found = said(code, SEVENTEEN, make_home(kind=kind), facts=[of_home(name, bad)])
    assert "assistant director, Ashby" in found.finding.who
    held = [make_approval(code)]
    assert outcome(code, SEVENTEEN, make_home(kind=kind), facts=[of_home(name, bad)], approvals=held) is None


@pytest.mark.parametrize(("value", "expected"), [("1", None), ("2", None), ("3", APPROVE), ("4", None)])
def test_only_outcome_three_asks_for_agreement(value, expected):
    assert outcome("SA-OUTCOME", SEVENTEEN, flat(), facts=[of_home("supported_outcome", value)]) is expected


def test_bed_and_breakfast_is_ruled_out_whatever_it_is_listed_as_and_never_opened():
    facts = [of_home("bed_and_breakfast", "yes")]
    for kind in Kind:
        assert outcome("BNB", SEVENTEEN, make_home(kind=kind), facts=facts) is OUT
    assert said("BNB", SEVENTEEN, flat(), facts=facts).unlock is None


def test_a_shared_room_is_open_where_sharing_is_wished_and_assessed():
    shared = of_home("only_shared_room", "yes")
    assert outcome("CH-BED", facts=[shared], home=home()) is OUT
    assert outcome("CH-BED", facts=[shared, of_child("may_share_bedroom", "no")], home=home()) is OUT
    assert outcome("CH-BED", facts=[shared, of_child("may_share_bedroom", "yes")], home=home()) is None


# CH-UNDEROCC


def runs_for(most):
    return [of_home("operating_capacity", most)]


@pytest.mark.parametrize("kind", [Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE])
@pytest.mark.parametrize(("most", "expected"), [("2", None), ("1", OUT), ("0", OUT), ("4", None), ("9", None)])
def test_a_home_takes_no_more_than_it_runs_for(kind, most, expected):
    there, rows = make_home(kind=kind, places=4), {"residents": [make_resident()]}
    assert outcome("CH-UNDEROCC", SEVENTEEN, there, facts=runs_for(most), **rows) is expected


def test_registered_places_are_another_rule():
    rows = {"residents": [make_resident()], "facts": runs_for("1")}
    assert outcome("CH-UNDEROCC", home=home(places=1), **rows) is None
    assert outcome("CH-PLACES", home=home(places=1), **rows) is OUT


@pytest.mark.parametrize("kind", [Kind.FOSTERING, Kind.KINSHIP])
def test_what_a_home_runs_for_is_not_about_families(kind):
    there, rows = make_home(kind=kind, places=3), {"residents": [make_resident()]}
    assert outcome("CH-UNDEROCC", make_child(), there, facts=runs_for("1"), **rows) is None
    assert not unchecked("CH-UNDEROCC", make_child(), there)
    assert unchecked("CH-UNDEROCC", make_child(), home())


def test_a_place_that_frees_only_if_a_child_in_the_match_moves():
    mover = make_child("C2", current_home_id="H1", notice_ends=MONDAY)
    rows = {"others": [mover], "residents": [make_resident("C2")], "facts": runs_for("1")}
    found = said("CH-UNDEROCC", make_child(), home(places=3), **rows)
    assert found.outcome is ASK
    assert "moves first" in found.finding.sentence


@pytest.mark.parametrize(("leaves", "expected"), [(MONDAY, None), (MONDAY + timedelta(1), OUT)])
def test_a_resident_who_leaves_by_the_first_night_makes_room(leaves, expected):
    rows = {"residents": [make_resident(leaves_on=leaves)], "facts": runs_for("1")}
    assert outcome("CH-UNDEROCC", make_child(), home(places=3), **rows) is expected


def test_it_says_how_many_and_what_would_open_it():
    found = said("CH-UNDEROCC", home=home(places=4), residents=[make_resident()], facts=runs_for("1"))
    assert "Registered for 4, the home runs for 1" in found.finding.sentence
    assert (found.finding.measured, found.finding.limit) == (1, 1)
    assert "runs for more" in found.unlock


def test_children_of_one_week_together_are_no_more_than_it_runs_for():
    children = [make_child(c) for c in ("C1", "C2", "C3")]
    there = home(places=4, available=4)
    for most, placed in (("1", 1), ("2", 2), ("3", 3), (None, 3)):
        region = make_region(children=children, homes=[there], facts=runs_for(most) if most else [])
        assert len(match(region).home_of) == placed
    stays = {c.child_id: stay_of(c, MONDAY).start for c in children}
    region = make_region(children=children, homes=[there], facts=runs_for("2"))
    assert [c.rule for c in clashes(region, "H1", ("C1", "C2"), stays, 3)] == []
    assert {c.rule for c in clashes(region, "H1", ("C1", "C2", "C3"), stays, 3)} == {"CH-UNDEROCC"}
    registered = make_region(children=children, homes=[home(places=2, available=4)], facts=runs_for("2"))
    assert {c.rule for c in clashes(registered, "H1", ("C1", "C2", "C3"), stays, 3)} == {"CH-PLACES"}


def test_what_it_runs_for_binds_on_every_night():
    """One leaves before the other comes: never more than one there."""
    children = [make_child("C1", expected_weeks=1), make_child("C2", needed_by=date(2026, 11, 30))]
    region = make_region(children=children, homes=[home(places=4, available=4)], facts=runs_for("1"))
    assert len(match(region).home_of) == 2
    longer = [children[0].model_copy(update={"expected_weeks": 2}), children[1]]
    assert len(match(make_region(children=longer, homes=region.homes, facts=runs_for("1"))).home_of) == 1


def test_a_group_too_large_for_what_the_home_runs_for_is_told_what_would_open_it():
    children = [make_child(c, sibling_group="G1", siblings="must") for c in ("C1", "C2")]
    region = make_region(children=children, homes=[home(places=4, available=4)], facts=runs_for("1"))
    wide = wide_screen(region, make_policy(), ("C1", "C2"))
    (found,) = unlocks(wide, ("C1", "C2"), 3)
    assert [(change["rule"], "2 more children" in change["change"]) for change in found["changes"]] == [
        ("CH-UNDEROCC", True)
    ]


# CH-RATIO


def staffing(needed=None, offered=None, since=None, night=None, awake=None):
    said_of_child = {"staff_ratio_needed": needed, "waking_night_needed": night}
    said_of_home = {"staff_ratio_offered": offered, "staff_ratio_from": since, "waking_night_staff": awake}
    rows = [of_child(name, value) for name, value in said_of_child.items() if value is not None]
    return rows + [of_home(name, value) for name, value in said_of_home.items() if value is not None]


@pytest.mark.parametrize(
    ("facts", "expected", "open_question"),
    [
        (staffing(), None, True),
        (staffing("2", "2", night="no"), None, False),
        (staffing("2", "1.5", night="no"), OUT, False),
        (staffing("2", "3", night="no"), None, False),
        (staffing("2", None, night="no"), None, True),
        (staffing("0", None, night="no"), None, False),
        (staffing(None, "2", night="no"), None, True),
        (staffing("2", "2", "2026-11-23", "no"), None, False),
        (staffing("2", "2", "2026-11-24", "no"), OUT, False),
        (staffing("0", "2", "2026-11-24", "no"), None, False),
        (staffing("0", None, night="yes", awake="no"), OUT, False),
        (staffing("0", None, night="yes", awake="yes"), None, False),
        (staffing("0", None, night="yes"), None, True),
        (staffing("2", "2"), None, True),
        (staffing("2", "1"), OUT, False),
    ],
)
def test_the_staffing_needed_can_be_given_on_the_first_night(facts, expected, open_question):
    assert outcome("CH-RATIO", home=home(), facts=facts) is expected
    assert unchecked("CH-RATIO", home=home(), facts=facts) is open_question
    assert outcome("CH-RATIO", home=make_home(), facts=facts) is None


def test_staffing_says_what_is_needed_offered_and_from_when():
    found = said("CH-RATIO", home=home(provider="Acorn"), facts=staffing("2", "1"))
    assert "needs 2 to one; the home can give 1 to one" in found.finding.sentence
    assert (found.finding.measured, found.finding.limit) == (1, 2)
    assert "Acorn" in found.finding.who
    assert "budget holder of Ashby" in found.finding.who
    found = said("CH-RATIO", home=home(), facts=staffing("2", "2", "2026-11-30"))
    assert "from 30 November 2026" in found.finding.sentence
    found = said("CH-RATIO", home=home(), facts=staffing("0", night="yes", awake="no"))
    assert "awake at night" in found.finding.sentence


# CH-LOC and CH-SECT


@pytest.mark.parametrize(
    ("needs", "risks", "expected"),
    [
        (("missing_episodes",), "missing_episodes;violence", REMARK), (("missing_episodes",), "violence", None),
        ((), "missing_episodes", None), (("missing_episodes",), "none", None),
    ],
)  # fmt: skip
def test_what_the_location_assessment_notes_is_said_beside_her_own_needs(needs, risks, expected):
    child, facts = make_child(needs=needs), [of_home("location_risks", risks)]
    assert outcome("CH-LOC", child, home(needs_met=needs), facts=facts) is expected
    assert outcome("CH-LOC", child, make_home(), facts=facts) is None
    assert unchecked("CH-LOC", child, home())
    assert not unchecked("CH-LOC", child, home(), facts=facts)


def test_ch_loc_names_only_what_is_among_the_childs_own_needs():
    child = make_child(needs=("missing_episodes", "autism"))
    found = said("CH-LOC", child, home(), facts=[of_home("location_risks", "missing_episodes;violence")])
    assert "going missing" in found.finding.sentence
    assert "violence" not in found.finding.sentence


@pytest.mark.parametrize(
    ("only", "child", "expected"),
    [
        ("short_breaks", {"purpose": "new"}, OUT), ("short_breaks", {"purpose": "respite"}, None),
        ("short_breaks", {}, OUT), ("parent_and_child", {}, OUT),
        ("parent_and_child", {"needs": ("parent_and_child",)}, None), ("any", {}, None),
        ("parent_and_child", {"purpose": "respite"}, OUT),
    ],
)  # fmt: skip
def test_homes_for_one_kind_of_stay(only, child, expected):
    facts = [of_home("home_for", only)]
    assert outcome("CH-SECT", make_child(**child), home(), facts=facts) is expected
    assert not unchecked("CH-SECT", make_child(**child), home(), facts=facts)
    assert unchecked("CH-SECT", make_child(**child), home())
    assert outcome("CH-SECT", make_child(**child), make_home(), facts=facts) is None


def test_ch_sect_says_what_the_home_is_for():
    found = said("CH-SECT", home=home(), facts=[of_home("home_for", "parent_and_child")])
    assert "parents with their child only" in found.finding.sentence
    assert "statement of purpose" in found.unlock


# Supported accommodation: SA-REVIEW, SA-CARE, SA-CAT


@pytest.mark.parametrize(
    ("kind", "expected", "words"),
    [
        ("fostering", APPROVE, "a foster home"), ("kinship", APPROVE, "a foster home"),
        ("residential", APPROVE, "a children's home"), ("supported", None, ""), ("secure", None, ""),
    ],
)  # fmt: skip
def test_a_review_decides_before_a_child_leaves_care_early(kind, expected, words):
    child = SEVENTEEN.model_copy(update={"current_home_id": "H0", "move_agreed_on": MONDAY})
    rows = {"other_homes": [make_home("H0", kind=kind)]}
    assert outcome("SA-REVIEW", child, flat(), **rows) is expected
    assert outcome("SA-REVIEW", child, flat(), **rows, approvals=[make_approval("SA-REVIEW")]) is None
    assert outcome("SA-REVIEW", child, home(), **rows) is None
    if expected:
        found = said("SA-REVIEW", child, flat(), **rows)
        assert words in found.finding.sentence
        assert "reviewing officer, Ashby" in found.finding.who


def test_a_child_who_lives_with_family_or_in_a_home_nobody_listed():
    assert outcome("SA-REVIEW", SEVENTEEN, flat()) is None
    assert not unchecked("SA-REVIEW", SEVENTEEN, flat())
    elsewhere = SEVENTEEN.model_copy(update={"current_home_id": "H9", "move_agreed_on": MONDAY})
    assert outcome("SA-REVIEW", elsewhere, flat()) is None
    assert unchecked("SA-REVIEW", elsewhere, flat())


@pytest.mark.parametrize(("value", "expected"), [("yes", OUT), ("no", None)])
def test_a_child_who_needs_care_is_not_given_support_only(value, expected):
    facts = [of_child("needs_care", value)]
    assert outcome("SA-CARE", SEVENTEEN, flat(), facts=facts) is expected
    assert outcome("SA-CARE", SEVENTEEN, home(), facts=facts) is None
    assert unchecked("SA-CARE", SEVENTEEN, flat())
    assert not unchecked("SA-CARE", SEVENTEEN, flat(), facts=facts)
    if expected:
        assert said("SA-CARE", SEVENTEEN, flat(), facts=facts).unlock is None


@pytest.mark.parametrize(
    ("excluded", "category", "adults", "expected", "open_question"),
    [
        ("yes", "3", None, OUT, False), ("yes", "3", "yes", OUT, False), ("yes", "3", "no", None, False),
        ("yes", "2", "yes", OUT, False), ("yes", "2", "no", None, False), ("yes", "4", "yes", None, False),
        ("no", "3", "yes", None, False), ("no", None, None, None, False),
        (None, "3", "yes", None, True), ("yes", None, None, None, True), (None, None, None, None, True),
    ],
)  # fmt: skip
def test_category_three_where_the_plan_excludes_it(excluded, category, adults, expected, open_question):
    facts = [of_child("category_3_excluded", excluded)] if excluded else []
    said_of_home = {"supported_category": category, "adults_on_site": adults}
    facts += [of_home(name, value) for name, value in said_of_home.items() if value]
    assert outcome("SA-CAT", SEVENTEEN, flat(), facts=facts) is expected
    assert unchecked("SA-CAT", SEVENTEEN, flat(), facts=facts) is open_question
    assert outcome("SA-CAT", SEVENTEEN, home(), facts=facts) is None


def test_sa_cat_says_the_category_and_what_would_open_it():
    facts = [of_child("category_3_excluded", "yes"), of_home("supported_category", "3")]
    found = said("SA-CAT", SEVENTEEN, flat(), facts=facts)
    assert "category 3" in found.finding.sentence
    assert found.finding.measured == 3
    assert "no such adults" in found.unlock


# School: EHCP, RES-SCHOOL-295, EDU-ONSITE


@pytest.mark.parametrize(
    ("value", "miles", "expected"), [("yes", 10, None), ("yes", 11, APPROVE), ("no", 30, None), ("maybe", 30, None)]
)
def test_what_an_ehc_plan_names_is_changed_only_with_the_send_team(value, miles, expected):
    child, rows = make_child(school_urn="S1"), {"schools": [School(urn="S1", name="Oak School", position=at())]}
    far = make_home(position=at(miles))
    assert outcome("EHCP", child, far, **rows, facts=[of_child("ehcp", value)]) is expected
    held = [make_approval("EHCP", "H1")]
    assert outcome("EHCP", child, far, **rows, facts=[of_child("ehcp", value)], approvals=held) is None
    if expected:
        found = said("EHCP", child, far, **rows, facts=[of_child("ehcp", value)])
        assert "11.0 miles" in found.finding.sentence
        assert (found.finding.measured, found.finding.limit) == (11.0, 10)
        assert "special educational needs team, Ashby" in found.finding.who


def test_an_ehc_plan_without_a_distance_is_not_checked():
    named = [of_child("ehcp", "yes")]
    rows = {"schools": [School(urn="S1", name="Oak School", position=at())]}
    assert unchecked("EHCP", make_child())
    assert unchecked("EHCP", make_child(), facts=named)
    assert unchecked("EHCP", make_child(school_urn="S1"), make_home(position=None), facts=named, **rows)
    assert not unchecked("EHCP", make_child(school_urn="S1"), facts=named, **rows)
    assert not unchecked("EHCP", make_child(), facts=[of_child("ehcp", "no")])


def school_home(school="yes", registered=None, nights=None):
    rows = [of_home("residential_school", school)] if school else []
    rows += [of_home("registered_as_home", registered)] if registered else []
    return rows + ([of_child("nights_a_year", nights)] if nights else [])


@pytest.mark.parametrize(
    ("facts", "expected", "open_question"),
    [
        (school_home("yes", "no", "295"), None, False), (school_home("yes", "no", "296"), OUT, False),
        (school_home("yes", "yes", "365"), None, False), (school_home("yes", "yes"), None, False),
        (school_home("no", None, "365"), None, False), (school_home("yes", "no"), None, True),
        (school_home("yes", None, "365"), None, True), (school_home("yes", None, "190"), None, False),
        (school_home("yes"), None, True), (school_home(None), None, True),
    ],
)  # fmt: skip
def test_a_school_lived_in_all_year_is_registered_as_a_home(facts, expected, open_question):
    assert outcome("RES-SCHOOL-295", home=home(), facts=facts) is expected
    assert unchecked("RES-SCHOOL-295", home=home(), facts=facts) is open_question
    assert outcome("RES-SCHOOL-295", home=flat(), facts=facts) is None


def test_res_school_says_nights_and_limit():
    found = said("RES-SCHOOL-295", home=home(), facts=school_home("yes", "no", "365"))
    assert (found.finding.measured, found.finding.limit) == (365, 295)
    assert "registered as a children's home" in found.unlock


@pytest.mark.parametrize(
    ("child", "roll", "on_site", "expected", "open_question"),
    [
        ({}, "no", "no", REMARK, False), ({}, "no", "yes", None, False), ({}, "yes", "no", None, False),
        ({}, None, "no", None, True), ({"school_urn": "S1"}, None, "no", None, False),
        ({"school_urn": "S1"}, "no", "no", REMARK, False), ({}, "no", None, None, True),
        ({}, "yes", None, None, False),
    ],
)  # fmt: skip
def test_a_child_on_no_roll_is_better_where_there_is_education(child, roll, on_site, expected, open_question):
    facts = [of_child("on_school_roll", roll)] if roll else []
    facts += [of_home("education_on_site", on_site)] if on_site else []
    assert outcome("EDU-ONSITE", make_child(**child), home(), facts=facts) is expected
    assert unchecked("EDU-ONSITE", make_child(**child), home(), facts=facts) is open_question
    assert outcome("EDU-ONSITE", make_child(**child), make_home(), facts=facts) is None


# All together


def test_rules_without_a_row_leave_every_outcome_as_it_was():
    homes = [make_home("H1"), home(home_id="H2"), flat(home_id="H3"), make_home("H4", kind="kinship")]
    region = make_region(children=[make_child()], homes=homes)
    assert screen(region, make_policy(), region.children, region.homes).outcome.tolist()[0][:2] == [0, 0]
