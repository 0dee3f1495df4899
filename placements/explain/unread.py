"""Referral completeness: which answers are missing, and how many of her first homes each could change.

Every answer worth asking for is tried on the homes open to her, most of them closed or reordered by none of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from placements.candidates.floor import below_floor
from placements.candidates.screen import screen
from placements.domain.children import Child
from placements.domain.codes import Alongside, DistanceIntent, Pets, Solo, Suits
from placements.domain.stay import stay_of
from placements.explain.shortlist import Shortlist
from placements.optimise.points import points_table
from placements.units import age_on

FIRST = 5
LOOKED_AT = 60
SUPPORTED_FROM = 16


@dataclass(frozen=True)
class Ask:
    """A column that may be blank, the question to ask, and the answers to try; `when`: whether it bears on her."""

    column: str
    question: str
    answers: tuple[Any, ...]
    when: Callable[[Child, Shortlist], bool] = lambda child, found: True


def _age(child: Child, found: Shortlist) -> int:
    return age_on(child.date_of_birth, stay_of(child, found.region.as_of).start)


ASKS = (
    Ask("needs", "Which needs has the child (autism, self-harm, missing episodes, ...)? Write none if none.",
        (("self_harm",), ("autism",), ("missing_episodes",), ("violence",))),
    Ask("adaptations", "Does the child need an adapted home? Write none if not.", (("wheelchair",), ("ground_floor",))),
    Ask("suits_foster", "Would fostering suit the child?", (Suits.PREFERRED, Suits.UNSUITABLE)),
    Ask("suits_residential", "Would a children's home suit the child?", (Suits.PREFERRED, Suits.UNSUITABLE)),
    Ask("suits_supported", "Would supported accommodation suit the child?", (Suits.SUITABLE, Suits.PREFERRED),
        lambda child, found: _age(child, found) >= SUPPORTED_FROM),
    Ask("solo", "Has the child to live without other children?", (Solo.REQUIRED,)),
    Ask("alongside", "May the child live with older and with younger children?",
        (Alongside.ONLY_OLDER, Alongside.ONLY_YOUNGER)),
    Ask("keep_school", "Is the child to keep the present school?", (True, False),
        lambda child, found: child.school_urn is not None),
    Ask("distance_intent", "Should the child live near home, or away?", (DistanceIntent.AWAY,)),
    Ask("languages", "Which languages does the child speak at home?", (("urdu",), ("polish",))),
    Ask("pets", "May there be pets?", (Pets.MUST, Pets.NO)),
    Ask("expected_weeks", "For how many weeks is the home needed?", (2, 6)),
)  # fmt: skip
"""Columns without which the shortlist may be another; places are asked for apart, as no answer can be tried."""

PLACES = (
    ("postcode", "Where is the child's home? Without it no distance counts for the child."),
    ("school_urn", "Which school does the child go to?"),
    ("contacts", "Whom does the child see, where and how often?"),
)


def unread(found: Shortlist) -> list[dict[str, Any]]:
    """Return the blanks that bear on her shortlist: those that could change most of her first homes first.

    `changes` is the most of her first five homes that one plausible answer would replace or reorder away; None where
    no answer can be tried, which stands first because everything depends on it.
    """
    child = found.region.child[found.child_id]
    rows = [
        {"column": column, "question": question, "changes": None}
        for column, question in PLACES if _unplaced(found, child, column)
    ]  # fmt: skip
    asks = [ask for ask in ASKS if getattr(child, ask.column) in (None, ()) and ask.when(child, found)]
    tried = [(ask, answer) for ask in asks for answer in ask.answers]
    changes: dict[str, int] = {}
    for (ask, _), changed in zip(tried, _changes(found, child, tried), strict=True):
        changes[ask.column] = max(changes.get(ask.column, 0), changed)
    ordered = sorted(asks, key=lambda ask: (-changes.get(ask.column, 0), ASKS.index(ask)))
    return rows + [
        {"column": ask.column, "question": ask.question, "changes": changes[ask.column]}
        for ask in ordered if changes.get(ask.column)
    ]  # fmt: skip


def _unplaced(found: Shortlist, child: Child, column: str) -> bool:
    if column == "postcode":
        return child.position is None and not child.uasc
    if column == "school_urn":
        return child.school_urn is None and 5 <= _age(child, found) < SUPPORTED_FROM
    return not found.region.contacts_of.get(child.child_id)


def _changes(found: Shortlist, child: Child, tried: list[tuple[Ask, Any]]) -> Iterator[int]:
    """Yield for each answer how many of her first homes are others than before, going by her own row alone."""
    pairs = found.problem.screen.pairs
    homes = tuple(pairs.homes[choice.home] for choice in found.choices[:LOOKED_AT])
    if not homes:
        yield from (0 for _ in tried)
        return
    variants = [child, *(child.model_copy(update={ask.column: answer}) for ask, answer in tried)]
    judged = screen(found.region, found.policy, variants, homes)
    base, below = points_table(judged).base, below_floor(judged.pairs)
    firsts = []
    for i in range(len(variants)):
        usable = np.flatnonzero(judged.lawful[i])
        order = usable[np.lexsort((usable, -base[i, usable], below[i, usable]))]
        firsts.append(order[:FIRST].tolist())
    for mine in firsts[1:]:
        yield len(set(firsts[0]) - set(mine)) or int(firsts[0][:1] != mine[:1])
