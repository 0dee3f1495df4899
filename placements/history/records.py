"""The rows of `history/`: children, the episodes of their care, and the years the returns cover."""

from typing import Annotated

from pydantic import Field

from placements.domain.codes import Sex
from placements.domain.fields import Codes, Day, Flag, MaybeDay, MaybeMiles, MaybeText, Text, one_of
from placements.domain.record import Record
from placements.history.kinds import PlacementKind
from placements.tables.columns import Table


class HistoryChild(Record):
    """One child the returns name; blank means the returns do not say."""

    child_id: Text
    authority: Text
    sex: Annotated[Sex | None, one_of(Sex)] = None
    date_of_birth: MaybeDay = None
    ethnicity: MaybeText = None
    uasc: Flag = None
    """Whether the child has ever been an unaccompanied asylum-seeking child."""
    uasc_until: MaybeDay = None
    """The day that ends or ended (DUC)."""


class Episode(Record):
    """One episode: a stretch of care in one placement under one legal status, codes as the return gives them."""

    child_id: Text
    authority: Text
    started_on: Day
    reason_started: MaybeText = None
    legal_status: MaybeText = None
    need: MaybeText = None
    placement: Text
    kind: Annotated[PlacementKind, one_of(PlacementKind)]
    provider: MaybeText = None
    placed_in: MaybeText = None
    miles: MaybeMiles = None
    urn: MaybeText = None
    ended_on: MaybeDay = None
    """The first day the episode no longer holds; blank where no return has closed it."""
    reason_ended: MaybeText = None
    reason_changed: MaybeText = None
    temporary: Flag = None
    overlaps: Flag = None
    """Whether another episode of the child, neither of them temporary, covers one of its days."""
    returns: Codes
    """The years of the returns it was seen in, as 2025/26."""


class Cover(Record):
    """Days on end for which an authority's returns are there; what was over before them was not reported."""

    authority: Text
    from_: Annotated[Day, Field(alias="from")]
    to: Day


CHILDREN = Table("history/children", HistoryChild, ("child_id",), required=True)
EPISODES = Table("history/episodes", Episode, ("child_id", "started_on"), required=True)
COVERS = Table("history/covers", Cover, ("authority", "from"), required=True)
TABLES = (CHILDREN, EPISODES, COVERS)
"""Every table of the history, in the order they are read."""
