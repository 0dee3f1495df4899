"""The list of every field an authority may see of a match, and by which rule. What is not here is not shown.

Told in words, and for each reader, in docs/explanation/sharing.md.
"""

from typing import Any

from placements.domain.codes import Kind, Outcome
from placements.policy.policy import CRITERIA, LEVELS
from placements.sharing.costs import CLASSES, COUNTS
from placements.sharing.shape import Here, Shape, pick
from placements.sharing.show import asked, child, figures, nothing, plain, question, sentence, who, words

_OUTCOMES = tuple(outcome.word for outcome in Outcome)


def _sum(value: Any, here: Here) -> Any:
    """A sum over the region's children."""
    return plain(value, here) if here.many else None


def _level(value: Any, here: Here) -> Any:
    """One level: counts of children as they are, sums of points or pence only over enough other children."""
    shape = {"name": words(*LEVELS), "sense": plain, "value": plain, "bound": plain, "gap": plain}
    if isinstance(value, dict) and value.get("name") not in COUNTS:
        shape |= {"value": _sum, "bound": _sum}
    return pick(shape, value, here)


def _first(value: Any, here: Here) -> Any:
    """The first level that differs: by how many children; a difference in points or pence would price one of them."""
    figure = plain if isinstance(value, dict) and value.get("name") in COUNTS else nothing
    return pick({"name": words(*LEVELS), "best": figure, "with_pair": figure}, value, here)


def _asked_for_own(value: Any, here: Here) -> list[Any]:
    """The questions of a call that are asked for an own child."""
    kept = [row for row in value if here.names.own.intersection(row["child_ids"])]
    return [pick({"rule": plain, "question": question, "child_ids": [child]}, row, here) for row in kept]


def _own(value: Any, here: Here) -> list[Any]:
    """The own children of a list; the others are not even counted."""
    return [child(one, here) for one in value if one in here.names.own]


APPROVAL = asked({"rule": plain, "who": who, "by": plain, "sentence": sentence})
QUESTION = asked({"rule": plain, "question": question, "who": who})
CHANGE = asked({"rule": plain, "change": sentence, "who": who, "sentence": sentence})
CRITERION = {"name": words(*CRITERIA), "title": plain, "points": plain, "most": plain, "sentence": sentence}
INSISTED = {"levels": figures(*COUNTS), "displaced": [child], "first": _first, "tie": plain, "proven": plain}

PLACEMENT: Shape = {
    "child_id": child, "home_id": plain, "outcome": words(*_OUTCOMES), "stop_gap": plain, "approvals": [APPROVAL],
    "questions": [QUESTION], "miles": plain, "weekly_cost": plain, "extra_cost": plain, "siblings_with": [child],
    "siblings_apart": [child], "school_kept": plain, "points": figures(*CRITERIA), "shortfall": plain,
    "own_best": {"home_id": plain, "if_insisted": INSISTED}, "ring": {"whom": who, "order": plain},
    "best_home_id": plain, "best_points": plain, "total_points": plain, "poor": plain, "urgency": words(*CLASSES),
    "authority": plain, "home_authority": plain, "kind": words(*Kind), "starts": plain, "ends": plain,
    "below_floor": [sentence], "for": [sentence], "against": [sentence], "siblings_flag": plain, "fee_known": plain,
    "located": plain, "confirmed_on": plain, "not_checked": [plain], "criteria": [CRITERION],
}  # fmt: skip
UNPLACED: Shape = {
    "child_id": child, "why": plain, "blocked_by": [{"rule": plain, "homes": plain}], "below_floor": plain,
    "taken_by": [{"child_id": child, "home_id": plain}],
    "unlocks": [{"home_id": plain, "changes": [CHANGE], "miles": plain, "kind": words(*Kind), "children": [child]}],
    "urgency": words(*CLASSES), "authority": plain, "needed_by": plain, "lawful_homes": plain,
    "cannot_confirm": plain, "siblings": [child], "waits_for": sentence,
}  # fmt: skip
DECISION: Shape = {"kind": plain, "children": [child], "why": sentence, "deadline": plain, "homes": [plain]}
CALL: Shape = {
    "order": plain, "home_id": plain, "whom": who, "children": [child],
    "questions": _asked_for_own, "anyway": _own, "elsewhere": _own, "gives_way": _own,
}  # fmt: skip
RING_APPROVAL = asked({"rule": plain, "who": who, "by": plain})
NIGHT: Shape = {
    "children": [child], "urgency": words(*CLASSES),
    "homes": [{
        "home_id": plain, "order": plain, "whom": who, "same_day": plain, "outcome": words(*_OUTCOMES),
        "stop_gap": plain, "held_for": words("nobody", "the child", "another child"), "proposed_to": [child],
        "route": [{"rule": plain, "name": plain, "clock": plain, "by": plain}], "questions": [question],
        "approvals": [RING_APPROVAL], "miles": plain, "points": plain,
    }],
}  # fmt: skip
CAPACITY: Shape = {
    "kind": words(*Kind), "authority": plain, "name": plain, "homes": plain, "places": plain, "residents": plain,
    "offered": plain, "proposed": plain, "soon_free": plain, "blocked": plain,
}  # fmt: skip
HOME = ("kind", "authority")
HOME_SHARED = (*HOME, "operator", "provider")
"""What is said of a home: of any, and of one the authority runs or has a child proposed to."""

AREA: Shape = {
    "code": plain, "name": plain, "latitude": plain, "longitude": plain, "member": plain, "waiting": plain,
    "placed": plain, "offered": plain, "left": nothing,
}  # fmt: skip
"""`left` would tell how many places are proposed to other authorities' children."""
JUDGEMENT: Shape = {
    "child_id": child, "reason": sentence, "lift_floor": plain,
    "weights": [{"name": words(*CRITERIA), "title": plain, "usual": plain, "own": plain}],
}  # fmt: skip
MEMBER: Shape = {
    "authority": plain, "name": plain, "alone": figures(*LEVELS), "pooled": figures(*LEVELS),
    "guaranteed": figures(*COUNTS), "proven_alone": plain,
}  # fmt: skip
COMPONENT: Shape = {"children": plain, "homes": plain, "first_child": child}

ABOUT_THE_RUN: Shape = {
    "schema": plain, "region": plain, "as_of": plain, "inputs": plain, "policy": plain, "version": plain,
    "solver": {"status": plain}, "levels": [_level], "not_checked": [{"rule": plain, "pairs": plain}],
    "vacancy_ages": [{"confirmed": plain, "homes": plain}],
}  # fmt: skip
"""Parts in which no child stands: every row is shown."""
