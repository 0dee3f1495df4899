"""A page for the child herself, twelve or so: why this home, what was written down, what is not decided, whom to tell.

Short words and short sentences. It never holds points, money, another child, a need's name, who else lives in the
home, or a place she must keep away from: every sentence is made here from a list of facts that may be told.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from placements.errors import UsageError
from placements.reports.render import css_string, render
from placements.reports.words import capital, day, listed

# Help at Hand's number, free: childrenscommissioner.gov.uk/help-at-hand/parents-carers-and-professionals; its hours:
# childrenscommissioner.gov.uk/blog/a-day-in-the-life-of-a-help-at-hand-child-rights-adviser. Childline's
# number: Childline's own column in the Sunderland Echo, 28 August 2022, and nspcc.org.uk, "ChildLine services", April
# 2010; free, day and night, up to 19: learning.nspcc.org.uk/services/childline. Stored copies, read 22 November 2026.
PEOPLE = (
    ("Your social worker", "Say what is wrong, or what you want. Ask for it to be written down."),
    ("Your Independent Reviewing Officer (your IRO)", "The person who runs your review meetings. You can ask to talk "
     "to your IRO on your own."),
    ("An advocate", "A person on your side who helps you say what you want. It is free. Your social worker can help "
     "you find one."),
    ("Help at Hand: 0800 528 0731", "The Children’s Commissioner’s team for children in care. It is free. "
     "Monday to Friday, 9am to 5pm."),
    ("Childline: 0800 1111", "You can talk about anything. It is free, day and night."),
)  # fmt: skip
"""Whom to tell if it is wrong, and how."""

KINDS = {
    "fostering": "It is a foster home. You would live with a family.",
    "kinship": "It is with someone you or your family know.",
    "residential": "It is a children’s home. Grown-ups work there, day and night.",
    "supported": "It is a place to live with help close by.",
    "secure": "It is a secure home. Your social worker can tell you what that means for you.",
}
"""What a kind of home is."""

PETS = {"must": "You want to live with a pet.", "can": "You are fine with pets.", "no": "You need a home without pets."}
SIBLINGS = {
    "must": "You and your {} need to live together.",
    "should": "You and your {} should live together.",
}
COLUMNS = {
    "pets": PETS, "keep_school": {"yes": "You should stay at your school."},
    "distance_intent": {"near": "You should live near your home."},
}  # fmt: skip
"""Columns of her row that may be told, with the sentence for each word. Needs, papers and places have none.

Nor have words that would hurt without somebody to explain them: that she may live apart, or far away, or change school.
"""

SAID = {"languages": "You speak {}.", "religion": "Your religion: {}."}
"""Columns told in the words they were written in, with the capitals such names have."""

SMALL = ("of", "and", "the", "in")
"""Words of such names without a capital."""

EACH = "Your social worker can tell you how far it is from your home, your school and your family."
"""Said to a brother or sister: the distances of the list are those of the child it was made for."""


class Words(NamedTuple):
    """The sentences of the page, in the order she reads them."""

    why: tuple[str, ...]
    written: tuple[str, ...]
    open: tuple[str, ...]


def child_words_page(shortlist: dict[str, Any], home_id: str, child_id: str | None = None) -> str:
    """Return the page for a child of a shortlist (schema placements/child/1) about one of its homes.

    `child_id` is one of the group, unless given the child the list was made for. Raises UsageError where the home is
    not one of those that may take her.
    """
    reader = shortlist["child_id"] if child_id is None else child_id
    home = next((h for h in shortlist["homes"] if h["home_id"] == home_id), None)
    if home is None:
        raise UsageError(f"{home_id} is not on {reader}'s list. Maybe a larger --top shows it.")
    return render(
        "words.html.j2",
        s=shortlist,
        reader=reader,
        home=home,
        said=words_for(shortlist, home, reader),
        people=PEOPLE,
        footer=css_string(f"{reader}, {home_id}, {day(shortlist['as_of'])}. Nothing is decided yet."),
    )


def words_for(shortlist: dict[str, Any], home: dict[str, Any], reader: str) -> Words:
    """Return the sentences about one home of a shortlist for one child of the group."""
    why = _why(home, asked_for=reader == shortlist["child_id"])
    return Words(tuple(why), tuple(_written(shortlist, reader)), tuple(_open(shortlist, home)))


def _why(home: dict[str, Any], *, asked_for: bool) -> Iterator[str]:
    yield KINDS.get(home["kind"], "Your social worker can tell you what kind of home it is.")
    together = len(home["group"]["children"]) - 1 if home["group"] else len(home["siblings_with"])
    if together:
        yield f"You would live with your {'brothers and sisters' if together > 1 else 'brother or sister'}."
    if asked_for:
        yield from _distances(home)
    else:
        yield EACH


def _distances(home: dict[str, Any]) -> Iterator[str]:
    if home["miles"] is not None:
        yield f"It is {_about(home['miles'])} from your home."
    if home["school_miles"] is not None:
        yield f"Your school is {_about(home['school_miles'])} away."
    known = [m for m in home["contact_miles"] if m is not None]
    if known:
        yield f"The family you see is {_about(max(known))} away."


def _about(miles: float) -> str:
    """A distance as a child would say it."""
    whole = round(miles)
    return "less than a mile" if miles < 1 else "about 1 mile" if whole == 1 else f"about {whole} miles"


def _written(shortlist: dict[str, Any], reader: str) -> Iterator[str]:
    read = next(row for row in shortlist["as_read"] if row["child_id"] == reader)
    if shortlist["siblings_flag"] in SIBLINGS:
        them = "brothers and sisters" if len(shortlist["group"]) > 2 else "brother or sister"
        yield SIBLINGS[shortlist["siblings_flag"]].format(them)
    for fact in read["facts"]:
        column, value = fact["column"], str(fact["value"] or "").strip()
        if column in COLUMNS and value in COLUMNS[column]:
            yield COLUMNS[column][value]
        elif column in SAID and value and value.lower() != "none":
            yield SAID[column].format(listed([_name(part) for part in re.split("[;,]", value) if part.strip()]))


def _name(words: str) -> str:
    """A language or religion as it is written: "kurdish sorani" is Kurdish Sorani; capitals typed stay."""
    return " ".join(word if word in SMALL else capital(word) for word in words.replace("_", " ").split())


def _open(shortlist: dict[str, Any], home: dict[str, Any]) -> Iterator[str]:
    yield "Nobody has said yes to this home yet."
    if home["questions"]:
        yield "We still have to ask the people there some questions."
    if home["approvals"]:
        yield "Some people have to think about it, and say yes or no."
    if home["stop_gap"]:
        yield "It would be for a short time. We would go on looking for a home that fits you better."
    yield f"If people say yes, you could move in from {day(home['starts'])}."
    yield "People will think again if you tell us something new."
