"""What only people can decide today, by deadline."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome, Siblings
from placements.domain.stay import togetherness
from placements.explain.due import KINDS, clocks
from placements.explain.splits import least_harmful
from placements.optimise.problem import Problem
from placements.optimise.review import Placement, Review
from placements.units import shown_date


class Decision(NamedTuple):
    """One thing to decide: what kind, about whom, why, and by when."""

    deadline: date
    kind: str
    children: tuple[str, ...]
    why: str
    homes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "kind": self.kind, "children": list(self.children), "why": self.why,
            "deadline": self.deadline.isoformat(), "homes": list(self.homes),
        }  # fmt: skip


ORDER = ("no_home", "stop_gap", "apart", "two_claims", "held", "secure_nomination", "kin_not_chosen", *KINDS)
"""Kinds of decision, in the order of a meeting; within one day they stand in this order."""

NEEDED = {
    "overdue": "is overdue", "today": "needs a home today", "soon": "needs one within five working days",
    "later": "needs one later",
}  # fmt: skip


def decisions(problem: Problem, review: Review, without: list[dict[str, Any]]) -> list[Decision]:
    """Return every decision, soonest first."""
    found = [
        *_pressing(review, without), *_stop_gaps(review), *_apart(problem, review),
        *_claims(review, without), *_held(review, without), *_nominations(review), *_kin(review),
        *(Decision(c.by, c.kind, (c.child_id,), c.why) for c in clocks(review.region)),
    ]  # fmt: skip
    return sorted(found, key=lambda d: (d.deadline, ORDER.index(d.kind), d.children))


def _deadline(review: Review, child_id: str) -> date:
    return max(review.region.as_of, review.region.child[child_id].needed_by)


def _pressing(review: Review, without: list[dict[str, Any]]) -> Iterator[Decision]:
    for entry in without:
        if entry["why"] != "held":
            yield Decision(
                _deadline(review, entry["child_id"]), "no_home", (entry["child_id"],),
                f"{entry['child_id']} {NEEDED[entry['urgency']]} and has no home. What is waited for: "
                f"{entry['waits_for'][0].lower()}{entry['waits_for'][1:]}",
            )  # fmt: skip


def _stop_gaps(review: Review) -> Iterator[Decision]:
    """One decision for brothers and sisters in one home for the same reasons."""
    together: dict[tuple[object, ...], list[Placement]] = {}
    for placement in review.placements.values():
        if placement.stop_gap:
            group = tuple(sorted(review.region.group_of[placement.child_id]))
            together.setdefault((placement.home_id, group, placement.below), []).append(placement)
    for placements in together.values():
        first, ids = placements[0], tuple(p.child_id for p in placements)
        last = min(p.case.stay.end for p in placements)
        yield Decision(
            min(_deadline(review, c) for c in ids), "stop_gap", ids,
            f"{first.home_id} is a stop-gap for {', '.join(ids)}: {'; '.join(first.below)}. A senior manager's name, "
            f"an end date before {shown_date(last)}, and the search stays open.", (first.home_id,),
        )  # fmt: skip


def _apart(problem: Problem, review: Review) -> Iterator[Decision]:
    groups = sorted({tuple(sorted(g)) for g in review.region.group_of.values() if len(g) > 1})
    for group in groups:
        homes = {c: review.home_of.get(c) for c in group}
        flag = togetherness(review.region, group)
        deadline = min(_deadline(review, c) for c in group)
        if flag is Siblings.MUST and not any(homes.values()):
            split = least_harmful(problem, review, group)
            words = ", ".join(f"{c} at {h}" for c, h in sorted(split.items())) if split else "none was found"
            yield Decision(
                deadline, "apart", group, "They must live together and no home is left for all of them. The least "
                f"harmful split, for people to weigh and not proposed: {words}.",
                tuple(sorted(set((split or {}).values()))),
            )  # fmt: skip
        elif flag is Siblings.SHOULD and any(homes.values()) and len(set(homes.values())) > 1:
            words = ", ".join(f"{c} at {h}" if h else f"{c} without a home" for c, h in sorted(homes.items()))
            yield Decision(
                deadline, "apart", group, f"They should live together; tonight they would not: {words}.",
                tuple(sorted({h for h in homes.values() if h})),
            )  # fmt: skip


def _claims(review: Review, without: list[dict[str, Any]]) -> Iterator[Decision]:
    """Two claims on one place: her own best home is proposed to others whose own best it is as well."""
    waiting = {entry["child_id"] for entry in without}
    for child_id, best in sorted(review.best.items()):
        placement = review.placements.get(child_id)
        if child_id not in waiting and not (placement and placement.poor):
            continue
        others = tuple(
            o for o in review.children_in.get(best.home_id, ())
            if o != child_id and o in review.best and review.best[o].home_id == best.home_id
        )  # fmt: skip
        if others:
            yield Decision(
                _deadline(review, child_id), "two_claims", (child_id, *others),
                f"{best.home_id} is the best home for each of them; it is proposed to {', '.join(others)}.",
                (best.home_id,),
            )  # fmt: skip


def _held(review: Review, without: list[dict[str, Any]]) -> Iterator[Decision]:
    for entry in without:
        if entry["why"] == "held":
            yield Decision(
                _deadline(review, entry["child_id"]), "held", (entry["child_id"],),
                f"{entry['child_id']} is held: every home open to the child is below the floor ({entry['below_floor']})"
                + (" or apart from the child's brothers and sisters" if entry["siblings"] else "") + ".",
            )  # fmt: skip


def _nominations(review: Review) -> Iterator[Decision]:
    for placement in review.placements.values():
        if any(v.rule.code == "SEC-NATIONAL" for v in placement.verdict.of(Outcome.NEEDS_APPROVAL)):
            yield Decision(
                _deadline(review, placement.child_id), "secure_nomination", (placement.child_id,),
                f"{placement.home_id} is a nomination to the national unit, not a placement.", (placement.home_id,),
            )  # fmt: skip


def _kin(review: Review) -> Iterator[Decision]:
    """Kin not proposed though a relative or friend is open to her: with what stands in the way, if anything does."""
    for placement in review.placements.values():
        remarks = placement.verdict.of(Outcome.AVAILABLE)
        if any(verdict.rule.code == "PREF-KIN" for verdict in remarks):
            homes = review.region.kin_homes_of[placement.child_id]
            words = " ".join(_kin_words(review, placement.child_id, home_id) for home_id in homes)
            yield Decision(
                _deadline(review, placement.child_id), "kin_not_chosen", (placement.child_id,),
                f"{placement.child_id}: {words}", (placement.home_id,),
            )  # fmt: skip


def _kin_words(review: Review, child_id: str, home_id: str) -> str:
    failing = judge_pair(review.region, review.policy, child_id, home_id).failing
    if failing:
        found = " ".join(verdict.finding.sentence for verdict in failing)
        return f"{home_id}, a relative or friend, could not be proposed: {found}"
    others = [c for c in review.children_in.get(home_id, ()) if c != child_id]
    if others:
        return f"{home_id}, a relative or friend, is proposed to {', '.join(others)}."
    return f"{home_id}, a relative or friend, could be proposed and is not; record why not."
