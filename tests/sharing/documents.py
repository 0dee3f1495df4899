"""A hand-made match with every part of the JSON in it: three authorities, siblings across two of them."""

from typing import Any

INSIST = {
    "levels": {"placed_overdue": 1, "placed_later": 4, "weekly_cost": 9900}, "displaced": ["S-1"],
    "first": {"name": "right_home_shortfall", "best": 12, "with_pair": 20}, "tie": False, "proven": True,
}  # fmt: skip


def placement(child_id: str, authority: str, home_id: str, **changed: Any) -> dict[str, Any]:
    """Return one row of `placements`."""
    criteria = [{"name": "distance", "title": "Distance", "points": 9, "most": 12, "sentence": "4.2 miles from home."}]
    return {
        "child_id": child_id, "home_id": home_id, "outcome": "available", "stop_gap": False, "approvals": [],
        "questions": [], "miles": 4.2, "weekly_cost": 600.0, "extra_cost": 100.0, "siblings_with": [],
        "siblings_apart": [], "school_kept": True, "points": {"distance": 9}, "shortfall": 0,
        "own_best": {"home_id": home_id, "if_insisted": None}, "best_home_id": home_id, "best_points": 9,
        "total_points": 9, "poor": False, "urgency": "later", "authority": authority, "home_authority": "E2",
        "kind": "fostering", "starts": "2026-11-30", "ends": "2027-02-15", "below_floor": [], "for": ["A family."],
        "against": [], "siblings_flag": None, "fee_known": True, "located": "exact", "confirmed_on": "2026-11-20",
        "not_checked": ["F-BED-HARD"], "criteria": criteria, "ring": {"whom": f"Agency of {home_id}", "order": 1},
        **changed,
    }  # fmt: skip


def _placements() -> list[dict[str, Any]]:
    consent = {"rule": "OOA-NOM", "who": "nominated officer, Northtown", "by": "2026-11-30", "sentence": "It adjoins."}
    impact = {"rule": "CH-IRA", "who": "registered manager",
              "question": "Does the impact risk assessment cover S-1, proposed to the same home?"}  # fmt: skip
    free = {"rule": "F-AVAIL", "who": "Agency of H-1", "question": "Is the place still free for the child?"}
    return [
        placement("N-1", "E1", "H-1", approvals=[consent], questions=[impact, free], outcome="needs_approval",
                  kind="residential", own_best={"home_id": "H-9", "if_insisted": INSIST}),
        placement("N-2", "E1", "H-2", urgency="today", siblings_apart=["S-2"], siblings_flag="should", stop_gap=True,
                  below_floor=["brothers and sisters apart"], starts="2026-11-23"),
        placement("S-1", "E2", "H-1", kind="residential", weekly_cost=5000.0),
        placement("S-2", "E2", "H-3", urgency="today", siblings_apart=["N-2"], siblings_flag="should"),
        placement("S-3", "E2", "H-4", kind="kinship"),
    ]  # fmt: skip


def _unplaced() -> list[dict[str, Any]]:
    change = {"rule": "F-AVAIL", "change": "A place is offered. Ask Agency of H-5.", "who": "Agency of H-5",
              "sentence": "No place."}  # fmt: skip
    row = {
        "why": "outranked", "blocked_by": [{"rule": "F-AVAIL", "homes": 7}], "below_floor": 0,
        "unlocks": [{"home_id": "H-5", "changes": [change], "miles": 3.0, "kind": "fostering", "children": ["N-3"]}],
        "urgency": "overdue", "needed_by": "2026-11-20", "lawful_homes": 1, "cannot_confirm": 0, "siblings": [],
        "waits_for": "A place: every home open to the child is proposed to children who come first or fit better.",
    }  # fmt: skip
    return [
        {"child_id": "N-3", **row, "authority": "E1", "taken_by": [{"child_id": "S-1", "home_id": "H-1"},
                                                                   {"child_id": "N-2", "home_id": "H-2"}]},
        {"child_id": "S-4", **row, "authority": "E2", "taken_by": [{"child_id": "N-1", "home_id": "H-1"}]},
    ]  # fmt: skip


def _decisions() -> list[dict[str, Any]]:
    day = {"deadline": "2026-11-23"}
    return [
        {"kind": "two_claims", "children": ["N-3", "S-1"], "homes": ["H-1"], **day,
         "why": "H-1 is the best home for each of them; it is proposed to S-1."},
        {"kind": "apart", "children": ["N-2", "S-2"], "homes": ["H-2", "H-3"], **day,
         "why": "They should live together; tonight they would not: N-2 at H-2, S-2 at H-3."},
        {"kind": "kin_not_chosen", "children": ["N-1"], "homes": ["H-1"], **day,
         "why": "N-1: H-4, a relative or friend, is proposed to S-3."},
        {"kind": "no_home", "children": ["S-4"], "homes": [], **day, "why": "S-4 is overdue and has no home."},
    ]  # fmt: skip


