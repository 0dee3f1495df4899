"""Tasks as a calendar file (RFC 5545) of all-day entries that say nothing about a child but the reference.

The same tasks give the same bytes: no clock is read, an entry's UID is the task's keyed reference, and its stamp is the
day of the match.
"""

from datetime import UTC, datetime, time, timedelta

from icalendar import Calendar, Event

from placements.tasks.plan import Tasks
from placements.tasks.task import Task

PRODUCT = "-//placements//tasks//EN"
DOMAIN = "placements"


def calendar(found: Tasks) -> bytes:
    """Return the calendar of some tasks."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    stamp = datetime.combine(found.recorded.region.as_of, time(), tzinfo=UTC)
    for task in found.tasks:
        made.add_component(_event(task, task.reference(found.key), stamp))
    written: bytes = made.to_ical()
    return written


def _event(task: Task, reference: str, stamp: datetime) -> Event:
    entry = Event()
    entry.add("uid", f"{reference.lower()}@{DOMAIN}")
    entry.add("dtstamp", stamp)
    entry.add("dtstart", task.due)
    entry.add("dtend", task.due + timedelta(days=1))
    entry.add("summary", f"{task.child_id}: {'if decided: ' if task.decided else ''}{task.calendar} ({reference})")
    entry.add("class", "CONFIDENTIAL")
    entry.add("transp", "TRANSPARENT")
    return entry
