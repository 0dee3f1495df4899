"""What would open each home to a set of children: the least it can cost, over columns, and the edits for one home."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.candidates.floor import below_floor
from placements.candidates.screen import Screen
from placements.candidates.verdicts import Verdict, judge_all, verdict_of
from placements.domain.codes import Urgency
from placements.domain.living import Clash, clashes
from placements.domain.region import Region
from placements.optimise.review import Review
from placements.rules.catalogue import RULES
from placements.rules.rule import Case, Judgement, Rule
from placements.unlocking import effort
from placements.unlocking.edits import Edit, edited
from placements.unlocking.places import exemption, further_places, more_registered
from placements.unlocking.ways import LEAST, WAYS

Array = npt.NDArray[Any]
PLACES = ("F-AVAIL", "CH-PLACES")
FOR_THE_SET = (*PLACES, "F-LIMIT3")
"""Rules that are opened once for the whole set."""
EXTRAS: Mapping[str, Callable[[Region, str, Sequence[str], Sequence[str], int], tuple[Edit, ...]]] = {
    "exemption": lambda region, home_id, group, occupants, lives: exemption(region, home_id, group, occupants),
    "further": lambda region, home_id, group, occupants, lives: further_places(region, home_id, group),
    "registered": lambda region, home_id, group, occupants, lives: more_registered(region, home_id, lives),
}
"""Edits for the whole set: an exemption from the usual limit, further places, more of them registered."""
CHOICES = (
    (), ("exemption",), ("further",), ("exemption", "further"), ("further", "registered"),
    ("exemption", "further", "registered"),
)  # fmt: skip
"""Which of them are tried together, the least effort first."""
ROUNDS = 3
"""How often the edits of a home are made again: one child's may leave out what another's asks of the same cell."""
ANSWERED = ("DIS-SUIT", "F-TERMS", "CH-SOP", "CH-REG", "SA-16")
"""Rules that an answer opens where they cannot be confirmed, and more is asked where they rule out."""
RULED_OUT: Mapping[str, int] = {
    **LEAST, "DIS-SUIT": effort.ADAPTED, "F-TERMS": effort.TERMS, "CH-SOP": effort.TERMS, "CH-REG": effort.REGISTERED,
}  # fmt: skip


@dataclass(frozen=True)
class Bundle:
    """Edits that open a home to a set, and the region with them made. `fits`: nobody else has to move for it."""

    home_id: str
    edits: tuple[Edit, ...]
    region: Region
    fits: bool

    @property
    def cost(self) -> int:
        """What it asks of people: each rule once, the most any child of the set asks of it."""
        return cost_of(self.edits)


def cost_of(edits: Iterable[Edit]) -> int:
    """Return what edits ask of people: each rule once."""
    most: dict[str, int] = {}
    for edit in edits:
        most[edit.rule] = max(most.get(edit.rule, 0), edit.effort)
    return sum(most.values())


Judged = Sequence[tuple[Rule, Judgement]]


def judged_by_all(wide: Screen) -> Judged:
    """Return where each rule keeps a pair from being proposed, for the rules that do so somewhere."""
    found = [(rule, rule.verdict(wide.pairs)) for rule in RULES if rule.code in wide.fails]
    return [(rule, Judgement(judged.ruled_out, judged.cannot_confirm)) for rule, judged in found]


def least_costs(wide: Screen, group: Sequence[str], urgency: Urgency, judged_by: Judged | None = None) -> Array:
    """Return for every home the least that opens it to a set, NEVER where nothing does, shape (homes,).

    Places are counted where the home offers too few, whoever else is proposed to it. The floor binds children who are
    neither overdue nor today's.
    """
    rows = [wide.pairs.row[c] for c in group]
    total = np.zeros(len(wide.pairs.homes), dtype=np.int64)
    short = np.asarray(np.any(wide.pairs.places.total_at_start[rows] < _there(wide, rows), axis=0))
    for rule, judged in judged_by_all(wide) if judged_by is None else judged_by:
        worst = np.zeros(len(total), dtype=np.int64)
        for table, cost in (
            (judged.cannot_confirm, effort.ANSWER if rule.code in ANSWERED else LEAST.get(rule.code, effort.NEVER)),
            (judged.ruled_out, RULED_OUT.get(rule.code, effort.NEVER)),
        ):
            if table is not None:
                bites = np.broadcast_to(table, wide.pairs.shape)[rows].any(axis=0)
                if rule.code in PLACES:
                    short |= bites
                    continue
                worst = np.maximum(worst, np.where(bites, effort.NEVER if rule.never_unlocked else cost, 0))
        total += worst
    total += np.where(short, effort.PLACE * len(group), 0) + np.where(
        short & _over_registered(wide, rows), effort.REGISTERED, 0
    )
    if urgency > Urgency.TODAY:
        total[below_floor(wide.pairs)[rows].any(axis=0)] += effort.NEVER
    return total


def _there(wide: Screen, rows: list[int]) -> Array:
    """Return how many of a set are there on each one's first night, shape (children of the set, 1)."""
    stays = [wide.pairs.stays[row] for row in rows]
    return np.array([sum(other.has_night(stay.start) for other in stays) for stay in stays]).reshape(-1, 1)


