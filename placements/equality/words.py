"""What a page says of a difference: what it is, what it is not, and where to look."""

from collections.abc import Iterable, Sequence

from placements.equality.compare import FEW, SAME, Comparison
from placements.equality.outcomes import Outcome
from placements.equality.reads import read_by
from placements.equality.statistics import FEWEST_FAMILIES, SIGNIFICANT
from placements.law.sources import EQUALITY_ACT_2010_S149

WHY_NOT = {
    FEW: "Too few children, or too few families, to tell a difference from chance.",
    SAME: "The same for every child, so there is nothing to compare.",
}
MEANING = (
    "A difference is not proof of discrimination, and none found is not proof of fairness. It says where people should "
    "look.",
    "It can come from the homes there are, from what referrals say or leave out, from a rule, from the policy, or from "
    "something nobody records.",
    "Nothing here changes a proposal. No rule reads a group's outcomes, and none may be met by a quota.",
    "The Equality Act 2010, section 149, asks public authorities to have due regard to ending discrimination and "
    "advancing equality of opportunity. These figures are one part of that.",
)
_ACT = EQUALITY_ACT_2010_S149
SOURCE = {"title": _ACT.title, "url": _ACT.url, "read_on": _ACT.read_on.isoformat() if _ACT.read_on else None}
METHOD = (
    "Each child is counted once, in the first of these matches the child stands in. A child who waits three weeks is "
    "not three children. Days since referral run on to the first proposed home, or to the last match without one.",
    "Everybody else means every other child asked about the same thing. Like is compared with like: within children as "
    "urgent and of the same age band; by age, within urgency alone.",
    "The test is Mantel and Haenszel's. Brothers and sisters share a fate and are not counted as if each were alone.",
    "All tests on this page share one mark: of the differences called found, about one in twenty or fewer is a false "
    "alarm (Benjamini and Hochberg).",
    f"A group is tested with at least {FEWEST_FAMILIES} families on either side. Where counts are small the exact test "
    "is made as well, and the less sure of the two stands. Smaller groups are shown and not tested.",
    "Intervals hold the true figure 19 times in 20: Wilson's for shares, Student's for means, Katz's for ratios. They "
    "take each child alone; the difference allowing for urgency and age does not.",
    "Allowing for urgency and age can hide a difference where a group is called less urgent than it is. So the plain "
    "difference stands beside it.",
    "Only a person's own records say who is in a group. Blank is its own group.",
)


def amount(outcome: Outcome, value: float) -> str:
    """Return a share as a percentage, anything else with its unit."""
    if outcome.yes_no:
        return f"{100 * value:.0f} %"
    return f"{value:.1f} {outcome.unit}"


def gap(outcome: Outcome, value: float) -> str:
    """Return a difference without its sign: percentage points, or the unit."""
    return f"{abs(100 * value):.0f} percentage points" if outcome.yes_no else f"{abs(value):.1f} {outcome.unit}"


def sentence(found: Comparison) -> str:
    """Return a finding in a sentence: what, who, everybody else, and the difference like with like."""
    test, outcome = found.adjusted, found.outcome
    if test is None or found.side.value is None or found.others.value is None:
        return ""
    mean = "" if outcome.yes_no else "on average "
    low, high = (gap(outcome, side) for side in sorted((abs(test.low), abs(test.high))))
    between = f"{low.split()[0]} to {high}" if test.low * test.high > 0 else f"up to {high} either way"
    more = "more" if test.difference > 0 else "less"
    like = "urgency" if found.characteristic.name == "age" else "urgency and age"
    return (
        f"{outcome.title}: {mean}{amount(outcome, found.side.value)} of {found.side.n:,}, against "
        f"{amount(outcome, found.others.value)} of {found.others.n:,} others. Allowing for {like}, "
        f"{gap(outcome, test.difference)} {more} ({between})."
    )


def reach(comparisons: Iterable[Comparison]) -> str:
    """Return how large a difference in having a home has to be to be found with so many children."""
    tests = [(one.adjusted.detectable, one) for one in comparisons if one.adjusted and one.outcome.name == "home"]
    if not tests:
        return "There are too few children to tell any difference in having a home from chance. Pool more weeks."
    (least, _), (most, _) = min(tests, key=lambda t: t[0]), max(tests, key=lambda t: t[0])
    if round(100 * least) == round(100 * most):
        span = f"of {100 * most:.0f} percentage points or more"
    else:
        span = (
            f"of {100 * least:.0f} percentage points or more for the largest groups, {100 * most:.0f} for the smallest"
        )
    return (
        f"With so many children, a difference in having a home would be found four times in five if it were {span}, "
        "and larger still as all tests share one mark. Smaller differences can be there unseen."
    )


def by_chance(comparisons: Sequence[Comparison], watched: int) -> str:
    """Return how many differences would stand out by themselves where there is none."""
    tests = sum(one.adjusted is not None for one in comparisons)
    if not watched:
        return ""
    return (
        f"{watched} more would stand out if asked alone. Of {tests} tests about {SIGNIFICANT * tests:.0f} would by "
        "chance alone, so none of these is a finding; see whether they are there again with more weeks."
    )


def where_to_look(found: Comparison) -> list[str]:
    """Return what could lie behind a difference: who reads the group's own columns, or columns that go with it."""
    one = found.characteristic
    own, related = read_by(one.columns), [name for name in read_by(one.related) if name not in read_by(one.columns)]
    columns = ", ".join(one.columns)
    said = [
        f"Read {columns}: {', '.join(own)}." if own
        else f"Nothing reads {columns}, so the difference comes by another way."
    ]  # fmt: skip
    if related:
        said.append(f"Often go with it ({', '.join(one.related)}), and are read by: {', '.join(related)}.")
    return [*said, BY_OUTCOME[found.outcome.name]]


BY_OUTCOME = {
    "home": "Look at which rules close homes to these children (placements child), and at which homes are missing.",
    "stop_gap": "Look at which homes above the floor were missing for them.",
    "poor": "Look at which criteria cost these children points, and at who had the homes they came first for.",
    "shortfall": "Look at which criteria cost these children points, and at who had the homes they came first for.",
    "far": "Look at where the homes are that meet these children's needs.",
    "miles": "Look at where the homes are that meet these children's needs.",
    "out_of_area": "Look at where the homes are that meet these children's needs, and at what each authority runs.",
    "together": "Look at homes with places for all of them, and at how together-or-apart was assessed.",
    "school": "Look at distances to school, and at whether keep_school is filled in alike for every group.",
    "wait": "Look at when referrals are sent after the need is known, and at how often providers say no.",
}
"""What to look at first, by outcome."""
