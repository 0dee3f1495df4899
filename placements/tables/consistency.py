"""Warnings: values that can be read but do not fit each other. Odd but lawful data is never an error."""

from collections.abc import Iterable
from datetime import timedelta

from placements.domain.capacity import still_there
from placements.domain.codes import (
    ADAPTATIONS,
    APPROVAL_KINDS,
    LEGAL_STATUSES,
    NEEDS,
    NONE,
    YOUTH_JUSTICE,
    Alongside,
    Kind,
    Purpose,
    Subject,
    WhereNow,
)
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.law.parameters_on import parameter
from placements.tables.fact_warnings import odd_facts
from placements.tables.problems import Problem, warning
from placements.tables.records import RecordTable
from placements.tables.search_warnings import odd_searches
from placements.units import age_on

Tables = dict[str, RecordTable]
LONG_AGO = timedelta(days=366)


def odd(region: Region, tables: Tables) -> list[Problem]:
    """Return every warning about a region that can be read."""
    found: list[Problem] = []
    for check in (
        _children,
        _groups,
        _school_years,
        _legal_statuses,
        _respite,
        _homes,
        _residents,
        _unknown_ids,
        _named_elsewhere,
        _positions,
        _codes,
        _dates,
        _facts,
        _searches,
    ):
        found += check(region, tables)
    return found


def _children(region: Region, tables: Tables) -> Iterable[Problem]:
    if not region.complete:
        yield warning("region.toml", None, "complete", "INCOMPLETE", "the region is marked as incomplete")
    if region.lead_authority and region.lead_authority not in region.authority:
        yield warning("region.toml", None, "lead_authority", "UNKNOWN_ID", "the authority is not known")
    for line, child in tables["children"].rows:
        if " " in child.child_id:
            said = "a reference with a space looks like a name; use your system's reference"
            yield warning("children.csv", line, "child_id", "ODD", said)
        if not child.settled and stay_of(child, region.as_of).empty:
            yield warning("children.csv", line, "date_of_birth", "ADULT", "the child is 18 by the start of the stay")
        if region.as_of - child.needed_by > LONG_AGO:
            yield warning("children.csv", line, "needed_by", "DATES", "the day lies more than a year back")
        if child.referred_on and child.referred_on > region.as_of:
            yield warning("children.csv", line, "referred_on", "DATES", "the day lies after the day of the match")
        if child.unborn and child.date_of_birth < region.as_of:
            yield warning("children.csv", line, "unborn", "ODD", "the child is marked as unborn but has been born")


def _groups(region: Region, tables: Tables) -> Iterable[Problem]:
    for line, child in tables["children"].rows:
        group = [region.child[c] for c in region.group_of.get(child.child_id, ()) if c != child.child_id]
        if any(other.authority != child.authority for other in group):
            yield warning("children.csv", line, "sibling_group", "SIBLINGS", "the group has several authorities")
        if any(other.siblings != child.siblings for other in group):
            yield warning(
                "children.csv", line, "siblings", "SIBLINGS", "the group is flagged differently; the strictest counts"
            )
        if child.siblings and not child.sibling_group:
            yield warning("children.csv", line, "siblings", "SIBLINGS", "the child is flagged but belongs to no group")
        if child.alongside is Alongside.ONLY_OLDER and any(o.date_of_birth >= child.date_of_birth for o in group):
            said = "only_older rules out the child's own younger sibling"
            yield warning("children.csv", line, "alongside", "SIBLINGS", said)
        if child.alongside is Alongside.ONLY_YOUNGER and any(o.date_of_birth <= child.date_of_birth for o in group):
            said = "only_younger rules out the child's own older sibling"
            yield warning("children.csv", line, "alongside", "SIBLINGS", said)


def _school_years(region: Region, tables: Tables) -> Iterable[Problem]:
    """A child is in year N in the school year in which she turns N + 5, counted from 1 September."""
    year = region.as_of.year - (region.as_of.month < 9)
    for line, child in tables["children"].rows:
        if child.school_year is None:
            continue
        born = child.date_of_birth
        expected = year - (born.year + (born.month >= 9)) - 4
        if abs(expected - child.school_year) > 1:
            yield warning("children.csv", line, "school_year", "ODD", "the school year does not fit the birth date")


