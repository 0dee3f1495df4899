"""`placements import ofsted|schools|ssda903|standard`: other people's files to region tables."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placements import intake
from placements_cli.options import AsJson
from placements_cli.output import note, progress, say, say_json, table

if TYPE_CHECKING:
    from placements.imports.account import ImportReport

NAME = "import"
app = typer.Typer(help="Bring in published lists and councils' files.", no_args_is_help=True, rich_markup_mode=None)

Files = Annotated[list[Path], typer.Argument(help="CSV, .csv.gz, .xlsx, .ods or .zip files.", show_default=False)]
Out = Annotated[Path, typer.Option(help="The region folder: made if it is not there, brought up to date if it is.")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the match, for region.toml.", show_default=False),
]
Only = Annotated[
    list[str] | None,
    typer.Option(help="Only this council, region of England or co-operative; may be given again.", show_default=False),
]
Council = Annotated[
    str | None,
    typer.Option("--authority", help="The council whose list it is: name or ONS code.", show_default=False),
]
Returns = Annotated[
    list[Path], typer.Argument(help="Folders, or CSV, .csv.gz, .xlsx, .ods, .zip or .xml files.", show_default=False)
]
LastDay = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Day of the children; else the last day covered.",
                 show_default=False),
]  # fmt: skip
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="First day the files cover, if more than their years.", show_default=False),
]
Until = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Last day covered, if drawn during a year.", show_default=False),
]


@app.command("ofsted")
def ofsted(files: Files, out: Out, as_of: AsOf = None, only: Only = None, as_json: AsJson = False) -> None:
    """Homes from Ofsted's lists of 2023, 2024 and 2025, as downloaded; and from the lists sent to authorities.

    Every row is accounted for; those not taken are in refused-ofsted.csv with the reason. No place is offered yet.
    Example: placements import ofsted children_social_care_2025.ods --out region --only "South East"
    """
    report = progress()
    report("Reading the lists")
    _tell(intake.import_ofsted(files, out, as_of=_day(as_of), only=only or ()), out, as_json)


@app.command("schools")
def schools(files: Files, out: Out, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Schools from the extract of Get Information About Schools, with places on the map worked out.

    Closed schools are left out and counted.
    Example: placements import schools edubasealldata.csv --out region
    """
    report = progress()
    report("Reading the schools")
    _tell(intake.import_schools(files, out, as_of=_day(as_of)), out, as_json)


@app.command("ssda903")
def ssda903(
    paths: Returns, out: Out, authority: Council = None, as_of: LastDay = None, since: Since = None,
    until: Until = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Children looked after and years of their episodes from statutory returns (SSDA903): CSV, workbooks or XML.

    All modules, years and authorities together, found by their columns. Writes history/ beside the tables.
    Example: placements import ssda903 returns --out region --authority Bromley
    """
    report = progress()
    report("Reading the returns")
    days = {"as_of": _day(as_of), "since": _day(since), "until": _day(until)}
    _tell(intake.import_ssda903(paths, out, authority=authority, **days), out, as_json)


@app.command("standard")
def standard(files: Files, out: Out, authority: Council = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Children from the Placements Data Standard, version 2: JSON, CSV or a workbook.

    Dates of birth, sex and family are not in the standard; `placements check` asks for them.
    Example: placements import standard referrals.json --out region --authority Manchester
    """
    report = progress()
    report("Reading the records")
    _tell(intake.import_standard(files, out, as_of=_day(as_of), authority=authority), out, as_json)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _tell(found: "ImportReport", out: Path, as_json: bool) -> None:
    document = found.to_dict()
    if as_json:
        say_json(document)
        return
    counts = ("rows_in", "rows_out", "repaired", "refused")
    rows = [(f["file"], f["table"], *(f[name] for name in counts)) for f in document["files"]]
    table(("file", "table", "rows in", "rows out", "repaired", "refused"), rows)
    if document["refused"]:
        say()
        table(("refused", "rows", "why"), [(r["code"], r["rows"], r["why"]) for r in document["refused"]])
    say()
    table(
        ("table", "added", "updated", "unchanged"),
        [(t["table"], t["added"], t["updated"], t["kept"]) for t in document["tables"]],
    )
    if found.blank:
        say(f"The source does not hold, and left blank in new rows: {', '.join(found.blank)}.")
    if not found.complete:
        say("region.toml says `complete = false`: nothing is proposed until somebody has filled in what is missing.")
    say(f"Every row that was not taken, and why: {found.refusals_file}. {_next(out)}")
    for said in (*(f"Not a list, not read: {name}" for name in found.left_out), *found.notes):
        note(said)


def _next(out: Path) -> str:
    """Return what to do next: a region without children cannot be checked yet."""
    if (out / "children.csv").is_file():
        return f"Next: placements check {out}"
    ways = f"placements template --referral, or placements add children.csv --to {out}"
    return f"Next: add children ({ways}), then placements check {out}"
