"""EDU-ONSITE: for a child on no school's roll, a home with education of its own is better."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Remark on a children's home without education for a child on no roll; naming a school counts as being on one."""
    homes, on_site = pairs.kind(Kind.RESIDENTIAL), pairs.facts.of_homes("education_on_site")
    on_roll, named = pairs.facts.of_children("on_school_roll"), pairs.of_children(lambda c: bool(c.school_urn))
    unknown = ~on_roll.known & ~named | on_roll.no & ~on_site.known
    return Judgement(noted=homes & on_roll.no & on_site.no, not_checked=homes & unknown)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding("The child is on no school's roll, and the home has no education of its own.", "no", "yes")


RULE = Rule(
    "EDU-ONSITE", "Education in the home", RuleKind.REMARK, (sources.DISTANCE_REASONS, local_practice.EDU_ONSITE),
    judge, say, local=True, reads=("on_school_roll", "education_on_site"),
)  # fmt: skip
