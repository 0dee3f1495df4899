"""What every page of the reference is made of."""

from collections.abc import Iterator

NOTE = "<!-- Written by docs/generate.py from the program. Change the program, then run it again. -->"


def row(*cells: object) -> str:
    """Return one row of a table."""
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def head(*headers: str) -> Iterator[str]:
    """Yield the head of a table."""
    yield row(*headers)
    yield row(*("---" for _ in headers))
