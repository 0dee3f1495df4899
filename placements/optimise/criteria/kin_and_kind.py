"""Kin, then the kind of home the child's assessment prefers, then a family before the rest."""

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.codes import Kind, Suits
from placements.law import local_practice, sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth
from placements.rules.rule import Case

PREFERRED, FAMILY, OTHER = 65, 50, 30


def _asked(kind: Kind) -> str:
    names = {Kind.FOSTERING: "suits_foster", Kind.RESIDENTIAL: "suits_residential", Kind.SUPPORTED: "suits_supported"}
    return names.get(kind, "")


def applies(screen: Screen) -> Array:
    """Every child."""
    return screen.pairs.of_children(lambda c: True)


def worth(screen: Screen) -> Array:
    """Kin 100, a preferred kind 65, otherwise fostering 50 and the rest 30."""
    pairs = screen.pairs
    result = np.full(pairs.shape, OTHER, dtype=np.int64)
    for kind in Kind:
        asked = [getattr(c, _asked(kind), None) is Suits.PREFERRED for c in pairs.children]
        preferred = np.array(asked, dtype=bool).reshape(-1, 1)
        plain = FAMILY if kind is Kind.FOSTERING else OTHER
        values = np.where(preferred, PREFERRED, plain) if kind is not Kind.KINSHIP else FULL
        result = np.where(pairs.kind(kind), values, result)
    return result


def plain(case: Case, others: frozenset[str]) -> Worth:
    """The same for one pair."""
    kind = case.home.kind
    if kind is Kind.KINSHIP:
        return Worth(FULL, "With a relative or friend.")
    asked = getattr(case.child, _asked(kind)) if _asked(kind) else None
    words = {Kind.FOSTERING: "a foster home", Kind.RESIDENTIAL: "a children's home",
             Kind.SUPPORTED: "supported accommodation", Kind.SECURE: "a secure home"}[kind]  # fmt: skip
    if asked is Suits.PREFERRED:
        return Worth(PREFERRED, f"The kind of home the child's assessment prefers: {words}.")
    if kind is Kind.FOSTERING:
        return Worth(FAMILY, f"A family: {words}.")
    return Worth(OTHER, f"Suitable, but not the kind of home preferred for the child: {words}.")


CRITERION = Criterion(
    "kin_and_kind", "Kin and kind of home", (sources.CHILDREN_ACT_1989_S22C_7, local_practice.FAM_FIRST),
    applies, worth, plain,
)  # fmt: skip
