"""CH-LOC: what the home's location assessment notes, beside what the child is at risk of."""

import numpy as np

from placements.domain.codes import Kind, Outcome
from placements.domain.needs import need_words
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on a children's home whose location assessment notes a risk that is among the child's needs."""
    homes, risks = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("location_risks")
    noted = None
    if risks.anywhere:
        noted = pairs.none()
        for code in risks.codes:
            hers = np.array([code in c.needs for c in pairs.children], dtype=bool).reshape(-1, 1)
            noted |= homes & risks.has(code) & hers
    return Judgement(noted=noted, not_checked=homes & ~risks.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which of the child's own needs it is about."""
    both = need_words(sorted(case.codes("location_risks") & set(case.child.needs)))
    return Finding(f"The home's location assessment notes nearby what the child is at risk of: {both}.", both)


RULE = Rule(
    "CH-LOC", "Location assessment", RuleKind.REMARK, (sources.CHR_2015_REG_46, local_practice.CH_LOC), judge, say,
    local=True, reads=("location_risks",),
)  # fmt: skip
