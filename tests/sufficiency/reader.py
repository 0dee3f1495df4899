"""Somebody who reads the public tables of children, and works out which numbers each withheld one can be.

Written from the notes on the page, not from the code that withholds: an integer program over every sum a reader knows
to hold (scipy.optimize.milp), asked of each number from 1 to 5 by itself.
"""

from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MARK = "c"
MOST = 10_000
WEIGHTS = {"2": 2, "3": 3, "4 or more": 4}


class Reader:
    """All that a reader of `needs` knows: what each number can be, and how they add up."""

    def __init__(self, needs: dict[str, Any]) -> None:
        self.low: dict[str, int] = {}
        self.high: dict[str, int] = {}
        self.hidden: list[str] = []
        self.equal: list[dict[str, int]] = []
        self.below: list[dict[str, int]] = []
        self._read(needs)

    def _region(self, name: str, shown: Any) -> None:
        """A count of the whole region: to ten, and never from 1 to 5."""
        known = (0, MOST) if shown == MARK else (max(6, shown - 5), shown + 4) if shown else (0, 0)
        self._add(name, shown, known)

    def _exact(self, name: str, shown: Any) -> None:
        self._add(name, shown, (0, MOST) if shown == MARK else (shown, shown))

    def _add(self, name: str, shown: Any, known: tuple[int, int]) -> None:
        self.low[name], self.high[name] = known
        if shown == MARK:
            self.hidden.append(name)

    def _read(self, needs: dict[str, Any]) -> None:
        self._region("all", needs["children"])
        for table in ("by_age", "by_class", "by_sex", "by_kind"):
            for key, shown in needs[table].items():
                self._region(f"{table} {key}", shown)
            self.equal.append({"all": 1, **{f"{table} {key}": -1 for key in needs[table]}})
        some = {
            **needs["by_need"],
            **{f: needs[f] for f in ("uasc", "disability", "adaptations")},
            **needs["not_known"],
        }
        for key, shown in some.items():
            self._region(f"some {key}", shown)
            self.below.append({"all": 1, f"some {key}": -1})
        for size, shown in needs["sibling_groups"].items():
            self._region(f"groups {size}", shown)
        self.below.append({"all": 1, **{f"groups {size}": -n for size, n in WEIGHTS.items()}})
        for code, shown in needs["by_authority"].items():
            self._exact(f"of {code}", shown)
        self.equal.append({"all": 1, **{f"of {code}": -1 for code in needs["by_authority"]}})
        for row in needs["by_authority_and_age"]:
            self._exact(f"{row['authority']} {row['age']}", row["children"])
        for code in needs["by_authority"]:
            self.equal.append({f"of {code}": 1, **{f"{code} {age}": -1 for age in needs["by_age"]}})
        for age in needs["by_age"]:
            self.equal.append({f"by_age {age}": 1, **{f"{code} {age}": -1 for code in needs["by_authority"]}})

    def narrowed(self) -> list[tuple[str, int]]:
        """Return each withheld number with a value from 1 to 5 the reader can exclude."""
        names = list(self.low)
        column = {name: k for k, name in enumerate(names)}
        rows = np.zeros((len(self.equal) + len(self.below), len(names)))
        for i, row in enumerate([*self.equal, *self.below]):
            for name, factor in row.items():
                rows[i, column[name]] = factor
        ends = np.array([0.0] * len(self.equal) + [np.inf] * len(self.below))
        sums = LinearConstraint(rows, np.zeros(len(rows)), ends)
        low, high = (np.array([known[n] for n in names], dtype=float) for known in (self.low, self.high))
        found = []
        for name in self.hidden:
            for value in range(1, 6):
                at_least, at_most = low.copy(), high.copy()
                at_least[column[name]] = at_most[column[name]] = value
                answer = milp(np.zeros(len(names)), constraints=sums, integrality=np.ones(len(names)),
                              bounds=Bounds(at_least, at_most))  # fmt: skip
                assert answer.status in (0, 2), answer.message
                if answer.status == 2:
                    found.append((name, value))
        return found
