"""Levers in use, as changes of a path: multipliers on flows, places, prices, and children who live elsewhere.

Each effect is a multiplier on its own part of a flow, and those of different levers multiply. `reach.py` sees to it
that no child is reached twice. What has no usable effect changes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from placements.demand.paths import AGES, KINDS, Array, Change
from placements.sufficiency.levers.area import Area
from placements.sufficiency.levers.effects import draw, draw_figure
from placements.sufficiency.levers.reach import Claim, allotted
from placements.sufficiency.levers.register import PLACES, Effect, Lever, Register

WEEKS = 52


@dataclass(frozen=True)
class Use:
    """A lever in use: from which week, for which part of those it can reach, where, and how much of it.

    `amount` is what the lever asks for (`needs_amount`); `cost_a_year` replaces the cost of the register; `effects`
    replace its effects: somebody's own evidence, already shrunk.
    """

    lever: str
    week: int = 0
    reach: float = 1.0
    authorities: tuple[str, ...] = ()
    amount: float | None = None
    cost_a_year: float | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class SupplyChange:
    """Places more, or fewer, of a kind in an authority, from a week on, along a straight line over `ramp` weeks."""

    kind: str
    authority: str
    places: float
    from_week: int = 0
    ramp: int = 0
    lever: str = ""

    def at(self, week: int) -> float:
        """Return how many places more there are in a week."""
        return self.places * _done(week, self.from_week, self.ramp)


@dataclass(frozen=True)
class Shift:
    """A part of the children of one kind of home who live in another instead."""

    kind: str
    to: str
    part: float
    ages: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    from_week: int = 0
    ramp: int = 0
    lever: str = ""

    def moved(self, stock: Array, area: Area) -> Array:
        """Return how many live elsewhere: weeks x authorities x ages, of a stock with row 0 today."""
        done = np.array([_done(week, self.from_week, self.ramp) for week in range(-1, len(stock) - 1)])
        ages = np.array([not self.ages or age in self.ages for age in AGES])
        part = self.part * done[:, None, None] * (area.rows(self.authorities)[:, None] & ages[None, :])
        found: Array = part * stock[..., KINDS.index(self.kind)]
        return found


@dataclass(frozen=True)
class Price:
    """A multiplier on what a week of one kind costs."""

    kind: str
    factor: float
    from_week: int = 0
    ramp: int = 0

    def at(self, week: int) -> float:
        """Return the multiplier in a week."""
        return 1.0 + (self.factor - 1.0) * _done(week, self.from_week, self.ramp)


@dataclass(frozen=True)
class Applied:
    """What levers come to in one path. `reached`: the part of its group each lever and effect reaches."""

    changes: tuple[Change, ...] = ()
    supply: tuple[SupplyChange, ...] = ()
    shifts: tuple[Shift, ...] = ()
    prices: tuple[Price, ...] = ()
    reached: dict[tuple[int, int], float] = field(default_factory=dict)


def _done(week: int, begins: int, ramp: int) -> float:
    if week < begins:
        return 0.0
    return 1.0 if ramp <= 0 else min(1.0, (week - begins + 1) / ramp)


def effects_of(use: Use, register: Register) -> tuple[Effect, ...]:
    """Return the effects of a lever in use: its own evidence, else those of the register."""
    return use.effects or register.levers[use.lever].effects


def begins(use: Use, lever: Lever) -> int:
    """Return the week the effect of a lever begins: people are hired, and then it takes time."""
    return use.week + lever.hire + lever.effect_lag


def apply(register: Register, uses: Sequence[Use], area: Area, weeks: int, seed: int, number: int) -> Applied:
    """Return what levers come to in the path of a number, over so many weeks."""
    shares = {
        name: draw_figure(group.share, f"eligible {name}", seed, number, "share")
        for name, group in register.eligible.items()
    }
    claims = [
        Claim(k, i, effect.eligible, use.authorities, use.reach)
        for k, use in enumerate(uses)
        for i, effect in enumerate(effects_of(use, register))
        if effect.eligible is not None
    ]
    reached = allotted(claims, register.eligible, shares)
    changes: list[Change] = []
    supply: list[SupplyChange] = []
    shifts: list[Shift] = []
    prices: list[Price] = []
    for k, use in enumerate(uses):
        lever = register.levers[use.lever]
        for i, effect in enumerate(effects_of(use, register)):
            value = draw(effect, use.lever, i, seed, number)
            if effect.eligible is not None:
                part = shares[effect.eligible] * reached[k, i]
                changes.append(_change(register, use, lever, effect, _per(value, use, lever), part))
            elif effect.flow in PLACES:
                supply += _places(use, lever, effect, value, area, weeks)
            elif effect.flow == "shift":
                shifts.append(_shift(use, lever, effect, value, seed, number))
            else:
                wanted = 1.0 if use.amount is None else use.amount
                factor = max(0.0, 1.0 + (wanted - 1.0) * value * use.reach)
                prices.append(Price(str(effect.kind), factor, begins(use, lever), lever.ramp))
    return Applied(tuple(changes), tuple(supply), tuple(shifts), tuple(prices), reached)


def _per(value: float, use: Use, lever: Lever) -> float:
    """Return a relative rate that is stated for so much of an amount, for the amount there is."""
    return value if use.amount is None else float(value ** (use.amount / lever.per))


def _change(register: Register, use: Use, lever: Lever, effect: Effect, rate: float, part: float) -> Change:
    group = register.eligible[str(effect.eligible)]
    return Change(
        group.flow, 1.0 + part * (rate - 1.0), group.ages, use.authorities, group.exit, group.uasc,
        begins(use, lever), lever.ramp,
    )  # fmt: skip


def _shift(use: Use, lever: Lever, effect: Effect, value: float, seed: int, number: int) -> Shift:
    share = 1.0 if effect.share is None else draw_figure(effect.share, f"share {use.lever}", seed, number, "share")
    return Shift(
        str(effect.kind), str(effect.to), value * share * use.reach, effect.ages, use.authorities,
        begins(use, lever), lever.ramp, use.lever,
    )  # fmt: skip


def _places(use: Use, lever: Lever, effect: Effect, value: float, area: Area, weeks: int) -> list[SupplyChange]:
    """Return the places of an effect in each authority; households and what they bring grow year after year."""
    first, here = begins(use, lever), area.rows(use.authorities)
    weight = here * area.households / max(1e-12, float((here * area.households).sum()))
    years = max(0.0, (weeks - first) / WEEKS)
    if effect.flow == "occupied":
        places, ramp = -area.birthdays * here * use.reach * value, max(lever.ramp, round(value * WEEKS))
    elif effect.flow == "places":
        places, ramp = weight * (use.amount or 0.0) * value * use.reach, lever.ramp
    else:
        a_year = _households(use, effect, value, area, here, weight)
        # Of households that join, or are kept, as many leave a year as of all.
        still = -np.expm1(-area.leaving * years) / area.leaving
        places, ramp = a_year * still * area.places_per_household, max(0, weeks - first)
    return [
        SupplyChange(str(effect.kind), code, float(number), first, ramp, use.lever)
        for code, number in zip(area.authorities, places, strict=True)
        if number
    ]


def _households(use: Use, effect: Effect, value: float, area: Area, here: Array, weight: Array) -> Array:
    """Return how many households more there are in each authority after a year."""
    if effect.flow == "joining":
        return np.asarray(area.joined * here * use.reach * (value - 1.0))
    if effect.flow == "leaving":
        return np.asarray(area.left * here * use.reach * (1.0 - value))
    wanted = (use.amount or 0.0) * value * use.reach
    most = float((area.left * here).sum()) if effect.flow == "kept" else np.inf
    return np.asarray(weight * min(wanted, most))
