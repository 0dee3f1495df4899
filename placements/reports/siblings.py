"""Brothers and sisters who would not live together."""

from typing import Any


def apart(result: dict[str, Any]) -> dict[tuple[str, ...], str]:
    """Return each sibling group that the proposal splits, with its assessment, by its children."""
    groups: dict[tuple[str, ...], str] = {}
    for p in result["placements"]:
        if p["siblings_apart"]:
            group = tuple(sorted({p["child_id"], *p["siblings_with"], *p["siblings_apart"]}))
            groups[group] = p["siblings_flag"] or groups.get(group, "")
    return groups


def groups_of(result: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return each waiting child's sibling group, herself included."""
    found = {}
    for p in result["placements"]:
        found[p["child_id"]] = tuple(sorted({p["child_id"], *p["siblings_with"], *p["siblings_apart"]}))
    for u in result["unplaced"]:
        found[u["child_id"]] = tuple(sorted({u["child_id"], *u["siblings"]}))
    return found
