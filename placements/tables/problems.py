"""A fault in the input: where it is, what is wrong and how to mend it, without repeating the cell."""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]

FIXES = {
    "TABLE": "Add the file to the region folder; `placements demo` shows a complete one.",
    "COLUMN": "Correct the header row.",
    "ENCODING": "Save the file as CSV UTF-8.",
    "RAGGED": "Give the row as many cells as the header has; put text that holds commas in quotation marks.",
    "BLANK": "Fill in the cell; this column is required.",
    "DATE": "Write the date as 2026-11-23 or 23/11/2026.",
    "FLAG": "Write yes or no, or leave the cell blank.",
    "NUMBER": "Write figures only.",
    "WORD": "Use one of the words listed.",
    "RANGE": "Check the figure against the source.",
    "SHARES": "Write AUTHORITY=PLACES, several separated by semicolons.",
    "DUPLICATE": "Keep one of the rows, or give the other its own id.",
    "SAME_ROW": "Delete one of the two rows.",
    "UNKNOWN_AUTHORITY": "Use an ONS code that stands in authorities.csv, or add the authority there.",
    "UNKNOWN_ID": "Correct the id, or add the missing row to its own table.",
    "UNKNOWN_COLUMN": "Rename the column if it was meant to be read; it was kept out.",
    "UNKNOWN_CODE": "Use a code from the shipped list (docs/reference/tables.md); this one is not understood.",
    "FACT": "Write what docs/reference/tables.md lists for this fact; until then no rule reads the row.",
    "SEARCH": "Fill in move_agreed_on to look for a home this week; leave it blank to leave the child there.",
    "AGE_ORDER": "Swap the two ages or correct one.",
    "BIRTH": "Correct the date of birth, or mark the child as unborn.",
    "PIN": "Remove the pin, or change what forbids it.",
    "ADULT": "Every home is ruled out for the child; plan with the leaving-care team.",
    "SIBLINGS": "Check the group with the social workers.",
    "POSTCODE": "Correct the postcode or give latitude and longitude.",
    "POSITION": "Give latitude and longitude, or a postcode.",
    "CAPACITY": "Ask the provider which figure is right.",
    "DATES": "Check the two dates.",
    "REMAND_AGE": "Correct the date of birth or the legal status.",
    "RESPITE": "Give the home the child goes back to (current_home_id), or another purpose.",
    "APPROVAL": "Renew the approval or remove the row.",
    "ODD": "Check with whoever entered it.",
    "INCOMPLETE": "Fill in what the source could not hold, then remove `complete = false` from region.toml.",
    "EMPTY": "Add at least one row.",
    "EXAMPLE": "Delete the row, or leave it: rows that begin with EXAMPLE are never read.",
    "TOTAL": "Delete the row; totals do not belong in a table.",
    "HIDDEN": "Show the rows and check them; hidden rows count as well.",
    "MERGED": "Part the cells again (Merge & Center, Unmerge), so that each column has its own heading.",
    "UNKNOWN_SHEET": "Rename the sheet if it was meant to be read; it was left out.",
    "CELL_ERROR": "Correct the formula, or type the value.",
    "CELL_FORMULA": "Open the workbook in Excel, save it and send it again; or type the value.",
    "SCHEMA": "Fill in a new form: `placements template OUT.xlsx`.",
    "BOOK": "Open it in Excel and save it again as Excel Workbook (.xlsx); download or send it again.",
    "BOOK_LOCK": "Give the workbook itself: the same name without ~$ at the beginning. Close it in Excel first.",
    "BOOK_PASSWORD": "Open it in Excel, remove the password (File, Info, Protect Workbook) and save it again.",
    "BOOK_KIND": "Open it in Excel or LibreOffice and save it as Excel Workbook (.xlsx).",
    "BOOK_SIZE": "Copy the rows you need into a new workbook; the one to fill in is `placements template OUT.xlsx`.",
    "BOOK_XML": "Open it in Excel and save it again as Excel Workbook (.xlsx); ask whoever sent it how it was made.",
    "XML": "Export the return again as XML, or give its CSV files.",
    "WHOSE": "Say whose return it is with --authority (name or ONS code), or name its folder after the council.",
    "BOOK_MACROS": "Save it as Excel Workbook (.xlsx) if nobody needs the macros.",
    "BOOK_LINKS": "Check that the values are those of today, or paste them as values.",
    "RESIDENT": "Give the child a row in residents.csv with the same child_id, or clear current_home_id.",
}
"""What to do about each code."""


def ended(message: str) -> str:
    """Return a message as a sentence with its end: a question keeps its own mark."""
    return message if message.endswith("?") else f"{message}."


class Problem(NamedTuple):
    """One fault; `row` is the line in the file (the header is line 1)."""

    severity: Severity
    table: str
    row: int | None
    column: str | None
    code: str
    message: str
    fix: str

    def sentence(self) -> str:
        """Return the fault as one line."""
        place = self.table
        if self.row is not None:
            place += f" row {self.row}"
        if self.column:
            place += f" column {self.column}"
        return f"{self.severity} {self.code}: {place}: {ended(self.message)} {self.fix}"

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form (schema placements/check/1)."""
        return self._asdict()


def error(table: str, row: int | None, column: str | None, code: str, message: str) -> Problem:
    """Return an error with the fix of its code."""
    return Problem("error", table, row, column, code, message, FIXES[code])


def warning(table: str, row: int | None, column: str | None, code: str, message: str) -> Problem:
    """Return a warning with the fix of its code."""
    return Problem("warning", table, row, column, code, message, FIXES[code])


def in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems once each: errors first, then by table, row, column."""
    return sorted(
        dict.fromkeys(problems),
        key=lambda p: (p.severity, p.table, p.row or 0, p.column or "", p.code, p.message),
    )
