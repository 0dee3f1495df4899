"""The calls that would place most children: whom to ring about which home, what to ask, and who would be helped."""

from typing import Any

from placements.candidates.classes import urgency_of
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.explain.ring import whom
from placements.optimise.calls import Called
from placements.policy.policy import Policy

OPEN = (Outcome.IF_CONFIRMED, Outcome.CANNOT_CONFIRM)


def calls(region: Region, policy: Policy, called: Called) -> dict[str, Any]:
    """Return the calls, the most urgent and most helpful first.

    `sure` children could have a home without any call; `gain` more would have one if every answer is yes.
    """
    order = sorted(
        called.by_home.items(),
        key=lambda item: (min(urgency_of(region.child[c], region.as_of) for c in item[1]), -len(item[1]), item[0]),
    )
    sure, placed = sum(called.sure.values()), sum(called.placed.values())
    return {
        "sure": sure,
        "calls": [
            {
                "order": k, "home_id": home_id, "whom": whom(region, region.home[home_id]),
                "questions": _questions(region, policy, home_id, children), "children": list(children),
                "gain": len(children),
            }
            for k, (home_id, children) in enumerate(order, 1)
        ],
        "gain": placed - sure,
        "by_class": {urgency.word: called.placed[urgency] - called.sure[urgency] for urgency in called.sure},
    }  # fmt: skip


def _questions(region: Region, policy: Policy, home_id: str, children: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what to ask about the home, each question once, with the children it is asked for."""
    found: dict[tuple[str, str], list[str]] = {}
    for child_id in children:
        for word in judge_pair(region, policy, child_id, home_id).verdicts:
            if word.outcome in OPEN and word.unlock:
                found.setdefault((word.rule.code, word.unlock), []).append(child_id)
    return [{"rule": rule, "question": question, "child_ids": ids} for (rule, question), ids in found.items()]
