"""SA-CAT: category 3, shared with adults who are not care leavers, where the child's plan excludes it."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

SHARED_WITH_OTHERS = 3


def judge(pairs: Pairs) -> Judgement:
    """Rule it out, unless the home says no such adults live on site."""
    supported, excluded = pairs.kind(Kind.SUPPORTED), pairs.facts.of_children("category_3_excluded")
    category, adults = pairs.facts.of_homes("supported_category"), pairs.facts.of_homes("adults_on_site")
    among_adults = supported & (category.value == SHARED_WITH_OTHERS) & ~adults.no
    checked = excluded.known & (category.known | excluded.no)
    return Judgement(ruled_out=among_adults & excluded.yes, not_checked=supported & ~checked)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    return Finding(
        "The child's plan excludes living among unrelated adults, and this home is category 3.", SHARED_WITH_OTHERS,
        "1, 2 or 4", "The home confirms that no such adults live on site.", case.provider,
    )  # fmt: skip


RULE = Rule(
    "SA-CAT", "Category of supported accommodation", RuleKind.HARD, (sources.SUPPORTED_2023, local_practice.SA_CAT),
    judge, say, local=True, opens_with="the home confirms that no such adults live on site",
    reads=("category_3_excluded", "supported_category", "adults_on_site"),
)  # fmt: skip
