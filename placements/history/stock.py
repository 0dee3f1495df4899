"""Who was looked after on a day, and where: one placement a child, as published counts have it.

A day counts if the child is looked after when it ends: an episode holds from its first day to the day before it ended.
Short breaks are left out unless asked for. Where episodes overlap, the one that began last counts. A child who is away
for some days under a temporary code counts in the placement that is kept.
"""

from datetime import date

import pandas as pd

from placements.errors import UsageError
from placements.history.kinds import SHORT_BREAKS
from placements.history.read import History

_PLACED = ("started_on", "placement", "kind", "provider", "placed_in", "miles", "urn")
"""What is taken from the placement that is kept while a child is away from it."""
COLUMNS = (
    "child_id", "authority", "sex", "date_of_birth", "uasc", "legal_status", "need", *_PLACED, "away", "away_since",
)  # fmt: skip


def current(history: History, day: date, *, short_breaks: bool = False) -> pd.DataFrame:
    """Return one row for each child looked after on a day, with the placement; `away` is a temporary code or missing.

    Only authorities whose returns cover the day; raises UsageError where none does.
    """
    covered = history.covered(day)
    if not covered:
        raise UsageError(f"No return covers {day}. {_says(history)}")
    episodes = history.episodes[history.episodes["authority"].isin(covered)]
    if not short_breaks:
        episodes = episodes[~episodes["legal_status"].isin(SHORT_BREAKS).fillna(False)]
    at = pd.Timestamp(day)
    held = episodes[(episodes["started_on"] <= at) & (episodes["until"] > at)]
    placed, away = _last(held[~held["temporary"].fillna(False)]), _last(held[held["temporary"].fillna(False)])
    only_away = away[~away["child_id"].isin(placed["child_id"])]
    rows = pd.concat([placed, _kept(only_away, episodes)])
    codes = {"placement": "away", "started_on": "away_since"}
    rows = rows.merge(away[["child_id", *codes]].rename(columns=codes), on="child_id", how="left")
    rows = rows.merge(history.children.drop(columns="authority"), on="child_id", how="left")
    return rows[list(COLUMNS)].sort_values("child_id", ignore_index=True)


def stock_on(history: History, day: date, *, short_breaks: bool = False) -> pd.DataFrame:
    """Return how many children were looked after on a day, by authority and kind of placement; no row where none was.

    Only authorities whose returns cover the day; raises UsageError where none does.
    """
    rows = current(history, day, short_breaks=short_breaks)
    counted = rows.groupby(["authority", "kind"], as_index=False).agg(children=("child_id", "size"))
    return counted.sort_values(["authority", "kind"], ignore_index=True)


def _last(episodes: pd.DataFrame) -> pd.DataFrame:
    """Return the episode of each child that began last; the frame is in that order already."""
    return episodes.drop_duplicates("child_id", keep="last")


def _kept(away: pd.DataFrame, episodes: pd.DataFrame) -> pd.DataFrame:
    """Return temporary episodes as the placement each is away from: the one that ended on the day it began.

    One temporary episode may follow another. Where nothing went before, the episode stays as it is.
    """
    theirs = episodes[episodes["child_id"].isin(away["child_id"]) & (episodes["started_on"] < episodes["until"])]
    ends = dict(zip(zip(theirs["child_id"], theirs["ended_on"], strict=True), theirs.index, strict=True))
    found = away.copy()
    for row in away.index:
        before = row
        while (earlier := ends.get((episodes.at[row, "child_id"], episodes.at[before, "started_on"]))) is not None:
            before = earlier
            if not episodes.at[before, "temporary"]:
                found.loc[row, list(_PLACED)] = episodes.loc[before, list(_PLACED)]
                break
    return found


def _says(history: History) -> str:
    if history.covers.empty:
        return "The history holds no episodes."
    first, last = history.covers["from"].min(), history.covers["to"].max()
    return f"They cover {first:%Y-%m-%d} to {last:%Y-%m-%d}."
