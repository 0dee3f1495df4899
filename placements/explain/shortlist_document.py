"""A shortlist in words (schema placements/child/1): the contract's fields first, then what pages and people read."""

from dataclasses import replace
from typing import Any

from placements.candidates.classes import NOWHERE, urgency_of
from placements.domain.capacity import offered
from placements.domain.children import Child
from placements.domain.codes import Outcome
from placements.domain.living import clashes
from placements.domain.stay import stay_of
from placements.explain.asread import as_read
from placements.explain.claims import Claim, displaced_at_most
from placements.explain.funnel import blocked_by, closed_homes, funnel
from placements.explain.judgement import judgements
from placements.explain.placed import placed
from placements.explain.ring import held_for, hold_ends, same_day, whom
from placements.explain.routes import routes
from placements.explain.shortlist import Choice, Shortlist
from placements.explain.splits import least_harmful
from placements.explain.tonight import emergencies, holds, in_ring_order
from placements.explain.unlocks import unlocks
from placements.explain.unread import unread
from placements.explain.version import program_version
from placements.geography.grid import miles
from placements.law.parameters_on import parameter
from placements.optimise.review import Placement, Review
from placements.units import pounds, shown_miles

SCHEMA = "placements/child/1"
NEAREST = 5
WORST = {outcome.word: outcome for outcome in Outcome}


def document(found: Shortlist, *, brief: bool = False) -> dict[str, Any]:
    """Return the JSON form; `effect_on_others` is from bounds, without solving.

    `brief` leaves out what only files need: the list of every closed home, and the hash of the inputs.
    """
    region, child = found.region, found.region.child[found.child_id]
    found = in_ring_order(found) if found.tonight else found
    stay = stay_of(child, region.as_of)
    out, unsure = ([], []) if brief else closed_homes(found.wide)
    homes = [_home(found, rank, choice) for rank, choice in enumerate(found.choices[: found.top], 1)]
    limit = int(parameter("usual_fostering_limit", region.as_of))
    return {
        "schema": SCHEMA,
        "child_id": found.child_id,
        "homes": homes,
        "ruled_out": out,
        "cannot_confirm": unsure,
        "group": list(found.group),
        "siblings_flag": None if found.flag is None else str(found.flag),
        "region": region.name,
        "as_of": region.as_of.isoformat(),
        "inputs": "" if brief else region.inputs,
        "policy": found.policy.digest,
        "version": program_version(),
        "where_now": next((str(c.where_now) for c in _members(found) if c.where_now in NOWHERE), None),
        "urgency": min(urgency_of(region.child[c], region.as_of) for c in found.group).word,
        "needed_by": child.needed_by.isoformat(),
        "starts": stay.start.isoformat(),
        "ends": stay.end.isoformat(),
        "authority": child.authority,
        "authority_name": region.authority[child.authority].name,
        "tonight": found.tonight,
        "tonight_list": [{**home, "ring": home["rank"]} for home in homes] if found.tonight else [],
        "emergencies": emergencies(found) if found.tonight else [],
        "holds": holds(found) if found.tonight else [],
        "as_read": [
            {"child_id": c, "facts": as_read(region, (found.recorded or region).child[c])} for c in found.group
        ],
        "unread": unread(found),
        "counts": _counts(found),
        "apart": _split(found),
        "cheapest": _cheapest(found),
        "funnel": funnel(found.wide),
        "blocked_by": blocked_by(found.wide),
        "nearest": unlocks(found.wide, found.group, limit, NEAREST),
        "judgement": [row for row in judgements(found.policy, region) if row["child_id"] in found.group],
        "not_checked": sorted({code for p in found.placements.values() for code in p.verdict.not_checked}),
    }


def ring_list(found: Shortlist) -> list[dict[str, Any]]:
    """Return the homes of a shortlist in ring order alone, who else needs them left out."""
    quick = replace(in_ring_order(found), claimed=False)
    return [_home(quick, rank, choice) for rank, choice in enumerate(quick.choices[: quick.top], 1)]


