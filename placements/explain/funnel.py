"""From every home in the region to those left: which rule closes how many, and for each home which rules."""

from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen
from placements.candidates.verdicts import judge_all, verdict_of
from placements.domain.codes import Outcome
from placements.rules.catalogue import RULE_OF
from placements.rules.rule import RuleKind
from placements.units import shown_miles

Array = npt.NDArray[Any]
FAR = float("inf")
AT_A_TIME = 40
"""Rules whose bits fit into one whole number beside the number of a kind."""
WORDED = 12
"""Homes that cannot be confirmed whose questions are put in words, the nearest."""


def funnel(wide: Screen) -> list[dict[str, Any]]:
    """Return the steps from all homes to those left: at each the rule that closes most of what is left."""
    closed = {code: table.any(axis=0) for code, table in wide.fails.items()}
    left = np.ones(len(wide.pairs.homes), dtype=bool)
    steps = [{"rule": "", "title": "homes in the region", "homes": 0, "left": int(left.sum())}]
    while closed:
        code = min(closed, key=lambda c: (-int((closed[c] & left).sum()), c))
        gone = int((closed.pop(code) & left).sum())
        if not gone:
            break
        left &= ~wide.fails[code].any(axis=0)
        steps.append({"rule": code, "title": RULE_OF[code].title, "homes": gone, "left": int(left.sum())})
    return steps


def blocked_by(wide: Screen) -> list[dict[str, Any]]:
    """Return every failing rule with the homes it closes to her or the group, counted for every home."""
    counts = {code: int(table.any(axis=0).sum()) for code, table in wide.fails.items()}
    ordered = sorted(counts, key=lambda code: (-counts[code], code))
    return [{"rule": code, "title": RULE_OF[code].title, "homes": counts[code]} for code in ordered]


def closed_homes(wide: Screen) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the homes that are ruled out and those that cannot be confirmed, each with its failing rules.

    `unlock` says in general what opens each rule; it is empty where a rule is never to be opened.
    """
    if not wide.fails:
        return [], []
    worst, codes = wide.outcome.max(axis=0), sorted(wide.fails)
    failing = np.array([wide.fails[code].any(axis=0) for code in codes])
    first, which = _alike(failing)
    sets = [[codes[k] for k in np.flatnonzero(failing[:, c])] for c in first]
    opens = [
        [] if any(_stays_closed(wide, c) for c in found) else [_capital(RULE_OF[c].opens_with) for c in found]
        for found in sets
    ]
    ids = list(wide.pairs.column)
    closed = np.flatnonzero(worst == Outcome.RULED_OUT)
    out = [
        {"home_id": ids[j], "rules": sets[k], "unlock": opens[k]}
        for j, k in zip(closed.tolist(), which[closed].tolist(), strict=True)
    ]
    unsure = [(j, sets[which[j]]) for j in np.flatnonzero(worst == Outcome.CANNOT_CONFIRM).tolist()]
    return sorted(out, key=itemgetter("home_id")), _unsure(wide, unsure)


def _alike(failing: Array) -> tuple[Array, Array]:
    """Return the first home of each kind, and the kind of every home: homes are alike that the same rules close."""
    kind = np.zeros(failing.shape[1], dtype=np.int64)
    for k in range(0, len(failing), AT_A_TIME):
        some = failing[k : k + AT_A_TIME].astype(np.int64)
        code = (kind << AT_A_TIME) + (some << np.arange(len(some)).reshape(-1, 1)).sum(axis=0)
        _, first, kind = np.unique(code, return_index=True, return_inverse=True)
    return first, kind


def _stays_closed(wide: Screen, code: str) -> bool:
    """Return whether nothing opens what a rule closes: never to be unlocked, or forbidden by policy where it asks."""
    rule, pairs = RULE_OF[code], wide.pairs
    asks = rule.kind in (RuleKind.APPROVAL, RuleKind.REMARK)
    return rule.never_unlocked or (
        asks and any(pairs.policy.mode(code, child.authority) == "rule_out" for child in pairs.children)
    )


def _unsure(wide: Screen, found: list[tuple[int, list[str]]]) -> list[dict[str, Any]]:
    far = np.broadcast_to(wide.pairs.miles, wide.pairs.shape)[0].tolist()
    ids = list(wide.pairs.column)
    near = sorted((FAR if (miles := far[j]) != miles else miles, ids[j], rules) for j, rules in found)
    asked = _questions(wide, [home_id for _, home_id, _ in near[:WORDED]])
    return [
        {"home_id": home_id, "rules": rules, "miles": None if miles == FAR else shown_miles(miles),
         "questions": asked.get(home_id, [])}
        for miles, home_id, rules in near
    ]  # fmt: skip


def _questions(wide: Screen, homes: list[str]) -> dict[str, list[dict[str, str]]]:
    """Return what to ask of some homes, and whom, each question once for all the children."""
    pairs = wide.pairs
    children = [child.child_id for child in pairs.children]
    cases = judge_all(pairs.region, pairs.policy, [(c, h) for h in homes for c in children])
    asked: dict[str, dict[str, dict[str, str]]] = {h: {} for h in homes}
    for (_, home_id), case in cases.items():
        for word in verdict_of(case).of(Outcome.CANNOT_CONFIRM):
            asked[home_id].setdefault(word.rule.code, {
                "rule": word.rule.code, "question": word.unlock or "", "who": word.finding.who or "",
            })  # fmt: skip
    return {home_id: [q for q in found.values() if q["question"]] for home_id, found in asked.items()}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:] + ("." if text and not text.endswith(".") else "")
