"""Settled children due to need a home within eight weeks, and transfers: in the decisions and in `check`."""

from datetime import date

import pytest
from factories import MONDAY, fact, make_approval, make_child, make_home, make_region

import placements
from placements.domain.children import Fact
from placements.domain.due import due
from placements.domain.region import Region
from placements.reports.meeting import meeting
from placements.tables.columns import TABLES
from placements.tables.records import RecordTable
from placements.tables.search_warnings import odd_searches

IN_TIME, TOO_FAR, OVER = "2027-01-18", "2027-01-19", "2026-11-20"
"""Eight weeks after Monday 23 November 2026, a day more, and a day that has passed."""


def settled(kind: str = "secure", *facts: Fact, **rows: object) -> Region:
    """Return a region with one child in the match and one settled in a home of a kind."""
    child = make_child("C1", current_home_id="H9", **rows.pop("child", {}))
    home = make_home("H9", kind, **rows.pop("home", {}))
    return make_region(children=[child, make_child("C2")], homes=[make_home("H1"), home], facts=facts, **rows)


def order(day: str) -> Fact:
    return fact("child", "C1", "secure_order_ends", day)


def kinds(region: Region) -> list[tuple[str, str]]:
    return [(found.child_id, found.kind) for found in due(region)]


def decided(region: Region) -> list[dict[str, object]]:
    found = placements.match(region).to_dict()["decisions"]
    return [d for d in found if d["kind"] in ("step_down_due", "kinship_ends", "transfer_due")]


def warned(region: Region) -> list[tuple[int, str, str]]:
    table = next(t for t in TABLES if t.name == "children")
    rows = RecordTable(table, [(line, child) for line, child in enumerate(region.children, start=2)])
    return [(p.row, p.column, p.code) for p in odd_searches(region, rows)]


# Step-down


@pytest.mark.parametrize(("day", "listed"), [(IN_TIME, True), (TOO_FAR, False), (OVER, True), ("none", False)])
def test_a_secure_order_that_ends_within_eight_weeks_is_listed(day, listed):
    region = settled("secure", order(day))
    assert kinds(region) == ([("C1", "step_down_due")] if listed else [])
    assert [d["children"] for d in decided(region)] == ([["C1"]] if listed else [])
    assert warned(region) == ([(2, "move_agreed_on", "SEARCH")] if listed else [])


def test_the_child_is_not_in_the_match_and_the_decision_says_what_to_do():
    document = placements.match(settled("secure", order("2026-12-11"))).to_dict()
    (found,) = [d for d in document["decisions"] if d["kind"] == "step_down_due"]
    assert found["deadline"] == "2026-12-11"
    assert "due to need a home by 11 December 2026" in found["why"]
    assert "move_agreed_on" in found["why"]
    assert document["settled"] == ["C1"]
    assert "C1" not in document["classes"]


def test_a_day_that_has_passed_is_decided_today():
    (found,) = decided(settled("secure", order(OVER)))
    assert found["deadline"] == MONDAY.isoformat()
    assert "should have a home by 20 November 2026" in found["why"]
    assert "ended" in found["why"]


def test_a_child_whose_move_is_agreed_is_looked_for_and_not_listed():
    assert kinds(settled("secure", order("2026-12-11"), child={"move_agreed_on": MONDAY})) == []


@pytest.mark.parametrize(("day", "listed"), [("2026-11-22", False), ("2026-11-23", True)])
def test_an_order_that_ended_before_a_child_moved_on_is_history(day, listed):
    assert bool(kinds(settled("residential", order(day)))) is listed


@pytest.mark.parametrize(("day", "listed"), [(IN_TIME, True), (TOO_FAR, False), ("none", False)])
def test_a_planned_step_down_from_a_childrens_home_is_listed(day, listed):
    region = settled("residential", fact("child", "C1", "step_down_by", day))
    assert kinds(region) == ([("C1", "step_down_due")] if listed else [])


def test_without_facts_nobody_is_listed():
    assert kinds(settled("secure")) == []
    assert decided(settled("secure")) == []


# Kin


