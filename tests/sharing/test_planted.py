"""Nothing of anybody else's in any output: marks planted in every text of every row, and looked for in every byte.

For authorities, providers and the public: text, attributes and comments of pages, tables, JSON, and every part of the
workbook (shared strings, properties, comments, defined names, hidden cells).
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import pytest
from sharing.planted import Planted, homes_of, planted_region

import placements
from placements.policy.policy import Policy, policy_from, policy_text
from placements.reports import files
from placements.rules.listing import rule_list
from placements.sharing.audience import authorities_of
from placements.sharing.facts import facts_of
from placements.sharing.names import Names

KEY = "zqkey0v"
MARK = re.compile(rb"zq[0-9a-z]+v")


class Written(NamedTuple):
    """Every file of one planted region's match, and the document they were made from."""

    planted: Planted
    document: dict[str, Any]
    files: dict[str, str | bytes]


@cache
def matched(seed: int) -> tuple[Planted, Policy, dict[str, Any]]:
    planted = planted_region(seed)
    policy = _policy(planted)
    document = placements.match(planted.region, policy).to_dict()
    document.setdefault("homes", homes_of(planted.region))
    return planted, policy, document


def written(seed: int) -> Written:
    planted, policy, document = matched(seed)
    providers = sorted({home["provider"] for home in document["homes"].values()})
    audiences = [*(f"provider:{name}" for name in providers), "public"]
    printing = files.Printing(rule_list(), policy_text(policy), None)
    return Written(planted, document, files.match_files(document, printing, audiences, facts_of(planted.region), KEY))


def _policy(planted: Planted) -> Policy:
    return policy_from({
        "tie": {"key": KEY},
        "authorities": {a.code: {"far_miles": 10} for a in planted.region.authorities},
        "children": {child_id: {"reason": reason} for child_id, reason in planted.reasons.items()},
    })  # fmt: skip


def found_in(content: str | bytes) -> set[str]:
    """Return every mark in a file: as it is written, with entities resolved, and in every part of a workbook."""
    data = content.encode() if isinstance(content, str) else content
    parts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [*(name.encode() for name in book.namelist()), *(book.read(name) for name in book.namelist())]
    texts = [text for part in parts for text in (part, html.unescape(part.decode(errors="replace")).encode())]
    return {mark.decode() for text in texts for mark in MARK.findall(text.lower())}


def forbidden(made: Written, folder: str) -> set[str]:
    """Return the marks a folder's reader must not meet."""
    marks = made.planted.marks
    if folder == "public":
        return {KEY, *(mark for mark, m in marks.items() if m.what != "authority")}
    if folder.startswith("provider-"):
        ours = next(m.home_id for mark, m in marks.items() if m.what == "provider" and mark in folder)
        return {KEY, *(mark for mark, m in marks.items() if m.home_id != ours)}
    code = folder.split("-")[1]
    shared = {row["home_id"] for row in made.document["placements"] if row["authority"] == code}
    shared |= {home_id for home_id, home in made.document["homes"].items() if home["operator"] == code}
    return {KEY, *(mark for mark, m in marks.items() if _not_for(m, code, shared))}


def _not_for(mark: Any, code: str, shared: set[str]) -> bool:
    if mark.what in ("authority", "home"):
        return False
    return mark.home_id not in shared if mark.what == "provider" else mark.whose != code


def leaks(made: Written) -> Iterator[str]:
    for path, content in made.files.items():
        folder, _, name = path.partition("/")
        if name and folder != "region":
            for mark in sorted((found_in(content) | found_in(name)) & forbidden(made, folder)):
                yield f"{path}: {made.planted.marks.get(mark, 'the key')}"


def check(seeds: range) -> None:
    shown = 0
    for seed in seeds:
        made = written(seed)
        assert list(leaks(made)) == [], f"seed {seed}"
        shown += sum(len(found_in(c)) for path, c in made.files.items() if path.startswith("authority-"))
    assert shown > 20 * len(seeds), "too little is shown for the search to mean anything"


def test_nothing_of_anybody_else_is_in_any_output() -> None:
    check(range(60))


@pytest.mark.long
def test_nothing_of_anybody_else_is_in_any_output_of_many_regions() -> None:
    check(range(10_000, 11_000))


REAL = files.view


def open_view(document: Any, audience: Any, key: str = "") -> Any:
    """What an authority would see without redaction."""
    if audience.level != "authority":
        return REAL(document, audience, key)
    return {**document, "audience": audience.to_dict()}


@pytest.mark.parametrize("broken", ["view", "child", "sentence", "policy"])
def test_the_search_finds_what_is_let_through(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With one part of the redaction taken out, marks of others are found."""
    if broken == "view":
        monkeypatch.setattr(files, "view", open_view)
    elif broken == "policy":
        monkeypatch.setattr(files, "policy_for", lambda text, code, names: text)
    elif broken == "child":
        monkeypatch.setattr(Names, "child", lambda self, child_id, other="": child_id)
    else:
        monkeypatch.setattr(Names, "sentence", lambda self, text, named=(), other="": text)
    assert any(list(leaks(written(seed))) for seed in range(30))


def test_her_own_children_are_shown_as_in_the_region() -> None:
    """Field by field, wherever no other child and no sum over others stands in the field."""
    compared = 0
    for seed in range(60):
        planted, _, document = matched(seed)
        children = {mark for mark, m in planted.marks.items() if m.what == "child"}
        for reader in authorities_of(document):
            shown = {row["child_id"]: row for row in REAL(document, reader)["placements"]}
            own = [row for row in document["placements"] if row["authority"] == reader.code]
            assert list(shown) == [row["child_id"] for row in own]
            for row in own:
                others = children - {row["child_id"]}
                for field, value in row.items():
                    if field != "own_best" and not any(mark in str(value) for mark in others):
                        assert shown[row["child_id"]][field] == value, field
                        compared += 1
    assert compared > 1000
