"""The list as a whole: order, references, one authority's part, and proposals that are refused."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from factories import MONDAY, make_approval, make_child, make_home, make_policy, make_region, make_resident
from icalendar import Calendar
from properties.regions import small_region
from tasks.making import made, of

import placements
from placements.errors import InputError
from placements.explain.recorded import Recorded
from placements.policy.policy import default_policy
from placements.reports.task_files import tasks_csv
from placements.tasks.calendar import calendar
from placements.tasks.clocks import GATES
from placements.tasks.plan import tasks_of

SEEDS = range(25)


def matched(seed: int):
    """Return the tasks of a random region's own proposal."""
    region = small_region(seed)
    document = placements.match(region).to_dict()
    return tasks_of(Recorded(region, default_policy(), document, {})), document


@pytest.mark.parametrize("seed", SEEDS)
def test_every_approval_of_the_match_has_a_pack_and_a_task(seed: int) -> None:
    found, document = matched(seed)
    tasks = {(task.child_id, task.home_id, task.code) for task in found.tasks}
    packs = {(pack.child_id, a.code) for pack in found.packs for a in pack.approvals}
    for row in document["placements"]:
        for asked in row["approvals"]:
            assert (row["child_id"], row["home_id"], asked["rule"]) in tasks
            assert (row["child_id"], asked["rule"]) in packs
        if row["stop_gap"]:
            assert (row["child_id"], row["home_id"], "STOP-GAP") in tasks
    searched = {task.child_id for task in found.tasks if task.code == "SEARCH"}
    assert searched == {row["child_id"] for row in document["unplaced"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_order_references_and_days(seed: int) -> None:
    found, document = matched(seed)
    days = [(task.due, GATES.index(task.gate)) for task in found.tasks]
    assert days == sorted(days)
    references = [task.reference(found.key) for task in found.tasks]
    assert len(set(references)) == len(references)
    as_of = date.fromisoformat(document["as_of"])
    past = {task.code for task in found.tasks if task.due < as_of}
    assert past <= {"NOTICE-ENDS", "UASC-NTS"}
    assert all(task.latest is None or task.latest > task.due for task in found.tasks)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    found, document = matched(seed)
    region = found.recorded.region
    turned = replace(
        region,
        **{name: tuple(reversed(getattr(region, name))) for name in
           ("children", "homes", "residents", "vacancies", "offers", "approvals")},
    )  # fmt: skip
    again = tasks_of(Recorded(turned, default_policy(), {**document, "placements": document["placements"][::-1]}, {}))
    assert json.dumps(found.to_dict()) == json.dumps(again.to_dict())
    assert calendar(found) == calendar(again)


def test_a_reference_lasts_from_week_to_week_and_is_keyed() -> None:
    def references(as_of, key="one"):
        policy = make_policy(tie={"key": key})
        found = of({"needed_by": date(2026, 12, 14)}, as_of=as_of, policy=policy)
        return {task.code: task.reference(found.key) for task in found.tasks}

    assert references(MONDAY) == references(date(2026, 11, 30))
    assert not set(references(MONDAY).values()) & set(references(MONDAY, "two").values())


def test_a_proposal_that_breaks_a_rule_is_refused_without_a_cell() -> None:
    region = make_region(homes=[make_home(max_age=5)])
    document = {"placements": [{"child_id": "C1", "home_id": "H1"}], "inputs": "", "policy": ""}
    with pytest.raises(InputError, match=r"proposes what F-TERMS does not allow \(C1\)"):
        tasks_of(Recorded(region, default_policy(), document, {}))


def test_two_children_in_one_place_are_refused() -> None:
    with pytest.raises(InputError, match="F-AVAIL"):
        made({"C1": "H1", "C2": "H1"}, children=[make_child("C1"), make_child("C2")])


def test_one_authoritys_tasks_are_about_its_own_children_only() -> None:
    children = [make_child("C1"), make_child("C2", authority="A2")]
    home = make_home(kind="residential", places=5, available=2)
    found = made({"C1": "H1", "C2": "H1"}, children=children, homes=[home], residents=[make_resident()])
    own = found.of("A2")
    assert {task.child_id for task in own.tasks} == {"C2"}
    assert {pack.child_id for pack in own.packs} == {"C2"}
    text = json.dumps(own.to_dict())
    assert not re.search(r"\bC1\b", text)
    assert own.to_dict()["proposals"] == 1
    assert found.to_dict()["proposals"] == 2
    assert len(found.of("A1").tasks) + len(own.tasks) == len(found.tasks)


def test_the_json_has_its_schema_and_says_what_is_never_raised() -> None:
    document = of().to_dict()
    assert document["schema"] == "placements/tasks/1"
    fields = {
        "task", "date", "latest", "latest_if", "gate", "if_decided", "child_id", "home_id", "authority", "person",
        "whom", "code", "title", "do", "list", "calendar", "sources",
    }  # fmt: skip
    assert fields == set(document["tasks"][0])
    assert {row["code"] for row in document["not_raised"]} >= {"P1-IMMED", "ZONE-AVOID", "DOLO-ENDS"}
    decided = {row["code"]: row["if_decided"] for row in document["tasks"]}
    assert not decided["WISHES"]
    assert not decided["CONSENT-CARER"]
    assert decided["PLACEMENT-PLAN"]
    assert decided["VISIT-FIRST"]


def test_the_table_is_the_json_row_by_row() -> None:
    document = of(None, {"authority": "A2", "sector": "independent"}).to_dict()
    lines = tasks_csv(document).splitlines()
    assert len(lines) == len(document["tasks"]) + 1
    assert lines[0].startswith('"task","date","latest"')
    assert all(row["task"] in line for row, line in zip(document["tasks"], lines[1:], strict=True))


# The calendar


def test_the_calendar_reads_back_as_the_tasks() -> None:
    found = of(None, {"authority": "A2", "sector": "independent"})
    events = list(Calendar.from_ical(calendar(found)).walk("VEVENT"))
    assert len(events) == len(found.tasks)
    for event, task in zip(events, found.tasks, strict=True):
        reference = task.reference(found.key)
        assert event["UID"] == f"{reference.lower()}@placements"
        assert event.decoded("DTSTART") == task.due
        assert (event.decoded("DTEND") - task.due).days == 1
        assert event.decoded("DTSTAMP").isoformat() == "2026-11-23T00:00:00+00:00"
        assert str(event["SUMMARY"]).startswith("C1: ")
        assert str(event["SUMMARY"]).endswith(f"({reference})")
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "CLASS", "TRANSP"}
        assert ("if decided" in event["SUMMARY"]) is task.decided


def test_a_calendar_says_nothing_about_a_child_but_the_reference() -> None:
    secure = of({"date_of_birth": date(2011, 6, 1)}, {"kind": "secure"}, approvals=[make_approval("SEC-CRIT")])
    text = calendar(secure).decode()
    for word in ("secure", "H1", "SEC", "court", "Ashby", "Secretary", "nominat"):
        assert word.casefold() not in text.casefold()


def test_the_same_tasks_are_the_same_bytes_and_odd_ids_are_safe() -> None:
    def written(child_id: str) -> bytes:
        return calendar(made({child_id: "H1"}, children=[make_child(child_id)]))

    assert written("C1") == written("C1")
    odd = "A;B,C\\n: " + "É" * 60
    (event, *_) = Calendar.from_ical(written(odd)).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith(odd)
    assert b"\r\n" in written(odd)
    assert max(len(line) for line in written(odd).split(b"\r\n")) <= 75
