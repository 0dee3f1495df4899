"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placements.errors import UsageError

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.recorded import Recorded
    from placements.policy.policy import Policy
    from placements.tasks.plan import Tasks
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


def tasks(region: Region, folder: str | Path, policy: Policy | None = None, whom: str = "region") -> Tasks:
    """Return who has to do what by when about the match of a folder, with an approval pack for each proposal.

    `whom` is region, or authority:CODE for the children of one authority. Raises as `recorded`, InputError where the
    proposal breaks a rule, and UsageError for another reader; `.to_dict()` is placements/tasks/1.
    """
    from placements.sharing.audience import Level, audience_of
    from placements.tasks.plan import tasks_of

    read = recorded(region, folder, policy)
    reader = audience_of(whom, dict(read.document))
    if reader.level not in (Level.REGION, Level.AUTHORITY):
        raise UsageError("Tasks are for the region's desk or for one authority: say region or authority:CODE.")
    found = tasks_of(read)
    return found.of(reader.code) if reader.level is Level.AUTHORITY else found


def write_tasks(found: Tasks, out: str | Path) -> list[Path]:
    """Write `tasks.csv`, `tasks.json` and `approvals.html` into a folder and return their paths; raises UsageError."""
    from placements.reports.task_files import write_tasks as write

    return write(found.to_dict(), Path(out))


def check_calendar(file: str | Path) -> Path:
    """Return the path if a calendar file (.ics) may be written there; raises UsageError saying why not."""
    from placements.tables.writing import checked_file

    return checked_file(Path(file), ".ics")


def write_calendar(found: Tasks, file: str | Path) -> Path:
    """Write the tasks as a calendar file (.ics) and return its path; raises UsageError."""
    from placements.tables.writing import write_whole
    from placements.tasks.calendar import calendar

    return write_whole(check_calendar(file), calendar(found))


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
