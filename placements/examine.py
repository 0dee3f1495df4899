"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.recorded import Recorded
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


def atrs(policy: Policy | None = None) -> dict[str, Any]:
    """Return a draft of the Algorithmic Transparency Record (schema placements/atrs/1); it reads no region."""
    from placements.explain.atrs import record
    from placements.policy.policy import default_policy

    return record(policy or default_policy())


def atrs_page(document: Mapping[str, Any]) -> str:
    """Return a record of `atrs` as Markdown."""
    from placements.explain.atrs import page

    return page(document)


def write_atrs(document: Mapping[str, Any], out: str | Path) -> Path:
    """Write a record of `atrs` into a file that ends with .md; raises UsageError where it cannot stand there."""
    from placements.tables.writing import checked_file, write_whole

    return write_whole(checked_file(Path(out), ".md"), atrs_page(document))
