"""The two proposals somebody wants to see side by side: match folders or lists, of this week or of an earlier one.

Children and homes are joined by id. Whatever a side was made from, both are counted by the rows the region holds now.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from placements.domain.region import Region
from placements.errors import InputError
from placements.explain.recorded import DOCUMENT, POLICY, SCHEMA, recorded
from placements.policy.policy import Policy, read_policy
from placements.rules.catalogue import CODES
from placements.tables.proposals import previous_of

Source = Literal["match", "list"]


@dataclass(frozen=True)
class Side:
    """One proposal as it was given: child -> home, with ids the region may not know."""

    source: Source
    given: Mapping[str, str]
    as_of: str | None = None
    same_rows: bool = False
    """Whether it was made from the rows the region holds now; a list does not say."""
    policy: Policy | None = None
    previous: Mapping[str, str] = field(default_factory=dict)
    children: frozenset[str] | None = None
    """Everybody in the match it was made for; None where nobody says, as in a list."""

    def home_of(self, region: Region) -> dict[str, str]:
        """Return the proposal as far as child and home are in the match now."""
        return {c: h for c, h in sorted(self.given.items()) if c in region.group_of and h in region.home}

    def left(self, region: Region) -> dict[str, str]:
        """Return the children it has a home for who are not in the match now, with that home."""
        return {c: h for c, h in sorted(self.given.items()) if c not in region.group_of}


def side(path: Path, region: Region, policy: Policy | None = None) -> Side:
    """Return a proposal from a match folder, a `match.json` or a CSV.

    `policy` stands in for the `policy.toml` of a folder. Raises InputError where a file is missing, damaged or of
    another region, UsageError where a match of these rows was made under another policy than is said.
    """
    file = path / DOCUMENT if path.is_dir() else path
    if file.suffix != ".json":
        return Side("list", previous_of(path))
    given = previous_of(path)
    document = _document(file, region)
    written = file.parent / POLICY
    made_under = read_policy(written, CODES) if written.is_file() else policy
    same = document["inputs"] == region.inputs
    previous = recorded(region, file.parent, made_under).previous if same else {}
    return Side("match", given, document["as_of"], same, made_under, previous, frozenset(document["classes"]))


def _document(file: Path, region: Region) -> dict[str, Any]:
    document = json.loads(file.read_text(encoding="utf-8"))
    try:
        whole = document["schema"] == SCHEMA and all(isinstance(document[k], str) for k in ("inputs", "as_of"))
        name, _ = document["region"], document["classes"].keys()
    except (KeyError, TypeError, AttributeError):
        whole, name = False, ""
    if not whole:
        raise InputError(f"{DOCUMENT} is not the JSON of a match, or is damaged. Run the match again.")
    if name != region.name:
        raise InputError(f"{DOCUMENT} was made for another region. Compare proposals of one region.")
    return dict(document)
