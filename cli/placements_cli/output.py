"""What goes to the terminal: answers to stdout, progress and notes to stderr.

`--plain` is for people who listen: no columns, no indents, no signs that read badly. It is done here, for all commands.
"""

import codecs
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

QUIET_SECONDS = 2.0
UNWRITABLE = "placements-terminal"
"""How a terminal that has no such letter gets it: see `prepare_streams`."""
_INSTEAD = {"£": "GBP ", "→": "->", "–": "-", "—": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"', "×": "x"}
_SPOKEN = (
    (re.compile(r"(?<=\bof) +(?=\d)"), " "),
    (re.compile(r" *(?:->|→) *"), " to "),
    (re.compile(r"\bSTOP-GAP\b"), "stop-gap"),
    (re.compile(r"`"), ""),
    (re.compile(r" *(?:\.\.\.|…)$"), ""),
    (re.compile(r"(?<=[:;,.]) {2,}"), " "),
    (re.compile(r"(?<=\S) {2,}"), ": "),
)
"""What is said instead of signs and gaps, in this order; gaps between columns last."""

_how = {"plain": False}


def set_plain(plain: bool) -> None:
    """Choose output for screen readers, or the usual one."""
    _how["plain"] = plain


def is_plain() -> bool:
    """Whether output is for screen readers."""
    return _how["plain"]


def prepare_streams() -> None:
    """Let no letter a terminal cannot show stop an answer: it gets the nearest it can show, `GBP ` for a pound sign."""
    codecs.register_error(UNWRITABLE, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=UNWRITABLE)


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    """Return plain letters for those that cannot be written, as `codecs.register_error` wants it."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    letters = fault.object[fault.start : fault.end]
    return "".join(_INSTEAD.get(letter) or _plain_letter(letter) for letter in letters), fault.end


def _plain_letter(letter: str) -> str:
    return unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode() or "?"


def spoken(line: str) -> str:
    """Return a line as it is best heard."""
    line = line.strip()
    for pattern, instead in _SPOKEN:
        line = pattern.sub(instead, line)
    return line


def say(text: str = "") -> None:
    """Print a line of the answer."""
    print(spoken(text) if is_plain() else text)


def say_file(text: str) -> None:
    """Print text that somebody may save and read back: as it is, plain or not."""
    print(text)


def note(text: str) -> None:
    """Print a note to stderr."""
    print(spoken(text) if is_plain() else text, file=sys.stderr, flush=True)


def say_json(document: Any) -> None:
    """Print one JSON document and nothing else; in letters of ASCII where the terminal or file is not UTF-8."""
    unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") in ("utf8", "utf8sig")
    print(json.dumps(document, indent=1, ensure_ascii=not unicode))


def progress() -> Callable[[str], None]:
    """Return a reporter that speaks up once a command has taken two seconds."""
    began = monotonic()

    def report(step: str) -> None:
        passed = monotonic() - began
        if passed > QUIET_SECONDS:
            note(f"  {passed:5.1f} s  {step} ...")

    return report


def table(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table with two spaces between columns; numbers stand to the right. Plain: a sentence for each row."""
    cells = [[str(cell) for cell in row] for row in rows]
    if is_plain():
        for line in cells:
            pairs = zip(headers, line, strict=True)
            say("; ".join(f"{head}: {cell if cell.strip(' -') else 'blank'}" for head, cell in pairs) + ".")
        return
    widths = [max(len(line[k]) for line in [list(headers), *cells]) for k in range(len(headers))]
    numeric = [bool(rows) and all(isinstance(row[k], (int, float)) for row in rows) for k in range(len(headers))]
    for line in [list(headers), *cells]:
        parts = [c.rjust(w) if n else c.ljust(w) for c, w, n in zip(line, widths, numeric, strict=True)]
        say("  ".join(parts).rstrip())


def counted(number: int, what: str) -> str:
    """Return "1 error" or "2 errors"."""
    return f"{number} {what}{'' if number == 1 else 's'}"
