"""What a rule is: a test over columns, and the words for one pair."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from placements.domain.children import Child
from placements.domain.codes import Located, Outcome, Subject
from placements.domain.facts import Value, shipped
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.domain.stay import Stay
from placements.law.source import Source
from placements.policy.local import STRICTNESS
from placements.policy.policy import Policy
from placements.rules.columns.pairs import Pairs

Array = npt.NDArray[Any]


class RuleKind(StrEnum):
    """How a rule binds."""

    HARD = "hard"
    ON_RECORD = "approval on record first"
    APPROVAL = "approval"
    REMARK = "remark"


class Scope(StrEnum):
    """Over what a rule is judged."""

    PAIR = "pair"
    SET = "set"


@dataclass(frozen=True)
class Judgement:
    """Where a rule bites, as tables of pairs; None means nowhere."""

    ruled_out: Array | None = None
    cannot_confirm: Array | None = None
    needs_approval: Array | None = None
    if_confirmed: Array | None = None
    noted: Array | None = None
    not_checked: Array | None = None

    def tables(self) -> dict[Outcome, Array]:
        """Return the tables that are there, worst outcome first."""
        named = {
            Outcome.RULED_OUT: self.ruled_out,
            Outcome.CANNOT_CONFIRM: self.cannot_confirm,
            Outcome.NEEDS_APPROVAL: self.needs_approval,
            Outcome.IF_CONFIRMED: self.if_confirmed,
            Outcome.AVAILABLE: self.noted,
        }
        return {outcome: table for outcome, table in named.items() if table is not None}


class Finding(NamedTuple):
    """What a rule says of one pair; `measured` and `limit` stay empty where they would give something away."""

    sentence: str
    measured: str | float | int | None = None
    limit: str | float | int | None = None
    unlock: str | None = None
    who: str | None = None


@dataclass(frozen=True)
class Case:
    """One pair, as plain records, for whoever writes the sentence."""

    region: Region
    policy: Policy
    child: Child
    home: Home

    @cached_property
    def pairs(self) -> Pairs:
        """The pair as columns with one row and one column."""
        return Pairs(self.region, self.policy, (self.child,), (self.home,))

    @property
    def stay(self) -> Stay:
        """Her stay."""
        return self.pairs.stays[0]

    @property
    def age(self) -> int:
        """Her age at the start."""
        return int(self.pairs.age[0, 0])

    @property
    def provider(self) -> str:
        """Whom to ask about the home."""
        return self.home.provider or f"the provider of {self.home.home_id}"

    def fact(self, name: str) -> Value | None:
        """Return what is recorded of the child or of the home, whichever the fact is about; None where nothing is."""
        said = self.region.fact_of.get(name, {})
        return said.get(self.home.home_id if shipped()[name].of == (Subject.HOME,) else self.child.child_id)

    def figure(self, name: str) -> float:
        """Return a figure that is recorded."""
        said = self.fact(name)
        assert isinstance(said, float)
        return said

    def codes(self, name: str) -> frozenset[str]:
        """Return the codes that are recorded; none where nothing is."""
        said = self.fact(name)
        return said if isinstance(said, frozenset) else frozenset()

    @property
    def roughly(self) -> str:
        """What to add to a distance where the home is only roughly located."""
        position = self.home.position
        if position is None or position.located is Located.EXACT:
            return ""
        return f" (measured from the middle of its {position.located})"

    def name_of(self, authority: str | None) -> str:
        """Return the name of an authority, or its code where it is not in the region."""
        known = self.region.authority.get(authority or "")
        return known.name if known else authority or "an authority not named"


@dataclass(frozen=True)
class Rule:
    """One entry of the catalogue. `sources` has no default: a rule without one does not build."""

    code: str
    title: str
    kind: RuleKind
    sources: tuple[Source, ...]
    judge: Callable[[Pairs], Judgement]
    say: Callable[[Case, Outcome], Finding]
    scope: Scope = Scope.PAIR
    local: bool = False
    since: date | None = None
    until: date | None = None
    names_home: bool = False
    never_unlocked: bool = False
    opens_with: str = ""
    reads: tuple[str, ...] = ()
    """Facts of `facts.csv` it reads, by their names in the shipped list."""

    def in_force(self, on: date) -> bool:
        """Whether the rule binds on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def verdict(self, pairs: Pairs) -> Judgement:
        """Return where the rule bites once its dates, approvals held and local strictness are counted."""
        if not self.in_force(pairs.region.as_of):
            return Judgement()
        judged = self.judge(pairs)
        if self.code not in pairs.policy.stricter:
            return self._less_approved(judged, pairs)
        strict = pairs.of_children(lambda c: STRICTNESS.index(pairs.policy.mode(self.code, c.authority)), np.int8)
        asked = _asked(judged, strict == STRICTNESS.index("approval"))
        return _forbidden(judged, self._less_approved(asked, pairs), strict == STRICTNESS.index("rule_out"))

    def _less_approved(self, judged: Judgement, pairs: Pairs) -> Judgement:
        on_record = self.kind is RuleKind.ON_RECORD
        if judged.needs_approval is None and not (on_record and judged.ruled_out is not None):
            return judged
        held = pairs.papers.approved(self.code, this_home=self.names_home)
        if not held.any():
            return judged
        parts = _parts(judged)
        for name in ("needs_approval", "ruled_out") if on_record else ("needs_approval",):
            parts[name] = None if parts[name] is None else parts[name] & ~held
        return Judgement(**parts)


def _parts(judged: Judgement) -> dict[str, Any]:
    return {f.name: getattr(judged, f.name) for f in fields(judged)}


def _asked(judged: Judgement, where: Array) -> Judgement:
    """Return the judgement with an approval asked for, for some children, where the rule only remarks."""
    if judged.noted is None or not where.any():
        return judged
    asked, noted = judged.noted & where, judged.noted & ~where
    before = judged.needs_approval
    return Judgement(
        **{**_parts(judged), "needs_approval": asked if before is None else before | asked, "noted": noted}
    )


def _forbidden(found: Judgement, judged: Judgement, where: Array) -> Judgement:
    """Return a judgement with everything the rule found at first ruled out for some children, approved or not."""
    tables = list(found.tables().values())
    if not tables or not where.any():
        return judged
    touched = np.logical_or.reduce(np.broadcast_arrays(*tables)) & where
    parts = {
        name: table if table is None or name == "not_checked" else table & ~where
        for name, table in _parts(judged).items()
    }
    parts["ruled_out"] = touched if parts["ruled_out"] is None else parts["ruled_out"] | touched
    return Judgement(**parts)
