"""One child, or brothers and sisters: two pages of advice to read, take to a meeting and sign."""

import re
from math import ceil
from typing import Any, NamedTuple

from placements.explain.judgement import in_words
from placements.reports.cards import IN_SHORT, cards, claims, in_order, in_short, miles
from placements.reports.fitting import Fit, cut, fitted, shortened
from placements.reports.funnel import funnel
from placements.reports.render import css_string, render
from placements.reports.tonight import step
from placements.reports.waterfall import waterfall
from placements.reports.words import CLASSES, day, kind, money, named, number
from placements.rules.listing import rule_list
from placements.rules.unrecorded import by_person

FACTS, WHOLE, CELL, ACROSS = 18, 110, 48, 28
"""Facts shown of what was read; characters of one that is the same for all, of one that is not; how many to a line."""

FIRST, SECOND = 63, 81
"""Lines of print for the homes on the first page, without what was read; on the second, for everything on it."""

STEP, BOX = 1.65, 11
"""Lines of print one step of a drawing takes, and the decision box."""

OWN = 240
"""Characters of what a person's own weights for a child are, and why."""

FEW = 3
"""Homes told in full where each takes much room: those after them are the longest the list of the others may hold."""

MOST_ASKED = 2
"""Things not recorded that are named for each person who would know; the rest is counted."""

ASKED = 4
"""Questions for the social worker that two pages have room for."""

MISSES, LINES = tuple(Fit(parts, 0, most) for parts in (3, 2, 1) for most in (300, 160, 80)), 7
"""Ways of telling the nearest misses, the fullest first, and the lines of print they may take.

What the rule found may be shortened; what has to change and whom to ask for it never is, so fewer misses are told.
"""

EMERGENCIES, HOLDS, FOUND = 2, 1, 200
"""Homes shown that an emergency approval, or the end of a hold, would open tonight; characters of what rules found."""

EACH = re.compile(r"(\S+): ([^;.]+); the child is (\d+)\.")
"""What a rule on ages says of one of several children."""

REASONS = (
    ("A", "first of this list"), ("B", "relative or friend"), ("C", "with brothers and sisters"), ("D", "school kept"),
    ("E", "near family or friends"), ("F", "what the child said"), ("G", "needs better met"), ("H", "safer"),
    ("J", "the provider above said no"), ("K", "approval refused"), ("L", "place no longer free"), ("M", "other"),
)  # fmt: skip
"""Reasons a decision is recorded under; the list is this tool's own."""


