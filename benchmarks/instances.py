"""The regions that are measured: packaged samples, and synthetic regions made from published data."""

from dataclasses import dataclass
from pathlib import Path

from placements import api
from placements.errors import PlacementsError, UsageError

NAMES = ("small", "greater_manchester", "south_east")
SEED = 1


@dataclass(frozen=True)
class Instance:
    """A region folder, or the reason there is none."""

    name: str
    folder: Path | None
    note: str


def instance(name: str, data: Path | None, scratch: Path) -> Instance:
    """Return the packaged sample of that name, else a region synthesised into `scratch` with seed 1."""
    try:
        return Instance(name, api.sample(name), "packaged sample")
    except UsageError:
        pass
    if data is None:
        return Instance(name, None, "no packaged sample, and no --data to make it from")
    try:
        api.synthesise(name, data, SEED, scratch / name)
    except PlacementsError as fault:
        return Instance(name, None, f"no packaged sample, and it cannot be made: {fault}")
    return Instance(name, scratch / name, f"synthetic, seed {SEED}")
