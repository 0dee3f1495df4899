"""Options as 0/1 variables under rows, minimised one level after another, each to gap 0.

Every level is a linear relaxation with clique rows, then a whole-number search unless the relaxation already proves the
incumbent. Options that the relaxation's prices show can be in no best proposal are fixed for the levels after. Options
far from any good proposal are set aside, and looked at again at every level until the prices show that none of them
could do better; options that only take room rest while a level is solved. The bounds behind all of this are worked out
here from the prices alone, over every option, so they hold whatever the solver's tolerances are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.cuts import Cliques
from placements.optimise.matrix import Matrix
from placements.optimise.rows import Rows
from placements.optimise.solver import NEARLY, PROOF, SETTINGS, Relaxed, relax, search

Array = npt.NDArray[Any]
NEAR = 60
"""How far from the best, in the first guess's own weights, an option may be priced to be looked at first."""
EMPHASIS = 100
"""How much more the level being solved weighs than those after it, when a better incumbent is looked for."""
ROUNDS = 8
"""How often clique rows are added before a level is searched."""
CHEAPEST = 800
"""Options looked at for a first incumbent, those the prices like best."""
SAFE = 1e-5
"""Prices are doubles: a bound has to pass a whole number by this much before it counts."""


@dataclass(frozen=True)
class Solved:
    """Chosen options (0/1), and the least cost any proposal can have; `chosen` is None if none was found."""

    chosen: Array | None
    bound: float
    proven: bool


@dataclass(frozen=True)
class Priced:
    """A level at the prices of its relaxation: costs less prices, and the bound over every option."""

    reduced: Array
    bound: float


