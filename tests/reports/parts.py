"""The parts of a result that say whom to ring, where places are and what insisting would do."""

from typing import Any

AREAS = (
    ("E1", "Northtown", 53.48, -2.24), ("E2", "Southtown", 53.44, -2.2),
    ("E3", "Windsor and Maidenhead", None, None), ("E9", "Faraway", 50.1, -5.5),
)  # fmt: skip


def _insisted(home_id: str, first: dict[str, Any] | None, *displaced: str) -> dict[str, Any]:
    forced = {"levels": {}, "displaced": list(displaced), "first": first, "tie": first is None, "proven": True}
    return {"home_id": home_id, "if_insisted": forced}


def _calls() -> dict[str, Any]:
    free = {"rule": "F-AVAIL", "question": "Is the place still free for the child?"}
    purpose = {"rule": "CH-SOP", "question": "Does the statement of purpose cover autism?", "child_ids": ["N-1"]}
    return {
        "sure": 8, "sure_children": [], "gain": 3, "by_class": {"overdue": 1, "today": 2},
        "calls": [
            {"order": 1, "home_id": "H-9", "whom": "Agency 1", "children": ["N-2", "N-3"], "gain": 2,
             "anyway": [], "elsewhere": [], "gives_way": [],
             "questions": [{**free, "child_ids": ["N-2", "N-3"]}]},
            {"order": 2, "home_id": "H-10", "whom": "Southtown fostering service", "children": ["N-1"], "gain": 1,
             "anyway": [], "elsewhere": [], "gives_way": [],
             "questions": [{**free, "child_ids": ["N-1", "N-4"]}, purpose]},
        ],
    }  # fmt: skip


def _ring(home_id: str, order: int, **changed: Any) -> dict[str, Any]:
    return {
        "home_id": home_id, "order": order, "whom": "Agency 1", "same_day": True, "outcome": "available",
        "stop_gap": False, "held_for": "nobody", "proposed_to": [], "route": [], "questions": [], "miles": 4.2,
        "approvals": [], "points": 61, **changed,
    }  # fmt: skip


def _tonight() -> list[dict[str, Any]]:
    terms = {"rule": "F-TERMS", "name": "Emergency approval outside the terms", "clock": "six working days",
             "by": "2026-12-01"}  # fmt: skip
    asked = _ring(
        "H-9",
        2,
        same_day=None,
        outcome="needs_approval",
        proposed_to=["D-1"],
        route=[terms],
        miles=None,
        approvals=[{"rule": "OOA-NOM", "who": "nominated officer, Northtown", "by": "2026-11-23"}],
    )
    taken = _ring("H-10", 3, same_day=False, outcome="if_confirmed", stop_gap=True, held_for="another child",
                  whom="Southtown fostering service", questions=["Is the place still free for the child?"])  # fmt: skip
    return [
        {"children": ["A-1"], "urgency": "overdue", "homes": [asked, _ring("H-A-1", 1, proposed_to=["A-1"]), taken]},
        {"children": ["B-1", "B-2"], "urgency": "today", "homes": [_ring("H-B-1", 1, proposed_to=["B-1"])]},
        {"children": ["N-1"], "urgency": "overdue", "homes": []},
        {"children": ["N-2", "N-3"], "urgency": "today", "homes": [taken]},
    ]


def _areas() -> list[dict[str, Any]]:
    """As the match counts them: `waiting` is every child in the match, those with a proposed home among them."""
    counts = {"E1": (16, 9, 4, 1), "E2": (0, 0, 6, 4), "E3": (1, 1, 0, 0), "E9": (0, 0, 3, 3)}
    keys = ("waiting", "placed", "offered", "left")
    return [
        {"code": code, "name": name, "latitude": latitude, "longitude": longitude, "member": code == "E2" or None,
         **dict(zip(keys, counts[code], strict=True))}
        for code, name, latitude, longitude in AREAS
    ]  # fmt: skip


def with_parts(result: dict[str, Any]) -> dict[str, Any]:
    """Return the result with every part added, in place."""
    placed = {p["child_id"]: p for p in result["placements"]}
    for p in placed.values():
        p["own_best"] = _insisted(p["best_home_id"], None)
        p["ring"] = {"whom": "Agency 1", "order": 1}
    placed["D-1"]["own_best"] = _insisted("H-X", {"name": "stop_gaps", "best": 2, "with_pair": 3}, "C-1", "C-2")
    placed["D-3"]["own_best"] = _insisted("H-Z", {"name": "weekly_cost", "best": 1834.5, "with_pair": 1900.0})
    placed["D-2"]["own_best"] = _insisted("H-Y", None)
    for u in result["unplaced"]:
        for unlock in u["unlocks"]:
            unlock["children"] = [u["child_id"], *u["siblings"]]
    for row in result["capacity"]:
        row |= {"soon_free": 2, "blocked": 1}
    ids = {p["home_id"] for p in placed.values()} | {"H-9", "H-10", "H-X", "H-Y", "H-Z"}
    homes = {
        h: {"kind": "fostering", "authority": "E2", "operator": None, "provider": "Agency 1", "sector": "independent",
            "located": "exact"}
        for h in sorted(ids)
    }  # fmt: skip
    return result | {"homes": homes, "calls": _calls(), "tonight": _tonight(), "areas": _areas()}
