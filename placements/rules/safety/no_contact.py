"""NOCONTACT: a court's order against a household; the homes it closes are named by a fact and never explained."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out the homes named; without a row, or where a home it names is not known, the rest is not checked."""
    against = pairs.facts.of_children("no_contact_homes")
    unknown = against.that(lambda homes: not homes <= pairs.region.home.keys())
    table = pairs.none()
    if against.that(bool).any():
        for i, homes in enumerate(against.value[:, 0]):
            table[i, [j for j in (pairs.column.get(home_id) for home_id in homes) if j is not None]] = True
    return Judgement(ruled_out=table, not_checked=(~against.known | unknown) & ~table)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say no more than that."""
    return Finding("A safety rule applies.")


RULE = Rule(
    "NOCONTACT", "No order against the household", RuleKind.HARD, (sources.CHILDREN_ACT_1989_S34,), judge, say,
    never_unlocked=True, reads=("no_contact_homes",),
)  # fmt: skip
