"""What an unlock asks for, done by hand: the records edited as the people named would have edited them."""

from collections.abc import Callable
from dataclasses import replace

from explain.roomy import NEEDS

from placements.domain.children import Approval
from placements.domain.codes import Kind, OfferStatus, PinKind, Sex, Status, Suits
from placements.domain.region import Region

Edit = Callable[[Region, str, tuple[str, ...]], Region]


def _home(region: Region, home_id: str, **changes: object) -> Region:
    homes = tuple(h.model_copy(update=changes) if h.home_id == home_id else h for h in region.homes)
    return replace(region, homes=homes)


def _children(region: Region, group: tuple[str, ...], **changes: object) -> Region:
    rows = tuple(c.model_copy(update=changes) if c.child_id in group else c for c in region.children)
    return replace(region, children=rows)


def _approved(region: Region, kind: str, home_id: str, people: tuple[str, ...]) -> Region:
    rows = tuple(
        Approval(child_id=p, home_id=home_id, kind=kind, approved_by="panel", approved_on=region.as_of) for p in people
    )
    return replace(region, approvals=(*region.approvals, *rows))


def a_place(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Open the home, offer it a place for each, all free from today on, and let it have as many more as live there."""
    lives = len(region.residents_of.get(home_id, ()))
    places = max(region.home[home_id].places, lives + len(group))
    region = replace(
        region,
        vacancies=tuple(v for v in region.vacancies if v.home_id != home_id),
        offers=tuple(o for o in region.offers if o.home_id != home_id or o.status is not OfferStatus.OFFERED),
    )
    status = region.home[home_id].status
    opened = Status.OPEN if status is Status.ON_HOLD and region.home[home_id].kind is not Kind.KINSHIP else status
    return _home(region, home_id, status=opened, places=places, available=places, available_from=None)


def more_places(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Let the home have a place for each beside those who live there, as if residents had left."""
    lives = len(region.residents_of.get(home_id, ()))
    return _home(region, home_id, places=max(region.home[home_id].places, lives + len(group)))


def terms(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Record an approval outside the terms, and her sex where it is not known."""
    return _approved(_sexed(region, home_id, group), "F-TERMS", home_id, group)


def purpose(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Record that the statement is varied, and the answers it lacks."""
    home, changes = region.home[home_id], {}
    if home.needs_met is None:
        changes["needs_met"] = NEEDS
    if home.min_age is None or home.max_age is None:
        changes |= {"min_age": 0, "max_age": 17}
    return _approved(_sexed(_home(region, home_id, **changes), home_id, group), "CH-SOP", home_id, group)


def _sexed(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    unknown = tuple(c for c in group if region.child[c].sex is Sex.U)
    return _children(region, unknown, sex=str(region.home[home_id].sex)) if region.home[home_id].sex else region


def suits(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Re-assess the children: this kind of home suits them."""
    kind = {Kind.FOSTERING: "suits_foster", Kind.RESIDENTIAL: "suits_residential", Kind.SUPPORTED: "suits_supported"}
    return _children(region, group, **{kind[region.home[home_id].kind]: Suits.SUITABLE})


def exempted(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Exempt every foster child who would live there from the usual limit."""
    others = tuple(r.resident_id for r in region.residents_of.get(home_id, ()))
    return _approved(region, "F-LIMIT3", home_id, (*group, *others))


def no_refusals(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Take back what the provider declined."""
    no = (OfferStatus.DECLINED, OfferStatus.WITHDRAWN)
    kept = (o for o in region.offers if not (o.home_id == home_id and o.child_id in group and o.status in no))
    return replace(region, offers=tuple(kept))


def no_pins(region: Region, home_id: str, group: tuple[str, ...]) -> Region:
    """Remove the pins that forbid the pair."""
    kept = (p for p in region.pins if not (p.kind is PinKind.FORBID and p.home_id == home_id and p.child_id in group))
    return replace(region, pins=tuple(kept))


BY_HAND: dict[str, Edit] = {
    "F-AVAIL": a_place,
    "CH-PLACES": more_places,
    "F-TERMS": terms,
    "CH-SOP": purpose,
    "TYPE-SUIT": suits,
    "DIS-SUIT": lambda region, home_id, group: _home(region, home_id, adaptations=("wheelchair",)),
    "F-LIMIT3": exempted,
    "CH-REG": lambda region, home_id, group: _home(region, home_id, status=Status.OPEN, registration="R"),
    "SA-16": lambda region, home_id, group: _home(region, home_id, status=Status.OPEN, registration="R"),
    "F-APPROVED": lambda region, home_id, group: _home(region, home_id, status=Status.OPEN),
    "K-VIAB": lambda region, home_id, group: _home(region, home_id, status=Status.OPEN),
    "F-SMOKE": lambda region, home_id, group: _home(region, home_id, smoker=False),
    "CONSENT-CARER": no_refusals,
    "PIN": no_pins,
}
"""Rules that can be opened by editing rows; what is not here is people's work no row shows."""
