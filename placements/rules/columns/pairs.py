"""All pairs of some children and some homes of a region."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from placements.domain.capacity import room
from placements.domain.children import Child
from placements.domain.codes import Kind, Located, Status
from placements.domain.homes import Home
from placements.domain.region import Region
from placements.domain.stay import Stay, stay_of
from placements.geography.grid import miles_table
from placements.law.parameters_on import parameter
from placements.policy.policy import Policy
from placements.rules.columns.facts import Facts
from placements.rules.columns.homes import facts_of, having_each, in_areas, same_for_all
from placements.rules.columns.living import Living, Residents
from placements.rules.columns.offers import Offers, Places
from placements.rules.columns.papers import Papers
from placements.rules.columns.position import grid_points, wants_away
from placements.rules.columns.years import BIRTHDAYS, birthdays, school_year_on
from placements.units import age_on

Array = npt.NDArray[Any]
NEVER = 10_000_000


def ordinal(day: date | None, missing: int = NEVER) -> int:
    """Return a day as a number of days."""
    return missing if day is None else day.toordinal()


class Pairs:
    """Children x homes as columns; everything is worked out when first asked for."""

    def __init__(self, region: Region, policy: Policy, children: Sequence[Child], homes: Sequence[Home]) -> None:
        self.region, self.policy = region, policy
        self.children, self.homes = tuple(children), tuple(homes)
        self.stays: tuple[Stay, ...] = tuple(stay_of(child, region.as_of) for child in self.children)
        self.row = {child.child_id: i for i, child in enumerate(self.children)}
        self._facts = facts_of(region, self.homes)

    @property
    def column(self) -> dict[str, int]:
        """The column of each home."""
        found: dict[str, int] = self._kept("column", lambda: {home.home_id: j for j, home in enumerate(self.homes)})
        return found

    def _kept(self, key: Any, work: Callable[[], Any]) -> Any:
        """Return something that follows from the homes alone."""
        if key not in self._facts:
            self._facts[key] = work()
        return self._facts[key]

    @property
    def shape(self) -> tuple[int, int]:
        """Children, homes."""
        return len(self.children), len(self.homes)

    def none(self) -> Array:
        """Return a table of pairs that is false everywhere."""
        return np.zeros(self.shape, dtype=bool)

    def of_children(self, fact: Callable[[Child], Any], dtype: Any = bool) -> Array:
        """Return a fact of each child, shape (children, 1)."""
        return np.array([fact(child) for child in self.children], dtype=dtype).reshape(-1, 1)

    def of_homes(self, fact: Callable[[Home], Any], dtype: Any = bool, key: Any = None) -> Array:
        """Return a fact of each home, shape (1, homes).

        `key` stands for a fact that looks at more than the home, but at nothing of any child.
        """

        def work() -> Array:
            return np.array([fact(home) for home in self.homes], dtype=dtype).reshape(1, -1)

        code = key or same_for_all(fact)
        found: Array = work() if code is None else self._kept((code, dtype), work)
        return found

    def number(self, name: str) -> Any:
        """Return a number set by law, as it stands on the day of the match."""
        return parameter(name, self.region.as_of)

    def limit(self, name: str) -> Array:
        """Return a local limit for each child, shape (children, 1); nan where there is none."""
        return self.of_children(lambda c: self.policy.limit(name, c.authority), float)

    @cached_property
    def living(self) -> Living:
        """Who lives in the homes."""
        residents = self._kept("residents", lambda: Residents(self.region, self.homes))
        return Living(residents, self.children, self.homes, self.stays)

    @cached_property
    def places(self) -> Places:
        """What the homes offer."""
        offers = self._kept("offers", lambda: Offers(self.region, self.homes))
        return Places(self.region, self.policy, self.children, self.homes, self.stays, offers)

    @cached_property
    def papers(self) -> Papers:
        """What is on record about pairs: approvals, offers, pins, restrictions."""
        named = self._kept("named", lambda: [(c, h.home_id) for h in self.homes for c in h.named_children])
        return Papers(self.region, self.children, self.homes, self.stays, self.column, named, lambda: self.home_points)

    @cached_property
    def facts(self) -> Facts:
        """What `facts.csv` says of the children and the homes."""
        return Facts(self.region, self.children, self.homes, self._kept)

    @cached_property
    def start(self) -> Array:
        """First night, as a day number."""
        return np.array([s.start.toordinal() for s in self.stays], dtype=np.int64).reshape(-1, 1)

    @cached_property
    def end(self) -> Array:
        """First night not there, as a day number."""
        return np.array([s.end.toordinal() for s in self.stays], dtype=np.int64).reshape(-1, 1)

    @cached_property
    def age(self) -> Array:
        """Age in whole years at the start."""
        ages = [age_on(c.date_of_birth, s.start) for c, s in zip(self.children, self.stays, strict=True)]
        return np.array(ages, dtype=np.int64).reshape(-1, 1)

    @cached_property
    def birthdays(self) -> Array:
        """Day numbers of birthdays 0 to 26, shape (children, 27)."""
        days = [birthdays(c.date_of_birth) for c in self.children]
        return np.array(days, dtype=np.int64).reshape(-1, BIRTHDAYS)

    @cached_property
    def school_year(self) -> Array:
        """School year at the start; -9 where neither the year nor a fitting age is known."""
        years = [school_year_on(c, s.start, self.region.as_of) for c, s in zip(self.children, self.stays, strict=True)]
        return np.array(years, dtype=np.int64).reshape(-1, 1)

    def kind(self, *kinds: Kind) -> Array:
        """Whether a home is of one of the kinds."""
        found: Array = self._kept(("kind", kinds), lambda: self._is_one_of(self._kinds, kinds))
        return found

    def status(self, *statuses: Status) -> Array:
        """Whether a home has one of the statuses."""
        found: Array = self._kept(("status", statuses), lambda: self._is_one_of(self._statuses, statuses))
        return found

    @cached_property
    def _kinds(self) -> Array:
        return self.of_homes(lambda h: str(h.kind), "U16")

    @cached_property
    def _statuses(self) -> Array:
        return self.of_homes(lambda h: str(h.status), "U16")

    def _is_one_of(self, words: Array, wanted: Sequence[str]) -> Array:
        result: Array = np.logical_or.reduce([words == str(word) for word in wanted])
        return result

    @cached_property
    def min_age(self) -> Array:
        """Lowest age taken; 0 where blank."""
        return self.of_homes(lambda h: 0 if h.min_age is None else h.min_age, np.int64)

    @cached_property
    def max_age(self) -> Array:
        """Highest age taken; 25 where blank."""
        return self.of_homes(lambda h: 25 if h.max_age is None else h.max_age, np.int64)

    @cached_property
    def age_range_blank(self) -> Array:
        """Whether either end of the age range is not known."""
        return self.of_homes(lambda h: h.min_age is None or h.max_age is None)

    @cached_property
    def outside_ages(self) -> Array:
        """Whether she is too young or too old for the home at the start."""
        result: Array = (self.age < self.min_age) | (self.age > self.max_age)
        return result

    @cached_property
    def outgrows(self) -> Array:
        """Whether she passes the home's highest age during the stay, having fitted at the start."""
        passes = self.birthdays[:, np.minimum(self.max_age[0] + 1, BIRTHDAYS - 1)] < self.end
        result: Array = passes & (self.age <= self.max_age) & (self.max_age < BIRTHDAYS - 2)
        return result

    @cached_property
    def sex_refused(self) -> Array:
        """Whether the home takes only the other sex."""
        sexes = self.of_homes(lambda h: str(h.sex or "any"), "U3")
        hers = self.of_children(lambda c: str(c.sex), "U3")
        result: Array = (sexes != "any") & (hers != "U") & (hers != sexes)
        return result

    @cached_property
    def sex_not_known(self) -> Array:
        """Whether her sex is recorded as U and the home takes only one."""
        limited = self.of_homes(lambda h: (h.sex or "any") != "any")
        result: Array = limited & self.of_children(lambda c: c.sex == "U")
        return result

    @property
    def room(self) -> Array:
        """How many may live in each home just now, shape (1, homes)."""
        found: Array = self._kept("room", lambda: np.array([[room(self.region, home) for home in self.homes]]))
        return found

    @cached_property
    def home_points(self) -> Array:
        """Grid metres of the homes, shape (homes, 2), nan where not known."""
        found: Array = self._kept("points", lambda: grid_points(self.homes))
        return found

    @cached_property
    def miles(self) -> Array:
        """Straight-line miles from her home; nan where either is not known, and for UASC."""
        known = [c if not c.uasc else None for c in self.children]
        return miles_table(grid_points(known), self.home_points)

    @cached_property
    def school_miles(self) -> Array:
        """Straight-line miles from home to her school; nan where either is not known."""
        schools = [self.region.school.get(c.school_urn or "") for c in self.children]
        return miles_table(grid_points(schools), self.home_points)

    @cached_property
    def max_school_miles(self) -> Array:
        """How far from the school is too far for her."""
        return self.of_children(
            lambda c: (
                self.policy.limit("school_miles", c.authority) if c.max_school_miles is None else c.max_school_miles
            ),
            float,
        )

    @cached_property
    def approximate(self) -> Array:
        """Whether it is only roughly known where the home stands."""
        return self.of_homes(lambda h: h.position is None or h.position.located is not Located.EXACT)

    @cached_property
    def in_area(self) -> Array:
        """Whether the home stands in her responsible authority's area."""
        hers = self.of_children(lambda c: c.authority, object)
        result: Array = (hers == self.of_homes(lambda h: h.authority, object)).astype(bool)
        return result

    @cached_property
    def adjoining(self) -> Array:
        """Whether the home's authority adjoins hers."""
        mine = {a: i for i, a in enumerate(dict.fromkeys(c.authority for c in self.children))}
        theirs, columns = self._kept("areas", lambda: in_areas(self.homes))
        beside = self.region.adjacency
        table = np.array([[(one, other) in beside for other in theirs] for one in mine], dtype=bool)
        rows = [mine[c.authority] for c in self.children]
        result: Array = table.reshape(len(mine), len(theirs))[np.ix_(rows, columns)]
        return result

    @cached_property
    def own_service(self) -> Array:
        """Whether her own authority runs the home."""
        hers = self.of_children(lambda c: c.authority, object)
        result: Array = (hers == self.of_homes(lambda h: h.operator or "", object)).astype(bool)
        return result

    @cached_property
    def wants_away(self) -> Array:
        """Whether distance is what she needs at the start."""
        return np.array(
            [wants_away(c, s.start) for c, s in zip(self.children, self.stays, strict=True)], dtype=bool
        ).reshape(-1, 1)

    def lacking(self, wanted: Callable[[Child], Sequence[str]], held: Callable[[Home], Sequence[str] | None]) -> Array:
        """Return how many of the codes she wants a home does not have (a blank list has none)."""
        codes = sorted({code for child in self.children for code in wanted(child)})
        if not codes:
            return np.zeros(self.shape, dtype=np.int32)
        index = {code: k for k, code in enumerate(codes)}
        want = np.zeros((len(self.children), len(codes)), dtype=np.int32)
        for i, child in enumerate(self.children):
            want[i, [index[code] for code in wanted(child)]] = 1
        having = self._kept(("having", held.__code__), lambda: having_each(self.homes, held))
        for code in codes:
            key = ("lacks", held.__code__, code)
            if key not in self._facts:
                self._facts[key] = np.ones(len(self.homes), dtype=np.int32)
                self._facts[key][having.get(code, [])] = 0
        result: Array = want @ np.array([self._facts["lacks", held.__code__, code] for code in codes])
        return result
