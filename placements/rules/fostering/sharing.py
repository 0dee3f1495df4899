"""F-BED-HARD: who may not share a bedroom at all: where there is a risk of sexual harm, or by sex, kinship and age.

Who sleeps in the room is the fact `room_sharers` of the home. A recorded risk of the child's own rules out every shared
room, whoever is in it. Brothers and sisters are those of one `sibling_group`. Who else arrives in the same week is for
the sharing assessment that F-BED asks for.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.codes import Kind, Outcome
from placements.domain.homes import Resident
from placements.law import local_practice
from placements.rules.columns.pairs import NEVER, Pairs, ordinal
from placements.rules.columns.years import birthdays
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind

Array = npt.NDArray[Any]
HARMS = "harmful_sexual_behaviour"


def _shared(pairs: Pairs) -> Array:
    return pairs.of_homes(lambda h: h.bedrooms_sharing is True) & pairs.kind(Kind.FOSTERING, Kind.KINSHIP)


def _reasons(pairs: Pairs) -> dict[str, Array]:
    """Return where each reason holds, and under "unknown" where something about whoever sleeps there is not known."""
    sharers = pairs.facts.of_homes("room_sharers")
    own = pairs.facts.of_children("sexual_harm_risk").yes
    found = {reason: pairs.none() for reason in ("risk", "sex", "unrelated", "unknown")}
    found["risk"] |= own & _shared(pairs)
    for j in np.flatnonzero(sharers.known & _shared(pairs)).tolist() if sharers.anywhere else ():
        home_id, ids = pairs.homes[j].home_id, sharers.value[0, j]
        known = {r.resident_id: r for r in pairs.region.residents_of.get(home_id, ())}
        for who in sorted(ids):
            beside = _beside(pairs, known[who]) if who in known else {"unknown": np.ones(len(pairs.children), bool)}
            for reason, rows in beside.items():
                found[reason][:, j] |= rows
    return found


def _beside(pairs: Pairs, other: Resident) -> dict[str, Array]:
    """Return, for each child, what stands against sharing a room with one resident who is there on the first night."""
    there = (pairs.start < ordinal(other.leaves_on)) & pairs.of_children(lambda c: c.child_id != other.resident_id)
    related = pairs.of_children(lambda c: c.sibling_group is not None and c.sibling_group == other.sibling_group)
    by_sex, unrelated = (_either_over(pairs, other, f"share_{n}_age") for n in ("opposite_sex", "unrelated"))
    theirs = other.sex or "U"
    no_sex = pairs.of_children(lambda c: "U" in (c.sex, theirs))
    opposite = pairs.of_children(lambda c: "U" not in (c.sex, theirs) and c.sex != theirs)
    named = pairs.region.child.get(other.resident_id)
    risk = pairs.region.fact_of.get("sexual_harm_risk", {}).get(other.resident_id)
    harms = pairs.of_children(lambda c: HARMS in c.needs) | bool(risk) | (named is not None and HARMS in named.needs)
    found = {
        "risk": harms, "sex": by_sex & opposite, "unrelated": unrelated & ~related,
        "unknown": (by_sex & no_sex) | (risk is None) | (other.date_of_birth is None),
    }  # fmt: skip
    return {reason: (there & table)[:, 0] for reason, table in found.items()}


def _either_over(pairs: Pairs, other: Resident, limit: str) -> Array:
    """Whether the child or the resident is past a birthday on the first night."""
    age = pairs.limit(limit).astype(int)
    hers = pairs.birthdays[np.arange(len(pairs.children)), age[:, 0]].reshape(-1, 1)
    theirs = np.array(birthdays(other.date_of_birth) if other.date_of_birth else [NEVER] * 27)[age]
    result: Array = (pairs.start > hers) | (pairs.start > theirs)
    return result


def judge(pairs: Pairs) -> Judgement:
    """Rule out a shared bedroom beside a risk, the other sex over one age, or somebody unrelated over another."""
    sharers, risk = pairs.facts.of_homes("room_sharers"), pairs.facts.of_children("sexual_harm_risk")
    unchecked = _shared(pairs) & ~(sharers.known & risk.known)
    if not (sharers.anywhere or risk.anywhere):
        return Judgement(not_checked=unchecked)
    found = _reasons(pairs)
    bites = found["risk"] | found["sex"] | found["unrelated"]
    return Judgement(ruled_out=bites, not_checked=(unchecked | found["unknown"]) & ~bites)


def say(case: Case, outcome: Outcome) -> Finding:
    """Say that the bedroom cannot be shared; of a risk, never whose it is."""
    found = _reasons(case.pairs)
    own_room = "There is a bedroom of the child's own."
    if found["risk"][0, 0]:
        said, limit = "The bedroom would be shared, and an assessment stands against sharing it.", None
    elif found["sex"][0, 0]:
        limit = case.policy.limit("share_opposite_sex_age", case.child.authority)
        said = f"The bedroom would be shared with a child of the other sex, and one of them is over {limit}."
    else:
        limit = case.policy.limit("share_unrelated_age", case.child.authority)
        said = f"The bedroom would be shared with a child who is no brother or sister, and one of them is over {limit}."
    return Finding(said, None if limit is None else case.age, limit, own_room, case.provider)


RULE = Rule(
    "F-BED-HARD", "Who may not share a bedroom", RuleKind.HARD, (local_practice.F_BED_HARD,), judge, say, local=True,
    opens_with="there is a bedroom of the child's own", reads=("room_sharers", "sexual_harm_risk"),
)  # fmt: skip
