"""Small numbers: which cells of published tables are withheld, so that no sum gives one of them away.

Primary: a count from 1 to 5 is withheld. Secondary: further cells are withheld until an attacker who knows every
published number, every total and how totals are rounded cannot narrow any withheld cell below the whole range from
1 to 5. The attacker is a pair of integer programs for each withheld cell (scipy's HiGHS, gap 0); each further cell is
found as the cheapest change of the tables that would give the attacker the missing value (Kelly, Golden and Assad
1992; Fischetti and Salazar 1999). Withheld cells may hold any number, 0 included, so a mark says nothing by itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SMALL = 5
"""Counts from 1 to this are withheld, marked `c` as in the Department for Education's tables. OpenSAFELY takes 7."""

TOTALS_TO = 10
"""Regional totals are rounded to the nearest ten, halves up (the same tables)."""

SOLVED, IMPOSSIBLE = 0, 2
"""What scipy says of a program it has solved, and of one without a solution."""

_DEAR = {"count": 1.0, "zero": 50.0, "total": 500.0}
"""What it costs to withhold a cell: a count first, a nought or a regional total last."""


@dataclass(frozen=True)
class Cell:
    """One published number: exact, or a total rounded to tens."""

    value: int
    rounded: bool = False

    @property
    def shown(self) -> int:
        """The number as it would be published."""
        return (self.value + TOTALS_TO // 2) // TOTALS_TO * TOTALS_TO if self.rounded else self.value

    @property
    def range(self) -> tuple[int, int]:
        """What a reader of the published number knows: the least and the most it can be.

        A number from 1 to SMALL is never published, so that a total shown as 0 is 0 and one shown as 10 is 6 or more.
        """
        if not self.rounded or self.shown == 0:
            return self.shown, self.shown
        return max(SMALL + 1, self.shown - TOTALS_TO // 2), self.shown + TOTALS_TO // 2 - 1


Name = tuple[str, ...]


@dataclass(frozen=True)
class Tables:
    """Cells by name, and the sums that hold among them: a total, its parts; a part may stand several times.

    Which rows a table has must not depend on what is counted: a row that stands only where there is a child tells so.
    `unseen`: cells nobody publishes, such as all children without a need; they are protected where they are small.
    """

    cells: Mapping[Name, Cell]
    sums: tuple[tuple[Name, tuple[Name, ...]], ...]
    unseen: frozenset[Name] = frozenset()


def withheld(tables: Tables) -> frozenset[Name]:
    """Return the cells to withhold."""
    primary = frozenset(name for name, cell in tables.cells.items() if 1 <= cell.value <= SMALL)
    chosen = primary
    while weak := exposed(tables, chosen):
        chosen |= {name for cell, goal in weak for name in _needed(tables, chosen, cell, goal)}
    for name in sorted(chosen - primary, key=lambda n: (-tables.cells[n].value, n)):
        if not exposed(tables, chosen - {name}):
            chosen -= {name}
    return chosen - tables.unseen


def exposed(tables: Tables, chosen: frozenset[Name]) -> list[tuple[Name, int]]:
    """Return each withheld cell an attacker can narrow, with the value he can exclude: 1 or SMALL."""
    attacker, possible, weak = _Program(tables, chosen), set[tuple[Name, int]](), []
    for name in sorted(chosen):
        for goal, low, high in ((1, 0, 1), (SMALL, SMALL, None)):
            if (name, goal) not in possible:
                believed = attacker.believed(name, low, high)
                if believed is None:
                    weak.append((name, goal))
                else:  # One set of tables an attacker must allow often shows what many cells can be.
                    possible |= {(n, 1) for n in chosen if believed[n] <= 1}
                    possible |= {(n, SMALL) for n in chosen if believed[n] >= SMALL}
    return weak


def _needed(tables: Tables, chosen: frozenset[Name], cell: Name, goal: int) -> Iterable[Name]:
    return _Program(tables, chosen).cheapest(cell, goal)


class _Program:
    """The published tables as an integer program; every cell a whole number from 0."""

    def __init__(self, tables: Tables, chosen: frozenset[Name]) -> None:
        import numpy as np

        self.names, self.hidden, self.tables = sorted(tables.cells), chosen | tables.unseen, tables
        self.column = {name: k for k, name in enumerate(self.names)}
        self.most = 10 * SMALL + 2 * sum(cell.value for cell in tables.cells.values())
        rows = [[(total, 1.0), *((part, -1.0) for part in parts)] for total, parts in tables.sums]
        self.matrix = np.zeros((len(rows), len(self.names)))
        for i, row in enumerate(rows):
            for name, factor in row:
                self.matrix[i, self.column[name]] += factor
        self.nought = np.zeros(len(rows))

    def believed(self, name: Name, low: int, high: int | None) -> dict[Name, int] | None:
        """Return tables the attacker must allow with the cell in this range, or None where there are none."""
        bounds = [(0, self.most) if n in self.hidden else self.tables.cells[n].range for n in self.names]
        bounds[self.column[name]] = (low, self.most if high is None else high)
        found = self._solve([0.0] * len(self.names), self.matrix, bounds)
        return None if found is None else {n: round(v) for n, v in zip(self.names, found, strict=True)}

    def cheapest(self, name: Name, goal: int) -> list[Name]:
        """Return the cells to withhold as well so that `name` could be `goal`: the cheapest change of the tables."""
        import numpy as np

        size, cells = len(self.names), [self.tables.cells[n] for n in self.names]
        # Columns: the tables an attacker could believe, then by how much each published cell rises or falls in them.
        bounds: list[tuple[int, int]] = [(0, self.most)] * size
        bounds[self.column[name]] = (goal, self.most) if goal > 1 else (0, goal)
        free = np.array([n in self.hidden for n in self.names])
        price = np.where(free, 0.0, [_DEAR["total" if c.rounded else "count" if c.value else "zero"] for c in cells])
        moves = np.hstack([np.eye(size), -np.eye(size), np.eye(size)])
        matrix = np.vstack([np.hstack([self.matrix, np.zeros((len(self.matrix), 2 * size))]), moves])
        ranges = np.array([c.range for c in cells], dtype=float)
        low = np.concatenate([self.nought, np.where(free, 0.0, ranges[:, 0])])
        high = np.concatenate([self.nought, np.where(free, np.inf, ranges[:, 1])])
        found = self._solve([0.0] * size + [*price, *price], matrix, bounds + [(0, self.most)] * (2 * size), low, high)
        if found is None:
            raise ArithmeticError("a number cannot be hidden even where every other is withheld")
        moved = found[size : 2 * size] + found[2 * size :]
        return [n for n, change in zip(self.names, moved, strict=True) if change > 0.5 and n not in self.hidden]

    def _solve(
        self, cost: list[float], matrix: Any, bounds: list[tuple[int, int]], low: Any = None, high: Any = None
    ) -> Any:
        """Return the best whole numbers, or None where there are none; raises ArithmeticError if the solver fails."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        limits = LinearConstraint(matrix, self.nought if low is None else low, self.nought if high is None else high)
        found = milp(
            cost, constraints=limits, integrality=[1] * len(cost), options={"mip_rel_gap": 0.0},
            bounds=Bounds([low for low, _ in bounds], [high for _, high in bounds]),
        )  # fmt: skip
        if found.status not in (SOLVED, IMPOSSIBLE):
            raise ArithmeticError(f"the audit of small numbers did not end: {found.message}")
        return found.x
