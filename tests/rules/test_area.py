"""Out of area, distance and notification: IN-AREA, OOA-NOM, OOA-DCS, OOA-EXEMPT, DIST-20, DIST-WANTED."""

from datetime import date

import pytest
from factories import AUTHORITIES, at, judged, make_child, make_home, make_policy, outcome, said

from placements.domain.codes import Located, Outcome
from placements.domain.homes import Authority

NEXT_DOOR, FAR_OFF = "A2", "A3"
ROUGH = [Located.SECTOR, Located.CONSTITUENCY, Located.AUTHORITY]


@pytest.mark.parametrize("kind", ["fostering", "residential", "supported", "secure"])
@pytest.mark.parametrize(
    ("where", "officer", "director", "remark"),
    [
        ("A1", None, None, None),
        (NEXT_DOOR, Outcome.NEEDS_APPROVAL, None, Outcome.AVAILABLE),
        (FAR_OFF, None, Outcome.NEEDS_APPROVAL, Outcome.AVAILABLE),
    ],
)
def test_out_of_area_goes_to_the_officer_next_door_and_to_the_director_beyond(kind, where, officer, director, remark):
    home = make_home(kind=kind, authority=where, sector="independent")
    assert outcome("OOA-NOM", make_child(), home) is officer
    assert outcome("OOA-DCS", make_child(), home) is director
    assert outcome("IN-AREA", make_child(), home) is remark


def test_at_a_distance_is_about_neighbours_and_not_about_miles():
    a_mile_away = make_home(authority=FAR_OFF, sector="independent", position=at(1))
    forty_miles_away = make_home(authority=NEXT_DOOR, sector="independent", position=at(40))
    assert outcome("OOA-DCS", make_child(), a_mile_away) is Outcome.NEEDS_APPROVAL
    assert outcome("OOA-DCS", make_child(), forty_miles_away) is None
    assert outcome("OOA-NOM", make_child(), forty_miles_away) is Outcome.NEEDS_APPROVAL


@pytest.mark.parametrize(("one", "other"), [(("A2",), ()), ((), ("A1",)), (("A2",), ("A1",))])
def test_naming_a_neighbour_in_either_direction_is_enough(one, other):
    ashby = AUTHORITIES[0].model_copy(update={"adjacent": one})
    bexton = AUTHORITIES[1].model_copy(update={"adjacent": other})
    home = make_home(authority=NEXT_DOOR, sector="independent")
    assert outcome("OOA-NOM", make_child(), home, authorities=[ashby, bexton]) is Outcome.NEEDS_APPROVAL


def test_an_authority_that_names_no_neighbours_is_at_a_distance():
    alone = [Authority(code="A1", name="Ashby"), Authority(code="A2", name="Bexton")]
    home = make_home(authority=NEXT_DOOR, sector="independent")
    assert outcome("OOA-DCS", make_child(), home, authorities=alone) is Outcome.NEEDS_APPROVAL


def test_ooa_nom_names_both_areas_and_the_officer():
    word = said("OOA-NOM", make_child(), make_home(authority=NEXT_DOOR, sector="independent"))
    assert "Bexton" in word.finding.sentence
    assert "Ashby" in word.finding.sentence
    assert word.finding.who == "nominated officer, Ashby"
    assert word.unlock


def test_ooa_dcs_names_both_areas_and_the_director():
    word = said("OOA-DCS", make_child(), make_home(authority=FAR_OFF, sector="independent"))
    assert "Coldale" in word.finding.sentence
    assert "Ashby" in word.finding.sentence
    assert word.finding.who == "Director of Children's Services, Ashby"
    assert word.unlock


def test_in_area_names_where_the_home_stands():
    sentence = said("IN-AREA", make_child(), make_home(authority=NEXT_DOOR)).finding.sentence
    assert "Bexton" in sentence
    assert "Ashby" in sentence


