"""Sample average approximation: the places to open that serve many futures best, as one mixed-integer program.

Whole numbers: homes[j, z] of z beds, and places[j, k] of other kinds, in patch j. For every future s:
  move[s, i, j, k] >= 0 children of patch i in a home of kind k in patch j within reach; unmet[s, i, k] >= 0
  sum over j of move + unmet = need[s, i, k]
  sum over i of move <= free[s, j, k] + opened[j, k] if kind k is open by then
minimise  weekly price of what is opened + mean over futures of (price of a week without a home x unmet + mile x miles)
with no more places than asked for, a weekly budget, and in every authority unmet <= worst x need, on average.

Kleywegt, Shapiro and Homem-de-Mello, "The sample average approximation method for stochastic discrete optimization",
SIAM Journal on Optimization 12 (2002). Children are counted in fractions: futures are expectations, not lists of names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from placements.demand.paths import Array
from placements.errors import NoProposalError
from placements.sufficiency.site.known import value
from placements.sufficiency.site.needs import Future, Ground
from placements.sufficiency.site.patches import SOUGHT, miles_between

FAR = 20.0
"""Miles beyond which a home is not near (the statutory return's mark)."""
SIZES = (2, 3, 4)
RESIDENTIAL = 1
"""The row of SOUGHT in which homes of several beds are opened."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: how many places, by kind if given, a weekly budget in pounds, and the most in one patch."""

    places: int
    budget: float | None = None
    kinds: tuple[str, ...] = tuple(str(kind) for kind in SOUGHT)
    most_in_patch: int = 12
    worst: float | None = None


@dataclass(frozen=True)
class Plan:
    """Homes by patch and size, places by patch and kind (those of homes among them), and what the program proved."""

    homes: Array
    places: Array
    value: float
    bound: float


class Program:
    """The rows and prices of one sample of futures; column 0 on: homes, places, then moves and unmet by future."""

    def __init__(self, here: Ground, futures: Sequence[tuple[int, Future]], wanted: Wanted) -> None:
        self.here, self.futures, self.wanted = here, futures, wanted
        self.patches, self.kinds = len(here.patches), len(SOUGHT)
        self.miles = miles_between(here.patches)
        self.i, self.j = np.nonzero(self.miles <= FAR)
        self.first = self.patches * (len(SIZES) + self.kinds)
        self.each = (len(self.i) + self.patches) * self.kinds

    @cached_property
    def opening(self) -> Array:
        """Places that one unit of each first column opens, shape (columns, patches x kinds)."""
        table = np.zeros((self.first, self.patches * self.kinds))
        for j in range(self.patches):
            for z, size in enumerate(SIZES):
                table[j * len(SIZES) + z, j * self.kinds + RESIDENTIAL] = size
            for k in range(self.kinds):
                if k != RESIDENTIAL:
                    table[self.patches * len(SIZES) + j * self.kinds + k, j * self.kinds + k] = 1
        return table

    def prices(self) -> Array:
        """Pounds a week of one unit of each first column, over the share of the futures in which it is open."""
        homes = [
            self.here.fees[j, RESIDENTIAL] * size * value("size_factor", str(size)) * self._share_open(RESIDENTIAL)
            for j in range(self.patches) for size in SIZES
        ]  # fmt: skip
        places = [self.here.fees[j, k] * self._share_open(k) for j in range(self.patches) for k in range(self.kinds)]
        return np.array([*homes, *places])

    def _share_open(self, k: int) -> float:
        return float(np.mean([week >= lead(k) for week, _ in self.futures]))

    def solve(self, seconds: float) -> Plan:
        """Return the best plan; raises NoProposalError where none keeps the conditions or time is up first."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import vstack

        rows, low, high = self._rows()
        cost = np.concatenate([self.prices(), *(self._cost_of_future() for _ in self.futures)])
        whole = np.concatenate([np.ones(self.first), np.zeros(self.each * len(self.futures))])
        found = milp(
            cost, constraints=LinearConstraint(vstack(rows, format="csr"), np.concatenate(low), np.concatenate(high)),
            integrality=whole, bounds=Bounds(0, self._most()), options={"mip_rel_gap": 1e-4, "time_limit": seconds},
        )  # fmt: skip
        if found.x is None:
            raise NoProposalError("No sites keep these conditions. Maybe allow more in one patch, or a larger budget.")
        first = np.rint(found.x[: self.first])
        homes = first[: self.patches * len(SIZES)].reshape(self.patches, len(SIZES)).astype(int)
        places = (first @ self.opening).reshape(self.patches, self.kinds).astype(int)
        bound = found.mip_dual_bound if found.mip_dual_bound is not None else found.fun
        return Plan(homes, places, float(found.fun), float(bound))

    def _most(self) -> Array:
        allowed = np.array([str(kind) in self.wanted.kinds for kind in SOUGHT])
        homes = np.full(self.patches * len(SIZES), np.inf if allowed[RESIDENTIAL] else 0.0)
        places = np.tile(np.where(allowed & (np.arange(self.kinds) != RESIDENTIAL), np.inf, 0.0), self.patches)
        return np.concatenate([homes, places, np.full(self.each * len(self.futures), np.inf)])

    def _cost_of_future(self) -> Array:
        per = 1.0 / len(self.futures)
        move = np.repeat(self.miles[self.i, self.j] * value("mile_weekly"), self.kinds)
        return np.concatenate([move, np.full(self.patches * self.kinds, value("unmet_weekly"))]) * per

    def _rows(self) -> tuple[list[object], list[Array], list[Array]]:
        from scipy.sparse import csr_array, eye_array, hstack, kron

        pairs, kinds = np.arange(len(self.i)), eye_array(self.kinds)
        of_child = kron(csr_array((np.ones(len(pairs)), (self.i, pairs)), (self.patches, len(pairs))), kinds)
        of_home = kron(csr_array((np.ones(len(pairs)), (self.j, pairs)), (self.patches, len(pairs))), kinds)
        cells = self.patches * self.kinds
        none_first, empty = csr_array((cells, self.first)), csr_array((cells, cells))
        met, held = hstack([of_child, eye_array(cells)]), hstack([of_home, empty])
        rows: list[object] = []
        low: list[Array] = []
        high: list[Array] = []
        count = len(self.futures)
        for s, (week, future) in enumerate(self.futures):
            open_now = np.tile([week >= lead(k) for k in range(self.kinds)], self.patches).astype(float)
            opened = csr_array(-(self.opening * open_now).T)
            blocks = [csr_array((cells, self.each))] * count
            rows += [
                hstack([none_first, *blocks[:s], met, *blocks[s + 1 :]]),
                hstack([opened, *blocks[:s], held, *blocks[s + 1 :]]),
            ]
            need, free = future.need.ravel(), future.free.ravel()
            low += [need, np.full(cells, -np.inf)]
            high += [need, free]
        return self._conditions(rows, low, high)

    def _conditions(
        self, rows: list[object], low: list[Array], high: list[Array]
    ) -> tuple[list[object], list[Array], list[Array]]:
        """Add how many places are opened, at what price, how many in one patch, and how ill the worst is served."""
        from scipy.sparse import csr_array, hstack

        rest = csr_array((1, self.each * len(self.futures)))
        total = self.opening.sum(axis=1)

        def add(first: Array, least: float, most: float) -> None:
            rows.append(hstack([csr_array(first.reshape(1, -1)), rest]))
            low.append(np.array([least]))
            high.append(np.array([most]))

        add(total, 0.0, self.wanted.places)
        if self.wanted.budget is not None:
            add(self.prices(), 0.0, self.wanted.budget)
        for j in range(self.patches):
            add(self.opening[:, j * self.kinds : (j + 1) * self.kinds].sum(axis=1), 0.0, self.wanted.most_in_patch)
        if self.wanted.worst is not None:
            self._floor(rows, low, high)
        return rows, low, high

    def _floor(self, rows: list[object], low: list[Array], high: list[Array]) -> None:
        from scipy.sparse import csr_array

        codes = np.array([patch.authority for patch in self.here.patches])
        moves = len(self.i) * self.kinds
        for code in np.unique(codes):
            own = np.repeat(codes == code, self.kinds).astype(float)
            need = sum(float(future.need.ravel() @ own) for _, future in self.futures)
            one = np.concatenate([np.zeros(moves), own])
            row = np.concatenate([np.zeros(self.first), *(one for _ in self.futures)])
            rows.append(csr_array(row.reshape(1, -1)))
            low.append(np.array([-np.inf]))
            high.append(np.array([float(self.wanted.worst or 0.0) * need]))


def lead(k: int) -> float:
    """Return the weeks until a place of a kind is open."""
    return value("lead_weeks", str(SOUGHT[k]))
