"""Paths for a region without history: arrivals are this week's waiting children again, at a stated rate.

Whole sibling groups are drawn together, as many as a Poisson draw says, so that `rate` children are expected a week.
Stocks stay as they are today: without history nobody knows whether more children come than go, and the statement says
so. A child keeps the age, the sex, the authority and whether it is a move or a start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.demand.paths import AGES, EXITS, KINDS, REASONS, Arrivals, Path
from placements.domain.children import Child
from placements.domain.codes import Sex
from placements.domain.region import Region
from placements.errors import UsageError
from placements.sufficiency.donors import band_of, donors_of, wanted_of

Array = npt.NDArray[Any]


def resampled_paths(region: Region, rate: float, number: int, weeks: int, seed: int) -> tuple[Path, ...]:
    """Return paths whose arrivals are families of this week, `rate` children expected a week; raises UsageError."""
    if rate <= 0 or number < 1 or weeks < 1:
        raise UsageError("A rate of children a week, replicates and weeks are all above 0.")
    source = _Source.of(region)
    return tuple(_path(region, source, rate, n, weeks, seed) for n in range(number))


@dataclass(frozen=True)
class _Source:
    """This week's families, and the stock there is today."""

    families: tuple[tuple[Child, ...], ...]
    authorities: tuple[str, ...]
    stock: Array
    uasc: Array

    @classmethod
    def of(cls, region: Region) -> "_Source":
        families = tuple(tuple(c for _, c in family) for family in donors_of(region).families)
        waiting = {c.authority for family in families for c in family}
        codes = tuple(sorted(waiting | ({r.authority or "" for r in region.residents} & region.authority.keys())))
        stock, uasc = _today(region, codes)
        return cls(families, codes, stock, uasc)


def _today(region: Region, codes: Sequence[str]) -> tuple[Array, Array]:
    """Return residents by authority, age and kind, and how many of them are known to be unaccompanied."""
    row = {code: k for k, code in enumerate(codes)}
    stock, uasc = np.zeros((len(codes), len(AGES), len(KINDS)), dtype=np.int64), np.zeros(len(codes), dtype=np.int64)
    for person in region.living:
        home, code = region.home.get(person.home_id), person.authority
        if home is None or code not in row or person.date_of_birth is None:
            continue
        age = (region.as_of - person.date_of_birth).days / 365.25
        if age < 18:
            stock[row[code], sum(age >= start for start in (1, 5, 10, 16)), KINDS.index(str(home.kind))] += 1
            child = region.child.get(person.resident_id)
            uasc[row[code]] += child is not None and child.uasc is True
    return stock, uasc


def _path(region: Region, source: _Source, rate: float, number: int, weeks: int, seed: int) -> Path:
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))
    mean = sum(len(f) for f in source.families) / len(source.families)
    counts = rng.poisson(rate / mean, weeks)
    drawn = [(week, source.families[int(k)]) for week, n in enumerate(counts)
             for k in rng.integers(len(source.families), size=n)]  # fmt: skip
    order = {code: k for k, code in enumerate(source.authorities)}
    rows = sorted(
        (week, order[c.authority], family, c.child_id, c) for family, (week, group) in enumerate(drawn) for c in group
    )
    return _with(region, source, number, weeks, [(week, family, child) for week, _, family, _, child in rows])


def _with(
    region: Region, source: _Source, number: int, weeks: int, rows: list[tuple[int, int, Child]]
) -> Path:  # fmt: skip
    order = {code: k for k, code in enumerate(source.authorities)}
    wanted = [wanted_of(c, region) for _, _, c in rows]
    start = region.as_of - timedelta(days=region.as_of.weekday())
    numbers: dict[int, int] = {}
    shape = (weeks, len(source.authorities))
    entries, moves = np.zeros((*shape, len(AGES)), dtype=np.int64), np.zeros((*shape, len(KINDS)), dtype=np.int64)
    kinds = [_kind(region, c) if w.moving else -1 for (_, _, c), w in zip(rows, wanted, strict=True)]
    for (week, _, child), asked, kind in zip(rows, wanted, kinds, strict=True):
        if asked.moving:
            moves[week, order[child.authority], kind] += 1
        else:
            entries[week, order[child.authority], band_of(child, region)] += 1
    arrivals = Arrivals(
        week=np.array([week for week, _, _ in rows], dtype=np.int64),
        authority=np.array([order[c.authority] for _, _, c in rows], dtype=np.int64),
        born=np.array([_born(c, region, start, week) for week, _, c in rows], dtype="datetime64[D]"),
        sex=np.array(["F" if c.sex is Sex.F else "M" for _, _, c in rows], dtype="U1"),
        uasc=np.array([w.uasc for w in wanted], dtype=bool),
        reason=np.array([REASONS.index("move" if w.moving else "new") for w in wanted], dtype=np.int64),
        kind=np.array(kinds, dtype=np.int64),
        family=np.array([numbers.setdefault(f, len(numbers)) for _, f, _ in rows], dtype=np.int64),
    )
    return Path(
        number, source.authorities, np.repeat(source.stock[None], weeks + 1, axis=0),
        np.repeat(source.uasc[None], weeks + 1, axis=0), entries,
        np.zeros((*shape, len(AGES), len(EXITS)), dtype=np.int64), moves, arrivals,
    )  # fmt: skip


def _kind(region: Region, child: Child) -> int:
    home = region.home.get(child.current_home_id or "")
    return KINDS.index("other" if home is None else str(home.kind))


def _born(child: Child, region: Region, start: date, week: int) -> date:
    """Return a day of birth that makes the child as old in the week as the donor is today."""
    moved = child.date_of_birth + timedelta(days=7 * week) + (start - region.as_of)
    return min(moved, start + timedelta(days=7 * week))
