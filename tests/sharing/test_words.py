"""Names, roles, folders and the policy's text: the small parts redaction stands on."""

import tomllib
from datetime import date
from typing import Any

import pytest
from properties.regions import small_region
from sharing.documents import make_document

import placements
from placements.policy.policy import Policy
from placements.reports.folders import folder_of
from placements.sharing.audience import PUBLIC, REGION, Audience, Level
from placements.sharing.names import OTHER, names_for
from placements.sharing.policy import SHARED, policy_for
from placements.sharing.roles import ELSEWHERE, OWN_SERVICE, role, shown

AUTHORITIES = ("Alpha", "Brighton and Hove", "Bristol, City of")


def renamed(others: list[str], own: str = "MINE") -> Any:
    """Return the names of a document whose other children have these references."""
    document = make_document()
    document["classes"] |= dict.fromkeys(others, "later")
    document["children"][own] = {"authority": "E1"}
    return names_for(document, "E1")


@pytest.mark.parametrize(
    ("reference", "before", "after"),
    [
        ("S1", "S1 and S12 at S1.", f"{OTHER} and S12 at {OTHER}."),
        ("S-1", "S-1-2, S-1's brother; (S-1)", f"S-1-2, {OTHER}'s brother; ({OTHER})"),
        ("S.1", "It is S.1.", f"It is {OTHER}."),
        ("S1", "Next is S1.Then another.", f"Next is {OTHER}.Then another."),
        ("Jo Smith", "Jo Smith is proposed.", f"{OTHER} is proposed."),
        ("a/b", "For a/b, not a/bc.", f"For {OTHER}, not a/bc."),
        ("#7", "For #7.", f"For {OTHER}."),
        ("é1", "For é1.", f"For {OTHER}."),
        ("10482", "10482 waits.", f"{OTHER} waits."),
        ("12", "The child is 12.", "The child is 12."),
        ("H-1", "H-1 is a home.", "H-1 is a home."),
    ],
)
def test_a_reference_is_replaced_as_a_whole_word(reference: str, before: str, after: str) -> None:
    assert renamed([reference]).sentence(before) == after


def test_a_bare_number_is_replaced_where_the_row_names_it() -> None:
    assert renamed(["12"]).sentence("12 at H-1", named={"12"}) == f"{OTHER} at H-1"


def test_an_own_reference_holding_another_stays_whole() -> None:
    assert renamed(["B"], own="A/B").sentence("A/B and B") == f"A/B and {OTHER}"


@pytest.mark.parametrize(
    ("who", "of"),
    [
        ("nominated officer, Alpha", "nominated officer"),
        ("assistant director or Director of Children's Services, Bristol, City of",
         "assistant director or Director of Children's Services"),
        ("Brighton and Hove and Alpha", ELSEWHERE),
        ("Alpha, where the carer lives", "the authority where the carer lives"),
        ("Brighton and Hove and the authority of each child sharing", "the authority of each child sharing"),
        ("Mrs Smith", OWN_SERVICE),
    ],
)  # fmt: skip
def test_a_role_is_told_without_a_name(who: str, of: str) -> None:
    assert role(who, AUTHORITIES) == of


@pytest.mark.parametrize("who", ["Mrs Smith", "Mrs Smith, Alpha", "Alpha and Mrs Smith", "the provider of H2", "alpha"])
def test_free_text_is_nobody_to_ask(who: str) -> None:
    assert shown(who, AUTHORITIES, ("Agency",), "H1") is None


@pytest.mark.parametrize(
    "who", ["Agency", "the provider of H1", "Alpha", "the child's social worker", "Alpha or the provider"]
)
def test_roles_authorities_and_the_own_provider_may_be_named(who: str) -> None:
    assert shown(who, AUTHORITIES, ("Agency",), "H1") == who


def test_every_role_a_rule_names_is_known() -> None:
    """Run rules over many regions: whom they name is a role, an authority or the provider of the home."""
    unknown = set()
    for seed in range(60):
        document = placements.match(small_region(seed)).to_dict()
        names = document["authorities"].values()
        for row in _with_who(document):
            if not row["who"].startswith("the provider of ") and shown(row["who"], names, (), None) is None:
                unknown.add(row["who"])
    assert unknown == set()


