"""The gap: whom supply would fail, week by week, in a sample of simulated weeks met by the same rules and optimiser.

Every figure is per week, with the range over weeks and paths and the error of the sample. Each authority with its own
places comes first, then the region together: the difference is what pooling is worth before anything is built.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from placements.demand.paths import KINDS, Path
from placements.domain.region import Region
from placements.policy.policy import Policy
from placements.sufficiency.erlang import erlang
from placements.sufficiency.met import WAYS
from placements.sufficiency.outcome import Common, Fate, Outcome, look
from placements.sufficiency.sample import QUARTER, Sample, sample_weeks
from placements.sufficiency.spread import spread
from placements.sufficiency.supply import MOVED, Supply, slim
from placements.sufficiency.unmet_file import RecordedNeed, beside
from placements.sufficiency.week import moment_of

SAMPLED = 200
Progress = Callable[[int, int], None]
Test = Callable[[Fate], bool]


def gap(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None = None, *, seed: int = 1,
    sampled: int = SAMPLED, tau: int = 0, workers: str = "1", recorded: Sequence[RecordedNeed] = (),
    progress: Progress = lambda done, all_: None,
) -> dict[str, Any]:  # fmt: skip
    """Return the gap of a region over sampled weeks of simulated paths, as plain JSON.

    `tau`: how many urgent children without a home a week may have before it counts as failed.
    """
    sample, outcomes = outcomes_of(region, policy, paths, supply, seed, sampled, workers, progress)
    return document(Supply(region) if supply is None else supply, paths, sample, outcomes, tau, recorded)


def outcomes_of(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None, seed: int, sampled: int,
    workers: str, progress: Progress,
) -> tuple[Sample, list[Outcome]]:  # fmt: skip
    """Return a sample of weeks and the outcome of each."""
    sample = sample_weeks(paths, sampled, seed)
    common = common_of(region, policy, paths, supply, sample, seed)
    return sample, spread(look, common, range(len(sample.picks)), workers, progress)


def common_of(
    region: Region, policy: Policy, paths: Sequence[Path], supply: Supply | None, sample: Sample, seed: int
) -> Common:
    """Return what every worker needs for the weeks of a sample; paths themselves stay at home."""
    small = slim(region)
    planned = Supply(small) if supply is None else Supply(small, supply.planned, supply.closed)
    moments = tuple(moment_of(paths[row], week) for row, week in sample.picks)
    return Common(small, policy, planned, moments, f"seed {seed}")


def document(
    supply: Supply, paths: Sequence[Path], sample: Sample, outcomes: Sequence[Outcome], tau: int = 0,
    recorded: Sequence[RecordedNeed] = (),
) -> dict[str, Any]:  # fmt: skip
    """Return the outcomes of a sample as the statement's figures."""
    failed = [o.urgent_unmet > tau for o in outcomes]
    share, error = sample.mean(failed)
    found = {
        "sample": sample.to_dict(), "total": _total(sample, outcomes), "tau": tau,
        "weeks_failed": {"share": round(share, 6), "se": round(error, 6)},
        "gap": _by(sample, outcomes, ("kind", "area"), lambda f: f.unmet),
        "cells": _by(sample, outcomes, ("age", "need", "area", "siblings"), lambda f: f.unmet),
        "no_home_by_need": _by(sample, outcomes, ("need", "area"), lambda f: f.no_home),
        "authorities": _authorities(sample, outcomes), "local_and_pooled": _pooling(sample, outcomes),
        "quarters": _quarters(sample, outcomes), "erlang": _erlang(supply, paths, sample, outcomes),
    }  # fmt: skip
    if recorded:
        found["recorded"] = beside(recorded, _simulated(sample, outcomes, recorded))
    return found


def _counts(outcomes: Sequence[Outcome], test: Test) -> np.ndarray[Any, Any]:
    return np.array([sum(test(f) for f in o.fates) for o in outcomes], dtype=float)


def _way(way: str) -> Test:
    return lambda f: way in f.ways


def _total(sample: Sample, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "children": sample.figure([len(o.fates) for o in outcomes]),
        "free_places": sample.figure([o.free for o in outcomes]),
        "unmet": sample.figure([o.unmet for o in outcomes]),
        "badly_met": sample.figure(_counts(outcomes, lambda f: bool(f.ways))),
        "no_home": sample.figure([o.no_home for o in outcomes]),
        "urgent": sample.figure(_counts(outcomes, lambda f: f.urgent)),
        "urgent_no_home": sample.figure([o.urgent_unmet for o in outcomes]),
        "ways": {way: sample.figure(_counts(outcomes, _way(way))) for way in WAYS},
    }  # fmt: skip


