"""What becomes of one child in two proposals, and why: every reason is found by looking at the pair again.

Each reason has a code and the facts it rests on beside its sentence, so that it can be tried again:

- GONE: the home is not in the region any more.
- RULE: a rule keeps child and home apart now (the code, as `why` gives it).
- POLICY, FLOOR, GROUP: the policy, the floor or the sibling rules stand against the pair in that proposal.
- TAKEN: with the other proposal's home put in, those named could not all live there; the rest is as it is.
- LEVEL: it could be put in, and the level named is the first that would differ.
- TIE: it could be put in, and no level would differ: a tie.
- POINTS: points of both homes for this child, and the criteria that differ.
"""

from typing import Any, Literal

from placements.domain.codes import Outcome
from placements.explain.beside import beside, first
from placements.explain.standing import better
from placements.optimise.lawful import Fault, faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.review import Placement, Review
from placements.optimise.solve import shown
from placements.units import pounds, shown_miles

Change = Literal["same", "moved", "gained", "lost", "none"]
Gone = tuple[dict[str, str], dict[str, str]]
"""By side, the children whose home there is not in the region any more."""
Told = dict[tuple[str, ...], dict[str, Any]]
"""What was found for a side and a sibling group, and for a side alone."""

PLACES = ("F-AVAIL", "CH-PLACES", "CH-PEER", "CH-SOLO", "F-LIMIT3")
"""What `living.clashes` says of children who cannot all live in one home."""


def change(a: Review, b: Review, child_id: str) -> Change:
    """Return what becomes of a child from the first proposal to the second; `none`: without a home in both."""
    one, two = a.home_of.get(child_id), b.home_of.get(child_id)
    if one == two:
        return "none" if one is None else "same"
    return "gained" if one is None else "lost" if two is None else "moved"


def difference(a: Review, b: Review, child_id: str, gone: Gone, told: Told) -> dict[str, Any]:
    """Return a child as JSON. `told` keeps what was found for a sibling group, to be said once for each of them."""
    what = change(a, b, child_id)
    child = a.region.child[child_id]
    return {
        "child_id": child_id,
        "authority": child.authority,
        "urgency": a.urgency[child_id].word,
        "change": what,
        "better": better(a, b, child_id),
        "a": _home(a, child_id),
        "b": _home(b, child_id),
        "with": _unit(a, b, child_id)[1:] if what in ("moved", "gained", "lost") else [],
        "reasons": _reasons(a, b, child_id, gone, told),
    }


def _home(review: Review, child_id: str) -> dict[str, Any] | None:
    placement = review.placements.get(child_id)
    if placement is None:
        return None
    far = float(placement.case.pairs.miles[0, 0])
    home = placement.case.home
    return {
        "home_id": placement.home_id,
        "kind": str(home.kind),
        "authority": home.authority,
        "miles": None if far != far else shown_miles(far),
        "outcome": placement.verdict.outcome.word,
        "stop_gap": placement.stop_gap,
        "points": placement.total,
        "shortfall": placement.shortfall,
        "siblings_with": sorted(placement.with_her),
        "weekly_cost": pounds(placement.full),
        "extra_cost": pounds(placement.extra),
    }


def _unit(a: Review, b: Review, child_id: str) -> list[str]:
    """Return the child, then those of the group whose homes differ too: they are put back together."""
    others = [c for c in sorted(a.region.group_of[child_id]) if c != child_id]
    return [child_id, *(c for c in others if a.home_of.get(c) != b.home_of.get(c))]


def _reasons(a: Review, b: Review, child_id: str, gone: Gone, told: Told) -> list[dict[str, Any]]:
    one, two = a.home_of.get(child_id), b.home_of.get(child_id)
    found: list[dict[str, Any]] = []
    for side, homes in zip(("a", "b"), gone, strict=True):
        if child_id in homes:
            said = f"{homes[child_id]} is not in the region's list of homes now."
            found.append(_reason("GONE", side, said, home_id=homes[child_id]))
    if one == two:
        return found
    unit = tuple(sorted(_unit(a, b, child_id)))
    if one is not None:
        found += _why_not(b, a, child_id, unit, "a", told)
    if two is not None:
        found += _why_not(a, b, child_id, unit, "b", told)
    if one is not None and two is not None:
        found.append(_points(a.placements[child_id], b.placements[child_id]))
    return found


