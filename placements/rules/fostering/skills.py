"""F-SKILL: somebody there is trained for every clinical task; other skills are said.

It binds in every kind of home: a task has to be done wherever the child lives.
"""

from placements.domain.codes import Outcome
from placements.law import local_practice, sources
from placements.rules.columns.facts import lacking
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out a clinical task nobody there is trained for; remark on other skills that are wanted and not there."""
    tasks, wanted = (pairs.facts.of_children(name) for name in ("clinical_tasks", "skills_wanted"))
    skills = pairs.facts.of_homes("carer_skills")
    untrained, some = lacking(tasks, skills), tasks.that(bool) | wanted.that(bool)
    return Judgement(
        ruled_out=untrained,
        noted=lacking(wanted, skills),
        not_checked=(~tasks.known | some & ~skills.known) & ~untrained,
    )


def _missing(case: Case, wanted: str) -> list[str]:
    return sorted(code.replace("_", " ") for code in case.codes(wanted) - case.codes("carer_skills"))


def say(case: Case, outcome: Outcome) -> Finding:
    """Say which tasks or skills are missing."""
    if outcome is not Outcome.RULED_OUT:
        skills = ", ".join(_missing(case, "skills_wanted"))
        return Finding(f"Skills that would suit the child are not there: {skills}.", None, skills)
    tasks = ", ".join(_missing(case, "clinical_tasks"))
    return Finding(f"Nobody there is trained for what the child needs done: {tasks}.", None, tasks,
                   f"Somebody there is trained and signed off: {tasks}.", case.provider)  # fmt: skip


RULE = Rule(
    "F-SKILL", "Trained for clinical tasks", RuleKind.HARD, (sources.FOSTERING_NMS_15, local_practice.F_SKILL),
    judge, say, local=True, opens_with="somebody there is trained and signed off",
    reads=("clinical_tasks", "skills_wanted", "carer_skills"),
)  # fmt: skip
