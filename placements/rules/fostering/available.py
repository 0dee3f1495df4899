"""F-AVAIL: the home has a place for her on every night of her stay, and says so today."""

from placements.domain.capacity import vacancies_on
from placements.domain.codes import Kind, Outcome, Status
from placements.law import local_practice
from placements.rules.columns.pairs import Pairs
from placements.rules.rule import Case, Finding, Judgement, Rule, RuleKind
from placements.units import shown_date


def judge(pairs: Pairs) -> Judgement:
    """Rule out homes on hold, with nothing offered for the stay, or full; ask again where the word is old."""
    on_hold = pairs.status(Status.ON_HOLD) & ~pairs.kind(Kind.KINSHIP)
    approved = pairs.of_homes(lambda h: h.places, int)
    fosters = pairs.kind(Kind.FOSTERING, Kind.KINSHIP)
    staying = pairs.living.everyone - pairs.living.moving
    full = fosters & (staying >= approved)
    waits = fosters & ~full & (pairs.living.everyone >= approved)
    return Judgement(
        ruled_out=on_hold | (pairs.places.for_her < 1) | full,
        if_confirmed=pairs.places.unsure | waits,
    )


def say(case: Case, outcome: Outcome) -> Finding:
    """Say what stands in the way, or what to ask."""
    home, provider = case.home, case.home.provider or f"the provider of {case.home.home_id}"
    if outcome is Outcome.IF_CONFIRMED:
        if bool(case.pairs.places.unsure[0, 0]):
            rows = vacancies_on(case.region, home.home_id, case.stay.start)
            days = [day for row in rows if (day := row.confirmed_on or home.confirmed_on)]
            latest = max(days, default=None if rows else home.confirmed_on)
            said = f"last confirmed on {shown_date(latest)}" if latest else "only expected"
            return Finding(f"The place was {said}.", None, None, "Is the place still free for the child?", provider)
        return Finding("The place is free only if a child living there moves first.", None, None,
                       "Has the child who lives there moved?", provider)  # fmt: skip
    if home.status is Status.ON_HOLD:
        return Finding("The home is on hold.", "on_hold", "open", "The home is open again.", provider)
    offered = int(case.pairs.places.for_her[0, 0])
    if offered < 1:
        return Finding(
            "No place is offered to the child for the whole stay "
            f"({shown_date(case.stay.start)} to {shown_date(case.stay.end)}).",
            offered, 1, "A place is offered from the child's first night.", provider,
        )  # fmt: skip
    living = int(case.pairs.living.everyone[0, 0])
    return Finding("Everyone the home is approved for lives there already.", living, home.places,
                   "A resident leaves before the child's first night.", provider)  # fmt: skip


RULE = Rule(
    "F-AVAIL", "A place for the child", RuleKind.HARD, (local_practice.F_AVAIL,), judge, say,
    local=True, opens_with="a place is offered from the child's first night",
)  # fmt: skip
