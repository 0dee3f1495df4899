"""What is compared: what the proposal does for a child, in yes and no or in a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from placements.domain.codes import Siblings
from placements.domain.stay import stay_of, togetherness
from placements.equality.characteristics import Seen
from placements.geography.grid import miles
from placements.rules.columns.position import wants_away

FAR_MILES = 20
"""The mark of the statutory return, whatever a local policy says."""


@dataclass(frozen=True)
class Outcome:
    """One outcome. `of`: the children it is asked of; `unit` is empty for yes and no; `better`: "more" or "less"."""

    name: str
    title: str
    of: str
    better: str
    unit: str = ""

    @property
    def yes_no(self) -> bool:
        """Whether it is a share of children."""
        return not self.unit


_PLACED = "children with a proposed home"
_NEAR = f"{_PLACED}, but those who are to live away"
OUTCOMES = (
    Outcome("home", "Has a proposed home", "all children", "more"),
    Outcome("stop_gap", "The home is a stop-gap", _PLACED, "less"),
    Outcome("poor", "The home is poor for the child", _PLACED, "less"),
    Outcome("shortfall", "Points short of the child's own best home", _PLACED, "less", "points"),
    Outcome("far", "More than 20 miles from home", f"{_NEAR}, where both places are known", "less"),
    Outcome("miles", "Straight-line miles from home", f"{_NEAR}, where both places are known", "less", "miles"),
    Outcome("out_of_area", "Outside the child's own authority", _NEAR, "less"),
    Outcome("together", "With all brothers and sisters in the match",
            f"{_PLACED} and brothers or sisters in the match, but those assessed as able to live apart", "more"),
    Outcome("school", "The school stays within reach", f"{_PLACED} and a school, but those not to keep it", "more"),
    Outcome("wait", "Days since referral", "children with a day of referral", "less", "days"),
)  # fmt: skip
BY_NAME = {one.name: one for one in OUTCOMES}


def outcomes_of(seen: Seen, placed: Mapping[str, Any] | None) -> dict[str, float]:
    """Return the outcomes that apply to a child; `placed` is the row of `placements`, None for a child without a home.

    `wait` is added by whoever knows the other weeks.
    """
    if placed is None:
        return {"home": 0.0}
    region, child = seen.region, seen.child
    home = region.home[placed["home_id"]]
    found = {
        "home": 1.0, "stop_gap": float(placed["stop_gap"]), "poor": float(placed["poor"]),
        "shortfall": float(placed["shortfall"]),
    }  # fmt: skip
    if not wants_away(child, stay_of(child, region.as_of).start):
        found["out_of_area"] = float(home.authority != child.authority)
        if child.position is not None and home.position is not None and not child.uasc:
            found["miles"] = miles(child.position, home.position)
            found["far"] = float(found["miles"] > FAR_MILES)
    group = region.group_of[child.child_id]
    if len(group) > 1 and togetherness(region, group) is not Siblings.MAY:
        found["together"] = float(not placed["siblings_apart"])
    if placed["school_kept"] is not None and child.keep_school is not False:
        found["school"] = float(placed["school_kept"])
    return found
