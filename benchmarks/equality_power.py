"""How small a disadvantage would be found, and how often one would be found that is not there.

`python -m benchmarks.equality_power` plants a disadvantage for one group, draws whole years, quarters and months, and
counts findings of the very tests `placements equality` makes, all of them together under their one mark.

Assumptions, of a region as large as the South East: about 120 children new to the match in a week, 270 in it (so 2.25
weeks each, and 6,240 children in a year, each counted once). Classes, ages, families and shares with a home are those
of one synthetic South East week; the planted group is somewhat older and called urgent more often, so that adjusting
matters. Brothers and sisters mostly share a group, and mostly share an outcome.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.equality.compare import tested
from placements.equality.outcomes import BY_NAME, OUTCOMES
from placements.equality.statistics import SIGNIFICANT, discovery_rates

Array = npt.NDArray[Any]
NEW_A_WEEK, WEEKS_EACH = 120, 2.25
VOLUMES = {"a year": 52, "a quarter": 13, "a month": 4}
SHARES = (0.15, 0.05, 0.02, 0.01)
FEWEST_REPLICATES = 100
"""For each step of the search for the smallest difference."""
PLANTED = 0.10
"""Ten percentage points fewer have a home."""
CLASSES = (0.08, 0.20, 0.25, 0.47)
"""Overdue, today, soon, later."""
HOME = (0.91, 0.96, 0.85, 0.89)
AGES = (0.07, 0.16, 0.16, 0.37, 0.24)
HOME_BY_AGE = (0.05, 0.00, -0.12, 0.00, 0.02)
FAMILY_SIZES = (0.75, 0.17, 0.06, 0.02)
SHARED_FATE = 0.8
"""How often a child of a family has the family's luck, and not luck of its own."""
OTHER_GROUPS = (*(1 / 19,) * 19, 0.71, 0.11, 0.05, 0.05, 0.08, 0.2, 0.45, 0.55, 0.3, 0.2, 0.15, 0.06, 0.2, 0.2, 0.2)
"""Shares of other groups that are tested beside the planted one: authorities, ethnicity, disability, sex and others."""
SHARE_OF = {
    "home": 0.9,
    "stop_gap": 0.05,
    "poor": 0.1,
    "far": 0.05,
    "out_of_area": 0.15,
    "together": 0.9,
    "school": 0.86,
}
"""Shares of other outcomes; numbers are drawn from a skewed distribution."""


@dataclass(frozen=True)
class Drawn:
    """One simulated volume of children."""

    families: Array
    strata: Array
    groups: list[Array]
    """The planted group first."""
    values: dict[str, Array]


def draw(random: np.random.Generator, children: int, share: float, planted: float, outcomes: tuple[str, ...]) -> Drawn:
    """Return some children; a `planted` share fewer of the first group have a home."""
    sizes = random.choice(np.arange(1, 5), children, p=FAMILY_SIZES)
    families = np.repeat(np.arange(children), sizes)[:children]
    groups = [random.random(children)[families] < part for part in (share, *OTHER_GROUPS)]
    first = groups[0]
    urgency = random.choice(4, children, p=CLASSES)[families]
    urgency = np.where(first & (random.random(children) < 0.2), 0, urgency)
    age = random.choice(5, children, p=AGES)
    age = np.where(first & (random.random(children) < 0.3), 3, age)
    values = {}
    for name in outcomes:
        own = random.random(children) > SHARED_FATE
        luck = np.where(own, random.random(children), random.random(children)[families])
        if name == "home":
            chance = np.array(HOME)[urgency] + np.array(HOME_BY_AGE)[age]
            values[name] = (luck < np.clip(chance - planted * first, 0, 1)).astype(float)
        elif BY_NAME[name].yes_no:
            values[name] = (luck < SHARE_OF[name]).astype(float)
        else:
            values[name] = -np.log(luck) * 7
    return Drawn(families, urgency * 5 + age, groups, values)


