"""Homes and places for everybody to read.

Children's homes, supported accommodation and secure homes stand on Ofsted's register with their places. Foster and
kinship homes are families: of them only places are told, small numbers withheld. How many children live somewhere is
told for the region alone, to ten, and only where no single provider could be recognised.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from placements.domain.codes import Kind, Sector
from placements.sharing.public import MARK, REST
from placements.sharing.suppression import SMALL, Cell, Name, Tables, withheld

FAMILIES = (str(Kind.FOSTERING), str(Kind.KINSHIP))
"""Kinds whose homes are households."""
SECTORS = tuple(str(sector) for sector in Sector)
FEWEST_HOMES, FEWEST_PLACES = 3, 20
"""Homes and places from which it is told how many are lived in or free: fewer show one provider's business."""
LIVED = ("residents", "offered", "blocked")
Row = dict[str, Any]


def public_supply(supply: Mapping[str, Any], areas: Sequence[str]) -> dict[str, Any]:
    """Return homes and places, in the shape of `profile.supply`; every area of `areas` has every row."""
    homes, places = (_crossed(supply, areas, figure) for figure in ("homes", "places"))
    shown = {kind: _families(places, kind, areas) for kind in FAMILIES}
    kinds = [str(kind) for kind in Kind]
    return {
        "by_kind_and_sector": [_sector(row, shown) for row in _every_sector(supply["by_kind_and_sector"])],
        "by_kind_and_area": [
            {"kind": kind, "authority": code, "homes": _all(homes, kind, code),
             "places": shown[kind]["area", code] if kind in FAMILIES else _all(places, kind, code),
             **dict.fromkeys(LIVED, MARK)}
            for kind in kinds for code in areas
        ],
        "by_area_kind_and_sector": [
            {"authority": code, "kind": kind, "sector": sector,
             "homes": MARK if kind in FAMILIES else homes[code, kind, sector],
             "places": shown[kind]["cell", code, sector] if kind in FAMILIES else places[code, kind, sector]}
            for code in areas for kind in kinds for sector in SECTORS
        ],
        "by_grade": supply["by_grade"], "sizes": supply["sizes"], "stale": supply["stale"],
    }  # fmt: skip


def family_tables(places: Mapping[tuple[str, str, str], int], kind: str, areas: Sequence[str]) -> Tables:
    """Return the published counts of places with families of one kind, and their sums."""
    cells: dict[Name, Cell] = {
        ("cell", code, sector): Cell(places[code, kind, sector]) for code in areas for sector in SECTORS
    }
    rows = {("area", code): tuple(("cell", code, sector) for sector in SECTORS) for code in areas}
    columns = {("sector", sector): tuple(("cell", code, sector) for code in areas) for sector in SECTORS}
    cells |= {name: Cell(sum(cells[part].value for part in parts)) for name, parts in rows.items()}
    cells |= {name: Cell(sum(cells[part].value for part in parts), rounded=True) for name, parts in columns.items()}
    return Tables(cells, tuple(rows.items()) + tuple(columns.items()))


def _families(
    places: Mapping[tuple[str, str, str], int], kind: str, areas: Sequence[str]
) -> dict[Name, Any]:  # fmt: skip
    tables = family_tables(places, kind, areas)
    hidden = withheld(tables)
    return {name: MARK if name in hidden else cell.shown for name, cell in tables.cells.items()}


def _crossed(supply: Mapping[str, Any], areas: Sequence[str], figure: str) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for row in supply["by_area_kind_and_sector"]:
        found[row["authority"] if row["authority"] in areas else REST, row["kind"], row["sector"]] += row[figure]
    return found


def _all(counts: Mapping[tuple[str, str, str], int], kind: str, code: str) -> Any:
    return MARK if kind in FAMILIES else sum(counts[code, kind, sector] for sector in SECTORS)


def _every_sector(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of the region, families with every sector: no row tells that there is one family."""
    found = {(row["kind"], row["sector"]): row for row in rows}
    for kind in FAMILIES:
        for sector in SECTORS:
            nobody = {"kind": kind, "sector": sector, "homes": 0, "places": 0, **dict.fromkeys(LIVED, 0)}
            found.setdefault((kind, sector), nobody)
    return [found[key] for key in sorted(found)]


def _sector(row: Row, shown: Mapping[str, Mapping[Name, Any]]) -> Row:
    """Return a row of the region; families as their tables allow, children and free places to ten."""
    kind, few = row["kind"], row["homes"] < FEWEST_HOMES or row["places"] < FEWEST_PLACES
    family = kind in FAMILIES
    places = shown[kind]["sector", row["sector"]] if family else row["places"]
    told = not few and places != MARK and not any(1 <= row[name] <= SMALL for name in LIVED)
    return {
        "kind": kind, "sector": row["sector"], "homes": MARK if family else row["homes"], "places": places,
        **{name: Cell(row[name], rounded=True).shown if told else MARK for name in LIVED},
    }  # fmt: skip
