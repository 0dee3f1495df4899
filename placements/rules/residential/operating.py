"""CH-UNDEROCC: no more children than a home says it runs for, where that is fewer than its registered places.

On every night, and over everybody who would live there: `domain.capacity.room`.
"""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes as full as they run for; where a place frees only if a child in the match moves, ask."""
    others, said = ~pairs.kind(Kind.FOSTERING, Kind.KINSHIP), pairs.facts.of_homes("operating_capacity")
    unchecked = others & ~said.known
    below = others & (said.value < pairs.of_homes(lambda h: h.places, int))
    if not below.any():
        return Judgement(not_checked=unchecked)
    living = pairs.living
    full = below & (living.everyone - living.moving >= said.value)
    return Judgement(
        ruled_out=full, if_confirmed=below & ~full & (living.everyone >= said.value), not_checked=unchecked
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how many live there and how many it runs for."""
    living, most = int(case.pairs.living.everyone[0, 0]), int(case.figure("operating_capacity"))
    if outcome is Outcome.IF_CONFIRMED:
        return Finding("The place is free only if a child living there moves first.", living, most,
                       "Has the child who lives there moved?", case.provider)  # fmt: skip
    return Finding(
        f"Registered for {case.home.places}, the home runs for {most} just now, and {living} live there.", living, most,
        "The home runs for more children, or a resident leaves.", case.provider,
    )  # fmt: skip


RULE = Rule(
    "CH-UNDEROCC", "What the home runs for", RuleKind.HARD, (local_practice.CH_UNDEROCC,), judge, say,
    scope=Scope.SET, local=True, opens_with="the home runs for more children, or a resident leaves",
    reads=("operating_capacity",),
)  # fmt: skip