def chances(drawn: Drawn) -> Iterator[tuple[int, str, float, bool]]:
    """Yield each test that can be made: group, outcome, its chance, and whether the group fares worse."""
    for k, inside in enumerate(drawn.groups):
        for name, values in drawn.values.items():
            found, _ = tested(values, inside, drawn.strata, drawn.families, BY_NAME[name])
            if found is not None:
                yield k, name, found.p, (found.difference < 0) is (BY_NAME[name].better == "more")


@dataclass(frozen=True)
class Found:
    """Of all replicates: how often the planted group was found worse off, any other finding made, and bare tests."""

    replicates: int
    power: float
    any_finding: float
    single: float
    """Share of all single tests, but the planted one, below 0.05 by themselves."""


def simulate(
    seed: int, replicates: int, children: int, share: float, planted: float, *,
    outcomes: tuple[str, ...] = tuple(one.name for one in OUTCOMES), weeks_each: float = 0.0,
) -> Found:  # fmt: skip
    """Draw, test and count. `weeks_each` counts every child so many times, as if each week were another child."""
    random = np.random.default_rng(seed)
    power = anything = singles = tests = 0
    for _ in range(replicates):
        drawn = draw(random, children, share, planted, outcomes)
        made = list(chances(_by_weeks(random, drawn, weeks_each) if weeks_each else drawn))
        rates = discovery_rates([p for _, _, p, _ in made])
        at = [(k, name, worse) for (k, name, _, worse), rate in zip(made, rates, strict=True) if rate <= SIGNIFICANT]
        power += (0, "home", True) in at
        anything += any((k, name) != (0, "home") or not planted for k, name, _ in at)
        others = [p for k, name, p, _ in made if (k, name) != (0, "home")]
        singles, tests = singles + sum(p < SIGNIFICANT for p in others), tests + len(others)
    return Found(replicates, power / replicates, anything / replicates, singles / max(1, tests))


def _by_weeks(random: np.random.Generator, drawn: Drawn, weeks: float) -> Drawn:
    """Return every child once a week, each week as a family of its own: the mistake this page does not make."""
    again = np.repeat(np.arange(len(drawn.strata)), random.geometric(1 / weeks, len(drawn.strata)))
    return Drawn(
        np.arange(len(again)), drawn.strata[again], [g[again] for g in drawn.groups],
        {name: values[again] for name, values in drawn.values.items()},
    )  # fmt: skip


def smallest(seed: int, replicates: int, children: int, share: float) -> float | None:
    """Return the smallest disadvantage, in whole percentage points, found in four of five draws; None above 60."""
    low, high = 0, 61
    while high - low > 1:
        middle = (low + high) // 2
        enough = simulate(seed, replicates, children, share, middle / 100).power >= 0.8
        low, high = (low, middle) if enough else (middle, high)
    return high / 100 if high <= 60 else None


def main(arguments: list[str] | None = None) -> None:
    """Print power, false alarms and the smallest difference found, as JSON."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--replicates", type=int, default=500)
    asked = parser.parse_args(arguments)
    year = NEW_A_WEEK * VOLUMES["a year"]
    run = (asked.seed, asked.replicates)
    said: dict[str, Any] = {"schema": "placements/equality-power/1", "seed": asked.seed, "replicates": asked.replicates}
    for name, planted, weeks in (
        ("planted", PLANTED, 0.0),
        ("nothing_planted", 0.0, 0.0),
        ("each_week", 0.0, WEEKS_EACH),
    ):
        print(name, file=sys.stderr, flush=True)
        said[name] = vars(simulate(*run, year, SHARES[0], planted, weeks_each=weeks))
    said["smallest"] = []
    for volume, weeks in VOLUMES.items():
        for share in SHARES:
            print(volume, share, file=sys.stderr, flush=True)
            points = smallest(asked.seed, max(FEWEST_REPLICATES, asked.replicates // 5), NEW_A_WEEK * weeks, share)
            said["smallest"].append({"volume": volume, "share": share, "difference": points})
    print(json.dumps(said, indent=1))


if __name__ == "__main__":
    main()
