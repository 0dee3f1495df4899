"""What an authority may make stricter for its own children: limits and rules, never looser than the region's."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from placements.domain.codes import Grade

STRICTNESS = ("default", "approval", "rule_out")
"""How strict a rule may be, from the rule's own word to ruling out all it touches."""

HIGHER_IS_STRICTER = ("u8_age", "smoke_free_age", "own_children_gap")
"""Limits that are stricter when they are higher; all other numbers are stricter when they are lower."""


class Part(BaseModel):
    """One table of a policy: unknown keys are refused, and nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RuleMode(Part):
    """A rule made stricter: `approval` asks for one where the rule only remarks; `rule_out` forbids."""

    mode: Literal["default", "approval", "rule_out"] = "default"


class OwnRule(Part):
    """A rule one authority makes stricter for its own children; no rule can be switched off."""

    mode: Literal["approval", "rule_out"]


class Limits(Part):
    """Local limits: ages in years, miles, working days, pounds a week, inspection grades."""

    u8_age: int = Field(ge=0, le=18)
    smoke_free_age: int = Field(ge=0, le=18)
    confirmed_days: int = Field(ge=0, le=20)
    far_miles: Decimal = Field(ge=0)
    approval_miles: Decimal | None = Field(default=None, ge=0)
    school_miles: Decimal = Field(ge=0)
    panel_weekly: Decimal = Field(ge=0)
    director_weekly: Decimal = Field(ge=0)
    agreed_grades: tuple[Grade, ...]
    share_opposite_sex_age: int = Field(ge=0, le=18)
    share_unrelated_age: int = Field(ge=0, le=18)
    own_children_gap: int = Field(ge=0, le=18)

    @field_validator("agreed_grades")
    @classmethod
    def _inadequate(cls, grades: tuple[Grade, ...]) -> tuple[Grade, ...]:
        if Grade.INADEQUATE not in grades:
            raise ValueError("an inadequate home always needs a manager's agreement: keep inadequate")
        return grades


class OwnLimits(Part):
    """One authority's tighter limits and rules for its own children; what is blank is the region's."""

    u8_age: int | None = Field(default=None, ge=0, le=18)
    smoke_free_age: int | None = Field(default=None, ge=0, le=18)
    confirmed_days: int | None = Field(default=None, ge=0, le=20)
    far_miles: Decimal | None = Field(default=None, ge=0)
    approval_miles: Decimal | None = Field(default=None, ge=0)
    school_miles: Decimal | None = Field(default=None, ge=0)
    panel_weekly: Decimal | None = Field(default=None, ge=0)
    director_weekly: Decimal | None = Field(default=None, ge=0)
    agreed_grades: tuple[Grade, ...] | None = None
    share_opposite_sex_age: int | None = Field(default=None, ge=0, le=18)
    share_unrelated_age: int | None = Field(default=None, ge=0, le=18)
    own_children_gap: int | None = Field(default=None, ge=0, le=18)
    rules: dict[str, OwnRule] = Field(default_factory=dict)

    def looser(self, limits: Limits, rules: dict[str, RuleMode]) -> Iterator[str]:
        """Yield the key of everything that is looser than the region's."""
        for name in LIMITS:
            own, region = getattr(self, name), getattr(limits, name)
            if own is not None and region is not None and _loosens(name, own, region):
                yield name
        for code, rule in sorted(self.rules.items()):
            region = rules[code].mode if code in rules else "default"
            if STRICTNESS.index(rule.mode) < STRICTNESS.index(region):
                yield f"rules.{code}.mode"


LIMITS = tuple(Limits.model_fields)
"""The names of the limits, in the order they are shown."""


def _loosens(name: str, own: Any, region: Any) -> bool:
    if isinstance(region, tuple):
        return not set(region) <= set(own)
    return bool(own < region if name in HIGHER_IS_STRICTER else own > region)


class Law(Part):
    """Days on which law that is passed but not begun is taken to begin; blank: when this program knows of it."""

    cwsa_2026_s13_from: date | None = None
