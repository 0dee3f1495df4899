"""What each column means, in one line; from `meanings.toml`, which the reference and the template both use."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def meanings() -> Mapping[str, Mapping[str, str]]:
    """Return the meaning of every column by table, and of the keys of `region.toml` under `region`."""
    text = resources.files(__package__).joinpath("meanings.toml").read_text(encoding="utf-8")
    found: Mapping[str, Mapping[str, str]] = tomllib.loads(text)
    return found
