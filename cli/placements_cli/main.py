"""Assemble the commands, and turn every error into one message and one exit code."""

import atexit
import gc
import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from placements.errors import InputError, PlacementsError
from placements_cli.commands import (
    add,
    atrs,
    check,
    child,
    compare,
    demo,
    envy,
    equality,
    forecast,
    home,
    import_,
    map_,
    match,
    policy,
    price,
    rules,
    scenario,
    score,
    shadow,
    site,
    sufficiency,
    synthesise,
    tasks,
    template,
    unlock,
    verify,
    why,
)
from placements_cli.output import note, prepare_streams, say, set_plain

PLAIN = "PLACEMENTS_PLAIN"
YES = ("1", "true", "t", "yes", "y", "on")
OUR_BUG = 70
INTERRUPTED = 130
"""What Typer exits with, too, where somebody presses Ctrl-C inside a command."""
STOPPED = "Stopped. Nothing was written."
CHECK = "placements check"
FIRST_FEW = 20
"""Problems that are printed of a list `placements check` prints in full."""
GARBAGE = 200_000
"""How many new objects before Python looks for garbage: a command lives for seconds and makes little."""

app = typer.Typer(
    name="placements",
    help="Propose homes for children in care across a region: lawful, proven and explained. People decide.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
COMMANDS = (
    demo, check, match, child, home, why, score, template, add, map_, rules, synthesise, unlock, verify, tasks,
    atrs, compare, price, shadow, equality, forecast, envy, sufficiency, site,
)  # fmt: skip
for module in COMMANDS:
    app.command(module.NAME)(module.command)
app.add_typer(import_.app, name=import_.NAME)
app.add_typer(policy.app, name="policy")
app.add_typer(scenario.app, name=scenario.NAME)


@app.callback()
def settings(
    plain: Annotated[
        bool,
        typer.Option("--plain", envvar=PLAIN, help="For screen readers: sentences, no columns or signs."),
    ] = False,
) -> None:
    """Set how everything is printed, before the command: placements --plain match sample_data/small."""
    set_plain(plain)


def run() -> None:
    """Run the command line; no traceback and no cell of a child's row reaches the user."""
    prepare_streams()
    gc.set_threshold(GARBAGE)
    # Python looks for garbage once more as it ends: 0.2 s with a region read, to free what ends anyway.
    atexit.register(gc.freeze)
    try:
        if "--help" in sys.argv and ("--plain" in sys.argv or os.environ.get(PLAIN, "").lower() in YES):
            _help_aloud()
        else:
            app()
    except SystemExit as end:
        if end.code == INTERRUPTED:
            note(STOPPED)
        _flush()
        raise end
    except PlacementsError as fault:
        _tell(fault)
        sys.exit(fault.exit_code)
    except KeyboardInterrupt:
        note(STOPPED)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _flush()
    except OSError as fault:
        note(_of_file(fault))
        sys.exit(InputError.exit_code)
    except Exception as fault:
        import traceback

        frame = traceback.extract_tb(fault.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        note(f"This is our fault: {type(fault).__name__} at {place}. Please report it.")
        sys.exit(OUR_BUG)


def _tell(fault: PlacementsError) -> None:
    """Print an error and its problems; the first few where the message names the command that prints them all."""
    note(str(fault))
    problems = fault.problems if isinstance(fault, InputError) else ()
    shown = problems[:FIRST_FEW] if CHECK in str(fault) else problems
    for problem in shown:
        note("  " + getattr(problem, "sentence", lambda: "")())
    if len(shown) < len(problems):
        note(f"  and {len(problems) - len(shown):,} more.")


def _help_aloud() -> None:
    """Print help without columns; Typer lays it out itself and does not ask how."""
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):
            app()
    finally:
        set_plain(True)
        for line in printed.getvalue().splitlines():
            say(line)


def _of_file(fault: OSError) -> str:
    """Return what to do about a file; it is named if it is one being replaced, whose name is ours."""
    name = fault.filename2
    which = f"The file {Path(os.fsdecode(name)).name}" if isinstance(name, (str, bytes)) else "A file or folder"
    if isinstance(fault, PermissionError):
        return (
            f"{which} is open in another program, such as Excel, or may not be changed. "
            "Close it and run the command again. No file was left half-written."
        )
    return f"{which} could not be read or written ({type(fault).__name__}). Is the disk full, or the drive gone?"


def _flush() -> None:
    """Finish printing; whoever reads the answer may have stopped reading, and that is no fault."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    run()
