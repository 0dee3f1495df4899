"""What levers cost week by week: by the children they reach, the households, the places, or by the year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from placements.demand.paths import AGES, EXITS, Array, Path
from placements.sufficiency.levers.apply import WEEKS, Applied, Use, effects_of
from placements.sufficiency.levers.area import Area
from placements.sufficiency.levers.effects import draw_figure
from placements.sufficiency.levers.figure import Figure
from placements.sufficiency.levers.register import Eligible, Lever, Register

ONE = Figure(median=1.0, source="one child for each", confidence="D")
OLDER, TEENS = AGES.index("16-17"), AGES.index("10-15")


@dataclass(frozen=True)
class Running:
    """One lever in use in one path, with what its cost follows: the path without levers, and what they come to."""

    register: Register
    row: int
    use: Use
    base: Path
    applied: Applied
    area: Area
    seed: int

    @property
    def lever(self) -> Lever:
        """The lever, as it stands in the register."""
        return self.register.levers[self.use.lever]

    @property
    def here(self) -> Array:
        """Which authorities it runs in."""
        return self.area.rows(self.use.authorities)

    @property
    def week(self) -> Array:
        """The numbers of the weeks."""
        return np.arange(self.base.weeks)


def spending(
    register: Register, uses: Sequence[Use], base: Path, applied: Applied, area: Area, seed: int
) -> Array:  # fmt: skip
    """Return what levers cost week by week, pounds."""
    total = np.zeros(base.weeks)
    for row, use in enumerate(uses):
        total += _spent(Running(register, row, use, base, applied, area, seed))
    return total


def _spent(run: Running) -> Array:
    if run.use.cost_a_year is not None:
        return np.where(run.week >= run.use.week, run.use.cost_a_year / WEEKS, 0.0)
    figure = run.lever.cost.figure
    if figure is None:
        return np.zeros(run.base.weeks)
    unit = draw_figure(figure, f"cost {run.use.lever}", run.seed, run.base.number)
    return unit * UNITS[run.lever.cost.of](run)


def _looked_after(run: Running) -> Array:
    stock = run.base.stock[1:, run.here].sum(axis=(1, 2, 3))
    return np.asarray((run.week >= run.use.week) * run.use.reach * stock / WEEKS)


def _households(run: Running) -> Array:
    all_ = float(run.area.households[run.here].sum()) if run.use.amount is None else run.use.amount
    return np.asarray((run.week >= run.use.week) * run.use.reach * all_ / WEEKS)


def _places(run: Running) -> Array:
    changes = [change for change in run.applied.supply if change.lever == run.use.lever]
    return np.array([sum(abs(change.at(int(week))) for change in changes) for week in run.week]) / WEEKS


def _shifted(run: Running) -> Array:
    total = np.zeros(run.base.weeks)
    for shift in run.applied.shifts:
        if shift.lever == run.use.lever:
            total += shift.moved(run.base.stock, run.area)[1:].sum(axis=(1, 2))
    return total / WEEKS


def _children(run: Running) -> Array:
    """Return the children reached: those of its first effect on a flow, from when people are hired."""
    first = next((i for i, e in enumerate(effects_of(run.use, run.register)) if e.eligible is not None), None)
    if first is None:
        return np.zeros(run.base.weeks)
    effect = effects_of(run.use, run.register)[first]
    group = run.register.eligible[str(effect.eligible)]
    share = draw_figure(group.share, f"eligible {effect.eligible}", run.seed, run.base.number, "share")
    served = draw_figure(effect.served or group.served or ONE, f"served {run.use.lever}", run.seed, run.base.number)
    part = run.applied.reached[run.row, first]
    hired = run.use.week + run.lever.hire
    grown = np.clip((run.week - hired + 1) / max(1, run.lever.ramp), 0.0, 1.0)
    return flow_of(run.base, group, run.here) * part * share * served * grown


UNITS: dict[str, Callable[[Running], Array]] = {
    "looked_after": _looked_after,
    "household": _households,
    "place": _places,
    "occupied": _places,
    "shifted": _shifted,
    "child": _children,
}


def flow_of(path: Path, group: Eligible, here: Array) -> Array:
    """Return how many children of a group there are in a flow week by week; of those who come back, all who enter."""
    ages = np.array([not group.ages or age in group.ages for age in AGES])
    if group.flow == "exits":
        exits = path.exits[:, here][:, :, ages].sum(axis=(1, 2))
        return np.asarray(exits.sum(axis=1) if group.exit is None else exits[:, EXITS.index(group.exit)], float)
    if group.flow == "moves":
        return np.asarray(path.moves[:, here].sum(axis=(1, 2)), float)
    entries = path.entries[:, here].astype(float)
    if group.uasc is False:
        entries = _without_unaccompanied(path, entries, here)
    return np.asarray(entries[:, :, ages].sum(axis=(1, 2)))


def _without_unaccompanied(path: Path, entries: Array, here: Array) -> Array:
    """Return entries less unaccompanied children: of those of 16 and 17 first, then of those of 10 to 15."""
    new = path.arrivals.uasc.astype(bool) & (path.arrivals.reason == 0) & here[path.arrivals.authority]
    alone = np.zeros(entries.shape[:2])
    np.add.at(alone, (path.arrivals.week[new], (np.cumsum(here) - 1)[path.arrivals.authority[new]]), 1.0)
    older = np.minimum(alone, entries[:, :, OLDER])
    entries[:, :, OLDER] -= older
    entries[:, :, TEENS] -= np.minimum(alone - older, entries[:, :, TEENS])
    return entries
