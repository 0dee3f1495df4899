"""`region.toml`: the name of the region, the day of the match and who leads."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from placements.domain.fields import Day, Flag, MaybeText, Text
from placements.domain.record import Record
from placements.tables.problems import FIXES, Problem, error, warning
from placements.tables.text import decode

FILE = "region.toml"


class Settings(Record):
    """What `region.toml` says."""

    name: Text
    as_of: Day
    lead_authority: MaybeText = None
    complete: Flag = True


def read_settings(folder: Path, problems: list[Problem]) -> Settings | None:
    """Read `region.toml`; None with the faults in `problems` if it cannot be used."""
    path = folder / FILE
    if not path.is_file():
        problems.append(error(FILE, None, None, "TABLE", "the required file is missing"))
        return None
    text = decode(FILE, path.read_bytes(), problems)
    if text is None:
        return None
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        problems.append(error(FILE, None, None, "COLUMN", "the file is not valid TOML (key = value)"))
        return None
    for key in sorted(values.keys() - Settings.model_fields.keys()):
        del values[key]
        problems.append(warning(FILE, None, None, "UNKNOWN_COLUMN", "a key of the file is not known"))
    try:
        return Settings.model_validate(values)
    except ValidationError as fault:
        for item in fault.errors(include_input=False, include_url=False, include_context=False):
            code = {"missing": "BLANK"}.get(item["type"], item["type"] if item["type"] in FIXES else "WORD")
            problems.append(error(FILE, None, str(item["loc"][0]), code, "the value is missing or cannot be read"))
        return None
