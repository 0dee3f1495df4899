"""The certificate of a match as it was written: its shape, and the proposals it records."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, NonNegativeInt, StrictInt, StrictStr, ValidationError

from placements.domain.codes import Urgency
from placements.errors import RejectedError
from placements.explain.certificate import SCHEMA
from placements.explain.recorded import CERTIFICATE, Recorded
from placements.optimise.calls import Called, helped
from placements.optimise.forced import Forced
from placements.optimise.solve import Costs, Level


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClaimOnPaper(_Part):
    """One level's claim, minimised, and its prices in millionths by row."""

    name: StrictStr
    minimised: StrictInt
    least: StrictInt
    support: StrictStr
    prices: dict[NonNegativeInt, StrictInt]


class ForcedOnPaper(_Part):
    """A forced proposal as moves away from the first, and its levels."""

    moves: dict[StrictStr, StrictStr | None]
    values: tuple[StrictInt, ...]
    bounds: tuple[StrictInt, ...]


class CallsOnPaper(_Part):
    """The proposals behind the calls: with every answer yes, and without any call."""

    home_of: dict[StrictStr, StrictStr]
    sure_home_of: dict[StrictStr, StrictStr]
    sure: dict[StrictStr, StrictInt]
    placed: dict[StrictStr, StrictInt]


class AloneOnPaper(_Part):
    """One member's best proposal alone, its levels and their bounds, and what it is promised."""

    home_of: dict[StrictStr, StrictStr]
    minimised: tuple[StrictInt, ...]
    least: tuple[StrictInt, ...]
    promised: dict[StrictStr, NonNegativeInt]


class Certificate(_Part):
    """A certificate (schema placements/certificate/1)."""

    schema_: StrictStr
    inputs: StrictStr
    policy: StrictStr
    version: StrictStr
    previous: dict[StrictStr, StrictStr]
    cuts: tuple[tuple[NonNegativeInt, ...], ...]
    levels: tuple[ClaimOnPaper, ...]
    insisted: dict[StrictStr, ForcedOnPaper | None]
    calls: CallsOnPaper
    alone: dict[StrictStr, AloneOnPaper]
    audiences: tuple[StrictStr, ...] = ()
    files: dict[StrictStr, StrictStr] = {}


def read_certificate(folder: Path) -> Certificate:
    """Return the certificate of a match folder; raises RejectedError where it is missing or damaged."""
    try:
        found = json.loads((folder / CERTIFICATE).read_text(encoding="utf-8"))
        if not isinstance(found, dict) or found.get("schema") != SCHEMA:
            raise RejectedError(f"{CERTIFICATE} is not a certificate of this version.")
        return Certificate.model_validate({"schema_": found.pop("schema"), **found})
    except ValidationError as fault:
        where = ".".join(str(part) for part in fault.errors(include_input=False, include_url=False)[0]["loc"])
        raise RejectedError(f"{CERTIFICATE} is damaged at {where}.") from None
    except (OSError, ValueError):
        raise RejectedError(f"{CERTIFICATE} is missing or cannot be read.") from None


def levels_of(paper: Certificate, costs: tuple[Costs, ...]) -> tuple[Level, ...]:
    """Return the levels claimed; raises RejectedError where they are not those of the policy."""
    if [claim.name for claim in paper.levels] != [cost.name for cost in costs]:
        raise RejectedError(f"{CERTIFICATE}: the levels are not those of the policy.")
    return tuple(cost.level(claim.minimised, claim.least) for cost, claim in zip(costs, paper.levels, strict=True))


def forced_of(paper: Certificate, record: Recorded, levels: tuple[Level, ...]) -> dict[str, Forced | None]:
    """Return the forced proposals; raises RejectedError where one cannot be a proposal of this region."""
    if set(paper.insisted) != {c for c in record.review.best if c in record.home_of}:
        raise RejectedError(f"{CERTIFICATE}: the comparisons are not of the children proposed.")
    return {c: None if on is None else _forced(on, c, record, levels) for c, on in sorted(paper.insisted.items())}


def _forced(on: ForcedOnPaper, child_id: str, record: Recorded, levels: tuple[Level, ...]) -> Forced:
    if not len(on.values) == len(on.bounds) == len(levels):
        raise RejectedError(f"{CERTIFICATE}: insisted.{child_id} has not every level.")
    home_of = {**record.home_of, **on.moves}
    check_ids(home_of, record, f"insisted.{child_id}")
    placed = {c: h for c, h in sorted(home_of.items()) if h is not None}
    made = tuple(
        Level(level.name, level.sense, value, bound)
        for level, value, bound in zip(levels, on.values, on.bounds, strict=True)
    )
    return Forced(placed, made)


def called_of(paper: Certificate, record: Recorded) -> Called:
    """Return the proposals behind the calls; raises RejectedError where one cannot be of this region."""
    on = paper.calls
    for name, home_of in (("home_of", on.home_of), ("sure_home_of", on.sure_home_of)):
        check_ids(home_of, record, f"calls.{name}")
    if not set(on.sure) == set(on.placed) == {urgency.word for urgency in Urgency}:
        raise RejectedError(f"{CERTIFICATE}: calls has not every class.")
    sure, placed = ({u: counts[u.word] for u in Urgency} for counts in (on.sure, on.placed))
    return Called(on.home_of, helped(record.problem, on.home_of), on.sure_home_of, sure, placed)


def check_ids(home_of: Mapping[str, Any], record: Recorded, where: str) -> None:
    """Raise RejectedError unless the children are in the match and the homes could take somebody."""
    columns, rows = record.problem.screen.pairs.column, record.problem.screen.pairs.row
    for child_id, home_id in home_of.items():
        if child_id not in rows or (home_id is not None and home_id not in columns):
            raise RejectedError(f"{CERTIFICATE}: {where} names a child or a home that is not in the match.")
