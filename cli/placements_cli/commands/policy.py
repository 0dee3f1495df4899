"""`placements policy show|check`: the policy in force."""

from pathlib import Path
from typing import Annotated

import typer

from placements import api
from placements_cli.options import AsJson, PolicyFile
from placements_cli.output import say, say_file, say_json

app = typer.Typer(help="Show or check the policy in force.", no_args_is_help=True, rich_markup_mode=None)


@app.command("show")
def show(policy: PolicyFile = None, as_json: AsJson = False) -> None:
    """Print the policy in force as TOML: the default, with a file laid over it if one is given.

    Example: placements policy show --policy ours.toml
    """
    from placements.policy.policy import policy_text

    chosen = api.load_policy(policy)
    if as_json:
        say_json({"schema": "placements/policy/1", "digest": chosen.digest, "policy": chosen.model_dump(mode="json")})
    else:
        say_file(policy_text(chosen))


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A policy file.", show_default=False)]) -> None:
    """Check a policy file; exit code 2 with every key that cannot stand.

    Example: placements policy check ours.toml
    """
    say(f"The policy can be used. Its digest is {api.load_policy(file).digest}.")
