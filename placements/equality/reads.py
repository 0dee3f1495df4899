"""Which columns of a child's row any rule, criterion or other part of a proposal reads, and which nothing reads.

The list is not kept by hand: `tests/equality/test_reads.py` watches who asks for what, and fails where `reads.toml`
says anything else; another test shuffles every unread column among the children and gets the same proposal.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from placements.domain.children import Child

MODEL = {
    "waiting": "who is in the match", "urgency": "how soon a home is needed", "floor": "the floor",
    "stay": "the stay, and whether siblings stay together", "together": "who would live together",
    "money": "cost, between equally suitable homes",
}  # fmt: skip
"""Other parts of a proposal that read a row, in words."""

PLACES = ("latitude", "longitude", "postcode")
POSITION = "position"
"""What the reader of the tables makes of a place."""


@cache
def readers() -> Mapping[str, tuple[str, ...]]:
    """Return for every column of `children.csv` who reads it: codes of rules, criteria, other parts; often nobody."""
    listed = tomllib.loads((files("placements.equality") / "reads.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {name: [] for name in Child.model_fields if name not in ("child_id", "position")}
    for section, name_of in (("rules", str), ("criteria", _criterion), ("model", MODEL.__getitem__)):
        for name, columns in listed[section].items():
            for column in columns:
                for one in PLACES if column == POSITION else (column,):
                    found[one].append(name_of(name))
    return {column: tuple(names) for column, names in found.items()}


def read_by(columns: Iterable[str]) -> tuple[str, ...]:
    """Return who reads any of some columns, each once."""
    return tuple(dict.fromkeys(name for column in columns for name in readers()[column]))


def unread() -> tuple[str, ...]:
    """Return the columns nothing reads: what stands there changes no proposal."""
    return tuple(column for column, names in readers().items() if not names)


def _criterion(name: str) -> str:
    return f"points for {name.replace('_', ' ')}"
