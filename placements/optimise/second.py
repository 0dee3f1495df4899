"""The second solver: HiGHS, in scipy. It has no part in making a proposal; it proves what adding up alone cannot."""

from collections.abc import Mapping
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.certificate import COUNTED, LEAST, PRICES, SEARCH, Sums, prices_of, up
from placements.optimise.solver import Part, Relaxed

Array = npt.NDArray[Any]
FEW = 1500
"""So few options are searched as they are; of more, the second solver first works out prices of its own."""
ABOVE_ALL = int(np.iinfo(np.int64).max)
"""What no choice at all costs."""


def prove(
    sums: Sums, costs: Array, least: int, value: int, until: float, *,
    known: int = LEAST, prices: Mapping[int, int] | None = None,
) -> str | None:  # fmt: skip
    """Return how it is proven that no choice costs less than `least`; None if it is not, or the time is up.

    The options that can be in no choice of at most `value` are left out of what comes after. `known` is a bound
    somebody has counted already, `prices` are those of a certificate: any prices give a valid bound, so nothing is
    taken on trust.
    """
    if known >= least:
        return COUNTED
    bound, reduced = sums.priced(costs, prices or {})
    how = PRICES if prices and up(bound) >= least else None
    open_still = sums.at_most(least - 1, bound, reduced)
    sums.alive = sums.at_most(value, bound, reduced)
    if how is None and open_still.sum() > FEW:
        bound, reduced = sums.priced(costs, prices_of(sums, costs, lambda part, amounts: _relax(part, amounts, until)))
        how = PRICES if up(bound) >= least else None
        open_still &= sums.at_most(least - 1, bound, reduced)
        sums.alive = sums.at_most(value, bound, reduced)
    if how is None:
        found = least_cost(sums, np.flatnonzero(open_still), costs, until)
        how = SEARCH if found is not None and found >= least else None
    return how


def least_cost(sums: Sums, options: Array, costs: Array, until: float) -> int | None:
    """Return the least cost of a choice among some options that keeps every row; None if the time is up first.

    Where no choice keeps the rows it is more than anything.
    """
    found = cheapest(sums, options, costs, until)
    return None if found is None else found[0]


def cheapest(sums: Sums, options: Array, costs: Array, until: float) -> tuple[int, Array] | None:
    """Return the least cost as `least_cost` does, and a choice (0/1 by option of the model) that has it."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    chosen = np.zeros(len(costs), dtype=np.int64)
    part = sums.matrix.part(options, np.zeros(len(costs)), np.ones(len(costs)))
    if not options.size:
        return (ABOVE_ALL if part.rows.size else 0), chosen
    rows = LinearConstraint(part.table, part.low, part.high) if part.rows.size else None
    found = milp(
        costs[options].astype(float), constraints=rows, integrality=np.ones(len(options)), bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "time_limit": max(until - monotonic(), 0.01)},
    )  # fmt: skip
    if found.status == 2:
        return ABOVE_ALL, chosen
    if found.status != 0 or found.x is None:
        return None
    chosen[options] = np.rint(found.x).astype(np.int64)
    return int(costs @ chosen), chosen


def _relax(part: Part, costs: Array, until: float) -> Relaxed:
    """Relax a part with HiGHS: rows with two sides are given twice, and their prices added."""
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    if not part.options.size:
        return Relaxed(np.zeros(len(part.rows)), np.zeros(0))
    upper, lower = np.flatnonzero(np.isfinite(part.high)), np.flatnonzero(np.isfinite(part.low))
    table = vstack([part.table[upper], -part.table[lower]], format="csr")
    sides = np.concatenate([part.high[upper], -part.low[lower]])
    found = linprog(
        costs.astype(float), A_ub=table, b_ub=sides, bounds=np.column_stack([part.least, part.most]), method="highs-ds",
        options={"time_limit": max(until - monotonic(), 0.01)},
    )  # fmt: skip
    if found.status == 2:
        return Relaxed(None, None, possible=False)
    if found.status != 0:
        return Relaxed(None, None)
    prices = np.zeros(len(part.rows))
    prices[upper] += found.ineqlin.marginals[: len(upper)]
    prices[lower] -= found.ineqlin.marginals[len(upper) :]
    return Relaxed(prices, found.x)
