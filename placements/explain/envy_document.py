"""The envy certificate of a proposal as JSON: every envied home with the reason, and how many of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placements.domain.region import Region
from placements.errors import UsageError
from placements.explain.beside import levels
from placements.explain.envy import Asker, Envied, Envy
from placements.explain.recorded import recorded
from placements.explain.result import MatchResult
from placements.explain.version import program_version
from placements.explain.why import known
from placements.optimise.check import review_of
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import pose
from placements.optimise.review import Review
from placements.optimise.solve import shown
from placements.policy.policy import Policy, default_policy
from placements.tables.proposals import proposal_of
from placements.units import pounds

SCHEMA = "placements/envy/1"
CODES = ("BETTER", "TIE", "LEVEL", "PIN", "POOLING", "TAKEN", "POLICY")
"""The order reasons are listed in: what a person would look at first."""


@dataclass(frozen=True)
class EnvyCertificate:
    """Who envies which home of a proposal, and why the proposal is as it is. `to_dict()` is the JSON of `envy`."""

    envy: Envy
    proven: bool | None
    """Whether every level was proven best; None for a list, which claims nothing."""
    child_id: str | None = None
    """The only child told of; None for everybody."""

    @property
    def review(self) -> Review:
        """The proposal."""
        return self.envy.review

    @cached_property
    def justified(self) -> list[tuple[Asker, Envied]]:
        """Every envied home nothing in the proposal answers for."""
        return [(asker, one) for asker, one in self._all if one.justified]

    @property
    def _all(self) -> Iterator[tuple[Asker, Envied]]:
        return ((asker, one) for asker in self.envy.askers for one in asker.envied)

    @cached_property
    def values(self) -> dict[str, int]:
        """Every level as it is counted here: children in homes no rule allows are left out."""
        gone = self.envy.exchanges.unlawful
        home_of = {c: h for c, h in self.review.home_of.items() if c not in gone}
        return levels(self.review.after(home_of) if gone else self.review)

    def of(self, child_id: str) -> "EnvyCertificate":
        """Return what concerns one child; raises UsageError for a child who is not in the match."""
        known("child", child_id, self.review.region.child)
        if child_id not in self.review.region.group_of:
            raise UsageError(f"{child_id} is settled in the present home: no home is proposed, and none is envied.")
        return EnvyCertificate(self.envy, self.proven, child_id)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema placements/envy/1); counts and `justified` are always the whole proposal's."""
        region = self.review.region
        told = [a for a in self.envy.askers if self.child_id in (None, *a.children)]
        return {
            "schema": SCHEMA,
            "region": region.name,
            "as_of": region.as_of.isoformat(),
            "inputs": region.inputs,
            "policy": self.review.policy.digest,
            "version": program_version(),
            "proven": self.proven,
            "lawful": not faults(self.review),
            "not_lawful": sorted(self.envy.exchanges.unlawful),
            "waiting": len(region.group_of),
            "placed": len(self.review.home_of),
            "envied": sum(1 for _ in self._all),
            "reasons": self._reasons(),
            "justified": [
                {"children": list(asker.children), **self._envied(asker, one)} for asker, one in self.justified
            ],
            "child_id": self.child_id,
            "children": [self._asker(asker) for asker in told],
        }

    def _reasons(self) -> list[dict[str, Any]]:
        """Return every reason there is, with how many homes and how many children it answers."""
        found: dict[tuple[str, str | None], list[Asker]] = {}
        for asker, one in self._all:
            found.setdefault((one.code, _level(one)), []).append(asker)
        levels = self.review.policy.levels.order
        order = sorted(found, key=lambda key: (CODES.index(key[0]), levels.index(key[1]) if key[1] else 0))
        return [
            {"code": code, "level": level, "pairs": len(found[code, level]),
             "children": len({c for asker in found[code, level] for c in asker.children})}
            for code, level in order
        ]  # fmt: skip

    def _asker(self, asker: Asker) -> dict[str, Any]:
        return {
            "children": list(asker.children),
            "urgency": asker.urgency.word,
            "home_of": {c: self.review.home_of.get(c) for c in asker.children},
            "points": asker.points,
            "stop_gap": asker.stop_gap,
            "envied": [self._envied(asker, one) for one in asker.envied],
            "outranked": list(asker.outranked),
        }

    def _envied(self, asker: Asker, one: Envied) -> dict[str, Any]:
        level = _level(one)
        now, then = self._amounts(one)
        return {
            "home_id": one.home_id,
            "points": one.points,
            "takers": [{"child_id": c, "urgency": self.review.urgency[c].word} for c in one.takers],
            "code": one.code,
            "level": level,
            "now": None if level is None else shown(level, now),
            "then": None if level is None else shown(level, then),
            "moves": None if one.exchange is None else dict(sorted(one.exchange.moves.items())),
            "sentence": self._sentence(asker, one),
        }

    def _amounts(self, one: Envied) -> tuple[int, int]:
        """Return the deciding level as it is and as it would be; nothing where none changes."""
        if one.exchange is None or one.exchange.first is None:
            return 0, 0
        name, by = one.exchange.first
        return self.values[name], self.values[name] + by

    def _sentence(self, asker: Asker, one: Envied) -> str:
        who, takers = _and(asker.children), _and(one.takers)
        if one.code == "PIN":
            settled = _and(sorted(self.envy.fixed.intersection((*asker.children, *one.takers))))
            return f"A pin or an accepted offer settles where {settled} will live; a person may take it back."
        if one.code == "POLICY":
            return f"{one.home_id} needs an approval for {who}, and the policy proposes only what needs none."
        if one.code == "POOLING":
            return f"The guarantee of shared homes stands against it: {' '.join(f.message for f in one.stops)}"
        if one.code == "TAKEN":
            return f"{one.home_id} would have no room for {who}, wherever {takers} went."
        with_it = _with(asker, one)
        if one.code == "TIE":
            return f"A tie: {with_it[:1].lower()}{with_it[1:]}, every level would stay as it is. A person may choose."
        name = _level(one) or ""
        now, then = (_amount(name, value) for value in self._amounts(one))
        worse = "better" if one.justified else "worse"
        return f"{with_it}, the proposal would be {worse}. {OBJECTIVES[name].title}: {then} instead of {now}."


