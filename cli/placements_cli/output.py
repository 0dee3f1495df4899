"""What goes to the terminal: answers to stdout, progress and notes to stderr."""

import json
import sys
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

QUIET_SECONDS = 2.0


def say(text: str = "") -> None:
    """Print a line of the answer."""
    print(text)


def note(text: str) -> None:
    """Print a note to stderr."""
    print(text, file=sys.stderr, flush=True)


def say_json(document: Any) -> None:
    """Print one JSON document and nothing else."""
    print(json.dumps(document, indent=1, ensure_ascii=False))


def progress() -> Callable[[str], None]:
    """Return a reporter that speaks up once a command has taken two seconds."""
    began = monotonic()

    def report(step: str) -> None:
        passed = monotonic() - began
        if passed > QUIET_SECONDS:
            note(f"  {passed:5.1f} s  {step} ...")

    return report


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table with two spaces between columns; numbers stand to the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[k]) for line in [list(headers), *cells]) for k in range(len(headers))]
    numeric = [bool(rows) and all(isinstance(row[k], (int, float)) for row in rows) for k in range(len(headers))]
    for line in [list(headers), *cells]:
        parts = [c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True)]
        say("  ".join(parts).rstrip())
