"""One function for each thing a person can do; the command line and other programs call nothing else.

What a function needs is imported when it is called, so that `--help` costs next to nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from placements.errors import InputError, UsageError

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.explain.result import MatchResult
    from placements.explain.score import Score
    from placements.explain.shortlist import Shortlist
    from placements.explain.vacancy import Vacancy
    from placements.explain.why import Explanation
    from placements.policy.policy import Policy
    from placements.tables.problems import Problem
    from placements.tables.read import Reading

Progress = Callable[[str], None]


def _quiet(text: str) -> None:
    """Say nothing."""


def _read(path: str | Path) -> tuple[Reading, list[Problem]]:
    """Read a region and look for fixed pairs that cannot stand, which takes the rules."""
    from placements.policy.policy import default_policy
    from placements.tables.read import read_region

    reading = read_region(Path(path))
    if reading.region is None or not (reading.region.pins or reading.region.offers):
        return reading, []
    from placements.candidates.pins import pin_problems

    found = pin_problems(reading.region, default_policy(), reading.lines)
    return reading, [reading.source.worded(problem) for problem in found]


def check(path: str | Path) -> list[Problem]:
    """Return every problem of a region folder, errors first; raises InputError if there is no folder."""
    from placements.tables.problems import in_order

    reading, fixed = _read(path)
    return in_order([*reading.problems, *fixed])


def load(path: str | Path) -> Region:
    """Return the region of a folder; raises InputError with every problem if any is an error."""
    from placements.tables.problems import in_order

    reading, fixed = _read(path)
    errors = tuple(in_order([*reading.errors, *fixed]))
    if errors or reading.region is None:
        count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
        raise InputError(f"The region cannot be used: {count}. Run `placements check` to see every one.", errors)
    return reading.region


def load_policy(path: str | Path | None = None) -> Policy:
    """Return the policy of a file laid over the default; raises UsageError."""
    from placements.policy.policy import read_policy
    from placements.rules.catalogue import CODES

    return read_policy(None if path is None else Path(path), CODES)


def match(
    region: Region,
    policy: Policy | None = None,
    *,
    previous: Mapping[str, str] | None = None,
    time_limit: float = 120.0,
    progress: Progress = _quiet,
) -> MatchResult:
    """Return the checked weekly proposal (`MatchResult`).

    Raises InputError for an incomplete region or pins that cannot be kept, NoProposalError when time is up
    without one, RejectedError if the plain re-computation differs.
    """
    from placements.explain.result import MatchResult
    from placements.optimise.check import check as check_solution
    from placements.optimise.problem import pose
    from placements.optimise.solve import solve
    from placements.policy.policy import default_policy

    if not region.complete:
        raise InputError("The region is marked as incomplete. Fill in what `placements check` lists first.")
    began = monotonic()
    progress("Judging every child and home")
    problem = pose(region, policy or default_policy(), previous)
    solution = solve(problem, time_limit, progress)
    progress("Counting everything again without the solver")
    review = check_solution(problem, solution)
    return MatchResult(problem, solution, review, max(0.0, began + time_limit - monotonic()), progress)


def score(region: Region, proposal: Mapping[str, str], policy: Policy | None = None) -> Score:
    """Return the `Score` of somebody's own proposal (child id -> home id); raises UsageError for unknown ids."""
    from placements.explain.score import Score
    from placements.optimise.check import best_homes
    from placements.optimise.problem import pose
    from placements.optimise.review import Review
    from placements.policy.policy import default_policy

    for child_id, home_id in proposal.items():
        if child_id not in region.group_of or home_id not in region.home:
            raise UsageError(f"{child_id} at {home_id}: one of the two is not in the match. Maybe an id is misspelt.")
    chosen = policy or default_policy()
    bare = Review(region, chosen, dict(proposal), {}, {})
    return Score(
        bare,
        lambda: best_homes(pose(region, chosen)),
        lambda: {v.name: v.value for v in _matched(region, chosen).solution.levels},
    )


def matched(region: Region, policy: Policy | None = None) -> MatchResult:
    """Return the proposal of a region, solved once for each region and policy and then remembered."""
    from placements.policy.policy import default_policy

    return _matched(region, policy or default_policy())


def _matched(region: Region, chosen: Policy) -> MatchResult:
    if chosen.digest not in region.remembered:
        region.remembered[chosen.digest] = match(region, chosen)
    found: MatchResult = region.remembered[chosen.digest]
    return found


def why(region: Region, child_id: str, home_id: str, policy: Policy | None = None) -> Explanation:
    """Return the `Explanation` of a pair; raises UsageError for unknown ids.

    Where the pair may be proposed, `forced` solves the region with it when first read, and the region itself once.
    """
    from placements.explain.why import explain_pair
    from placements.policy.policy import default_policy

    chosen = policy or default_policy()

    def compare(child_id: str, home_id: str) -> dict[str, Any]:
        from placements.explain.insisting import compared

        base = _matched(region, chosen)
        return compared(base.insistence, base.review, child_id, home_id)

    return explain_pair(region, chosen, child_id, home_id, compare)


