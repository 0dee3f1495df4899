"""CH-BED: a child has their own bedroom in a children's home, unless sharing is wished and assessed."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a children's home where only a shared room is left."""
    homes, only_shared = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("only_shared_room")
    agreed = pairs.facts.of_children("may_share_bedroom")
    return Judgement(ruled_out=homes & only_shared.yes & ~agreed.yes, not_checked=homes & ~only_shared.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding("Only a shared room is left.", "shared", "own",
                   "There is a bedroom of the child's own, or sharing is wished and assessed.",
                   case.provider)  # fmt: skip


RULE = Rule(
    "CH-BED", "Own bedroom in a children's home", RuleKind.HARD, (local_practice.CH_BED,), judge, say, local=True,
    opens_with="there is a bedroom of the child's own, or sharing is wished and assessed",
    reads=("only_shared_room", "may_share_bedroom"),
)  # fmt: skip
