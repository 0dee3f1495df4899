"""Children one by one, from their history: when each was looked after, in which sort of placement, and at what age.

Stays of one child do not overlap: where episodes do, the one that began last counts. Short breaks are left out. What is
known on a day is what returns up to that day say: nothing that began later, and no end that came later.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from placements.history.kinds import SHORT_BREAKS
from placements.history.read import History

Days = npt.NDArray[np.int64]
SORTS = ("fostering", "residential", "supported", "other")
_SORT_OF = {"foster": 0, "foster_kin": 0, "residential": 1, "supported": 2}
UNKNOWN = -(10**6)
"""Day of birth of a child whose birth no return gives."""
YEAR = 365.25
ADULT = 18


@dataclass(frozen=True)
class Stays:
    """One entry for each stay, in order of child and day; days count from 1970. `end` is the first day that is over.

    `sort` is a row of SORTS; `entered`: whether the child was not looked after on the day before.
    """

    child: Days
    authority: npt.NDArray[np.str_]
    sort: Days
    born: Days
    start: Days
    end: Days
    first_day: int
    """The first day the returns cover."""

    @property
    def entered(self) -> npt.NDArray[np.bool_]:
        """Whether each stay begins a time of being looked after."""
        goes_on = np.zeros(len(self.child), dtype=bool)
        goes_on[1:] = (self.child[1:] == self.child[:-1]) & (self.start[1:] == self.end[:-1])
        return ~goes_on

    @property
    def left(self) -> npt.NDArray[np.bool_]:
        """Whether the child is not looked after on the day after each stay."""
        return np.append(self.entered[1:], True)

    def known(self, day: int) -> "Stays":
        """Return what is known at the end of a day: stays begun by then, ended no later than the day after."""
        begun = self.start <= day
        kept = {name: getattr(self, name)[begun] for name in ("child", "authority", "sort", "born", "start")}
        return replace(self, **kept, end=np.minimum(self.end[begun], day + 1))

    def of(self, authority: str) -> "Stays":
        """Return the stays of one authority's children."""
        theirs = self.authority == authority
        kept = ("child", "authority", "sort", "born", "start", "end")
        return replace(self, **{name: getattr(self, name)[theirs] for name in kept})

    def stock(self, days: Days) -> Days:
        """Return how many children were looked after at the end of each day."""
        found: Days = np.searchsorted(np.sort(self.start), days, "right") - np.searchsorted(
            np.sort(self.end), days, "right"
        )
        return found


def stays_of(history: History) -> Stays:
    """Return every stay of a history."""
    rows = history.episodes[~history.episodes["legal_status"].isin(SHORT_BREAKS).fillna(False)]
    rows = rows.merge(history.children[["child_id", "date_of_birth"]], on="child_id", how="left")
    rows["start"], rows["end"] = _days(rows["started_on"]), _days(rows["until"])
    rows = _apart(rows[rows["end"] > rows["start"]].sort_values(["child_id", "start"], kind="stable"))
    return Stays(
        child=pd.factorize(rows["child_id"])[0].astype(np.int64),
        authority=rows["authority"].to_numpy(dtype=str),
        sort=np.array([_SORT_OF.get(str(kind), len(SORTS) - 1) for kind in rows["kind"]], dtype=np.int64),
        born=_days(rows["date_of_birth"]),
        start=rows["start"].to_numpy(dtype=np.int64),
        end=rows["end"].to_numpy(dtype=np.int64),
        first_day=day_number(history.covers["from"].min().date()),
    )


def _apart(rows: pd.DataFrame) -> pd.DataFrame:
    """Return episodes in order of child and day with overlaps taken apart: each day goes to the one that began last."""
    before = rows.groupby("child_id")["end"].cummax().groupby(rows["child_id"]).shift()
    muddled = rows["child_id"].isin(rows["child_id"][rows["start"] < before])
    pieces = [rows[~muddled]]
    for _, own in rows[muddled].groupby("child_id"):
        edges = sorted({*own["start"], *own["end"]})
        for start, end in pairwise(edges):
            held = own[(own["start"] <= start) & (own["end"] > start)].tail(1)
            pieces.append(held.assign(start=start, end=end))
    return pd.concat(pieces).sort_values(["child_id", "start"], kind="stable", ignore_index=True)


def day_number(day: date) -> int:
    """Return a day as days since 1970."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_of(number: int) -> date:
    """Return the day of a number of days since 1970."""
    return date.fromordinal(number + date(1970, 1, 1).toordinal())


def _days(column: "pd.Series[pd.Timestamp]") -> Days:
    days = column.to_numpy(dtype="datetime64[D]").astype(np.int64)
    return np.where(column.isna(), UNKNOWN, days)
