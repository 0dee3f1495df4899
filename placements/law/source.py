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


def legislation(title: str, path: str, read_on: date | None = None) -> Source:
    """Return a source on legislation.gov.uk."""
    return Source(title, f"https://www.legislation.gov.uk/{path}", read_on)


def local_default(title: str) -> Source:
    """Return the source of a rule no statute makes: a default each authority may change."""
    return Source(f"Local policy (default of this tool): {title}", "", None)
