"""CH-PLACES: no more residents than registered places."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind, Scope


def judge(pairs: Pairs) -> Judgement:
    """Rule out full homes; where a place frees only if a child in the match moves, ask whether that child has."""
    registered = pairs.of_homes(lambda h: h.places, int)
    not_fostering = ~pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    staying = pairs.living.everyone - pairs.living.moving
    full = not_fostering & (staying >= registered)
    return Judgement(
        ruled_out=full,
        if_confirmed=not_fostering & ~full & (pairs.living.everyone >= registered),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say how full it is."""
    provider = case.home.provider or f"the provider of {case.home.home_id}"
    living = int(case.pairs.living.everyone[0, 0])
    if outcome is Outcome.IF_CONFIRMED:
        return Finding("The place is free only if a child living there moves first.", living, case.home.places,
                       "Has the child who lives there moved?", provider)  # fmt: skip
    return Finding(f"All {case.home.places} registered places are taken.", living, case.home.places,
                   "A resident leaves before the child's first night.", provider)  # fmt: skip


RULE = Rule(
    "CH-PLACES", "Registered places", RuleKind.HARD, (sources.CSA_2000_S13,), judge, say, scope=Scope.SET,
    opens_with="a resident leaves before the child's first night",
)  # fmt: skip
