"""F-DRIVE: whether a carer drives, beside how far the school is."""

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_miles


def judge(pairs: Pairs) -> Judgement:
    """Remark on a household where nobody drives."""
    families, drives = pairs.kind(Kind.FOSTERING, Kind.KINSHIP), pairs.facts.of_homes("carer_drives")
    return Judgement(noted=families & drives.no, not_checked=families & ~drives.known)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so, with the miles to school where they are known."""
    far = float(case.pairs.school_miles[0, 0])
    school = "" if far != far else f"; the school is {shown_miles(far)} straight-line miles away{case.roughly}"
    return Finding(f"Nobody in the household drives{school}.", None if far != far else shown_miles(far))


RULE = Rule(
    "F-DRIVE", "A carer drives", RuleKind.REMARK, (local_practice.F_DRIVE,), judge, say, local=True,
    reads=("carer_drives",),
)  # fmt: skip
