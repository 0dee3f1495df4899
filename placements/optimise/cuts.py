"""Clique rows: what a row of places implies for whole options, so that the relaxation is nearly whole by itself.

Where options take amounts a_o of at most H places and a child stands in some of them, no two of these can be chosen
together, and none of them beside an option that leaves too little room:
  sum of her options + sum of options without her with a_o > H/2 and a_o > H - least amount of hers <= 1.
They cut off no proposal. Only those a relaxed choice breaks are added.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.optimise.matrix import Matrix

Array = npt.NDArray[Any]
MOST = 300
"""Clique rows added at a time."""
BROKEN = 1e-5
MOST_PLACES = 40
"""A row that allows more than this many is no row of places in a home."""


class Cliques:
    """The rows cliques can come from, and which children stand in each option."""

    def __init__(self, matrix: Matrix, members: Sequence[tuple[int, ...]]) -> None:
        table, low, high = matrix.table, matrix.low, matrix.high
        large = np.zeros(table.shape[0], dtype=bool)
        large[np.unique((table >= 2).nonzero()[0])] = True
        gives = table.minimum(0).getnnz(axis=1) > 0
        self._from = ~gives & large & (high <= MOST_PLACES) & (low <= 0)
        self._table, self._high, self.members = table, high, members
        self._columns = table.tocsc()

    def broken(self, relaxed: Array) -> list[Array]:
        """Return the options of clique rows a relaxed choice breaks, each row as sorted option numbers."""
        partly = np.flatnonzero((relaxed > BROKEN) & (relaxed < 1 - BROKEN))
        rows = np.unique(self._columns[:, partly].indices)
        found: dict[tuple[int, ...], None] = {}
        for row in rows[self._from[rows]].tolist():
            for options in self._in_row(row, relaxed):
                found.setdefault(tuple(options), None)
            if len(found) >= MOST:
                break
        return [np.array(options, dtype=np.int64) for options in found]

    def _in_row(self, row: int, relaxed: Array) -> list[list[int]]:
        start, end = self._table.indptr[row], self._table.indptr[row + 1]
        options, amounts = self._table.indices[start:end], self._table.data[start:end]
        places, value = self._high[row], relaxed[options]
        of_child: dict[int, list[int]] = defaultdict(list)
        for k in np.flatnonzero(value > BROKEN).tolist():
            for child in self.members[options[k]]:
                of_child[child].append(k)
        cliques = []
        for child, hers in of_child.items():
            least = min(amounts[k] for k in hers)
            large = (amounts > places / 2) & (amounts > places - least)
            inside = np.array(
                [amounts[k] >= least and child in self.members[o] for k, o in enumerate(options.tolist())], dtype=bool
            )
            whole = inside | large
            if value[whole].sum() > 1 + BROKEN:
                cliques.append(sorted(options[whole].tolist()))
        return cliques
