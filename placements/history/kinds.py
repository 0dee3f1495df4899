"""What kind of placement a code of the statutory return stands for, in every year's codes."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class PlacementKind(StrEnum):
    """Kind of placement a child has had: wider than the kinds of home a match can propose."""

    FOSTER_KIN = "foster_kin"
    FOSTER = "foster"
    RESIDENTIAL = "residential"
    SUPPORTED = "supported"
    SECURE = "secure"
    ADOPTION = "adoption"
    PARENTS = "parents"
    OTHER = "other"


SHORT_BREAKS = ("V3", "V4")
"""Legal statuses of a series of short breaks: the child lives at home, and published counts leave them out."""


def kind_of(placement: str) -> PlacementKind | None:
    """Return the kind of a placement code, `other` for a temporary one, or None where the code is not known."""
    return _kinds().get(placement)


def is_temporary(placement: str) -> bool:
    """Say whether a code stands for some days away from a placement that is kept (T0 to T4)."""
    return placement in _listed()["temporary"]


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    read = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text(encoding="utf-8"))
    return {name: tuple(codes) for name, codes in read.items()}


@cache
def _kinds() -> Mapping[str, PlacementKind]:
    named = {"temporary": PlacementKind.OTHER, **{kind.value: kind for kind in PlacementKind}}
    return {code: named[name] for name, codes in _listed().items() for code in codes}
