"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.recorded import Recorded
    from placements.policy.policy import Policy


def recorded(region: Region, folder: str | Path, policy: Policy | None = None) -> Recorded:
    """Return the match a folder holds, read back beside its region; raises InputError or UsageError.

    `policy` replaces the `policy.toml` of the folder; it has to be the one the match was made under.
    """
    from placements.explain.recorded import recorded as read

    return read(region, Path(folder), policy)
