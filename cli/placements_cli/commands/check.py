"""`placements check`: every problem in the input at once."""

import typer

from placements import api
from placements.errors import InputError
from placements_cli.options import AsJson, Region
from placements_cli.output import counted, say, say_json

NAME = "check"
USABLE = " The region can be used."
SCHEMA = "placements/check/1"


def command(region: Region, as_json: AsJson = False) -> None:
    """List every problem in the input: table, row, column, what is wrong and how to mend it.

    Exit code 3 if any is an error. Example: placements check sample_data/small
    """
    problems = api.check(region)
    errors = sum(p.severity == "error" for p in problems)
    if as_json:
        say_json({"schema": SCHEMA, "ok": not errors, "problems": [p.to_dict() for p in problems]})
    else:
        for problem in problems:
            say(problem.sentence())
        unfinished = any(problem.code == "INCOMPLETE" for problem in problems)
        usable = " It is marked as incomplete: match refuses it until that is mended." if unfinished else USABLE
        warnings = counted(len(problems) - errors, "warning")
        say(f"{counted(errors, 'error')}, {warnings}." + ("" if errors else usable))
    if errors:
        raise typer.Exit(InputError.exit_code)
