"""What one authority sees of a match: its own children's rows, and everybody else's only as `fields` allows.

The result has the shape of the match's own JSON, so that the same page, tables and workbook show it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from placements.sharing.audience import Audience, Document
from placements.sharing.costs import CLASSES, enough, whole_region
from placements.sharing.fields import (
    ABOUT_THE_RUN,
    AREA,
    CALL,
    CAPACITY,
    COMPONENT,
    DECISION,
    HOME,
    HOME_SHARED,
    JUDGEMENT,
    MEMBER,
    NIGHT,
    PLACEMENT,
    UNPLACED,
)
from placements.sharing.names import names_for
from placements.sharing.shape import Here, Shape, pick


def authority_view(document: Document, audience: Audience) -> Document:
    """Return the match as one authority may see it, in the order of the document."""
    here = _here(document, audience.code)
    view = {
        key: _OWN_ROWS[key](value, here) if key in _OWN_ROWS else pick(ABOUT_THE_RUN[key], value, here)
        for key, value in document.items() if key in _OWN_ROWS or key in ABOUT_THE_RUN
    }  # fmt: skip
    if "calls" in view:
        view["calls"] |= _counted(view)
    _count_own_proposals(view)
    view["homes"] = _homes(view, here)
    view["whole_region"] = whole_region(document, here.names.own)
    view["audience"] = audience.to_dict()
    return view


def _here(document: Document, code: str) -> Here:
    names, homes = names_for(document, code), document.get("homes", {})
    placed_in: dict[str, set[str]] = {}
    for row in document["placements"]:
        placed_in.setdefault(row["home_id"], set()).add(row["child_id"])
    shared = {home_id for home_id, children in placed_in.items() if children & names.own}
    shared |= {home_id for home_id, home in homes.items() if home["operator"] == code}
    inside = {home_id: frozenset(children) for home_id, children in placed_in.items()}
    return Here(
        code, names, document["authorities"], homes, inside, frozenset(shared), enough(document, names.own)
    )  # fmt: skip


def _rows(shape: Shape, whose: Callable[[dict[str, Any]], Any]) -> Callable[[Any, Here], Any]:
    """Return the rows in which an own child stands; `whose` gives the children of a row."""

    def rule(value: Any, here: Here) -> Any:
        kept = [row for row in value if here.names.own.intersection(whose(row))]
        return [pick(shape, row, here) for row in kept]

    return rule


def _one(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["child_id"],)


def _several(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row["children"])


def _called(row: dict[str, Any]) -> tuple[str, ...]:
    return (*row["children"], *(c for q in row["questions"] for c in q["child_ids"]))


def _calls(value: Any, here: Here) -> dict[str, Any]:
    """The calls that help an own child or ask something for her; what is asked for other children is left out.

    They are numbered anew: a gap would say how many calls are made for others. What a call gains is counted anew as
    well, for the own children it names.
    """
    kept = _rows(CALL, _called)(sorted(value["calls"], key=lambda row: row["order"]), here)
    rows = [{**row, "order": order, "gain": _gain(row, here)} for order, row in enumerate(kept, 1)]
    sure = [c for c in value.get("sure_children", ()) if c in here.names.own]
    return {"sure_children": sure, "calls": rows}


def _more(row: dict[str, Any], own: Collection[str]) -> set[str]:
    """The own children who would have a home by a call, and would not have one without."""
    return ({*row["children"], *row["elsewhere"]} & {*own}) - {*row["anyway"]}


def _gain(row: dict[str, Any], here: Here) -> int:
    return len(_more(row, here.names.own)) - len(row["gives_way"])


def _counted(view: Document) -> dict[str, Any]:
    """Count what the calls would do for the authority's own children, so that page and list agree."""
    rows, own = view["calls"]["calls"], view["classes"]
    by_class = Counter(own[c] for call in rows for c in _more(call, own))
    by_class.subtract(own[c] for call in rows for c in call["gives_way"])
    return {
        "sure": len(view["calls"]["sure_children"]),
        "gain": sum(call["gain"] for call in rows),
        "by_class": {word: by_class[word] for word in CLASSES if by_class[word]},
    }


def _count_own_proposals(view: Document) -> None:
    """Count the places proposed to own children alone: others are few in most areas, and the public may not know."""
    own = Counter((row["kind"], row["home_authority"]) for row in view["placements"])
    for row in view.get("capacity", ()):
        row["proposed"] = own[row["kind"], row["authority"]]


def _pooling(value: Any, here: Here) -> dict[str, Any] | None:
    """The authority's own row, alone and with shared homes."""
    if value is None:
        return None
    return {"members": [pick(MEMBER, row, here) for row in value["members"] if row["authority"] == here.code]}


def _connections(value: Any, here: Here) -> dict[str, Any]:
    chains = [row for row in value["chains"] if row["child_id"] in here.names.own]
    return {
        "components": pick([COMPONENT], value["components"], here),
        "chains": [{"child_id": row["child_id"], "through": _through(row["through"], here)} for row in chains],
    }


def _through(names: list[str], here: Here) -> list[str]:
    """A chain of moves: a child, a home, a child, a home ..."""
    return [name if place % 2 else here.names.child(name) for place, name in enumerate(names)]


_OWN_ROWS: dict[str, Callable[[Any, Here], Any]] = {
    "placements": _rows(PLACEMENT, _one),
    "unplaced": _rows(UNPLACED, _one),
    "decisions": _rows(DECISION, _several),
    "settled": lambda value, here: [c for c in value if c in here.names.own],
    "connections": _connections,
    "classes": lambda value, here: {c: word for c, word in value.items() if c in here.names.own and word in CLASSES},
    "authorities": lambda value, here: {str(code): str(name) for code, name in value.items()},
    "calls": _calls,
    "tonight": _rows(NIGHT, _several),
    "judgement": _rows(JUDGEMENT, _one),
    "pooling": _pooling,
    "areas": lambda value, here: [pick(AREA, row, here) for row in value if row["code"] == here.code],
    "capacity": lambda value, here: pick([CAPACITY], value, here),
}
"""Parts in which children stand, alone or counted: only own rows and own counts are shown."""


def _homes(view: Document, here: Here) -> dict[str, Any]:
    """Return the homes the view mentions, and those the authority runs; of the others only id, kind and authority."""
    run = {home_id for home_id, home in here.homes.items() if home["operator"] == here.code}
    mentioned = run | set(_home_ids(view))
    return {
        home_id: _home(home, home_id in here.shared) for home_id, home in here.homes.items() if home_id in mentioned
    }


def _home(home: Mapping[str, Any], shared: bool) -> dict[str, Any]:
    """The match's own fields, so that the shape stays; null where the authority may not know."""
    return {key: home[key] if key in (HOME_SHARED if shared else HOME) else None for key in home}


def _home_ids(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _home_ids(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _home_ids(part, key)
    elif isinstance(value, str) and key in ("home_id", "best_home_id", "homes", "through"):
        yield value
