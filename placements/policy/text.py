"""A policy as TOML, written so that it reads back as the same policy."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from placements.policy.policy import Policy

NAMED = ("rules", "authorities", "children")
"""Parts that hold one table for each rule, authority or child."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def policy_text(policy: "Policy") -> str:
    """Return a policy in force as TOML."""
    return toml_text(policy.model_dump(exclude_none=True))


def toml_text(parts: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the parts of a policy as TOML; a number stays a number and a text a text."""
    lines: list[str] = []
    for part, value in parts.items():
        for path, entry in _tables(part, value):
            lines.append(f"[{'.'.join(map(_key, path))}]")
            lines += [f"{_key(key)} = {_toml(item)}" for key, item in entry.items()]
            lines.append("")
    return "\n".join(lines)


def _tables(part: str, value: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    if part not in NAMED:
        yield (part,), value
        return
    for name, entry in sorted(value.items()):
        yield (part, name), {key: item for key, item in entry.items() if key != "rules"}
        for code, rule in sorted(entry.get("rules", {}).items()):
            yield (part, name, "rules", code), rule


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)
