"""The mix of levers that saves most under a fixed budget, found by trying every mix, and how sure it is the best.

Few levers: every mix was simulated. More: the parts each has in all of them together are added up; since levers share
children, a mix of some of them costs and brings a little more than that, and is to be run as a scenario of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from placements.demand.paths import Array
from placements.errors import UsageError
from placements.sufficiency.levers.attribution import Chosen, Draw
from placements.sufficiency.levers.intervals import spread_of
from placements.sufficiency.levers.tally import Tally

MOST = 14
"""So many levers have 16,384 mixes; more take longer than anybody waits."""


@dataclass(frozen=True)
class Mix:
    """A mix of levers: what it costs and brings by draw; `best`: the part of draws in which no other brings more."""

    chosen: Chosen
    spend: Array
    benefit: Array
    best: float

    def to_dict(self, names: tuple[str, ...]) -> dict[str, object]:
        """Return the mix with its ranges."""
        return {
            "levers": [names[k] for k in sorted(self.chosen)],
            "spend": spread_of(self.spend),
            "benefit": spread_of(self.benefit),
            "probability_best": self.best,
        }


def best_mixes(spend: Mapping[Chosen, Array], benefit: Mapping[Chosen, Array], budget: float) -> list[Mix]:
    """Return every mix whose mean spend keeps to the budget, the one with the greatest mean benefit first.

    Of equal ones the cheaper comes first, then the one with fewer levers. No levers at all is a mix, too.
    """
    within = [chosen for chosen in spend if float(spend[chosen].mean()) <= budget]
    if not within:
        raise UsageError("The budget does not reach for any mix, not even for none. Give a budget of 0 or more.")
    table = np.array([benefit[chosen] for chosen in within])
    top = table == table.max(axis=0)
    share = (top / top.sum(axis=0)).mean(axis=1)
    found = [Mix(c, spend[c], benefit[c], float(part)) for c, part in zip(within, share, strict=True)]
    return sorted(found, key=_order)


def _order(mix: Mix) -> tuple[float, float, int, list[int]]:
    return -float(mix.benefit.mean()), float(mix.spend.mean()), len(mix.chosen), sorted(mix.chosen)


def added_up(values: Array) -> dict[Chosen, Array]:
    """Return the value of every mix of levers whose single values (levers x draws) are given, added up."""
    count = len(values)
    if count > MOST:
        raise UsageError(f"A mix is chosen out of {MOST} levers at most; leave some out of the scenario.")
    none = np.zeros(values.shape[1])
    return {
        frozenset(chosen): none + values[list(chosen)].sum(axis=0)
        for size in range(count + 1)
        for chosen in combinations(range(count), size)
    }


def mixes_of(found: list[Draw], budget: float) -> list[Mix]:
    """Return the mixes of simulated draws under a budget; net saving, pounds, is what a mix brings.

    With few levers every mix was simulated; with more their parts of the whole are added up.
    """
    if found[0].joint:
        tallies = {c: Tally.of(np.array([d.joint[c] - d.base for d in found])) for c in found[0].joint}
        spend = {c: t.spend.sum(axis=1) for c, t in tallies.items()}
        return best_mixes(spend, {c: -t.cost.sum(axis=1) - spend[c] for c, t in tallies.items()}, budget)
    parts = Tally.of(np.array([d.parts for d in found]).swapaxes(0, 1))
    singly = parts.spend.sum(axis=2)
    return best_mixes(added_up(singly), added_up(-parts.cost.sum(axis=2) - singly), budget)
