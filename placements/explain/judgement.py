"""A person's own weights for one child, or the floor lifted for one: what differs from the policy, and why."""

from collections.abc import Iterable
from typing import Any

from placements.domain.region import Region
from placements.optimise.criteria.catalogue import CRITERIA
from placements.policy.policy import Policy


def judgement(policy: Policy, child_id: str) -> dict[str, Any] | None:
    """Return what the policy says of one child alone: the weights that differ, whether the floor is lifted, the reason.

    None where the child is weighed like every other. Only weights that differ from [points] are listed.
    """
    own = policy.children.get(child_id)
    if own is None:
        return None
    usual = {criterion.name: int(getattr(policy.points, criterion.name)) for criterion in CRITERIA}
    return {
        "reason": own.reason,
        "lift_floor": own.lift_floor,
        "weights": [
            {"name": c.name, "title": c.title, "usual": usual[c.name], "own": own.points[c.name]}
            for c in CRITERIA
            if own.points.get(c.name, usual[c.name]) != usual[c.name]
        ],
    }


def judgements(policy: Policy, region: Region) -> list[dict[str, Any]]:
    """Return the same for every child in the match who has an entry, in the order of their ids."""
    found = ((c, judgement(policy, c)) for c in sorted(policy.children) if c in region.group_of)
    return [{"child_id": child_id, **said} for child_id, said in found if said is not None]


def idle_entries(policy: Policy, region: Region) -> list[str]:
    """Return the entries of a policy that bind nobody: authorities not in the region, children not in the match.

    They are misspelt, or outlive the week they were for.
    """
    authorities = sorted(set(policy.authorities) - set(region.authority))
    children = sorted(set(policy.children) - set(region.group_of))
    return [*(f"authorities.{code}" for code in authorities), *(f"children.{child_id}" for child_id in children)]


def in_words(said: dict[str, Any]) -> str:
    """Return a judgement as a sentence: what differs, and the reason as it was given."""
    parts = [f"{row['title'].lower()} weighs {row['own']} instead of {row['usual']}" for row in said["weights"]]
    parts += ["the floor is lifted"] if said["lift_floor"] else []
    return f"{_listed(parts or ['nothing differs from the policy'])}. Reason given: {_ended(said['reason'])}"


def _listed(parts: Iterable[str]) -> str:
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."
