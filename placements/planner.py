"""What a planner asks about supply: the sufficiency statement, and where the next places should be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placements.errors import UsageError

if TYPE_CHECKING:
    from placements.demand.model import Demand
    from placements.demand.paths import Path as Future
    from placements.domain.region import Region
    from placements.policy.policy import Policy
    from placements.sufficiency.supply import Supply

Told = Callable[[int, int], None]
"""Is told how much is done, of how much."""
Progress = Callable[[str], None]


def _silent(text: str) -> None:
    """Say nothing."""


def _quiet(done: int, all_: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Statement:
    """What a statement is asked for; see `placements sufficiency --help`."""

    data: str | Path | None = None
    history: bool = False
    seed: int = 1
    weeks: int = 156
    replicates: int = 200
    sampled: int = 200
    workers: str = "1"
    rate: float | None = None
    planned: str | Path | None = None
    recorded: str | Path | None = None
    places: int = 40
    tau: int = 0
    record: tuple[str | Path, ...] = ()
    """Region folders with returns whose forecasts are scored beside England's."""


def sufficiency(
    region_path: str | Path, asked: Statement, policy: Policy | None = None, *, progress: Progress = _silent
) -> dict[str, Any]:
    """Return the sufficiency statement of a region folder (schema placements/sufficiency/1).

    Raises InputError for the region or a file that cannot be read, UsageError for what cannot be asked.
    """
    from placements.api import load
    from placements.policy.policy import default_policy
    from placements.sufficiency.planned import read_planned
    from placements.sufficiency.statement import Asked, statement
    from placements.sufficiency.supply import Supply
    from placements.sufficiency.unmet_file import read_recorded

    region = load(region_path)
    planned = () if asked.planned is None else read_planned(Path(asked.planned), region)
    recorded = () if asked.recorded is None else read_recorded(Path(asked.recorded), region)
    futures = _futures(region, Path(region_path), asked, progress)
    return statement(
        Asked(region, policy or default_policy(), Supply(region, planned), asked.seed, asked.sampled,
              places=asked.places, tau=asked.tau, workers=asked.workers, recorded=recorded),
        futures, progress,
    )  # fmt: skip


def site(
    region: Region, *, data: str | Path | None = None, places: int = 40, budget: float | None = None,
    kinds: Sequence[str] | None = None, most: int = 12, worst: float | None = None, seed: int = 1, workers: str = "1",
    progress: Progress = _silent,
) -> dict[str, Any]:  # fmt: skip
    """Return where the next places should be (schema placements/site/1).

    Raises UsageError for kinds that are not sought, NoProposalError where the conditions leave no plan.
    """
    from placements.sufficiency.site.answer import WEEKS, Search, paths_needed
    from placements.sufficiency.site.answer import site as search
    from placements.sufficiency.site.model import Wanted
    from placements.sufficiency.site.patches import SOUGHT

    known = tuple(str(kind) for kind in SOUGHT)
    wrong = [kind for kind in kinds or () if kind not in known]
    if wrong:
        raise UsageError(f"--kind takes {', '.join(known)}, and may be repeated.")
    wanted = Wanted(places, budget, tuple(kinds or known), most, worst)
    paths = _paths(region, data, seed, max(WEEKS), paths_needed(), workers, None, progress)
    return search(Search(region, wanted, paths, seed), progress)


def write_sufficiency(found: dict[str, Any], out: str | Path) -> list[Path]:
    """Write the statement: page, workbook, JSON, the public and the market version, open data."""
    from placements.reports.sufficiency_files import write_statement
    from placements.sufficiency.public import public_statement

    return write_statement(found, public_statement(found), Path(out))


def supply(region: Region, planned: str | Path | None = None) -> Supply:
    """Return today's supply of a region with that of a file of planned supply; raises InputError."""
    from placements.sufficiency.planned import read_planned
    from placements.sufficiency.supply import Supply

    return Supply(region, () if planned is None else read_planned(Path(planned), region))


def resampled(region: Region, rate: float, replicates: int, weeks: int, seed: int) -> tuple[Future, ...]:
    """Return paths whose arrivals are this week's children again, at `rate` a week; raises UsageError."""
    from placements.sufficiency.resampled import resampled_paths

    return resampled_paths(region, rate, replicates, weeks, seed)


def gap(
    region: Region, paths: Sequence[Future], policy: Policy | None = None, supply: Supply | None = None, *,
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
    region: Region, paths: Sequence[Future], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 6, workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return why children are unmet: G0 to G4, and every sort's share."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.decompose import decompose as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, workers=workers, progress=progress)


def worth(
    region: Region, paths: Sequence[Future], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 12, homes: Sequence[str] = (), workers: str = "1", progress: Told = _quiet,
) -> dict[str, Any]:  # fmt: skip
    """Return what one more place is worth by kind and area, for named homes, and for kinds of carers."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.worth import worth as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, homes=homes, workers=workers, progress=progress)


def needed(
    region: Region, paths: Sequence[Future], policy: Policy | None = None, supply: Supply | None = None, *,
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
    region: Region, paths: Sequence[Future], policy: Policy | None = None, supply: Supply | None = None, *,
    seed: int = 1, weeks: int = 12, workers: str = "1", progress: Told = _quiet,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the seven stress tests, each beside the same weeks as they are."""
    from placements.policy.policy import default_policy
    from placements.sufficiency.stress import stress as find

    chosen = policy or default_policy()
    return find(region, chosen, paths, supply, seed=seed, weeks=weeks, workers=workers, progress=progress)


def _futures(region: Region, folder: Path, asked: Statement, progress: Progress) -> Any:
    """Return what may come, fitted to history or published tables, or this week again."""
    from placements.sufficiency.futures import Past, again, told_of

    if asked.data is None and not asked.history:
        return again(region, asked.rate, asked.replicates, asked.weeks, asked.seed)
    fitted = _fitted(region, folder if asked.history else None, asked.data, asked.seed, progress)
    paths = _simulated(fitted, asked.weeks, asked.replicates, asked.workers, progress)
    progress("Comparing with the record of past forecasts")
    returns = [*asked.record, *([folder] if asked.history else [])]
    data = None if asked.data is None else Path(asked.data)
    return told_of(region, fitted, paths, Past(data, tuple(map(Path, returns))), asked.seed, asked.workers, progress)


def _fitted(
    region: Region, history: Path | None, data: str | Path | None, seed: int, progress: Progress
) -> Demand:  # fmt: skip
    from placements.foresee import demand

    progress("Fitting demand")
    members = sorted(a.code for a in region.authorities if region.is_member(a.code))
    return demand(members, region.as_of, data=data, history=history, seed=seed)


def _paths(
    region: Region, data: str | Path | None, seed: int, weeks: int, number: int, workers: str, rate: float | None,
    progress: Progress,
) -> Sequence[Future]:  # fmt: skip
    if data is None:
        from placements.sufficiency.futures import again

        return list(again(region, rate, number, weeks, seed).paths)
    return _simulated(_fitted(region, None, data, seed, progress), weeks, number, workers, progress)


def _simulated(fitted: Demand, weeks: int, number: int, workers: str, progress: Progress) -> Sequence[Future]:
    from placements.sufficiency.futures import Simulate, path_of
    from placements.sufficiency.spread import by_tenths, spread

    told = by_tenths(progress, "Simulating futures")
    return spread(path_of, Simulate(fitted, weeks), range(number), workers, told)
