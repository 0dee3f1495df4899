"""No confidential fact can be inferred from reasons, one answer or several together.

Two regions that differ only in a confidential fact, with the same homes open and closed by it, give the same answers to
every question about every home, letter for letter: so nothing in them, alone or put side by side, tells which it is.
"""

import json
from decimal import Decimal

import pytest
from factories import MONDAY, at, make_child, make_home, make_region, make_resident

from placements import api, examine
from placements.domain.children import Fact, KeepApart, SafetyArea

HOMES = (
    make_home("H1"), make_home("H2", position=at(4)), make_home("H3", kind="residential", position=at(9)),
    make_home("H4", position=at(12), available=0),
)  # fmt: skip
RESIDENTS = [make_resident("R1", "H1"), make_resident("R2", "H1"), make_resident("R3", "H3")]


def area(east, radius, basis, expires=None):
    return {"safety_areas": [
        SafetyArea(child_id="C1", radius_miles=Decimal(str(radius)), basis=basis, position=at(east), expires_on=expires)
    ]}  # fmt: skip


def apart(other, basis, expires=None):
    return {"keep_apart": [KeepApart(child_id="C1", other_id=other, basis=basis, expires_on=expires)]}


def order(*homes):
    return {"facts": [Fact(subject="child", id="C1", fact="no_contact_homes", value=";".join(homes), on=MONDAY)]}


LATER = MONDAY.replace(year=2030)
ALIKE = {
    "where the area is": (area(1, 2, "court"), area(0.2, 2.5, "court")),
    "who set the area": (area(1, 2, "court"), area(1, 2, "police")),
    "until when the area holds": (area(1, 2, "strategy"), area(1, 2, "strategy", LATER)),
    "two areas for one": (
        area(1, 2, "court"),
        {"safety_areas": [*area(0.5, 1.2, "police")["safety_areas"], *area(1.8, 1.2, "court")["safety_areas"]]},
    ),
    "which resident": (apart("R1", "court"), apart("R2", "court")),
    "a resident or the home": (apart("R1", "police"), apart("H1", "police")),
    "who keeps them apart": (apart("R1", "court"), apart("R1", "assessment")),
    "until when": (apart("R3", "court"), apart("R3", "court", LATER)),
    "an area or an order": (area(1, 0.5, "court"), area(1, 0.9, "police")),
}  # fmt: skip


def answers(rows):
    """Return every answer about C1: why, for each home; the list of homes; what would have to change; the proposal."""
    child = make_child("C1", suits_residential="suitable")
    region = make_region(children=[child], homes=list(HOMES), residents=list(RESIDENTS), **rows)
    found = [api.why(region, "C1", home.home_id).to_dict() for home in HOMES]
    listed = [api.child(region, "C1", tonight=tonight).to_dict() for tonight in (False, True)]
    # What was read of the child's own rows is told back to whoever asks for the child, how many areas included.
    found += [{key: value for key, value in answer.items() if key != "as_read"} for answer in listed]
    found.append(examine.unlock(region).to_dict())
    found.append(api.match(region).to_dict())
    return json.dumps(found, sort_keys=True)


@pytest.mark.parametrize("name", ALIKE)
def test_answers_do_not_tell_two_confidential_facts_apart(name):
    one, other = ALIKE[name]
    assert answers(one) == answers(other)


def test_the_test_would_notice():
    assert answers(area(1, 2, "court")) != answers(area(1, 5, "court"))


def test_two_homes_closed_for_safety_are_told_alike():
    """Side by side, two refusals say the same words, and none says how near."""
    child = make_child("C1", suits_residential="suitable")
    region = make_region(children=[child], homes=list(HOMES), **area(2, 3.5, "court"))
    said = []
    for home_id in ("H1", "H2"):
        rules = api.why(region, "C1", home_id).to_dict()["rules"]
        (zone,) = [rule for rule in rules if rule["rule"] == "ZONE-AVOID"]
        assert zone["measured"] is None
        assert zone["limit"] is None
        assert zone["unlock"] is None
        said.append({k: v for k, v in zone.items() if k != "home_id"})
    assert said[0] == said[1]


def test_an_order_against_a_household_says_no_more_than_a_safety_rule():
    child = make_child("C1")
    closed = make_region(children=[child], homes=list(HOMES), **order("H2"))
    rules = {rule["rule"]: rule for rule in api.why(closed, "C1", "H2").to_dict()["rules"]}
    assert "NOCONTACT" in rules
    assert rules["NOCONTACT"]["measured"] is None
    assert "order" not in rules["NOCONTACT"]["sentence"].lower() or "safety" in rules["NOCONTACT"]["sentence"].lower()


def test_what_another_child_needs_changes_no_answer_about_this_one():
    def about_c1(**other):
        children = [make_child("C1"), make_child("C2", needed_by=MONDAY.replace(day=30), **other)]
        region = make_region(children=children, homes=list(HOMES))
        return [api.why(region, "C1", home.home_id).to_dict() for home in HOMES]

    assert about_c1() == about_c1(religion="CANARY", ethnicity="CANARY", disability="CANARY", away_basis="CANARY")
