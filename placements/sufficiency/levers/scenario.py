"""A scenario: levers with their start, reach and cost, and other arrivals or supply, as a TOML file a person can edit.

`[ran_with]` at its end is written when it is run: what it was run on. A scenario is stale where that has changed since.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from placements.errors import InputError
from placements.sufficiency.levers.apply import WEEKS, Use
from placements.sufficiency.levers.effects import shrunk
from placements.sufficiency.levers.figure import Figure, Row
from placements.sufficiency.levers.register import SCALES, Effect, Register
from placements.tables.problems import Problem
from placements.tables.writing import checked_file, write_whole

SCHEMA = "placements/scenario/1"
FIX = "Correct the scenario file; `placements scenario new` writes one to start from."
BLOCK = re.compile(r"^\[ran_with\][^\S\n]*\n(?:(?!\[).*\n?)*", re.MULTILINE)
CHANGED = {
    "scenario": "the scenario was edited",
    "data": "the data are others",
    "area": "it was run for another area or other rows",
    "as_of": "it was run as of {was}",
    "version": "it was run by version {was}",
    "levers": "the register of levers has changed",
    "seed": "it was run with seed {was}",
    "replicates": "it was run with {was} replicates",
}


class RanWith(Row):
    """What a scenario was run on."""

    scenario: str
    data: str
    area: str
    as_of: date
    version: str
    levers: str
    seed: int
    replicates: int


class Evidence(Row):
    """An effect of somebody's own: what a study reported, shrunk here by its quality like any other."""

    eligible: str | None = None
    flow: str | None = None
    kind: str | None = None
    to: str | None = None
    ages: tuple[str, ...] = ()
    grade: str
    reported: Figure


class Planned(Row):
    """A lever of a scenario."""

    lever: str
    begins: date = Field(alias="from")
    reach: float = Field(default=1.0, ge=0, le=1)
    authorities: tuple[str, ...] = ()
    amount: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    cost_a_year: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    evidence: tuple[Evidence, ...] = ()


class Scenario(Row):
    """What a scenario file says. `arrivals` and `supply` multiply children who enter, and places."""

    name: str = Field(min_length=1)
    weeks: int = Field(default=3 * WEEKS, ge=WEEKS, le=10 * WEEKS)
    arrivals: float = Field(default=1.0, gt=0, le=5)
    supply: float = Field(default=1.0, ge=0, le=5)
    budget: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    notes: str = ""
    levers: tuple[Planned, ...] = ()
    ran_with: RanWith | None = None

    @property
    def digest(self) -> str:
        """The fingerprint of what it asks, not of what it was run on."""
        asked = self.model_dump(mode="json", exclude={"ran_with"}, by_alias=True)
        return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()

    def uses(self, as_of: date) -> tuple[Use, ...]:
        """Return its levers in use, in weeks from a day."""
        from placements.sufficiency.levers.register import register

        return tuple(
            Use(
                one.lever, (one.begins - as_of).days // 7, one.reach, one.authorities, one.amount, one.cost_a_year,
                tuple(_effect(register(), evidence) for evidence in one.evidence),
            )
            for one in self.levers
        )  # fmt: skip

    def stale(self, now: RanWith) -> list[str]:
        """Return what has changed since it was run; empty where nothing has, or it never was."""
        if self.ran_with is None:
            return []
        was, is_ = self.ran_with.model_dump(), now.model_dump()
        return [words.format(was=was[key]) for key, words in CHANGED.items() if was[key] != is_[key]]


def _effect(register: Register, own: Evidence) -> Effect:
    grade, scale = register.grades[own.grade], SCALES[own.flow or "entries"]
    used = shrunk(own.reported, grade, scale)
    return Effect.model_validate({
        "eligible": own.eligible, "flow": own.flow, "kind": own.kind, "to": own.to, "ages": own.ages,
        "reported": own.reported, "used": used,
    })  # fmt: skip