class Model:
    """Rows over options, and which options are out, aside, resting or fixed."""

    @classmethod
    def of(cls, options: int, rows: Rows, members: Sequence[tuple[int, ...]]) -> "Model":
        """Build a model of rows; `members` are the children of each option."""
        matrix = Matrix.of(options, rows)
        return cls(matrix, Cliques(matrix, members))

    def __init__(self, matrix: Matrix, cliques: Cliques) -> None:
        self._matrix, self._cliques = matrix, cliques
        options = matrix.table.shape[1]
        self._least, self._most = np.zeros(options), np.ones(options)
        self._aside, self._resting, self._known = (np.zeros(options, dtype=bool) for _ in range(3))
        self.cuts: list[Array] = []

    @property
    def matrix(self) -> Matrix:
        """The rows: those of the model, then clique rows, then levels kept."""
        return self._matrix

    def copy(self, cuts: Sequence[Array] = ()) -> "Model":
        """Return the same rows with nothing fixed and nothing set aside, and clique rows found elsewhere."""
        return Model(self._matrix.and_cuts(cuts), self._cliques)

    def only(self, options: Array) -> "Model":
        """Return the model of some options alone, numbered anew, with the rows that could still bind."""
        matrix = self._matrix.only(options)
        return Model(matrix, Cliques(matrix, [self._cliques.members[o] for o in options.tolist()]))

    @property
    def alive(self) -> Array:
        """Options that may still be in a choice with every level kept so far at its value."""
        result: Array = (self._most > 0) | self._aside | self._resting
        return result

    def force(self, one_of: Array, none_of: Array) -> None:
        """Let exactly one of some options be chosen, and none of some others."""
        self._matrix = self._matrix.and_rows(one_of.astype(float).reshape(1, -1), 1.0, 1.0)
        self._most[none_of] = 0.0

    def know(self, chosen: Array) -> None:
        """Look at the options of a choice that was good elsewhere where a first incumbent is looked for."""
        self._known |= chosen > 0

    def leave_out(self, options: Array) -> None:
        """Choose none of these options."""
        self._most[options] = 0.0

    def set_aside(self, options: Array) -> None:
        """Look at these options only where the prices say they might do better."""
        self._aside |= options & (self._most > 0)
        self._most[self._aside] = 0.0

    def keep(self, costs: Array, value: int) -> None:
        """Keep a level: costs of at most `value` from now on."""
        self._matrix = self._matrix.and_rows(costs.reshape(1, -1).astype(float), -np.inf, float(value))

    def _cut(self, relaxed: Array | None) -> bool:
        """Add the clique rows a relaxed choice breaks; False if there is none."""
        broken = [] if relaxed is None else self._cliques.broken(relaxed)
        self._matrix = self._matrix.and_cuts(broken)
        self.cuts += broken
        return bool(broken)

    def far(self, costs: Array, until: float, near: int = NEAR) -> Array:
        """Return which options are far from any good choice for blended costs."""
        prices = self._relax(costs, until).prices
        result: Array = (
            np.zeros(len(costs), dtype=bool) if prices is None else self._matrix.reduced(costs, prices) > near
        )
        return result

    def guess(self, costs: Array, until: float, near: int = NEAR) -> Array | None:
        """Return a good choice for blended costs, to within one part in ten thousand; it proves nothing.

        Only options whose price in the relaxation is near the best are looked at first.
        """
        relaxed, _ = self._tighten(costs, None, until)
        whole = _whole(relaxed)
        if whole is not None and self._matrix.obeyed(whole):
            return whole
        active = self._most > 0
        reduced = None if relaxed.prices is None else self._matrix.reduced(costs, relaxed.prices)
        cheap = active if reduced is None else active & (reduced <= near)
        for options in (self._liked(reduced, relaxed.choice, None), cheap, active):
            found = self._search(np.flatnonzero(options), costs, None, until, NEARLY).chosen
            if found is not None and self._matrix.obeyed(found):
                return found
        return None

    def _liked(self, reduced: Array | None, relaxed: Array | None, start: Array | None) -> Array:
        """Return the options in play that the relaxation, the incumbent or a choice known of uses, and the cheapest."""
        active = np.flatnonzero(self._most > 0)
        liked = self._known & (self._most > 0)
        if reduced is not None:
            liked[active[np.argsort(reduced[active], kind="stable")[:CHEAPEST]]] = True
        for used in (relaxed, start):
            if used is not None:
                liked |= (used > SAFE) & (self._most > 0)
        return liked

    def solve(self, costs: Array, blend: Array | None, start: Array | None, until: float) -> Solved:
        """Minimise whole-number costs to gap 0, or return the best found at the time given.

        `blend` is this level with the levels after it, if any, for a better incumbent where the bound does not prove
        the one there is; `start` the incumbent of the level before; `until` a reading of the monotonic clock.
        """
        self._rest(costs)
        while True:
            relaxed, solved = self._tighten(costs, start, until)
            priced = self._priced(costs, relaxed.prices)
            if solved is None and relaxed.possible:
                solved = self._search_near(costs, blend, start, until, priced, relaxed.choice)
            solved = solved or Solved(None, -np.inf, False)
            doubtful = self._doubtful(costs, solved, priced)
            if not doubtful.any() or monotonic() >= until:
                break
            self._take_back(doubtful)
            start = start if solved.chosen is None else solved.chosen
        if solved.chosen is not None and priced is not None:
            self._fix(priced, int(costs @ solved.chosen))
        self._wake()
        if doubtful.any():
            return Solved(solved.chosen, -np.inf if priced is None else priced.bound, False)
        return solved

    def _take_back(self, options: Array) -> None:
        self._most[options] = 1.0
        self._aside = self._aside & ~options

    def _rest(self, costs: Array) -> None:
        """Rest the options that only take room at this level."""
        self._resting = self.alive & ~self._matrix.helpful(costs) & (self._least == 0)
        self._aside &= ~self._resting
        self._most[self._resting] = 0.0

    def _wake(self) -> None:
        self._most[self._resting] = 1.0
        self._resting = np.zeros_like(self._resting)

    def _doubtful(self, costs: Array, solved: Solved, priced: Priced | None) -> Array:
        """Return the options set aside that might be in a choice that costs less, going by the prices."""
        if solved.chosen is None or not solved.proven or priced is None:
            return self._aside
        value = int(costs @ solved.chosen)
        result: Array = self._aside & (priced.bound + np.maximum(priced.reduced, 0) <= value - 1 + SAFE)
        return result

    def _tighten(self, costs: Array, start: Array | None, until: float) -> tuple[Relaxed, Solved | None]:
        """Relax, taking back options the prices ask for and adding clique rows that are broken; return any proof."""
        cuts = 0
        while True:
            relaxed = self._relax(costs, until)
            if not relaxed.possible and self._aside.any():
                self._take_back(self._aside)
                continue
            if relaxed.prices is None:
                return relaxed, None
            priced = self._priced(costs, relaxed.prices)
            assert priced is not None
            wanted = self._aside & (priced.reduced < -SAFE)
            if wanted.any():
                self._take_back(wanted)
                continue
            solved = self._proven(costs, start, _whole(relaxed), priced.bound)
            cuts += 1
            if solved is not None or cuts == ROUNDS or not self._cut(relaxed.choice):
                return relaxed, solved

    def _search_near(
        self, costs: Array, blend: Array | None, start: Array | None, until: float, priced: Priced | None,
        relaxed: Array | None,
    ) -> Solved:  # fmt: skip
        """Search what could be as good as the incumbent; keep the incumbent where nothing is better."""
        bound = -np.inf if priced is None else priced.bound
        better = self._among_cheapest(costs, start, until, priced, relaxed)
        settings = SETTINGS if better is None else PROOF
        if better is None and start is None and blend is not None:
            better = self.guess(blend, until, NEAR * EMPHASIS // 10)
        if better is not None and (start is None or costs @ better < costs @ start):
            start = better
        if (proven := self._proven(costs, start, None, bound)) is not None:
            return proven
        if start is not None and priced is not None:
            self._fix(priced, int(costs @ start))
        solved = self._search(np.flatnonzero(self._most > 0), costs, start, until, settings)
        if start is not None and (solved.chosen is None or costs @ solved.chosen >= costs @ start):
            return Solved(start, max(bound, solved.bound), solved.proven)
        return Solved(solved.chosen, max(bound, solved.bound), solved.proven)

    def _among_cheapest(
        self, costs: Array, start: Array | None, until: float, priced: Priced | None, relaxed: Array | None
    ) -> Array | None:
        """Return the best choice among the options the relaxation uses or likes best, where these are few of many."""
        if priced is None or (self._most > 0).sum() <= 2 * CHEAPEST:
            return None
        options = np.flatnonzero(self._liked(priced.reduced, relaxed, start))
        return self._search(options, costs, start, until).chosen

    def _proven(self, costs: Array, start: Array | None, whole: Array | None, bound: float) -> Solved | None:
        """Return the incumbent, or the relaxed choice where it is whole, if the bound proves it."""
        for choice in (start, whole):
            if choice is not None and np.ceil(bound - SAFE) >= costs @ choice and self._matrix.obeyed(choice):
                return Solved(choice, bound, True)
        return None

    def _relax(self, costs: Array, until: float) -> Relaxed:
        """Relax the options that are in play."""
        part = self._matrix.part(np.flatnonzero(self._most > 0), self._least, self._most)
        return self._matrix.whole(part, relax(part, costs[part.options], until))

    def _search(
        self, options: Array, costs: Array, start: Array | None, until: float, settings: str = SETTINGS
    ) -> Solved:
        part = self._matrix.part(options, self._least, self._most)
        found = search(part, costs[options], None if start is None else start[options], until, settings)
        if found.chosen is None:
            return Solved(None, -np.inf, False)
        chosen = np.zeros(len(self._most), dtype=np.int64)
        chosen[options] = found.chosen
        return Solved(chosen, found.bound, found.proven)

    def _priced(self, costs: Array, prices: Array | None) -> Priced | None:
        """Return a level at the prices of its relaxation; options aside and resting count in the bound."""
        if prices is None:
            return None
        reduced = self._matrix.reduced(costs, prices)
        return Priced(reduced, self._matrix.bound(reduced, prices, self._least, np.where(self.alive, 1.0, 0.0)))

    def _fix(self, priced: Priced, value: int) -> None:
        """Fix the options that can be in no proposal of this value, and those in every one; drop idle rows."""
        never = (priced.bound + priced.reduced > value + SAFE) & (self._least < 1)
        self._most[never] = 0.0
        self._aside, self._resting = self._aside & ~never, self._resting & ~never
        self._least[(priced.bound - priced.reduced > value + SAFE) & (self._most > 0)] = 1.0
        self._matrix = self._matrix.busy(self.alive)


def _whole(relaxed: Relaxed) -> Array | None:
    """Return the relaxed choice where it is whole."""
    if relaxed.choice is None or np.any(np.abs(relaxed.choice - np.rint(relaxed.choice)) > 1e-9):
        return None
    return np.rint(relaxed.choice).astype(np.int64)
