"""`placements scenario ...`: what a change, a promise or a projection would mean, with the arithmetic."""

from typing import Annotated, Any

import typer

from placements import foresee
from placements_cli.commands import scenario_compare
from placements_cli.options import AsJson
from placements_cli.output import say, say_json, table

NAME = "scenario"
app = typer.Typer(
    help="Work through a promise, a projection or a change, with its arithmetic.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
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
    value = step["value"]
    return step["what"], step["arithmetic"], f"{value:,}" if isinstance(value, int) else f"{value:.4g}"
