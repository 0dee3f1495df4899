"""Children who need a home, and what is known, asked and decided about each."""

from datetime import date
from typing import Annotated

from pydantic import PrivateAttr

from placements.domain.codes import (
    Alongside,
    Basis,
    DistanceIntent,
    OfferStatus,
    Pets,
    PinKind,
    Purpose,
    Sex,
    Siblings,
    Solo,
    Subject,
    Suits,
    WhereNow,
)
from placements.domain.fields import (
    Asked,
    Day,
    Flag,
    MaybeAmount,
    MaybeDay,
    MaybeLatitude,
    MaybeLongitude,
    MaybeMiles,
    MaybeSchoolYear,
    MaybeText,
    MaybeWeeks,
    Miles,
    Score,
    Text,
    Words,
    one_of,
)
from placements.domain.record import Placed, Record


class Child(Placed):
    """One row of `children.csv`; blank means not known."""

    child_id: Text
    authority: Text
    date_of_birth: Day
    sex: Annotated[Sex, one_of(Sex)]
    needed_by: Day
    referred_on: MaybeDay = None
    sibling_group: MaybeText = None
    siblings: Annotated[Siblings | None, one_of(Siblings)] = None
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    postcode: MaybeText = None
    school_urn: MaybeText = None
    keep_school: Flag = None
    school_year: MaybeSchoolYear = None
    suits_foster: Annotated[Suits | None, one_of(Suits)] = None
    suits_residential: Annotated[Suits | None, one_of(Suits)] = None
    suits_supported: Annotated[Suits | None, one_of(Suits)] = None
    suits_secure: Annotated[Suits | None, one_of(Suits)] = None
    needs: Asked = ()
    adaptations: Asked = ()
    languages: Words = ()
    religion: MaybeText = None
    ethnicity: MaybeText = None
    disability: MaybeText = None
    legal_status: MaybeText = None
    solo: Annotated[Solo | None, one_of(Solo)] = None
    alongside: Annotated[Alongside | None, one_of(Alongside)] = None
    pets: Annotated[Pets | None, one_of(Pets)] = None
    distance_intent: Annotated[DistanceIntent | None, one_of(DistanceIntent)] = None
    away_basis: MaybeText = None
    away_until: MaybeDay = None
    uasc: Flag = None
    dolo: Flag = None
    unborn: Flag = None
    purpose: Annotated[Purpose | None, one_of(Purpose)] = None
    where_now: Annotated[WhereNow | None, one_of(WhereNow)] = None
    current_home_id: MaybeText = None
    move_agreed_on: MaybeDay = None
    notice_ends: MaybeDay = None
    can_wait_until: MaybeDay = None
    expected_weeks: MaybeWeeks = None
    max_school_miles: MaybeMiles = None
    _ends_by: date | None = PrivateAttr(None)

    @property
    def ends_by(self) -> date | None:
        """The day a matched long-term home is ready, which the region knows from a fact; None where there is none."""
        return self._ends_by

    def ending_by(self, day: date | None) -> "Child":
        """Return the same child, whose stay ends by a day."""
        other = self.model_copy()
        other._ends_by = day
        return other

    @property
    def settled(self) -> bool:
        """Whether she stays where she is: a current home, and neither a move agreed nor notice given."""
        return bool(self.current_home_id) and self.move_agreed_on is None and self.notice_ends is None

    @property
    def kept_bed(self) -> str | None:
        """The home in which the bed stays the child's own: respite elsewhere, and back again after it; else None."""
        return (self.current_home_id or None) if self.purpose is Purpose.RESPITE else None


class KeepApart(Record):
    """Two children, a child and a resident, or a child and a home that must not live together."""

    child_id: Text
    other_id: Text
    basis: Annotated[Basis, one_of(Basis, but=(Basis.STRATEGY,))]
    expires_on: MaybeDay = None


class SafetyArea(Placed):
    """A place a child has to be kept away from; never shown in any sentence."""

    child_id: Text
    radius_miles: Miles
    basis: Annotated[Basis, one_of(Basis, but=(Basis.ASSESSMENT,))]
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    postcode: MaybeText = None
    expires_on: MaybeDay = None


class Approval(Record):
    """An approval on record: who lifted which rule for which child, where and until when."""

    child_id: Text
    kind: Text
    approved_by: Text
    home_id: MaybeText = None
    approved_on: MaybeDay = None
    expires_on: MaybeDay = None


class Contact(Placed):
    """Family time: with whom, where and how often."""

    child_id: Text
    person: Text
    latitude: MaybeLatitude = None
    longitude: MaybeLongitude = None
    postcode: MaybeText = None
    times_per_week: MaybeAmount = None


class Assessment(Record):
    """A practitioner's or panel's own view of a pair, 0 to 100."""

    child_id: Text
    home_id: Text
    score: Score
    by: MaybeText = None
    on: MaybeDay = None


class Offer(Record):
    """What a provider said about a child."""

    child_id: Text
    home_id: Text
    status: Annotated[OfferStatus, one_of(OfferStatus)]
    said_by: MaybeText = None
    reason: MaybeText = None
    on: MaybeDay = None
    until: MaybeDay = None
    expires_at: MaybeDay = None


class Pin(Record):
    """A person's insistence that a child goes, or never goes, to a home."""

    child_id: Text
    home_id: Text
    kind: Annotated[PinKind, one_of(PinKind)]
    by: MaybeText = None
    reason: MaybeText = None


class Fact(Record):
    """A fact no other column holds."""

    subject: Annotated[Subject, one_of(Subject)]
    id: Text
    fact: Text
    value: Text
    by: MaybeText = None
    on: MaybeDay = None
