"""Building a document from a list of what may be shown: what the list does not name is left out, never let through."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from placements.sharing import roles
from placements.sharing.names import Names

SERVICES = ("fostering service", "placements team")
"""Who answers for a home an authority runs (explain/ring.py)."""

Shape = Any
"""A rule for one value, a list of one shape, or a dictionary of shapes by field."""


@dataclass(frozen=True)
class Here:
    """Where in the document a value stands, for one reader: whose row, which home, whom the row names.

    `shared` are the homes the reader runs or has a child proposed to; `placed_in` says who is proposed where; `many`
    says whether sums are over enough other children to tell nothing of one (`costs.ENOUGH`).
    """

    code: str
    names: Names
    authorities: Mapping[str, str]
    homes: Mapping[str, Mapping[str, Any]]
    placed_in: Mapping[str, frozenset[str]]
    shared: frozenset[str]
    many: bool
    home_id: str | None = None
    named: frozenset[str] = field(default=frozenset())

    def at(self, row: Mapping[str, Any]) -> "Here":
        """Return the same, inside a row: its own home takes over, and the children it may name are added."""
        home_id = row.get("home_id", self.home_id)
        homes = set(self.placed_in) if row.get("kind") == "kin_not_chosen" else {home_id, *_names(row, "homes")}
        beside = (self.placed_in.get(home, ()) for home in homes)
        named = self.named.union(_names(row, "children"), _names(row, "child_ids"), *beside)
        return replace(self, home_id=home_id, named=named)

    def who(self, who: str) -> str:
        """Return whom to ask as far as this reader may know it."""
        return roles.shown(who, self.authorities.values(), self._services(), self.home_id) or roles.DESK

    def _services(self) -> tuple[str, ...]:
        """Who answers for the home here: the provider, or the service of the authority that runs it, if shared."""
        home = self.homes.get(self.home_id or "")
        if home is None or self.home_id not in self.shared:
            return ()
        runs = self.authorities.get(home["operator"] or "")
        services = [f"{runs} {service}" for service in SERVICES] if runs else []
        return tuple(name for name in (home["provider"], *services) if name)


def _names(row: Mapping[str, Any], key: str) -> list[str]:
    """References under a key; elsewhere the same key may hold a count."""
    found = row.get(key)
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []


def pick(shape: Shape, value: Any, here: Here) -> Any:
    """Return a value as far as its shape allows; a value of another form than its shape is left out."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return None
        inside = here.at(value)
        return {key: pick(shape[key], part, inside) for key, part in value.items() if key in shape}
    if isinstance(shape, list):
        return [pick(shape[0], part, here) for part in value] if isinstance(value, list) else None
    return shape(value, here)