def _why_not(
    into: Review, source: Review, child_id: str, unit: tuple[str, ...], side: str,
    told: Told,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return why one proposal does not have the home the other (`side`) gives the child."""
    home_id = source.home_of[child_id]
    pair = source.placements[child_id]
    if failing := pair.verdict.failing:
        return [
            _reason("RULE", side, f"{home_id}, {_words(v.outcome)} by {v.rule.code}: {v.finding.sentence}",
                    home_id=home_id, rule=v.rule.code)
            for v in failing
        ]  # fmt: skip
    if (side, *unit) not in told:
        told[side, *unit] = _trial(into, source, unit, side, told)
    trial = told[side, *unit]
    if trial["faults"]:
        return _all_against(into, source, child_id, trial, side)
    return [_level(into, trial["review"], home_id, unit, side)]


def _trial(into: Review, source: Review, unit: tuple[str, ...], side: str, told: Told) -> dict[str, Any]:
    """Put a unit where the other proposal has it, all else as it is; return that with the faults it brings."""
    home_of = {c: h for c, h in into.home_of.items() if c not in unit}
    home_of |= {c: source.home_of[c] for c in unit if c in source.home_of}
    review = into.after(home_of)
    before = told.setdefault((side,), {"faults": faults(into)})["faults"]
    known = {(f.rule, f.children, f.home_id) for f in before}
    new = (f for f in faults(review) if (f.rule, f.children, f.home_id) not in known)
    return {"review": review, "faults": [f for f in new if set(unit).intersection(f.children)]}


def _all_against(into: Review, source: Review, child_id: str, trial: dict[str, Any], side: str) -> list[dict[str, Any]]:
    """Return what stands against the other proposal's home: sibling rules alone where they do, else each thing once."""
    found = [f for f in trial["faults"] if child_id in f.children] or trial["faults"]
    found = [f for f in found if f.rule == "SIB-TOGETHER"] or found
    said = [_stands(into, source, child_id, fault, trial["review"], side) for fault in found]
    return list({reason["sentence"]: reason for reason in reversed(said)}.values())[::-1]


def _stands(into: Review, source: Review, child_id: str, fault: Fault, trial: Review, side: str) -> dict[str, Any]:
    """Return one thing that stands against the other proposal's home."""
    home_id = fault.home_id or source.home_of[child_id]
    unit = {child_id, *_unit(into, source, child_id)}
    others = sorted(set(into.children_in.get(home_id, ())).intersection(fault.children) - unit)
    if fault.rule in PLACES and others:
        said = _taken(into, child_id, home_id, others, side)
        return _reason("TAKEN", side, said, home_id=home_id, rule=fault.rule, children=others)
    code = {"FLOOR": "FLOOR", "SIB-TOGETHER": "GROUP", "PIN": "PIN"}.get(fault.rule, "RULE")
    code = "POLICY" if "policy proposes only" in fault.message else code
    who = fault.children[0]
    below = "; ".join(trial.placements[who].below) if code == "FLOOR" else ""
    said = {
        "FLOOR": f"{home_id} is below the floor for {who}, who is neither overdue nor today's: {below}.",
        "GROUP": "Brothers and sisters would be apart, which may not be proposed for them.",
        "PIN": f"A pin or an accepted offer keeps {who} elsewhere.",
        "POLICY": f"{home_id} needs an approval ({fault.rule}), and the policy proposes only what needs none.",
    }.get(code, f"{home_id}, by {fault.rule}: {fault.message}")
    return _reason(code, side, said, home_id=home_id, rule=fault.rule, children=list(fault.children))


def _taken(into: Review, child_id: str, home_id: str, others: list[str], side: str) -> str:
    """Say who has the place, and how urgent they are beside the child."""
    own = into.urgency[child_id]
    ranks = {True: "more urgent", False: "less urgent"}
    said = [
        f"{c} ({into.urgency[c].word}, {'as urgent' if into.urgency[c] == own else ranks[into.urgency[c] < own]})"
        for c in others
    ]
    other = "B" if side == "a" else "A"
    return f"{home_id} has no room left for {child_id} ({own.word}): {other} has {', '.join(said)} there."


def _level(into: Review, trial: Review, home_id: str, unit: tuple[str, ...], side: str) -> dict[str, Any]:
    """Say what putting the unit there would do to the proposal: the first level that differs, or a tie."""
    deciding, other = first(beside(into, trial)), "B" if side == "a" else "A"
    who = f"{unit[0]} at {home_id}" if len(unit) == 1 else f"{', '.join(unit)} where {side.upper()} has them"
    if deciding is None:
        said = f"A tie: with {who}, every level of {other} would stay as it is."
        return _reason("TIE", side, said, home_id=home_id, children=list(unit))
    name = deciding.name
    amounts = [f"£{pounds(v):,.2f}" if OBJECTIVES[name].unit == "pence" else f"{v:,}" for v in (deciding.b, deciding.a)]
    worse = "worse" if deciding.better == "a" else "better"
    said = f"With {who}, {other} would be {worse}. {OBJECTIVES[name].title}: {amounts[0]} instead of {amounts[1]}."
    return _reason("LEVEL", side, said, home_id=home_id, children=list(unit), level=name,
                   now=shown(name, deciding.a), then=shown(name, deciding.b))  # fmt: skip


def _points(a: Placement, b: Placement) -> dict[str, Any]:
    """Say how many points each home has for the child, and which criteria differ."""
    more: list[str] = []
    less: list[str] = []
    for name in dict.fromkeys(part.name for part in (*a.points, *b.points)):
        title = next(part.title for part in (*a.points, *b.points) if part.name == name)
        if a.worth(name) != b.worth(name):
            said = f"{title.lower()} {a.worth(name)} to {b.worth(name)}"
            (more if b.worth(name) > a.worth(name) else less).append(said)
    parts = [f"{word}: {', '.join(texts)}" for word, texts in (("up", more), ("down", less)) if texts]
    detail = f" ({'; '.join(parts)})" if parts else " (every criterion alike)"
    return _reason("POINTS", "both", f"Points {a.total} to {b.total}{detail}.", a=a.total, b=b.total)


def _words(outcome: Outcome) -> str:
    return "cannot be confirmed now" if outcome is Outcome.CANNOT_CONFIRM else "ruled out now"


def _reason(code: str, about: str, sentence: str, **facts: Any) -> dict[str, Any]:
    return {"code": code, "about": about, "sentence": sentence, **facts}
