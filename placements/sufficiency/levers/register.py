"""The register of levers (`levers.toml`), read and checked: what each does to which flow, how that is known, cost."""

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from placements.demand.paths import AGES, EXITS, KINDS
from placements.sufficiency.levers.figure import CONFIDENCE, Confidence, Figure, Row, Scale

SCHEMA = "placements/levers/1"
FLOWS = ("entries", "exits", "moves", "returns")
"""What a path can be changed in."""
PLACES = ("occupied", "households", "kept", "joining", "leaving", "places")
"""What changes how many places there are."""
OTHERS = ("shift", "price")
"""Children of one kind of home who live in another instead; and what a week costs."""
SCALES: dict[str, Scale] = {
    **dict.fromkeys((*FLOWS, "joining", "leaving"), "ratio"), "shift": "share",
    **dict.fromkeys(("occupied", "households", "kept", "places", "price"), "amount"),
}  # fmt: skip
CostOf = Literal["none", "looked_after", "child", "shifted", "occupied", "household", "place"]
COST_OF = {
    "none": "no cost of its own",
    "looked_after": "a year, for each child looked after where it runs",
    "child": "for each child it reaches",
    "shifted": "a year, for each child who lives elsewhere because of it",
    "occupied": "a year, for each place it occupies",
    "household": "a year, for each household it reaches",
    "place": "a year, for each place",
}
NOTHING = "has no usable effect: {study}. It changes nothing here."


class Grade(Row):
    """How far a kind of study is believed: `kept` is the part of what it reports that is kept."""

    title: str
    kept: float = Field(ge=0, le=1)
    note: str


class Eligible(Row):
    """The part of a flow a lever can reach, and how many are reached for each child who would have entered or left."""

    title: str
    flow: Literal["entries", "exits", "moves", "returns"]
    exit: str | None = None
    ages: tuple[str, ...] = ()
    uasc: bool | None = None
    share: Figure
    served: Figure | None = None

    @model_validator(mode="after")
    def _known(self) -> Self:
        if set(self.ages) - set(AGES) or (self.exit is not None and self.exit not in EXITS):
            raise ValueError("ages and exits are those of placements.demand.paths")
        return self


class Effect(Row):
    """One thing a lever does: to the flow of `eligible`, or to places, kinds and prices (`flow`)."""

    eligible: str | None = None
    flow: Literal["occupied", "households", "kept", "joining", "leaving", "places", "shift", "price"] | None = None
    kind: str | None = None
    to: str | None = None
    ages: tuple[str, ...] = ()
    share: Figure | None = None
    served: Figure | None = None
    reported: Figure | None = None
    used: Figure
    bound: float | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.eligible is None) == (self.flow is None):
            raise ValueError("an effect is on the flow of `eligible`, or on one of the other flows")
        if self.flow is not None and self.kind not in KINDS:
            raise ValueError("an effect on places, kinds or prices names its kind")
        if (self.flow == "shift") != (self.to is not None) or (self.to is not None and self.to not in KINDS):
            raise ValueError("children who live elsewhere live in another kind: `to`")
        return self

    @property
    def scale(self) -> Scale:
        """How the effect is drawn: a ratio, a share or an amount."""
        return SCALES[self.flow or "entries"]


class Cost(Row):
    """What a lever costs, and for what."""

    of: CostOf
    median: float | None = Field(default=None, ge=0)
    low: float | None = None
    high: float | None = None
    source: str = ""
    year: int | None = None
    confidence: Confidence = "M"

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if (self.of == "none") != (self.median is None):
            raise ValueError("a cost has a number and a source, or is none")
        return self

    @property
    def figure(self) -> Figure | None:
        """The number, None where the lever has no cost of its own."""
        return None if self.median is None else Figure(**self.model_dump(exclude={"of"}))


class Lever(Row):
    """One lever: what it does, how that is known, how soon and at what cost."""

    title: str
    theme: str
    grade: str
    study: str
    years: str
    source: str = Field(min_length=1)
    confidence: Confidence
    hire: int = Field(default=0, ge=0)
    effect_lag: int = Field(default=0, ge=0)
    ramp: int = Field(default=0, ge=0)
    needs_amount: str | None = None
    per: float = Field(default=1.0, gt=0)
    as_stated: str | None = None
    cost: Cost
    notes: str
    effects: tuple[Effect, ...] = ()

    @property
    def says(self) -> str:
        """What is to be said of a lever without a usable effect; empty for the others."""
        return "" if self.effects else f"{self.title} {NOTHING.format(study=self.study[:1].lower() + self.study[1:])}"


class National(Row):
    """A number of England's, to scale a rate to an area."""

    value: float
    source: str
    year: int
    confidence: Confidence


class Register(Row):
    """All levers, the flows they reach, what a week of each kind costs, and how far studies are believed."""

    grades: dict[str, Grade]
    national: dict[str, National]
    unit_costs: dict[str, Figure]
    eligible: dict[str, Eligible]
    levers: dict[str, Lever]

    @field_validator("unit_costs")
    @classmethod
    def _every_kind(cls, costs: dict[str, Figure]) -> dict[str, Figure]:
        if tuple(costs) != KINDS:
            raise ValueError("a week of every kind of home has a cost, in the order of KINDS")
        return costs

    @model_validator(mode="after")
    def _names(self) -> Self:
        for name, lever in self.levers.items():
            if lever.grade not in self.grades:
                raise ValueError(f"{name}: its grade is not one of [grades]")
            if any(e.eligible is not None and e.eligible not in self.eligible for e in lever.effects):
                raise ValueError(f"{name}: it reaches a flow that is not one of [eligible]")
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the register as JSON (schema placements/levers/1)."""
        return {
            "schema": SCHEMA,
            "digest": digest(),
            "grades": {name: grade.model_dump() for name, grade in self.grades.items()},
            "confidence": CONFIDENCE,
            "national": {name: one.model_dump() for name, one in self.national.items()},
            "unit_costs": {name: one.model_dump() for name, one in self.unit_costs.items()},
            "eligible": {name: one.model_dump(mode="json") for name, one in self.eligible.items()},
            "levers": [
                {"name": name, **lever.model_dump(mode="json"), "usable": bool(lever.effects), "says": lever.says}
                for name, lever in self.levers.items()
            ],
        }


def _bytes() -> bytes:
    return (files("placements.sufficiency.levers") / "levers.toml").read_bytes()


@cache
def digest() -> str:
    """Return the fingerprint of the register, so that a scenario knows when its levers changed."""
    return hashlib.sha256(_bytes().replace(b"\r\n", b"\n")).hexdigest()


@cache
def register() -> Register:
    """Return the register that is shipped."""
    return Register.model_validate(tomllib.loads(_bytes().decode("utf-8")))