def _legal_statuses(region: Region, tables: Tables) -> Iterable[Problem]:
    """No youth justice status under ten (rule YJ-AGE10)."""
    youngest = parameter("youth_justice_min_age", region.as_of)
    for line, child in tables["children"].rows:
        young = youngest is not None and age_on(child.date_of_birth, region.as_of) < youngest
        if young and child.legal_status in YOUTH_JUSTICE:
            said = f"a youth justice status for a child under {youngest}"
            yield warning("children.csv", line, "legal_status", "REMAND_AGE", said)


def _respite(region: Region, tables: Tables) -> Iterable[Problem]:
    """After a temporary stay a child returns to the same home (rule RESPITE-T); at home, that is the family's."""
    for line, child in tables["children"].rows:
        returns = child.current_home_id or child.where_now is WhereNow.HOME
        if child.purpose is Purpose.RESPITE and not returns:
            yield warning("children.csv", line, "purpose", "RESPITE", "a respite stay with no home to go back to")


def _homes(region: Region, tables: Tables) -> Iterable[Problem]:
    for line, home in tables["homes"].rows:
        residents = region.residents_of.get(home.home_id, ())
        opens = max(region.as_of, home.available_from or region.as_of)
        if sum(still_there(r, region.as_of) for r in residents) > home.places:
            yield warning("homes.csv", line, "places", "CAPACITY", "more residents than places")
        elif (
            sum(still_there(r, opens) for r in residents) + home.available > home.places
            and home.home_id not in region.vacancies_of
        ):
            yield warning("homes.csv", line, "available", "CAPACITY", "more is offered than registered and free")
        if home.position is None:
            yield warning("homes.csv", line, None, "POSITION", "it is not known where the home stands")
        if home.kind is Kind.KINSHIP and not home.named_children:
            yield warning("homes.csv", line, "named_children", "ODD", "a kinship home that names no child")
        if home.confirmed_on and home.confirmed_on > region.as_of:
            yield warning("homes.csv", line, "confirmed_on", "DATES", "the day lies after the day of the match")


def _residents(region: Region, tables: Tables) -> Iterable[Problem]:
    listed = {resident.resident_id for _, resident in tables["residents"].rows}
    for line, child in tables["children"].rows:
        if child.current_home_id in region.home and child.child_id not in listed:
            said = "the child lives in a home and has no row in residents.csv; the child is counted there"
            yield warning("children.csv", line, "current_home_id", "RESIDENT", said)
    for line, resident in tables["residents"].rows:
        home = region.home[resident.home_id]
        if resident.leaves_on and resident.leaves_on <= region.as_of:
            yield warning("residents.csv", line, "leaves_on", "DATES", "the resident has left by the day of the match")
        if home.sex and home.sex != "any" and resident.sex and resident.sex not in (home.sex, "U"):
            yield warning("residents.csv", line, "sex", "ODD", "the home does not take this sex")
        if resident.date_of_birth and age_on(resident.date_of_birth, region.as_of) >= 25:
            yield warning("residents.csv", line, "date_of_birth", "ODD", "the resident would be 25 or over")


def _unknown_ids(region: Region, tables: Tables) -> Iterable[Problem]:
    people = {*region.child, *(r.resident_id for r in region.residents)}
    known: dict[str, set[str]] = {
        "child": people,
        "home": set(region.home),
        "authority": set(region.authority),
        "school": set(region.school),
    }
    wanted = (
        ("children", "current_home_id", "home"),
        ("children", "school_urn", "school"),
        ("homes", "run_by", "authority"),
        ("homes", "nominated_to", "authority"),
        ("homes", "named_children", "child"),
        ("vacancies", "home_id", "home"),
        ("vacancies", "held_for", "child"),
        ("residents", "authority", "authority"),
        ("approvals", "child_id", "child"),
        ("approvals", "home_id", "home"),
        ("contacts", "child_id", "child"),
        ("assessments", "child_id", "child"),
        ("assessments", "home_id", "home"),
        ("offers", "child_id", "child"),
        ("offers", "home_id", "home"),
        ("contracts", "home_ids", "home"),
    )
    for table, column, what in wanted:
        for line, row in tables[table].rows:
            value = getattr(row, column)
            ids = value if isinstance(value, tuple) else () if value is None else (value,)
            if any(one not in known[what] for one in ids):
                yield warning(f"{table}.csv", line, column, "UNKNOWN_ID", f"a {what} named here is not known")


