"""Needs in a few groups, so that a planner can read a table by need; the first group that applies counts."""

from placements.domain.children import Child

GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("parent_and_child", frozenset({"parent_and_child"})),
    ("disability_or_health", frozenset({
        "physical_disability", "sensory_impairment", "learning_disability", "health_condition",
    })),
    ("harm_to_others", frozenset({"harmful_sexual_behaviour", "fire_setting", "violence"})),
    ("exploitation_or_missing", frozenset({
        "child_sexual_exploitation", "child_criminal_exploitation", "missing_episodes", "substance_misuse",
    })),
    ("harm_to_self", frozenset({"self_harm", "eating_disorder", "mental_health"})),
    ("autism_or_adhd", frozenset({"autism", "adhd"})),
    ("asylum", frozenset({"asylum"})),
    ("emotional", frozenset({"emotional_behavioural", "trauma"})),
)  # fmt: skip
"""Name and need codes, from the scarcest kind of care to the most common; adaptations count as disability."""
NONE = "none_recorded"
NEEDS = (*(name for name, _ in GROUPS), NONE)


def need_of(child: Child) -> str:
    """Return the first group of needs that applies to a child."""
    needs = set(child.needs) | ({"physical_disability"} if child.adaptations else set())
    return next((name for name, codes in GROUPS if codes & needs), NONE)
