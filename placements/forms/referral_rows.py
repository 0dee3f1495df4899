"""Answers of a referral page to rows of our tables, as text, each cell with its place on the page."""

from dataclasses import dataclass, field
from itertools import count

from placements.forms.answers import Page
from placements.forms.fault import CellFault, fault
from placements.forms.merging import meant
from placements.forms.page import FIELDS, SHARED, Field
from placements.forms.words import Known, Look, read_answer
from placements.tables.problems import Problem
from placements.tables.source import folded

NEW = "NEW-"
GROUP = "NEW-GROUP-"
FAMILY = "family"
"""Whom family time is with where the page does not say."""
_SEVERAL = ("needs", "languages", "adaptations")


@dataclass
class PageRow:
    """One row for one table: its cells, and where on the page each was written."""

    child: int
    number: int
    """Which of several questions of a kind it answers: family time 1 or 2."""
    cells: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)

    def put(self, column: str, text: str, place: str) -> None:
        """Set a cell; columns that take several codes gather them."""
        if column in _SEVERAL and self.cells.get(column):
            text = ";".join(filter(None, (self.cells[column], text)))
        if text:
            self.cells[column] = text
        self.places[column] = place


@dataclass
class Referral:
    """The rows of a page by table, the ids of its children by their number, and what is wrong or was assumed."""

    page: Page
    ids: dict[int, str] = field(default_factory=dict)
    rows: dict[str, list[PageRow]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)

    @property
    def errors(self) -> tuple[CellFault, ...]:
        """What has to be mended."""
        return tuple(f for f in self.faults if f.severity == "error")

    def add_fault(self, problem: Problem, table: str) -> None:
        """Add a problem of one of its rows, which is named by its number from 1, at the cell it comes from."""
        row = self.rows[table][(problem.row or 1) - 1]
        question = _question(table, problem.column, row)
        place = row.places.get(problem.column or "")
        if place is None and question is not None:
            place = self.page.place(row.child, question.code)
        if place is not None and any(f.cell == place and f.severity == "error" for f in self.faults):
            return  # what is wrong with this cell has been said
        code, message = problem.code, problem.message
        if code == "BLANK":
            code = "SAFETY" if table == "safety_areas" else code
            message = (
                "the date of birth, or the age, is missing" if problem.column == "date_of_birth" else "it is missing"
            )
        if place is None or problem.code == "BLANK":
            message = f"child {row.child}: {message}"
        said = question.code if question else problem.column
        self.faults.append(fault(problem.severity, self.page.name, place, said, code, message))


def _question(table: str, column: str | None, row: PageRow) -> Field | None:
    """Return the question that fills a column of a row."""
    if table == "facts":
        return next((f for f in FIELDS if f.standard == row.cells["fact"]), None)
    of_column = (f for f in FIELDS if f.table == table and (f.column or f.code) == column)
    return next((f for f in of_column if f.number == row.number), None)


def rows_of(page: Page, known: Known) -> Referral:
    """Return the rows of a page; what cannot be understood is in `faults`, by cell."""
    found = Referral(page)
    if not page.children:
        found.faults.append(fault("error", page.name, None, None, "EMPTY", "no question is answered"))
        return found
    _name_children(found, known)
    group = next(f"{GROUP}{n}" for n in count(1) if f"{GROUP}{n}" not in known.groups)
    for child, child_id in found.ids.items():
        row = PageRow(child, 1, {"child_id": child_id})
        if len(found.ids) > 1:
            row.cells["sibling_group"] = group
        found.rows.setdefault("children", []).append(row)
        for question in FIELDS:
            _take(question, row, found, known)
        _not_there_yet(row, found, known)
    return found


def _not_there_yet(row: PageRow, found: Referral, known: Known) -> None:
    """Refuse a child without a reference who is in the region already; the same page may have been added before."""
    same = known.looks.get(look_of(row))
    if same and found.ids[row.child].startswith(NEW):
        place = found.page.place(row.child, "date_of_birth")
        said = f"child {row.child} is in the region already, as {same}: authority, birth, sex and postcode are the same"
        found.faults.append(fault("error", found.page.name, place, "child_id", "SAME_CHILD", said))


def look_of(row: PageRow) -> Look:
    """Return what tells a child of a page from others where there is no reference."""
    cells = row.cells
    born = meant("date", cells.get("date_of_birth", ""))
    return cells.get("authority", ""), born, cells.get("sex", ""), folded(cells.get("postcode", ""))


def _name_children(found: Referral, known: Known) -> None:
    """Give each child her own reference, or the next NEW-n that nobody has."""
    page, taken = found.page, set(known.ids)
    numbers = page.children
    shared = page.answers.get(SHARED, {}).get("child_id")
    own = {n: page.answers.get(n, {}).get("child_id") or (shared if len(numbers) == 1 else None) for n in numbers}
    for written in own.values():
        if written and written.text in taken:
            said = "a child or resident of this id is there already"
            found.faults.append(fault("error", page.name, written.cell, "child_id", "DUPLICATE", said))
        taken |= {written.text} if written else set()
    if shared and len(numbers) > 1:
        said = "a reference belongs to one child, not to all of them"
        found.faults.append(fault("error", page.name, shared.cell, "child_id", "DUPLICATE", said))
    free = (f"{NEW}{n}" for n in count(1) if f"{NEW}{n}" not in taken)
    found.ids = {n: written.text if written else next(free) for n, written in own.items()}


def _take(question: Field, row: PageRow, found: Referral, known: Known) -> None:
    """Put a child's answer to one question into the rows it belongs to."""
    page = found.page
    written = page.answer(row.child, question)
    if written is None or question.code == "child_id":
        return
    if question.code == "age" and "date_of_birth" in row.places:
        said = "the date of birth is given; the age was not used"
        found.faults.append(fault("warning", page.name, written.cell, question.code, "ODD", said))
        return
    read = read_answer(question, written.text, known, found.ids)
    if read.code:
        found.faults.append(fault(read.severity, page.name, written.cell, question.code, read.code, read.message))
        if read.severity == "error":
            row.places[question.column or question.code] = written.cell
    for table, column, text in read.cells:
        target = row if table == "children" else _row_of(table, question, column, row.child, found)
        target.put("value" if table == "facts" else column, text, written.cell)


def _row_of(table: str, question: Field, column: str, child: int, found: Referral) -> PageRow:
    """Return the row of another table this answer belongs to; the first answer makes it."""
    rows = found.rows.setdefault(table, [])
    fact = question.standard if table == "facts" else ""
    row = next(
        (r for r in rows if r.child == child and r.number == question.number and r.cells.get("fact", "") == fact), None
    )
    if row is None:
        child_id = found.ids[child]
        given = {
            "facts": {"subject": "child", "id": child_id, "fact": fact},
            "contacts": {"child_id": child_id, "person": FAMILY},
        }
        row = PageRow(child, question.number, given.get(table, {"child_id": child_id}))
        rows.append(row)
    return row
