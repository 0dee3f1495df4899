"""What a person's own judgement costs: each pin, each accepted offer, each child weighed apart, and all together.

The region is solved without the instruction, and again with it, on the scale of the region without it. Where no
proposal could have the pair without the instruction (a pin below the floor opens a home), the proposal as it is stands
in for the second, and that is said. Both are counted again from the records before anything is said of them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from placements.domain.codes import OfferStatus, PinKind
from placements.domain.region import Region
from placements.explain.beside import Beside, beside, first
from placements.explain.judgement import judgement
from placements.explain.standing import better_in
from placements.explain.version import program_version
from placements.optimise.check import check, check_after, review_of
from placements.optimise.held import Instruction, held, nearest
from placements.optimise.problem import pose
from placements.optimise.review import Review
from placements.optimise.solve import solve
from placements.policy.policy import Policy

SCHEMA = "placements/price/1"
Kind = Literal["place", "accepted", "forbid", "judgement", "all_pins", "all_judgements"]


@dataclass(frozen=True)
class Item:
    """What is priced: an instruction on a pair, the entry of a child in the policy, or all of either."""

    kind: Kind
    instructions: tuple[Instruction, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True)
class Price:
    """An item with the two proposals it is priced by: `a` with it, `b` without, on one scale."""

    item: Item
    a: Review
    b: Review
    proven: bool
    opens: bool
    """Whether no proposal could have the pair without the instruction."""

    @property
    def levels(self) -> tuple[Beside, ...]:
        """Every level with the item and without it."""
        return beside(self.a, self.b)

    def to_dict(self, policy: Policy) -> dict[str, Any]:
        """Return the JSON form; `with` and `without` for `a` and `b`."""
        rows, deciding = self.levels, first(self.levels)
        better_with, better_without = better_in(self.a, self.b, sorted(self.a.region.group_of))
        one = self.item.instructions[0] if len(self.item.instructions) == 1 else None
        return {
            "kind": self.item.kind,
            "child_id": one.child_id if one else self.item.children[0] if len(self.item.children) == 1 else None,
            "home_id": one.home_id if one else None,
            "children": sorted({i.child_id for i in self.item.instructions} | set(self.item.children)),
            "judgement": judgement(policy, self.item.children[0]) if self.item.kind == "judgement" else None,
            "levels": [_level(row) for row in rows],
            "first": None if deciding is None else _level(deciding),
            "costs_nothing": deciding is None,
            "opens": self.opens,
            "proven": self.proven,
            "better_without": better_without,
            "better_with": better_with,
            "changes": [
                {"child_id": c, "with": self.a.home_of.get(c), "without": self.b.home_of.get(c)}
                for c in sorted(self.a.region.group_of)
                if self.a.home_of.get(c) != self.b.home_of.get(c)
            ],
        }


def _level(row: Beside) -> dict[str, Any]:
    shown = row.to_dict()
    better = {"a": "with", "b": "without", "equal": "equal"}[row.better]
    return {"name": row.name, "sense": shown["sense"], "with": shown["a"], "without": shown["b"], "better": better}


@dataclass(frozen=True)
class Prices:
    """Every price of a region under a policy. `to_dict()` is the JSON of `price`."""

    region: Region
    policy: Policy
    prices: tuple[Price, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/price/1)."""
        return {
            "schema": SCHEMA,
            "region": self.region.name,
            "as_of": self.region.as_of.isoformat(),
            "inputs": self.region.inputs,
            "policy": self.policy.digest,
            "version": program_version(),
            "items": [price.to_dict(self.policy) for price in self.prices],
        }


def items(region: Region, policy: Policy) -> tuple[Item, ...]:
    """Return what there is to price, each alone and then all together where there are several."""
    pins = list(_instructions(region))
    own = [Item("judgement", children=(c,)) for c in sorted(policy.children) if c in region.group_of]
    together = [Item("all_pins", tuple(p.instructions[0] for p in pins))] if len(pins) > 1 else []
    judged = [Item("all_judgements", children=tuple(i.children[0] for i in own))] if len(own) > 1 else []
    return (*pins, *together, *own, *judged)


def _instructions(region: Region) -> Iterator[Item]:
    """Yield pins and accepted offers of the children in the match, one for each pair; a pin stands before an offer."""
    found: dict[tuple[str, str, bool], Kind] = {}
    for offer in region.offers:
        if offer.status is OfferStatus.ACCEPTED:
            found[offer.child_id, offer.home_id, True] = "accepted"
    for pin in region.pins:
        place = pin.kind is PinKind.PLACE
        found[pin.child_id, pin.home_id, place] = "place" if place else "forbid"
    order = {"place": 0, "accepted": 1, "forbid": 2}
    for (child_id, home_id, place), kind in sorted(found.items(), key=lambda kv: (order[kv[1]], kv[0])):
        if child_id in region.group_of and home_id in region.home:
            yield Item(kind, (Instruction(child_id, home_id, place),))


def prices(
    region: Region, policy: Policy, proposal: Review, seconds: float = 120.0,
    progress: Callable[[str], None] = lambda text: None,
) -> Prices:  # fmt: skip
    """Return every price; `proposal` is the checked proposal of the region under the policy.

    Raises NoProposalError when a solve takes too long, RejectedError if an answer does not count.
    """
    found = []
    for item in items(region, policy):
        progress(f"Solving without {_named(item)}")
        found.append(_price(item, region, policy, proposal, seconds))
    return Prices(region, policy, tuple(found))


def _named(item: Item) -> str:
    if len(item.instructions) == 1:
        return f"{item.instructions[0].child_id} at {item.instructions[0].home_id}"
    return f"the entry of {item.children[0]}" if len(item.children) == 1 else "all of them"


def _price(item: Item, region: Region, policy: Policy, proposal: Review, seconds: float) -> Price:
    problem = pose(without(region, item.instructions), policy_without(policy, item.children), proposal.previous)
    solution = solve(problem, seconds)
    best = check(problem, solution)
    kept = held(problem, solution, item.instructions, proposal.home_of, seconds) if item.instructions else None
    opens = kept is None and bool(item.instructions)
    if kept is None:
        a, proven = review_of(problem, dict(proposal.home_of)), solution.proven
    else:
        a, proven = check_after(best, kept.home_of, kept.levels), solution.proven and kept.proven
    free = nearest(problem, solution, a.home_of, seconds)
    return Price(item, a, check_after(best, free.home_of, free.levels), proven, opens)


def without(region: Region, instructions: Sequence[Instruction]) -> Region:
    """Return the region without some pins and accepted offers, as if nobody had given them."""
    gone = set(instructions)
    return replace(
        region,
        pins=tuple(p for p in region.pins if (p.child_id, p.home_id, p.kind is PinKind.PLACE) not in gone),
        offers=tuple(
            o for o in region.offers
            if o.status is not OfferStatus.ACCEPTED or (o.child_id, o.home_id, True) not in gone
        ),
    )  # fmt: skip


def policy_without(policy: Policy, children: Sequence[str]) -> Policy:
    """Return the policy without the entries of some children."""
    if not children:
        return policy
    left = {c: own.model_dump() for c, own in policy.children.items() if c not in children}
    return Policy.model_validate({**policy.model_dump(), "children": left})
