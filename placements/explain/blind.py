"""Blind cards: two homes for one child, told by the same facts, so that nobody sees which was proposed.

Everything on a card is worked out from the child, a home and who of the group would go there; nothing knows which side
a home is from. Which of the two is called X hangs on a keyed hash of child and home, so a card made with the sides
exchanged is the same card. No id of a home, no points, and no rule's word on whether the home was open stand on it:
each would tell. Brothers and sisters between the same two homes share one card.
"""

import json
from collections.abc import Mapping
from typing import Literal, NamedTuple

from placements.candidates.classes import urgency_of
from placements.candidates.verdicts import judge_all, verdict_of
from placements.domain.codes import Outcome
from placements.domain.needs import need_words
from placements.domain.region import Region
from placements.domain.stay import stay_of, togetherness
from placements.geography.grid import miles
from placements.optimise.costs import fee_pence, full_cost
from placements.optimise.criteria import identity
from placements.optimise.ties import tie
from placements.policy.policy import Policy
from placements.rules.columns.years import school_year_on
from placements.rules.rule import Case
from placements.units import age_on, pounds, shown_miles

Letter = Literal["X", "Y"]
Facts = tuple[tuple[str, str], ...]
Cases = Mapping[tuple[str, str], Case]
NO_HOME = "No home this week"
BLANK = "-"
KINDS = {
    "fostering": "Foster home", "kinship": "Relatives or friends", "residential": "Children's home",
    "supported": "Supported accommodation", "secure": "Secure home",
}  # fmt: skip
SUITS = (("foster", "a foster home"), ("residential", "a children's home"), ("supported", "supported accommodation"))


class Option(NamedTuple):
    """One of two homes, or none: its id, which is never shown, and what is said of it."""

    home_id: str | None
    facts: Facts


class Card(NamedTuple):
    """One card. `proposal` says which option the program proposed; only the key holds it."""

    number: int
    children: tuple[str, ...]
    about: Facts
    x: Option
    y: Option
    proposal: Letter

    def shown(self) -> dict[str, object]:
        """Return what may be seen of it by whoever marks."""
        return {"card": self.number, "about": self.about, "x": self.x.facts, "y": self.y.facts}


def cards(
    region: Region, policy: Policy, actual: Mapping[str, str | None], proposal: Mapping[str, str], seed: int
) -> tuple[Card, ...]:
    """Return a card for each child, or group between the same two homes, for whom the two differ.

    A child the decisions do not mention, or whose home the region does not know, has no card.
    """
    units: dict[tuple[str, ...], tuple[str | None, str | None]] = {}
    for child_id, decided in sorted(actual.items()):
        proposed = proposal.get(child_id)
        if decided == proposed or (decided is not None and decided not in region.home):
            continue
        group = [
            c for c in sorted(region.group_of[child_id], key=lambda c: (region.child[c].date_of_birth, c))
            if c in actual and (actual[c], proposal.get(c)) == (decided, proposed)
        ]  # fmt: skip
        units[tuple(group)] = (decided, proposed)
    order = sorted(units, key=lambda unit: tie(policy.tie.key, f"{seed}|card|{'|'.join(unit)}"))
    wanted = [(c, h) for unit, homes in units.items() for c in unit for h in homes if h is not None]
    cases, sides = judge_all(region, policy, wanted) if wanted else {}, (actual, proposal)
    return tuple(_card(region, cases, n, unit, units[unit], sides, policy, seed) for n, unit in enumerate(order, 1))


def _card(
    region: Region, cases: Cases, number: int, unit: tuple[str, ...], homes: tuple[str | None, str | None],
    sides: tuple[Mapping[str, str | None], Mapping[str, str]], policy: Policy, seed: int,
) -> Card:  # fmt: skip
    options = [Option(h, _option(cases, unit, h, side)) for h, side in zip(homes, sides, strict=True)]
    words = [tie(policy.tie.key, f"{seed}|option|{'|'.join(unit)}|{option.home_id or ''}") for option in options]
    x, y = (options[0], options[1]) if words[0] < words[1] else (options[1], options[0])
    return Card(number, unit, _about(region, unit), x, y, "X" if x is options[1] else "Y")


def _about(region: Region, unit: tuple[str, ...]) -> Facts:
    """Return what is recorded of the children on a card and bears on the choice, without any name or id."""
    rows = [_child(region, child_id) for child_id in unit]
    if len(rows) == 1:
        return rows[0]
    return tuple(
        (name, _said([dict(row).get(name, BLANK) for row in rows]))
        for name in dict.fromkeys(name for row in rows for name, _ in row)
    )


