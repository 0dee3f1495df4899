"""Published figures that a calculation starts from or is held against, each with source, year and firmness."""

import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

CONFIDENCE = ("seen", "second-hand", "to be confirmed")
"""Seen at its source; seen where somebody else gives it; remembered, so nobody should rely on it yet."""


@dataclass(frozen=True)
class Figure:
    """One published number: what it is, of which year, who published it, and how firm it is (CONFIDENCE)."""

    key: str
    value: float
    what: str
    year: str
    source: str
    confidence: str

    def to_dict(self) -> dict[str, Any]:
        """Return the figure as JSON has it."""
        return asdict(self)


def figure(key: str) -> Figure:
    """Return a published figure of `figures.toml`."""
    return figures()[key]


@cache
def figures() -> Mapping[str, Figure]:
    """Return every published figure by its key."""
    read = tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))
    return {key: Figure(key, **entry) for key, entry in read.items()}
