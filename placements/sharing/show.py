"""Rules for one value: what of it a reader is shown. `shape.pick` applies them field by field."""

from collections.abc import Callable
from typing import Any

from placements.sharing.names import NEUTRAL
from placements.sharing.shape import Here, Shape, pick

UNKNOWN = "unknown"


def plain(value: Any, here: Here) -> Any:
    """A code, a date, a number, yes or no: as it is."""
    return value if value is None or isinstance(value, (str, int, float)) else None


def words(*allowed: str) -> Callable[[Any, Here], Any]:
    """One of these words; any other becomes "unknown"."""
    return lambda value, here: value if value is None or value in allowed else UNKNOWN


def nothing(value: Any, here: Here) -> None:
    """Never shown; the field stays, so that the document keeps its shape."""


def figures(*allowed: str) -> Callable[[Any, Here], dict[str, Any]]:
    """Numbers under these names."""

    def rule(value: Any, here: Here) -> dict[str, Any]:
        found = value if isinstance(value, dict) else {}
        return {k: v for k, v in found.items() if k in allowed and isinstance(v, (int, float))}

    return rule


def child(value: Any, here: Here) -> str:
    """One child's reference."""
    return here.names.child(str(value))


def sentence(value: Any, here: Here) -> str | None:
    """A sentence about the reader's own child: other children's references are replaced in it."""
    return here.names.sentence(value, here.named) if isinstance(value, str) else None


def question(value: Any, here: Here) -> str | None:
    """A question to a provider: other children in it are not compared."""
    return here.names.sentence(value, here.named, NEUTRAL) if isinstance(value, str) else None


def who(value: Any, here: Here) -> str | None:
    """Whom to ask."""
    return here.who(value) if isinstance(value, str) else None


def asked(shape: dict[str, Shape]) -> Callable[[Any, Here], Any]:
    """A row with `who` in it: where `who` may not be shown, no other text of the row shows it either."""

    def rule(value: Any, here: Here) -> Any:
        row, name = pick(shape, value, here), value.get("who") if isinstance(value, dict) else None
        if not name or row["who"] == name:
            return row
        return {k: v.replace(name, row["who"]) if isinstance(v, str) else v for k, v in row.items()}

    return rule
