"""For every rule that an edit may open (design, section 5): which edit. A rule left out here is opened by none.

Never opened: the secure and deprivation-of-liberty rules, SA-U16, SA-CARE, TYPE-DEF, UNREG, keep-apart rows, safety
areas, `must`, a birthday, and a person's own pin.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from placements.candidates.verdicts import Verdict
from placements.domain.codes import Kind, OfferStatus, Outcome, Status
from placements.rules.rule import Case
from placements.unlocking import effort
from placements.unlocking.edits import Edit, change

Way = Callable[[Case, Verdict], tuple[Edit, ...]]
SUITS = {Kind.FOSTERING: "suits_foster", Kind.RESIDENTIAL: "suits_residential", Kind.SUPPORTED: "suits_supported"}
REFERENCE = "to be recorded"
"""Stands for a registration reference nobody has given yet."""


def _words(verdict: Verdict) -> tuple[str, str]:
    return verdict.unlock or verdict.rule.opens_with, verdict.finding.who or ""


def _home(case: Case, verdict: Verdict, cost: int, **cells: str) -> tuple[Edit, ...]:
    key = {"home_id": case.home.home_id}
    return (change(verdict.rule.code, cost, "homes", key, cells, _words(verdict)),)


def _child(case: Case, verdict: Verdict, cost: int, **cells: str) -> tuple[Edit, ...]:
    key = {"child_id": case.child.child_id}
    return (change(verdict.rule.code, cost, "children", key, cells, _words(verdict)),)


def approved(case: Case, verdict: Verdict, cost: int = effort.APPROVAL, who: str | None = None) -> tuple[Edit, ...]:
    """Record an approval of the rule for the child at the home."""
    cells = {
        "child_id": case.child.child_id, "home_id": case.home.home_id, "kind": verdict.rule.code,
        "approved_by": who or verdict.finding.who or "a person named by the authority",
        "approved_on": case.region.as_of.isoformat(),
    }  # fmt: skip
    return (change(verdict.rule.code, cost, "approvals", {}, cells, _words(verdict)),)


def _terms(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    if verdict.outcome is Outcome.CANNOT_CONFIRM:
        return _child(case, verdict, effort.ANSWER, sex=str(case.home.sex))
    return approved(case, verdict, effort.TERMS)


def _purpose(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    if verdict.outcome is not Outcome.CANNOT_CONFIRM:
        return approved(case, verdict, effort.TERMS)
    home, cells = case.home, {}
    if home.needs_met is None and case.child.needs:
        cells["needs_met"] = ";".join(case.child.needs)
    if home.min_age is None or home.max_age is None:
        cells["min_age"] = str(min(case.age, home.min_age if home.min_age is not None else case.age))
        cells["max_age"] = str(max(case.age + 1, home.max_age or 0))
    found = _home(case, verdict, effort.ANSWER, **cells) if cells else ()
    if case.pairs.sex_not_known[0, 0]:
        found += _child(case, verdict, effort.ANSWER, sex=str(home.sex))
    return found


def _adapted(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    there = tuple(case.home.adaptations or ())
    cost = effort.ANSWER if verdict.outcome is Outcome.CANNOT_CONFIRM else effort.ADAPTED
    return _home(case, verdict, cost, adaptations=";".join(dict.fromkeys((*there, *case.child.adaptations))))


def _suits(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    column = SUITS.get(case.home.kind)
    return _child(case, verdict, effort.REASSESSED, **{column: "suitable"}) if column else ()


def _registered(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    cost = effort.ANSWER if verdict.outcome is Outcome.CANNOT_CONFIRM else effort.REGISTERED
    cells = {} if case.home.registration else {"registration": REFERENCE}
    if case.home.status is Status.CLOSED:
        cells["status"] = str(Status.OPEN)
    return _home(case, verdict, cost, **cells)


def _opened(cost: int) -> Way:
    return lambda case, verdict: _home(case, verdict, cost, status=str(Status.OPEN))


def _smoke_free(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    return _home(case, verdict, effort.TERMS, smoker="no")


def _asked_again(case: Case, verdict: Verdict) -> tuple[Edit, ...]:
    """End the refusal on the day before: the provider is asked again and says yes."""
    ended = (case.region.as_of - timedelta(days=1)).isoformat()
    said = (OfferStatus.DECLINED, OfferStatus.WITHDRAWN)
    rows = {
        str(o.status) for o in case.region.offers_of.get(case.home.home_id, ())
        if o.child_id == case.child.child_id and o.status in said
    }  # fmt: skip
    return tuple(
        change(verdict.rule.code, effort.APPROVAL if k == 0 else 0, "offers",
               {"child_id": case.child.child_id, "home_id": case.home.home_id, "status": status},
               {"until": ended}, _words(verdict))
        for k, status in enumerate(sorted(rows))
    )  # fmt: skip


WAYS: Mapping[str, Way] = {
    "TYPE-SUIT": _suits, "DIS-SUIT": _adapted, "F-TERMS": _terms, "F-SMOKE": _smoke_free, "CH-SOP": _purpose,
    "F-APPROVED": _opened(effort.REGISTERED), "K-VIAB": _opened(effort.REASSESSED), "CH-REG": _registered,
    "SA-16": _registered, "CH-COND": _opened(effort.REGISTERED), "CONSENT-CARER": _asked_again,
}  # fmt: skip
"""Places (F-AVAIL, CH-PLACES) and the usual fostering limit are opened for the whole set: places.py."""

LEAST: Mapping[str, int] = {
    "TYPE-SUIT": effort.REASSESSED, "DIS-SUIT": effort.ANSWER, "F-TERMS": effort.ANSWER, "F-SMOKE": effort.TERMS,
    "CH-SOP": effort.ANSWER, "F-APPROVED": effort.REGISTERED, "K-VIAB": effort.REASSESSED, "CH-REG": effort.ANSWER,
    "SA-16": effort.ANSWER, "CH-COND": effort.REGISTERED, "CONSENT-CARER": effort.APPROVAL, "F-AVAIL": effort.PLACE,
    "CH-PLACES": effort.REGISTERED, "F-LIMIT3": effort.EXEMPTION,
}  # fmt: skip
"""The least a rule can cost to open; nothing asks for less, so it bounds what no edit was made for yet."""
