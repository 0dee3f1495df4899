"""Assemble the commands, and turn every error into one message and one exit code."""

import os
import sys
import traceback
from pathlib import Path

import typer

from placements.errors import InputError, PlacementsError
from placements_cli.commands import (
    add,
    check,
    child,
    demo,
    home,
    import_,
    map_,
    match,
    policy,
    rules,
    score,
    synthesise,
    template,
    why,
)
from placements_cli.output import note

OUR_BUG = 70
INTERRUPTED = 130

app = typer.Typer(
    name="placements",
    help="Propose homes for children in care across a region: lawful, proven and explained. People decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (demo, check, match, child, home, why, score, template, add, map_, rules, synthesise):
    app.command(module.NAME)(module.command)
app.add_typer(import_.app, name=import_.NAME)
app.add_typer(policy.app, name="policy")


def run() -> None:
    """Run the command line; no traceback and no cell of a child's row reaches the user."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except SystemExit as end:
        _flush()
        raise end
    except PlacementsError as fault:
        note(str(fault))
        if isinstance(fault, InputError):
            for problem in fault.problems:
                note("  " + getattr(problem, "sentence", lambda: "")())
        sys.exit(fault.exit_code)
    except KeyboardInterrupt:
        note("Stopped. Nothing was written.")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _flush()
    except OSError as fault:
        note(f"A file could not be read or written ({type(fault).__name__}). Maybe it is open elsewhere.")
        sys.exit(InputError.exit_code)
    except Exception as fault:
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        note(f"This is our fault: {type(fault).__name__} at {place}. Please report it.")
        sys.exit(OUR_BUG)


def _flush() -> None:
    """Finish printing; whoever reads the answer may have stopped reading, and that is no fault."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    run()
