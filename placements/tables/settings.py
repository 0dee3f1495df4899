"""`region.toml`, or the sheet `region` of a workbook: the name of the region, the day of the match and who leads."""

import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from placements.domain.fields import Day, Flag, MaybeText, Text
from placements.domain.record import Record
from placements.law.parameters_on import FIRST_DAY
from placements.tables.problems import FIXES, Problem, error, warning
from placements.tables.text import decode

FILE = "region.toml"
SCHEMA = "placements/region/1"
"""Version of the tables; a template says which one it was made for."""


def _this_version(value: Any) -> Any:
    if value not in (None, SCHEMA):
        raise PydanticCustomError(
            "SCHEMA", "these tables are of another version; this program reads {ours}", {"ours": SCHEMA}
        )
    return value


def _law_is_held(day: date) -> date:
    if day < FIRST_DAY:
        raise PydanticCustomError("RANGE", "the law held here begins on 1 April 2011; the day lies before it")
    return day


class Settings(Record):
    """What `region.toml` says."""

    name: Text
    as_of: Annotated[Day, AfterValidator(_law_is_held)]
    lead_authority: MaybeText = None
    complete: Flag = True
    schema_: Annotated[str | None, Field(alias="schema", exclude=True), BeforeValidator(_this_version)] = None
    """Not part of what a region is: the same tables in a workbook and in a folder are the same region."""


def settings_of_text(data: bytes, problems: list[Problem]) -> Settings | None:
    """Return what the bytes of `region.toml` say; None with the faults in `problems` if they cannot be used."""
    text = decode(FILE, data, problems)
    if text is None:
        return None
    try:
        return settings_of_values(tomllib.loads(text), problems)
    except tomllib.TOMLDecodeError:
        problems.append(error(FILE, None, None, "COLUMN", "the file is not valid TOML (key = value)"))
        return None


def settings_of_values(values: Mapping[str, object], problems: list[Problem]) -> Settings | None:
    """Return the settings of keys and values; None with the faults in `problems` if they cannot be used."""
    keys = {field.alias or name for name, field in Settings.model_fields.items()}
    for _ in sorted(values.keys() - keys):
        problems.append(warning(FILE, None, None, "UNKNOWN_COLUMN", "a key of the file is not known"))
    try:
        return Settings.model_validate({key: value for key, value in values.items() if key in keys})
    except ValidationError as fault:
        for item in fault.errors(include_input=False, include_url=False, include_context=False):
            code = {"missing": "BLANK"}.get(item["type"], item["type"] if item["type"] in FIXES else "WORD")
            said = item["msg"] if code in ("SCHEMA", "RANGE") else "the value is missing or cannot be read"
            problems.append(error(FILE, None, str(item["loc"][0]), code, said))
        return None
