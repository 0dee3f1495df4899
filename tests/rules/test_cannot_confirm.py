"""Missing data: what cannot be confirmed comes only from the published list, and is never silently a fail or a pass."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from factories import at, judged, make_child, make_home

from placements.domain.children import Child, SafetyArea
from placements.domain.codes import Kind, Located, Outcome
from placements.domain.homes import Home

UNKNOWN = Outcome.CANNOT_CONFIRM
KINDS = list(Kind)
STATED = (Kind.RESIDENTIAL, Kind.SUPPORTED, Kind.SECURE)
THE_LIST = {("adaptations", kind) for kind in KINDS} | {
    (column, kind) for kind in STATED for column in ("needs_met", "min_age", "max_age", "registration")
}
"""Columns of a home that may not be blank for a child with needs and adaptations, by kind."""

AREA = SafetyArea(child_id="C1", radius_miles=Decimal(1), basis="court", position=at(50))

GIRL: dict[str, Any] = {
    "date_of_birth": date(2010, 3, 1), "needs": ("autism",), "adaptations": ("hoist",), "languages": ("English",),
    "suits_supported": "suitable", "solo": "no", "alongside": "any", "pets": "can", "distance_intent": "near",
    "keep_school": False, "dolo": False, "uasc": False, "unborn": False, "purpose": "new", "where_now": "home",
    "school_year": 11, "max_school_miles": 10, "expected_weeks": 12, "siblings": "may", "sibling_group": "G1",
    "religion": "none", "ethnicity": "WBRI", "legal_status": "C2", "can_wait_until": date(2026, 12, 1),
}  # fmt: skip
HOME: dict[str, Any] = {
    "min_age": 10, "max_age": 17, "sex": "any", "needs_met": ("autism",), "adaptations": ("hoist",),
    "weekly_fee": 1000, "contract": "framework", "grade": "good", "registration": "SC1", "languages": ("English",),
    "religion": "none", "smoker": False, "pets": "dog", "solo_capable": True, "bedrooms_sharing": False,
    "same_day": True, "notice_days": 0, "available_from": date(2026, 11, 1), "confirmed_on": date(2026, 11, 23),
    "run_by": "A1", "provider": "Elm Care", "owner": "Elm", "named_children": ("C1",), "places": 1,
}  # fmt: skip


def unknowns(child=None, home=None, **rows):
    return {v.rule.code for v in judged(child, home, **rows).verdicts if v.outcome is UNKNOWN}


def optional(record):
    return sorted(name for name, field in record.model_fields.items() if not field.is_required() and name != "position")


def _blank(record, column):
    return () if record.model_fields[column].default == () else None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", [c for c in optional(Home) if c not in ("status", "located")])
def test_a_blank_column_of_a_home_cannot_be_confirmed_exactly_where_the_list_says(column, kind):
    home = make_home(kind=kind, **{**HOME, column: _blank(Home, column)})
    assert bool(unknowns(make_child(**GIRL), home)) is ((column, kind) in THE_LIST)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", optional(Child))
def test_no_blank_column_of_a_child_is_ever_a_question(column, kind):
    child = make_child(**{**GIRL, column: _blank(Child, column)})
    assert unknowns(child, make_home(kind=kind, **HOME)) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_child_and_a_home_with_neither_position_nor_anything_else_known(kind):
    """Only what the list names: age range and registration of homes with a statement of purpose."""
    bare = Home.model_validate(
        {"home_id": "H1", "kind": kind, "authority": "A1", "sector": "in_house", "places": 1, "available": 1}
    )
    child = Child.model_validate(
        {"child_id": "C1", "authority": "A1", "date_of_birth": date(2010, 3, 1), "sex": "F",
         "needed_by": date(2026, 11, 23)}
    )  # fmt: skip
    expected = {
        Kind.RESIDENTIAL: {"CH-REG", "CH-SOP"},
        Kind.SUPPORTED: {"SA-16", "CH-SOP"},
        Kind.SECURE: {"SEC-APPROVED", "SEC-AGE"},
    }
    assert unknowns(child, bare) == expected.get(kind, set())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", ["needs_met", "adaptations"])
def test_a_child_without_needs_asks_no_questions_about_them(column, kind):
    child = make_child(**{**GIRL, "needs": (), "adaptations": ()})
    assert unknowns(child, make_home(kind=kind, **{**HOME, column: None})) == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", ["open", "on_hold", "restricted", "closed", "unregistered"])
def test_among_the_statuses_only_kinship_on_hold_cannot_be_confirmed(kind, status):
    found = unknowns(make_child(**GIRL), make_home(kind=kind, **HOME, status=status))
    assert found == ({"K-VIAB"} if (kind, status) == (Kind.KINSHIP, "on_hold") else set())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("located", list(Located))
@pytest.mark.parametrize("areas", [[], [AREA]])
def test_a_rough_position_cannot_be_confirmed_only_against_a_safety_area(kind, located, areas):
    home = make_home(kind=kind, **HOME, position=at(1, located=located))
    expected = {"ZONE-AVOID"} if areas and located is not Located.EXACT else set()
    assert unknowns(make_child(**GIRL), home, safety_areas=areas) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hers", ["F", "M", "U"])
@pytest.mark.parametrize("home_takes", ["any", "F", "M", None])
def test_sex_u_cannot_be_confirmed_only_against_a_sex_limited_home(kind, hers, home_takes):
    found = unknowns(make_child(**GIRL, sex=hers), make_home(kind=kind, **{**HOME, "sex": home_takes}))
    assert bool(found) is (hers == "U" and home_takes in ("F", "M"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_has_somebody_to_answer_it(kind):
    home = make_home(kind=kind, **{**HOME, "needs_met": None, "adaptations": None, "registration": None})
    for verdict in judged(make_child(**GIRL), home).verdicts:
        if verdict.outcome is UNKNOWN:
            assert verdict.finding.who, verdict.rule.code
            assert verdict.finding.unlock, verdict.rule.code
