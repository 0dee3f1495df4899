"""What a region is worth when many cells are blank, and whether the ten calls are the right ones.

`python -m benchmarks.blanked REGION` blanks two cells in five of every optional column, matches both, rings the calls
the proposal names by writing every answer into the records, and counts again.
"""

import csv
import shutil
import sys
from argparse import ArgumentParser
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from placements import MatchResult, Region, load, match
from placements.optimise.calls import best_calls
from placements.tables.columns import TABLES

SHARE = 0.4
KEPT = ("unborn",)
"""Without it a birth ahead is an error, so the region would be refused and not merely poor."""
ALL_AGES = {"min_age": 0, "max_age": 17}


def blank(folder: Path, out: Path, seed: int, share: float = SHARE, only: tuple[str, ...] = ()) -> int:
    """Copy a region folder with a share of the cells of optional columns blank; return how many were blanked."""
    shutil.copytree(folder, out, dirs_exist_ok=True)
    random, count = Random(seed), 0
    for table in TABLES:
        path = out / table.file
        if not path.exists() or (only and table.name not in only):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        optional = [c for c in (rows[0] if rows else ()) if c in table.columns and c not in table.required_columns]
        for row in rows:
            for column in optional:
                if row[column] and column not in KEPT and random.random() < share:
                    row[column] = ""
                    count += 1
        if rows:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    return count


def answered(region: Region, calls: dict[str, Any]) -> Region:
    """Return the region after somebody has rung every home of the calls and every answer was yes."""
    rung = {call["home_id"]: [region.child[c] for c in call["children"]] for call in calls["calls"]}
    homes = tuple(
        _yes(home, rung[home.home_id], region.as_of) if home.home_id in rung else home for home in region.homes
    )
    vacancies = tuple(
        row.model_copy(update={"confirmed_on": region.as_of, "certainty": row.certainty and "confirmed"})
        if row.home_id in rung and row.certainty != "held" else row
        for row in region.vacancies
    )  # fmt: skip
    return replace(region, homes=homes, vacancies=vacancies)


def _yes(home: Any, children: list[Any], today: date) -> Any:
    """Return a home that has answered every question about some children with yes."""
    said: dict[str, Any] = {"confirmed_on": today}
    if home.adaptations is None:
        said["adaptations"] = tuple({a for child in children for a in child.adaptations}) or ("none",)
    if home.needs_met is None:
        said["needs_met"] = tuple({n for child in children for n in child.needs}) or ("none",)
    said |= {name: age for name, age in ALL_AGES.items() if getattr(home, name) is None and not home.fosters}
    if home.registration is None and not home.fosters:
        said["registration"] = "answered"
    if home.kind == "kinship" and home.status == "on_hold":
        said["status"] = "open"
    return home.model_copy(update=said)


def compare(folder: Path, seed: int, only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return what the blanks cost, what the calls promise, and what they bring when they are made."""
    with TemporaryDirectory() as made:
        blanks = blank(folder, Path(made) / "region", seed, only=only)
        full, poor = match(load(folder)), match(load(Path(made) / "region"))
    calls = poor.to_dict()["calls"]
    again = best_calls(match(answered(poor.problem.region, calls)).problem)
    return {
        "blanked": blanks, "full": _placed(full), "poor": _placed(poor), "sure": calls["sure"],
        "calls": len(calls["calls"]), "gain": calls["gain"], "confirmed": sum(again.sure.values()) - calls["sure"],
    }  # fmt: skip


def _placed(result: MatchResult) -> str:
    return f"{len(result.home_of)} of {len(result.problem.screen.pairs.children)}"


def main() -> None:
    """Print a row for each seed, with every table blanked and with what providers fill in alone."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("region", type=Path)
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    print("blanked                     cells  placed before  placed after  sure  calls  gain  confirmed by hand")
    for title, only in (("every table", ()), ("homes, vacancies, residents", ("homes", "vacancies", "residents"))):
        for seed in range(1, asked.seeds + 1):
            row = compare(asked.region, seed, only)
            print(f"{title:27} {row['blanked']:>6}  {row['full']:>13}  {row['poor']:>12}  {row['sure']:>4}  "
                  f"{row['calls']:>5}  {row['gain']:>4}  {row['confirmed']:>17}")  # fmt: skip
            sys.stdout.flush()


if __name__ == "__main__":
    main()
