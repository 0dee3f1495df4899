"""Add councils' files to a region folder: everything or nothing, and only what `placements check` would let pass."""

from dataclasses import asdict, dataclass
from pathlib import Path

from placements.candidates.pins import pin_problems
from placements.errors import InputError, RejectedError, UsageError
from placements.forms.fault import FORM_FIXES, CellFault
from placements.forms.merging import Merged
from placements.forms.new_region import is_new, region_files
from placements.forms.new_rows import once_for_new_rows
from placements.forms.referral_rows import Referral, look_of, rows_of
from placements.forms.updates import Fault, Updates, needed_for, read_updates
from placements.forms.words import Known, known_in, known_of
from placements.policy.policy import default_policy
from placements.tables.columns import TABLES, Table
from placements.tables.problems import Problem
from placements.tables.read import Reading, read_region, read_source
from placements.tables.source import Folder
from placements.tables.workbook import looks_like_workbook
from placements.tables.writing import checked_folder, write_all

SCHEMA = "placements/add/1"
CHILDREN = "children.csv"


@dataclass(frozen=True)
class Sent:
    """A row that was sent, by file and line."""

    label: str
    line: int


@dataclass(frozen=True)
class FromPage:
    """A row of a referral page, by its number in its table from 1."""

    referral: Referral
    number: int


@dataclass
class Counts:
    """What became of the rows that were sent for one table; each row counts once."""

    updated: int = 0
    added: int = 0
    unchanged: int = 0
    refused: int = 0
    """Rows that hold an error; with any, nothing is written."""


@dataclass(frozen=True)
class Added:
    """What `add` did, or would do: counts by table, ids of new children from referrals, and every fault."""

    tables: dict[str, Counts]
    children: tuple[str, ...]
    faults: tuple[Fault, ...]
    written: bool

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; with an error nothing is written."""
        return not any(f.severity == "error" for f in self.faults)

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form (schema placements/add/1)."""
        tables = [{"table": name, **asdict(counts)} for name, counts in self.tables.items()]
        return {
            "schema": SCHEMA, "ok": self.ok, "written": self.written, "tables": tables,
            "children": list(self.children), "problems": [f.to_dict() for f in self.faults],
        }  # fmt: skip


def add(files: list[Path], to: Path, *, dry_run: bool = False) -> Added:
    """Bring a region folder up to date with files, or make a new one of a workbook.

    Raises UsageError for a path that cannot be a region folder. What is wrong with the files is in the result.
    """
    if looks_like_workbook(to) and not to.is_dir():
        raise UsageError("A workbook is not changed. Make a folder of it first: placements add IT.xlsx --to FOLDER")
    folder = checked_folder(to)
    if is_new(folder):
        return _made(files, folder, dry_run=dry_run)
    job = _Job(folder, read_updates(files))
    job.merge()
    contents = job.contents()
    job.check(contents)
    if job.ok and contents and not dry_run:
        job.unchanged_meanwhile()
        write_all(folder, contents)
        return job.result(written=True)
    return job.result(written=False)


def _made(files: list[Path], folder: Path, *, dry_run: bool) -> Added:
    """Make a region folder of one workbook; raises RejectedError if the folder would not hold the same region."""
    if len(files) != 1 or not looks_like_workbook(files[0]):
        raise UsageError("There is no region there. To make one, give one workbook: placements add IT.xlsx --to FOLDER")
    reading = read_region(files[0])
    faults = tuple(problems_of(reading))
    counts = {name: Counts(added=len(table.rows)) for name, table in reading.lines.items() if table.rows}
    if reading.region is None or any(f.severity == "error" for f in faults):
        return Added(counts, (), faults, written=False)
    contents = region_files(reading.source)
    again = read_source(Folder(folder, contents)).region
    if again is None or again.inputs != reading.region.inputs:
        raise RejectedError("The folder would not hold the same region as the workbook. Nothing was written.")
    if not dry_run:
        _make(folder, contents)
    return Added(counts, (), faults, written=not dry_run)


def _make(folder: Path, contents: dict[str, bytes]) -> None:
    there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        write_all(folder, contents)
    except OSError:
        if not there:
            folder.rmdir()
        raise


def problems_of(reading: Reading) -> list[Problem]:
    """Return everything `placements check` says of a region."""
    found = list(reading.problems)
    if reading.region is not None and (reading.region.pins or reading.region.offers):
        found += map(reading.source.worded, pin_problems(reading.region, default_policy(), reading.lines))
    return found