def read_scenario(path: Path, register: Register) -> Scenario:
    """Return the scenario of a file; raises InputError with every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise InputError(f"There is no scenario file {path.name}. Maybe the path is wrong.") from None
    except UnicodeDecodeError:
        raise InputError(f"The scenario file {path.name} is not text (UTF-8).") from None
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(f"The scenario file {path.name} cannot be read as TOML (key = value): {fault}.") from None
    return scenario_of(values, register, path.name)


def scenario_of(values: Mapping[str, Any], register: Register, name: str) -> Scenario:
    """Return the scenario of keys and values; raises InputError with every fault."""
    try:
        found = Scenario.model_validate(dict(values))
    except ValidationError as fault:
        said = [
            _problem(name, ".".join(str(part) for part in item["loc"]), item["msg"])
            for item in fault.errors(include_input=False, include_url=False, include_context=False)
        ]
        raise InputError(f"The scenario file {name} cannot be used.", tuple(said)) from None
    faults = tuple(_faults(found, register, name))
    if faults:
        raise InputError(f"The scenario file {name} cannot be used.", faults)
    return found


def _problem(name: str, key: str, message: str) -> Problem:
    return Problem("error", name, None, key, "SCENARIO", message, FIX)


def _faults(found: Scenario, register: Register, name: str) -> list[Problem]:
    """Return what the register has to say against a scenario."""
    said = []
    for k, one in enumerate(found.levers):
        key = f"levers.{k}"
        lever = register.levers.get(one.lever)
        if lever is None:
            said.append(_problem(name, f"{key}.lever", "there is no such lever; see `placements scenario levers`"))
        elif lever.needs_amount and one.amount is None:
            said.append(_problem(name, f"{key}.amount", f"it needs an amount: {lever.needs_amount}"))
        elif one.amount is not None and not lever.needs_amount:
            said.append(_problem(name, f"{key}.amount", "this lever takes a reach, not an amount"))
        for i, evidence in enumerate(one.evidence):
            said += _evidence_faults(evidence, register, name, f"{key}.evidence.{i}")
    return said


def _evidence_faults(evidence: Evidence, register: Register, name: str, key: str) -> list[Problem]:
    if evidence.grade not in register.grades:
        return [_problem(name, f"{key}.grade", f"one of {', '.join(register.grades)}")]
    if evidence.eligible is not None and evidence.eligible not in register.eligible:
        return [_problem(name, f"{key}.eligible", f"one of {', '.join(register.eligible)}")]
    if evidence.flow is not None and evidence.flow not in ("shift", "joining", "leaving"):
        return [_problem(name, f"{key}.flow", "one of shift, joining, leaving; or give `eligible`")]
    try:
        _effect(register, evidence)
    except (ValidationError, ValueError):
        return [_problem(name, key, "an effect names `eligible`, or a flow with its kind (and `to` for a shift)")]
    return []


def checked(found: Scenario, as_of: date, authorities: tuple[str, ...], name: str) -> Scenario:
    """Return a scenario that can be run from a day for an area; raises InputError with every fault."""
    said = []
    for k, one in enumerate(found.levers):
        if one.begins < as_of:
            message = f"it begins before {as_of}: what it does is in today's rates. Leave it out, or date its extension"
            said.append(_problem(name, f"levers.{k}.from", message))
        if set(one.authorities) - set(authorities):
            said.append(_problem(name, f"levers.{k}.authorities", "an authority is not one of the area"))
    if said:
        raise InputError(f"The scenario file {name} cannot be run here.", tuple(said))
    return found


def record_run(path: Path, now: RanWith) -> Path:
    """Write into a scenario file what it was run on, in place of what stood there; everything else stays as it is."""
    text = BLOCK.sub("", path.read_text(encoding="utf-8-sig")).rstrip("\n")
    lines = [f"{key} = {_toml(value)}" for key, value in now.model_dump().items()]
    return write_whole(path, "\n".join([text, "", "[ran_with]", *lines, ""]))


def _toml(value: object) -> str:
    return str(value) if isinstance(value, (int, date)) else json.dumps(value)


TEMPLATE = """\
# A scenario: what is changed, from when, how far and at what cost. `placements scenario levers` lists the levers.
name = "Family help first"
weeks = 260
# Children who enter, and places, as a part of today's.
arrivals = 1.0
supply = 1.0
# Pounds over all weeks, to be told the mix of these levers that saves most.
# budget = 5000000

[[levers]]
lever = "family_group_conference"
from = {begins}
# The part of those it can reach.
reach = 0.6

[[levers]]
lever = "reunification_support"
from = {begins}
reach = 0.5
# Only here; without it, everywhere.
# authorities = ["E06000036"]
# Pounds a year, where you know better than the register.
# cost_a_year = 250000

# A programme of your own, or one the register has no effect for: it is shrunk by the quality of its study.
# [[levers]]
# lever = "pause"
# from = {begins}
# [[levers.evidence]]
# eligible = "family_entries"
# grade = "before_after"
# reported = {{ median = 0.95, low = 0.88, high = 1.02, source = "Our own evaluation", year = 2025 }}
"""


def write_template(path: Path, begins: date) -> Path:
    """Write a scenario to start from; raises UsageError where it cannot stand there, or one stands there already."""
    from placements.errors import UsageError

    if checked_file(path, ".toml").exists():
        raise UsageError("There is a file of that name. Choose another name, so that nothing is overwritten.")
    return write_whole(path, TEMPLATE.format(begins=begins.isoformat()))
