"""Shortlists as `child --json` gives them: a usual one, and the longest that two pages have to hold."""

from typing import Any

CRITERIA = (
    ("kin_and_kind", "Kin and kind of home", 21, 40), ("siblings", "Brothers and sisters", 10, 10),
    ("school", "School", 8, 12), ("distance", "Distance from home", 7, 9), ("needs_fit", "Needs met", 8, 9),
    ("contact", "Family time", 3, 5), ("identity", "Identity, language and wishes", 2, 5),
    ("certainty", "Approvals and confirmations", 3, 4), ("stability", "Stability", 3, 3),
    ("assessments", "Practitioners' assessments", 0, 3),
)  # fmt: skip
FACTS = (
    ("Age", "14", "date_of_birth"), ("Sex", "girl", "sex"), ("Needed by", "23 November 2026", "needed_by"),
    ("Where the child is now", "an office", "where_now"), ("School", "120452", "school_urn"),
    ("Stay at school", "yes", "keep_school"), ("School year", "10", "school_year"),
    ("Foster home", "preferred", "suits_foster"), ("Children's home", "suitable", "suits_residential"),
    ("Supported accommodation", "not suitable", "suits_supported"),
    ("Needs", "emotional_behavioural; child_sexual_exploitation", "needs"), ("Adaptations", "", "adaptations"),
    ("Languages", "English; Urdu", "languages"), ("Religion", "Muslim", "religion"), ("Pets", "can", "pets"),
    ("Only child in the home", "no", "solo"), ("Legal status", "C2", "legal_status"),
    ("Safety", "The child must be kept away from Ashton", "safety_areas"), ("Lives with", "RES-9", "residents"),
)  # fmt: skip
LONG = (
    "The child would change school in Year 10 and nobody has yet agreed it with the virtual school head of Manchester. "
    * 3
)
RULES = (
    ("F-AVAIL", "A place for the child", 21), ("TYPE-SUIT", "A kind of home that suits the child", 14),
    ("X-0", "Nothing", 0),
    *((f"R-{n}", f"Rule number {n} with a title", 2) for n in range(9)),
)  # fmt: skip
OUT = sum(count for _, _, count in RULES)


def make_shortlist(
    homes: int = 8, group: int = 1, *, wordy: bool = False, alike: bool = True, tonight: bool = False
) -> dict[str, Any]:
    """Return a new shortlist; `wordy` fills every sentence and list to more than a page can hold.

    Unless `alike`, every fact read differs between brothers and sisters.
    """
    ids = [f"MAN-{n:02}" for n in range(5, 5 + group)]
    text = f" {LONG}" if wordy else ""
    many = 6 if wordy else 2
    ranked = [_home(n, ids, text, many) for n in range(1, homes + 1)]
    ringing = sorted(ranked, key=lambda home: (home["same_day"] is False, home["stop_gap"], home["rank"]))
    return {
        "schema": "placements/child/1", "child_id": ids[0], "group": ids,
        "siblings_flag": "should" if group > 1 else None, "region": "Testshire", "as_of": "2026-11-23",
        "inputs": "1" * 64, "policy": "2" * 64, "version": "0.1.0", "urgency": "today", "needed_by": "2026-11-23",
        "starts": "2026-11-23", "ends": "2027-02-15", "authority": "E1", "tonight": tonight,
        "authority_name": "Northtown",
        "as_read": [{"child_id": c, "facts": _facts(c, wordy, alike)} for c in ids],
        "unread": [
            {"column": f"c{n}", "question": f"Has the child a pet to bring?{text}", "changes": n or None}
            for n in range(many)
        ],
        "counts": {"homes": homes + OUT + 9, "idle": 9, "lawful": homes, "below_floor": 1, "cannot_confirm": 3,
                   "ruled_out": OUT - 3},
        "homes": ranked, "tonight_list": [h | {"ring": n} for n, h in enumerate(ringing, 1)] if tonight else [],
        "emergencies": [_emergency(n, text) for n in range(many)] if tonight else [],
        "holds": [_emergency(9, text) | {"held_until": "2026-12-01"}] if tonight else [],
        "apart": {c: f"H-{n}" for n, c in enumerate(ids)} if group > 1 and not homes else None,
        "cheapest": _cheapest(text, many) if homes else None, "funnel": _funnel(homes),
        "blocked_by": [{"rule": rule, "title": title, "homes": count} for rule, title, count in RULES if count],
        "nearest": [_miss(n, text, 3 if wordy else 1) for n in range(many)],
        "ruled_out": [{"home_id": "N-0", "rules": ["F-TERMS"], "unlock": ["The terms are varied."]}],
        "cannot_confirm": [], "not_checked": ["DIST-20", *(f"X-{n}" for n in range(20 if wordy else 1))],
    }  # fmt: skip