@pytest.mark.parametrize("where", [NEXT_DOOR, FAR_OFF])
def test_a_connected_person_over_the_border_needs_no_approval_but_notice(where):
    aunt = make_home(kind="kinship", authority=where, sector="independent")
    verdict = judged(make_child(), aunt)
    assert not {"OOA-NOM", "OOA-DCS"} & {v.rule.code for v in verdict.verdicts}
    remark = said("OOA-EXEMPT", make_child(), aunt)
    assert remark.outcome is Outcome.AVAILABLE
    assert "connected person" in remark.finding.sentence
    assert "notice" in remark.finding.sentence


@pytest.mark.parametrize("where", [NEXT_DOOR, FAR_OFF])
def test_the_authoritys_own_foster_carer_over_the_border_needs_no_approval(where):
    own = make_home(authority=where, sector="in_house", run_by="A1")
    assert outcome("OOA-NOM", make_child(), own) is None
    assert outcome("OOA-DCS", make_child(), own) is None
    assert "own foster carer" in said("OOA-EXEMPT", make_child(), own).finding.sentence


@pytest.mark.parametrize(
    ("sector", "run_by"), [("in_house", None), ("in_house", "A2"), ("other_authority", "A2"), ("independent", None)]
)
def test_somebody_elses_foster_carer_over_the_border_is_not_exempt(sector, run_by):
    home = make_home(authority=NEXT_DOOR, sector=sector, run_by=run_by)
    assert outcome("OOA-NOM", make_child(), home) is Outcome.NEEDS_APPROVAL
    assert outcome("OOA-EXEMPT", make_child(), home) is None


@pytest.mark.parametrize("kind", ["residential", "supported", "secure"])
def test_the_authoritys_own_childrens_home_over_the_border_is_not_exempt(kind):
    home = make_home(kind=kind, authority=NEXT_DOOR, run_by="A1")
    assert outcome("OOA-NOM", make_child(), home) is Outcome.NEEDS_APPROVAL
    assert outcome("OOA-EXEMPT", make_child(), home) is None


def test_the_exemption_is_not_remarked_on_within_the_area():
    assert outcome("OOA-EXEMPT", make_child(), make_home()) is None
    assert outcome("OOA-EXEMPT", make_child(), make_home(kind="kinship")) is None


@pytest.mark.parametrize(("east", "expected"), [(0, None), (20, None), (20.001, Outcome.AVAILABLE)])
def test_exactly_twenty_miles_is_not_over_twenty(east, expected):
    assert outcome("DIST-20", make_child(), make_home(position=at(east))) is expected


def test_the_unrounded_distance_counts():
    word = said("DIST-20", make_child(), make_home(position=at(20.04)))
    assert word.finding.measured == 20.0
    assert word.outcome is Outcome.AVAILABLE


def test_dist_20_says_the_miles_with_one_decimal():
    word = said("DIST-20", make_child(), make_home(position=at(0, 33.33)))
    assert "33.3 straight-line miles" in word.finding.sentence
    assert "20" in word.finding.sentence
    assert word.finding.measured == 33.3


@pytest.mark.parametrize(
    ("child", "home"),
    [({"position": None}, {}), ({"uasc": True}, {"position": at(40)}), ({}, {"position": None})],
)
def test_without_a_distance_dist_20_is_not_checked(child, home):
    verdict = judged(make_child(**child), make_home(**home))
    assert "DIST-20" in verdict.not_checked
    assert outcome("DIST-20", make_child(**child), make_home(**home)) is None


@pytest.mark.parametrize("located", ROUGH)
def test_dist_20_says_that_the_home_is_only_roughly_located(located):
    word = said("DIST-20", make_child(), make_home(position=at(30, located=located)))
    assert located in word.finding.sentence


@pytest.mark.parametrize(("east", "expected"), [(1, Outcome.AVAILABLE), (20, Outcome.AVAILABLE), (20.001, None)])
def test_for_a_child_who_is_to_live_away_a_home_close_by_is_remarked_on(east, expected):
    assert outcome("DIST-WANTED", make_child(distance_intent="away"), make_home(position=at(east))) is expected


