"""Placement matching and sufficiency for England's Regional Care Co-operatives.

The public names are loaded when first used, so that importing the package costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placements.api import check, child, home, load, load_policy, match, score, synthesise, why
    from placements.domain.region import Region
    from placements.errors import InputError, NoProposalError, PlacementsError, RejectedError, UsageError
    from placements.explain.result import MatchResult
    from placements.explain.score import Score
    from placements.explain.shortlist import Shortlist
    from placements.explain.vacancy import Vacancy
    from placements.explain.why import Explanation
    from placements.tables.problems import Problem

_WHERE = {
    **dict.fromkeys(
        ("check", "child", "home", "load", "load_policy", "match", "score", "synthesise", "why"), "placements.api"
    ),
    "Region": "placements.domain.region",
    **dict.fromkeys(
        ("InputError", "NoProposalError", "PlacementsError", "RejectedError", "UsageError"), "placements.errors"
    ),
    "MatchResult": "placements.explain.result",
    "Score": "placements.explain.score",
    "Explanation": "placements.explain.why",
    "Shortlist": "placements.explain.shortlist",
    "Vacancy": "placements.explain.vacancy",
    "Problem": "placements.tables.problems",
}

__all__ = [
    "Explanation", "InputError", "MatchResult", "NoProposalError", "PlacementsError", "Problem", "Region",
    "RejectedError", "Score", "Shortlist", "UsageError", "Vacancy", "check", "child", "home", "load", "load_policy",
    "match", "score", "synthesise", "why",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    if name not in _WHERE:
        raise AttributeError(f"module 'placements' has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
