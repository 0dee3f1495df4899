"""A past week twice: what was decided, and what would have been proposed from the same rows."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from placements.domain.region import Region
from placements.explain.beside import beside, first
from placements.explain.blind import Card, cards, fingerprint
from placements.explain.version import program_version
from placements.optimise.lawful import faults
from placements.optimise.review import Review
from placements.policy.policy import Policy
from placements.tables.actual import Actual

SCHEMA = "placements/shadow/1"
NOT_ON_RECORD = "NOT-ON-RECORD"
"""Said of a home the region's list of that week does not hold."""


@dataclass(frozen=True)
class Shadow:
    """The decisions of a week beside the proposal for it. `to_dict()` is the JSON, which tells which is which."""

    actual: Actual
    proposal: Review
    seed: int

    @property
    def region(self) -> Region:
        """The region as it was."""
        return self.proposal.region

    @property
    def policy(self) -> Policy:
        """The policy the proposal was made under."""
        return self.proposal.policy

    @cached_property
    def decided(self) -> Review:
        """The decisions under review, as far as the region knows the homes."""
        known = {c: h for c, h in sorted(self.actual.home_of.items()) if h is not None and h in self.region.home}
        return Review(self.region, self.policy, known, self.proposal.best, self.proposal.previous, self.proposal.alone)

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The blind cards."""
        return cards(self.region, self.policy, self.actual.home_of, self.proposal.home_of, self.seed)

    @property
    def fingerprint(self) -> str:
        """What a marked sheet has to carry to be read back."""
        return fingerprint(self.policy.tie.key, self.seed, self.cards)

    @cached_property
    def not_allowed(self) -> list[dict[str, Any]]:
        """The decisions no rule allows on that week's record, each with the reason."""
        unknown = [
            {"rule": NOT_ON_RECORD, "children": [c], "home_id": h,
             "message": "The home is not in that week's list, so nothing could be said of it."}
            for c, h in sorted(self.actual.home_of.items()) if h is not None and h not in self.region.home
        ]  # fmt: skip
        return unknown + [fault.to_dict() for fault in faults(self.decided)]

    def lawful(self, card: Card) -> bool:
        """Whether the decision of a card could have been proposed on that week's record."""
        blamed = {c for row in self.not_allowed for c in row["children"]}
        return not blamed.intersection(card.children)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/shadow/1)."""
        given, rows = self.actual.home_of, beside(self.decided, self.proposal)
        deciding = first(rows)
        alike = [c for c, h in given.items() if h == self.proposal.home_of.get(c)]
        return {
            "schema": SCHEMA,
            "region": self.region.name,
            "as_of": self.region.as_of.isoformat(),
            "inputs": self.region.inputs,
            "policy": self.policy.digest,
            "version": program_version(),
            "seed": self.seed,
            "fingerprint": self.fingerprint,
            "children": len(self.region.group_of),
            "not_given": sorted(set(self.region.group_of) - set(given)),
            "alike": sorted(alike),
            "differ": sorted(set(given) - set(alike)),
            "levels": [_level(row.to_dict()) for row in rows],
            "first": None if deciding is None else _level(deciding.to_dict()),
            "lawful": not self.not_allowed,
            "not_allowed": self.not_allowed,
            "cards": [self._card(card) for card in self.cards],
        }

    def _card(self, card: Card) -> dict[str, Any]:
        proposed, decided = (card.x, card.y) if card.proposal == "X" else (card.y, card.x)
        first_child = card.children[0]
        day = self.actual.decided_on.get(first_child)
        return {
            "card": card.number, "children": list(card.children), "x": card.x.home_id, "y": card.y.home_id,
            "proposal": card.proposal, "proposed": proposed.home_id, "decided": decided.home_id,
            "urgency": self.proposal.urgency[first_child].word, "kind": self._kind(proposed.home_id),
            "decided_lawful": self.lawful(card), "decided_on": day.isoformat() if day else None,
            "outcome_note": self.actual.notes.get(first_child),
        }  # fmt: skip

    def _kind(self, home_id: str | None) -> str:
        return "no home" if home_id is None else str(self.region.home[home_id].kind)


def _level(row: dict[str, Any]) -> dict[str, Any]:
    better = {"a": "actual", "b": "proposal", "equal": "equal"}[row["better"]]
    return {"name": row["name"], "sense": row["sense"], "actual": row["a"], "proposal": row["b"], "better": better}
