"""The first sheet of the workbook to fill in: how it works, in a dozen sentences."""

from placements.forms.book import Sheet, put
from placements.forms.looks import Looks
from placements.tables.columns import TABLES

_TEXT = (
    ("What this is", (
        "One sheet for each table of a region. The program reads this workbook as it is: save it, then type",
        "placements check THIS_FILE.xlsx   (every problem at once, by sheet, row and column)",
        "placements match THIS_FILE.xlsx --out monday   (the proposal; people decide)",
    )),
    ("How to fill it in", (
        "Start with the sheet region. The sheets authorities, children and homes are needed; others may stay empty.",
        "Headings that are underlined (yellow) have to be filled in for every row. Everything else may stay blank:",
        "blank means not known. Point at a heading to read what it means.",
        "The grey row that begins with EXAMPLE is never read. Type over it, delete it or leave it.",
        "Dates: 2026-11-23 or 23/11/2026. Yes or no: choose from the list. Several values: with ; between them.",
        "Where something stands: latitude and longitude, or a postcode.",
        "Use your own references. No child's, carer's or other person's name goes into any cell.",
        "Columns of your own to the right are left out and named in a warning. Do not rename sheets or headings.",
    )),
    ("Who may see it", (
        "A filled-in workbook holds personal data about children. Keep it where your authority keeps such data.",
        "The program runs on this computer and sends nothing anywhere.",
    )),
)  # fmt: skip


def write_read_me(sheet: Sheet, looks: Looks) -> None:
    """Fill the first sheet."""
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 120)
    put(sheet, 0, 0, "Region to fill in", looks.title)
    row = 2
    for title, sentences in _TEXT:
        put(sheet, row, 0, title, looks.head)
        for sentence in sentences:
            put(sheet, row, 1, sentence)
            row += 1
        row += 1
    put(sheet, row, 0, "Sheets", looks.head)
    for table in TABLES:
        said = " ".join((table.record.__doc__ or "").split())
        put(sheet, row, 1, f"{table.name}: {said}{' Needed.' if table.required else ''}")
        row += 1
    sheet.protect("", {"format_columns": True})
