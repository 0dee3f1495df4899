"""Outcomes by group as one document: the JSON of `placements equality`."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placements.domain.region import Region
from placements.equality import words
from placements.equality.characteristics import CHARACTERISTICS, Characteristic
from placements.equality.compare import Comparison, Side, compare, groups_of
from placements.equality.deprivation import Deprivation
from placements.equality.outcomes import OUTCOMES
from placements.equality.reads import read_by, readers, unread
from placements.equality.weeks import Counted, counted
from placements.policy.policy import Policy
from placements.sharing.audience import REGION

SCHEMA = "placements/equality/1"
DIGITS = 4
LEAST = 1e-12


@dataclass(frozen=True)
class Equality:
    """Everybody in some matches, and every comparison."""

    counted: Counted

    @cached_property
    def comparisons(self) -> list[Comparison]:
        """Every group against everybody else, outcome by outcome."""
        return compare(self.counted.rows)

    @property
    def findings(self) -> list[Comparison]:
        """What was found beyond chance: worse before better, the surest first."""
        return _surest([one for one in self.comparisons if one.finding])

    @property
    def watch(self) -> list[Comparison]:
        """What would stand out were it asked alone: worth watching in the weeks to come."""
        return _surest([one for one in self.comparisons if one.by_itself])

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/equality/1), for the region's desk."""
        everybody = self.counted
        return {
            "schema": SCHEMA,
            "region": everybody.weeks[-1].region,
            "audience": REGION.to_dict(),
            "from": everybody.weeks[0].as_of.isoformat(),
            "to": everybody.weeks[-1].as_of.isoformat(),
            "children": len(everybody.rows),
            "child_weeks": everybody.child_weeks,
            "weeks": [
                {"as_of": week.as_of.isoformat(), "inputs": week.inputs, "policy": week.policy,
                 "children": week.children, "new": week.new}
                for week in everybody.weeks
            ],
            "characteristics": [self._characteristic(one) for one in CHARACTERISTICS],
            "outcomes": [
                {"name": one.name, "title": one.title, "of": one.of, "better": one.better, "unit": one.unit or "share"}
                for one in OUTCOMES
            ],
            "tests": sum(one.adjusted is not None for one in self.comparisons),
            "findings": [self._finding(one) for one in self.findings],
            "watch": [self._finding(one) for one in self.watch],
            "watch_by_chance": words.by_chance(self.comparisons, len(self.watch)),
            "reach": words.reach(self.comparisons),
            "comparisons": [self._comparison(one) for one in self.comparisons],
            "columns": {
                "read": [{"column": column, "by": list(by)} for column, by in readers().items() if by],
                "unread": list(unread()),
            },
            "meaning": list(words.MEANING),
            "source": words.SOURCE,
            "method": list(words.METHOD),
        }  # fmt: skip

    def title_of(self, characteristic: Characteristic, group: str) -> str:
        """Return a group in words: an authority by its name."""
        return self.counted.authorities.get(group, group) if characteristic.name == "authority" else group

    def _characteristic(self, one: Characteristic) -> dict[str, Any]:
        rows = self.counted.rows
        return {
            "name": one.name, "title": one.title, "protected": one.protected, "columns": list(one.columns),
            "read_by": list(read_by(one.columns)), "related": list(one.related),
            "related_read_by": list(read_by(one.related)),
            "groups": [
                {"name": group, "title": self.title_of(one, group),
                 "children": sum(row.groups[one.name] == group for row in rows)}
                for group in groups_of(one, rows)
            ],
        }  # fmt: skip

    def _finding(self, one: Comparison) -> dict[str, Any]:
        return {
            "characteristic": one.characteristic.name, "group": one.group, "outcome": one.outcome.name,
            "finding": one.way, "title": self.title_of(one.characteristic, one.group),
            "sentence": words.sentence(one), "look": words.where_to_look(one),
        }  # fmt: skip

    def _comparison(self, one: Comparison) -> dict[str, Any]:
        test, crude = one.adjusted, one.crude
        return {
            "characteristic": one.characteristic.name, "group": one.group, "outcome": one.outcome.name,
            **_side(one.side), "others": _side(one.others),
            "ratio": dict(zip(("value", "low", "high"), map(_round, one.ratio), strict=True)) if one.ratio else None,
            "difference": None if crude is None else _round(crude),
            "adjusted": None if test is None else {
                "difference": _round(test.difference), "low": _round(test.low), "high": _round(test.high),
                "p": _chance(test.p), "false_alarm_rate": _chance(one.rate or 0.0), "strata": test.strata,
                "design_effect": _round(test.design_effect), "detectable": _round(test.detectable),
            },
            "finding": one.finding, "why_not": one.why_not,
        }  # fmt: skip


def equality(
    matches: Iterable[tuple[Region, Path]], policy: Policy | None = None, deprivation: Deprivation | None = None
) -> Equality:
    """Return outcomes by group over some weekly matches; raises UsageError or InputError."""
    return Equality(counted(matches, policy, deprivation or Deprivation()))


def _surest(found: list[Comparison]) -> list[Comparison]:
    return sorted(found, key=lambda one: (one.way == "better", one.adjusted.p if one.adjusted else 1.0))


def _side(side: Side) -> dict[str, Any]:
    known = {name: getattr(side, name) for name in ("value", "low", "high")}
    return {
        "n": side.n, "count": side.count,
        **{name: None if value is None else _round(value) for name, value in known.items()},
    }  # fmt: skip


def _round(value: float) -> float:
    """Round so that machines agree; never to minus nought."""
    return round(value, DIGITS) + 0.0


def _chance(value: float) -> float:
    """Return a small chance with three digits."""
    return float(f"{max(value, LEAST):.3g}")
