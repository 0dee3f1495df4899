"""The nearest misses of a child or sibling set: homes that a few changes would open, none of them out of reach."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.screen import Screen, screen
from placements.candidates.verdicts import Verdict, judge_all, verdict_of
from placements.domain.codes import Siblings
from placements.domain.living import Clash, clashes
from placements.domain.region import Region
from placements.domain.stay import togetherness
from placements.optimise.problem import all_homes, canonical_children
from placements.policy.policy import Policy
from placements.rules.catalogue import RULE_OF
from placements.rules.rule import Case
from placements.units import shown_miles

Array = npt.NDArray[Any]
NEAREST = 3
EFFORT = {"F-AVAIL": 2, "TYPE-SUIT": 2, "F-LIMIT3": 2, "CH-COND": 4, "CH-PLACES": 4, "CH-UNDEROCC": 4}
"""What a change asks of people, beside an answer or an approval (1); last is a place somebody would have to leave."""
TRIED = 24
"""Homes looked at in words before the nearest are chosen."""


def sought_for(region: Region, child_id: str) -> tuple[str, ...]:
    """Return the children a home is sought for together: her group, unless it is assessed as able to live apart."""
    group = tuple(sorted(region.group_of[child_id]))
    return (child_id,) if togetherness(region, group) is Siblings.MAY else group


def wide_screen(region: Region, policy: Policy, child_ids: Sequence[str], *, rule_by_rule: bool = False) -> Screen:
    """Judge some children against every home, those that can take nobody today included."""
    children = canonical_children(policy, [region.child[c] for c in child_ids])
    return screen(region, policy, children, all_homes(region, policy), rule_by_rule=rule_by_rule)


def unlocks(wide: Screen, group: tuple[str, ...], limit: int, most: int = NEAREST) -> list[dict[str, Any]]:
    """Return the nearest misses of a set, the least effort first, then the shortest way; `limit` as for `clashes`.

    Every change is one of those that may be offered as an unlock (design, section 5): a home with a rule that
    nothing may open is not a near miss.
    """
    rows = [wide.pairs.row[c] for c in group]
    columns = np.flatnonzero(_near(wide, rows))
    far = np.broadcast_to(wide.pairs.miles, wide.pairs.shape)[rows[0], columns]
    steps = wide.failing[rows][:, columns].max(axis=0) + (_short(wide, rows, columns) > 0)
    order = np.lexsort((columns, np.where(np.isnan(far), 1e9, far), steps))
    tried = order[: most * TRIED // NEAREST].tolist()
    homes = [wide.pairs.homes[columns[k]].home_id for k in tried]
    cases = judge_all(wide.pairs.region, wide.pairs.policy, [(c, h) for h in homes for c in group])
    found = [unlock for k in tried if (unlock := _unlock(wide, group, int(columns[k]), limit, cases))]
    return sorted(found, key=_effort)[:most]


def _effort(unlock: dict[str, Any]) -> int:
    """Return how much an unlock asks of people."""
    return sum(EFFORT.get(change["rule"], 1) for change in unlock["changes"])


def _near(wide: Screen, rows: list[int]) -> Array:
    """Return which homes nothing out of reach closes, and not all of the set may be proposed to as it is."""
    reachable = ~wide.locked[rows].any(axis=0)
    if len(rows) == 1:
        result: Array = reachable & ~wide.lawful[rows[0]]
        return result
    return reachable & (~wide.lawful[rows].all(axis=0) | (_short(wide, rows, slice(None)) > 0))


def _short(wide: Screen, rows: list[int], columns: Any) -> Array:
    """Return how many places too few a home offers, or may fill, for the set on a first night."""
    pairs = wide.pairs
    if len(rows) == 1:
        nothing: Array = np.zeros(len(pairs.homes), dtype=np.int64)[columns]
        return nothing
    free = pairs.room - pairs.living.everyone[rows]
    places = np.minimum(pairs.places.total_at_start[rows], free)[:, columns].min(axis=0)
    result: Array = np.maximum(0, len(rows) - places)
    return result


def _unlock(
    wide: Screen, group: tuple[str, ...], j: int, limit: int, cases: Mapping[tuple[str, str], Case]
) -> dict[str, Any] | None:
    pairs = wide.pairs
    region, home = pairs.region, pairs.homes[j]
    failing: dict[str, Verdict] = {}
    for child_id in group:
        for verdict in verdict_of(cases[child_id, home.home_id]).failing:
            failing.setdefault(verdict.rule.code, verdict)
    if any(v.unlock is None for v in failing.values()):
        return None
    changes = [_change(v) for v in failing.values()]
    for clash in _of_the_set(region, home.home_id, group, limit):
        if RULE_OF[clash.rule].never_unlocked:
            return None
        changes = [c for c in changes if c["rule"] != clash.rule]
        changes.append(_set_change(region, home.home_id, group, clash))
    far = float(pairs.miles[pairs.row[group[0]], j])
    if not changes:
        return None
    return {
        "home_id": home.home_id, "changes": changes, "miles": None if far != far else shown_miles(far),
        "kind": str(home.kind), "children": list(group),
    }  # fmt: skip


def _of_the_set(region: Region, home_id: str, group: tuple[str, ...], limit: int) -> Iterator[Clash]:
    """Yield what only the set as a whole comes up against, one clash a rule."""
    if len(group) == 1:
        return
    gone = dict.fromkeys(region.group_of, region.as_of)
    seen: set[str] = set()
    for clash in clashes(region, home_id, group, gone, limit):
        if clash.rule not in seen:
            seen.add(clash.rule)
            yield clash


def _change(verdict: Verdict) -> dict[str, str]:
    finding = verdict.finding
    return {
        "rule": verdict.rule.code, "change": verdict.unlock or "", "who": finding.who or "",
        "sentence": finding.sentence,
    }  # fmt: skip


def _set_change(region: Region, home_id: str, group: tuple[str, ...], clash: Clash) -> dict[str, str]:
    home, count = region.home[home_id], len(group)
    together = {
        "F-AVAIL": f"{count} places are offered from their first night.",
        "CH-PLACES": f"Residents leave, so that {count} places are free on their first night.",
        "CH-UNDEROCC": f"The home staffs as many places as {count} more children need from their first night.",
        "F-LIMIT3": "An exemption from the usual fostering limit is on record for every child who would live there.",
    }
    change = together.get(clash.rule, RULE_OF[clash.rule].opens_with)
    return {
        "rule": clash.rule, "change": change, "who": home.provider or f"the provider of {home_id}",
        "sentence": f"The set does not fit: {clash.message}.",
    }  # fmt: skip