@pytest.mark.parametrize(("day", "listed"), [(IN_TIME, True), (TOO_FAR, False), (OVER, True), ("none", False)])
def test_a_temporary_approval_of_kin_that_ends_within_eight_weeks(day, listed):
    said = fact("home", "H9", "temporary_approval_ends", day)
    assert kinds(settled("kinship", said)) == ([("C1", "kinship_ends")] if listed else [])
    assert kinds(settled("fostering", said)) == []


@pytest.mark.parametrize(
    ("approval", "listed"),
    [
        ({"expires_on": date(2027, 1, 18)}, True), ({"expires_on": date(2027, 1, 19)}, False), ({}, False),
        ({"expires_on": date(2027, 1, 18), "approved_on": date(2026, 11, 24)}, False),
        ({"expires_on": date(2027, 1, 18), "child_id": "C2"}, False),
    ],
)  # fmt: skip
def test_the_end_of_the_approval_on_record_counts_where_no_fact_is_said(approval, listed):
    held = [make_approval("K-REG24", "H9").model_copy(update=approval)]
    region = settled("kinship", home={"registration": None}, approvals=held)
    assert bool(kinds(region)) is listed
    assert kinds(settled("kinship", approvals=held)) == []


def test_an_extension_counts_and_the_fact_comes_first():
    first = make_approval("K-REG24", "H9", expires_on=date(2026, 12, 2))
    more = make_approval("K-REG24", "H9", expires_on=date(2027, 1, 27))
    assert kinds(settled("kinship", home={"registration": None}, approvals=[first, more])) == []
    said = fact("home", "H9", "temporary_approval_ends", "2026-12-02")
    region = settled("kinship", said, home={"registration": None}, approvals=[more])
    (found,) = decided(region)
    assert found["deadline"] == "2026-12-02"
    assert "extend the approval" in found["why"]


# Transfers


def moving(**changes: object) -> Region:
    child = make_child("C1", uasc=True, purpose="transfer", **changes)
    rows = [fact("child", "C1", "transfer_agreed_on", "2026-11-20"), fact("child", "C1", "transfer_from", "A2")]
    return make_region(children=[child], facts=rows)


def test_a_transfer_is_decided_within_ten_working_days():
    (found,) = decided(moving())
    assert (found["kind"], found["deadline"]) == ("transfer_due", "2026-12-04")
    assert "Bexton until then, Ashby from then on" in found["why"]
    assert decided(make_region(children=[make_child(uasc=True, purpose="transfer")])) == []


# The meeting, and the other warnings


def test_the_meeting_has_a_form_for_each_of_them():
    region = settled(
        "kinship", fact("home", "H9", "temporary_approval_ends", "2026-11-23"), order("2026-11-25"),
        fact("child", "C2", "transfer_agreed_on", "2026-11-10"),
    )  # fmt: skip
    second = region.child["C2"].model_copy(update={"uasc": True})
    region = make_region(
        children=[region.child["C1"], make_child("C2", uasc=second.uasc, purpose="transfer")], homes=region.homes,
        facts=region.facts,
    )  # fmt: skip
    agenda = meeting(placements.match(region).to_dict())
    found = {group.kind: group.form.heading for deadline in agenda for group in deadline.groups}
    assert {"step_down_due", "kinship_ends", "transfer_due"} <= found.keys()
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ({"purpose": "respite", "current_home_id": "H1"}, ["SEARCH"]),
        ({"purpose": "respite", "current_home_id": "H1", "move_agreed_on": MONDAY}, []),
        ({"purpose": "respite", "current_home_id": "H1", "notice_ends": date(2026, 12, 1)}, ["ODD"]),
        ({"purpose": "respite"}, []),
    ],
)  # fmt: skip
def test_searches_that_do_not_fit_the_child(row, codes):
    assert [code for _, _, code in warned(make_region(children=[make_child(**row)]))] == codes


@pytest.mark.parametrize(("ready", "codes"), [("2026-11-23", ["DATES"]), ("2026-11-24", [])])
def test_a_bridge_that_ends_before_it_begins(ready, codes):
    region = make_region(facts=[fact("child", "C1", "bridging_until", ready)])
    assert [code for _, _, code in warned(region)] == codes
