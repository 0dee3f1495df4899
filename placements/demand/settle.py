"""Last step of calibration: two years are simulated at the fitted rates, and what they get wrong is put right.

The tables are fitted to children as they are on one day; children who come and go within the year add exits and moves
of their own. So two years are simulated without any uncertainty, exits by age and moves of the first and the kinds at
the end of the second are compared with what they should be, the hazards are scaled by the difference, and again.
"""

from dataclasses import dataclass, replace

import numpy as np

from placements.demand import moves
from placements.demand.model import Demand
from placements.demand.paths import EXITS, Path
from placements.demand.simulate import simulate
from placements.fitting import Floats

ROUNDS, WEEKS, YEAR = 5, 104, 52
_CHILDREN = 12_000
"""Children simulated in each round: enough that chance moves a moderate figure by a few in a hundred."""
_AT_18 = EXITS.index("age")


@dataclass(frozen=True)
class Targets:
    """What should be seen: exits before 18 by age and moves in the first year, children by kind after two."""

    exits: Floats
    moves: float
    kinds: Floats


def settle(demand: Demand, targets: Targets, leaving: Floats) -> Demand:
    """Return demand whose first year meets the targets but for chance; `leaving`: weekly hazards by kind and time."""
    held = targets.kinds.sum()
    paths = int(np.clip(_CHILDREN / max(held, 1.0), 2, 40))
    for around in range(ROUNDS):
        central = _central(demand)
        seen = [simulate(central, around * paths + number, WEEKS) for number in range(paths)]
        demand = _corrected(demand, seen, targets, leaving)
    return demand


def _central(demand: Demand) -> Demand:
    """Return the same demand with nothing left open but chance, from its first day."""
    names = ("starts", "starts_uasc", "exit_rates", "exit_rates_uasc", "move_rates")
    fixed = {name: getattr(demand, name).fixed() for name in names}
    return replace(
        demand, **fixed, drift=(0.0, 0.0, 0.0), residual=(demand.residual[0], 0.0), lead=0, as_of=demand.first
    )


def _corrected(demand: Demand, seen: list[Path], targets: Targets, leaving: Floats) -> Demand:
    size = len(seen)
    before = [number for number in range(len(EXITS)) if number != _AT_18]
    exits = sum(path.exits[:YEAR].sum(axis=(0, 1))[:, before].sum(axis=1) for path in seen) / size
    moved = sum(float(path.moves[:YEAR].sum()) for path in seen) / size
    end = sum(path.stock[-1].sum(axis=(0, 1)) for path in seen) / size
    start = seen[0].stock[0].sum(axis=0).astype(np.float64)
    out = moves.yearly(demand.moves, leaving, start)
    out *= moved / max(out.sum(), 1e-9)
    into = np.einsum("aj,ajk->k", out, demand.move_to)
    wanted = targets.kinds * (end.sum() / max(targets.kinds.sum(), 1e-9))
    towards = np.clip(1.0 + (wanted - end) / np.maximum(into, 1.0), 0.5, 2.0)
    to = demand.move_to * towards[None, None, :]
    return replace(
        demand,
        exits=np.minimum(demand.exits * _ratio(targets.exits, exits)[None, None, :, None, None], 0.5),
        moves=np.minimum(demand.moves * _ratio(np.array([targets.moves]), np.array([moved]))[0], 0.5),
        move_to=to / to.sum(axis=2, keepdims=True),
    )


def _ratio(wanted: Floats, got: Floats) -> Floats:
    """Return by what to scale, drawn towards 1 where so few were seen that chance says much."""
    return np.clip((wanted + 10.0) / (got + 10.0), 0.5, 2.0)
