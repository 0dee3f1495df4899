"""HEALTH: a nurse delegates a clinical task for this child to somebody who is trained, before the first night.

A home in which nobody is trained for the task is ruled out by F-SKILL, which reads the same facts.
"""

from placements.domain.codes import Outcome
from placements.law import sources
from placements.rules.columns.codes import in_words
from placements.rules.columns.facts import lacking
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

TASKS, TRAINED = "clinical_tasks", "carer_skills"


def judge(pairs: Pairs) -> Judgement:
    """Ask for the delegation where somebody is trained for every task the child needs done."""
    tasks, trained = pairs.facts.of_children(TASKS), pairs.facts.of_homes(TRAINED)
    some = tasks.that(bool)
    return Judgement(
        needs_approval=some & trained.known & ~lacking(tasks, trained),
        not_checked=~tasks.known | some & ~trained.known,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which tasks are delegated."""
    words = in_words(case.codes(TASKS))
    return Finding(
        f"Trained for {words}: a nurse delegates it for this child before the first night.", None, None,
        "The nurse signs off whoever will do it.", "children's community nurse",
    )  # fmt: skip


RULE = Rule(
    "HEALTH", "Clinical tasks are delegated", RuleKind.APPROVAL, (sources.LOCAL_PRACTICE_HEALTH,), judge, say,
    local=True, opens_with="the nurse signs off whoever will do it", reads=(TASKS, TRAINED),
)  # fmt: skip
