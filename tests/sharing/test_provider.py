"""The offer sheet: tokens for children, only what the home needs to answer, only its own homes."""

import csv
import io
import json
from typing import Any

import pytest
from sharing.documents import make_document

from placements.errors import UsageError
from placements.reports.files import Printing, match_files, write_match
from placements.reports.offer import offer_page
from placements.sharing.audience import audience_of
from placements.sharing.provider import token, tokens
from placements.sharing.view import view


@pytest.fixture
def document() -> dict[str, Any]:
    return make_document()


def offers(document: dict[str, Any], provider: str = "Agency of H-1") -> list[dict[str, Any]]:
    return view(document, audience_of(f"provider:{provider}", document), "key")["offers"]


def test_an_offer_holds_these_fields_and_no_other(document: dict[str, Any]) -> None:
    assert {frozenset(row) for row in offers(document)} == {
        frozenset(("token", "home_id", "age", "sex", "starts", "ends", "needs", "siblings_together", "questions",
                   "approvals"))
    }  # fmt: skip


def test_an_offer_tells_what_the_home_has_to_know(document: dict[str, Any]) -> None:
    row = next(row for row in offers(document) if row["age"] == 12)
    assert row == {
        "token": token("key", "N-1", "H-1"), "home_id": "H-1", "age": 12, "sex": "F", "starts": "2026-11-30",
        "ends": "2027-02-15", "needs": ["trauma", "hoist"], "siblings_together": False,
        "questions": ["Does the impact risk assessment cover another child, proposed to the same home?",
                      "Is the place still free for the child?"],
        "approvals": ["nominated officer"],
    }  # fmt: skip


def test_nobody_is_named(document: dict[str, Any]) -> None:
    text = json.dumps(view(document, audience_of("provider:Agency of H-1", document), "key")["offers"])
    assert not any(name in text for name in ("N-", "S-", "Northtown", "Southtown", "E1", "Jo's cat", "H-2"))


@pytest.mark.parametrize("asked", ["Agency of H-1", "agency of h-1", "H-1"])
def test_a_provider_is_found_by_its_name_or_a_home(document: dict[str, Any], asked: str) -> None:
    assert {row["home_id"] for row in offers(document, asked)} == {"H-1"}


def test_an_authority_that_runs_a_home_is_a_provider(document: dict[str, Any]) -> None:
    document["placements"][0]["home_id"] = "H-7"
    assert [row["home_id"] for row in offers(document, "E1")] == ["H-7"]


def test_no_child_proposed_is_an_empty_sheet(document: dict[str, Any]) -> None:
    assert offers(document, "H-8") == []
    page = offer_page(view(document, audience_of("provider:H-8", document), "key"))
    assert "No child is proposed to a home of yours this week." in page
    assert "Each child has a reference" not in page
    assert "Answer for each child" not in page


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("provider:Agency of H1", "Maybe Agency of H-1"),
        ("authority:Nothtown", "Maybe Northtown"),
        ("authority:E9", "Maybe E"),
        ("provider:", "Say for whom"),
        ("everybody", "Say for whom"),
    ],
)
def test_an_unknown_reader_is_wrong_usage(document: dict[str, Any], asked: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        audience_of(asked, document)


def test_a_token_is_of_one_child_and_one_home_and_one_key() -> None:
    made = {token(key, child, home) for key in "ab" for child in ("N-1", "S-1") for home in ("H-1", "H-2")}
    assert len(made) == 8
    assert token("a", "N-1", "H-1") == token("a", "N-1", "H-1")
    assert len({token("a", "x", "yz"), token("a", "xy", "z")}) == 2


def test_the_sheet_is_written_for_the_provider_and_its_tokens_for_the_desk(
    document: dict[str, Any], tmp_path: Any
) -> None:
    facts = {"children": document.pop("children")}
    write_match(document, tmp_path, rules=(), policy_text="", audiences=["provider:Agency of H-1"], facts=facts,
                key="key")  # fmt: skip
    folder = next(tmp_path.glob("provider-agency-of-h-1-*"))
    assert {path.name for path in folder.iterdir()} == {"offer.html", "offer.csv"}
    sheet = list(csv.DictReader(io.StringIO((folder / "offer.csv").read_text(encoding="utf-8"))))
    desk = list(csv.DictReader(io.StringIO((tmp_path / "region" / "tokens.csv").read_text(encoding="utf-8"))))
    assert {row["token"] for row in sheet} == {row["token"] for row in desk}
    assert {row["child_id"] for row in desk} == {"N-1", "S-1"}
    assert all(row["answer"] == "" for row in sheet)
    page = (folder / "offer.html").read_text(encoding="utf-8")
    assert all(word in page for word in ("Offered", "Accepted", "Declined", "12 years, girl", "For the provider"))


def test_equal_documents_give_equal_bytes_for_every_reader() -> None:
    printing = Printing((), "", None)
    readers = ["provider:Agency of H-1", "public"]
    first, second = (match_files(make_document(), printing, readers, None, "key") for _ in range(2))
    assert first == second
    assert len({name.split("/")[0] for name in first}) == 7


def test_tokens_are_listed_for_each_child_of_the_provider(document: dict[str, Any]) -> None:
    rows = list(tokens(document, audience_of("provider:H-1", document), "key"))
    assert {row["child_id"] for row in rows} == {"N-1", "S-1"}
