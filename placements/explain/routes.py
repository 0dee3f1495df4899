"""The lawful emergency routes into a home tonight, each with its clock in real working days."""

from datetime import date
from typing import Any

from placements.candidates.verdicts import PairVerdict
from placements.domain.codes import Outcome
from placements.law.parameters_on import parameter
from placements.law.working_days import last_of_working_days, working_day_after

OUT_OF_AREA = ("OOA-NOM", "OOA-DCS")


def routes(verdict: PairVerdict, start: date) -> list[dict[str, Any]]:
    """Return the emergency routes that bear on a pair whose first night is `start`."""
    codes = {v.rule.code for v in verdict.verdicts if v.outcome > Outcome.AVAILABLE}
    found = []
    if "F-TERMS" in {v.rule.code for v in verdict.failing}:
        days = int(parameter("emergency_foster_working_days", start))
        found.append(_route(
            "F-EMERG", "Outside the carer's terms of approval, in an emergency (regulation 23)",
            f"record the emergency approval; it lasts {days} working days at most", last_of_working_days(start, days),
        ))  # fmt: skip
    if codes & set(OUT_OF_AREA):
        days = int(parameter("ooa_emergency_working_days", start))
        found.append(_route(
            "OOA-EMERG", "Outside the area, in an emergency (regulation 11(3))",
            f"the approver's first tests before; the consultations within {days} working days",
            working_day_after(start, days),
        ))  # fmt: skip
        days = int(parameter("area_notice_working_days", start))
        found.append(_route(
            "OOA-NOTIFY", "Notice to the area authority (regulation 13(4))",
            f"in writing within {days} working days", working_day_after(start, days),
        ))  # fmt: skip
    if "KS4" in codes:
        found.append(_route(
            "KS4-EXC", "School year 10 or 11, in an emergency (regulation 10(3))",
            "no approval needed first; arrange the child's education as soon as possible", start,
        ))  # fmt: skip
    return found


def _route(rule: str, name: str, clock: str, by: date) -> dict[str, Any]:
    return {"rule": rule, "name": name, "clock": clock, "by": by.isoformat()}


def only_terms(verdict: PairVerdict) -> bool:
    """Return whether the terms of approval alone stand in the way, so that an emergency approval would open it."""
    return bool(verdict.failing) and all(v.rule.code == "F-TERMS" for v in verdict.failing)
