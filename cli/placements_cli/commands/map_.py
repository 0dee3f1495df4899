"""`placements map`: which column of anybody's spreadsheet is which of ours."""

from pathlib import Path
from typing import Annotated

import typer

from placements import intake
from placements.errors import UsageError
from placements_cli.options import AsJson
from placements_cli.output import note, say, say_json, table

NAME = "map"


def command(
    file: Annotated[Path, typer.Argument(help="A CSV file or workbook.", show_default=False)],
    table_name: Annotated[
        str | None, typer.Option("--table", help="One of our tables, for example homes.", show_default=False)
    ] = None,
    save: Annotated[
        Path | None, typer.Option(help="Write the suggestions here, for a person to confirm.", show_default=False)
    ] = None,
    with_: Annotated[
        Path | None, typer.Option("--with", help="A mapping somebody has confirmed.", show_default=False)
    ] = None,
    to: Annotated[Path | None, typer.Option(help="The CSV file to write.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Suggest which column of a spreadsheet is which of ours, with reasons; a person confirms each in a file.

    With --with only confirmed columns are read, and a cell that cannot be translated stops everything (exit code 3).
    Example: placements map vacancies.csv --table homes --save mapping.toml
    """
    if (with_ is None) != (to is None):
        raise UsageError("--with and --to belong together: the mapping somebody confirmed, and the file to write.")
    if with_ is not None and to is not None:
        if save is not None or table_name is not None:
            raise UsageError("--with takes its table from the mapping; leave out --table and --save.")
        done = intake.apply_mapping(file, with_, to)
        if as_json:
            say_json({"schema": "placements/mapped/1", **done._asdict()})
        else:
            say(f"Wrote {done.rows} rows of {done.table}: {', '.join(done.columns)}.")
            if done.waiting:
                say(f"{done.waiting} suggested columns are not confirmed and were not read.")
        return
    found = intake.suggest_mapping(file, table_name)
    if save is not None:
        intake.save_mapping(found, save)
    if as_json:
        say_json(found.to_dict())
        return
    where = f"sheet {found.sheet}, row {found.row}" if found.sheet else f"row {found.row}"
    say(f"Headings in {where}, for the table {found.table}.")
    rows = [(s.heading, s.to or "-", s.confidence, "; ".join(s.because)) for s in found.suggestions]
    table(("heading", "could be", "how sure", "because"), rows)
    if found.missing:
        say(f"Required, and no heading could be it: {', '.join(found.missing)}.")
    if save is not None:
        note(f"Wrote {save}. Nothing in it is used until somebody writes confirmed = true.")
    else:
        say("Nothing has been used. Add --save MAPPING.toml, confirm each column there, then use --with and --to.")
