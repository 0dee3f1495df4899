"""What the data says of a thing an approver has to be satisfied of; None where it says nothing.

A sentence holds no name of a person, no address, no safety area and no other child's reference or need.
"""

from collections.abc import Callable

from placements.domain.capacity import still_there
from placements.domain.codes import Kind
from placements.domain.homes import Resident
from placements.law.parameters_on import parameter
from placements.tasks.days import DAYS
from placements.tasks.move import Move
from placements.units import birthday, pounds, shown_date, shown_miles


def _comparison(move: Move) -> str | None:
    points, best = move.row.get("total_points"), move.row.get("best_points")
    if points is None or best is None:
        return None
    if move.row["best_home_id"] == move.home.home_id or points >= best:
        said = "no home open to the child has more"
    elif move.row.get("shortfall") == 0:
        said = f"the child's own best home has {best} and counts as equally suitable"
    else:
        said = f"the child's own best home, {move.row['best_home_id']}, has {best}"
    return f"{points} of 100 points for this child; {said}. The reasons are in the report."


def _area(move: Move) -> str:
    home, case = move.area, move.placement.case
    lies = "adjoins" if case.pairs.adjoining[0, 0] else "does not adjoin"
    far = float(case.pairs.miles[0, 0])
    miles = "" if far != far else f" {shown_miles(far)} straight-line miles from home{case.roughly}."
    return f"The home stands in {home}, which {lies} {case.name_of(move.child.authority)}.{miles}"


def _school(move: Move) -> str | None:
    pairs = move.placement.case.pairs
    far = float(pairs.school_miles[0, 0])
    if far != far:
        return None
    return f"School year {pairs.school_year[0, 0]}; {shown_miles(far)} straight-line miles to the school now."


def _kin(move: Move) -> str | None:
    named = move.child.child_id in move.home.named_children
    return "The home is on record as this child's relatives or friends." if named else None


def _temporary(move: Move) -> str:
    weeks = parameter("reg24_weeks", move.start)
    return f"{weeks} weeks at most, to {shown_date(DAYS['temporary_ends'](move))}."


def _there(move: Move) -> list[Resident]:
    """The residents there on the first night who are not proposed elsewhere."""
    leaving = {c for c, home_id in move.review.home_of.items() if home_id != move.home.home_id}
    return [
        r for r in move.region.residents_of.get(move.home.home_id, ())
        if still_there(r, move.start) and r.resident_id not in leaving | {move.child.child_id}
    ]  # fmt: skip


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _residents(move: Move) -> str:
    return f"{_counted(len(_there(move)), 'child lives', 'children live')} there on the first night."


def _foster_residents(move: Move) -> str:
    fostered = [r for r in _there(move) if r.foster_child is not False]
    others = sum(bool(r.authority) and r.authority != move.child.authority for r in fostered)
    there = _counted(len(fostered), "foster child lives", "foster children live")
    return f"{there} there on the first night, {others} of other authorities."


def _strangers(move: Move) -> str:
    number = move.strangers
    return (
        f"{_counted(number, 'other child is', 'other children are') if number else 'No other child is'} proposed there."
    )


def _offer(move: Move) -> str | None:
    return "The home has offered the place." if move.answered else None


def _age(move: Move) -> str:
    return f"The child is {move.placement.case.age} on the first night."


def _sharing(move: Move) -> str:
    return f"{_age(move)} {_siblings(move)}"


def _siblings(move: Move) -> str:
    number = len(move.placement.with_her)
    return f"{_counted(number, 'brother or sister comes', 'brothers and sisters come')} too." if number else (
        "No brother or sister comes too."
    )  # fmt: skip


def outgrown_on(move: Move) -> str:
    """Return the birthday on which the child passes the home's age range."""
    day = birthday(move.child.date_of_birth, (move.home.max_age or 0) + 1)
    return f"The birthday is on {shown_date(day)}; the home takes children up to {move.home.max_age}."


def _grade(move: Move) -> str | None:
    return f"Grade on record: {str(move.home.grade).replace('_', ' ')}." if move.home.grade else None


def _ages_taken(move: Move) -> str | None:
    low, high = move.home.min_age, move.home.max_age
    return None if low is None or high is None else f"The home takes children from {low} to {high}."


def _stay(move: Move) -> str:
    return f"Planned from {shown_date(move.start)}; as read it ends before {shown_date(move.end)} at the latest."


def _contract(move: Move) -> str | None:
    return f"Contract: {move.home.contract}." if move.home.contract else None


def _price(move: Move) -> str:
    price = f"£{pounds(move.placement.full):,.0f} a week"
    if move.home.weekly_fee is None:
        return f"The fee is not known; the usual one of its kind stands in: {price}."
    solo = " (all places of the home, as the child is to be alone)" if move.home.kind is Kind.RESIDENTIAL and (
        move.placement.full > move.home.weekly_fee * 100
    ) else ""  # fmt: skip
    return f"{price}{solo}."


def _price_of_stay(move: Move) -> str:
    nights = (move.end - move.start).days
    total = pounds(round(move.placement.full * nights / 7))
    return f"{nights} nights as read, at most £{total:,.0f}."


def _secure_criteria(move: Move) -> str | None:
    held = move.held_for("SEC-CRIT")
    if held is None:
        return None
    ends = f", until {shown_date(held.expires_on)}" if held.expires_on else ""
    return f"On record{ends}."


def _secure_hours(move: Move) -> str:
    hours = parameter("secure_hours_without_order", move.start)
    return f"Without an order {hours} hours at most, together, in any 28 days."


def _below_floor(move: Move) -> str | None:
    below = move.placement.below
    return f"Below the floor, because: {'; '.join(below)}." if below else None


KNOWN: dict[str, Callable[[Move], str | None]] = {
    "comparison": _comparison, "area": _area, "school": _school, "kin": _kin, "temporary": _temporary,
    "residents": _residents, "foster_residents": _foster_residents, "strangers": _strangers, "offer": _offer,
    "age": _age, "sharing": _sharing, "outgrown": outgrown_on, "grade": _grade, "ages_taken": _ages_taken,
    "stay": _stay, "contract": _contract, "price": _price, "price_of_stay": _price_of_stay,
    "secure_criteria": _secure_criteria, "secure_hours": _secure_hours, "below_floor": _below_floor,
}  # fmt: skip
"""Every word that may stand as `known` in `approvals.toml`."""
