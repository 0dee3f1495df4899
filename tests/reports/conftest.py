"""A plausible result with every class, kind and decision in it, and a browser to look at its page."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from reports.looking import Looked
from reports.parts import with_parts

from placements.reports.files import RuleInfo, write_match

URGENCY = {"overdue": "2026-11-23", "today": "2026-11-23", "soon": "2026-11-26", "later": "2027-01-14"}
RULES = (
    RuleInfo("DIST-20", "Within 20 miles", "Local policy (default of this tool): distance", "", False),
    RuleInfo("F-AVAIL", "A place for the child", "Placements Data Standard v2", "https://example.org/standard", True),
)


def _placement(child_id: str, urgency: str, **changed: Any) -> dict[str, Any]:
    criteria = [
        {"name": "kin_and_kind", "title": "Kin and kind of home", "points": 29, "most": 49, "sentence": "A family."},
        {"name": "identity", "title": "Identity", "points": 0, "most": 13, "sentence": "Not known to fit: language."},
    ]
    return {
        "child_id": child_id, "home_id": f"H-{child_id}", "outcome": "available", "stop_gap": False, "approvals": [],
        "questions": [], "miles": 4.2, "weekly_cost": 1234.5, "extra_cost": 0.0, "siblings_with": [],
        "siblings_apart": [], "school_kept": True, "points": {"kin_and_kind": 29, "identity": 0}, "shortfall": 0,
        "own_best": None, "best_home_id": f"H-{child_id}", "best_points": 29, "total_points": 29, "poor": False,
        "urgency": urgency, "authority": "E1", "home_authority": "E2", "kind": "fostering",
        "starts": URGENCY[urgency], "ends": "2027-02-15", "below_floor": [], "for": ["A family."],
        "against": ["Not known to fit: language."], "siblings_flag": None, "fee_known": True, "located": "exact",
        "confirmed_on": "2026-11-20", "not_checked": [], "criteria": criteria, **changed,
    }  # fmt: skip


def _unplaced(child_id: str, why: str, urgency: str, **changed: Any) -> dict[str, Any]:
    change = {"rule": "F-AVAIL", "change": "A place is offered.", "who": "Agency 1", "sentence": "No place is offered."}
    return {
        "child_id": child_id, "why": why,
        "blocked_by": [{"rule": r, "homes": n} for r, n in (("F-AVAIL", 7000), ("DIST-20", 9), ("X-1", 8),
                                                           ("X-2", 7), ("X-3", 6), ("X-4", 5))],
        "below_floor": 3, "taken_by": [], "unlocks": [
            {"home_id": "H-9", "changes": [change], "miles": 0.7, "kind": "residential"},
            {"home_id": "H-10", "changes": [change, change], "miles": None, "kind": "fostering"},
        ],
        "urgency": urgency, "authority": "E1", "needed_by": URGENCY[urgency], "lawful_homes": 0, "cannot_confirm": 1,
        "siblings": [], "waits_for": "A home that may lawfully take the child; today there is none.", **changed,
    }  # fmt: skip


def _placements() -> list[dict[str, Any]]:
    approval = {"rule": "OOA-NOM", "who": "nominated officer, Northtown", "by": "2026-11-23", "sentence": "It adjoins."}
    question = {"rule": "F-AVAIL", "question": "Is the place still free for the child?", "who": "Agency 1"}
    floor = ["more than 20 straight-line miles from the child's home"]
    apart = {"siblings_flag": "should", "below_floor": ["brothers and sisters apart"], "stop_gap": True}
    return [
        _placement("A-1", "overdue", stop_gap=True, below_floor=floor, miles=28.9, extra_cost=600.0),
        _placement("A-2", "overdue", approvals=[approval], outcome="needs_approval"),
        _placement("B-1", "today", siblings_apart=["B-2"], **apart),
        _placement("B-2", "today", siblings_apart=["B-1"], **apart),
        _placement("C-1", "soon", siblings_with=["C-2"], siblings_flag="must", home_id="H-C"),
        _placement("C-2", "soon", siblings_with=["C-1"], siblings_flag="must", home_id="H-C"),
        _placement("D-1", "later", best_home_id="H-X", best_points=70, shortfall=41, poor=True, miles=None),
        _placement("D-2", "later", best_home_id="H-Y", best_points=31, questions=[question], kind="residential"),
        _placement("D-3", "later", kind="secure", fee_known=False, located="authority", extra_cost=1234.5),
    ]


def _without() -> list[dict[str, Any]]:
    taken = [{"child_id": "D-1", "home_id": "H-D-1"}]
    return [
        _unplaced("N-1", "no_home", "overdue"),
        _unplaced("N-2", "group", "today", siblings=["N-3"], lawful_homes=12),
        _unplaced("N-3", "group", "today", siblings=["N-2"]),
        _unplaced("N-4", "held", "soon"),
        _unplaced("N-5", "held", "later"),
        _unplaced("N-6", "policy", "later", unlocks=[]),
        _unplaced("N-7", "outranked", "later", taken_by=taken),
    ]


def _decision(kind: str, children: list[str], deadline: str = "2026-11-23") -> dict[str, Any]:
    return {"kind": kind, "children": children, "why": f"Why {kind}.", "deadline": deadline, "homes": ["H-1"]}


def make_result() -> dict[str, Any]:
    """Return a result; every call gives a new one, equal to the last."""
    placed, without = _placements(), _without()
    decisions = [
        _decision("no_home", ["N-1"]), _decision("no_home", ["N-2"]), _decision("no_home", ["N-3"]),
        _decision("stop_gap", ["A-1"]), _decision("apart", ["N-2", "N-3"]), _decision("apart", ["B-1", "B-2"]),
        _decision("two_claims", ["N-7", "D-1"], "2027-01-14"), _decision("held", ["N-4"], "2026-11-26"),
        _decision("held", ["N-5"], "2027-01-14"), _decision("secure_nomination", ["D-3"], "2027-01-14"),
        _decision("kin_not_chosen", ["A-2"]), _decision("something_new", ["A-2"]),
    ]  # fmt: skip
    capacity = [
        {"kind": kind, "authority": code, "homes": 3, "places": 9, "residents": 4, "offered": 2, "proposed": proposed,
         "name": name}
        for kind, proposed in (("fostering", 1), ("kinship", 0), ("residential", 3))
        for code, name in (("E1", "Northtown"), ("E2", "Southtown"))
    ]  # fmt: skip
    result = {
        "schema": "placements/match/1", "region": "Testshire", "as_of": "2026-11-23", "inputs": "1" * 64,
        "policy": "2" * 64, "version": "0.1.0", "solver": {"status": "optimal"},
        "levels": [
            {"name": "placed_overdue", "sense": "max", "value": 2, "bound": 2, "gap": 0},
            {"name": "weekly_cost", "sense": "min", "value": 1834.5, "bound": 1834.5, "gap": 0},
        ],
        "placements": placed, "unplaced": without, "decisions": decisions,
        "not_checked": [{"rule": "DIST-20", "pairs": 1200}], "settled": ["S-1"], "capacity": capacity,
        "vacancy_ages": [{"confirmed": "2 working days or less", "homes": 5}],
        "connections": {
            "components": [{"children": 9, "homes": 12, "first_child": "A-1"},
                           {"children": 1, "homes": 0, "first_child": "N-1"}],
            "chains": [{"child_id": "N-7", "through": ["N-7", "H-D-1", "D-1", "H-X"]}],
        },
        "classes": {row["child_id"]: row["urgency"] for row in (*placed, *without)},
        "authorities": {"E1": "Northtown", "E2": "Southtown", "E3": "Windsor and Maidenhead", "E9": "Faraway"},
    }  # fmt: skip
    return with_parts(result)


@pytest.fixture
def result() -> dict[str, Any]:
    return make_result()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    def write(result: dict[str, Any], name: str = "out") -> Path:
        write_match(result, tmp_path / name, rules=RULES, policy_text="[points]\npoor = 25\n")
        return tmp_path / name / "region"

    return write


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[[Path, int], Looked]]:
    """Open `report.html` of a folder, or any page, at a width."""
    opened: list[Looked] = []

    def look_at(out: Path, width: int = 1280) -> Looked:
        opened.append(Looked(browser, out if out.suffix == ".html" else out / "report.html", width))
        return opened[-1]

    yield look_at
    for looked in opened:
        looked.page.close()