def _child(region: Region, child_id: str) -> Facts:
    child, group = region.child[child_id], region.group_of[child_id]
    start = stay_of(child, region.as_of).start
    year = school_year_on(child, start, region.as_of)
    sex = {"F": "girl", "M": "boy"}.get(str(child.sex), "not recorded")
    prefers = [f"{words}: {said}" for code, words in SUITS if (said := getattr(child, f"suits_{code}"))]
    facts = (
        ("Age", str(age_on(child.date_of_birth, region.as_of))),
        ("Girl or boy", sex),
        ("Needs a home", urgency_of(child, region.as_of).word),
        ("Brothers and sisters", f"{len(group) - 1} ({togetherness(region, group)} live together)" if len(group) > 1
         else ""),
        ("School", f"year {year}{', to be kept' if child.keep_school else ''}" if year > 0 else ""),
        ("Needs", need_words(child.needs)),
        ("Adaptations", ", ".join(code.replace("_", " ") for code in child.adaptations)),
        ("Alone", f"{child.solo}" if child.solo and str(child.solo) != "no" else ""),
        ("Assessed for", "; ".join(prefers)),
        ("Languages", ", ".join(child.languages)),
        ("Near or away", f"{child.distance_intent}" if child.distance_intent else ""),
    )  # fmt: skip
    return tuple((name, value) for name, value in facts if value)


def _option(cases: Cases, unit: tuple[str, ...], home_id: str | None, side: Mapping[str, str | None]) -> Facts:
    """Return the facts of a home for the children of a card; the same lines for every home and for none."""
    rows = [_facts(None if home_id is None else cases[child_id, home_id], side) for child_id in unit]
    return tuple((name, _said([dict(row)[name] for row in rows])) for name, _ in rows[0])


def _facts(case: Case | None, side: Mapping[str, str | None]) -> Facts:
    """Return what is said of a home for one child; of no home, the same lines without an answer."""
    names = ("Kind of home", "Area", "From home", "To school", "To family time", "Needs met", "Wishes",
             "Brothers and sisters", "Inspection", "Approvals to ask for", "Full cost")  # fmt: skip
    if case is None:
        return tuple((name, NO_HOME if name == names[0] else BLANK) for name in names)
    child_id = case.child.child_id
    group = case.region.group_of[child_id]
    others = frozenset(c for c in group if c != child_id and side.get(c) == case.home.home_id)
    fits = identity.CRITERION.plain(case, others)
    said = (
        KINDS[str(case.home.kind)], _area(case), _far(float(case.pairs.miles[0, 0])),
        _far(float(case.pairs.school_miles[0, 0])) if case.child.school_urn else BLANK, _family(case), _needs(case),
        fits.sentence.rstrip(".") if fits else BLANK,
        f"with {len(others)} of {len(group) - 1}" if len(group) > 1 else BLANK,
        case.home.grade.replace("_", " ") if case.home.grade else BLANK, _approvals(case), _cost(case),
    )  # fmt: skip
    return tuple(zip(names, said, strict=True))


def _said(values: list[str]) -> str:
    """Say a fact once where it is the same for all children of a card, else for each, the oldest first."""
    if len(set(values)) == 1:
        return values[0]
    return "; ".join(f"child {n}: {value}" for n, value in enumerate(values, 1))


def _area(case: Case) -> str:
    if case.pairs.in_area[0, 0]:
        return "in the child's own authority"
    return "in an adjoining authority" if case.pairs.adjoining[0, 0] else "farther away"


def _far(far: float) -> str:
    return "not known" if far != far else f"{shown_miles(far)} straight-line miles"


def _family(case: Case) -> str:
    here = case.home.position
    rows = [row for row in case.region.contacts_of.get(case.child.child_id, ()) if row.position is not None]
    if not rows or here is None:
        return BLANK
    return _far(max(miles(row.position, here) for row in rows if row.position is not None))


def _needs(case: Case) -> str:
    needs, met = case.child.needs, case.home.needs_met
    if not needs:
        return BLANK
    return "the home has not said" if met is None else f"{len(set(needs) & set(met))} of {len(needs)}"


def _approvals(case: Case) -> str:
    """Return whose agreement the rules ask for, of whatever else they say nothing: that would tell."""
    asked = verdict_of(case).of(Outcome.NEEDS_APPROVAL)
    return "; ".join(sorted({v.finding.who or v.rule.title for v in asked})) or "none"


def _cost(case: Case) -> str:
    known = "" if case.home.weekly_fee is not None or not fee_pence(case.region, case.home) else " (usual for its kind)"
    return f"£{pounds(full_cost(case.region, case.child, case.home)):,.0f} a week{known}"


def fingerprint(key: str, seed: int, made: tuple[Card, ...]) -> str:
    """Return what ties a sheet to its cards; it is worked out from what the sheet shows and tells nothing more."""
    return tie(key, json.dumps([seed, [card.shown() for card in made]], sort_keys=True))[:16]