def certificate_of(region: Region, proposal: str | Path | MatchResult, policy: Policy | None) -> EnvyCertificate:
    """Return the certificate of a match folder, a list of children and homes (CSV), or a result; see `examine.envy`."""
    if isinstance(proposal, MatchResult):
        return EnvyCertificate(Envy(proposal.problem, proposal.review), proposal.solution.proven)
    path = Path(proposal)
    if path.is_dir() or path.suffix == ".json":
        read = recorded(region, path if path.is_dir() else path.parent, policy)
        return EnvyCertificate(Envy(read.problem, read.review), read.proven)
    problem = pose(region, policy or default_policy())
    return EnvyCertificate(Envy(problem, review_of(problem, proposal_of(path, region))), None)


def _level(one: Envied) -> str | None:
    return one.exchange.first[0] if one.exchange is not None and one.exchange.first is not None else None


def _amount(name: str, value: int) -> str:
    return f"£{pounds(value):,.2f}" if OBJECTIVES[name].unit == "pence" else f"{value:,}"


def _with(asker: Asker, one: Envied) -> str:
    """Return an exchange in words: who would be where."""
    moves = one.exchange.moves if one.exchange else {}
    sent: dict[str | None, list[str]] = {}
    for child_id, home_id in sorted(moves.items()):
        if child_id not in asker.children:
            sent.setdefault(home_id, []).append(child_id)
    parts = [f"{_and(asker.children)} at {one.home_id}"]
    parts += [f"{_and(ids)} at {home_id}" for home_id, ids in sorted(sent.items(), key=lambda kv: kv[1]) if home_id]
    parts += [f"{_and(sent[None])} without a home"] if None in sent else []
    return f"With {_and(parts)}{'' if sent else ' and nobody else moved'}"


def _and(words: Iterable[str]) -> str:
    *some, last = words
    return f"{', '.join(some)} and {last}" if some else last
