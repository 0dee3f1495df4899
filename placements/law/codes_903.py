"""Codes of the statutory return that began or ended on a day: a week of 2021 takes the codes of 2021."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Code(NamedTuple):
    """One code of one item of the return; both days are included."""

    item: str
    code: str
    title: str
    since: date | None
    until: date | None

    def in_use(self, on: date) -> bool:
        """Whether the code may be used on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@cache
def codes() -> tuple[Code, ...]:
    """Return every code held, in the order of the file."""
    read = tomllib.loads((files("placements.law") / "codes_903.toml").read_text(encoding="utf-8"))
    return tuple(
        Code(item, code, row["title"], row.get("from"), row.get("to"))
        for item, listed in read.items()
        for code, row in listed.items()
    )


def codes_on(item: str, on: date) -> tuple[str, ...]:
    """Return the codes of an item (place, sex, module) in use on a day."""
    return tuple(one.code for one in codes() if one.item == item and one.in_use(on))
