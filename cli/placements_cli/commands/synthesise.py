"""`placements synthesise`: a calibrated synthetic region."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from placements import api
from placements_cli.output import note, progress, say, table

NAME = "synthesise"


def command(
    region: Annotated[str, typer.Option(help="south_east, greater_manchester or england.")],
    data: Annotated[Path, typer.Option(help="Folder of the published data.")],
    out: Annotated[Path, typer.Option(help="Folder to write the region into.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same region.")] = 1,
    as_of: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day of the match.")] = datetime(2026, 11, 23),
    waiting: Annotated[int | None, typer.Option(min=1, help="Children waiting.")] = None,
) -> None:
    """Make a region: real authorities, homes and schools; synthetic children, carers and vacancies, calibrated.

    Nothing in it is a finding about a real place.
    Example: placements synthesise --region south_east --data data --out se
    """
    report = progress()
    report("Reading the published figures")
    counts = api.synthesise(region, data, seed, out, as_of=as_of.date(), waiting=waiting)
    table(("table", "rows"), list(counts.items()))
    say("Homes stand at the middle of their constituency where Ofsted withholds the address. People are invented.")
    note(f"Wrote {out}")
