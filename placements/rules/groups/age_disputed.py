"""UASC-AGE: a child whose age is disputed is a child meanwhile, with a room of their own."""

from placements.domain.codes import Kind, Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a place in a shared bedroom; of an unaccompanied child nobody has said it, it is not checked.

    A household that has said nothing of bedrooms has rooms of their own; of any other home nobody knows.
    """
    disputed, unaccompanied = pairs.facts.of_children("age_disputed"), pairs.of_children(lambda c: c.uasc is True)
    shared, families = pairs.facts.of_homes("only_shared_room"), pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    shares = pairs.of_homes(lambda h: h.bedrooms_sharing is True) | shared.yes
    unsaid = ~shared.known & ~families & pairs.of_homes(lambda h: h.bedrooms_sharing is None)
    return Judgement(
        ruled_out=disputed.yes & shares, not_checked=unaccompanied & ~disputed.known | disputed.yes & unsaid
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that the room would be shared."""
    return Finding(
        "Age disputed: a room of one's own until it is settled, and this one would be shared.", None, None,
        "A room of one's own is offered.", case.provider,
    )  # fmt: skip


RULE = Rule(
    "UASC-AGE", "Own room while age is disputed", RuleKind.HARD, (sources.LOCAL_PRACTICE_UASC_AGE,), judge, say,
    local=True, opens_with="a room of one's own is offered", reads=("age_disputed", "only_shared_room"),
)  # fmt: skip
