"""Which columns of a child's row are read, found by watching who asks a `Child` for what.

Each rule and each criterion is run by itself on fresh columns, so that nothing is read for it by another; then whole
proposals are made, and what else reads a row is named by its file. `python tests/equality/tracing.py` prints what
`placements/equality/reads.toml` has to hold.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType

from placements import api
from placements.candidates.floor import below_floor
from placements.candidates.screen import screen
from placements.domain.children import Child
from placements.domain.region import Region
from placements.optimise.criteria.catalogue import CRITERIA
from placements.optimise.problem import pose
from placements.optimise.solve import solve
from placements.policy.policy import default_policy
from placements.rules.catalogue import RULES
from placements.rules.columns.pairs import Pairs

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("latitude", "longitude", "postcode")
"""Read as one, `position`: the reader of the tables makes one of them."""
COLUMNS = (*(name for name in Child.model_fields if name not in ("child_id", *PLACES)), "position")
OF_MODEL = ("stay", "children")
"""Files of the domain that read a row for everybody: how long a stay is, and who is in the match."""
PARTS = (
    ("domain/stay", "stay"), ("domain/children", "waiting"), ("optimise/problem", "waiting"),
    ("candidates/classes", "urgency"), ("optimise/options", "together"), ("optimise/constraints", "together"),
    ("optimise/costs", "money"),
)  # fmt: skip
"""Other files that read a row to make a proposal, and what we call them."""


@contextmanager
def watched() -> Iterator[set[tuple[str, str]]]:
    """Collect (column, file that asked) of every column of a child read meanwhile."""
    seen: set[tuple[str, str]] = set()
    usual = Child.__getattribute__

    def spy(child: Child, name: str) -> object:
        if name in COLUMNS:
            seen.add((name, _asker(sys._getframe(1))))
        return usual(child, name)

    Child.__getattribute__ = spy  # type: ignore[method-assign, assignment]
    try:
        yield seen
    finally:
        Child.__getattribute__ = usual  # type: ignore[method-assign]


def _asker(frame: FrameType | None) -> str:
    """Return the file of the project that asked; look-ups of the domain are their caller's, but for a few."""
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if ROOT / "placements" in file.parents and (file.parent.name != "domain" or file.stem in OF_MODEL):
            return str(file.relative_to(ROOT / "placements").with_suffix(""))
        frame = frame.f_back
    return ""


def reads_of(region: Region) -> dict[str, set[str]]:
    """Return the columns each rule, criterion and other part reads of the children of a region, and all of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for rule in RULES:
        with watched() as seen:
            rule.judge(_pairs(region))
        found[f"rules.{rule.code}"] |= _columns(seen)
    for criterion in CRITERIA:
        judged = replace(screen(replace(region), default_policy(), region.waiting, region.homes), pairs=_pairs(region))
        with watched() as seen:
            criterion.applies(judged)
            criterion.worth(judged)
        found[f"criteria.{criterion.name}"] |= _columns(seen)
    with watched() as seen:
        below_floor(_pairs(region))
    found["model.floor"] |= _columns(seen)
    with watched() as seen:
        solve(pose(replace(region), default_policy()))
    for column, asker in seen:
        found["all"].add(column)
        for start, part in PARTS:
            if asker.startswith(start):
                found[f"model.{part}"].add(column)
    return found


def _pairs(region: Region) -> Pairs:
    """Return columns of a region nobody has asked anything of."""
    one = replace(region)
    return Pairs(one, default_policy(), one.waiting, one.homes)


def _columns(seen: set[tuple[str, str]]) -> set[str]:
    """Return the columns read, but for those every table of pairs reads to know the stay."""
    return {column for column, asker in seen if not asker.startswith("domain/")}


def regions() -> Iterator[Region]:
    """Yield the regions that are watched: the samples, and small random ones in which every rule is live."""
    from properties.regions import small_region

    yield api.load(api.sample("small"))
    yield api.load(api.sample("greater_manchester"))
    yield from map(small_region, range(60))


def traced() -> dict[str, set[str]]:
    """Return the columns by reader over all of them."""
    total: dict[str, set[str]] = defaultdict(set)
    for region in regions():
        for reader, columns in reads_of(region).items():
            total[reader] |= columns
    return total


def as_toml(total: dict[str, set[str]]) -> str:
    """Return what `placements/equality/reads.toml` holds."""
    lines = [
        "# Columns of children.csv, by who reads them for a proposal. Found by watching (tests/equality/tracing.py)."
    ]
    for section in ("rules", "criteria", "model"):
        lines += ["", f"[{section}]"]
        named = {reader.partition(".")[2]: sorted(cols) for reader, cols in total.items() if reader.startswith(section)}
        lines += [f"{name} = {json.dumps(columns)}" for name, columns in sorted(named.items()) if columns]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))
    print(as_toml(traced()), end="")
