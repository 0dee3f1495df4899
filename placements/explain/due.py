"""Decisions about time running out: settled children who will need a home, and transfers that take effect."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from placements.domain.due import KINSHIP_ENDS, STEP_DOWN, due
from placements.domain.region import Region
from placements.rules.groups.transfer import transfer_by, transfer_words
from placements.units import shown_date

TRANSFER = "transfer_due"
KINDS = (STEP_DOWN, KINSHIP_ENDS, TRANSFER)
SEARCH = "Record the day a move is agreed (move_agreed_on) to look for a home."
ASSESS = "Finish the assessment, extend the approval, or " + SEARCH[0].lower() + SEARCH[1:]


class Clock(NamedTuple):
    """What is due: by when, of which kind, about whom and why."""

    by: date
    kind: str
    child_id: str
    why: str


def clocks(region: Region) -> Iterator[Clock]:
    """Yield what is due for settled children within eight weeks, and for unaccompanied children being transferred."""
    for found in due(region):
        over = found.by < region.as_of
        because = found.because.replace(" ends", " ended") if over else found.because
        what = "should have" if over else "is due to need"
        why = (
            f"{found.child_id} is settled and {what} a home by {shown_date(found.by)}: {because} on that day. "
            f"{ASSESS if found.kind == KINSHIP_ENDS else SEARCH}"
        )
        yield Clock(max(found.by, region.as_of), found.kind, found.child_id, why)
    for child in region.waiting:
        by = transfer_by(region, child)
        if by is not None:
            words = transfer_words(region, child, by)
            yield Clock(max(by, region.as_of), TRANSFER, child.child_id, f"{child.child_id}: {words}")
