"""The tasks of a hand-made proposal, without a solver or a folder."""

from datetime import date
from typing import Any

from factories import MONDAY, make_child, make_home, make_region

from placements.explain.recorded import Recorded
from placements.policy.policy import Policy, default_policy
from placements.tasks.plan import Tasks, tasks_of
from placements.tasks.task import Pack, Task, ToApprove


def row(child_id: str, home_id: str, **said: Any) -> dict[str, Any]:
    """Return what `match.json` says of a proposal, as far as tasks read it."""
    best = {"total_points": 60, "best_points": 60, "best_home_id": home_id, "shortfall": 0}
    return {"child_id": child_id, "home_id": home_id, **best, **said}


def made(home_of: dict[str, str] | None = None, policy: Policy | None = None, **tables: Any) -> Tasks:
    """Return the tasks of a region with these tables; C1 is proposed to H1 unless something else is said."""
    region = make_region(**tables)
    rows = [row(child_id, home_id) for child_id, home_id in ({"C1": "H1"} if home_of is None else home_of).items()]
    document = {"placements": rows, "inputs": "1" * 64, "policy": "2" * 64, "version": "0.1.0"}
    return tasks_of(Recorded(region, policy or default_policy(), document, {}))


def of(child: dict[str, Any] | None = None, home: dict[str, Any] | None = None, **tables: Any) -> Tasks:
    """Return the tasks of one child proposed to one home, with these fields; `as_of` may be among the tables."""
    as_of = tables.get("as_of", MONDAY)
    return made(children=[make_child(**{"needed_by": as_of, **(child or {})})], homes=[make_home(**(home or {}))],
                **tables)  # fmt: skip


def starting(day: date, **fields: Any) -> Tasks:
    """Return the tasks of a child whose first night is a day, seen two weeks before."""
    return of({"needed_by": day, **fields.pop("child", {})}, fields.pop("home", None),
              as_of=date.fromordinal(day.toordinal() - 14), **fields)  # fmt: skip


def tonight(day: date, **fields: Any) -> Tasks:
    """Return the tasks of a child who needs a home on the day of the match."""
    return of(fields.pop("child", None), fields.pop("home", None), as_of=day, **fields)


def every(found: Tasks, code: str) -> list[Task]:
    """Return the tasks with a code."""
    return [task for task in found.tasks if task.code == code]


def one(found: Tasks, code: str) -> Task:
    """Return the only task with a code."""
    (task,) = every(found, code)
    return task


def codes(found: Tasks) -> set[str]:
    """Return the codes of all tasks."""
    return {task.code for task in found.tasks}


def pack_of(found: Tasks, child_id: str = "C1") -> Pack:
    """Return a child's pack."""
    return next(pack for pack in found.packs if pack.child_id == child_id)


def approval(found: Tasks, code: str) -> ToApprove:
    """Return the only approval with a code."""
    (wanted,) = [a for pack in found.packs for a in pack.approvals if a.code == code]
    return wanted
