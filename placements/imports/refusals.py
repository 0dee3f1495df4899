"""Why a row of somebody's file was not taken: a code, what it means and what to do; never what stood in the row."""

from typing import NamedTuple

REASONS: dict[str, tuple[str, str]] = {
    "AFTER": (
        "the day lies after the end of the year the return is for",
        "Correct the date; if the year of the file was taken wrongly, put it in the name of the file (2025-26).",
    ),
    "AGENCY": ("it is an agency, not a home", "Ask the agency for its households; they go into homes.csv."),
    "BLANK": ("a cell that is needed is blank", "Fill it in, or leave the row out."),
    "CELL_ERROR": (
        "a cell holds an error such as #N/A, or a formula that was never worked out",
        "Correct the cell, or type the value; then save the workbook in Excel.",
    ),
    "CLOSED": ("it has closed", "Nothing to do. A home the region holds already is marked as closed."),
    "CONFLICT": (
        "another row of the same return says otherwise of the same child, or of the same day",
        "Correct the return: keep one of the rows.",
    ),
    "DATE": ("the date cannot be read", "Write it as 2026-11-23 or 23/11/2026."),
    "ELSEWHERE": ("it stands outside the area asked for", "Nothing to do, or ask for a wider area with --only."),
    "ENDS_FIRST": ("it ends before it begins", "Correct one of the two dates."),
    "NUMBER": ("the number cannot be read", "Write a whole number in figures."),
    "OTHER_CHILD": (
        "the region holds this id for a child of another authority, or nobody said whose list this is",
        "Say whose list it is with --authority, and give one of the two children another id.",
    ),
    "OTHER_KIND": ("children in care are not placed there by a match", "Nothing to do."),
    "OLDER": ("a newer list given with it says it is no longer a home to match", "Nothing to do."),
    "PLACED": (
        "a placement has been agreed, and the region has no home with that registration number",
        "If the child is to move, enter the child, with current_home_id, in children.csv by hand.",
    ),
    "PROVIDER": (
        "it is the office of a provider; its homes are on the list of premises",
        "Import the list of supported accommodation premises as well.",
    ),
    "RAGGED": ("the row has more or fewer cells than the row of headings", "Mend the row in the file."),
    "SHORT_BREAKS": ("the home is for short breaks only", "Nothing to do."),
    "SPLIT_AUTHORITY": (
        "the council was divided, and the row does not say which part the home is in",
        "Enter the home in homes.csv by hand, with the code of the new council.",
    ),
    "UNKNOWN_AUTHORITY": (
        "the council is not an authority with children's services in England",
        "If it is one under another name, enter the home by hand and tell us the name.",
    ),
    "WHOSE": (
        "the council is not an authority with children's services in England, or it was divided",
        "Write the name or ONS code of today; of a divided council, the part that looks after the child now.",
    ),
    "WORD": ("a word in a coded column is not known", "Correct the word, or enter the row by hand."),
}
"""What each code means and what to do about it."""


class Refusal(NamedTuple):
    """One row that was not taken: where it stands, whose id it has, which column, and why."""

    file: str
    row: int
    id: str
    column: str
    code: str

    def cells(self) -> dict[str, str]:
        """Return the row of the list of refusals."""
        why, fix = REASONS[self.code]
        return {**{name: str(value) for name, value in self._asdict().items()}, "why": why, "fix": fix}


COLUMNS = ("file", "row", "id", "column", "code", "why", "fix")
"""The columns of the list of refusals."""
