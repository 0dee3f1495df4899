"""No name, postcode, school, family or resident in any task, and no other authority's child in one authority's."""

import json
import re
from functools import cache
from typing import Any

import pytest
from sharing.planted import Planted, planted_region

import placements
from placements.explain.recorded import Recorded
from placements.policy.policy import default_policy
from placements.reports.approvals import approvals_page
from placements.reports.task_files import label, tasks_csv
from placements.tasks.calendar import calendar
from placements.tasks.plan import Tasks, tasks_of

MARK = re.compile(r"zq\d{4}v")
SHOWN = {"child", "home", "authority", "provider"}
"""Marks the desk may read: ids, names of authorities, and whom to ring."""
SEEDS = range(12)


@cache
def planted(seed: int) -> tuple[Planted, Tasks]:
    made = planted_region(seed)
    document: dict[str, Any] = placements.match(made.region).to_dict()
    return made, tasks_of(Recorded(made.region, default_policy(), document, {}))


def marks(found: Tasks) -> set[str]:
    """Every mark in the JSON, the table, the page and the calendar."""
    document = found.to_dict()
    texts = (json.dumps(document), tasks_csv(document), approvals_page(document, label(document)))
    return set(MARK.findall("".join(texts) + calendar(found).decode().replace("\r\n ", "")))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_desks_tasks_hold_ids_authorities_and_providers_only(seed: int) -> None:
    made, found = planted(seed)
    assert {made.marks[mark].what for mark in marks(found)} <= SHOWN


@pytest.mark.parametrize("seed", SEEDS)
def test_an_authoritys_tasks_hold_no_other_child(seed: int) -> None:
    made, found = planted(seed)
    for authority in made.region.authorities:
        seen = {made.marks[mark] for mark in marks(found.of(authority.code))}
        assert {mark.whose for mark in seen if mark.what == "child"} <= {authority.code}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_calendar_holds_children_and_nothing_else(seed: int) -> None:
    made, found = planted(seed)
    said = set(MARK.findall(calendar(found).decode().replace("\r\n ", "")))
    assert {made.marks[mark].what for mark in said} == {"child"}


def test_marks_were_there_to_be_found() -> None:
    assert any("provider" in {planted(seed)[0].marks[m].what for m in marks(planted(seed)[1])} for seed in SEEDS)
    assert all(planted(seed)[1].tasks for seed in SEEDS)