def child(
    region: Region, child_id: str, policy: Policy | None = None, *, top: int = 10, tonight: bool = False,
    exact: bool = False, proposal: Mapping[str, str] | None = None,
) -> Shortlist:  # fmt: skip
    """Return the `Shortlist` of one child, or of a sibling group asked for together; raises UsageError.

    `tonight`: as if needed today, with the emergency routes. `proposal` (child id -> home id) says whose place each
    home is. `exact` solves the region with each home forced instead of giving bounds for the effect on others.
    """
    from placements.explain.shortlist import shortlist
    from placements.policy.policy import default_policy

    chosen = policy or default_policy()

    def compare(child_id: str, home_id: str) -> dict[str, Any]:
        from placements.explain.insisting import compared

        base = _matched(region, chosen)
        return compared(base.insistence, base.review, child_id, home_id)

    return shortlist(
        region, chosen, child_id, top=top, tonight=tonight, home_of=proposal, compare=compare if exact else None
    )


def home(region: Region, home_id: str, policy: Policy | None = None) -> Vacancy:
    """Return the `Vacancy` of one home: whom it suits, and whom the proposal puts there; raises UsageError.

    The region is solved once and remembered.
    """
    from placements.explain.vacancy import vacancy
    from placements.explain.why import known
    from placements.policy.policy import default_policy

    known("home", home_id, region.home)
    base = _matched(region, policy or default_policy())
    return vacancy(base.problem, base.review, home_id)


def write_child(found: Shortlist, out: str | Path) -> list[Path]:
    """Write the two-page report of a child and, where a home is open to her, a page in her own words."""
    from placements.reports.child_files import write_child as write

    return write(found.to_dict(), Path(out))


def read_proposal(path: str | Path, region: Region) -> dict[str, str]:
    """Return child -> home of a CSV with `child_id` and `home_id`; raises InputError with every problem."""
    from placements.tables.proposals import proposal_of

    return proposal_of(Path(path), region)


def read_previous(path: str | Path) -> dict[str, str]:
    """Return child -> home of a match folder, its `match.json`, or a CSV; raises InputError."""
    from placements.tables.proposals import previous_of

    return previous_of(Path(path))


def check_folder(out: str | Path) -> None:
    """Raise UsageError where no folder may be written, before anything is solved for it."""
    from placements.tables.writing import checked_folder

    if Path(out).parts:
        checked_folder(Path(out))


def check_readers(region: Region, audiences: Sequence[str]) -> None:
    """Raise UsageError for a reader nobody in the region is, before anything is solved for them."""
    from placements.sharing.audience import audience_of

    names = {code: authority.name for code, authority in region.authority.items()}
    homes = {h.home_id: {"provider": h.provider, "operator": h.operator} for h in region.homes}
    for audience in audiences:
        audience_of(audience, {"authorities": names, "homes": homes})


def write_reports(
    result: MatchResult, out: str | Path, audiences: Sequence[str] = (), boundaries: str | Path | None = None
) -> list[Path]:
    """Write everything `match --out` promises into a folder and return the files.

    `audiences` as `--for` takes them: authority:CODE, provider:NAME, public. `boundaries`: a GeoJSON file of outlines.
    """
    from placements.policy.policy import policy_text
    from placements.reports.boundaries import read_boundaries
    from placements.reports.files import write_match
    from placements.rules.listing import rule_list
    from placements.sharing.facts import facts_of

    policy = result.problem.policy
    return write_match(
        result.to_dict(), Path(out), rules=rule_list(), policy_text=policy_text(policy), audiences=audiences,
        facts=facts_of(result.problem.region), key=policy.tie.key,
        boundaries=None if boundaries is None else read_boundaries(Path(boundaries)), certificate=result.certificate,
    )  # fmt: skip


def synthesise(region: str, data: str | Path, seed: int, out: str | Path, **options: Any) -> dict[str, int]:
    """Write a calibrated synthetic region folder and return the number of rows by table; raises InputError."""
    from placements.synthesis import synthesise as generate

    return generate(region, Path(data), seed, Path(out), **options)


def sample(name: str) -> Path:
    """Return the folder of a packaged sample region; raises UsageError."""
    from importlib.resources import files

    installed = Path(str(files("placements"))) / "sample_data" / name
    beside = Path(str(files("placements"))).parent / "sample_data" / name
    for folder in (installed, beside):
        if name.isidentifier() and (folder / "region.toml").is_file():
            return folder
    raise UsageError("There is no such sample. The samples are small and greater_manchester.")
