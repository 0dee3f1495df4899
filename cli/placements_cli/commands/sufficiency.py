"""`placements sufficiency`: what is missing, where, for whom, how sure, and what would change it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, planner
from placements_cli.options import AsJson, PolicyFile, Region
from placements_cli.output import note, progress, say, say_json, table

NAME = "sufficiency"
TOP = 8


def command(
    region: Region,
    out: Annotated[Path | None, typer.Option(help="Folder for the statement; without it nothing is written.")] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the published tables. Without it this week's children come again.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Fit demand to the region's own statutory returns (its history folder).")
    ] = False,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same statement.")] = 1,
    weeks: Annotated[int, typer.Option(min=8, max=520, help="Weeks to look ahead.")] = 156,
    replicates: Annotated[int, typer.Option(min=2, max=5000, help="How many futures.")] = 200,
    sampled: Annotated[int, typer.Option(min=2, max=5000, help="Weeks of them that are matched.")] = 200,
    workers: Annotated[str, typer.Option(help="Processes, or dask://host:port.")] = "2",
    rate: Annotated[
        float | None, typer.Option(min=0.1, help="Without published tables: children a week. Else as many as now.")
    ] = None,
    planned: Annotated[Path | None, typer.Option(help="CSV of places planned: kind, authority, places, from.")] = None,
    recorded: Annotated[Path | None, typer.Option(help="CSV of unmet need as authorities recorded it.")] = None,
    places: Annotated[int, typer.Option(min=0, help="How many places commissioning intentions are about.")] = 40,
    record: Annotated[
        list[Path] | None,
        typer.Option(help="A region folder with returns: how forecasts of it would have fared. May be repeated."),
    ] = None,
    policy: PolicyFile = None,
    as_json: AsJson = False,
) -> None:
    """Work out a sufficiency statement: demand, its record, the gap by matching, what a place is worth, levers, stress.

    Example: placements sufficiency se --data data --out statement
    """
    if out is not None:
        api.check_folder(out)
    report = progress()
    report("Reading the region")
    asked = planner.Statement(
        data=data, history=history, seed=seed, weeks=weeks, replicates=replicates, sampled=sampled, workers=workers,
        rate=rate, planned=planned, recorded=recorded, places=places, record=tuple(record or ()),
    )  # fmt: skip
    found = planner.sufficiency(region, asked, api.load_policy(policy), progress=report)
    if as_json:
        say_json(found)
    else:
        _show(found)
    if out is not None:
        written = planner.write_sufficiency(found, out)
        note(f"Wrote {out}: {', '.join(str(path.relative_to(out)) for path in written)}")


def _show(found: dict[str, Any]) -> None:
    """Print what stands out."""
    total, series = found["unmet"]["total"], found["forecast"]["series"]
    names = found["authorities"]
    say(f"{found['region']}, {found['as_of']}: {found['needs']['children']:,} children need a home now.")
    for sentence in found["sentences"]:
        say(sentence)
    say()
    table(("children looked after", "middle", "four futures in five"), [
        (row["date"], f"{row['stock']['p50']:,.0f}", f"{row['stock']['p10']:,.0f} to {row['stock']['p90']:,.0f}")
        for row in series if row["week"] % 52 == 0
    ])  # fmt: skip
    say()
    say(f"A week: {total['children']['mean']:.1f} children need a home, {total['unmet']['mean']:.1f} are unmet "
        f"(standard error {total['unmet']['se']:.2f}), {total['no_home']['mean']:.1f} have none.")  # fmt: skip
    largest = sorted(found["gap"], key=lambda row: -row["mean"])[:TOP]
    table(("unmet a week", "area", "mean", "1 in 10 below", "1 in 10 above"), [
        (row["kind"], names.get(row["area"], row["area"]), f"{row['mean']:.2f}", f"{row['p10']:g}", f"{row['p90']:g}")
        for row in largest
    ])  # fmt: skip
    if found["siting"]:
        say()
        for sentence in found["siting"]["intentions"]:
            say(sentence)
    say("Forecasts are not promises. People decide.")
