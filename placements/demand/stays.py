"""The history of a region as stays: one row for each placement, with the care it belongs to and how it ended.

Short breaks and days away under a temporary code are left out, as the published counts have it. Episodes that follow
each other without a change of carers (reasons L, T and U) are one stay. Care goes on where an episode begins on the day
another ended; otherwise it begins anew.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from placements.demand.calendar import birthdays
from placements.demand.model import CHILDREN, UNACCOMPANIED
from placements.demand.paths import EXITS, KINDS, Array
from placements.history import History
from placements.history.kinds import SHORT_BREAKS

KIND = {"foster": "fostering", "foster_kin": "kinship", "residential": "residential", "supported": "supported",
        "secure": "secure"}  # fmt: skip
"""Our kind for each kind of the history; any other is `other`."""
EXIT = {
    "E11": "adoption", "E12": "adoption", "E4A": "home", "E4B": "home", "E13": "home", "E4": "home", "E41": "sgo",
    "E43": "sgo", "E44": "sgo", "E45": "sgo", "E46": "sgo", "E47": "sgo", "E48": "sgo",
}  # fmt: skip
"""How care ends by the return's reason (REC); the 18th birthday is told by the dates, all else is `other`."""
CARE_GOES_ON = "X1"
SAME_CARERS = ("L", "T", "U")
OPEN = np.int64(2**40)


@dataclass(frozen=True)
class Stays:
    """Columns, one row a stay, by child and day.

    Days count from 1970; `end` is the first day after it, OPEN if the returns end before it does; where a later return
    has lost sight of a stay, the day after it was last seen. `care`: number of the time in care; `since`, its first
    day; `how`: a row of EXITS where care ended with the stay, -1 where it did not; `moved`: whether another stay
    follows on the same day. `seen_from`, `seen_to`: days on which the returns would show the child.
    """

    authority: Array
    stream: Array
    kind: Array
    sex: Array
    born: Array
    care: Array
    child: Array
    since: Array
    start: Array
    end: Array
    how: Array
    moved: Array
    seen_from: Array
    seen_to: Array

    def __len__(self) -> int:
        return len(self.start)

    def pick(self, which: Array) -> "Stays":
        """Return some of them."""
        return Stays(*(getattr(self, name)[which] for name in self.__dataclass_fields__))


def stays_of(history: History, authorities: tuple[str, ...]) -> Stays:
    """Return the stays of children of some authorities whose date of birth is known."""
    rows = _episodes(history, authorities)
    first = _starts_stay(rows)
    stay = np.cumsum(first) - 1
    head = rows[first]
    last = rows.groupby(stay, sort=True).tail(1)
    care = _care(rows)
    born = _days(head["date_of_birth"])
    end, open_ = _days(last["until"]), last["ended_on"].isna().to_numpy()
    head_care = care[first]
    since = pd.Series(_days(head["started_on"])).groupby(head_care).transform("min").to_numpy()
    moved = np.append(head_care[1:] == head_care[:-1], False)
    how = _how(last["reason_ended"], end, born)
    how[open_ | moved] = -1
    seen = history.covers.groupby("authority").agg({"from": "min", "to": "max"})
    place = {code: row for row, code in enumerate(authorities)}
    kinds = head["kind"].map(lambda kind: KINDS.index(KIND.get(str(kind), "other")))
    seen_to = _days(head["authority"].map(seen["to"])) + 1
    return Stays(
        authority=head["authority"].map(place).to_numpy(dtype=np.int32),
        stream=np.where(_true(head["uasc"]), UNACCOMPANIED, CHILDREN).astype(np.int32),
        kind=kinds.to_numpy(dtype=np.int32), sex=_true(head["sex"] == "M").astype(np.int8),
        born=born, care=head_care, child=pd.factorize(head["child_id"])[0], since=since,
        start=_days(head["started_on"]),
        end=np.where(open_ & ~moved & (end >= seen_to), OPEN, end), how=how, moved=moved,
        seen_from=_days(head["authority"].map(seen["from"])), seen_to=seen_to,
    )  # fmt: skip


def _episodes(history: History, authorities: tuple[str, ...]) -> pd.DataFrame:
    """Return the episodes that count, each ended where the next one begins."""
    rows = history.episodes
    rows = rows[_true(rows["authority"].isin(authorities)) & ~_true(rows["legal_status"].isin(SHORT_BREAKS))]
    rows = rows[~_true(rows["temporary"])]
    born = history.children[["child_id", "sex", "date_of_birth", "uasc"]]
    rows = rows.merge(born[born["date_of_birth"].notna()], on="child_id")
    rows = rows[(rows["until"] > rows["started_on"]) & (rows["started_on"] >= rows["date_of_birth"])]
    rows = rows.sort_values(["child_id", "started_on"], kind="stable").reset_index(drop=True)
    follows = _true(rows["child_id"] == rows["child_id"].shift(-1))
    next_start = rows["started_on"].shift(-1).where(follows)
    cut = next_start.notna() & ((rows["until"] > next_start) | rows["ended_on"].isna())
    rows.loc[cut, ["until", "ended_on"]] = np.stack([next_start[cut]] * 2, axis=1)
    return rows


def _care(rows: pd.DataFrame) -> Array:
    """Return a number for each time in care; days away from a placement that is kept do not end one."""
    same = _true(rows["child_id"] == rows["child_id"].shift(1))
    ended = _true(rows["reason_ended"].shift(1).fillna(CARE_GOES_ON) != CARE_GOES_ON)
    gap = _true(rows["started_on"] > rows["until"].shift(1))
    return np.asarray(np.cumsum(~same | (gap & (ended | _true(rows["reason_started"] == "S")))))


def _starts_stay(rows: pd.DataFrame) -> Array:
    care = _care(rows)
    new = np.append(True, care[1:] != care[:-1]) if len(rows) else np.zeros(0, dtype=bool)
    # After days away under a temporary code a child is back in the placement that was kept.
    away = _true(rows["started_on"] > rows["until"].shift(1))
    kept = (_true(rows["reason_started"].isin(SAME_CARERS)) | away) & _true(rows["kind"] == rows["kind"].shift(1))
    return np.asarray(new | ~kept, dtype=bool)


def _true(column: "pd.Series[bool]") -> Array:
    """Return a condition with what is not known as false."""
    return np.asarray(column.astype("boolean").fillna(False), dtype=bool)


def _how(reasons: "pd.Series[str]", end: Array, born: Array) -> Array:
    named = reasons.map(lambda reason: EXITS.index(EXIT.get(str(reason), "other"))).to_numpy(dtype=np.int64)
    return np.where(end >= birthdays(born, 18), EXITS.index("age"), named)


def _days(column: "pd.Series[pd.Timestamp]") -> Array:
    found: Array = column.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return found
