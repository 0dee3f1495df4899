"""What differs between two policies, and what binds one authority's children."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from placements.policy.local import LIMITS, STRICTNESS
from placements.policy.policy import Policy
from placements.policy.text import NAMED

SECRET = "tie.key"
"""The key that settles ties and names referrals: that it differs is said, never what it is."""


class Change(NamedTuple):
    """One key on which two policies differ; None where one has no such key."""

    key: str
    first: Any
    second: Any


def changes(first: Policy, second: Policy) -> list[Change]:
    """Return every key on which two policies differ, in the order policies are written."""
    mine, theirs = _flat(first), _flat(second)
    keys = [*mine, *(key for key in theirs if key not in mine)]
    found = [Change(key, mine.get(key), theirs.get(key)) for key in keys if mine.get(key) != theirs.get(key)]
    return [Change(c.key, "a key", "another key") if c.key == SECRET else c for c in found]


def _flat(policy: Policy) -> dict[str, Any]:
    return dict(_leaves((), policy.model_dump(mode="json", exclude_none=True)))


def _leaves(path: tuple[str, ...], value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        named = path[-1:] == ("rules",) or path in [(part,) for part in NAMED]
        for key, item in sorted(value.items()) if named else value.items():
            yield from _leaves((*path, key), item)
    else:
        yield ".".join(path), value


class Binding(NamedTuple):
    """One limit or rule as it binds an authority's children; `own` where the authority set it itself."""

    name: str
    value: Any
    region: Any
    own: bool


def limits_of(policy: Policy, authority: str) -> list[Binding]:
    """Return every limit as it binds one authority's children."""
    here = policy.authorities.get(authority)
    region, mine = policy.limits.model_dump(mode="json"), here.model_dump(mode="json") if here else {}
    return [
        Binding(name, region[name] if mine.get(name) is None else mine[name], region[name], mine.get(name) is not None)
        for name in LIMITS
    ]


def rules_of(policy: Policy, authority: str) -> list[Binding]:
    """Return every rule that is stricter than its own word for one authority's children, by code."""
    here = policy.authorities.get(authority)
    own = here.rules if here else {}
    return [
        Binding(code, mode, policy.mode(code, ""), code in own)
        for code in sorted(policy.stricter)
        if (mode := policy.mode(code, authority)) != STRICTNESS[0]
    ]
