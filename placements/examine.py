"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.recorded import Recorded
    from placements.policy.policy import Policy
    from placements.unlocking.answer import Unlocks
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


def unlock(
    region: Region, child_id: str | None = None, policy: Policy | None = None, *, progress: Progress = _quiet
) -> Unlocks:
    """Return the smallest unlock of a child, or of everybody without a home (`Unlocks`), each certified and tried out.

    The region is solved once and remembered. Raises UsageError for a child there is nothing to unlock for.
    """
    from placements.api import matched
    from placements.unlocking.answer import unlocks

    base = matched(region, policy)
    return unlocks(base.problem, base.review, child_id, progress)


def write_unlocked(region: str | Path, found: Unlocks, out: str | Path) -> list[Path]:
    """Write a copy of a region folder with the edits of one unlock; raises NoProposalError where there is none."""
    from placements.errors import NoProposalError
    from placements.unlocking.answer import NOTHING
    from placements.unlocking.apply import write_edited

    if found.edits is None:
        raise NoProposalError(NOTHING)
    return write_edited(Path(region), found.edits, Path(out))


def idle_entries(region: Region, policy: Policy) -> list[str]:
    """Return the keys of a policy that bind nobody in a region: authorities and children who are not in it."""
    authorities = sorted(set(policy.authorities) - set(region.authority))
    children = sorted(set(policy.children) - set(region.child))
    return [*(f"authorities.{code}" for code in authorities), *(f"children.{child_id}" for child_id in children)]
