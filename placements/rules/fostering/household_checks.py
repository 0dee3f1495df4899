"""F-DBS-HH: every adult of the household is checked before another child comes."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a household with an adult who is not checked."""
    families, checked = pairs.kind(Kind.FOSTERING, Kind.KINSHIP), pairs.facts.of_homes("adults_checked")
    return Judgement(ruled_out=families & checked.no, not_checked=families & ~checked.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so, without saying who."""
    return Finding("An adult of the household has not been checked yet.", "no", "yes",
                   "The check of every adult is complete.", "the fostering service")  # fmt: skip


RULE = Rule(
    "F-DBS-HH", "Adults of the household checked", RuleKind.HARD, (sources.FSR_2011_SCH_3, local_practice.F_DBS_HH),
    judge, say, local=True, opens_with="the check of every adult is complete", reads=("adults_checked",),
)  # fmt: skip
