"""Tonight: which homes to ring, in which order, by which lawful route, and whose proposal each would break.

First those that take children the same day, then those that have not said; stop-gaps after homes at or above the
floor; homes open only by an emergency approval outside the carer's terms after those; last, places kept for another
child. Within each the order is that of the shortlist. Homes that say they take nobody the same day stand last of all.
"""

from typing import Any

import numpy as np

from placements.candidates.verdicts import judge_pair
from placements.domain.capacity import offered
from placements.explain.ring import hold_ends, same_day, whom
from placements.explain.routes import only_terms, routes
from placements.explain.shortlist import Shortlist
from placements.units import shown_miles

EMERGENCIES = 5
HOLDS = 5


def tonight_list(homes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of a shortlist in ring order, numbered by `ring`."""
    ordered = sorted(homes, key=lambda line: (line["same_day"] is False, line["stop_gap"],
                                              line["same_day"] is None, line["rank"]))  # fmt: skip
    return [{**line, "ring": k} for k, line in enumerate(ordered, 1)]


def emergencies(found: Shortlist) -> list[dict[str, Any]]:
    """Return the nearest homes that only the carer's terms close: an emergency approval may open them (reg 23)."""
    return _nearest(found, "F-TERMS", EMERGENCIES)


def holds(found: Shortlist) -> list[dict[str, Any]]:
    """Return the nearest homes whose only fault is that the place is kept for another child, and until when."""
    return [row for row in _nearest(found, "F-AVAIL", 4 * HOLDS) if row["held_until"] != ""][:HOLDS]


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
        if (code == "F-AVAIL" and places.total < len(found.group)) or places.total == 0:
            continue
        verdicts = [judge_pair(region, found.policy, c, home.home_id) for c in found.group]
        if code == "F-TERMS" and not all(only_terms(v) or not v.failing for v in verdicts):
            continue
        until = hold_ends(region, home)
        miles = float(far[k])
        rows.append({
            "home_id": home.home_id, "kind": str(home.kind), "authority": home.authority, "whom": whom(region, home),
            "same_day": same_day(region, home, start), "miles": None if miles != miles else shown_miles(miles),
            "route": [r for v in verdicts for r in routes(v, start)],
            "held_until": "" if places.free >= len(found.group) else until.isoformat() if until else None,
            "sentence": " ".join(dict.fromkeys(w.finding.sentence for v in verdicts for w in v.failing)),
        })  # fmt: skip
        if len(rows) == most:
            break
    return rows
