"""Notes several commands print beside their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placements_cli.output import note

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.policy.policy import Policy


def note_unknown_children(policy: Policy, region: Region) -> None:
    """Say which children the policy has an entry for are not in the match; entries outlive the weeks they are for."""
    from placements.explain.judgement import unknown

    if ids := unknown(policy, region):
        note(f"The policy has an entry for {', '.join(ids)}: not in the match, so it changes nothing.")
