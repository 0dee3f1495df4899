"""What queueing says of places, beside what matching says: A. K. Erlang's loss and delay formulas (1917).

With offered load a (children arriving a week x mean stay in weeks) and c places:
  loss   B(c) = a B(c-1) / (c + a B(c-1)), B(0) = 1: the share who find no place, if they go elsewhere;
  delay  C(c) = B / (1 - (a/c) (1 - B)), for a < c: the share who wait, if they wait.
The loss formula depends on how long stays are on average and not on how they vary (insensitivity), so it asks for no
law of stays; the delay formula is exact for exponential stays only. Both take every place to suit every child, which is
why the figure is so much smaller than what matching finds: places in the wrong area or of the wrong kind count in full.
"""

from collections.abc import Mapping
from typing import Any

from placements.errors import UsageError

LEVEL = 0.05
"""Share of children who may find no place where nothing else is asked for."""
MOST = 1_000_000
INSENSITIVE = (
    "The loss formula depends on the mean stay alone, whatever stays are like. It takes every place of a kind to suit "
    "every child, so it is a floor under what matching finds."
)


def loss(places: int, load: float) -> float:
    """Return the share of children who find no place; raises UsageError for a load or places below 0."""
    if load < 0 or places < 0:
        raise UsageError("An offered load and a number of places are 0 or more.")
    if load == 0:
        return 0.0 if places else 1.0
    share = 1.0
    for c in range(1, places + 1):
        share = load * share / (c + load * share)
    return share


def delay(places: int, load: float) -> float:
    """Return the share of children who wait for a place; 1 where there are no more places than the load."""
    if load >= places:
        return 1.0
    blocked = loss(places, load)
    return blocked / (1 - load / places * (1 - blocked))


def places_for(load: float, level: float = LEVEL, waiting: bool = False) -> int:
    """Return the fewest places with which the share who find none (or wait) is at most `level`; raises UsageError."""
    if not 0 < level < 1 or not 0 <= load < MOST:
        raise UsageError("A share lies between 0 and 1, and an offered load is 0 or more.")
    share, places = 1.0, 0
    while True:
        if places and (_waits(places, load, share) if waiting else share) <= level:
            return places
        places += 1
        share = load * share / (places + load * share) if load else 0.0


def _waits(places: int, load: float, blocked: float) -> float:
    return 1.0 if load >= places else blocked / (1 - load / places * (1 - blocked))


def erlang(
    stock: Mapping[str, float], free: Mapping[str, float], arriving: Mapping[str, float], unmet: Mapping[str, float],
    level: float = LEVEL,
) -> dict[str, Any]:  # fmt: skip
    """Return queueing's figure for each kind of home beside the simulated one.

    `stock`: children living in the kind, which is the load offered where few are turned away (J. D. C. Little, 1961);
    `free`: places free; `arriving` and `unmet`: children a week planned for the kind, and of these unmet by matching.
    """
    rows = []
    for kind, load in stock.items():
        places = round(load + free.get(kind, 0.0))
        coming = arriving.get(kind, 0.0)
        blocked = loss(places, load)
        rows.append({
            "kind": kind, "load": round(load, 3), "places": places,
            "mean_stay_weeks": round(load / coming, 1) if coming else None,
            "loss": round(blocked, 6), "delay": round(delay(places, load), 6),
            "places_for_loss": places_for(load, level), "places_for_delay": places_for(load, level, waiting=True),
            "occupancy": round(load * (1 - blocked) / places, 4) if places else None,
            "turned_away_a_week": round(coming * blocked, 4), "unmet_a_week_by_matching": unmet.get(kind, 0.0),
        })  # fmt: skip
    return {"level": level, "note": INSENSITIVE, "kinds": rows}
