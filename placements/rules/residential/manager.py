"""CH-NOMGR: a children's home without a registered manager needs a senior manager's agreement."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Ask for it where no registered manager is in post."""
    homes, manager = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("registered_manager")
    return Judgement(needs_approval=homes & manager.no, not_checked=homes & ~manager.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "No registered manager is in post.", "no", "yes", "A senior manager agrees, knowing who is in charge.",
        f"assistant director, {case.name_of(case.child.authority)}",
    )  # fmt: skip


RULE = Rule(
    "CH-NOMGR", "A registered manager in post", RuleKind.APPROVAL, (local_practice.CH_NOMGR,), judge, say, local=True,
    opens_with="a senior manager agrees", reads=("registered_manager",),
)  # fmt: skip
