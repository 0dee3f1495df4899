"""`placements policy show|check|diff`: the policy in force."""

from pathlib import Path
from typing import Annotated, Any

import typer

from placements import api
from placements_cli.options import AsJson, PolicyFile
from placements_cli.output import say, say_file, say_json

app = typer.Typer(help="Show, check or compare the policy in force.", no_args_is_help=True, rich_markup_mode=None)

OneAuthority = Annotated[
    str | None, typer.Option("--authority", help="Code of an authority: what binds its children.", show_default=False)
]


@app.command("show")
def show(policy: PolicyFile = None, authority: OneAuthority = None, as_json: AsJson = False) -> None:
    """Print the policy in force as TOML: the default, with a file laid over it if one is given.

    With `--authority`, what binds that authority's children: its limits and the rules made stricter.

    Example: placements policy show --policy ours.toml
    """
    from placements.policy.policy import policy_text

    chosen = api.load_policy(policy)
    if authority is not None:
        _show_authority(chosen, authority, as_json)
    elif as_json:
        say_json({"schema": "placements/policy/1", "digest": chosen.digest, "policy": chosen.model_dump(mode="json")})
    else:
        say_file(policy_text(chosen))


def _show_authority(chosen: Any, authority: str, as_json: bool) -> None:
    from placements.policy.compare import limits_of, rules_of

    parts = {"limits": limits_of(chosen, authority), "rules": rules_of(chosen, authority)}
    if as_json:
        shown = {part: {b.name: b._asdict() for b in bindings} for part, bindings in parts.items()}
        say_json({"schema": "placements/policy-authority/1", "authority": authority, "digest": chosen.digest, **shown})
        return
    entry = "" if authority in chosen.authorities else " The policy has no entry of its own for this code."
    say(f"What binds the children of {authority}.{entry} Limits:")
    for limit in parts["limits"]:
        say(f"  {limit.name} {_worded(limit.value)}{_origin(limit)}")
    say("Rules made stricter:" if parts["rules"] else "No rule is made stricter.")
    for rule in parts["rules"]:
        say(f"  {rule.name} {rule.value}{_origin(rule)}")


def _origin(binding: Any) -> str:
    return f" (its own; the region: {_worded(binding.region)})" if binding.own else ""


def _worded(value: Any) -> str:
    return "none" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@app.command("check")
def check(file: Annotated[Path, typer.Argument(help="A policy file.", show_default=False)]) -> None:
    """Check a policy file; exit code 2 with every key that cannot stand.

    Example: placements policy check ours.toml
    """
    say(f"The policy can be used. Its digest is {api.load_policy(file).digest}.")


@app.command("diff")
def diff(
    first: Annotated[Path, typer.Argument(help="A policy file.", show_default=False)],
    second: Annotated[
        Path | None, typer.Argument(help="Another. Without it: the packaged policy.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print every key on which two policies differ, each laid over the default.

    Example: placements policy diff ours.toml theirs.toml
    """
    from placements.policy.compare import changes

    mine, theirs = api.load_policy(first), api.load_policy(second)
    found = changes(mine, theirs)
    if as_json:
        say_json({"schema": "placements/policy-diff/1", "first": mine.digest, "second": theirs.digest,
                  "changes": [change._asdict() for change in found]})  # fmt: skip
        return
    if not found:
        say("The two policies are the same.")
    other = "the packaged policy" if second is None else second.name
    for change in found:
        say(f"{change.key}: {first.name} has {_worded(change.first)}, {other} has {_worded(change.second)}.")
