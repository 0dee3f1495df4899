"""How urgent each child is, from the day she needs a home and where she sleeps tonight."""

from datetime import date

from placements.domain.children import Child
from placements.domain.codes import Urgency, WhereNow
from placements.law.working_days import working_day_after

SOON_WORKING_DAYS = 5
NOWHERE = (WhereNow.OFFICE, WhereNow.HOSPITAL, WhereNow.POLICE, WhereNow.UNREGISTERED)


def urgency_of(child: Child, as_of: date) -> Urgency:
    """Return her class; waiting does not promote a child who is safe where she is."""
    if child.where_now in NOWHERE or child.needed_by < as_of:
        return Urgency.OVERDUE
    if child.needed_by == as_of:
        return Urgency.TODAY
    soon = child.needed_by <= working_day_after(as_of, SOON_WORKING_DAYS)
    return Urgency.SOON if soon else Urgency.LATER
