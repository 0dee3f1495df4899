"""Put rows into a region folder: by id, all files together or none, and nothing lost that was typed there.

A row with the same id is brought up to date: what the source says replaces the cell, what it cannot hold stays. Other
rows, columns nobody knows and other tables are left alone. Rows stand in the order of their ids.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from placements.errors import InputError
from placements.imports.account import Account, Written
from placements.imports.refusals import COLUMNS as REFUSAL_COLUMNS
from placements.imports.settings_text import settings_text
from placements.tables.columns import TABLES
from placements.tables.problems import Problem, error
from placements.tables.text import decode
from placements.tables.writing import checked_folder, write_all

_TABLES = {table.name: table for table in TABLES}
_KEYS = {"facts": ("subject", "id", "fact"), "contacts": ("child_id", "person")}
"""What makes a row the same row in tables whose ids may repeat."""
_EXACT = frozenset({"", "exact", "sector"})

Row = dict[str, str]


@dataclass(frozen=True)
class Update:
    """Rows for one table and how they meet rows of the same id.

    `weak` columns fill blanks only; `joined` columns hold several codes: those listed are the source's to add or take
    away, any other stays; with `place` an approximate position never replaces a better one.
    """

    table: str
    rows: Sequence[Row]
    weak: frozenset[str] = frozenset()
    joined: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place: bool = False
    only_new: bool = False

    def meet(self, old: Row, new: Row) -> Row:
        """Return a row of the region brought up to date."""
        if self.only_new:
            return old
        row = _placed(old, new) if self.place else dict(old)
        for name, cell in new.items():
            if name in self.joined:
                kept = [code for code in _codes(old.get(name, "")) if code not in self.joined[name]]
                row[name] = ";".join(dict.fromkeys([*kept, *_codes(cell)]))
            elif cell and not (name in self.weak and old.get(name)) and name not in _PLACE * self.place:
                row[name] = cell
        return row


_PLACE = ("latitude", "longitude", "located", "postcode")


def _placed(old: Row, new: Row) -> Row:
    """Return the old row with the better of two positions: degrees, then postcode, then the middle of an area."""
    degrees = bool(old.get("latitude") and old.get("longitude"))
    good = (degrees and old.get("located", "") in _EXACT) or bool(old.get("postcode") and not degrees)
    if good and not new.get("postcode"):
        return dict(old)
    if new.get("postcode") or new.get("latitude"):
        kept = {} if not (degrees and good) else {name: old.get(name, "") for name in _PLACE[:3]}
        return {**old, **{name: new.get(name, "") for name in _PLACE}, **kept}
    return dict(old)


def _codes(cell: str) -> list[str]:
    return [code.strip() for code in cell.split(";") if code.strip()]


class RegionFiles:
    """A region folder that is there, or is to be made; raises UsageError for a path that cannot be one."""

    def __init__(self, folder: Path) -> None:
        self.folder = checked_folder(folder)
        self.complete = True
        self.refusals_file = ""
        self._read: dict[str, tuple[list[str], list[Row]]] = {}

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table as they stand; raises InputError if they cannot be read."""
        if table not in self._read:
            self._read[table] = self._table(table)
        return self._read[table][1]

    def ids(self, table: str) -> frozenset[str]:
        """Return the ids of a table of the region, which may not be there yet."""
        (key,) = _key(table)
        return frozenset(row[key] for row in self.rows(table))

    def write(
        self, source: str, updates: Sequence[Update], accounts: Sequence[Account], *, as_of: date | None,
        day_of_source: date | None = None, besides: Mapping[str, bytes] = MappingProxyType({}),
    ) -> list[Written]:  # fmt: skip
        """Write the tables, region.toml and the list of refusals together; nothing is written if one cannot be.

        `besides` are whole files in folders of the region, by their path in it; they replace what stands there.
        """
        folders = {(self.folder / name).parent for name in besides} - {self.folder}
        contents: dict[str, bytes] = dict(besides)
        written = []
        for update in updates:
            contents[f"{update.table}.csv"], found = self._merged(update)
            written.append(found)
        toml = self.folder / "region.toml"
        before = toml.read_bytes() if toml.is_file() else None
        marks = before is None or any(w.added for w in written if w.table in ("homes", "children"))
        contents["region.toml"], self.complete = settings_text(before, as_of, day_of_source, incomplete=marks)
        self.refusals_file = f"refused-{source}.csv"
        refusals = sorted(refusal for account in accounts for refusal in account.refused)
        contents[self.refusals_file] = csv_bytes(REFUSAL_COLUMNS, [refusal.cells() for refusal in refusals])
        for folder in (self.folder, *sorted(checked_folder(folder) for folder in folders)):
            folder.mkdir(parents=True, exist_ok=True)
        write_all(self.folder, contents)
        return written

    def _merged(self, update: Update) -> tuple[bytes, Written]:
        key = _key(update.table)
        rows = {tuple(row[name] for name in key): row for row in self.rows(update.table)}
        before = dict(rows)
        for new in update.rows:
            identity = tuple(new[name] for name in key)
            rows[identity] = update.meet(rows[identity], new) if identity in before else new
        header = list(dict.fromkeys([*self._read[update.table][0], *(name for new in update.rows for name in new)]))
        changed = sum(rows[identity] != row for identity, row in before.items())
        added = len(rows) - len(before)
        content = csv_bytes(header, [rows[identity] for identity in sorted(rows)])
        return content, Written(update.table, added, changed, len(before) - changed)

    def _table(self, name: str) -> tuple[list[str], list[Row]]:
        """Return the header and rows of a table of the region; the columns of the contract if it is not there."""
        path = self.folder / f"{name}.csv"
        if not path.is_file():
            return list(_TABLES[name].columns), []
        problems: list[Problem] = []
        text = decode(path.name, path.read_bytes(), problems) or ""
        lines = [cells for cells in csv.reader(io.StringIO(text, newline="")) if any(cell.strip() for cell in cells)]
        header, *rest = [[cell.strip() for cell in cells] for cells in lines] or [[]]
        for number, cells in enumerate(rest, start=2):
            if len(cells) != len(header):
                problems.append(error(path.name, number, None, "RAGGED", "the row has more or fewer cells than names"))
        rows = [dict(zip(header, cells, strict=False)) for cells in rest]
        _keyed(path.name, name, header, rows, problems)
        if any(problem.severity == "error" for problem in problems):
            raise InputError("The region has to be mended before anything is added to it.", tuple(problems))
        return header, rows


def _keyed(file: str, table: str, header: list[str], rows: list[Row], problems: list[Problem]) -> None:
    key = _key(table)
    for column in key:
        if column not in header or header.count(column) > 1:
            problems.append(error(file, 1, column, "COLUMN", "the required column is missing or occurs twice"))
            return
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(rows, start=2):
        identity = tuple(row.get(column, "") for column in key)
        if table in _KEYS or identity not in seen:
            seen.add(identity)
        else:
            problems.append(error(file, number, key[-1], "DUPLICATE", "the id stands in the file already"))


def _key(table: str) -> tuple[str, ...]:
    return _KEYS.get(table) or _TABLES[table].key


def csv_bytes(header: Sequence[str], rows: Sequence[Row]) -> bytes:
    """Return rows as the bytes of a CSV file, the same on every computer; cells a row lacks are blank."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode("utf-8")
