"""One placement in words: the strongest reasons for and against, approvals, questions and money."""

from typing import Any

from placements.domain.codes import Kind, Outcome
from placements.domain.stay import togetherness
from placements.explain.ring import whom
from placements.optimise.review import Placement, Review
from placements.units import pounds, shown_miles

STRONGEST = 2
MOSTLY = 49
"""From this share of its points on, a criterion speaks for a home; below it, against."""


def reasons(placement: Placement) -> tuple[list[str], list[str]]:
    """Return the strongest reasons for and against: criteria mostly met, and criteria that cost her most."""
    said = [part for part in placement.points if part.name not in _said_elsewhere(placement)]
    good_parts = [part for part in said if part.points * 100 >= part.most * MOSTLY]
    won = sorted((p for p in good_parts if p.most), key=lambda part: (-part.points, part.name))
    rest = [part for part in said if part not in good_parts]
    lost = sorted(rest, key=lambda part: (part.points - part.most, part.name))
    against = [f"Below the floor: {why}." for why in placement.below]
    good = [part.sentence for part in won if part.points][:STRONGEST]
    against += [part.sentence for part in lost if part.points < part.most and part.sentence not in good]
    return good, against[:STRONGEST]


def _said_elsewhere(placement: Placement) -> set[str]:
    """Return the criteria that stand beside the reasons anyhow: approvals in their own list, the floor in its words."""
    below = " ".join(placement.below)
    names = {"certainty"} if placement.verdict.outcome is not Outcome.AVAILABLE else set()
    names |= {"distance"} if "from the child's home" in below else set()
    return names | ({"siblings"} if "apart" in below else set())


def approvals(placement: Placement) -> list[dict[str, Any]]:
    """Return the approvals still to be had, by whom and by when."""
    by = placement.case.stay.start.isoformat()
    return [
        {"rule": v.rule.code, "who": v.finding.who or "", "by": by, "sentence": v.finding.sentence}
        for v in placement.verdict.of(Outcome.NEEDS_APPROVAL)
    ]


def questions(review: Review, placement: Placement) -> list[dict[str, Any]]:
    """Return what to ask and whom: what the rules want confirmed, and the newcomers nobody has assessed together."""
    asked = [
        {"rule": v.rule.code, "question": v.finding.unlock or "", "who": v.finding.who or ""}
        for v in placement.verdict.of(Outcome.IF_CONFIRMED)
    ]
    strangers = sorted(set(review.children_in[placement.home_id]) - placement.with_her - {placement.child_id})
    if strangers and placement.case.home.kind is Kind.RESIDENTIAL:
        who = "registered manager"
        asked.append({
            "rule": "CH-IRA", "who": who,
            "question": f"Does the impact risk assessment cover {', '.join(strangers)}, proposed to the same home?",
        })  # fmt: skip
    return asked


def placed(review: Review, placement: Placement, own_best: dict[str, Any]) -> dict[str, Any]:
    """Return a placement as JSON: the contract's fields first, then what the reports read."""
    case = placement.case
    child, home, group = case.child, case.home, review.region.group_of[placement.child_id]
    together = sorted(placement.with_her)
    apart = sorted(set(group) - placement.with_her - {placement.child_id})
    far = float(case.pairs.miles[0, 0])
    good, bad = reasons(placement)
    return {
        "child_id": placement.child_id,
        "home_id": placement.home_id,
        "outcome": placement.verdict.outcome.word,
        "stop_gap": placement.stop_gap,
        "approvals": approvals(placement),
        "questions": questions(review, placement),
        "miles": None if far != far else shown_miles(far),
        "weekly_cost": pounds(placement.full),
        "extra_cost": pounds(placement.extra),
        "siblings_with": together,
        "siblings_apart": apart,
        "school_kept": _school_kept(placement),
        "points": {part.name: part.points for part in placement.points},
        "shortfall": placement.shortfall,
        "own_best": own_best,
        "ring": {"whom": whom(review.region, home), "order": 1},
        "best_home_id": placement.best.home_id if placement.best else None,
        "best_points": placement.best.points if placement.best else None,
        "total_points": placement.total,
        "poor": placement.poor,
        "urgency": placement.urgency.word,
        "authority": child.authority,
        "home_authority": home.authority,
        "kind": str(home.kind),
        "starts": case.stay.start.isoformat(),
        "ends": case.stay.end.isoformat(),
        "below_floor": list(placement.below),
        "for": good,
        "against": bad,
        "siblings_flag": str(togetherness(review.region, group)) if len(group) > 1 else None,
        "fee_known": home.weekly_fee is not None,
        "located": home.position.located if home.position else None,
        "confirmed_on": home.confirmed_on.isoformat() if home.confirmed_on else None,
        "not_checked": list(placement.verdict.not_checked),
        "criteria": [part._asdict() for part in placement.points],
    }


def _school_kept(placement: Placement) -> bool | None:
    """Whether her school stays within reach; None where no school, or no distance, is known."""
    pairs = placement.case.pairs
    far = float(pairs.school_miles[0, 0])
    return None if far != far else far <= float(pairs.max_school_miles[0, 0])
