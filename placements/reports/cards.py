"""Homes of a shortlist as cards: what speaks for and against each, what it takes, what it costs, who else needs it.

A printed page has room for so much and no more. The fullest way of telling the first homes that still fits is chosen,
the same for all of them: reasons and questions are cut first, then homes. Who has to approve and by when, every clock
and every mark below the floor are never cut. What is left out is counted on paper, and stands on the screen.
Other children are counted, never named: the page goes to people who decide for this child alone.
"""

from collections import Counter
from math import ceil
from typing import Any, NamedTuple

from placements.reports.fitting import Fit, cut, fitted, shortened
from placements.reports.tonight import HELD, OUTCOMES, SAME_DAY, step
from placements.reports.words import CLASSES, capital, children, day, kind, listed, lower, money, named, number

IN_FULL = 5
"""Homes told in full, where there is room for so many."""

IN_SHORT = 6
"""Homes on one line each; the others are counted."""

ACROSS, WIDE = (40, 40, 49), 125
"""Characters of print in one line of each of a card's columns, and of the line across them."""

HALF = 56
"""Characters of print in one line of half a page."""

FITS = (
    Fit(IN_FULL, 4, 240), Fit(IN_FULL, 3, 180), Fit(IN_FULL, 2, 180), Fit(IN_FULL, 2, 120), Fit(IN_FULL, 2, 80),
    Fit(IN_FULL, 1, 80), Fit(4, 1, 80), Fit(3, 1, 80), Fit(3, 1, 40), Fit(2, 1, 80), Fit(2, 1, 40), Fit(1, 1, 80),
    Fit(1, 1, 40),
)  # fmt: skip
"""From the fullest way of telling the first homes to the shortest."""


class Card(NamedTuple):
    """One home in words; `rank` is its place in the order shown, `rest` what paper had no room for, in full."""

    rank: int
    home: str
    about: str
    marks: tuple[str, ...]
    points: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    before: tuple[str, ...]
    facts: tuple[str, ...]
    others: str
    rest: tuple[str, ...]

    def lines(self) -> int:
        """Return the lines of print the card takes."""
        nothing = ("Nothing recorded.",)
        columns = (("For", *(self.good or nothing), "Against", *(self.bad or nothing)), ("Before", *self.before),
                   ("What", " ".join(self.facts), self.others))  # fmt: skip
        marks = len(self.about) + sum(len(mark) + 4 for mark in self.marks) + 28 * bool(self.rest)
        return 3 + ceil(marks / WIDE) + max(sum(ceil(len(text) / across) for text in column)
                       for column, across in zip(columns, ACROSS, strict=True))  # fmt: skip


class Line(NamedTuple):
    """One home on one line."""

    rank: int
    home: str
    about: str
    points: str
    note: str

    def lines(self) -> int:
        """Return the lines of print it takes in one of two columns."""
        return ceil((len(self.home) + len(self.about) + len(self.points) + len(self.note) + 8) / HALF)


