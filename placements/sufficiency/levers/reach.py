"""Who is reached by which lever: no child by two. Reaches that ask for more than there is are cut back in proportion.

Levers for the same children share them: together they reach each once. Levers for different parts of one flow may
claim more of it than there is, since their parts are estimated apart: they are cut back to the whole of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placements.demand.paths import AGES
from placements.sufficiency.levers.register import Eligible

ALL = ""
"""Stands for every authority no lever names."""


@dataclass(frozen=True)
class Claim:
    """One effect of a lever in use on the flow of `eligible`: the part of that group it is to reach."""

    use: int
    index: int
    eligible: str
    authorities: tuple[str, ...]
    reach: float


def allotted(
    claims: Sequence[Claim], eligible: Mapping[str, Eligible], shares: Mapping[str, float]
) -> dict[tuple[int, int], float]:
    """Return the part of its group each effect reaches, by lever in use and effect."""
    codes = sorted({code for claim in claims for code in claim.authorities} | {ALL})
    within = {id(claim): claim.reach / max(1.0, _within(claim, claims, codes)) for claim in claims}
    found = {}
    for claim in claims:
        most = max(
            _claimed(other_flow, age, code, claims, eligible, shares, within)
            for other_flow in [(eligible[claim.eligible].flow, eligible[claim.eligible].exit)]
            for age in eligible[claim.eligible].ages or AGES
            for code in _codes(claim, codes)
        )
        found[claim.use, claim.index] = within[id(claim)] / max(1.0, most)
    return found


def _codes(claim: Claim, codes: Sequence[str]) -> Sequence[str]:
    return claim.authorities or codes


def _there(claim: Claim, code: str) -> bool:
    return not claim.authorities or code in claim.authorities


def _within(claim: Claim, claims: Sequence[Claim], codes: Sequence[str]) -> float:
    """Return the part of a claim's group that is claimed where most of it is."""
    same = [other for other in claims if other.eligible == claim.eligible]
    return max(sum(other.reach for other in same if _there(other, code)) for code in _codes(claim, codes))


def _claimed(
    flow: tuple[str, str | None], age: str, code: str, claims: Sequence[Claim], eligible: Mapping[str, Eligible],
    shares: Mapping[str, float], within: Mapping[int, float],
) -> float:  # fmt: skip
    """Return the part of a flow at one age in one authority that is claimed."""
    total = 0.0
    for other in claims:
        group = eligible[other.eligible]
        if (group.flow, group.exit) == flow and (not group.ages or age in group.ages) and _there(other, code):
            total += shares[other.eligible] * within[id(other)]
    return total
