"""Somebody who reads only what is published, and works out what each withheld number can be.

Written from the published page's own words, not from the code that withholds: continuous linear programming over
every sum a reader knows to hold (scipy.optimize.linprog).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import linprog

MARK = "c"
STATES = ("placed", "without")


def intervals(published: dict[str, Any]) -> Iterator[tuple[str, float, float]]:
    """Yield each withheld number with the least and the most it can be."""
    names, bounds, equal, at_least = _known(published)
    column = {name: k for k, name in enumerate(names)}
    most = 1e4
    limits = [(low, most if high is None else high) for low, high in bounds]

    def rows(sums: list[dict[str, float]]) -> Any:
        table = np.zeros((len(sums), len(names)))
        for i, parts in enumerate(sums):
            for name, factor in parts.items():
                table[i, column[name]] = factor
        return table

    a_eq, a_ub = rows(equal), -rows(at_least)
    for name, (_, high) in zip(names, bounds, strict=True):
        if high is None:
            ends = []
            for sign in (1.0, -1.0):
                cost = np.zeros(len(names))
                cost[column[name]] = sign
                found = linprog(cost, A_eq=a_eq, b_eq=np.zeros(len(equal)), A_ub=a_ub, b_ub=-np.ones(len(at_least)),
                                bounds=limits)  # fmt: skip
                assert found.status == 0, found.message
                ends.append(sign * found.fun)
            yield name, ends[0], ends[1]


def _known(published: dict[str, Any]) -> Any:
    """Return cells, their ranges (None above: withheld), sums that are 0, and sums that are at least 1."""
    cells: dict[str, tuple[float, float | None]] = {}
    equal: list[dict[str, float]] = []
    at_least: list[dict[str, float]] = []
    for state in STATES:
        cells[f"total {state}"] = _rounded(published["totals"][state])
        for table in ("by_class", "by_authority"):
            names = {f"{table} {row['name']} {state}": row[state] for row in published[table]}
            cells |= {name: _exact(value) for name, value in names.items()}
            equal.append({f"total {state}": 1.0, **dict.fromkeys(names, -1.0)})
    kinds = {f"by_kind {row['name']}": row["placed"] for row in published["by_kind"]}
    cells |= {name: _exact(value) for name, value in kinds.items()}
    equal.append({"total placed": 1.0, **dict.fromkeys(kinds, -1.0)})
    cells["total children"] = _rounded(published["totals"]["children"])
    equal.append({"total children": 1.0, "total placed": -1.0, "total without": -1.0})
    if published["means"]["weekly_cost"] != MARK:
        # A mean is over ten children or more: the reader knows ten tenths of that, one row scaled to 1.
        at_least.append({"total placed": 0.1})
    return list(cells), list(cells.values()), equal, at_least


def _exact(value: Any) -> tuple[float, float | None]:
    return (0, None) if value == MARK else (value, value)


def _rounded(value: Any) -> tuple[float, float | None]:
    """A number from 1 to 5 would be withheld, so a total of 0 is 0 and one of 10 is 6 or more."""
    if value == MARK:
        return 0, None
    return (max(6, value - 5), value + 4) if value else (0, 0)
