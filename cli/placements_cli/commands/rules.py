"""`placements rules`: the whole catalogue, each entry with its source."""

from typing import Any

from placements_cli.options import AsJson
from placements_cli.output import say, say_json

NAME = "rules"


def command(as_json: AsJson = False) -> None:
    """List the whole catalogue: code, title, how it binds or what does it, since when, and its source.

    Rules come first, then what an objective, a task, a data check or another rule does, and what is out of scope.
    "To be confirmed" marks a source nobody has read yet. Example: placements rules
    """
    from placements.rules.listing import whole_catalogue

    listed = whole_catalogue()
    if as_json:
        say_json({"schema": "placements/rules/1", "rules": listed})
        return
    for entry in listed:
        _show(entry)


def _show(entry: dict[str, Any]) -> None:
    words = [entry["kind"], "local" if entry["local"] else "", "being written" if entry["pending"] else ""]
    words += [f"{word} {entry[word]}" for word in ("from", "to") if entry[word]]
    say(f"{entry['code']:14} {entry['title']} ({', '.join(word for word in words if word)})")
    others = [one.replace(":", " ", 1) for one in entry["by"] if one != f"rule:{entry['code']}"]
    if others:
        say(f"{'':14} Done by: {', '.join(others)}.")
    if entry["note"]:
        say(f"{'':14} {entry['note']}")
    for source in entry["sources"]:
        read = f"read {source['read_on']}" if source["read_on"] else "to be confirmed"
        say(f"{'':14} {source['title']} ({read}) {source['url']}".rstrip())