def _with_who(value: Any) -> Any:
    if isinstance(value, dict):
        if isinstance(value.get("who"), str):
            yield value
        for part in value.values():
            yield from _with_who(part)
    elif isinstance(value, list):
        for part in value:
            yield from _with_who(part)


@pytest.mark.parametrize(
    ("code", "name", "folder"),
    [
        ("E08000003", "Manchester", "authority-E08000003-manchester"),
        ("E06000023", "Bristol, City of", "authority-E06000023-bristol-city-of"),
        ("W06000001", "Ynys Môn", "authority-W06000001-ynys-mon"),
        ("CON", "NUL", "authority-CON-nul"),
        ("E1", "../..\\x:*?", "authority-E1-x"),
        ("E1", "", "authority-E1"),
    ],
)
def test_a_folder_has_a_name_every_computer_takes(code: str, name: str, folder: str) -> None:
    assert folder_of(Audience(Level.AUTHORITY, code, name)) == folder


def test_two_readers_never_share_a_folder() -> None:
    codes = ("E1", "e1", "E 1", "E-1", "Ё1", "Ж1")
    readers = [Audience(level, code, code) for level in (Level.AUTHORITY, Level.PROVIDER) for code in codes]
    folders = {folder_of(reader).casefold() for reader in (*readers, REGION, PUBLIC)}
    assert len(folders) == len(readers) + 2


def test_a_long_name_is_cut() -> None:
    assert len(folder_of(Audience(Level.PROVIDER, "x" * 400, "x" * 400))) < 70


def test_an_authority_reads_no_key_and_no_other_entry_of_the_policy() -> None:
    text = (
        '[levels]\norder = ["a"]\n\n[rules.CH-IRA]\nmode = "default"\n\n[authorities.E1]\nfar_miles = 10\n\n'
        '[authorities.E2]\nfar_miles = 9\n\n[children.N-1]\nreason = "ours"\n\n[children.S-1]\nreason = "theirs"\n'
        '\n[tie]\nkey = "secret"\n\n[new_part]\nx = "theirs too"\n'
    )
    read = policy_for(text, "E1", names_for(make_document(), "E1"))
    assert all(word in read for word in ("[levels]", "[rules.CH-IRA]", "far_miles = 10", "ours"))
    assert not any(word in read for word in ("secret", "theirs", "far_miles = 9", "new_part"))


def test_an_authority_reads_its_own_local_rules_and_nobody_elses() -> None:
    text = (
        '[limits]\nfar_miles = 20.50\n\n[law]\ncwsa_2026_s13_from = 2027-04-01\n\n[rules.OOA-NOM]\nmode = "approval"\n'
        '\n[authorities.E1]\nu8_age = 11\n\n[authorities.E1.rules.DIST-20]\nmode = "rule_out"\n'
        '\n[authorities.E2]\nu8_age = 12\n\n[authorities.E2.rules.KS4]\nmode = "rule_out"\n'
        '\n[authorities."E1.rules"]\nu8_age = 13\n\n[authorities."E1.rules".rules.CH-IRA]\nmode = "rule_out"\n'
    )
    read = policy_for(text, "E1", names_for(make_document(), "E1"))
    kept = tomllib.loads(read)
    assert kept["authorities"] == {"E1": {"u8_age": 11, "rules": {"DIST-20": {"mode": "rule_out"}}}}
    assert kept["rules"] == {"OOA-NOM": {"mode": "approval"}}
    assert kept["law"] == {"cwsa_2026_s13_from": date(2027, 4, 1)}
    assert "far_miles = 20.50" in read
    assert not any(word in read for word in ("E2", "KS4", "CH-IRA", "u8_age = 12", "u8_age = 13"))


def test_the_parts_shared_with_an_authority_are_parts_of_a_policy() -> None:
    assert set(SHARED) < set(Policy.model_fields)
    assert set(Policy.model_fields) - set(SHARED) == {"tie", "authorities", "children"}
