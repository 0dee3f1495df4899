"""The policy in force: the packaged default, with a region's own file laid over it."""

import hashlib
import json
import tomllib
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from placements.domain.codes import Grade
from placements.errors import UsageError
from placements.policy.local import STRICTNESS, Law, Limits, OwnLimits, Part, RuleMode
from placements.policy.text import policy_text as policy_text

CRITERIA = (
    "kin_and_kind", "siblings", "school", "distance", "needs_fit",
    "contact", "identity", "certainty", "stability", "assessments",
)  # fmt: skip
"""The criteria of the 0-100 scale, in the order reports show them."""

LEVELS = (
    "placed_overdue", "placed_today", "placed_soon", "stop_gaps", "right_home_poor", "right_home_shortfall",
    "placed_later", "right_home_later_poor", "right_home_later_shortfall",
    "fair_shares", "least_change", "weekly_cost",
)  # fmt: skip
"""Every level there is, in the default order."""

WELFARE = LEVELS[:9]
"""Levels every policy has, in an order of its own after the first three, and before all others."""

Weight = int


class Levels(Part):
    """Which levels, in which order."""

    order: tuple[str, ...]

    @field_validator("order")
    @classmethod
    def _known(cls, order: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(order)) != len(order) or set(order) - set(LEVELS):
            raise ValueError("each level stands once, from the list of `placements policy show`")
        needed = ("placed_overdue", "placed_today", "placed_soon")
        if order[:3] != needed:
            raise ValueError("the first three levels are placed_overdue, placed_today and placed_soon")
        if order[: len(WELFARE)] != tuple(name for name in order if name in WELFARE) or set(WELFARE) - set(order):
            raise ValueError(f"what is right for the children comes before change and cost: {', '.join(WELFARE)}")
        return order


class Points(Part):
    """Weights of the criteria, and what counts as equal and as poor."""

    kin_and_kind: Weight = Field(ge=0, le=1000)
    siblings: Weight = Field(ge=0, le=1000)
    school: Weight = Field(ge=0, le=1000)
    distance: Weight = Field(ge=0, le=1000)
    needs_fit: Weight = Field(ge=0, le=1000)
    contact: Weight = Field(ge=0, le=1000)
    identity: Weight = Field(ge=0, le=1000)
    certainty: Weight = Field(ge=0, le=1000)
    stability: Weight = Field(ge=0, le=1000)
    assessments: Weight = Field(ge=0, le=1000)
    equal_within: int = Field(ge=0, le=100)
    poor: int = Field(ge=0, le=100)


Band = tuple[Decimal, int]


