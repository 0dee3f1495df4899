"""Homes, what they offer and who lives there; authorities, schools, contracts and travel times."""

from typing import Annotated

from pydantic import Field

from placements.domain.codes import (
    Certainty,
    ContractKind,
    Grade,
    HomeSex,
    Kind,
    Located,
    Sector,
    Sex,
    Status,
)
from placements.domain.fields import (
    Ages,
    Codes,
    Day,
    Flag,
    MaybeAge,
    MaybeDay,
    MaybeLatitude,
    MaybeLongitude,
    MaybeMoney,
    MaybeText,
    MaybeWhole,
    Minutes,
    Shares,
    Text,
    Whole,
    Words,
    one_of,
)
from placements.domain.record import Placed, Record


class Authority(Placed):
    """A local authority with children's services."""

    code: Text
    name: Text
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    adjacent: Codes = ()
    member: Flag = None
    member_from: MaybeDay = None
    member_to: MaybeDay = None


class Home(Placed):
    """One row of `homes.csv`; blank means not known."""

    home_id: Text
    kind: Annotated[Kind, one_of(Kind)]
    authority: Text
    sector: Annotated[Sector, one_of(Sector)]
    places: Whole
    available: Whole
    run_by: MaybeText = None
    provider: MaybeText = None
    owner: MaybeText = None
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    postcode: MaybeText = None
    located: Annotated[Located | None, one_of(Located)] = None
    min_age: MaybeAge = None
    max_age: MaybeAge = None
    sex: Annotated[HomeSex | None, one_of(HomeSex)] = None
    needs_met: Words | None = None
    adaptations: Words | None = None
    weekly_fee: MaybeMoney = None
    contract: Annotated[ContractKind | None, one_of(ContractKind)] = None
    nominated_to: Codes = ()
    status: Annotated[Status, one_of(Status)] = Status.OPEN
    grade: Annotated[Grade | None, one_of(Grade)] = None
    registration: MaybeText = None
    languages: Words = ()
    religion: MaybeText = None
    smoker: Flag = None
    pets: MaybeText = None
    own_children_ages: Ages = ()
    solo_capable: Flag = None
    named_children: Codes = ()
    bedrooms_sharing: Flag = None
    same_day: Flag = None
    notice_days: MaybeWhole = None
    available_from: MaybeDay = None
    confirmed_on: MaybeDay = None

    @property
    def fosters(self) -> bool:
        """Whether the fostering rules apply."""
        return self.kind in (Kind.FOSTERING, Kind.KINSHIP)

    @property
    def operator(self) -> str | None:
        """The authority that runs it: `run_by`, or the area's own where it is in house."""
        return self.run_by or (self.authority if self.sector is Sector.IN_HOUSE else None)


class Vacancy(Record):
    """Dated places of a home; where a home has any, they replace its `available` and `available_from`."""

    home_id: Text
    places: Whole
    from_: Annotated[Day, Field(alias="from")]
    until: MaybeDay = None
    certainty: Annotated[Certainty | None, one_of(Certainty)] = None
    held_for: Codes = ()
    hold_ends: MaybeDay = None
    confirmed_on: MaybeDay = None
    same_day: Flag = None


class Resident(Record):
    """A child or young person living in a home now."""

    home_id: Text
    resident_id: Text
    date_of_birth: MaybeDay = None
    sex: Annotated[Sex | None, one_of(Sex)] = None
    authority: MaybeText = None
    sibling_group: MaybeText = None
    foster_child: Flag = None
    leaves_on: MaybeDay = None


class School(Placed):
    """A school, by its URN."""

    urn: Text
    name: Text
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    postcode: MaybeText = None
    phase: MaybeText = None


class Contract(Record):
    """A block contract: what is paid each week whether the places are used or not."""

    contract_id: Text
    home_ids: Codes
    weekly_price: MaybeMoney = None
    minimum_take_up: MaybeWhole = None
    shares: Shares = ()


class TravelTime(Record):
    """Minutes between two places; where there is no row, straight-line miles stand in."""

    from_: Annotated[Text, Field(alias="from")]
    to: Text
    minutes: Minutes
    mode: MaybeText = None
