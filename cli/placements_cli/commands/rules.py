"""`placements rules`: every rule with its source."""

from placements_cli.options import AsJson
from placements_cli.output import say, say_json

NAME = "rules"


def command(as_json: AsJson = False) -> None:
    """List every rule: code, title, how it binds, since when, and its source.

    "To be confirmed" marks a source nobody has read yet. Example: placements rules
    """
    from placements.rules.catalogue import RULES
    from placements.rules.listing import rule_dict

    listed = [rule_dict(rule) for rule in RULES]
    if as_json:
        say_json({"schema": "placements/rules/1", "rules": listed})
        return
    for rule in listed:
        dates = f", from {rule['from']}" if rule["from"] else ""
        say(f"{rule['code']:14} {rule['title']} ({rule['kind']}{', local' if rule['local'] else ''}{dates})")
        for source in rule["sources"]:
            read = f"read {source['read_on']}" if source["read_on"] else "to be confirmed"
            say(f"{'':14} {source['title']} ({read}) {source['url']}".rstrip())
