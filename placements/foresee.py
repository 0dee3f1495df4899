"""What a planner may ask: demand, its record, what is missing and what would change it; imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placements.errors import UsageError

if TYPE_CHECKING:
    from placements.demand.paths import Path as Replicate
    from placements.domain.region import Region
    from placements.policy.policy import Policy
    from placements.sufficiency.levers.run import Ground
    from placements.sufficiency.supply import Supply

Told = Callable[[int, int], None]
"""Is told how much is done, of how much."""


def _quiet(done: int, all_: int) -> None:
    """Say nothing."""


def check_target(
    places: int, years: float, *, places_per_household: float | None = None, joined: float | None = None,
    left: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what a promise of fostering places asks for, with the arithmetic; raises UsageError for what cannot be."""
    from placements.sufficiency.national.target import check_target as check

    return check(places, years, places_per_household=places_per_household, joined=joined, left=left)


def record(
    data: str | Path, seed: int = 1, histories: Mapping[str, str | Path] | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return how forecasts would have fared: of the published yearly figures, and of region folders with `history/`.

    Raises InputError for missing files and for histories with faults, UsageError for returns of a single year.
    """
    from placements.demand.record.document import record as look_back
    from placements.history.read import read_history

    return look_back(Path(data), seed, {name: read_history(folder) for name, folder in (histories or {}).items()})


def national(data: str | Path, seed: int = 1) -> dict[str, Any]:
    """Return published projections and promises beside what comes out here; raises InputError for missing files."""
    from placements.sufficiency.national.table import national as table

    return table(Path(data), seed)


def levers(names: Sequence[str] = ()) -> dict[str, Any]:
    """Return the register of levers (schema placements/levers/1), or a few of it; raises UsageError for others."""
    from placements.sufficiency.levers.register import register

    document = register().to_dict()
    known = [lever["name"] for lever in document["levers"]]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(f"There is no lever {', '.join(unknown)}. See `placements scenario levers`.")
    document["levers"] = [lever for lever in document["levers"] if not names or lever["name"] in names]
    return document


def new_scenario(out: str | Path, begins: date) -> Path:
    """Write a scenario file to start from, with levers that begin on a day; raises UsageError."""
    from placements.sufficiency.levers.scenario import write_template

    return write_template(Path(out), begins)


def scenario(
    file: str | Path, region: Region | None = None, *, area: Sequence[str] = (), as_of: date | None = None,
    data: str | Path | None = None, replicates: int = 40, seed: int = 1, workers: str = "1", record: bool = True,
    progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return what a scenario file changes (schema placements/scenario/1), and write into it what it was run on.

    The area is a region, or `area` (councils, regions of England or co-operatives) from the day `as_of`; demand is
    fitted to the published tables under `data`. Raises InputError or UsageError.
    """
    from placements.sufficiency.levers.register import register
    from placements.sufficiency.levers.run import run
    from placements.sufficiency.levers.scenario import checked, read_scenario, record_run
    from placements.tables.writing import checked_file

    path = Path(file)
    asked = read_scenario(path, register())
    if record:
        checked_file(path, ".toml")
    ground = _ground(region, area, as_of, data, seed)
    asked = checked(asked, ground.as_of, ground.authorities, path.name)
    found = run(asked, ground, register(), replicates=_several(replicates), seed=seed, workers=workers,
                progress=progress)  # fmt: skip
    if record:
        record_run(path, found.ran_with)
    return found.to_dict()


def check_planned_supply(out: str | Path) -> Path:
    """Return the path if a file of planned supply (.csv) may be written there; raises UsageError saying why not."""
    from placements.tables.writing import checked_file

    return checked_file(Path(out), ".csv")


def write_planned_supply(found: dict[str, Any], out: str | Path) -> Path:
    """Write the places a scenario adds or takes as a file of planned supply; raises UsageError."""
    from placements.sufficiency.levers.planned import write_planned

    return write_planned(found["planned_supply"], Path(out))


def compare_scenarios(
    files: Sequence[str | Path], region: Region | None = None, *, area: Sequence[str] = (), as_of: date | None = None,
    data: str | Path | None = None, replicates: int = 40, seed: int = 1, workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return scenarios side by side, run on the same paths (schema placements/scenario-comparison/1).

    Says which were last run on something else. Nothing is written. Raises InputError or UsageError.
    """
    from placements.sufficiency.levers.compare import compare
    from placements.sufficiency.levers.register import register
    from placements.sufficiency.levers.run import run
    from placements.sufficiency.levers.scenario import checked, read_scenario

    paths = [Path(file) for file in files]
    if len(paths) < 2:
        raise UsageError("Give two scenario files or more to compare.")
    asked = [read_scenario(path, register()) for path in paths]
    ground = _ground(region, area, as_of, data, seed)
    ready = [checked(one, ground.as_of, ground.authorities, path.name) for one, path in zip(asked, paths, strict=True)]
    count = _several(replicates)
    return compare([
        run(one, ground, register(), replicates=count, seed=seed, workers=workers,
            progress=_after(k * count, len(ready) * count, progress))
        for k, one in enumerate(ready)
    ])  # fmt: skip


def _after(before: int, altogether: int, progress: Told) -> Told:
    """Return what is told of one part of a longer run."""
    return lambda done, all_: progress(before + done, altogether)


def _several(replicates: int) -> int:
    if not 2 <= replicates <= 10_000:
        raise UsageError("--replicates is a number from 2 to 10,000.")
    return replicates


def _ground(
    region: Region | None, area: Sequence[str], as_of: date | None, data: str | Path | None, seed: int
) -> Ground:  # fmt: skip
    """Return what scenarios are run on; raises UsageError where that is not said, or said twice."""
    from placements.demand.areas import authorities_of
    from placements.sufficiency.levers.ground import ground_of_published

    if (region is None) == (not area):
        raise UsageError("Say for whom: a REGION folder, or --area with councils, a region of England, a co-operative.")
    if data is None:
        raise UsageError("Demand is fitted to published tables: give their folder with --data.")
    if region is not None:
        if as_of not in (None, region.as_of):
            raise UsageError("The day is that of the region; leave --as-of out.")
        members = sorted(a.code for a in region.authorities if region.is_member(a.code))
        return ground_of_published(
            Path(data), members, region.as_of, seed, name=region.name, area=region.inputs
        )  # fmt: skip
    if as_of is None:
        raise UsageError("Say from which day with --as-of: nothing here reads the clock.")
    codes = sorted({code for text in area for code in authorities_of(text)})
    return ground_of_published(Path(data), codes, as_of, seed, name=", ".join(area))


def supply(region: Region, planned: str | Path | None = None) -> Supply:
    """Return today's supply of a region with that of a file of planned supply; raises InputError."""
    from placements.sufficiency.planned import read_planned
    from placements.sufficiency.supply import Supply

    return Supply(region, () if planned is None else read_planned(Path(planned), region))


def resampled(region: Region, rate: float, replicates: int, weeks: int, seed: int) -> tuple[Replicate, ...]:
    """Return paths whose arrivals are this week's children again, at `rate` a week; raises UsageError."""
    from placements.sufficiency.resampled import resampled_paths

    return resampled_paths(region, rate, replicates, weeks, seed)


def gap(
    region: Region, paths: Sequence[Replicate], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, sampled: int = 200, tau: int = 0, recorded: str | Path | None = None, workers: str = "1",
    progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return whom supply would fail in sampled weeks; `recorded` is a file of unmet need that was recorded."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.gap import gap as find
    from placements.sufficiency.unmet_file import read_recorded

    rows = () if recorded is None else read_recorded(Path(recorded), region)
    return find(
        region, policy or default_policy(), paths, supply, seed=seed, sampled=sampled, tau=tau, recorded=rows,
        workers=workers, progress=progress,
    )  # fmt: skip


def decompose(
    region: Region, paths: Sequence[Replicate], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 6, workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return why children are unmet: G0 to G4, and every sort's share."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.decompose import decompose as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, workers=workers, progress=progress)


def worth(
    region: Region, paths: Sequence[Replicate], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 12, homes: Sequence[str] = (), workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return what one more place is worth by kind and area, for named homes, and for kinds of carers."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.worth import worth as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, homes=homes, workers=workers, progress=progress)


def needed(
    region: Region, paths: Sequence[Replicate], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 30, tau: int = 0, share: float = 0.8, workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return the fewest further places with which `share` of the weeks leave at most `tau` urgent children unmet."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.needed import needed as find

    chosen = policy or default_policy()
    return find(
        region, chosen, paths, supply, seed=seed, tau=tau, share=share, weeks=weeks, workers=workers, progress=progress
    )


def stress(
    region: Region, paths: Sequence[Replicate], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 12, workers: str = "1", progress: Told = _quiet,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the seven stress tests, each beside the same weeks as they are."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.stress import stress as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, workers=workers, progress=progress)
