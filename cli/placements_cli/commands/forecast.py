"""`placements forecast`: how many children will be looked after, with ranges, and what that rests on."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api, foresee
from placements.errors import UsageError
from placements_cli.options import AsJson
from placements_cli.output import note, progress, say, say_json, table

NAME = "forecast"
SHOWN = {
    "published": "",
    "fitted": "",
    "imputed": "Imputed: ",
    "assumed": "Assumed: ",
    "to be confirmed": "To be confirmed: ",
}
"""What is said before an assumption of each kind; the first two are not shown."""


def command(
    region: Annotated[
        Path | None, typer.Argument(help="A region folder: its members, its day.", show_default=False)
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(help='Instead: "South East", England, or codes or names with commas.', show_default=False),
    ] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the published data.", show_default=False)] = None,
    history: Annotated[
        Path | None, typer.Option(help="A region folder with history/ from import ssda903.", show_default=False)
    ] = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; default: the region's, or 31 March 2025.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same forecast.")] = 1,
    weeks: Annotated[int, typer.Option(min=1, max=520, help="Weeks ahead.")] = 156,
    replicates: Annotated[int, typer.Option(min=1, help="Possible futures.")] = 200,
    workers: Annotated[str, typer.Option(help="Processes, or dask://host:port.")] = "1",
    back_to: Annotated[
        int | None, typer.Option(help="Also forecast from 31 March of this year, beside what was counted since.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="File for the forecast as JSON.")] = None,
    as_json: AsJson = False,
) -> None:
    """Forecast children looked after by age and kind, week by week, from published tables or statutory returns.

    Example: placements forecast --area "South East" --data data --weeks 156
    """
    report = progress()
    members, day = _asked(region, area, history, as_of)
    report("Reading and fitting")
    fitted = foresee.demand(members, day, data=data, history=history, seed=seed)
    document = foresee.forecast(
        fitted, weeks=weeks, replicates=replicates, workers=workers, data=data,
        back_to=None if back_to is None else date(back_to, 3, 31),
        told=lambda done, every: report(f"Simulated {done} of {every} futures") if _worth(done, every) else None,
    )  # fmt: skip
    if as_json:
        say_json(document)
    else:
        _show(document)
    if out is not None:
        foresee.write_forecast(document, out)
        note(f"Wrote {out}")


def _asked(
    region: Path | None, area: str | None, history: Path | None, as_of: datetime | None
) -> tuple[tuple[str, ...], date]:
    """Return the authorities and the first day."""
    if (region is not None) + (area is not None) > 1 or (area is None) == (region is None and history is None):
        raise UsageError('Name a region folder, --area (for example --area "South East"), or --history.')
    day = None if as_of is None else as_of.date()
    if area is not None:
        return foresee.authorities(area), day or foresee.LAST_COUNT
    if history is not None and region is None:
        return (), day or foresee.last_covered(history)
    folder = api.load(region or "")
    members = tuple(authority.code for authority in folder.authorities if folder.is_member(authority.code))
    return members, day or folder.as_of


def _worth(done: int, every: int) -> bool:
    """Whether to say so: every twentieth part, and the last."""
    return done == every or done % max(1, every // 20) == 0


def _show(document: dict[str, Any]) -> None:
    rows = [row for row in document["series"] if row["week"] % 52 == 0 or row["week"] == document["weeks"]]
    say(
        f"Children looked after by {len(document['authorities'])} authorities, in {document['replicates']} possible "
        "futures."
    )
    heads = (
        "day",
        "half of them have",
        "8 in 10 between",
        "95 in 100 between",
        "under 10",
        "10-15",
        "16-17",
        "in homes",
    )
    table(heads, [_line(row) for row in rows])
    for year in document["back_cast"].get("years", ()):
        low, high = year["stock"]["p10"], year["stock"]["p90"]
        say(
            f"Made on {document['back_cast']['origin']}, {year['date']}: {low:,.0f} to {high:,.0f}; "
            f"counted {year['counted']:,}."
        )
    say("What it rests on (everything is listed with --json):")
    for each in document["assumptions"]:
        if SHOWN[each["kind"]]:
            say(f"  {SHOWN[each['kind']]}{each['what']}")


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    stock, ages = row["stock"], row["ages"]
    young = sum(ages[age]["p50"] for age in ("0", "1-4", "5-9"))
    return (
        row["date"], f"{stock['p50']:,.0f}", f"{stock['p10']:,.0f} and {stock['p90']:,.0f}",
        f"{stock['p2_5']:,.0f} and {stock['p97_5']:,.0f}", f"{young:,.0f}", f"{ages['10-15']['p50']:,.0f}",
        f"{ages['16-17']['p50']:,.0f}", f"{row['kinds']['residential']['p50']:,.0f}",
    )  # fmt: skip
