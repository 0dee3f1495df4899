"""TYPE-SUIT: a kind of home assessed as unsuitable for her is not proposed."""

from placements.domain.codes import Kind, Outcome, Suits
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out the kinds marked unsuitable; supported accommodation also where nobody has said it suits."""
    foster = pairs.of_children(lambda c: c.suits_foster is Suits.UNSUITABLE)
    residential = pairs.of_children(lambda c: c.suits_residential is Suits.UNSUITABLE)
    supported = pairs.of_children(lambda c: c.suits_supported in (None, Suits.UNSUITABLE))
    return Judgement(
        ruled_out=foster & pairs.kind(Kind.FOSTERING)
        | residential & pairs.kind(Kind.RESIDENTIAL)
        | supported & pairs.kind(Kind.SUPPORTED)
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what the assessment says."""
    if case.home.kind is Kind.SUPPORTED and case.child.suits_supported is None:
        sentence = "Nobody has assessed supported accommodation as suitable for the child."
    else:
        sentence = f"The child's assessment says {case.home.kind} is unsuitable."
    unlock = f"A new assessment that {case.home.kind} suits the child."
    return Finding(sentence, "unsuitable", "suitable", unlock, "the child's social worker")


RULE = Rule(
    "TYPE-SUIT", "A kind of home that suits the child", RuleKind.HARD,
    (sources.PLACEMENTS_STANDARD, local_practice.TYPE_SUIT), judge, say,
    local=True, opens_with="the assessment changes",
)  # fmt: skip