class Fact(NamedTuple):
    """One fact as it was read: what was said of each child asked about, once where it is the same for all."""

    name: str
    said: tuple[str, ...]

    def lines(self) -> int:
        """Return the lines of print the fact takes."""
        return max(ceil(len(text) / (ACROSS if len(self.said) == 1 else ACROSS * 3 // len(self.said))) or 1
                   for text in self.said)  # fmt: skip


class Miss(NamedTuple):
    """One home just out of reach, and what would open it."""

    home: str
    about: str
    changes: tuple[str, ...]

    def lines(self) -> int:
        """Return the lines of print it takes, across the whole page."""
        return ceil((len(self.home) + len(self.about) + sum(len(text) + 1 for text in self.changes)) / 120)


def child_page(shortlist: dict[str, Any]) -> str:
    """Return the page of a shortlist (schema placements/child/1): self-contained, at most two sheets of A4."""
    parts = _parts(shortlist)
    told = cards(shortlist, _first_page(parts), _second_page(parts))
    named_day = f"{parts['who']}, {shortlist['region']}, {day(shortlist['as_of'])}"
    return render(
        "child.html.j2",
        **parts,
        cards=told,
        short=in_short(shortlist, len(told)),
        left=max(0, len(shortlist["homes"]) - len(told) - IN_SHORT),
        footer=css_string(f"{named_day}. Advice, not a decision. Run {shortlist['inputs'][:12]}."),
    )


def _parts(s: dict[str, Any]) -> dict[str, Any]:
    """Everything on the page but the homes, which take the room that is left."""
    same, differing = _facts(s)
    first = next(iter(in_order(s)), None)
    return {
        "s": s, "group": len(s["group"]) > 1, "who": named(s["group"]), "lead": _lead(s), "counts": _counts(s),
        "same": same, "differing": differing, "more_facts": _more_facts(s),
        "other": tonight_only(s), "fall": waterfall(first["criteria"]) if first else None,
        "funnel": funnel(s["funnel"]) if s["funnel"] else None, "misses": _misses(s),
        "asked": [(shortened(row["question"], 90), row["changes"]) for row in s["unread"][:ASKED]],
        "asked_left": max(0, len(s["unread"]) - ASKED), "claims": claims(s), "cheapest": _cheapest(s),
        "apart": [f"{child} at {home}" for child, home in sorted((s["apart"] or {}).items())],
        "unchecked": _unchecked(s), "reasons": REASONS,
    }  # fmt: skip


def _first_page(parts: dict[str, Any]) -> int:
    """Lines left on the first page for homes: what was read stands in three columns, or in a table."""
    table = sum(fact.lines() for fact in parts["differing"])
    return int(FIRST - table - 2 * bool(table) - ceil(sum(fact.lines() for fact in parts["same"]) / 3))


def _second_page(parts: dict[str, Any]) -> int:
    """Lines left on the second page for homes: headings, drawings, lists and the decision box have their own."""
    short = 2 + ceil(sum(max(2, line.lines()) for line in in_short(parts["s"], FEW)) / 2)
    other = sum(miss.lines() for miss in parts["other"]) + 2 * bool(parts["other"])
    steps = [len(parts[key].steps) + (key == "fall") for key in ("fall", "funnel") if parts[key]]
    drawn = 4 + ceil(max(steps, default=0) * STEP)
    misses = 4 + sum(miss.lines() for miss in parts["misses"]) + ceil(len(parts["cheapest"]) / 110)
    lists = 4 + max(2 * len(parts["asked"]), ceil(1.5 * len(parts["claims"])))
    return int(SECOND - short - other - drawn - misses - lists - BOX)


def _lead(s: dict[str, Any]) -> tuple[str, ...]:
    """The first lines: whose child, how soon, for which nights."""
    together = {"must": "must live together", "should": "should live together", "may": "may live apart"}
    flag = together.get(s["siblings_flag"] or "", "")
    group = len(s["group"])
    return tuple(text for text in (
        f"{s['authority_name']}. {CLASSES.get(s['urgency'], s['urgency'])}: by {day(s['needed_by'])}.",
        f"Nights from {day(s['starts'])}, to end before {day(s['ends'])}.",
        f"{group} brothers and sisters{f', who {flag}' if flag else ''}: homes for all of them." if group > 1 else "",
        *(f"Own weights for {own['child_id']}. {shortened(in_words(own), OWN)}" for own in s.get("judgement", ())),
        ("They need a home tonight." if group > 1 else "The child needs a home tonight.") if s["tonight"] else "",
    ) if text)  # fmt: skip


def _counts(s: dict[str, Any]) -> str:
    c = s["counts"]
    below = f" ({c['below_floor']:,} below the floor)" if c["below_floor"] else ""
    return (
        f"{number(c['homes'], 'home')} in the region: {c['lawful']:,} may take {_her(s)}{below}, "
        f"{c['cannot_confirm']:,} with a fact missing, {c['ruled_out']:,} ruled out "
        f"({c['idle']:,} of all have no place for anybody)."
    )


def _her(s: dict[str, Any]) -> str:
    return "them all" if len(s["group"]) > 1 else "the child"


def _facts(s: dict[str, Any]) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """The facts that are the same for every child, and those that are not, shortened so that the page holds them."""
    by_child = [{fact["name"]: fact["value"] for fact in row["facts"]} for row in s["as_read"]]
    same, differing = [], []
    for name in _names(s)[:FACTS]:
        whole = [str(child.get(name) or "not known") for child in by_child]
        if len(set(whole)) == 1:
            same.append(Fact(name, (shortened(whole[0], WHOLE),)))
        else:
            differing.append(Fact(name, tuple(shortened(text, CELL) for text in whole)))
    return tuple(same), tuple(differing)


def _more_facts(s: dict[str, Any]) -> list[tuple[str, str]]:
    """The facts two pages have no room for: the name, and what was read of each child."""
    rows = [{fact["name"]: str(fact["value"]) for fact in row["facts"]} for row in s["as_read"]]
    return [
        (name, "; ".join(dict.fromkeys(row.get(name) or "not known" for row in rows))) for name in _names(s)[FACTS:]
    ]


def _names(s: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(fact["name"] for row in s["as_read"] for fact in row["facts"]))


def _misses(s: dict[str, Any]) -> tuple[Miss, ...]:
    return fitted(
        MISSES, lambda fit: tuple(_miss(miss, fit) for miss in s["nearest"][: fit.parts]),
        lambda told: sum(miss.lines() for miss in told) <= LINES,
    )  # fmt: skip


def _miss(miss: dict[str, Any], fit: Fit) -> Miss:
    about = f"{kind(miss['kind']).lower()}, {miles(miss['miles'])}"
    changes = tuple(
        f"{shortened(c['sentence'], fit.characters)} {c['change']}" + (f" Ask: {c['who']}." if c["who"] else "")
        for c in miss["changes"]
    )
    return Miss(miss["home_id"] or "A new home", about, changes)


def tonight_only(s: dict[str, Any]) -> tuple[Miss, ...]:
    """Return homes that only an emergency approval, or the end of a hold, would open tonight, the nearest first."""
    if not s["tonight"]:
        return ()
    rows = [*s.get("emergencies", ())[:EMERGENCIES], *s.get("holds", ())[:HOLDS]]
    said: set[str] = set()
    return tuple(_emergency(row, s["starts"], said) for row in rows)


def _emergency(row: dict[str, Any], night: str, said: set[str]) -> Miss:
    """One home: every clock in full, but for those `said` of a home above; only what the rule found is shortened."""
    held = [f"Held until {day(row['held_until'])}."] if row["held_until"] else []
    clocks = {step(route, night): route["name"] for route in row["route"]}
    told = [f"{name}: as above." if text in said else f"{text}." for text, name in clocks.items()]
    said.update(clocks)
    about = f"{kind(row['kind']).lower()}, {miles(row['miles'])}, ring {row['whom']}"
    return Miss(row["home_id"], about, (*held, shortened(_once(row["sentence"]), FOUND), *told))


def _once(sentence: str) -> str:
    """Say once what a rule says alike of each child: "Approved for ages 5 to 9; A-1 is 3, A-2 is 1."."""
    each = EACH.findall(sentence)
    if len(each) < 2 or "".join(EACH.split(sentence)[:: EACH.groups + 1]).strip():
        return sentence
    ages: dict[str, list[str]] = {}
    for child_id, clause, age in each:
        ages.setdefault(clause, []).append(f"{child_id} is {age}")
    return " ".join(f"{clause}; {', '.join(said)}." for clause, said in ages.items())


def _cheapest(s: dict[str, Any]) -> str:
    """The cheapest lawful alternative to the first home, and what it lacks."""
    cheapest = s["cheapest"]
    if not cheapest:
        return ""
    lacks = " ".join(cut(cheapest["lacks"], 2, 90))
    return (
        f"{cheapest['home_id']} is the cheapest that may take {_her(s)}: {money(cheapest['weekly_cost'])} a week, "
        f"{money(cheapest['saves'])} less to pay than {s['homes'][0]['home_id']}. "
        + (f"It lacks: {lacks}" if lacks else "It lacks nothing.")
    )


def _unchecked(s: dict[str, Any]) -> list[tuple[str, str]]:
    """Who knows what nobody has recorded, and the first of it; `s` names the rules that wait."""
    rules = {rule.code: rule for rule in rule_list()}
    found = [(item, code) for code in s["not_checked"] for item in (rules[code].missing if code in rules else ())]
    return [
        (
            who,
            "; ".join(
                [*list(asked)[:MOST_ASKED], *([f"and {more} more"] if (more := len(asked) - MOST_ASKED) > 0 else [])]
            ),
        )
        for who, asked in by_person(found).items()
    ]
