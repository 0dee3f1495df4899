"""Invest to save: what levers cost, what the placement-weeks they avoid would have cost, and when that pays back."""

from dataclasses import dataclass

import numpy as np

from placements.demand.paths import Array
from placements.sufficiency.levers.attribution import Draw
from placements.sufficiency.levers.intervals import PARTS, spread_of
from placements.sufficiency.levers.tally import Tally

FULL_COST = (
    "A week avoided is counted at its full price. Block contracts and staff cost the same until they are given up, so "
    "what a budget sees comes later and is less. Pounds are those of the years the costs are given for, not discounted."
)


@dataclass(frozen=True)
class Spend:
    """Spend and saving of levers: draws x years, pounds of the years the costs are given in, not discounted."""

    spend: Array
    saving: Array

    @property
    def net(self) -> Array:
        """Saving less spend over all years, by draw."""
        return np.asarray((self.saving - self.spend).sum(axis=1))

    @property
    def payback(self) -> Array:
        """The year in whose end all that was spent had been saved and stayed so, by draw; infinite if not by the last.

        0 where nothing is ever spent beyond what is saved.
        """
        balance = np.cumsum(self.saving - self.spend, axis=1)
        behind = balance < 0
        years = balance.shape[1]
        last_behind = np.where(behind.any(axis=1), years - np.argmax(behind[:, ::-1], axis=1), 0)
        spent = self.spend.sum(axis=1) > 0
        year = np.where(last_behind >= years, np.inf, last_behind + 1.0)
        return np.where(spent | behind.any(axis=1), year, 0.0)

    def to_dict(self) -> dict[str, object]:
        """Return spend, saving, what is left and when it pays back, with their ranges."""
        years = self.spend.shape[1]
        payback = self.payback
        return {
            "years": [
                {"year": k + 1, "spend": spread_of(self.spend[:, k]), "saving": spread_of(self.saving[:, k])}
                for k in range(years)
            ],
            "spend": spread_of(self.spend.sum(axis=1)),
            "saving": spread_of(self.saving.sum(axis=1)),
            "net": spread_of(self.net),
            "payback_year": {
                name: float(np.percentile(payback, part, method="inverted_cdf"))
                for name, part in PARTS.items()
            },
            "paid_back": float(np.isfinite(payback).mean()),
            "within_years": years,
            "note": FULL_COST,
        }  # fmt: skip


def spend_of(found: list[Draw]) -> Spend:
    """Return spend and saving of all levers together."""
    base, full = (Tally.of(np.array([getattr(draw, name) for draw in found])) for name in ("base", "full"))
    return Spend(full.spend - base.spend, base.cost - full.cost)


def spend_by_lever(found: list[Draw], row: int) -> Spend:
    """Return spend and saving of one lever: its part of both."""
    part = Tally.of(np.array([draw.parts[row] for draw in found]))
    return Spend(part.spend, -part.cost)
