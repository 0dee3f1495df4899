"""The stay a proposal is for: first night, and the first night not there."""

from dataclasses import dataclass
from datetime import date

from placements.domain.children import Child
from placements.domain.codes import Siblings
from placements.domain.region import Region
from placements.units import birthday, weeks_after

LONGEST_STAY_WEEKS = 12
ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class Stay:
    """Nights from `start` up to, not including, `end`; empty for someone 18 by the start."""

    start: date
    end: date

    @property
    def empty(self) -> bool:
        """Whether there is no night at all."""
        return self.end <= self.start

    def overlaps(self, other: "Stay") -> bool:
        """Whether the two stays share a night."""
        return self.start < other.end and other.start < self.end

    def has_night(self, day: date) -> bool:
        """Whether she is there on the night of `day`."""
        return self.start <= day < self.end


def stay_of(child: Child, as_of: date) -> Stay:
    """Return her stay: from need (or today) for the weeks expected, at most twelve, never past 18.

    A bridge ends on the day the long-term home is ready; a day not after the start is left out.
    """
    start = max(as_of, child.needed_by)
    weeks = min(child.expected_weeks or LONGEST_STAY_WEEKS, LONGEST_STAY_WEEKS)
    end = min(weeks_after(start, weeks), birthday(child.date_of_birth, ADULT_AGE))
    return Stay(start, min(end, child.ends_by) if child.ends_by and child.ends_by > start else end)


def togetherness(region: Region, group: tuple[str, ...]) -> Siblings:
    """Return the strictest flag of a sibling group; blank means `should`."""
    flags = {region.child[child_id].siblings or Siblings.SHOULD for child_id in group}
    return next(flag for flag in Siblings if flag in flags)
