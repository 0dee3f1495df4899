"""What insisting on a child's own best home would do to everyone else, in one sentence."""

from typing import Any

from placements.reports.proof import amount, title
from placements.reports.words import named


def insisting(p: dict[str, Any]) -> str:
    """Return the sentence for a proposal; empty where her own best home is the one proposed, or is not known.

    `first` is the first level, in the policy's order, that would come out otherwise; without one it is a tie.
    """
    best = p["own_best"]
    if not best or best["home_id"] == p["home_id"] or not best["if_insisted"]:
        return ""
    return f"The child's own best home is {best['home_id']}. {_outcome(best['if_insisted'])}"


def _outcome(forced: dict[str, Any]) -> str:
    first, displaced = forced["first"], list(forced["displaced"])
    sure = "" if forced["proven"] else " (as far as the time allowed to tell)"
    if first is None:
        moved = f" {named(displaced)} would change home." if displaced else ""
        return f"Insisting on it would be a tie: no level would come out worse{sure}.{moved}"
    was, would = amount(first["name"], first["best"]), amount(first["name"], first["with_pair"])
    change = f"Insisting on it would change “{title(first['name'])}” from {was} to {would}"
    if first["best"] is None:  # an authority's view: the sum is over other authorities' children as well
        change = f"Insisting on it would make “{title(first['name'])}” worse for the region"
    return f"{change}{f', displacing {named(displaced)}' if displaced else ', displacing nobody'}{sure}."
