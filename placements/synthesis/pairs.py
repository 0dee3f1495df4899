"""Pairs of a waiting child and a home on offer that somebody might have talked about."""

from typing import Any

import numpy as np
import pandas as pd

from placements.geography.authorities import authority_facts
from placements.synthesis.positions import miles_between


class PlausiblePairs:
    """Waiting children and homes on offer near them, to draw pairs somebody might have talked about."""

    def __init__(self, children: pd.DataFrame, homes: pd.DataFrame) -> None:
        waiting = children[children["urgency"] != "settled"].sort_values("child_id", kind="stable")
        waiting = waiting.assign(grouped=waiting["family"].duplicated(keep=False))
        self._children: list[dict[str, Any]] = [
            {str(k): v for k, v in row.items()} for row in waiting.to_dict("records")
        ]
        offering = homes[
            (homes["available"] > 0)
            & (homes["status"] == "open")
            & (homes["kind"] != "kinship")
            & (homes["kind"] != "secure")
        ]
        self._homes = {str(code): rows for code, rows in offering.groupby("authority")}
        self._kinds = dict(zip(offering["home_id"], offering["kind"], strict=True))
        self.taken: set[str] = set()
        self.agreed: set[str] = set()

    def kind(self, home_id: str) -> str:
        """Return the kind of a home on offer."""
        return str(self._kinds[home_id])

    def children(self, share: float, rng: np.random.Generator) -> list[dict[str, Any]]:
        """Return a share of the waiting children, without those a home has accepted."""
        drawn = rng.random(len(self._children)) < share
        picked = [child for child, one in zip(self._children, drawn, strict=True) if one]
        return [child for child in picked if child["child_id"] not in self.agreed]

    def homes(self, child: dict[str, Any], number: int, rng: np.random.Generator) -> list[str]:
        """Return up to so many ids of homes in her authority, or next door, which take a child like her."""
        fact = authority_facts()[child["authority"]]
        code = child["authority"] if rng.random() < 0.8 or not fact.adjacent else str(rng.choice(fact.adjacent))
        there = self._homes.get(code)
        if there is None:
            return []
        fits = there[_admits(there, child)]
        picked = rng.permutation(len(fits))[:number]
        return [str(home) for home in fits["home_id"].to_numpy()[picked]]

    def certain(self, number: int, heard: set[str], rng: np.random.Generator) -> list[tuple[str, str]]:
        """Return pairs no rule objects to: an empty local household for a single child without needs."""
        pairs: list[tuple[str, str]] = []
        for child in self.children(1.0, rng):
            there = self._homes.get(child["authority"])
            if len(pairs) == number or there is None or child["child_id"] in heard or not _simple(child):
                continue
            easy = (
                (there["kind"] == "fostering")
                & (there["residents"] == 0)
                & (there["smoker"] == "no")
                & (there["own_children_ages"] == "")
            )
            easy &= (there["run_by"] == child["authority"]) & (there["pets"] == "none") & there["available_from"].isna()
            fits = there[easy & _admits(there, child) & ~there["home_id"].isin(self.taken)]
            home = np.array([[child["latitude"], child["longitude"]]])
            near = miles_between(home, fits[["latitude", "longitude"]].to_numpy(dtype=np.float64)) < 8
            if near.any():
                found = str(fits["home_id"].to_numpy()[near][0])
                self.taken.add(found)
                self.agreed.add(str(child["child_id"]))
                pairs.append((str(child["child_id"]), found))
        return pairs


def _admits(homes: pd.DataFrame, child: dict[str, Any]) -> "pd.Series[bool]":
    low = pd.to_numeric(homes["min_age"], errors="coerce").fillna(99)
    high = pd.to_numeric(homes["max_age"], errors="coerce").fillna(0)
    fits = (low <= child["age"]) & (high >= child["age"] + 1) & homes["sex"].isin(["any", child["sex"]])
    kinds = {"fostering": "suits_foster", "residential": "suits_residential", "supported": "suits_supported"}
    wanted = [kind for kind, column in kinds.items() if child[column] in ("preferred", "suitable")]
    admitted: pd.Series[bool] = fits & homes["kind"].isin(wanted) & (homes["available"] >= 1)
    return admitted


def _simple(child: dict[str, Any]) -> bool:
    plain = (
        not child["grouped"] and child["sibling_group"] == "" and child["adaptations"] == "" and child["uasc"] == "no"
    )
    usual = (
        child["solo"] != "required"
        and child["alongside"] in ("", "any")
        and child["dolo"] == "no"
        and child["pets"] != "must"
    )
    return (
        plain
        and usual
        and child["unborn"] == "no"
        and child["needs"] in ("", "trauma")
        and child["distance_intent"] != "away"
        and child["age"] < 16
    )
