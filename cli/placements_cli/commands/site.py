"""`placements site`: where the next places should be, over many possible futures."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, planner
from placements_cli.options import AsJson, Region
from placements_cli.output import progress, say, say_json, table

NAME = "site"
OTHERS = {"nothing": "nothing new", "p_median": "where most need is nearest", "where_cheap": "where it is cheapest"}


def command(
    region: Region,
    places: Annotated[int, typer.Option(min=1, help="At most so many places.")] = 40,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the published tables. Without it this week's children come again.")
    ] = None,
    budget: Annotated[float | None, typer.Option(min=0.0, help="Pounds a week for the new places.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only this kind: fostering, residential or supported. May be repeated.")
    ] = None,
    most: Annotated[int, typer.Option(min=1, help="At most so many places in one area.")] = 12,
    worst: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="No authority may have a larger share of need not met.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")] = 1,
    workers: Annotated[str, typer.Option(help="Processes, or dask://host:port.")] = "2",
    as_json: AsJson = False,
) -> None:
    """Choose where to open homes, recruit carers or buy places, and try the plan on futures it was not made for.

    Example: placements site se --data data --places 40
    """
    report = progress()
    found = planner.site(
        api.load(region), data=data, places=places, budget=budget, kinds=kind, most=most, worst=worst, seed=seed,
        workers=workers, progress=report,
    )  # fmt: skip
    if as_json:
        say_json(found)
    else:
        _show(found)


def _show(found: dict[str, Any]) -> None:
    """Print the intentions, and how the plan fares beside others."""
    for sentence in found["intentions"]:
        say(sentence)
    if not found["sites"]:
        say("No new place would pay for itself in these futures: what is free within 20 miles is enough.")
    say()
    say(f"This plan less other plans, over {found['held_out']['futures']} futures none had seen (95 % intervals):")
    table(("other plan", "children without a place", "pounds a week, all told"), [
        (OTHERS[name], _range(one["unmet"]), _range(one["cost"])) for name, one in found["differences"].items()
    ])  # fmt: skip
    gap = found["gap"]
    most = max(0, gap["at_most"])
    say(f"Estimated distance from the best plan: {gap['percent']:.2f} % (at most £{most:,.0f} a week).")
    say("Below 0: this plan has fewer. People decide.")


def _range(one: dict[str, Any]) -> str:
    return f"{one['mean']:,.1f} ({one['low']:,.1f} to {one['high']:,.1f})"