def _facts(child_id: str, wordy: bool, alike: bool) -> list[dict[str, str]]:
    more = [(f"Another fact {n}", LONG, "x") for n in range(14)] if wordy else []
    own = "" if alike else f" {child_id}"
    return [{"name": name, "value": f"{value}{own}", "column": column} for name, value, column in (*FACTS, *more)]


def _home(rank: int, group: list[str], text: str, many: int) -> dict[str, Any]:
    criteria = [
        {"name": name, "title": title, "points": max(0, points - rank + 1), "most": most, "sentence": f"{title}.{text}"}
        for name, title, points, most in CRITERIA
    ]
    total = sum(c["points"] for c in criteria)
    whole = {"children": group, "weekly_cost": 2850.0, "extra_cost": 2850.0, "shortfall": 0,
             "total_points": {c: total - n for n, c in enumerate(group)}}  # fmt: skip
    return {
        "home_id": f"H-{rank:02}", "rank": rank, "kind": ("fostering", "residential")[rank % 2], "authority": "E1",
        "outcome": ("available", "needs_approval", "if_confirmed")[rank % 3], "stop_gap": rank == 4,
        "below_floor": ["more than 20 straight-line miles from home"] if rank == 4 else [],
        "authority_name": "Northtown", "whom": "Agency 12 (North West)", "miles": 3.2 + rank,
        "school_miles": 1.5 + rank, "contact_miles": [2.0, None], "located": "exact" if rank % 2 else "constituency",
        "places_free": 1 + rank % 3, "confirmed_on": "2026-11-20",
        "approvals": [_approval(text, n) for n in range(many - 1)], "questions": [_question(text)] * (many - 1),
        "weekly_cost": 950.0, "extra_cost": 950.0,
        "fee_known": rank != 2, "points": {c["name"]: c["points"] for c in criteria}, "total_points": total,
        "criteria": criteria, "shortfall": rank - 1, "reasons": [f"A foster home, as preferred.{text}"] * many,
        "against": [f"Not the child's language.{text}"] * many, "siblings_with": [], "starts": "2026-11-23",
        "group": whole if len(group) > 1 else None, "effect_on_others": _effect(rank, many),
        "same_day": (True, False, None)[rank % 3], "held_for": "nobody", "hold_ends": None,
        "route": [_route()] if rank == 1 else [],
    }  # fmt: skip


def _approval(text: str, n: int) -> dict[str, str]:
    who = f"nominated officer {n}, Northtown" if n else "nominated officer, Northtown"
    return {"rule": "OOA-NOM", "who": who, "by": "2026-11-23", "sentence": f"It adjoins.{text}"}


def _question(text: str) -> dict[str, str]:
    return {"rule": "F-AVAIL", "question": f"Is it still free for the child?{text}", "who": "Agency 12 (North West)"}


def _route() -> dict[str, str]:
    return {"rule": "F-TERMS", "name": "Emergency approval", "clock": "six working days", "by": "2026-12-01"}


def _emergency(n: int, text: str) -> dict[str, Any]:
    return {
        "home_id": f"E-{n}", "kind": "fostering", "authority": "E1", "whom": "Agency 3", "same_day": True,
        "miles": None, "route": [_route()], "held_until": "", "sentence": f"Approved to 12.{text}",
    }  # fmt: skip


def _effect(rank: int, many: int) -> dict[str, Any]:
    claims = [
        {"child_ids": ["A-1", "A-2"], "urgency": "overdue", "own_best": True},
        {"child_ids": [f"B-{n}" for n in range(2 * many)], "urgency": "soon", "own_best": rank == 1},
    ]
    return {
        "basis": "bounds", "claims": claims, "claimants": 14, "displaced_at_most": rank % 3,
        "proposed_to": ["A-1", "A-2"] if rank == 1 else [], "levels": None, "displaced": None,
    }  # fmt: skip


def _cheapest(text: str, many: int) -> dict[str, Any]:
    return {
        "home_id": "H-03",
        "weekly_cost": 480.0,
        "saves": 470.0,
        "lacks": [f"The child's school is further.{text}"] * many,
    }


def _funnel(homes: int) -> list[dict[str, Any]]:
    left = homes + OUT + 9
    rows = [{"rule": "", "title": "homes in the region", "homes": 0, "left": left}]
    for rule, title, count in (("IDLE", "No place offered", 9), *RULES):
        left -= count
        rows.append({"rule": rule, "title": title, "homes": count, "left": left})
    return rows


def _miss(n: int, text: str, many: int) -> dict[str, Any]:
    change = {"rule": "F-TERMS", "change": "The terms are varied.", "who": "the fostering service and the carer",
              "sentence": f"Approved for ages 0 to 10; the child is 14.{text}"}  # fmt: skip
    return {"home_id": f"N-{n}", "kind": "fostering", "miles": 1.1 + n, "changes": [change] * many}
