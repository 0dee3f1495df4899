"""The fitted demand of a region as a forecaster of the record: fitted again at each origin, to what was known then."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from placements.demand.fit_history import fit_history
from placements.demand.record.stays import Stays, day_of
from placements.demand.simulate import simulate
from placements.history.read import History

DRAWS = 60


@dataclass(frozen=True)
class Fitted:
    """Draws are simulated paths; returns are cut to the authorities and the day before they are fitted."""

    history: History
    data: Path | None = None
    draws: int = DRAWS

    def __call__(self, history: Stays, origin: int, horizons: Sequence[int], seed: int) -> npt.NDArray[np.float64]:
        """Return draws of the stock so many weeks ahead."""
        theirs = self._of(set(history.authority.tolist()))
        demand = fit_history(theirs, self.data, day_of(origin), seed)
        stocks = [simulate(demand, number, max(horizons)).stock.sum(axis=(1, 2, 3)) for number in range(self.draws)]
        return np.array(stocks, dtype=float)[:, np.array(horizons)]

    def _of(self, authorities: set[str]) -> History:
        episodes = self.history.episodes[self.history.episodes["authority"].isin(authorities)]
        children = self.history.children[self.history.children["child_id"].isin(episodes["child_id"])]
        covers = self.history.covers[self.history.covers["authority"].isin(authorities)]
        return History(children, episodes, covers)
