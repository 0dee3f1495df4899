"""Everything people have to do about one match: tasks in order of their days, and an approval pack for each proposal.

The proposal is looked at again from the records: what `match.json` says of approvals is not taken on trust.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from placements.errors import InputError
from placements.explain.recorded import DOCUMENT, Recorded
from placements.explain.version import program_version
from placements.optimise.lawful import faults
from placements.optimise.review import Review
from placements.tasks import packs
from placements.tasks.clocks import GATES, clocks
from placements.tasks.move import Move
from placements.tasks.raised import raised
from placements.tasks.task import Pack, Task, source_dict
from placements.tasks.waiting import waiting

SCHEMA = "placements/tasks/1"


@dataclass(frozen=True)
class Tasks:
    """The tasks and approval packs of a match; `authority` is set where they are one authority's own."""

    recorded: Recorded
    tasks: tuple[Task, ...]
    packs: tuple[Pack, ...]
    authority: str | None = None

    @property
    def key(self) -> str:
        """The key references are made with: the policy's `[tie] key`."""
        return self.recorded.policy.tie.key

    def of(self, authority: str) -> "Tasks":
        """Return the tasks and packs of the children of one authority, by its code."""
        own = tuple(task for task in self.tasks if task.authority == authority)
        own_packs = tuple(pack for pack in self.packs if pack.authority == authority)
        return replace(self, tasks=own, packs=own_packs, authority=authority)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/tasks/1)."""
        region, document = self.recorded.region, self.recorded.document
        rows = [task.to_dict(self.key) for task in self.tasks]
        return {
            "schema": SCHEMA,
            "region": region.name,
            "as_of": region.as_of.isoformat(),
            "inputs": document["inputs"],
            "policy": document["policy"],
            "version": program_version(),
            "authority": self.authority,
            "authorities": {code: a.name for code, a in sorted(region.authority.items())},
            "proposals": len(self._proposals),
            "tasks": rows,
            "approvals": [pack.to_dict() for pack in self.packs if pack.approvals],
            "not_raised": [
                {"code": clock.code, "title": clock.title, "why": clock.never,
                 "sources": [source_dict(source) for source in clock.sources]}
                for clock in clocks() if clock.never
            ],
        }  # fmt: skip

    @cached_property
    def _proposals(self) -> list[str]:
        child = self.recorded.region.child
        return [c for c in self.recorded.home_of if self.authority in (None, child[c].authority)]


def tasks_of(recorded: Recorded) -> Tasks:
    """Return what has to be done about a match read back from its folder; raises InputError if it breaks a rule."""
    region = recorded.region
    review = Review(region, recorded.policy, recorded.home_of, {}, recorded.previous)
    for fault in faults(review):
        raise InputError(
            f"{DOCUMENT} proposes what {fault.rule} does not allow ({', '.join(fault.children)}). "
            "Run the match again; no task is made of it."
        )
    rows = {row["child_id"]: row for row in recorded.document["placements"]}
    moves = [Move(review, placement, rows[child_id]) for child_id, placement in sorted(review.placements.items())]
    found = [packs.pack(move) for move in moves]
    made = [*_made(moves, found), *waiting(region, frozenset(review.urgency) - frozenset(recorded.home_of))]
    return Tasks(recorded, tuple(sorted(_numbered(made), key=by_day)), tuple(found))


def _made(moves: Iterable[Move], found: Iterable[Pack]) -> Iterator[Task]:
    for move, pack in zip(moves, found, strict=True):
        yield from packs.tasks(pack)
        yield from raised(move)


def _numbered(made: Iterable[Task]) -> Iterator[Task]:
    """Yield the tasks, several that would share a reference numbered on; two that say the same are one."""
    seen: Counter[tuple[object, ...]] = Counter()
    for task in sorted(dict.fromkeys(made), key=by_day):
        key = (task.child_id, task.home_id, task.code, task.person, task.number)
        yield task._replace(number=task.number + 1000 * seen[key])
        seen[key] += 1


def by_day(task: Task) -> tuple[object, ...]:
    """Return what tasks are ordered by: the day, what they stand in the way of, who, and about whom."""
    return (
        task.due, GATES.index(task.gate), _PLACE.get(task.code, -1), task.person, task.child_id, task.home_id or "",
        task.code, task.number,
    )  # fmt: skip


_PLACE = {clock.code: place for place, clock in enumerate(clocks())}
"""Where a clock stands in the table; approvals stand before all of them."""
