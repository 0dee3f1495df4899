"""Need codes in plain English: one label for each, for every sentence, page and list people read."""

from collections.abc import Iterable, Mapping

LABELS: Mapping[str, str] = {
    "autism": "autism",
    "adhd": "ADHD",
    "learning_disability": "learning disability",
    "physical_disability": "physical disability",
    "sensory_impairment": "sensory impairment",
    "emotional_behavioural": "emotional and behavioural needs",
    "self_harm": "self-harm",
    "eating_disorder": "eating disorder",
    "mental_health": "mental health needs",
    "substance_misuse": "drug or alcohol use",
    "missing_episodes": "going missing",
    "child_sexual_exploitation": "child sexual exploitation",
    "child_criminal_exploitation": "child criminal exploitation",
    "harmful_sexual_behaviour": "harmful sexual behaviour",
    "fire_setting": "fire-setting",
    "violence": "violence",
    "trauma": "trauma",
    "health_condition": "health condition",
    "parent_and_child": "parent and child together",
    "asylum": "seeking asylum",
}
"""What each code of `codes.NEEDS` is called."""


def need_label(code: str) -> str:
    """Return a need as people say it; a code that is not of the list, as readably as it can be."""
    return LABELS.get(code, code.replace("_", " "))


def need_words(needs: Iterable[str]) -> str:
    """Return needs as a sentence lists them, in the order given."""
    return ", ".join(need_label(code) for code in needs)
