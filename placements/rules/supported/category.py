"""SA-CAT: category 3, shared with adults who are not care leavers, where the child's plan excludes it.

A home of category 2 is for looked-after children and care leavers; one that says other adults live on site is shared
with them all the same. In category 4 the adults are the hosts.
"""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

SHARED, SHARED_WITH_OTHERS = 2, 3


def judge(pairs: Pairs) -> Judgement:
    """Rule it out, unless the home says no such adults live on site; and category 2 where it says that they do."""
    supported, excluded = pairs.kind(Kind.SUPPORTED), pairs.facts.of_children("category_3_excluded")
    category, adults = pairs.facts.of_homes("supported_category"), pairs.facts.of_homes("adults_on_site")
    third, second = category.value == SHARED_WITH_OTHERS, category.value == SHARED
    among_adults = supported & (third & ~adults.no | second & adults.yes)
    checked = excluded.known & (category.known | excluded.no)
    return Judgement(ruled_out=among_adults & excluded.yes, not_checked=supported & ~checked)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which category, or that such adults live on site."""
    category = int(case.figure("supported_category"))
    here = "this home is category 3" if category == SHARED_WITH_OTHERS else "such adults live on this site"
    return Finding(
        f"The child's plan excludes living among unrelated adults, and {here}.", category,
        "1, 2 or 4, without such adults", "The home confirms that no such adults live on site.", case.provider,
    )  # fmt: skip


RULE = Rule(
    "SA-CAT", "Category of supported accommodation", RuleKind.HARD, (sources.SUPPORTED_2023, local_practice.SA_CAT),
    judge, say, local=True, opens_with="the home confirms that no such adults live on site",
    reads=("category_3_excluded", "supported_category", "adults_on_site"),
)  # fmt: skip
