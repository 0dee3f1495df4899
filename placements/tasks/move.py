"""One proposal as the clocks see it: a child, a home, a first night, and what is known around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from placements.domain.capacity import in_force
from placements.domain.children import Approval, Child
from placements.domain.codes import Kind, OfferStatus, Outcome, Urgency
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.explain.ring import whom
from placements.optimise.review import Placement, Review
from placements.rules.catalogue import RULE_OF
from placements.rules.columns.papers import approval_valid
from placements.rules.rule import Scope

SAID = (OfferStatus.OFFERED, OfferStatus.ACCEPTED)
"""Answers after which a provider need not be asked again."""


def ringing(region: Region, home: Home) -> str:
    """Return whom to ring; several councils may call a service the same, so the one that runs the home stands first."""
    runs, said = region.authority.get(home.operator or ""), whom(region, home)
    return said if runs is None or runs.name.casefold() in said.casefold() else f"{runs.name}: {said}"


@dataclass(frozen=True)
class Move:
    """A child proposed to a home."""

    review: Review
    placement: Placement
    row: Mapping[str, Any]
    """The proposal as `match.json` has it."""

    @property
    def region(self) -> Region:
        """The region."""
        return self.review.region

    @property
    def child(self) -> Child:
        """The child."""
        return self.placement.case.child

    @property
    def home(self) -> Home:
        """The home."""
        return self.placement.case.home

    @property
    def start(self) -> date:
        """The first night."""
        return self.placement.case.stay.start

    @property
    def end(self) -> date:
        """The first night after the stay that is planned."""
        return self.placement.case.stay.end

    @property
    def urgent(self) -> bool:
        """Whether the child is overdue or needs a home today, so that it may be an emergency."""
        return self.placement.urgency <= Urgency.TODAY

    @property
    def stays(self) -> bool:
        """Whether the home is the one the child lives in now."""
        return self.child.current_home_id == self.home.home_id

    @property
    def area(self) -> str:
        """The name of the authority the home stands in."""
        return self.placement.case.name_of(self.home.authority)

    @property
    def whom(self) -> str:
        """Whom to ring about the home."""
        return ringing(self.region, self.home)

    @cached_property
    def needed(self) -> frozenset[str]:
        """The codes of the rules that want an approval which is not on record."""
        return frozenset(v.rule.code for v in self.placement.verdict.of(Outcome.NEEDS_APPROVAL))

    @property
    def answered(self) -> bool:
        """Whether the home has offered or accepted, and the offer still stands."""
        return any(
            offer.child_id == self.child.child_id and offer.status in SAID
            and (offer.status is OfferStatus.ACCEPTED or in_force(offer.expires_at, self.region.as_of))
            for offer in self.region.offers_of.get(self.home.home_id, ())
        )  # fmt: skip

    @property
    def temporary(self) -> bool:
        """Whether a relative or friend is, or would be, approved for a time only."""
        return self.home.kind is Kind.KINSHIP and not self.home.registration

    @cached_property
    def held(self) -> tuple[Approval, ...]:
        """The approvals on record that this proposal leans on, in the order of the rules."""
        codes = list(RULE_OF)
        found = (a for a in self.region.approvals_of.get(self.child.child_id, ()) if self._leans_on(a))
        return tuple(sorted(found, key=lambda a: (codes.index(a.kind), a.approved_on or date.min)))

    def _leans_on(self, approval: Approval) -> bool:
        case, rule = self.placement.case, RULE_OF.get(approval.kind)
        if rule is None or not approval_valid(approval, self.region, case.stay):
            return False
        if approval.home_id != self.home.home_id and (approval.home_id is not None or rule.names_home):
            return False
        bites = rule.judge(case.pairs).tables()
        lifted = [bites[o] for o in (Outcome.NEEDS_APPROVAL, Outcome.RULED_OUT) if o in bites]
        return rule.scope is Scope.SET or any(bool(table.any()) for table in lifted)

    def held_for(self, code: str) -> Approval | None:
        """Return the approval on record for one rule, or None."""
        return next((approval for approval in self.held if approval.kind == code), None)

    @property
    def strangers(self) -> int:
        """How many children who are no brothers or sisters are proposed to the same home."""
        there = set(self.review.children_in[self.home.home_id]) - {self.child.child_id}
        return len(there - self.placement.with_her)
