"""Whether a proposal is one `match` could have made: pairs, sets and places, pins, sibling rules and the floor.

Plain Python over records; optimality and completeness play no part.
"""

from collections.abc import Container, Iterator
from typing import NamedTuple

from placements.domain.codes import Outcome, Siblings, Urgency
from placements.domain.fixed import fixed_pairs
from placements.domain.living import clashes
from placements.domain.stay import togetherness
from placements.optimise.review import Placement, Review


class Fault(NamedTuple):
    """One reason a proposal is not lawful."""

    rule: str
    children: tuple[str, ...]
    home_id: str | None
    message: str

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form."""
        return {"rule": self.rule, "children": list(self.children), "home_id": self.home_id, "message": self.message}


def faults(review: Review, homes: Container[str] | None = None) -> list[Fault]:
    """Return every reason a proposal is not lawful; empty if it is.

    `homes` are those whose children or places may have changed since it was last looked at; None for all.
    """
    found: list[Fault] = []
    for placement in review.placements.values():
        found += _pair(review, placement)
        found += _floor(placement)
    for home_id, children in review.children_in.items():
        if homes is not None and home_id not in homes:
            continue
        said = {(fault.rule, child) for fault in found if fault.home_id == home_id for child in fault.children}
        for clash in clashes(review.region, home_id, children, review.starts, review.limit):
            if not all((clash.rule, child) in said for child in clash.children):
                found.append(Fault(clash.rule, clash.children, home_id, clash.message))
    found += _groups(review)
    found += _fixed(review)
    return found


def _pair(review: Review, placement: Placement) -> Iterator[Fault]:
    for verdict in placement.verdict.failing:
        yield Fault(verdict.rule.code, (placement.child_id,), placement.home_id, verdict.finding.sentence)
    if review.policy.approvals.held_only:
        for verdict in placement.verdict.of(Outcome.NEEDS_APPROVAL):
            yield Fault(
                verdict.rule.code, (placement.child_id,), placement.home_id,
                "The policy proposes only what needs no further approval.",
            )  # fmt: skip


def _floor(placement: Placement) -> Iterator[Fault]:
    settled = (placement.child_id, placement.home_id) in fixed_pairs(placement.case.region)
    if placement.stop_gap and placement.urgency > Urgency.TODAY and not settled:
        yield Fault(
            "FLOOR", (placement.child_id,), placement.home_id,
            f"Below the floor, and the child is neither overdue nor today's: {'; '.join(placement.below)}.",
        )  # fmt: skip


def _groups(review: Review) -> Iterator[Fault]:
    for group in sorted({tuple(sorted(review.region.group_of[c])) for c in review.home_of}):
        if len(group) == 1 or len({review.home_of.get(c) for c in group}) == 1:
            continue
        flag = togetherness(review.region, group)
        if flag is Siblings.MUST:
            yield Fault("SIB-TOGETHER", group, None, "The group must live together, or none of it is proposed.")
        if flag is Siblings.SHOULD and any(review.urgency[c] > Urgency.TODAY for c in group):
            yield Fault("SIB-TOGETHER", group, None, "Apart only as a stop-gap where all are overdue or today's.")


def _fixed(review: Review) -> Iterator[Fault]:
    for child_id, home_id in fixed_pairs(review.region):
        if review.home_of.get(child_id, home_id) != home_id:
            yield Fault("PIN", (child_id,), home_id, "A pin or an accepted offer is not kept.")