def _calls() -> dict[str, Any]:
    ours = {"rule": "F-AVAIL", "question": "Is the place free for N-3 or S-4?", "child_ids": ["N-3", "S-4"]}
    theirs = {"rule": "ADAPT", "question": "Has the home a hoist?", "child_ids": ["S-4"]}
    return {
        "sure": 4, "sure_children": ["N-1", "S-1", "S-2", "S-3"], "gain": 2, "by_class": {"overdue": 2}, "calls": [
            {"order": 1, "home_id": "H-6", "whom": "Agency of H-6", "questions": [theirs], "children": ["S-4"],
             "gain": 1, "anyway": [], "elsewhere": ["N-2"], "gives_way": []},
            {"order": 2, "home_id": "H-5", "whom": "Agency of H-5", "questions": [ours, theirs],
             "children": ["N-3", "S-4"], "gain": 1, "anyway": ["S-4"], "elsewhere": ["S-5"], "gives_way": ["S-3"]},
        ],
    }  # fmt: skip


def _tonight() -> list[dict[str, Any]]:
    route = {"rule": "F-TERMS", "name": "Emergency approval", "clock": "six working days", "by": "2026-12-01"}
    consent = {"rule": "F-CONSENT", "who": "Agency of H-5", "by": "2026-11-23"}
    home = {
        "home_id": "H-5", "order": 1, "whom": "Agency of H-5", "same_day": True, "outcome": "if_confirmed",
        "stop_gap": False, "held_for": "another child", "proposed_to": ["S-1"], "route": [route],
        "questions": ["Is the place held for S-1 still?"], "approvals": [consent], "miles": 3.0, "points": 40,
    }  # fmt: skip
    return [
        {"children": ["N-2", "S-2"], "urgency": "today", "homes": [home]},
        {"children": ["S-4"], "urgency": "overdue", "homes": [home]},
    ]


def _homes() -> dict[str, Any]:
    return {
        f"H-{n}": {"kind": "fostering", "authority": "E2", "operator": "E1" if n == 7 else None,
                   "provider": f"Agency of H-{n}", "sector": "independent", "located": "exact"}
        for n in range(1, 10)
    }  # fmt: skip


def make_document() -> dict[str, Any]:
    """Return a match; every call gives a new one, equal to the last."""
    placed, without = _placements(), _unplaced()
    level = {"sense": "min", "value": 3, "bound": 3, "gap": 0}
    return {
        "schema": "placements/match/1", "region": "Testshire", "as_of": "2026-11-23", "inputs": "1" * 64,
        "policy": "2" * 64, "version": "0.1.0", "solver": {"status": "optimal"},
        "levels": [{"name": "placed_overdue", **level}, {"name": "weekly_cost", **level}],
        "placements": placed, "unplaced": without, "decisions": _decisions(),
        "not_checked": [{"rule": "F-BED-HARD", "pairs": 12}], "settled": ["N-9", "S-9"],
        "capacity": [{"kind": "fostering", "authority": "E2", "homes": 3, "places": 9, "residents": 4, "offered": 2,
                      "proposed": 1, "name": "Southtown", "soon_free": 1, "blocked": 0}],
        "vacancy_ages": [{"confirmed": "2 working days or less", "homes": 5}],
        "connections": {
            "components": [{"children": 5, "homes": 6, "first_child": "S-1"}],
            "chains": [{"child_id": "N-3", "through": ["N-3", "H-1", "S-1", "H-6"]},
                       {"child_id": "S-4", "through": ["S-4", "H-1", "N-1", "H-6"]}],
        },
        "classes": {row["child_id"]: row["urgency"] for row in (*placed, *without)},
        "authorities": {"E1": "Northtown", "E2": "Southtown", "E3": "Weston and Hill"},
        "calls": _calls(), "tonight": _tonight(), "homes": _homes(),
        "areas": [
            {"code": code, "name": name, "latitude": 53.0, "longitude": -2.0, "member": True, "waiting": 3,
             "placed": 2, "offered": 3, "left": 1}
            for code, name in (("E1", "Northtown"), ("E2", "Southtown"))
        ],
        "children": {
            "N-9": {"authority": "E1"}, "S-9": {"authority": "E2"},
            "N-1": {"authority": "E1", "age": 12, "sex": "F", "needs": ["trauma", "Jo's cat"],
                    "adaptations": ["hoist"]},
            "S-1": {"authority": "E2", "age": 9, "sex": "M", "needs": [], "adaptations": []},
        },
    }  # fmt: skip
