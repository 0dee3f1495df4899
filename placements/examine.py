"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.comparison import Comparison
    from placements.explain.prices import Prices
    from placements.explain.recorded import Recorded
    from placements.explain.shadow import Shadow
    from placements.optimise.review import Review
    from placements.policy.policy import Policy
    from placements.verify.verify import Verified

Progress = Callable[[str], None]


def _quiet(text: str) -> None:
    """Say nothing."""


def recorded(region: Region, folder: str | Path, policy: Policy | None = None) -> Recorded:
    """Return the match a folder holds, read back beside its region; raises InputError or UsageError.

    `policy` replaces the `policy.toml` of the folder; it has to be the one the match was made under.
    """
    from placements.explain.recorded import recorded as read

    return read(region, Path(folder), policy)


def verify(
    region: Region, folder: str | Path, policy: Policy | None = None, *, boundaries: str | Path | None = None,
    quick: bool = False, progress: Progress = _quiet,
) -> Verified:  # fmt: skip
    """Return what was verified of a written match (`Verified`); raises RejectedError naming the first difference.

    `boundaries`: the GeoJSON file the reports were made with. `quick`: without proving the comparisons and calls again.
    """
    from placements.reports.boundaries import read_boundaries
    from placements.verify.verify import verify as check

    outlines = None if boundaries is None else read_boundaries(Path(boundaries))
    return check(region, Path(folder), policy, boundaries=outlines, quick=quick, progress=progress)


def _proposal(region: Region, policy: Policy | None, time_limit: float, progress: Progress) -> Review:
    """Return the checked proposal of a region under review, without the explanations `match` adds."""
    from placements.errors import InputError
    from placements.optimise.check import check
    from placements.optimise.problem import pose
    from placements.optimise.solve import solve
    from placements.policy.policy import default_policy

    if not region.complete:
        raise InputError("The region is marked as incomplete. Fill in what `placements check` lists first.")
    problem = pose(region, policy or default_policy())
    return check(problem, solve(problem, time_limit, progress))


def compare(region: Region, a: str | Path, b: str | Path, policy: Policy | None = None) -> Comparison:
    """Return the `Comparison` of two proposals, each a match folder or a CSV; nothing is solved.

    Both are counted by the rows of the region, under `policy`, else the policy of B's folder, of A's, or the default.
    Raises InputError or UsageError for files that cannot be read or are of another region.
    """
    from placements.explain.comparison import Comparison
    from placements.explain.sides import side
    from placements.optimise.problem import pose
    from placements.policy.policy import default_policy

    one, two = side(Path(a), region, policy), side(Path(b), region, policy)
    chosen = policy or two.policy or one.policy or default_policy()
    return Comparison(pose(region, chosen, two.previous or one.previous), one, two)


def price(
    region: Region, policy: Policy | None = None, *, time_limit: float = 120.0,
    progress: Progress = _quiet,
) -> Prices:  # fmt: skip
    """Return the `Prices` of every pin, accepted offer and child weighed in another way, and of all of them.

    The region is solved with and without each. Raises NoProposalError when a solve takes longer than the limit.
    """
    from placements.explain.prices import prices

    proposal = _proposal(region, policy, time_limit, progress)
    return prices(region, proposal.policy, proposal, time_limit, progress)


def shadow(
    region: Region, actual: str | Path, policy: Policy | None = None, *, seed: int = 1, time_limit: float = 120.0,
    progress: Progress = _quiet,
) -> Shadow:  # fmt: skip
    """Return the `Shadow` of a past week: what was decided beside what is proposed from the same rows.

    `actual` is a CSV with child_id and home_id. Raises InputError with every problem of it.
    """
    from placements.explain.shadow import Shadow
    from placements.tables.actual import read_actual

    decided = read_actual(Path(actual), region)
    return Shadow(decided, _proposal(region, policy, time_limit, progress), seed)


def marked(found: Shadow, paths: Sequence[str | Path]) -> dict[str, Any]:
    """Return how often markers preferred each side, and how far they agree; raises InputError for a sheet of others."""
    from placements.explain.marks import results
    from placements.reports.marked import read_marked

    cards = found.to_dict()["cards"]
    return results(cards, [read_marked(Path(path), found.fingerprint, len(cards)) for path in paths])


def write_shadow(found: Shadow, out: str | Path) -> list[Path]:
    """Write the blind cards into OUT/blind and the key into OUT/key."""
    from placements.reports.shadow import write_shadow as write

    return write(found.to_dict(), found.cards, Path(out))


def write_compare(document: dict[str, Any], out: str | Path) -> list[Path]:
    """Write compare.html, compare.csv and compare.json."""
    from placements.reports.comparing import write_compare as write

    return write(document, Path(out))


def write_price(document: dict[str, Any], out: str | Path) -> list[Path]:
    """Write price.csv and price.json."""
    from placements.reports.comparing import write_price as write

    return write(document, Path(out))
