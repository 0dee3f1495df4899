"""The tasks of one proposal: every clock of the table whose situation it is in, with its days."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from placements.domain.codes import Kind, Outcome
from placements.law.parameters_on import parameter, parameter_names
from placements.tasks.clocks import Clock, clock, clocks
from placements.tasks.days import DAYS, before, horizon, later
from placements.tasks.move import Move
from placements.tasks.situations import SITUATIONS
from placements.tasks.task import Task

STAYING = ("before_offer", "before_deciding", "standing")
"""Gates of the tasks left where the home proposed is the one the child lives in."""


MANAGER = "registered manager"


def raised(move: Move) -> Iterator[Task]:
    """Yield the tasks of a proposal, but those of approvals."""
    for entry in clocks():
        if _applies(entry, move):
            yield from _dated(entry, move)
    yield from _questions(move)
    yield from _expiring(move)


def _applies(entry: Clock, move: Move) -> bool:
    if entry.never or entry.when == "given" or not entry.in_force(move.start):
        return False
    return SITUATIONS[entry.when](move) and (not move.stays or entry.gate in STAYING)


def _dated(entry: Clock, move: Move) -> Iterator[Task]:
    """Yield a clock's task, or one for each time it comes round; none after the days clocks are raised for."""
    day = DAYS[entry.due](move)
    if entry.less_days:
        day = before(move, day - timedelta(days=entry.less_days))
    first = later(day, entry.plus) if entry.plus else day
    if first is None or first > horizon(move):
        return
    if not entry.until:
        yield task(entry, move, first)
        return
    last = DAYS[entry.until](move)
    for number in count(1):
        if first is None or first >= last:
            return
        yield task(entry, move, first, number=number)
        first = later(first, entry.every)


def _questions(move: Move) -> Iterator[Task]:
    """Yield what the rules want confirmed, and the newcomers nobody has assessed together."""
    entry = clock("QUESTION")
    asked = [
        (v.finding.unlock or v.finding.sentence, v.finding.who) for v in move.placement.verdict.of(Outcome.IF_CONFIRMED)
    ]
    if move.strangers and move.home.kind is Kind.RESIDENTIAL:
        asked.append(
            (f"Does the impact risk assessment cover {_others(move.strangers)} proposed to the same home?", MANAGER)
        )
    for number, (question, who) in enumerate(asked, 1):
        yield task(entry, move, DAYS[entry.due](move), number=number, question=question)._replace(whom=who)


def _others(number: int) -> str:
    return "the other child" if number == 1 else f"the {number} other children"


def _expiring(move: Move) -> Iterator[Task]:
    """Yield the approvals on record that expire during the stay; a temporary approval has clocks of its own."""
    for number, approval in enumerate(move.held, 1):
        ends = approval.expires_on
        if ends is not None and move.start <= ends <= horizon(move) and approval.kind != "K-REG24":
            yield task(clock("APPROVAL-EXPIRES"), move, ends, number=number, rule=approval.kind)


def task(entry: Clock, move: Move, day: date, *, number: int = 1, **said: str) -> Task:
    """Return a clock's task on a day; `said` fills in its sentence."""
    child, home = move.child, move.home
    words = {"area": move.area, "notice_days": home.notice_days, "short": _short(move), **said}
    return Task(
        day, entry.gate, entry.code, entry.title, child.child_id, home.home_id, child.authority,
        person(entry.person, move.placement.case.name_of(child.authority)), sentence(entry, move.start, **words),
        entry.sources, latest=_latest(entry, move, day), latest_if=entry.latest_if, decided=entry.decided,
        whom=move.whom if entry.asks else None, list=entry.list, calendar=entry.calendar, number=number,
    )  # fmt: skip


def _short(move: Move) -> str:
    """Say so where there is less time than the home asks for."""
    days = (move.start - move.region.as_of).days
    return "" if days >= (move.home.notice_days or 0) else " There is less: ask whether it will do without."


def person(role: str, authority: str) -> str:
    """Return who acts: a role and its authority."""
    return f"{role}, {authority}"


def sentence(entry: Clock, on: date, **words: object) -> str:
    """Return a clock's sentence with its words and numbers filled in; the numbers are those of the law on a day."""
    numbers = {name: parameter(name, on) for name in parameter_names() if f"{{{name}}}" in entry.do}
    return entry.do.format_map({**numbers, **words})


def _latest(entry: Clock, move: Move, day: date) -> date | None:
    if not entry.latest_plus or not SITUATIONS[entry.latest_when](move):
        return None
    last = later(move.start, entry.latest_plus)
    return last if last is not None and last > day else None
