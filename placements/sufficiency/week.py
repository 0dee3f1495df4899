"""The region of one replicate-week: the children a path says need a home in it, and the homes there would be then.

It is a region like any other, so the same rules, rows and solver apply, as the law stands on its Monday. Each child
needs a home within the week. What happened to children of the weeks before is not carried over: a week is looked at by
itself, with as many places taken as the path has children more in homes than today.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.demand.paths import KINDS, REASONS, Arrivals, Path, age_band
from placements.domain.codes import Kind, Subject
from placements.domain.region import Region
from placements.sufficiency.arriving import Arriving
from placements.sufficiency.donors import Wanted, donors_of
from placements.sufficiency.supply import MOVED, Cell, Supply
from placements.units import age_on

Array = npt.NDArray[Any]
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Moment:
    """What a path says of one week: who arrives, and how many more children live in each kind than today."""

    number: int
    week: int
    authorities: tuple[str, ...]
    arrivals: Arrivals
    more: Array
    """Shape (authorities, kinds)."""

    @property
    def children(self) -> int:
        """How many children need a home."""
        return len(self.arrivals.week)


def moment_of(path: Path, week: int) -> Moment:
    """Return one week of a path (0 is the first)."""
    more = (path.stock[week] - path.stock[0]).sum(axis=1)
    return Moment(path.number, week, path.authorities, path.arrivals.in_week(week), more)


def monday_of(region: Region, week: int) -> date:
    """Return the day a week is looked at: its Monday, and in the first week today."""
    monday = region.as_of - timedelta(days=region.as_of.weekday()) + week * WEEK
    return max(monday, region.as_of)


def week_region(region: Region, path: Path, week: int, supply: Supply, draw: str) -> Region:
    """Return the region of one week of a path; `draw` keys what is drawn, and the path's number and week join it."""
    return region_at(region, moment_of(path, week), supply, draw)


def region_at(region: Region, moment: Moment, supply: Supply, draw: str) -> Region:
    """Return the region of a moment: its children, their records, and the homes there would be."""
    day = monday_of(region, moment.week)
    rows = supply.rows_on(day, more_by_cell(moment), f"{draw} {moment.number}")
    key = (moment.number, moment.week)
    seed = int.from_bytes(f"{draw} arrivals".encode(), "big")
    rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=key))
    arriving = Arriving(region, donors_of(region), day, rng)
    for family, wanted, born in families_of(moment, day):
        arriving.add(f"W{moment.week}-{family}", wanted, born)
    found: dict[str, Any] = {name: tuple(records) for name, records in arriving.records.items()}
    found["facts"] = (*(f for f in region.facts if f.subject is not Subject.CHILD), *arriving.facts)
    found["children"], found["homes"] = tuple(arriving.children), (*rows.homes, *arriving.kin)
    found["vacancies"], found["residents"] = rows.vacancies, rows.residents
    return replace(region, as_of=day, offers=(), pins=(), assessments=(), canonical=str, **found)


def more_by_cell(moment: Moment) -> dict[Cell, int]:
    """Return how many children more than today live in each kind, by the authority that looks after them."""
    found = {}
    for k, word in enumerate(KINDS):
        if word in MOVED:
            for a, code in enumerate(moment.authorities):
                if moment.more[a, k]:
                    found[Kind(word), code] = int(moment.more[a, k])
    return found


def families_of(moment: Moment, day: date) -> Iterator[tuple[int, tuple[Wanted, ...], tuple[date, ...]]]:
    """Yield the families that arrive, in order: a number, what is known of each child, and the days of birth."""
    arrivals = moment.arrivals
    born = arrivals.born.astype("datetime64[D]").astype(object)
    bands = age_band(np.array([age_on(b, day) for b in born], dtype=np.int64)) if len(born) else born
    rows: dict[int, list[int]] = {}
    for i, family in enumerate(arrivals.family.tolist()):
        rows.setdefault(family, []).append(i)
    for family, members in rows.items():
        wanted = tuple(
            Wanted(
                moment.authorities[int(arrivals.authority[i])], int(bands[i]), str(arrivals.sex[i]) == "F",
                bool(arrivals.uasc[i]), REASONS[int(arrivals.reason[i])] == "move",
            )
            for i in members
        )  # fmt: skip
        yield family, wanted, tuple(born[i] for i in members)
