"""The cells of a workbook as text, read in a process of its own.

Run as `python cells.py < book.xlsx`, with as much memory and time as a real workbook needs and no more: whatever a
crafted file makes the reader do, it happens here. It prints JSON lines: a string opens a sheet, a list is a row.
Nothing but the standard library and the reader is imported, so that it starts in a few milliseconds.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

MEMORY = 2 * 2**30
"""Bytes of address space, the reader's own libraries included."""
SECONDS = 30
MOST_TEXT = 100_000_000
"""Characters of all cells together; one long text may be named by a million cells."""

TOO_MUCH = 3
CANNOT_READ = 4

Value = int | float | str | bool | date | datetime | time | timedelta


def shown(value: Value) -> str:
    """Return a cell as text: ISO dates, yes and no, whole numbers without a decimal point, 15 digits at most."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        if value == int(value):
            return str(int(value))
        return format(value, ".15g")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value)


def cap() -> None:
    """Limit memory and processor time where the system can; Windows cannot, and has the caller's clock alone."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def main() -> int:
    """Read a workbook from stdin, write its cells to stdout and return the exit code."""
    cap()
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    text = 0
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        for sheet in book.sheets_metadata:
            if sheet.typ is not SheetTypeEnum.WorkSheet:
                continue
            print(json.dumps(sheet.name))
            for row in book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False):
                cells = [shown(value) for value in row]
                while cells and not cells[-1]:
                    cells.pop()
                text += sum(map(len, cells))
                if text > MOST_TEXT:
                    return TOO_MUCH
                print(json.dumps(cells))
    except (CalamineError, MemoryError, ValueError, OverflowError):
        return CANNOT_READ
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # what the reader raises where it meets the impossible
            raise
        return CANNOT_READ
    return 0


if __name__ == "__main__":
    sys.exit(main())
