"""Children as counted, made by hand, and weeks that lie in folders."""

import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from placements import api
from placements.domain.region import Region
from placements.equality.characteristics import CHARACTERISTICS
from placements.equality.document import Equality
from placements.equality.weeks import Counted, Row, Week

USUAL = {
    "authority": "A1", "ethnicity": "White", "disability": "Not known", "sex": "Girls", "age": "5 to 9",
    "religion": "Not known", "siblings": "No brother or sister in the match",
    "uasc": "Not unaccompanied, or left blank", "deprivation": "Not known", "completeness": "Nothing missing",
}  # fmt: skip


def row(number: int, home: bool = True, **changes: Any) -> Row:
    """Return one child; changes are groups, `urgency`, `family`, or outcomes beside having a home."""
    groups = {one.name: changes.pop(one.name, USUAL[one.name]) for one in CHARACTERISTICS}
    child_id = f"C{number:04}"
    kept = {"urgency": "soon", "family": f"child {child_id}", **changes}
    urgency, family = kept.pop("urgency"), kept.pop("family")
    outcomes = {"home": float(home), **({"stop_gap": 0.0, "poor": 0.0} if home else {}), **kept}
    return Row(child_id, urgency, groups["age"], family, groups, outcomes, None, None, home)


@cache
def matched(name: str = "small") -> tuple[Region, Path]:
    """Return a sample and the folder of its match."""
    region = api.load(api.sample(name))
    folder = Path(mkdtemp()) / "match"
    api.write_reports(api.match(region), folder)
    return region, folder


@cache
def next_week(without: tuple[str, ...] = (), referred: tuple[tuple[str, str], ...] = ()) -> tuple[Path, Path]:
    """Return the small sample a week later, and the folder of its match, as folders."""
    tmp = Path(mkdtemp())
    folder = tmp / "later"
    shutil.copytree(api.sample("small"), folder, ignore=shutil.ignore_patterns("pins.csv"))
    toml = folder / "region.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("2026-11-23", "2026-11-30"), encoding="utf-8")
    children = folder / "children.csv"
    lines = children.read_text(encoding="utf-8").splitlines()
    heads = lines[0].split(",")
    kept = [line for line in lines[1:] if line.split(",")[0] not in without]
    for child_id, day in referred:
        kept = [_changed(line, heads.index("referred_on"), day) if line.startswith(child_id) else line for line in kept]
    children.write_text("\n".join([lines[0], *kept, ""]), encoding="utf-8")
    api.write_reports(api.match(api.load(folder)), tmp / "later-match")
    return folder, tmp / "later-match"


def _changed(line: str, at: int, value: str) -> str:
    cells = line.split(",")
    return ",".join([*cells[:at], value, *cells[at + 1 :]])


def spoiled(folder: Path, tmp: Path, change: Any) -> Path:
    """Return a copy of a match folder whose `match.json` was changed."""
    copy = tmp / "spoiled"
    shutil.copytree(folder, copy, dirs_exist_ok=True)
    document = json.loads((copy / "match.json").read_text(encoding="utf-8"))
    change(document)
    (copy / "match.json").write_text(json.dumps(document), encoding="utf-8")
    return copy


def crowd(black_with=24, black=40, white_with=180, white=200, **changes):
    """Return children of two groups, each alone, all alike but for having a home."""
    rows = [row(n, n < black_with, ethnicity="Black, African, Caribbean or Black British") for n in range(black)]
    return rows + [row(1000 + n, n < white_with, **changes) for n in range(white)]


def equality_of(rows):
    """Return them as one week of a region."""
    day = api.load(api.sample("small")).as_of
    return Equality(Counted(tuple(rows), (Week(day, "Test", "", "", len(rows)),), {"A1": "Ashby"}, frozenset(), 0))
