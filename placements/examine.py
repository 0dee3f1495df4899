"""What a person may ask of a proposal afterwards; one function each, imported when it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placements.errors import UsageError

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.equality.document import Equality
    from placements.explain.comparison import Comparison
    from placements.explain.envy_document import EnvyCertificate
    from placements.explain.prices import Prices
    from placements.explain.recorded import Recorded
    from placements.explain.result import MatchResult
    from placements.explain.rule_prices import RulePrices
    from placements.explain.shadow import Shadow
    from placements.optimise.review import Review
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


def envy(region: Region, proposal: str | Path | MatchResult, policy: Policy | None = None) -> EnvyCertificate:
    """Return who envies which home of a proposal, and what the proposal gains by it (`EnvyCertificate`).

    `proposal` is a match folder, a CSV with child_id and home_id, or the result of `match`. Raises InputError or
    UsageError for files that cannot be read or are of another region.
    """
    from placements.explain.envy_document import certificate_of

    return certificate_of(region, proposal, policy)


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


def rule_prices(
    region: Region, policy: Policy | None = None, together: Sequence[str] = (), *, progress: Progress = _quiet
) -> RulePrices:
    """Return what each rule costs the region, and the shares of those asked about together (`RulePrices`).

    Raises UsageError for a rule that is not priced, NoProposalError when a solve takes too long.
    """
    from placements.explain.rule_prices import rule_prices as priced
    from placements.optimise.problem import pose
    from placements.policy.policy import default_policy

    return priced(pose(region, policy or default_policy()), together, progress)


def write_price(document: dict[str, Any], out: str | Path) -> list[Path]:
    """Write what either kind of price says as CSV and JSON."""
    from placements.reports.comparing import write_price as write
    from placements.reports.comparing import write_rule_prices

    return (write_rule_prices if "rules" in document else write)(document, Path(out))


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
