"""Needs: the share of her needs the home says it meets."""

import numpy as np

from placements.candidates.screen import Screen
from placements.law import sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth, shares
from placements.rules.residential.purpose import needs_missing
from placements.rules.rule import Case
from placements.units import share

NOT_SAID = 40


def applies(screen: Screen) -> Array:
    """Children with needs on record."""
    return screen.pairs.of_children(lambda c: bool(c.needs))


def worth(screen: Screen) -> Array:
    """The share met; 40 where the home has not said."""
    pairs = screen.pairs
    wanted = pairs.of_children(lambda c: len(c.needs), int)
    blank = pairs.of_homes(lambda h: h.needs_met is None)
    return np.where(blank, NOT_SAID, shares(wanted - needs_missing(pairs), wanted))


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair."""
    needs, met = case.child.needs, case.home.needs_met
    if not needs:
        return None
    if met is None:
        return Worth(NOT_SAID, "The home has not said which needs it meets; ask.")
    count = sum(need in met for need in needs)
    words = "Meets all the needs recorded." if count == len(needs) else f"Meets {count} of {len(needs)} needs recorded."
    return Worth(share(count, len(needs), FULL), words)


CRITERION = Criterion("needs_fit", "Needs met", (sources.CHILDREN_ACT_1989_S22C_5,), applies, worth, plain)