class Bands(Part):
    """Miles or minutes up to which a home earns a worth from 0 to 100."""

    distance: tuple[Band, ...]
    school: tuple[Band, ...]
    contact: tuple[Band, ...]
    minutes: tuple[Band, ...]

    @field_validator("*")
    @classmethod
    def _falling(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        worths = [worth for _, worth in bands]
        if [b for b, _ in bands] != sorted(b for b, _ in bands) or worths != sorted(worths, reverse=True):
            raise ValueError("bands run from near to far with falling worth")
        if any(not 0 <= worth <= 100 for worth in worths):
            raise ValueError("a worth lies between 0 and 100")
        return bands


class Floor(Part):
    """What is below the floor: inspection grades, and school years in which a kept school counts."""

    grades: tuple[Grade, ...]
    exam_years: tuple[int, ...]

    @model_validator(mode="after")
    def _published(self) -> Self:
        if Grade.INADEQUATE not in self.grades or not {10, 11} <= set(self.exam_years):
            raise ValueError("the floor may be raised, not lowered: keep inadequate, and years 10 and 11")
        return self


class Approvals(Part):
    """`held_only`: propose only what needs no approval that is not on record."""

    held_only: bool


class Pooling(Part):
    """`guarantee`: no member's overdue, today's and soon children are placed less often than alone."""

    guarantee: bool


class Tie(Part):
    """The key that settles ties, so that neither names nor row order do."""

    key: str = Field(min_length=1)


class OneChild(Part):
    """A practitioner's own weights, or the floor lifted, for one child, with the reason."""

    reason: str = Field(min_length=1)
    points: dict[str, int] = Field(default_factory=dict)
    lift_floor: bool = False

    @field_validator("points")
    @classmethod
    def _criteria(cls, points: dict[str, int]) -> dict[str, int]:
        if set(points) - set(CRITERIA) or any(not 0 <= weight <= 1000 for weight in points.values()):
            raise ValueError("weights are whole numbers from 0 to 1000 for the criteria of [points]")
        return points


class Policy(Part):
    """Everything a region chooses."""

    levels: Levels
    points: Points
    bands: Bands
    floor: Floor
    limits: Limits
    law: Law = Law()
    approvals: Approvals
    pooling: Pooling
    tie: Tie
    rules: dict[str, RuleMode] = Field(default_factory=dict)
    authorities: dict[str, OwnLimits] = Field(default_factory=dict)
    children: dict[str, OneChild] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _tighten_only(self) -> Self:
        looser = [
            f"authorities.{code}.{key}"
            for code, own in sorted(self.authorities.items())
            for key in own.looser(self.limits, self.rules)
        ]
        if looser:
            raise ValueError(f"{', '.join(looser)}: an authority may tighten what the region sets, not loosen it")
        return self

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the policy in force; the order of its tables changes nothing."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def limit(self, name: str, authority: str) -> Any:
        """Return a limit as it binds one authority's children."""
        own = self.authorities.get(authority)
        value = getattr(own, name, None) if own else None
        return getattr(self.limits, name) if value is None else value

    def weights(self, child_id: str) -> tuple[int, ...]:
        """Return the weights of the criteria for one child, in the order of CRITERIA."""
        own = self.children[child_id].points if child_id in self.children else {}
        return tuple(own.get(name, getattr(self.points, name)) for name in CRITERIA)

    def mode(self, code: str, authority: str) -> str:
        """Return how strict a rule is for one authority's children: the region's word or its own, the stricter."""
        own = self.authorities[authority].rules if authority in self.authorities else {}
        modes = [rule.mode for rule in (self.rules.get(code), own.get(code)) if rule]
        return max(modes, key=STRICTNESS.index, default=STRICTNESS[0])

    @cached_property
    def stricter(self) -> frozenset[str]:
        """Codes of the rules that are stricter than their own word for anybody."""
        own = {code for authority in self.authorities.values() for code in authority.rules}
        return frozenset(own | {code for code, rule in self.rules.items() if rule.mode != STRICTNESS[0]})


_PLAIN = {
    "extra_forbidden": "there is no such key; `placements policy show` lists them",
    "missing": "this key is needed",
}


def default_text() -> str:
    """Return the packaged default policy as it is written."""
    return (files("placements.policy") / "default.toml").read_text(encoding="utf-8")


@cache
def default_policy() -> Policy:
    """Return the packaged default."""
    return Policy.model_validate(tomllib.loads(default_text()))


def read_policy(path: Path | None, known_rules: frozenset[str] = frozenset()) -> Policy:
    """Return the default with a file laid over it; raises UsageError naming every key that cannot stand."""
    if path is None:
        return default_policy()
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"There is no policy file {path.name}. Maybe the path is wrong.") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise UsageError(f"The policy file {path.name} cannot be read as TOML (key = value).") from None
    return policy_from(own, known_rules)


def policy_from(own: dict[str, Any], known_rules: frozenset[str] = frozenset()) -> Policy:
    """Return the default with a table of keys laid over it; raises UsageError."""
    merged = tomllib.loads(default_text())
    for part, values in own.items():
        merged[part] = {**merged.get(part, {}), **values} if isinstance(values, dict) else values
    try:
        policy = Policy.model_validate(merged)
    except ValidationError as fault:
        lines = [_worded(item) for item in fault.errors(include_input=False, include_url=False)]
        raise UsageError("The policy cannot be used:\n  " + "\n  ".join(lines)) from None
    unknown = sorted(_rules_named(policy) - known_rules) if known_rules else []
    if unknown:
        raise UsageError(f"The policy names rules that do not exist: {', '.join(unknown)}. See `placements rules`.")
    return policy


def _worded(item: Any) -> str:
    """Return one fault with the key it is about."""
    said = _PLAIN.get(item["type"], item["msg"].removeprefix("Value error, "))
    key = ".".join(str(place) for place in item["loc"])
    return f"{key}: {said}" if key else said


def _rules_named(policy: Policy) -> set[str]:
    return {*policy.rules, *(code for own in policy.authorities.values() for code in own.rules)}
