"""F-PETS: animals in the home beside an allergy, a risk to animals, or a wish."""

from placements.domain.codes import Kind, Outcome, Pets
from placements.domain.homes import Home
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

NONE = ("none", "no")


def _keeps(home: Home) -> bool:
    return home.pets is not None and home.pets.strip().casefold() not in NONE


def _keeps_none(home: Home) -> bool:
    return home.pets is not None and not _keeps(home)


def judge(pairs: Pairs) -> Judgement:
    """Rule out animals beside an allergy or a risk to them; remark where a wish about pets is not met.

    It is checked where the home is known to keep none, or where allergy and risk are both known and either the child
    has neither or animals are kept. A wish is asked about in families only.
    """
    animals, none = pairs.of_homes(_keeps), pairs.of_homes(_keeps_none)
    allergy, risk = pairs.facts.of_children("pet_allergy"), pairs.facts.of_children("risk_to_animals")
    against, unknown = allergy.yes | risk.yes, ~(allergy.known & risk.known)
    without, wanted = pairs.of_children(lambda c: c.pets is Pets.NO), pairs.of_children(lambda c: c.pets is Pets.MUST)
    families = ~(animals | none) & pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    wishes = bool((without | wanted).any())
    return Judgement(
        ruled_out=animals & against,
        noted=(animals & without) | (none & wanted) if wishes else None,
        not_checked=~none & (unknown | against) & ~(animals & against) | families & (without | wanted),
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what stands against the animals, or which wish is not met."""
    if outcome is Outcome.RULED_OUT:
        why = "is allergic to animals" if case.fact("pet_allergy") else "is known to harm animals"
        return Finding(f"There are animals in the home, and the child {why}.", case.home.pets, "none",
                       "No animals are kept there.", case.provider)  # fmt: skip
    if case.child.pets is Pets.MUST:
        return Finding("The child is to live with pets; none are kept there.", case.home.pets, "pets")
    return Finding("There are pets in the home, and the referral says none.", case.home.pets, "none")


RULE = Rule(
    "F-PETS", "Animals in the home", RuleKind.HARD, (local_practice.F_PETS, sources.PLACEMENTS_STANDARD), judge, say,
    local=True, opens_with="no animals are kept there", reads=("pet_allergy", "risk_to_animals"),
)  # fmt: skip
