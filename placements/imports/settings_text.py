"""`region.toml` as text: made new, or with a line or two changed and everything else as its owner wrote it."""

import re
import tomllib
from datetime import date

from placements.errors import InputError
from placements.tables.problems import Problem, error
from placements.tables.text import decode

FILE = "region.toml"
NAME = "Imported region"
_NEW = (
    "# Made by placements import. Blank cells are what the sources do not hold; `placements check` lists what is\n"
    "# missing. Take out the line `complete = false` when it has been filled in: until then nothing is proposed.\n"
)


def settings_text(
    before: bytes | None, as_of: date | None, day_of_source: date | None, *, incomplete: bool
) -> tuple[bytes, bool]:
    """Return the bytes of `region.toml` and whether the region counts as complete.

    `as_of` is the day of the match if somebody said it; a new file takes the day of the source instead, and says so.
    Raises InputError if the file that is there cannot be read.
    """
    if before is None:
        return _new(as_of, day_of_source).encode("utf-8"), False
    problems: list[Problem] = []
    text = decode(FILE, before, problems)
    values = _values(text, problems)
    changes = {"as_of": as_of.isoformat()} if as_of else {}
    if incomplete and values.get("complete", True) is not False:
        changes["complete"] = "false"
    for key, value in changes.items():
        text = _with(text or "", key, value)
    return before if not changes else (text or "").encode("utf-8"), _values(text, []).get("complete", True) is not False


def _values(text: str | None, problems: list[Problem]) -> dict[str, object]:
    try:
        if text is not None:
            return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        problems.append(error(FILE, None, None, "COLUMN", "the file is not valid TOML (key = value)"))
    raise InputError("The region has to be mended before anything is added to it.", tuple(problems))


def _new(as_of: date | None, day_of_source: date | None) -> str:
    if as_of:
        day = f"as_of = {as_of}"
    elif day_of_source:
        day = f"as_of = {day_of_source}  # the day of the list; write the day of the match here"
    else:
        day = "# as_of = 2026-11-23  # write the day of the match here"
    return f'{_NEW}name = "{NAME}"\n{day}\ncomplete = false\n'


def _with(text: str, key: str, value: str) -> str:
    """Return the text with one key set; a new key goes before the first table."""
    line = re.compile(rf"^[ \t]*{key}[ \t]*=.*$", re.MULTILINE)
    if line.search(text):
        return line.sub(f"{key} = {value}", text, count=1)
    table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    place = table.start() if table else len(text)
    gap = "" if place == 0 or text[place - 1] == "\n" else "\n"
    return f"{text[:place]}{gap}{key} = {value}\n{text[place:]}"
