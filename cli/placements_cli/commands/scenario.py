"""`placements scenario ...`: what a change, a promise or a projection would mean, with the arithmetic."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import foresee
from placements_cli.commands import scenario_compare
from placements_cli.options import AsJson
from placements_cli.output import progress, say, say_json, table

NAME = "scenario"
WORDS = {
    "published": "Published", "ours": "Ours", "closes": "What closes the difference", "actual": "What happened",
}  # fmt: skip
app = typer.Typer(
    help="Work through a promise, a projection or a change, with its arithmetic.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


PublicData = Annotated[Path, typer.Option("--data", help="Folder of public data.", show_default=False)]


@app.command("national")
def national(
    data: PublicData,
    seed: Annotated[int, typer.Option(help="Seed of the forecasts.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Lay published projections and promises over what happened: 95,000, 30,000 fewer, 10,000 places and the rest.

    Each with what comes out here, the assumption that closes the difference, and the arithmetic.
    Example: placements scenario national --data ../shared/data
    """
    found = foresee.national(data, seed)
    if as_json:
        say_json(found)
        return
    say(f"England, {found['from']} to {found['to']}.")
    for row in found["rows"]:
        say()
        say(row["title"])
        for word in ("published", "ours", "closes", "actual"):
            say(f"  {WORDS[word]}: {row[word]}")
        for flag in row["flags"]:
            say(f"  Mind: {flag}")
        for step in row["steps"]:
            say(f"    {step['what']}: {step['arithmetic']} = {_number(step['value'])}")
    say()
    for text in found["notes"]:
        say(text)


@app.command("record")
def record(
    data: PublicData,
    history: Annotated[
        list[str] | None,
        typer.Option(
            help="A region folder with returns (history/), or NAME=FOLDER. Repeat for more.", show_default=False
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the forecasts.")] = 1,
    as_json: AsJson = False,
) -> None:
    """Show how forecasts made in past years would have fared, beside a straight line and other rulers.

    England and its regions from published figures; each history of children from its own returns.
    Example: placements scenario record --data ../shared/data --history region
    """
    report = progress()
    report("Forecasting from past years")
    found = foresee.record(data, seed, dict(_named(text) for text in history or ()))
    if as_json:
        say_json(found)
        return
    for part in (found["national"], *found["national"]["periods"], found["regions"]):
        _tell(part)
    for name, one in found["histories"].items():
        say(f"{name}, returns of {one['from']} to {one['to']}:")
        for part in (one["whole"], one["authorities"]):
            if part is not None:
                _tell(part)
        _tell({"sentences": one["notes"]})
    for text in found["notes"]:
        say(text)


def _named(text: str) -> tuple[str, Path]:
    """Return the name and folder of NAME=FOLDER, or of a folder by its own name."""
    name, sign, folder = text.partition("=")
    return (name, Path(folder)) if sign and name and folder else (Path(text).name, Path(text))


def _tell(part: dict[str, Any]) -> None:
    for sentence in part["sentences"]:
        say(sentence)
    say()


scenario_compare.add_to(app)


@app.command("check-target")
def check_target(
    places: Annotated[int, typer.Argument(help="How many more fostering places.", show_default=False)],
    years: Annotated[float, typer.Argument(help="Within how many years.", show_default=False)],
    places_per_household: Annotated[
        float | None, typer.Option(help="Places in a household. Without it: England's, as published.")
    ] = None,
    joined: Annotated[
        float | None, typer.Option(help="Households that join in an ordinary year. Without it: England's.")
    ] = None,
    left: Annotated[
        float | None, typer.Option(help="Households that leave in an ordinary year. Without it: England's.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Work out how many households a promise of fostering places asks for, approved or kept, step by step.

    Example: placements scenario check-target 10000 3.5
    """
    found = foresee.check_target(places, years, places_per_household=places_per_household, joined=joined, left=left)
    if as_json:
        say_json(found)
        return
    table(("what", "arithmetic", "comes to"), [_step(step) for step in found["steps"]])
    say()
    for sentence in found["sentences"]:
        say(sentence)
    say("Figures:")
    for one in found["figures"]:
        say(f"  {one['value']:,.0f} {one['what']}, {one['year']}: {one['source']} ({one['confidence']}).")


def _step(step: dict[str, Any]) -> tuple[str, str, str]:
    return step["what"], step["arithmetic"], _number(step["value"])


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
