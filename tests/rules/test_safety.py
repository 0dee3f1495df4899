"""Safety, relationships and location: DIS-SUIT and ZONE-AVOID."""

from datetime import date
from decimal import Decimal

import pytest
from factories import at, judged, make_approval, make_child, make_home, outcome, said

from placements.domain.children import SafetyArea
from placements.domain.codes import Kind, Located, Outcome
from placements.geography.grid import globe_miles, miles

# DIS-SUIT


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("needs", "has", "expected"),
    [
        ((), None, None),
        ((), ("hoist",), None),
        (("wheelchair",), ("wheelchair", "hoist"), None),
        (("wheelchair",), ("hoist",), Outcome.RULED_OUT),
        (("wheelchair", "hoist"), ("hoist",), Outcome.RULED_OUT),
        (("wheelchair",), ("none",), Outcome.RULED_OUT),
        (("wheelchair",), None, Outcome.CANNOT_CONFIRM),
    ],
)
def test_every_adaptation_she_needs_is_there(kind, needs, has, expected):
    child, home = make_child(adaptations=needs), make_home(kind=kind, adaptations=has)
    assert outcome("DIS-SUIT", child, home) is expected


def test_dis_suit_says_which_adaptation_is_missing():
    child = make_child(adaptations=("wheelchair", "wet_room", "hoist"))
    word = said("DIS-SUIT", child, make_home(adaptations=("hoist",)))
    assert "no wheelchair" in word.finding.sentence
    assert "no wet room" in word.finding.sentence
    assert "hoist" not in word.finding.sentence
    assert (word.finding.measured, word.finding.limit) == (2, 0)
    assert word.unlock


def test_dis_suit_asks_the_provider_where_the_home_has_not_said():
    word = said("DIS-SUIT", make_child(adaptations=("hoist",)), make_home(adaptations=None, provider="Elm Care"))
    assert "has not said" in word.finding.sentence
    assert word.finding.who == "Elm Care"
    assert word.unlock.endswith("?")


def test_no_approval_stands_in_for_an_adaptation():
    child, approvals = make_child(adaptations=("hoist",)), [make_approval("DIS-SUIT", "H1")]
    assert outcome("DIS-SUIT", child, make_home(), approvals=approvals) is Outcome.RULED_OUT


# ZONE-AVOID


def area(radius: float = 10, position=None, basis="court", expires_on=None, child_id="C1"):
    return SafetyArea(
        child_id=child_id, radius_miles=Decimal(str(radius)), basis=basis, expires_on=expires_on,
        position=at() if position is None else position,
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("distance", "expected"), [(0, Outcome.RULED_OUT), (10, Outcome.RULED_OUT), (10.01, None), (40, None)]
)
def test_a_home_exactly_at_the_radius_is_inside(kind, distance, expected):
    home = make_home(kind=kind, position=at(distance))
    assert outcome("ZONE-AVOID", make_child(), home, safety_areas=[area()]) is expected


def test_inside_by_the_globe_formula_counts_as_inside():
    # In the east of England the grid stretches: a home can be over ten miles on the grid and under ten on the globe.
    norwich = (52.63, 1.60)
    centre, home = at(origin=norwich), at(10.0005, origin=norwich)
    assert globe_miles(centre, home) <= 10 < miles(centre, home)
    found = outcome("ZONE-AVOID", make_child(), make_home(position=home), safety_areas=[area(position=centre)])
    assert found is Outcome.RULED_OUT


def test_inside_by_the_grid_formula_counts_as_inside():
    # Near Manchester it is the other way round.
    centre, home = at(), at(10)
    assert miles(centre, home) <= 10 < globe_miles(centre, home)
    found = outcome("ZONE-AVOID", make_child(), make_home(position=home), safety_areas=[area()])
    assert found is Outcome.RULED_OUT


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("court", Outcome.RULED_OUT),
        ("police", Outcome.RULED_OUT),
        ("strategy", Outcome.RULED_OUT),
        ("preference", None),
    ],
)
def test_a_preference_about_areas_is_soft(basis, expected):
    assert outcome("ZONE-AVOID", make_child(), safety_areas=[area(basis=basis)]) is expected


@pytest.mark.parametrize(
    ("expires_on", "expected"),
    [(None, Outcome.RULED_OUT), (date(2026, 11, 23), Outcome.RULED_OUT), (date(2026, 11, 22), None)],
)
def test_an_area_is_avoided_to_its_last_day(expires_on, expected):
    assert outcome("ZONE-AVOID", make_child(), safety_areas=[area(expires_on=expires_on)]) is expected


def test_another_childs_area_is_not_hers():
    assert outcome("ZONE-AVOID", make_child(), safety_areas=[area(child_id="C9")]) is None


@pytest.mark.parametrize("located", [Located.SECTOR, Located.CONSTITUENCY, Located.AUTHORITY])
@pytest.mark.parametrize("distance", [0, 10, 60])
def test_a_roughly_located_home_cannot_be_confirmed_against_an_area(located, distance):
    home = make_home(position=at(distance, located=located))
    assert outcome("ZONE-AVOID", make_child(), home, safety_areas=[area()]) is Outcome.CANNOT_CONFIRM


def test_a_home_with_no_position_cannot_be_confirmed_against_an_area():
    home = make_home(position=None)
    assert outcome("ZONE-AVOID", make_child(), home, safety_areas=[area()]) is Outcome.CANNOT_CONFIRM


@pytest.mark.parametrize(
    "rows", [[], [area(basis="preference")], [area(expires_on=date(2026, 11, 22))], [area(child_id="C9")]]
)
def test_a_rough_position_is_no_question_without_a_hard_area(rows):
    home = make_home(position=at(1, located=Located.SECTOR))
    assert judged(make_child(), home, safety_areas=rows).outcome is Outcome.AVAILABLE


def test_a_home_known_to_be_inside_one_area_is_ruled_out_whatever_is_missing_of_another():
    nowhere = SafetyArea(child_id="C1", radius_miles=Decimal(1), basis="police")
    assert outcome("ZONE-AVOID", make_child(), safety_areas=[area(), nowhere]) is Outcome.RULED_OUT


@pytest.mark.parametrize("located", [Located.EXACT, Located.SECTOR])
def test_zone_avoid_gives_away_no_area_distance_or_reason(located):
    row = area(radius=7.7, basis="police", expires_on=date(2027, 6, 6))
    word = said("ZONE-AVOID", make_child(), make_home(position=at(3, located=located)), safety_areas=[row])
    shown = repr(word.finding)
    secrets = ("7.7", "3.0", "police", "2027", "mile", "53.", "-2.2", "C1", "inside", "radius")
    assert not any(secret in shown for secret in secrets)
    assert (word.finding.measured, word.finding.limit) == (None, None)


def test_the_sentence_is_the_same_near_and_far_from_the_middle():
    near = said("ZONE-AVOID", make_child(), make_home(position=at(0)), safety_areas=[area()])
    edge = said("ZONE-AVOID", make_child(), make_home(position=at(10)), safety_areas=[area()])
    assert near.finding == edge.finding


@pytest.mark.parametrize("located", [Located.EXACT, Located.SECTOR])
def test_a_safety_area_is_never_offered_as_an_unlock(located):
    home = make_home(position=at(1, located=located))
    assert said("ZONE-AVOID", make_child(), home, safety_areas=[area()]).unlock is None


def test_no_approval_lifts_a_safety_area():
    approvals = [make_approval("ZONE-AVOID"), make_approval("ZONE-AVOID", "H1")]
    assert outcome("ZONE-AVOID", make_child(), safety_areas=[area()], approvals=approvals) is Outcome.RULED_OUT
