"""Notes several commands print beside their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placements_cli.output import note

if TYPE_CHECKING:
    from placements.domain.region import Region
    from placements.policy.policy import Policy


def note_idle_entries(policy: Policy, region: Region) -> None:
    """Say which entries of the policy bind nobody: authorities not in the region, children not in the match."""
    from placements.explain.judgement import idle_entries

    if keys := idle_entries(policy, region):
        note(f"Entries of the policy that bind nobody in this match: {', '.join(keys)}.")