def _by(
    sample: Sample, outcomes: Sequence[Outcome], names: tuple[str, ...], test: Test
) -> list[dict[str, Any]]:  # fmt: skip
    """Return children a week that pass a test, by some of what is known of them; only lines with any."""
    found: dict[tuple[Any, ...], np.ndarray[Any, Any]] = {}
    for k, outcome in enumerate(outcomes):
        for fate in outcome.fates:
            if test(fate):
                key = tuple(getattr(fate, name) for name in names)
                found.setdefault(key, np.zeros(len(outcomes)))[k] += 1
    return [dict(zip(names, key, strict=True)) | sample.short(found[key]) for key in sorted(found)]


def _areas(outcomes: Iterable[Outcome]) -> list[str]:
    return sorted({f.area for o in outcomes for f in o.fates})


def _authorities(sample: Sample, outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return every authority: its children, with its own places alone (members), and with all places."""
    rows = []
    for code in _areas(outcomes):
        alone = [o.alone.get(code) for o in outcomes]
        member = any(a is not None for a in alone)
        rows.append({
            "authority": code, "children": sample.short(_counts(outcomes, lambda f, c=code: f.area == c)),  # type: ignore[misc]
            "alone": {
                "unmet": sample.short([0 if a is None else a.unmet for a in alone]),
                "no_home": sample.short([0 if a is None else a.no_home for a in alone]),
            } if member else None,
            "pooled": {
                "unmet": sample.short(_counts(outcomes, lambda f, c=code: f.area == c and f.unmet)),  # type: ignore[misc]
                "no_home": sample.short(_counts(outcomes, lambda f, c=code: f.area == c and f.no_home)),  # type: ignore[misc]
            },
        })  # fmt: skip
    return rows


def _pooling(sample: Sample, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return members' children with each member alone, with all together, and the difference week by week."""
    local = np.array([sum(a.unmet for a in o.alone.values()) for o in outcomes], dtype=float)
    pooled = np.array([sum(f.unmet and f.area in o.alone for f in o.fates) for o in outcomes], dtype=float)
    return {
        "children": sample.short([sum(a.children for a in o.alone.values()) for o in outcomes]),
        "local_only": sample.short(local), "pooled": sample.short(pooled), "difference": sample.short(local - pooled),
    }  # fmt: skip


def _quarters(sample: Sample, outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Return each quarter by itself, weighted as its weeks were drawn."""
    quarter = [o.week // QUARTER for o in outcomes]
    rows = []
    for q in sorted(set(quarter)):
        inside = [k for k, here in enumerate(quarter) if here == q]
        strata = sorted(set(sample.stratum[inside].tolist()))
        row = {h: k for k, h in enumerate(strata)}
        part = Sample(
            tuple(sample.picks[k] for k in inside), np.array([row[h] for h in sample.stratum[inside].tolist()]),
            tuple(sample.sizes[h] for h in strata), tuple(sample.names[h] for h in strata),
        )  # fmt: skip
        chosen = [outcomes[k] for k in inside]
        rows.append({
            "quarter": q + 1, "weeks": len(chosen), "unmet": part.short([o.unmet for o in chosen]),
            "urgent_no_home": part.short([o.urgent_unmet for o in chosen]),
        })  # fmt: skip
    return rows


def _erlang(
    supply: Supply, paths: Sequence[Path], sample: Sample, outcomes: Sequence[Outcome]
) -> dict[str, Any]:  # fmt: skip
    kinds = [str(kind) for kind in MOVED if str(kind) in KINDS]
    stock = {k: float(np.mean([p.stock[..., KINDS.index(k)].sum(axis=(1, 2)).mean() for p in paths])) for k in kinds}
    free = {k: float(sum(n for (kind, _), n in supply.free.items() if str(kind) == k)) for k in kinds}
    coming = {k: sample.mean(_counts(outcomes, lambda f, k=k: f.kind == k))[0] for k in kinds}  # type: ignore[misc]
    unmet = {
        k: round(sample.mean(_counts(outcomes, lambda f, k=k: f.kind == k and f.unmet))[0], 4)  # type: ignore[misc]
        for k in kinds
    }
    today = {k: float(np.mean([p.stock[0, ..., KINDS.index(k)].sum() for p in paths])) for k in kinds}
    return erlang(stock, {k: free[k] + today[k] - stock[k] for k in kinds}, coming, unmet)


def _simulated(
    sample: Sample, outcomes: Sequence[Outcome], recorded: Sequence[RecordedNeed]
) -> dict[tuple[str, str | None], dict[str, float]]:  # fmt: skip
    found = {}
    for area, need in {(r.authority, r.need) for r in recorded}:
        tests: dict[str, Test] = {"no_home": lambda f: f.no_home, "stop_gap": lambda f: "stop_gap" in f.ways}
        found[area, need] = {
            name: round(sample.mean(_counts(
                outcomes,
                lambda f, a=area, n=need, t=test: f.area == a and n in (None, f.need) and t(f),  # type: ignore[misc]
            ))[0], 4)
            for name, test in tests.items()
        }  # fmt: skip
    return found
