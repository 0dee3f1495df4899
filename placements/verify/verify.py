"""Verify a written match: everything it says is made again from the region, and what is proven is proven again.

Lawfulness, amounts and sentences need no solver. That no proposal does better is proven by adding up where the prices
of the certificate are enough, else by a second solver. Last, the first solver is asked again: the same input has to
give the same certificate, so that nothing in it was changed to something that merely happens to be true.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from placements.domain.fixed import fixed_pairs
from placements.domain.region import Region
from placements.errors import InputError, RejectedError, UsageError
from placements.explain.certificate import certificate
from placements.explain.document import Found, document, plain_parts
from placements.explain.insisting import force_own_bests
from placements.explain.recorded import CERTIFICATE, DOCUMENT, Recorded, recorded
from placements.optimise.calls import best_calls
from placements.optimise.certificate import COUNTED, PRICES, SEARCH
from placements.optimise.forced import Insistence
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.solve import Level, costs_of, solve
from placements.policy.policy import Policy, policy_text
from placements.reports.files import Printing, match_files
from placements.rules.listing import rule_list
from placements.sharing.facts import facts_of
from placements.verify.alone import prove_alone
from placements.verify.paper import Certificate, called_of, forced_of, levels_of, read_certificate
from placements.verify.proofs import Proofs, prove_calls
from placements.verify.same import compare_files, first_difference

SCHEMA = "placements/verify/1"
Progress = Callable[[str], None]
HOW = {
    COUNTED: "by each child's cheapest option, no solver",
    PRICES: "by adding up the prices, no solver",
    SEARCH: "by a second solver (HiGHS)",
}
PLAIN = "from the records, no solver"
AGAIN = "by the same solver, run again"


class Checked(NamedTuple):
    """One thing that was verified, how, and how many of them."""

    what: str
    how: str
    number: int


@dataclass(frozen=True)
class Verified:
    """A match that stood up to every check."""

    checks: tuple[Checked, ...]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/verify/1)."""
        checks = [check._asdict() for check in self.checks]
        return {"schema": SCHEMA, "verified": True, "checks": checks, "notes": list(self.notes)}


def verify(
    region: Region, folder: Path, policy: Policy | None = None, *, boundaries: Mapping[str, Any] | None = None,
    quick: bool = False, progress: Progress = lambda text: None,
) -> Verified:  # fmt: skip
    """Return what was verified of the match in a folder; raises RejectedError naming the first difference.

    `boundaries`: the outlines the reports were made with. `quick` leaves out the proofs of the comparisons and of the
    calls by the second solver, and says so.
    """
    progress("Reading the match and its certificate")
    record, paper = _read(region, folder, policy)
    levels = levels_of(paper, costs_of(record.problem))
    found = Found(forced_of(paper, record, levels), called_of(paper, record))
    progress("Counting everything again from the records")
    checks = [*_lawful(record, levels), *_said(record, levels, found, folder, paper, boundaries)]
    progress("Proving again that no proposal does better")
    proofs = Proofs(record.problem, paper)
    checks += _tally("levels", Counter(proofs.levels()))
    checks += _tally("levels of members alone", prove_alone(record.problem, proofs.costs))
    notes = []
    if quick:
        notes.append("Left out: proving again the comparisons with each child's own best home, and the calls.")
    else:
        progress("Proving again what insisting and calling would do")
        homes = {c: (record.review.best[c].home_id, forced) for c, forced in found.forced.items()}
        checks += _tally("levels of comparisons", proofs.insisted(homes, levels))
        checks += _tally("classes of calls", prove_calls(record.problem, found.called))
    if all(level.gap == 0 for level in levels):
        progress("Asking the first solver again")
        checks.append(_again(record, paper, folder))
    else:
        notes.append("The solver was stopped by its time limit, which gives no certificate twice: not asked again.")
    return Verified(tuple(checks), tuple(notes))


def _read(region: Region, folder: Path, policy: Policy | None) -> tuple[Recorded, Certificate]:
    try:
        record = recorded(region, folder, policy)
    except (InputError, UsageError) as fault:
        raise RejectedError(str(fault)) from None
    paper = read_certificate(folder)
    for name in ("inputs", "policy", "version"):
        if getattr(paper, name) != record.document[name]:
            raise RejectedError(f"{CERTIFICATE}: {name} is not that of {DOCUMENT}.")
    return record, paper


def _lawful(record: Recorded, levels: tuple[Level, ...]) -> list[Checked]:
    """Look at every placement again, and count every level."""
    for fault in faults(record.review):
        raise RejectedError(f"The proposal breaks {fault.rule}: {', '.join(fault.children)} at {fault.home_id}.")
    for child_id, home_id in fixed_pairs(record.region):
        if record.home_of.get(child_id) != home_id:
            raise RejectedError(f"The proposal does not keep {child_id} at {home_id}, which is settled.")
    for level in levels:
        counted = OBJECTIVES[level.name].value(record.review)
        if counted != level.value:
            raise RejectedError(f"{level.name}: {level.value} is claimed, {counted} is counted.")
    return [
        Checked("placements lawful", PLAIN, len(record.home_of)), Checked("values of levels", PLAIN, len(levels)),
    ]  # fmt: skip


def _said(
    record: Recorded, levels: tuple[Level, ...], found: Found, folder: Path, paper: Certificate,
    boundaries: Mapping[str, Any] | None,
) -> list[Checked]:  # fmt: skip
    """Make the JSON and every report again, and compare."""
    problem, review = record.problem, record.review
    made = document(problem, review, levels, found, plain_parts(problem, review))
    if said := first_difference(record.document, made):
        raise RejectedError(f"{DOCUMENT}: {said}.")
    printing = Printing(rule_list(), policy_text(record.policy), boundaries)
    on_paper = _signed_again(paper)
    try:
        files = match_files(made, printing, paper.audiences, facts_of(record.region), record.policy.tie.key, on_paper)
    except UsageError as fault:
        raise RejectedError(f"{CERTIFICATE}: audiences: {fault}") from None
    compare_files(folder, files)
    return [
        Checked("amounts and sentences of match.json", PLAIN, 1),
        Checked("files, byte for byte", PLAIN, len(files)),
    ]


def _signed_again(paper: Certificate) -> dict[str, Any]:
    """Return the certificate as it is written, without its checksums."""
    whole = paper.model_dump(mode="json", exclude={"audiences", "files"})
    return {"schema": whole.pop("schema_"), **whole}


def _tally(what: str, hows: Counter[str]) -> list[Checked]:
    return [Checked(f"{what} proven best", HOW[how], hows[how]) for how in HOW if hows[how]]


def _again(record: Recorded, paper: Certificate, folder: Path) -> Checked:
    """Solve again and compare certificates; the first solver and the same input give the same."""
    solution = solve(record.problem)
    if solution.home_of != record.home_of:
        raise RejectedError("The same solver, run again, makes another proposal.")
    forced = force_own_bests(Insistence(record.problem, solution), record.review, 600.0)
    made = certificate(record.problem, solution, Found(forced, best_calls(record.problem)))
    if said := first_difference(_signed_again(paper), made):
        raise RejectedError(f"{CERTIFICATE}: {said}.")
    return Checked("certificate", AGAIN, 1)
