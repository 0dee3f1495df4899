"""Every group against everybody else, outcome by outcome; all tests together share one rate of false alarms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.equality.characteristics import CHARACTERISTICS, Characteristic
from placements.equality.outcomes import OUTCOMES, Outcome
from placements.equality.statistics import (
    SIGNIFICANT,
    Adjusted,
    adjusted,
    counts_enough,
    discovery_rates,
    exact,
    families_enough,
    less_sure,
    mean_range,
    numbered,
    ratio,
    wilson,
)
from placements.equality.weeks import Row

Array = npt.NDArray[Any]
FEW, SAME = "few", "same"
"""Why a group is not tested: too few like with like to compare, or nothing differs among all the children asked."""


@dataclass(frozen=True)
class Side:
    """Children an outcome is asked of: how many, how many of them yes, the share or mean, and its interval."""

    n: int
    count: int | None
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Comparison:
    """One group and one outcome; `rate` is the share of false alarms to expect among all findings as sure as this."""

    characteristic: Characteristic
    group: str
    outcome: Outcome
    side: Side
    others: Side
    ratio: tuple[float, float, float] | None
    adjusted: Adjusted | None
    why_not: str | None
    rate: float | None = None

    @property
    def crude(self) -> float | None:
        """The plain difference."""
        if self.side.value is None or self.others.value is None:
            return None
        return self.side.value - self.others.value

    @property
    def finding(self) -> str | None:
        """Whether the group fares "worse" or "better" than everybody else beyond chance."""
        return self.way if self.rate is not None and self.rate <= SIGNIFICANT else None

    @property
    def by_itself(self) -> bool:
        """Whether this test would count were it the only one, and does not among all of them."""
        return self.adjusted is not None and self.adjusted.p <= SIGNIFICANT and self.finding is None

    @property
    def way(self) -> str | None:
        """Whether the group fares "worse" or "better", like with like, by chance or not."""
        if self.adjusted is None:
            return None
        return "better" if (self.adjusted.difference > 0) is (self.outcome.better == "more") else "worse"


@dataclass(frozen=True)
class People:
    """Everybody counted, as columns: what the tests work on."""

    groups: dict[str, Array]
    values: dict[str, Array]
    urgency: Array
    urgency_and_age: Array
    families: Array

    def strata(self, characteristic: Characteristic) -> Array:
        """Children alike in urgency and age; where age is what is compared, in urgency alone."""
        return self.urgency if characteristic.name == "age" else self.urgency_and_age


def people(rows: Sequence[Row]) -> People:
    """Return the children as columns; an outcome that does not apply is nan."""
    return People(
        {one.name: np.array([row.groups[one.name] for row in rows], dtype=object) for one in CHARACTERISTICS},
        {one.name: np.array([row.outcomes.get(one.name, np.nan) for row in rows]) for one in OUTCOMES},
        numbered([row.urgency for row in rows]),
        numbered([f"{row.urgency} {row.age_band}" for row in rows]),
        numbered([row.family for row in rows]),
    )


def compare(rows: Sequence[Row]) -> list[Comparison]:
    """Return every comparison, groups in their order and outcomes in theirs."""
    everybody = people(rows)
    found = [
        comparison(everybody, one, group, outcome)
        for one in CHARACTERISTICS
        for group in groups_of(one, rows)
        for outcome in OUTCOMES
    ]
    return with_rates(found)


def with_rates(found: Sequence[Comparison]) -> list[Comparison]:
    """Return comparisons with their rates of false alarms, all tests taken together."""
    tested = [k for k, one in enumerate(found) if one.adjusted is not None]
    chances = [one.adjusted.p for one in found if one.adjusted is not None]
    rates = dict(zip(tested, discovery_rates(chances), strict=True))
    return [replace(one, rate=rates.get(k)) for k, one in enumerate(found)]


def groups_of(characteristic: Characteristic, rows: Sequence[Row]) -> list[str]:
    """Return the groups some child is in: the named ones in their order, then others by name; not known last."""
    there = {row.groups[characteristic.name] for row in rows}
    named = [group for group in characteristic.groups if group in there]
    others = sorted(there - set(named))
    last = [group for group in named if group == "Not known"]
    return [*(group for group in named if group not in last), *others, *last]


def comparison(everybody: People, characteristic: Characteristic, group: str, outcome: Outcome) -> Comparison:
    """Compare one group with everybody else by one outcome; the rate comes later."""
    values = everybody.values[outcome.name]
    inside = everybody.groups[characteristic.name] == group
    asked = ~np.isnan(values)
    side, others = _side(values[asked & inside], outcome), _side(values[asked & ~inside], outcome)
    relation = None
    if side.count is not None and others.count is not None:
        relation = ratio(side.count, side.n, others.count, others.n)
    test, why_not = tested(values, inside, everybody.strata(characteristic), everybody.families, outcome)
    return Comparison(characteristic, group, outcome, side, others, relation, test, why_not)


def tested(
    values: Array, inside: Array, strata: Array, families: Array, outcome: Outcome
) -> tuple[Adjusted | None, str | None]:
    """Test the children inside a group against everybody else, among those the outcome is asked of (not nan)."""
    asked = ~np.isnan(values)
    values, inside, strata, families = values[asked], inside[asked], strata[asked], families[asked]
    if len(values) and (values == values[0]).all():
        return None, SAME
    if not inside.any() or inside.all() or not families_enough(inside, strata, families):
        return None, FEW
    found = adjusted(values, inside, strata, families)
    if found is None or not outcome.yes_no or counts_enough(values, inside, strata):
        return found, None if found else FEW
    p, least = exact(values, inside, strata)
    return (less_sure(found, p), None) if least <= SIGNIFICANT else (None, FEW)


def _side(values: Array, outcome: Outcome) -> Side:
    n = len(values)
    if not n:
        return Side(0, 0 if outcome.yes_no else None, None, None, None)
    if not outcome.yes_no:
        return Side(n, None, float(values.mean()), *(mean_range(values) or (None, None)))
    count = int(values.sum())
    return Side(n, count, count / n, *wilson(count, n))