@pytest.mark.parametrize("intent", [None, "near"])
def test_nearness_is_no_drawback_for_other_children(intent):
    assert outcome("DIST-WANTED", make_child(distance_intent=intent), make_home(position=at(1))) is None


@pytest.mark.parametrize(("until", "expected"), [(date(2026, 11, 23), Outcome.AVAILABLE), (date(2026, 11, 22), None)])
def test_distance_is_wanted_up_to_the_day_named(until, expected):
    assert outcome("DIST-WANTED", make_child(distance_intent="away", away_until=until)) is expected


def test_dist_wanted_says_the_miles():
    word = said("DIST-WANTED", make_child(distance_intent="away"), make_home(position=at(12.34)))
    assert "12.3 miles" in word.finding.sentence


@pytest.mark.parametrize("located", ROUGH)
def test_dist_wanted_says_that_the_home_is_only_roughly_located(located):
    word = said("DIST-WANTED", make_child(distance_intent="away"), make_home(position=at(10, located=located)))
    assert located in word.finding.sentence


def test_without_a_distance_nearness_is_not_remarked_on():
    assert outcome("DIST-WANTED", make_child(distance_intent="away", position=None)) is None
    assert outcome("DIST-WANTED", make_child(distance_intent="away", uasc=True)) is None


def test_an_authority_may_count_nearer_homes_as_far_for_its_own_children():
    policy = make_policy(authorities={"A1": {"far_miles": 10}})
    away, home = make_child(distance_intent="away"), make_home(position=at(15))
    assert outcome("DIST-WANTED", away, home, policy=policy) is None
    theirs = make_child(distance_intent="away", authority="A2")
    assert outcome("DIST-WANTED", theirs, home, policy=policy) is Outcome.AVAILABLE


def test_the_national_mark_of_twenty_miles_stays_whatever_an_authority_says():
    policy = make_policy(authorities={"A1": {"far_miles": 10}})
    assert outcome("DIST-20", make_child(), make_home(position=at(15)), policy=policy) is None


# DIST-LOCAL


def marked(**changes):
    return make_policy(authorities={"A1": {"approval_miles": 20, **changes}})


@pytest.mark.parametrize(("east", "expected"), [(20, None), (20.001, Outcome.NEEDS_APPROVAL)])
def test_beyond_the_authoritys_own_mark_a_head_of_service_agrees(east, expected):
    assert outcome("DIST-LOCAL", make_child(), make_home(position=at(east)), policy=marked()) is expected


def test_without_a_mark_nothing_is_asked_and_nothing_is_unchecked():
    assert outcome("DIST-LOCAL", make_child(), make_home(position=at(300))) is None
    assert "DIST-LOCAL" not in judged(make_child(position=None), make_home()).not_checked


def test_the_mark_is_only_that_authoritys():
    other = make_child(authority="A2")
    assert outcome("DIST-LOCAL", other, make_home(position=at(300)), policy=marked()) is None


def test_a_region_may_have_a_mark_and_an_authority_a_nearer_one():
    policy = make_policy(limits={"approval_miles": 30}, authorities={"A1": {"approval_miles": 10}})
    home = make_home(position=at(15))
    assert outcome("DIST-LOCAL", make_child(), home, policy=policy) is Outcome.NEEDS_APPROVAL
    assert outcome("DIST-LOCAL", make_child(authority="A2"), home, policy=policy) is None


def test_with_a_mark_and_no_distance_dist_local_is_not_checked():
    assert "DIST-LOCAL" in judged(make_child(position=None), make_home(), marked()).not_checked


def test_dist_local_says_the_miles_the_mark_and_whose_it_is():
    word = said("DIST-LOCAL", make_child(), make_home(position=at(33.33)), policy=marked())
    assert "33.3 straight-line miles" in word.finding.sentence
    assert "over the 20-mile mark of Ashby" in word.finding.sentence
    assert word.finding.who == "head of service, Ashby"
    assert word.unlock
