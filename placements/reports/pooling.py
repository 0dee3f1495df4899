"""Each member alone and with shared homes, where the policy guarantees as much as alone."""

from typing import Any, NamedTuple

CLASSES = ("placed_overdue", "placed_today", "placed_soon")


class Member(NamedTuple):
    """Children placed alone and with shared homes, by class, and what was guaranteed of it."""

    name: str
    alone: tuple[int, ...]
    pooled: tuple[int, ...]
    less_guaranteed: bool
    proven: bool

    @property
    def more(self) -> int:
        """Children placed with shared homes and not alone, over the classes of the guarantee."""
        return sum(self.pooled) - sum(self.alone)


def members(result: dict[str, Any]) -> tuple[Member, ...]:
    """Return a row for every member in the document; none while the guarantee is off."""
    rows = (result.get("pooling") or {}).get("members", ())
    return tuple(
        Member(
            row["name"], tuple(row["alone"][name] for name in CLASSES), tuple(row["pooled"][name] for name in CLASSES),
            any(row["guaranteed"][name] < row["alone"][name] for name in CLASSES), row["proven_alone"],
        )
        for row in rows
    )  # fmt: skip