class _Job:
    """One run: rows are merged into the tables, then the result is checked, then it may be written."""

    def __init__(self, folder: Path, updates: Updates) -> None:
        self.folder = folder
        self.updates = updates
        self.faults: list[Fault] = list(updates.faults)
        self.merged: dict[str, Merged[Sent | FromPage]] = {}
        self.before: dict[str, bytes | None] = {}
        self.lines: dict[str, dict[int, int]] = {}
        self.children: list[str] = []

    @property
    def ok(self) -> bool:
        return not any(f.severity == "error" for f in self.faults)

    def merge(self) -> None:
        """Put every row that was sent into its table."""
        for update in self.updates.updates:
            merged = self._table(update.table, {column for _, cells in update.rows for column in cells})
            for line, cells in update.rows:
                if not set(needed_for(update.table)) <= cells.keys():
                    continue  # said when the file was read
                origin = Sent(update.label, line)
                if said := merged.take(cells, origin):
                    self._refuse(origin, said)
        if self.updates.pages:
            self._take_pages(self._known())

    def _known(self) -> Known:
        """Return what a referral page refers to in the region as it stands, which may have no children yet."""
        reading = read_region(self.folder)
        if reading.region is not None:
            return known_of(reading.region)
        settings = reading.source.settings([])
        if settings is None or any((p.table, p.row) != (CHILDREN, None) for p in reading.errors):
            said = "The region has errors of its own. Mend what `placements check` lists before adding a referral."
            raise InputError(said, reading.errors)
        return known_in(settings.as_of, {name: table.records for name, table in reading.lines.items()})

    def _take_pages(self, known: Known) -> None:
        for page in self.updates.pages:
            referral = rows_of(page, known)
            self.faults += [*page.warnings, *referral.faults]
            for name, rows in referral.rows.items():
                table = next(t for t in TABLES if t.name == name)
                merged = self._table(table, {column for row in rows for column in row.cells})
                for number, row in enumerate(rows, start=1):
                    origin = FromPage(referral, number)
                    if said := merged.take(row.cells, origin):
                        self._refuse(origin, said)
            self.children += referral.ids.values()
            new = referral.rows.get("children", [])
            groups = {row.cells.get("sibling_group", "") for row in new}
            known = known.with_more({look_of(row): row.cells["child_id"] for row in new}, groups)

    def _table(self, table: Table, columns: set[str]) -> Merged[Sent | FromPage]:
        if table.name not in self.merged:
            problems: list[Problem] = []
            data = Folder(self.folder).content(table.file)
            self.before[table.file] = data
            self.merged[table.name] = Merged.of(table, data, columns, problems)
            self.faults += problems
        return self.merged[table.name]

    def _refuse(self, origin: Sent | FromPage, said: str) -> None:
        label, line = (origin.label, origin.line) if isinstance(origin, Sent) else (origin.referral.page.name, None)
        self.faults.append(Problem("error", label, line, None, "WHICH_ROW", said, FORM_FIXES["WHICH_ROW"]))

    def contents(self) -> dict[str, bytes]:
        """Return the files that change, and remember which of their lines came from where."""
        found = {}
        for name, merged in self.merged.items():
            if merged.changed:
                found[merged.table.file], self.lines[name] = merged.written()
        return found

    def check(self, contents: dict[str, bytes]) -> None:
        """Check the region as it would be; faults of rows that were sent are named by where they were sent.

        Where a whole file or table cannot be read, what it holds would be missed everywhere else: nothing more is said.
        """
        if any(f.severity == "error" and f.row is None and not isinstance(f, CellFault) for f in self.faults):
            return
        found = problems_of(read_source(Folder(self.folder, contents)))
        for problem in once_for_new_rows(found, self._new_ids(), {t.table.file: t.ids for t in self.merged.values()}):
            name = problem.table.removesuffix(".csv")
            number = self.lines.get(name, {}).get(problem.row or 0, -1)
            origin = self.merged[name].origin.get(number) if name in self.merged else None
            if isinstance(origin, Sent):
                self.faults.append(problem._replace(table=origin.label, row=origin.line))
            elif isinstance(origin, FromPage):
                origin.referral.add_fault(problem._replace(row=origin.number), name)
                self.faults += origin.referral.faults[-1:]
            elif problem.severity == "error":
                self.faults.append(problem)

    def _new_ids(self) -> dict[tuple[str, int], str]:
        """Return the id of every row that was sent and is new, by file of the region and line there."""
        return {
            (merged.table.file, line): merged.id_of(number)
            for name, merged in self.merged.items()
            for line, number in self.lines.get(name, {}).items()
            if merged.became.get(number) == "added" and isinstance(merged.origin[number], Sent)
        }

    def unchanged_meanwhile(self) -> None:
        """Raise InputError if somebody else changed a table since it was read."""
        if any(Folder(self.folder).content(name) != data for name, data in self.before.items()):
            raise InputError("Somebody else changed the region meanwhile. Nothing was written; run it again.")

    def result(self, *, written: bool) -> Added:
        """Return what was done; faults in the order of files and lines, errors first."""
        faults = sorted(dict.fromkeys(self.faults), key=lambda f: (f.severity, f.table, f.row or 0, _cell(f), f.code))
        return Added(self._counts(), tuple(self.children) if self.ok else (), tuple(faults), written)

    def _counts(self) -> dict[str, Counts]:
        """Return what became of every row that was sent, each once."""
        tables = {update.label: update.table.name for update in self.updates.updates}
        wrong = {(f.table, f.row) for f in self.faults if f.severity == "error" and f.row and f.table in tables}
        counts = {table.name: Counts() for table in TABLES if table.name in self.merged}
        for label, _ in wrong:
            counts[tables[label]].refused += 1
        for name, merged in self.merged.items():
            for number, became in merged.became.items():
                origin = merged.origin[number]
                if isinstance(origin, FromPage) and origin.referral.errors:
                    counts[name].refused += 1
                elif isinstance(origin, FromPage) or (origin.label, origin.line) not in wrong:
                    setattr(counts[name], became, getattr(counts[name], became) + 1)
        return {name: found for name, found in counts.items() if any(asdict(found).values())}


def _cell(fault: Fault) -> str:
    return (fault.cell if isinstance(fault, CellFault) else fault.column) or ""
