"""What one more place is worth: in children met well, by kind and area, for named homes, and for kinds of carers.

For a kind and an area the place is a further one, of the common profile. The figures stand around having it:
`remove_one` is what would be lost without it (so what the first is worth), `marginal` the price of a place in the
linear relaxation, `add_one` what another would add; all three come from one relaxation, in which places can only be
worth less and less, so add_one <= marginal <= remove_one. For a home of today they stand around the places it offers.
`exact_remove` and `exact_add` are the same two differences in whole children. There brothers and sisters can make later
places worth more than the first (`complementary`), which no price can say: the curve has both. All are means a week
over sampled weeks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from placements.demand.paths import Path
from placements.domain.codes import Kind
from placements.domain.region import Region
from placements.errors import RejectedError, UsageError
from placements.policy.policy import Policy
from placements.sufficiency.carers import carers, carers_of
from placements.sufficiency.effects import Effect, effects_of
from placements.sufficiency.further import BUILT, Asked, Block, Further, new_block, standing_block
from placements.sufficiency.gap import common_of
from placements.sufficiency.outcome import Common
from placements.sufficiency.sample import Sample, sample_weeks
from placements.sufficiency.spread import spread
from placements.sufficiency.supply import Supply
from placements.sufficiency.week import region_at

CURVE = (1, 2, 3, 5, 10)
"""How many further places the curve is drawn for."""
WEEKS = 12
SHOWN = 5
"""Kinds and areas, the best by what the first place is worth, whose further effects are worked out."""
TOLERANCE = 1e-6
Progress = Callable[[int, int], None]
Values = tuple[float, float, float, int, int]
"""remove_one, marginal, add_one, exact_remove, exact_add."""


@dataclass(frozen=True)
class Task:
    """Weeks, and the blocks asked about: kinds and areas, and homes by id."""

    common: Common
    cells: tuple[tuple[Kind, str], ...]
    homes: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """One week: the values of every block that has any, the curve, and the areas asked about."""

    values: dict[str, Values]
    curve: dict[str, tuple[float, ...]]
    exact: dict[str, tuple[int, ...]]


def worth(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None = None, *, seed: int = 1,
    weeks: int = WEEKS, homes: Sequence[str] = (), workers: str = "1",
    progress: Progress = lambda done, all_: None,
) -> dict[str, Any]:  # fmt: skip
    """Return what one more place is worth, as plain JSON; `homes` are ids of homes asked about by name.

    Raises UsageError for a home the region does not know.
    """
    for home_id in homes:
        if home_id not in region.home:
            raise UsageError(f"There is no home {home_id} in the region. Maybe the id is misspelt.")
    sample = sample_weeks(paths, max(weeks, 2), seed).part(weeks)
    common = common_of(region, policy, paths, supply, sample, seed)
    cells = tuple((kind, code) for kind in BUILT for code in _areas(common))
    task = Task(common, cells, tuple(dict.fromkeys(homes)))
    numbers = range(len(sample.picks))
    answers = spread(value, task, numbers, workers, progress)
    rows = [_row(sample, answers, f"NEW-{kind}-{area}", kind, area) for kind, area in cells]
    shown = sorted(rows, key=lambda r: (-r["exact_remove"], -r["remove_one"], r["kind"], r["area"]))[:SHOWN]
    top = tuple((Kind(r["kind"]), r["area"]) for r in shown if r["remove_one"] > 0)
    found: list[list[Effect]] = spread(effects_of, (common, top), numbers, workers)
    for k, (kind, area) in enumerate(top):
        row = next(r for r in rows if (r["kind"], r["area"]) == (kind, area))
        row["first_place"] = _effect(sample, [effects[k] for effects in found])
    named = [_row(sample, answers, h, region.home[h].kind, region.home[h].authority) | {"home_id": h}
             for h in task.homes]  # fmt: skip
    foster = [r for r in sorted(rows, key=lambda r: (-r["remove_one"], r["area"])) if r["kind"] == Kind.FOSTERING]
    areas = tuple(r["area"] for r in foster[:SHOWN] if r["remove_one"] > 0)
    profiles = carers(sample, areas, spread(carers_of, (common, areas), numbers, workers)) if areas else []
    return {
        "unit": "children met well a week", "sample": sample.to_dict(), "value_of_place": rows, "homes": named,
        "carers": profiles,
    }  # fmt: skip


def _areas(common: Common) -> tuple[str, ...]:
    codes = {m.authorities[int(a)] for m in common.moments for a in m.arrivals.authority}
    return tuple(sorted(codes & common.region.authority.keys()))


def value(task: Task, k: int) -> Answer:
    """Return one week's values."""
    common = task.common
    week = region_at(common.region, common.moments[k], common.supply, common.draw)
    standing = [b for h in task.homes if (b := standing_block(week, h)) is not None]
    blocks = [*(new_block(common.region, kind, area, max(CURVE)) for kind, area in task.cells), *standing]
    further = Further.of(week, common.policy, blocks)
    return values_of(further.asked(further.met.well), further.blocks)