def _members(found: Shortlist) -> list[Child]:
    return [found.region.child[c] for c in found.group]


def _split(found: Shortlist) -> dict[str, str] | None:
    """Return the least harmful split of a group no home takes whole: for people to weigh, never proposed."""
    if len(found.group) == 1 or any(len(c.children) == len(found.group) for c in found.choices):
        return None
    return least_harmful(found.problem, Review(found.region, found.policy, {}, {}, {}), found.group)


def _counts(found: Shortlist) -> dict[str, int]:
    wide, may = found.wide, found.problem.may
    rows = [found.problem.screen.pairs.row[c] for c in found.group]
    worst = wide.outcome.max(axis=0)
    return {
        "homes": len(wide.pairs.homes),
        "idle": len(wide.pairs.homes) - len(found.problem.screen.pairs.homes),
        "lawful": int((worst <= Outcome.NEEDS_APPROVAL).sum()),
        "choices": len(found.choices),
        "below_floor": int((may.by_policy[rows].all(axis=0) & may.below[rows].any(axis=0)).sum()),
        "cannot_confirm": int((worst == Outcome.CANNOT_CONFIRM).sum()),
        "ruled_out": int((worst == Outcome.RULED_OUT).sum()),
    }


def _home(found: Shortlist, rank: int, choice: Choice) -> dict[str, Any]:
    home = found.problem.screen.pairs.homes[choice.home]
    review = found.review(choice)
    everyone = [found.placements[c, home.home_id] for c in choice.children]
    hers = next(p for p in everyone if p.child_id == found.child_id)
    rows = {p.child_id: placed(review, p, {}) for p in everyone}
    own = rows[found.child_id]
    region, start = found.region, hers.case.stay.start
    return {
        "home_id": home.home_id,
        "rank": rank,
        "outcome": max(WORST[row["outcome"]] for row in rows.values()).word,
        "stop_gap": any(row["stop_gap"] for row in rows.values()),
        "approvals": _together(rows, "approvals", "sentence"),
        "questions": _together(rows, "questions", "question"),
        "miles": own["miles"],
        "weekly_cost": own["weekly_cost"],
        "extra_cost": own["extra_cost"],
        "points": own["points"],
        "shortfall": own["shortfall"],
        "reasons": own["for"],
        "effect_on_others": _effect(found, choice),
        "against": own["against"],
        "below_floor": own["below_floor"],
        "total_points": own["total_points"],
        "criteria": own["criteria"],
        "kind": own["kind"],
        "authority": home.authority,
        "authority_name": hers.case.name_of(home.authority),
        "whom": whom(region, home),
        "school_miles": _shown(float(hers.case.pairs.school_miles[0, 0])),
        "contact_miles": _contacts(found, hers),
        "located": own["located"],
        "places_free": offered(region, home.home_id, start).free,
        "confirmed_on": own["confirmed_on"],
        "fee_known": own["fee_known"],
        "siblings_with": own["siblings_with"],
        "starts": own["starts"],
        "same_day": same_day(region, home, start),
        "held_for": held_for(region, home, choice.children, start),
        "hold_ends": None if (day := hold_ends(region, home)) is None else day.isoformat(),
        "route": routes(hers.verdict, start) if found.tonight else [],
        "group": _group(everyone) if len(everyone) > 1 else None,
    }


def _group(everyone: list[Placement]) -> dict[str, Any]:
    """Return what the children would come to together."""
    return {
        "children": [p.child_id for p in everyone],
        "weekly_cost": pounds(sum(p.full for p in everyone)),
        "extra_cost": pounds(sum(p.extra for p in everyone)),
        "total_points": {p.child_id: p.total for p in everyone},
        "shortfall": sum(p.shortfall for p in everyone),
    }


