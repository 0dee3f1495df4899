"""MISSING: episodes of going missing are held against what a home's place and staff make easier or harder."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

EPISODES, LINKS, AWAKE = "missing_episodes_90d", "close_to_transport", "waking_night_staff"
STAFFED = (Kind.RESIDENTIAL, Kind.SECURE)
"""Kinds in which somebody may be awake at night; of a family nobody asks it."""


def judge(pairs: Pairs) -> Judgement:
    """Remark where close transport links, or nobody awake at night, meet episodes on record."""
    episodes = pairs.facts.of_children(EPISODES)
    links, awake, staffed = pairs.facts.of_homes(LINKS), pairs.facts.of_homes(AWAKE), pairs.kind(*STAFFED)
    goes = episodes.known & (episodes.value > 0)
    easier = links.yes | staffed & awake.no
    unknown = ~links.known | staffed & ~awake.known
    return Judgement(noted=goes & easier, not_checked=~episodes.known | goes & (unknown & ~easier))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what about the home; how often and where to stays with the social worker."""
    facts, why = case.pairs.facts, []
    if facts.of_homes(LINKS).yes[0, 0]:
        why.append("the home lies close to transport links")
    if case.home.kind in STAFFED and facts.of_homes(AWAKE).no[0, 0]:
        why.append("nobody is awake there at night")
    return Finding(
        f"Going missing is on record, and {' and '.join(why)}: agree first how the child is kept safe.",
        None, None, None, case.provider,
    )  # fmt: skip


RULE = Rule(
    "MISSING", "Going missing from this home", RuleKind.REMARK, (sources.LOCAL_PRACTICE_MISSING,), judge, say,
    local=True, reads=(EPISODES, LINKS, AWAKE),
)  # fmt: skip