def values_of(asked: Asked, blocks: Sequence[Block]) -> Answer:
    """Return the values of every block; one that adds nothing has none."""
    none, prices = asked.relaxed({})
    whole = asked.exact({})
    found = Answer({}, {}, {})
    for b, block in enumerate(blocks):
        if not block.today and prices[b] <= TOLERANCE and whole >= none - TOLERANCE:
            continue
        at = max(1, block.today)
        without = None if block.today else (none, whole)
        found.values[block.name] = _values(asked, b, at, without)
        if without:
            found.curve[block.name] = tuple(max(0.0, asked.relaxed({b: count})[0] - none) for count in CURVE)
            found.exact[block.name] = tuple(asked.exact({b: count}) - whole for count in CURVE)
    return found


def _values(asked: Asked, b: int, at: int, without: tuple[float, int] | None) -> Values:
    here, prices = asked.relaxed({b: at})
    less, more = (without[0] if without else asked.relaxed({b: at - 1})[0]), asked.relaxed({b: at + 1})[0]
    remove, add, price = here - less, more - here, float(prices[b])
    if not add - TOLERANCE <= price <= remove + TOLERANCE:
        raise RejectedError("A price lies outside what one place more and one fewer are worth. Please report it.")
    exact = asked.exact({b: at})
    fewer = without[1] if without else asked.exact({b: at - 1})
    add, remove = max(0.0, add), max(0.0, remove)
    return remove, min(max(price, add), max(remove, add)), add, exact - fewer, asked.exact({b: at + 1}) - exact


def complements(exact: Sequence[int]) -> bool:
    """Whether some further places of a curve are worth more each than those before them."""
    counts, gained = (0, *CURVE), (0, *exact)
    slopes = [(b - a) / (n - m) for a, b, m, n in zip(gained, gained[1:], counts, counts[1:], strict=False)]
    return any(later > before for before, later in pairwise(slopes))


def _row(sample: Sample, answers: Sequence[Answer], name: str, kind: Kind, area: str) -> dict[str, Any]:
    values = np.array([a.values.get(name, (0.0, 0.0, 0.0, 0, 0)) for a in answers], dtype=float)
    means = [sample.mean(values[:, k]) for k in range(5)]
    remove, marginal, add = (round(m, 9) for m, _ in means[:3])
    row = {
        "kind": str(kind), "area": area, "remove_one": remove, "marginal": min(max(marginal, add), remove),
        "add_one": add, "exact_add": round(means[4][0], 9), "exact_remove": round(means[3][0], 9),
        "complementary": any(
            v[4] > v[3] or complements(a.exact.get(name, ()))
            for a in answers if (v := a.values.get(name)) is not None
        ),
        "se": {"remove_one": round(means[0][1], 6), "exact_remove": round(means[3][1], 6)},
    }  # fmt: skip
    curves = np.array([a.curve.get(name, (0.0,) * len(CURVE)) for a in answers], dtype=float)
    exact = np.array([a.exact.get(name, (0,) * len(CURVE)) for a in answers], dtype=float)
    if curves.any():
        row["curve"] = [
            {
                "places": n, "gained": round(sample.mean(curves[:, k])[0], 6),
                "exact": round(sample.mean(exact[:, k])[0], 6), "exact_se": round(sample.mean(exact[:, k])[1], 6),
            }
            for k, n in enumerate(CURVE)
        ]  # fmt: skip
    return row


def _effect(sample: Sample, effects: Sequence[Effect]) -> dict[str, Any]:
    names = Effect._fields
    means = {name: sample.mean([getattr(e, name) for e in effects]) for name in names}
    return {name: {"mean": round(mean, 6), "se": round(error, 6)} for name, (mean, error) in means.items()}