def in_order(shortlist: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the homes of a shortlist in the order to be read: tonight in ring order, otherwise best first."""
    return list((shortlist.get("tonight_list") if shortlist["tonight"] else None) or shortlist["homes"])


def cards(shortlist: dict[str, Any], first: int, second: int) -> tuple[Card, ...]:
    """Return the first homes in full, as fully as so many lines of print on a first and a second page allow."""
    homes = in_order(shortlist)

    def made(fit: Fit) -> tuple[Card, ...]:
        return tuple(_card(shortlist, home, fit) for home in homes[: fit.parts])

    return fitted(FITS, made, lambda told: _left_over(told, first) <= second)


def _left_over(told: tuple[Card, ...], room: int) -> int:
    """Return the lines of the cards that no longer fit on the first page: a card is never torn."""
    used = over = 0
    for card in told:
        if over or used + card.lines() > room:
            over += card.lines()
        else:
            used += card.lines()
    return over


def in_short(shortlist: dict[str, Any], after: int) -> tuple[Line, ...]:
    """Return the homes after so many, one line each."""
    return tuple(
        Line(_number(h), h["home_id"], f"{_place(h)}, {miles(h['miles'])}", _total(h), _note(shortlist, h))
        for h in in_order(shortlist)[after : after + IN_SHORT]
    )


def _card(shortlist: dict[str, Any], home: dict[str, Any], fit: Fit) -> Card:
    floor = tuple(f"Below the floor: {text}." for text in home["below_floor"])
    against = [text for text in home["against"] if text not in floor]
    clocks = tuple(step(s, shortlist["starts"]) for s in home["route"])
    whole = [*_approvals(home), *home["reasons"], *against, *_questions(home)]
    good, bad, asked = (cut(texts, fit.items, fit.characters) for texts in (home["reasons"], against, _questions(home)))
    approved = _approvals(home, fit.characters)
    shown = {*approved, *good, *bad, *asked}
    return Card(
        _number(home), home["home_id"], _about(home), _marks(shortlist, home), _total(home), good, (*floor, *bad),
        (*approved, *clocks, *asked), _facts(home, shortlist), _others(home),
        tuple(dict.fromkeys(text for text in whole if text not in shown)),
    )  # fmt: skip


def _number(home: dict[str, Any]) -> int:
    """Its place in the order shown: tonight that of ringing."""
    return int(home.get("ring", home["rank"]))


def _about(home: dict[str, Any]) -> str:
    located = {None: "", "exact": ""}.get(home["located"], f" (from the middle of its {home['located']})")
    ring = f"Ring {home['whom']}." if home["whom"] else "Nobody to ring is named."
    return f"{_place(home)}, {miles(home['miles'])}{located}. {ring}"


def _place(home: dict[str, Any]) -> str:
    return f"{kind(home['kind'])}, {home['authority_name']}"


def miles(amount: float | None) -> str:
    """Return a distance; the page says once that miles are straight lines."""
    return "distance not known" if amount is None else f"{amount:,.1f} miles"


def _marks(shortlist: dict[str, Any], home: dict[str, Any]) -> tuple[str, ...]:
    marks = [OUTCOMES.get(home["outcome"], home["outcome"]), "stop-gap" if home["stop_gap"] else ""]
    inside = _inside(home, shortlist["child_id"])
    if len(inside) < len(shortlist["group"]):
        marks.append(f"only {named(inside)}")
    held = HELD.get(home.get("held_for") or "", "")
    until = f" until {day(home['hold_ends'])}" if held and home.get("hold_ends") else ""
    return tuple(capital(mark) for mark in (*marks, held + until) if mark)


def _inside(home: dict[str, Any], child_id: str) -> list[str]:
    """Who of them would live there."""
    return list(home["group"]["children"]) if home["group"] else [child_id]


def _note(shortlist: dict[str, Any], home: dict[str, Any]) -> str:
    marks = _marks(shortlist, home)
    return "; ".join(lower(mark) for mark in marks)


def _total(home: dict[str, Any]) -> str:
    """Points of 100; for brothers and sisters those of each, in the order of their names."""
    if not home["group"]:
        return f"{home['total_points']} points of 100"
    each = [str(points) for _, points in sorted(home["group"]["total_points"].items())]
    return f"{listed(each)} points of 100"


def _approvals(home: dict[str, Any], most: int | None = None) -> tuple[str, ...]:
    """Who has to approve, by when and why; `most` shortens the why to so many characters, and nothing else."""
    return tuple(
        f"{capital(a['who'] or 'not named')} by {day(a['by'])}{_for(a, home)}: "
        + (a["sentence"] if most is None else shortened(a["sentence"], most))
        for a in home["approvals"]
    )


def _questions(home: dict[str, Any]) -> list[str]:
    """The questions; what is asked of the home itself needs no name, the card says whom to ring."""
    return [f"Ask{_whom(q, home)}{_for(q, home)}: {q['question']}" for q in home["questions"]]


def _whom(question: dict[str, Any], home: dict[str, Any]) -> str:
    return f" {question['who']}" if question["who"] not in ("", None, home["whom"]) else ""


def _for(row: dict[str, Any], home: dict[str, Any]) -> str:
    """For whom something is needed, where that is not everybody who would live there."""
    ids = row.get("children") or ()
    return f" for {named(ids)}" if home["group"] and 0 < len(ids) < len(home["group"]["children"]) else ""


def _facts(home: dict[str, Any], shortlist: dict[str, Any]) -> tuple[str, ...]:
    facts = [f"School: {miles(home['school_miles'])}."] if home["school_miles"] is not None else []
    known = [m for m in home["contact_miles"] if m is not None]
    facts += [f"Family time: {miles(max(known))}."] if known else []
    confirmed = f", confirmed {day(home['confirmed_on'])}" if home["confirmed_on"] else ", never confirmed"
    facts += [f"{number(home['places_free'], 'place')} free{confirmed}."]
    facts += [f"{capital(SAME_DAY[home['same_day']])}."] if shortlist["tonight"] else []
    return (*facts, cost(home))


def cost(home: dict[str, Any]) -> str:
    """Return what a home costs a week, for all who would live there, and how much of it is extra, in a sentence."""
    priced = home["group"] or home
    whole, extra = priced["weekly_cost"], priced["extra_cost"]
    added = "nothing extra" if not extra else "all of it extra" if extra == whole else f"extra {money(extra)}"
    guess = "" if home["fee_known"] else " Fee not known: the usual fee for its kind."
    return f"{money(whole)} a week{' for all' if home['group'] else ''}, {added}.{guess}"


def _others(home: dict[str, Any]) -> str:
    """How many others need the home."""
    effect = home["effect_on_others"]
    best = sum(len(claim["child_ids"]) for claim in effect["claims"] if claim.get("own_best"))
    said = [f"Proposed to {_other(len(effect['proposed_to']))}."] if effect["proposed_to"] else []
    if effect["displaced"]:
        said.append(f"Taking it would displace {children(len(effect['displaced']))}.")
    elif effect["displaced"] is not None:
        said.append("Taking it would displace nobody.")
    elif effect["displaced_at_most"]:
        said.append(f"Taking it could displace up to {children(effect['displaced_at_most'])}.")
    said += [f"Also the own best home of {_other(best)}."] if best else []
    if not effect["claimants"]:
        return "Nobody else could have it."
    if not said:
        return f"{capital(number(effect['claimants'], 'other'))} could have it; nobody would lose a home."
    return " ".join(said)


def _other(count: int) -> str:
    return number(count, "other child", "other children")


def claims(shortlist: dict[str, Any]) -> tuple[str, ...]:
    """Return how many others need the first home shown, by class, most urgent first."""
    homes, found = in_order(shortlist), Counter[str]()
    for claim in homes[0]["effect_on_others"]["claims"] if homes else ():
        found[claim["urgency"]] += len(claim["child_ids"])
    return tuple(f"{CLASSES.get(word, word)}: {children(count)}" for word, count in
                 sorted(found.items(), key=lambda item: list(CLASSES).index(item[0])))  # fmt: skip