def _together(rows: dict[str, dict[str, Any]], key: str, words: str) -> list[dict[str, Any]]:
    """Return what is needed for any of the children, once each, with the children it is for where not all are."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for child_id, row in rows.items():
        for item in row[key]:
            kept = found.setdefault((item["rule"], item[words]), {**item, "children": []})
            kept["children"].append(child_id)
    return list(found.values())


def _contacts(found: Shortlist, hers: Placement) -> list[float]:
    """Return straight-line miles to each family-time place known, most frequent first."""
    home, rows = hers.case.home, found.region.contacts_of.get(found.child_id, ())
    known = [r for r in rows if r.position is not None]
    if home.position is None:
        return []
    far = [(-(r.times_per_week or 1), miles(r.position, home.position)) for r in known if r.position is not None]
    return [shown_miles(length) for _, length in sorted(far)]


def _effect(found: Shortlist, choice: Choice) -> dict[str, Any]:
    home = found.problem.screen.pairs.homes[choice.home]
    left_out = sorted(set(found.region.group_of[found.child_id]) - set(choice.children))
    others = found.claims[home.home_id]
    limit = int(parameter("usual_fostering_limit", found.region.as_of))
    given = None
    if found.home_of is not None:
        given = _broken(found, home.home_id, choice, limit)
    if found.compare is not None:
        return _exact(found, home.home_id, others, given)
    return {
        "basis": "bounds",
        "claimants": sum(len(claim["child_ids"]) for claim in others),
        "claims": others,
        "displaced_at_most": displaced_at_most(
            found.region, home, choice.children, [*others, {"child_ids": left_out}], limit
        ),
        "proposed_to": given,
        "levels": None,
        "displaced": None,
    }


def _broken(found: Shortlist, home_id: str, choice: Choice, limit: int) -> list[str]:
    """Return the children the proposal puts there who could not stay beside her; none where there is room for all."""
    region = found.region
    there = sorted(c for c, h in (found.home_of or {}).items() if h == home_id and c not in choice.children)
    starts = {c: stay_of(region.child[c], region.as_of).start for c in found.home_of or {}}
    starts |= dict.fromkeys(choice.children, found.start)
    return there if clashes(region, home_id, [*there, *choice.children], starts, limit) else []


def _exact(found: Shortlist, home_id: str, others: list[Claim], given: list[str] | None) -> dict[str, Any]:
    """Return what insisting on the home would do to everyone else, the region solved again."""
    assert found.compare is not None
    forced = found.compare(found.child_id, home_id)
    levels = forced.get("levels")
    return {
        "basis": "exact",
        "claimants": sum(len(claim["child_ids"]) for claim in others),
        "claims": others,
        "displaced_at_most": len(forced.get("displaced", ())),
        "proposed_to": given,
        "levels": None if levels is None else {row["name"]: row["with_pair"] for row in levels},
        "displaced": forced.get("displaced"),
        "first": forced.get("first"),
        "not_forced": forced.get("not_forced"),
    }


def _cheapest(found: Shortlist) -> dict[str, Any] | None:
    """Return the cheapest lawful alternative to the first home, what it saves and what it lacks beside it."""
    choice = found.cheapest
    if choice is None:
        return None
    pairs = found.problem.screen.pairs
    home_id, first_id = pairs.homes[choice.home].home_id, pairs.homes[found.choices[0].home].home_id
    cheap, first = found.placements[found.child_id, home_id], found.placements[found.child_id, first_id]
    everyone = [
        (found.placements[c, home_id], found.placements[c, first_id]) for c in choice.children if c in found.group
    ]
    return {
        "home_id": home_id,
        "rank": found.choices.index(choice) + 1,
        "weekly_cost": pounds(sum(a.full for a, _ in everyone)),
        "extra_cost": pounds(sum(a.extra for a, _ in everyone)),
        "saves": pounds(sum(b.extra for _, b in everyone) - sum(a.extra for a, _ in everyone)),
        "shortfall": choice.shortfall,
        "lacks": [f"{part.title}: {part.sentence}" for part in cheap.points if part.points < first.worth(part.name)],
    }


def _shown(far: float) -> float | None:
    return None if far != far else shown_miles(far)
