"""The tables of a region folder and the columns of each, taken from the records themselves."""

from dataclasses import dataclass
from functools import cached_property

from placements.domain.children import (
    Approval,
    Assessment,
    Child,
    Contact,
    Fact,
    KeepApart,
    Offer,
    Pin,
    SafetyArea,
)
from placements.domain.homes import Authority, Contract, Home, Resident, School, TravelTime, Vacancy
from placements.domain.record import Record


@dataclass(frozen=True)
class Table:
    """One input table: its name, its record, and which columns make a row unique."""

    name: str
    record: type[Record]
    key: tuple[str, ...] = ()
    required: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names in the order of the record."""
        return tuple(f.alias or name for name, f in self.record.model_fields.items() if name != "position")

    @cached_property
    def required_columns(self) -> tuple[str, ...]:
        """Columns that must be there and filled in."""
        return tuple(f.alias or name for name, f in self.record.model_fields.items() if f.is_required())

    @property
    def file(self) -> str:
        """Name of its CSV file."""
        return f"{self.name}.csv"


TABLES = (
    Table("authorities", Authority, ("code",), required=True),
    Table("children", Child, ("child_id",), required=True),
    Table("homes", Home, ("home_id",), required=True),
    Table("vacancies", Vacancy),
    Table("residents", Resident, ("home_id", "resident_id")),
    Table("schools", School, ("urn",)),
    Table("keep_apart", KeepApart),
    Table("safety_areas", SafetyArea),
    Table("approvals", Approval),
    Table("contacts", Contact),
    Table("assessments", Assessment),
    Table("offers", Offer),
    Table("pins", Pin),
    Table("contracts", Contract, ("contract_id",)),
    Table("travel_times", TravelTime),
    Table("facts", Fact),
)
"""Every table, in the order they are read and reported."""