def _over_registered(wide: Screen, rows: list[int]) -> Array:
    """Return which homes have too few places for a set beside those who stay, on a first night."""
    living = wide.pairs.living
    staying = np.broadcast_to(living.everyone - living.moving, wide.pairs.shape)[rows]
    places = wide.pairs.of_homes(lambda h: h.places, int)
    over = np.greater(staying + _there(wide, rows), places)
    return np.asarray(np.any(over, axis=0))


def bundle(review: Review, group: Sequence[str], home_id: str, extras: Sequence[str] = ()) -> Bundle | None:
    """Return what opens a home to a set, with some of EXTRAS; None where these edits do not open it even to them alone.

    It fits where the set could join those proposed to the home today.
    """
    occupants = [c for c in review.children_in.get(home_id, ()) if c not in group]
    opened = _opened(review, group, home_id)
    if opened is None:
        return None
    region, found = opened
    lives = len(region.residents_of.get(home_id, ())) + len(occupants) + len(group)
    for name in extras:
        more = EXTRAS[name](region, home_id, group, occupants, max(lives, region.home[home_id].places))
        region, found = edited(region, more), [*found, *more]
    cases = judge_all(region, review.policy, [(c, home_id) for c in group])
    if any(verdict_of(case).failing for case in cases.values()) or _clashes(region, review, home_id, group):
        return None
    fits = not occupants or not _clashes(region, review, home_id, [*occupants, *group])
    return Bundle(home_id, tuple(found), region, fits)


def _opened(review: Review, group: Sequence[str], home_id: str) -> tuple[Region, list[Edit]] | None:
    """Return the region with every pair opened, but for what EXTRAS are for, and the edits; None if never."""
    region, found = review.region, list[Edit]()
    for _ in range(ROUNDS):
        edits: list[Edit] = []
        for verdict, case in _failing(region, review, group, home_id):
            if verdict.rule.code in FOR_THE_SET:
                continue
            way = None if verdict.rule.never_unlocked else WAYS.get(verdict.rule.code)
            made = way(case, verdict) if way else ()
            if not made:
                return None
            edits += [edit for edit in made if edit not in edits]
        if not edits:
            return region, found
        region, found = edited(region, edits), [*found, *edits]
    return None


def _failing(region: Region, review: Review, group: Sequence[str], home_id: str) -> Iterator[tuple[Verdict, Case]]:
    for case in judge_all(region, review.policy, [(c, home_id) for c in group]).values():
        for verdict in verdict_of(case).failing:
            yield verdict, case


def _clashes(region: Region, review: Review, home_id: str, children: Sequence[str]) -> list[Clash]:
    return clashes(region, home_id, children, review.starts, review.limit)
