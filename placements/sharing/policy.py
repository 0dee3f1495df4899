"""The policy in force as one authority may read it: without the key, and without other people's own entries."""

import tomllib
from decimal import Decimal
from typing import Any

from placements.policy.text import toml_text
from placements.sharing.names import Names

SHARED = ("levels", "points", "bands", "floor", "limits", "law", "approvals", "pooling", "rules")
"""Parts that are the same for the whole region."""


def policy_for(text: str, code: str, names: Names) -> str:
    """Return the parts of a policy text (`policy.text.policy_text`) that one authority may read.

    Shared parts and rule modes stay; of `authorities` and `children` only her own, local rules with them; the key that
    settles ties and names referrals never leaves the region's desk.
    """
    read = tomllib.loads(text, parse_float=Decimal)
    kept = {part: _own(part, value, code, names) for part, value in read.items()}
    return toml_text({part: value for part, value in kept.items() if value is not None})


def _own(part: str, value: dict[str, Any], code: str, names: Names) -> dict[str, Any] | None:
    if part == "authorities":
        return {name: entry for name, entry in value.items() if name == code}
    if part == "children":
        return {name: entry for name, entry in value.items() if name in names.own}
    return value if part in SHARED else None
