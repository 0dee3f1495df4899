"""Envy and every exchange by counting: no neighbourhoods, no ranking of free homes, no code of the certificate."""

from collections.abc import Iterator
from itertools import chain, combinations, product

from properties.oracle import Oracle

from placements.domain.codes import Siblings
from placements.domain.fixed import fixed_pairs
from placements.domain.living import clashes
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.policy.policy import default_policy

Proposal = dict[str, str]
Unit = tuple[str, ...]


def subsets(items) -> Iterator[tuple]:
    return chain.from_iterable(combinations(items, size) for size in range(len(items) + 1))


class PlainEnvy(Oracle):
    """One lawful proposal of a region, and what children in it would rather have."""

    def __init__(self, region: Region, home_of: Proposal) -> None:
        super().__init__(region, default_policy())
        self.home_of = home_of
        self.fixed = dict(fixed_pairs(region))
        self.start = {c: stay_of(region.child[c], region.as_of).start for c in self.ids}

    def group(self, child: str) -> Unit:
        return tuple(sorted(self.region.group_of[child]))

    def units(self) -> set[Unit]:
        return {self.group(c) for c in self.ids} | {(c,) for c in self.ids if self.flag[c] is Siblings.MAY}

    def there(self, home: str, proposal: Proposal | None = None) -> set[str]:
        return {c for c, h in (self.home_of if proposal is None else proposal).items() if h == home}

    def total(self, proposal: Proposal, unit: Unit) -> int:
        return sum(
            sum(self.points(c, proposal[c], frozenset(self.there(proposal[c], proposal)) & {*self.group(c)} - {c})
                .values())
            for c in unit if c in proposal
        )  # fmt: skip

    def open_to(self, unit: Unit, home: str) -> bool:
        """Whether a unit may be proposed a home, at or above the floor, were nobody else in the match there."""
        fits = not clashes(self.region, home, unit, dict.fromkeys(self.ids, self.region.as_of), 3)
        each = all(self.lawful(c, home) and not self.below(c, home) for c in unit)
        return each and (fits or len(unit) == 1)

    def envied(self) -> Iterator[tuple[Unit, str, set[str]]]:
        """Yield who envies which home, with those there who are no more urgent."""
        for unit in self.units():
            for home in self.region.home:
                rivals = self.rivals(unit, home)
                if rivals and self.wants(unit, home) and self.open_to(unit, home):
                    yield unit, home, rivals

    def wants(self, unit: Unit, home: str) -> bool:
        if all(self.home_of.get(c) == home for c in unit):
            return False
        placed = [c for c in unit if c in self.home_of]
        if not placed or any(self.stop_gap(self.home_of, c) for c in placed):
            return True
        mates = {c: home for c in self.group(unit[0]) if c in unit or self.home_of.get(c) == home}
        return self.total(mates, unit) > self.total(self.home_of, unit)

    def rivals(self, unit: Unit, home: str) -> set[str]:
        """Return who is there in a class no more urgent; brothers and sisters there are as urgent as the first."""
        others = self.there(home) - {*unit, *self.group(unit[0])}
        return {
            c for other in self.leaving_together(others) for c in other
            if min(self.urgency[o] for o in other) >= min(self.urgency[o] for o in unit)
        }  # fmt: skip

    def leaving_together(self, children: set[str]) -> set[Unit]:
        return {
            (c,) if self.flag[c] is Siblings.MAY else tuple(sorted(children.intersection(self.group(c))))
            for c in children
        }  # fmt: skip

    def exchanges(self, unit: Unit, home: str, rivals: set[str]) -> Iterator[Proposal]:
        """Yield every lawful proposal in which they have the home and as few as will do have left it."""
        if any(self.fixed.get(c, home) != home for c in unit):
            return
        units = sorted(u for u in self.leaving_together(rivals) if not self.fixed.keys() & {*u})
        least: list[set[Unit]] = []
        for out in subsets(units):
            if any(known <= {*out} for known in least) or not self._room(unit, home, units, out):
                continue
            least.append({*out})
            for homes in product([None, *(h for h in self.region.home if h != home)], repeat=len(out)):
                sent = {c: h for other, h in zip(out, homes, strict=True) for c in other}
                changed = {**self.home_of, **dict.fromkeys(unit, home), **sent}
                proposal = {c: h for c, h in changed.items() if h}
                if all(self.lawful(c, h) for c, h in proposal.items()) and self.may_be_proposed(proposal):
                    yield proposal

    def _room(self, unit: Unit, home: str, units: list[Unit], out: tuple[Unit, ...]) -> bool:
        """Whether all would fit if those who leave had gone for good."""
        gone = {c for other in out for c in other}
        mayhap = {c for other in units for c in other}
        starts = {c: self.start[c] for c in {*self.home_of, *unit, *mayhap}}
        return not clashes(self.region, home, sorted(self.there(home) - gone | {*unit}), starts, 3)
