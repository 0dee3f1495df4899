"""F-SMOKE: no under-fives in a smoking household, or older where the authority says so; with kin it takes approval."""

import numpy as np

from placements.domain.codes import Kind, Outcome
from placements.law import local_practice, sources
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind


def judge(pairs: Pairs) -> Judgement:
    """Rule out fostering, ask for approval with kin; not checked where smoking is not recorded."""
    young = pairs.age < np.maximum(pairs.number("smoke_free_under_age"), pairs.limit("smoke_free_age"))
    smokes = pairs.of_homes(lambda h: h.smoker is True)
    unknown = pairs.of_homes(lambda h: h.smoker is None) & pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    return Judgement(
        ruled_out=young & smokes & pairs.kind(Kind.FOSTERING),
        needs_approval=young & smokes & pairs.kind(Kind.KINSHIP),
        not_checked=young & unknown,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say so."""
    national = case.pairs.number("smoke_free_under_age")
    limit = max(national, case.policy.limit("smoke_free_age", case.child.authority))
    manager = f"service manager, {case.name_of(case.child.authority)}"
    who = "the carer" if outcome is Outcome.RULED_OUT else manager
    return Finding(
        f"Somebody in the household smokes and the child is {case.age}, under {limit}.", case.age, limit,
        "The household is smoke-free." if outcome is Outcome.RULED_OUT else "The service manager agrees.", who,
    )  # fmt: skip


RULE = Rule(
    "F-SMOKE", "Smoke-free for under-fives", RuleKind.APPROVAL,
    (sources.CORAMBAAF_SMOKING, local_practice.F_SMOKE), judge, say,
    local=True, opens_with="the household is smoke-free, or a manager agrees for kin",
)  # fmt: skip