def _named_elsewhere(region: Region, tables: Tables) -> Iterable[Problem]:
    people = {*region.child, *(r.resident_id for r in region.residents)}
    for line, contract in tables["contracts"].rows:
        if any(code not in region.authority for code, _ in contract.shares):
            yield warning("contracts.csv", line, "shares", "UNKNOWN_ID", "an authority named here is not known")
    for line, fact in tables["facts"].rows:
        if fact.id not in (region.home if fact.subject is Subject.HOME else people):
            yield warning("facts.csv", line, "id", "UNKNOWN_ID", f"a {fact.subject} named here is not known")
    for line, approval in tables["approvals"].rows:
        if approval.kind not in APPROVAL_KINDS:
            yield warning("approvals.csv", line, "kind", "UNKNOWN_CODE", "no rule has this code; nothing is approved")


def _positions(region: Region, tables: Tables) -> Iterable[Problem]:
    for name in ("authorities", "children", "homes", "schools", "safety_areas", "contacts"):
        for line, row in tables[name].rows:
            if (row.latitude is None) != (row.longitude is None):
                yield warning(f"{name}.csv", line, "latitude", "POSITION", "only half of a position is given")
    for line, area in tables["safety_areas"].rows:
        if area.position is None:
            yield warning(
                "safety_areas.csv", line, None, "POSITION", "without a position no home can be confirmed for the child"
            )


def _codes(region: Region, tables: Tables) -> Iterable[Problem]:
    lists = (
        ("children", "needs", NEEDS),
        ("children", "adaptations", ADAPTATIONS),
        ("homes", "needs_met", (*NEEDS, NONE)),
        ("homes", "adaptations", (*ADAPTATIONS, NONE)),
    )
    for table, column, allowed in lists:
        for line, row in tables[table].rows:
            if any(code not in allowed for code in getattr(row, column) or ()):
                yield warning(f"{table}.csv", line, column, "UNKNOWN_CODE", "a code is not in the shipped list")
    for line, child in tables["children"].rows:
        if child.legal_status and child.legal_status not in LEGAL_STATUSES:
            yield warning("children.csv", line, "legal_status", "UNKNOWN_CODE", "it is not a legal status code")


def _facts(region: Region, tables: Tables) -> Iterable[Problem]:
    yield from odd_facts(region, tables["facts"])


def _searches(region: Region, tables: Tables) -> Iterable[Problem]:
    yield from odd_searches(region, tables["children"])


def _dates(region: Region, tables: Tables) -> Iterable[Problem]:
    for line, row in tables["approvals"].rows:
        if row.approved_on is None:
            yield warning(
                "approvals.csv", line, "approved_on", "APPROVAL", "without a date the approval does not count"
            )
        elif row.approved_on > region.as_of:
            yield warning(
                "approvals.csv", line, "approved_on", "APPROVAL", "the approval lies ahead and does not count"
            )
        if row.expires_on and row.expires_on < region.as_of:
            yield warning("approvals.csv", line, "expires_on", "APPROVAL", "the approval has expired")
    for line, row in tables["vacancies"].rows:
        if row.until and row.until < row.from_:
            yield warning("vacancies.csv", line, "until", "DATES", "the vacancy ends before it begins")
    for table in ("keep_apart", "safety_areas"):
        for line, row in tables[table].rows:
            if row.expires_on and row.expires_on < region.as_of:
                yield warning(f"{table}.csv", line, "expires_on", "DATES", "the restriction has expired")
    for line, contact in tables["contacts"].rows:
        if contact.position is None and contact.postcode is None and contact.latitude is None:
            yield warning("contacts.csv", line, None, "POSITION", "it is not known where this is")
