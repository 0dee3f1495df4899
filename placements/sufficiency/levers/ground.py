"""What a scenario is run on where demand is fitted: the simulator, and fingerprints that say when the data changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path as FilePath

from placements.demand.fit import fit_published
from placements.demand.model import Demand
from placements.demand.national import FILES as NATIONAL
from placements.demand.paths import Change, Path
from placements.demand.population import FILES as POPULATION
from placements.demand.published import FILES as PUBLISHED
from placements.demand.simulate import simulate
from placements.sufficiency.levers.run import Ground

FITTED = "Demand is fitted to published tables of whole authorities. What a lever does there is a study's figure."


@dataclass(frozen=True)
class Simulator:
    """The paths of fitted demand over so many weeks; it can be sent to another process."""

    demand: Demand
    weeks: int

    def __call__(self, numbers: Sequence[int], changes: tuple[Change, ...]) -> list[Path]:
        """Return the paths of some numbers under some changes."""
        return [simulate(self.demand, number, self.weeks, changes) for number in numbers]


def ground_of_published(
    data: FilePath, authorities: Sequence[str], as_of: date, seed: int, *, name: str, area: str | None = None,
    notes: Sequence[str] = (),
) -> Ground:  # fmt: skip
    """Return the ground of some authorities, fitted to the published tables under `data`; raises InputError.

    `area` is the fingerprint of the region's rows; without it, of the authorities alone.
    """
    demand = fit_published(data, authorities, as_of, seed)
    return Ground(
        name,
        tuple(demand.authorities),
        as_of,
        partial(Simulator, demand),
        area or hashlib.sha256(" ".join(sorted(authorities)).encode()).hexdigest(),
        fingerprint(data),
        (FITTED, *notes),
    )


def fingerprint(data: FilePath) -> str:
    """Return the fingerprint of the published tables demand is fitted to."""
    found = hashlib.sha256()
    for name in sorted({*PUBLISHED, *POPULATION, *NATIONAL}):
        found.update(name.encode() + hashlib.sha256((data / name).read_bytes()).digest())
    return found.hexdigest()
