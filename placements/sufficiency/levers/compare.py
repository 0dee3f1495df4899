"""Scenarios side by side on the same paths: each against each, with paired intervals, and which of them are stale."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np

from placements.errors import UsageError
from placements.sufficiency.levers.intervals import rounded, spread_of
from placements.sufficiency.levers.run import Ran, year_ends

SCHEMA = "placements/scenario-comparison/1"
NEVER = "It was not run before."


def compare(runs: Sequence[Ran]) -> dict[str, Any]:
    """Return scenarios beside each other; raises UsageError where they do not cover the same weeks.

    They were run on one ground with one seed, so that path n of one is path n of another.
    """
    if len(runs) < 2:
        raise UsageError("Give two scenarios or more to compare.")
    if len({ran.scenario.weeks for ran in runs}) > 1:
        raise UsageError("Scenarios to compare cover the same number of weeks: set `weeks` alike in all of them.")
    first = runs[0]
    return {
        "schema": SCHEMA,
        "area": first.ground.name,
        "as_of": first.ground.as_of.isoformat(),
        "weeks": first.scenario.weeks,
        "year_ends": year_ends(first.ground.as_of, first.scenario.weeks),
        "scenarios": [_one(ran) for ran in runs],
        "pairs": [_pair(runs[a], runs[b], a, b) for a, b in combinations(range(len(runs)), 2)],
        "notes": [*first.ground.notes, f"{len(first.draws)} paths, the same for all: differences are paired."],
    }


def _one(ran: Ran) -> dict[str, Any]:
    full, stale = ran.tally("full"), ran.scenario.stale(ran.ran_with)
    return {
        "name": ran.scenario.name,
        "levers": [one.lever for one in ran.scenario.levers],
        "stale": stale,
        "says": f"Stale: {'; '.join(stale)}." if stale else "" if ran.scenario.ran_with else NEVER,
        "stock": rounded(spread_of(full.stock[:, -1])),
        "bed_weeks": rounded(spread_of(full.bed_weeks.sum(axis=(1, 2)))),
        "spend": rounded(spread_of(full.spend.sum(axis=1)), 0),
        "cost": rounded(spread_of(full.cost.sum(axis=1)), 0),
    }


def _pair(one: Ran, two: Ran, a: int, b: int) -> dict[str, Any]:
    """Return the second less the first, path by path; `lower`: in which part of paths it is lower."""
    first, second = one.tally("full"), two.tally("full")
    differences = {
        "stock": second.stock[:, -1] - first.stock[:, -1],
        "bed_weeks": (second.bed_weeks - first.bed_weeks).sum(axis=(1, 2)),
        "spend": (second.spend - first.spend).sum(axis=1),
        "cost_and_spend": (second.cost + second.spend - first.cost - first.spend).sum(axis=1),
    }
    return {
        "a": one.scenario.name,
        "b": two.scenario.name,
        "rows": [a, b],
        **{k: {**rounded(spread_of(v)), "lower": float(np.mean(v < 0))} for k, v in differences.items()},
    }
