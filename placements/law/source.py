"""What a source is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Source:
    """One place a rule comes from."""

    title: str
    url: str
    read_on: date | None
    """The day the text was read there; None is shown as "to be confirmed"."""
