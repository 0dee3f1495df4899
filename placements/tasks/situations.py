"""When each clock is raised: one question about a proposal for each word that may stand as `when` in `clocks.toml`."""

from collections.abc import Callable

from placements.domain.codes import Kind, Purpose
from placements.tasks.days import horizon
from placements.tasks.move import Move
from placements.units import age_on, birthday

OUTSIDE = frozenset(("OOA-NOM", "OOA-DCS"))
IN_CARE = ("C2", "D1", "E1")
"""Legal statuses of a child who has been looked after for a while."""
CARE = (Kind.FOSTERING, Kind.KINSHIP, Kind.RESIDENTIAL)
"""Homes a child may leave for supported accommodation only after a review."""
PLAN_AGES = range(3, 18)
"""Ages for which there is a personal education plan."""


def may_be_new(move: Move) -> bool:
    """Return whether the child may become looked after with this placement, as far as the referral says."""
    child = move.child
    starting = child.purpose in (None, Purpose.NEW, Purpose.REMAND) and not child.current_home_id
    return starting and child.legal_status not in IN_CARE


def leaves_a_home(move: Move) -> bool:
    """Return whether the child lives in a home of the region and would leave it."""
    return bool(move.child.current_home_id) and not move.stays


def school_disrupted(move: Move) -> bool:
    """Return whether the school is too far to keep and no approval says so already; not where it is not known."""
    pairs = move.placement.case.pairs
    too_far = bool(pairs.school_miles[0, 0] > pairs.max_school_miles[0, 0])
    return too_far and "KS4" not in move.needed


def outside_terms_without_end(move: Move) -> bool:
    """Return whether an approval outside the terms is on record that names no last day."""
    approval = move.held_for("F-TERMS")
    return approval is not None and approval.expires_on is None


def outside_in_an_emergency(move: Move) -> bool:
    """Return whether an approval for a home outside the area, on record or not, may be an emergency one."""
    return move.urgent and bool(OUTSIDE & {*move.needed, *(approval.kind for approval in move.held)})


def turns_18(move: Move) -> bool:
    """Return whether the child turns 18 while this placement may still run."""
    return birthday(move.child.date_of_birth, 18) <= horizon(move)


def _secure(move: Move) -> bool:
    return move.home.kind is Kind.SECURE


SITUATIONS: dict[str, Callable[[Move], bool]] = {
    "always": lambda move: True,
    "urgent": lambda move: move.urgent,
    "born": lambda move: not move.child.unborn,
    "not_asked": lambda move: not move.answered,
    "authority_moves": lambda move: leaves_a_home(move) and move.child.notice_ends is None,
    "leaves_a_home": leaves_a_home,
    "supported": lambda move: move.home.kind is Kind.SUPPORTED,
    "stop_gap": lambda move: move.placement.stop_gap,
    "dolo": lambda move: move.child.dolo is True,
    "short_break": lambda move: move.child.purpose is Purpose.RESPITE,
    "out_of_area": lambda move: move.home.authority != move.child.authority,
    "outside_in_an_emergency": outside_in_an_emergency,
    "school_disrupted": school_disrupted,
    "home_wants_notice": lambda move: bool(move.home.notice_days),
    "outside_terms_without_end": outside_terms_without_end,
    "secure": _secure,
    "secure_remand": lambda move: _secure(move) and move.child.legal_status == "J1",
    "secure_welfare": lambda move: _secure(move) and move.child.legal_status != "J1",
    "temporary": lambda move: move.temporary,
    "not_temporary": lambda move: not move.temporary,
    "may_be_new": may_be_new,
    "known_to_care": lambda move: not may_be_new(move),
    "new_school_age": lambda move: may_be_new(move) and age_on(move.child.date_of_birth, move.start) in PLAN_AGES,
    "turns_18": turns_18,
}
