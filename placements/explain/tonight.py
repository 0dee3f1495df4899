"""Tonight: which homes to ring, in which order, by which lawful route, and whose proposal each would break.

First those that take children the same day, then those that have not said; stop-gaps after homes at or above the
floor; homes open only by an emergency approval outside the carer's terms after those; last, places kept for another
child. Within each the order is that of the shortlist. Homes that say they take nobody the same day stand last of all.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from placements.candidates.verdicts import PairVerdict, judge_pair
from placements.domain.capacity import offered
from placements.domain.living import clashes
from placements.explain.ring import hold_ends, same_day, whom
from placements.explain.routes import only_terms, routes
from placements.explain.shortlist import Choice, Shortlist
from placements.law.parameters_on import parameter
from placements.units import shown_miles

EMERGENCIES = 3
HOLDS = 3


def in_ring_order(found: Shortlist) -> Shortlist:
    """Return a shortlist whose choices stand in the order to ring them.

    The home a proposal gives to the children stands first: ringing it takes nothing from anybody.
    """
    homes, start = found.problem.screen.pairs.homes, found.start
    given = found.home_of.get(found.child_id) if found.home_of else None

    def key(choice: Choice) -> tuple[bool, bool, bool, bool]:
        home = homes[choice.home]
        takes = same_day(found.region, home, start)
        return home.home_id != given, takes is False, choice.below, takes is None

    return replace(found, ordered=tuple(sorted(found.choices, key=key)))


def emergencies(found: Shortlist) -> list[dict[str, Any]]:
    """Return the nearest homes that only the carer's terms close: an emergency approval may open them (reg 23)."""
    return _nearest(found, "F-TERMS", EMERGENCIES)


def holds(found: Shortlist) -> list[dict[str, Any]]:
    """Return the nearest homes whose only fault is that the place is kept for another child, and until when."""
    return [row for row in _nearest(found, "F-AVAIL", 4 * HOLDS) if row["held_until"] != ""][:HOLDS]


def _fit(found: Shortlist, home_id: str) -> bool:
    """Return whether the home has room for all of them tonight, and they may live there together."""
    region, gone = found.region, dict.fromkeys(found.region.group_of, found.region.as_of)
    limit = int(parameter("usual_fostering_limit", region.as_of))
    free = offered(region, home_id, found.start).free
    return free >= len(found.group) and not clashes(region, home_id, found.group, gone, limit)


def _said(verdict: PairVerdict, *, alone: bool) -> str:
    words = " ".join(word.finding.sentence for word in verdict.failing)
    return words if alone else f"{verdict.child_id}: {words}"


def _nearest(found: Shortlist, code: str, most: int) -> list[dict[str, Any]]:
    wide, region = found.wide, found.region
    if code not in wide.fails:
        return []
    alone = wide.fails[code].any(axis=0)
    for other, table in wide.fails.items():
        if other != code:
            alone = alone & ~table.any(axis=0)
    columns = np.flatnonzero(alone)
    far = np.broadcast_to(wide.pairs.miles, wide.pairs.shape)[0, columns]
    order = np.lexsort((columns, np.where(np.isnan(far), 1e9, far)))
    rows = []
    for k in order.tolist():
        home = wide.pairs.homes[columns[k]]
        start = wide.pairs.stays[0].start
        places = offered(region, home.home_id, start)
        if places.total < len(found.group) or (code == "F-TERMS" and not _fit(found, home.home_id)):
            continue
        verdicts = [judge_pair(region, found.policy, c, home.home_id) for c in found.group]
        if code == "F-TERMS" and not all(only_terms(v) or not v.failing for v in verdicts):
            continue
        until = hold_ends(region, home)
        miles = float(far[k])
        rows.append({
            "home_id": home.home_id, "kind": str(home.kind), "authority": home.authority, "whom": whom(region, home),
            "same_day": same_day(region, home, start), "miles": None if miles != miles else shown_miles(miles),
            "route": list({r["rule"]: r for v in verdicts for r in routes(v, start)}.values()),
            "held_until": "" if places.free >= len(found.group) else until.isoformat() if until else None,
            "sentence": " ".join(_said(v, alone=len(found.group) == 1) for v in verdicts if v.failing),
            "places_free": places.free,
        })  # fmt: skip
        if len(rows) == most:
            break
    return rows
