"""A fault of a form: the sheet or file, the cell, what is wrong and how to mend it, without repeating the cell."""

from typing import NamedTuple

from placements.tables.problems import FIXES, Severity, ended

FORM_FIXES = {
    "FIELD": "Use the codes of the page: `placements template --referral OUT.xlsx` makes one.",
    "FORM": "Start from an empty page: `placements template --referral OUT.xlsx`.",
    "ANSWER": "Choose one of the answers in the list.",
    "BLANK": "Fill it in; this has to be known.",
    "UNKNOWN_AUTHORITY": "Choose the name from the list, or add the authority to the region first.",
    "SCHOOL": "Give the URN, or leave it blank.",
    "DUPLICATE": "Give each child a separate reference, or leave it blank.",
    "SAME_CHILD": "Ask about the child by that id; if this is another child, give that child a different reference.",
    "SCHEMA": "Copy the answers into a new page: `placements template --referral OUT.xlsx`.",
    "EMPTY": "Fill in at least what is underlined.",
    "FILE": "Check the name, and whether it is open elsewhere.",
    "WHICH_TABLE": "Name the file after its table (homes.csv), and give its columns our names.",
    "WHICH_ROW": "Send each row once; change rows that share their ids by hand.",
    "SETTINGS": "Change region.toml by hand if the name or the day should be another.",
    "SAFETY": "Give the postcode, the miles and on whose word; all three are needed to keep the child away from there.",
}
"""What to do about each code where a form says it in its own words."""


class CellFault(NamedTuple):
    """One fault; `cell` is the place on the page, such as C7 or line 7, or None where no cell of the page is meant."""

    severity: Severity
    table: str
    row: int | None
    column: str | None
    code: str
    message: str
    fix: str
    cell: str | None

    def sentence(self) -> str:
        """Return the fault as one line."""
        place = " ".join(filter(None, (self.table, self.cell, f"({self.column})" if self.column else None)))
        return f"{self.severity} {self.code}: {place}: {ended(self.message)} {self.fix}"

    def to_dict(self) -> dict[str, object]:
        """Return the JSON form: that of `placements/check/1`, and the cell."""
        return self._asdict()


def fault(
    severity: Severity,
    table: str,
    cell: str | None,
    column: str | None,
    code: str,
    message: str,
    row: int | None = None,
) -> CellFault:
    """Return a fault with the fix of its code."""
    return CellFault(severity, table, None, column, code, message, FORM_FIXES.get(code) or FIXES[code], cell)
