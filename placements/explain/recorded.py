"""A match that was written into a folder, read back beside the region it was made for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from placements.domain.region import Region
from placements.errors import InputError, UsageError
from placements.explain.version import program_version
from placements.optimise.check import review_of
from placements.optimise.problem import Problem, pose
from placements.optimise.review import Review
from placements.policy.policy import Policy, read_policy
from placements.rules.catalogue import CODES

SCHEMA = "placements/match/1"
DOCUMENT, POLICY, CERTIFICATE = "match.json", "policy.toml", "certificate.json"
"""Files that lie directly in the folder of a match."""


@dataclass(frozen=True)
class Recorded:
    """A proposal as it was written, the policy it was made under, and the last proposal sent before it."""

    region: Region
    policy: Policy
    document: Mapping[str, Any]
    previous: Mapping[str, str]

    @cached_property
    def home_of(self) -> dict[str, str]:
        """The proposal as child -> home."""
        return {p["child_id"]: p["home_id"] for p in self.document["placements"]}

    @property
    def proven(self) -> bool:
        """Whether it says of itself that every level was proven best; `verify` looks whether that is so."""
        solver = self.document.get("solver")
        return isinstance(solver, dict) and solver.get("status") == "optimal"

    @cached_property
    def problem(self) -> Problem:
        """The problem the proposal answers, posed again."""
        return pose(self.region, self.policy, self.previous)

    @cached_property
    def review(self) -> Review:
        """The proposal under review: looked at again from the records, without the solver."""
        return review_of(self.problem, self.home_of)


def recorded(region: Region, folder: Path, policy: Policy | None = None) -> Recorded:
    """Return the match of a folder; `policy` replaces the one written beside it.

    Raises InputError where a file is missing, damaged or of another region, UsageError where the policy is another.
    """
    document = _read(folder / DOCUMENT)
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise InputError(f"{DOCUMENT} is not the JSON of a match. Run the match again.")
    if document.get("inputs") != region.inputs:
        raise InputError(
            f"{DOCUMENT} was made from other rows than the region holds now. "
            "Take the region as it was then, or run the match again."
        )
    if not _whole(document, region):
        raise InputError(f"{DOCUMENT} is damaged. Run the match again.")
    chosen = policy or _policy_of(folder)
    if document["policy"] != chosen.digest:
        said = "" if document["version"] == program_version() else f" It was written by version {document['version']}."
        raise UsageError(f"The match was made under another policy. Give the policy file it was made with.{said}")
    return Recorded(region, chosen, document, _previous(folder))


def _policy_of(folder: Path) -> Policy:
    if not (folder / POLICY).is_file():
        raise InputError(f"There is no {POLICY} beside {DOCUMENT}. Give the policy file it was made with.")
    return read_policy(folder / POLICY, CODES)


def _previous(folder: Path) -> dict[str, str]:
    """Return the last proposal sent, as the certificate keeps it; none where there is no certificate."""
    if not (folder / CERTIFICATE).is_file():
        return {}
    found = _read(folder / CERTIFICATE)
    previous = found.get("previous", {}) if isinstance(found, dict) else None
    if not isinstance(previous, dict):
        raise InputError(f"{CERTIFICATE} is damaged. Run the match again.")
    return {str(child_id): str(home_id) for child_id, home_id in previous.items()}


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(f"{path.name} is missing or cannot be read. Is it the folder `match --out` wrote?") from None


def _whole(document: Mapping[str, Any], region: Region) -> bool:
    """Whether the fields that are read here are there, and name children and homes of the region."""
    try:
        pairs = [(p["child_id"], p["home_id"]) for p in document["placements"]]
        words = all(isinstance(document[name], str) for name in ("inputs", "policy", "version"))
    except (KeyError, TypeError):
        return False
    known = all(isinstance(h, str) and c in region.group_of and h in region.home for c, h in pairs)
    return words and known and len(dict(pairs)) == len(pairs)
