"""Days as files write them: ISO, or British with slashes, hyphens or full stops; never month first."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: 00:00(?::00)?)?")


def day_of(text: str) -> str | None:
    """Return a day as an ISO date, "" for a blank (or a lone dash), None for what is no date."""
    words = text.strip()
    if words in ("", "-"):
        return ""
    if found := _ISO.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := _BRITISH.fullmatch(words):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
