"""How deprived the area around a child's home is: the Index of Multiple Deprivation 2025, read where it lies.

A child's fact `imd_decile` (1 to 10) in `facts.csv` comes first. Otherwise the nearest centre of a small area (LSOA)
stands for the area a home is in. That is wrong for some homes near a boundary, which as a rule makes differences look
smaller than they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placements.domain.codes import Subject
from placements.domain.region import Region
from placements.errors import InputError
from placements.geography.grid import to_grid

FACT = "imd_decile"
INDEX = ("deprivation/imd2025_england_lsoa21.csv", ("lsoa21_code", "IMD_decile"))
CENTRES = ("geography/lsoa_latlong.csv", ("LSOACD", "latitude", "longitude"))
"""Files below `--data`, and the columns that are read."""
FARTHEST_METRES = 10_000
"""Beyond this from any centre a place is not in England, or is wrong."""
DECILES = {str(n): (n + 1) // 2 for n in range(1, 11)}
"""Fifths by tenth."""


@dataclass(frozen=True)
class Deprivation:
    """Small areas: a tree of their centres and the fifth of each, 0 for those outside England."""

    tree: Any = None
    fifths: tuple[int, ...] = ()

    def quintiles(self, region: Region) -> Mapping[str, int]:
        """Return the fifth of the area each waiting child's home is in, 1 the most deprived, where it is known."""
        said = {
            fact.id: DECILES[fact.value.strip()] for fact in region.facts
            if fact.subject is Subject.CHILD and fact.fact == FACT and fact.value.strip() in DECILES
        }  # fmt: skip
        homes = {
            child.child_id: child.position for child in region.waiting
            if child.position is not None and not child.uasc and child.child_id not in said
        }  # fmt: skip
        if self.tree is None or not homes:
            return said
        far, index = self.tree.query([(p.easting, p.northing) for p in homes.values()])
        return said | {
            child_id: self.fifths[k] for child_id, metres, k in zip(homes, far, index, strict=True)
            if metres <= FARTHEST_METRES and self.fifths[k]
        }  # fmt: skip


def read_deprivation(data: Path) -> Deprivation:
    """Return the index as published, from a folder of public data; raises InputError where a file is missing."""
    from scipy.spatial import cKDTree

    index, centres = _read(data, *INDEX), _read(data, *CENTRES)
    fifths = {str(code): DECILES.get(str(decile), 0) for code, decile in index.itertuples(index=False)}
    england_or_border = centres[centres["LSOACD"].isin(fifths) | centres["LSOACD"].str.startswith("W")]
    points = to_grid(england_or_border["latitude"].tolist(), england_or_border["longitude"].tolist())
    return Deprivation(cKDTree(points), tuple(fifths.get(code, 0) for code in england_or_border["LSOACD"]))


def _read(data: Path, name: str, columns: tuple[str, ...]) -> Any:
    import pandas as pd

    try:
        found = pd.read_csv(data / name, usecols=list(columns), dtype={columns[0]: str})
    except FileNotFoundError:
        raise InputError(f"There is no {name} in the folder given with --data.") from None
    except ValueError:
        raise InputError(f"{name} lacks one of the columns {', '.join(columns)}, or cannot be read.") from None
    return found[list(columns)]
