"""Which year each return is for: what its name says, tried against its own dates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placements.history.years import first_day, last_day, year_of
from placements.imports.ssda903.rows import Given, Line

_STRAY = 200
"""A year with fewer than one in so many of a file's dates is a slip of the pen, not the year of the file."""
_ONE_DAY = timedelta(days=1)
Days = tuple[date, date | None]


@dataclass(frozen=True)
class Years:
    """The year each return ends in, and the first and last day the files cover where somebody said so."""

    endings: Mapping[Given, int | None]
    begins: frozenset[str]
    """Authorities whose single years ("2025") are those the return begins in."""
    guessed: tuple[Given, ...]
    """Returns whose year was taken from their dates alone."""
    since: date | None = None
    until: date | None = None

    def ending(self, line: Line) -> int | None:
        """Return the year the return of a row ends in, or None where nothing says."""
        return self.endings[line.given]

    def last(self, ending: int) -> date:
        """Return the last day a return covers."""
        return min(last_day(ending), self.until or date.max)


def years_of(
    lines: Iterable[Line], episodes: Sequence[Line], since: date | None = None, until: date | None = None
) -> Years:
    """Return which year each return is for."""
    days: dict[Given, list[Days]] = defaultdict(list)
    for line in episodes:
        ended = line.cells["ended_on"]
        days[line.given].append(
            (date.fromisoformat(line.cells["started_on"]), date.fromisoformat(ended) if ended else None)
        )
    givens = sorted({line.given for line in lines}, key=lambda given: (given.authority, str(given.year), given.beside))
    begins = _begins(givens, days)
    endings: dict[Given, int | None] = {}
    for given in givens:
        if given.year is None:
            endings[given] = _by_dates(days[given]) if given in days else None
        else:
            endings[given] = given.year.number + (not given.year.sure and given.authority in begins)
    guessed = tuple(given for given in givens if given.year is None and given in days)
    return Years(endings, begins, guessed, since, until)


def _begins(givens: Sequence[Given], days: Mapping[Given, Sequence[Days]]) -> frozenset[str]:
    """Return the authorities whose single years begin a return: fewer of their dates then fall outside it.

    One habit for all of them where that fits each as well as the other; the year of the end where both fit.
    """
    faults: Counter[tuple[str, int]] = Counter()
    named = [(given, given.year.number) for given in givens if given.year and not given.year.sure]
    for given, number in named:
        for offset in (0, 1):
            faults[given.authority, offset] += sum(_outside(one, number + offset) for one in days.get(given, ()))
    authorities = {given.authority for given, _ in named}
    totals = [sum(faults[authority, offset] for authority in authorities) for offset in (0, 1)]
    common = int(totals[1] < totals[0])
    own = {a: common if faults[a, common] <= faults[a, 1 - common] else 1 - common for a in authorities}
    return frozenset(authority for authority, offset in own.items() if offset)


def _outside(days: Days, ending: int) -> bool:
    """Say whether an episode cannot stand in the return of a year; one that ended on 1 April still can."""
    started, ended = days
    return started > last_day(ending) or (
        ended is not None and not first_day(ending) <= ended <= last_day(ending) + _ONE_DAY
    )


def _by_dates(days: Sequence[Days]) -> int:
    """Return the last year that more than a stray date falls into."""
    counted = Counter(year_of(started) for started, _ in days)
    counted.update(year_of(ended - _ONE_DAY) for _, ended in days if ended)
    return max(year for year, times in counted.items() if times * _STRAY >= len(days))
