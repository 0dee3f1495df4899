"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.equality.document import Equality
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


def equality(
    matches: Iterable[tuple[Region, str | Path]], policy: Policy | None = None, data: str | Path | None = None
) -> Equality:
    """Return outcomes by group over weekly matches, each a region with the folder of its match.

    `data`: a folder of public data with the deprivation index. Raises UsageError or InputError.
    """
    from placements.equality.deprivation import read_deprivation
    from placements.equality.document import equality as compare

    deprivation = None if data is None else read_deprivation(Path(data))
    return compare(((region, Path(folder)) for region, folder in matches), policy, deprivation)


def public_equality(found: Equality) -> dict[str, Any]:
    """Return the same for everybody: counts by group with small numbers withheld."""
    from placements.equality.public import public_document

    return public_document(found)


def write_equality(document: dict[str, Any], out: str | Path) -> list[Path]:
    """Write page, table and JSON of either document into a folder; raises UsageError for one that cannot be."""
    from placements.reports.equality_files import write_equality as write

    return write(document, Path(out))
