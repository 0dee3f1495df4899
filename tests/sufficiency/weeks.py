"""Small regions and weeks for the tests of sufficiency."""

from itertools import product

from factories import make_child, make_home, make_region
from properties.oracle import Oracle

from placements.domain.codes import Siblings, Urgency
from placements.domain.region import Region
from placements.policy.policy import default_policy
from placements.sufficiency.met import WAYS, planned_kinds


class Counting(Oracle):
    """Whom a proposal meets well, counted from records; no solver and no columns."""

    def __init__(self, region: Region) -> None:
        super().__init__(region, default_policy())

    def ways(self, proposal: dict[str, str], child: str) -> set[str]:
        home = self.region.home[proposal[child]]
        record, pairs = self.region.child[child], self.case(child, home.home_id).pairs
        near = home.kind in ("kinship", "secure") or bool(pairs.wants_away[0, 0])
        found = set()
        if home.kind != "kinship" and home.kind not in planned_kinds(record):
            found.add("kind")
        if not near and pairs.miles[0, 0] > 20:
            found.add("far")
        if not near and home.authority != record.authority:
            found.add("out_of_area")
        if self.below(child, home.home_id):
            found.add("stop_gap")
        if self.flag[child] is Siblings.SHOULD and self.apart(proposal, child):
            found.add("siblings_apart")
        assert found <= set(WAYS)
        return found

    def unmet(self, proposal: dict[str, str]) -> int:
        return sum(c not in proposal or bool(self.ways(proposal, c)) for c in self.ids)

    def urgent_unmet(self, proposal: dict[str, str]) -> int:
        return sum(c not in proposal and self.urgency[c] <= Urgency.TODAY for c in self.ids)

    def least(self) -> tuple[int, int, int]:
        """Fewest unmet, fewest urgent without a home, fewest without a home; each by itself."""
        every = list(self.proposals())
        return (
            min(self.unmet(p) for p in every), min(self.urgent_unmet(p) for p in every),
            min(len(self.ids) - len(p) for p in every),
        )  # fmt: skip


def town(groups: int = 4, homes: int = 6) -> Region:
    """A region of two areas with sibling groups and single children, and a few homes with one or two places."""
    children = []
    for k in range(groups):
        for n in range(1 + k % 3):
            children.append(make_child(
                f"C{k}{n}", authority=("A1", "A2")[k % 2], sex=("F", "M")[n % 2],
                sibling_group=f"G{k}" if k % 3 else None, siblings="should" if k % 3 else None,
                uasc=k == 3, purpose=("new", "notice")[k % 2],
            ))  # fmt: skip
    stock = [
        make_home(f"H{n}", kind, authority=area, available=1 + n % 2, places=3)
        for n, (kind, area) in zip(
            range(homes), product(("fostering", "residential"), ("A1", "A2", "A1")), strict=False
        )
    ]
    return make_region(children=children, homes=stock)
