"""IDENTITY: religion, language and background are given due consideration."""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark where a home is known to share none of the child's languages."""
    wanted = pairs.of_children(lambda c: len(c.languages), int)
    known = pairs.of_homes(lambda h: bool(h.languages))
    speaks, missing = wanted > 0, pairs.lacking(lambda c: c.languages, lambda h: h.languages)
    shared = missing < wanted
    return Judgement(noted=speaks & known & ~shared, not_checked=speaks & ~known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that no language is shared."""
    return Finding("Nobody in the home speaks the child's first language, as far as is recorded.")


RULE = Rule(
    "IDENTITY", "Identity and language", RuleKind.REMARK,
    (sources.CHILDREN_ACT_1989_S22_5, sources.CHILDREN_ACT_1989_S33_6), judge, say,
)  # fmt: skip
