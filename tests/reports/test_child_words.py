"""The page for the child herself: easy to read, hers alone, and nothing that would frighten or betray."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hostile import SCRIPTS
from reports.looking import Looked
from reports.shortlists import make_shortlist

from placements.domain.codes import NEEDS, Kind
from placements.errors import UsageError
from placements.reports.child_words import KINDS, PEOPLE, child_words_page, words_for

Look = Callable[..., Looked]
READING_AGE = 12
NEVER = (
    "£", "cost", "point", "score", "rule", "approv", "stop-gap", "outcome", "rank", "risk", "danger", "refus", "reject",
    "ruled", "fail", "behaviour", "MAN-06", "A-1", "RES-9", "Ashton", "Agency", "C2", "police", "court",
)  # fmt: skip


def sentences(shortlist: dict[str, Any], home_id: str = "H-04") -> list[str]:
    """What she reads: every sentence of the page, without the note for her social worker."""
    text = child_words_page(shortlist, home_id)
    main = text[text.index("<main") : text.index("</main>")]
    lines = unescape(re.sub(r"<(?:h\d|p|li|dt|dd|div)[^>]*>", "\n", main))
    plain = [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines.splitlines()]
    return [part.strip() for line in plain for part in re.split(r"(?<=[.?!:])\s", line) if part.strip()]


def syllables(word: str) -> int:
    """Count groups of vowels, a silent e left out: the usual rule of thumb."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    return max(1, groups - (word.lower().endswith("e") and not word.lower().endswith("le")))


def grade(text: list[str]) -> float:
    """Return the Flesch-Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59."""
    words = [word for line in text for word in re.findall(r"[A-Za-z’']+", line)]
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(text) + 11.8 * spoken / len(words) - 15.59


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("group", [1, 3])
def test_a_child_of_twelve_can_read_it(kind: Kind, group: int) -> None:
    shortlist = make_shortlist(group=group)
    shortlist["homes"][3]["kind"] = str(kind)
    found = sentences(shortlist)
    assert grade(found) + 5 <= READING_AGE
    assert max(len(line.split()) for line in found) <= 18


def test_the_measure_knows_hard_words() -> None:
    assert grade(["The proportionality of accommodation necessitates authorisation."]) + 5 > 2 * READING_AGE


def test_every_kind_of_home_has_its_words() -> None:
    assert set(KINDS) == {str(kind) for kind in Kind}


@pytest.mark.parametrize("word", [*NEVER, *(need.replace("_", " ") for need in NEEDS), *NEEDS])
def test_it_never_holds(word: str) -> None:
    shortlist = make_shortlist(group=3, wordy=True)
    text = child_words_page(shortlist, "H-04")
    body = text[text.index("<main") : text.index("</main>")]
    assert word.lower() not in body.lower()


def test_it_says_why_what_was_said_and_what_is_open() -> None:
    shortlist = make_shortlist(group=3)
    more = [
        {"name": "x", "value": "should", "column": "siblings"},
        {"name": "x", "value": "away", "column": "distance_intent"},
    ]
    shortlist["as_read"][0]["facts"] += more
    said = words_for(shortlist, shortlist["homes"][3], "MAN-05")
    assert said.why == (
        "It is a foster home. You would live with a family.", "You would live with your brothers and sisters.",
        "It is about 7 miles from your home.", "Your school is about 6 miles away.",
        "The family you see is about 2 miles away.",
    )  # fmt: skip
    assert said.written == (
        "You and your brothers and sisters should live together.", "You should stay at your school.",
        "You speak English and Urdu.", "Your religion: Muslim.", "You are fine with pets.",
    )  # fmt: skip
    assert "It would be for a short time. We would go on looking for a home that fits you better." in said.open
    assert "If people say yes, you could move in from 23 November 2026." in said.open


def test_it_tells_only_what_is_known() -> None:
    shortlist = make_shortlist()
    home = shortlist["homes"][0] | {"miles": None, "school_miles": None, "contact_miles": [None], "questions": []}
    shortlist["as_read"][0]["facts"] = []
    said = words_for(shortlist, home | {"approvals": []}, "MAN-05")
    assert said.why == ("It is a children’s home. Grown-ups work there, day and night.",)
    assert said.written == ()
    assert len(said.open) == 3
    assert "Please tell your social worker what matters to you." in " ".join(sentences(shortlist))


def test_one_brother_is_not_both_brothers_and_sisters() -> None:
    shortlist = make_shortlist(group=2)
    said = words_for(shortlist, shortlist["homes"][0], "MAN-06")
    assert "You and your brother or sister should live together." in said.written


def test_a_language_has_its_capitals() -> None:
    shortlist = make_shortlist()
    shortlist["as_read"][0]["facts"] = [
        {"name": "x", "value": "kurdish sorani; BSL", "column": "languages"},
        {"name": "x", "value": "church of England", "column": "religion"},
    ]
    said = words_for(shortlist, shortlist["homes"][0], "MAN-05")
    assert said.written[-2:] == ("You speak Kurdish Sorani and BSL.", "Your religion: Church of England.")


def test_a_home_not_on_her_list_has_no_page() -> None:
    with pytest.raises(UsageError, match="not on MAN-05's list"):
        child_words_page(make_shortlist(), "X-1")


def test_whom_to_tell_and_how_to_ring() -> None:
    text = " ".join(sentences(make_shortlist()))
    assert [name for name, _ in PEOPLE if name.replace(": ", ":") not in text.replace(": ", ":")] == []
    assert "0800 528 0731" in text
    assert "0800 1111" in text


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing(width: int, tmp_path: Path, look: Look) -> None:
    path = tmp_path / "words.html"
    path.write_text(child_words_page(make_shortlist(group=3), "H-04"), encoding="utf-8")
    looked = look(path, width)
    assert looked.violations() == []
    assert looked.page.evaluate("document.documentElement.scrollWidth") == width
    assert len(looked.sheets(tmp_path / "words.pdf")) <= 2


def test_nothing_in_it_runs(tmp_path: Path, look: Look) -> None:
    shortlist = make_shortlist()
    evil = "".join(SCRIPTS)
    for fact in shortlist["as_read"][0]["facts"]:
        fact["value"] = evil + fact["value"]
    shortlist |= {"region": evil, "child_id": evil, "inputs": evil}
    shortlist["as_read"][0]["child_id"] = evil
    path = tmp_path / "words.html"
    path.write_text(child_words_page(shortlist, "H-04"), encoding="utf-8")
    looked = look(path)
    assert looked.said == []
    assert looked.asked == [path.as_uri()]
