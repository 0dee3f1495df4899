"""What each member authority is promised of shared homes: at least the children it would place alone.

The guarantee is class by class: as many overdue, today's and soon children of every member have a home as alone. Whose
a place is when everybody is alone stands in `own_places`; `alone` solves for what each member makes of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from placements.domain.codes import Urgency

GUARANTEED = (Urgency.OVERDUE, Urgency.TODAY, Urgency.SOON)
"""The classes of the guarantee."""


@dataclass(frozen=True)
class Alone:
    """One member alone: its best proposal, the proof of it, and what it is promised of shared homes."""

    home_of: Mapping[str, str]
    minimised: tuple[int, ...]
    """Every level of the policy as the solver minimises it, over the member's own options."""
    least: tuple[int, ...]
    """What each level is proven not to fall below, given the levels before it."""
    placed: Mapping[Urgency, int]
    promised: Mapping[Urgency, int]
    """As `placed`, or less where all members' promises cannot be kept together."""


Members = Mapping[str, Alone]
"""By the ONS code of every member with children in the match; empty while the guarantee is off."""
