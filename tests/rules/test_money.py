"""Contracts and money: NOMINATION, SPOT-AUTH, BLOCK-FIRST."""

import pytest
from factories import AUTHORITIES, make_approval, make_child, make_home, make_policy, outcome, said

from placements.domain.codes import Outcome
from placements.domain.homes import Contract


def block(**changes):
    return make_home(**{"contract": "block", **changes})


def contract(**shares):
    return Contract(contract_id="B1", home_ids=("H1",), shares=tuple(shares.items()))


# NOMINATION


@pytest.mark.parametrize("kind", ["in_house", "block", "framework", "spot", None])
@pytest.mark.parametrize(
    ("nominated_to", "expected"),
    [(("A1",), None), (("A1", "A2"), None), (("A2",), Outcome.NEEDS_APPROVAL), (("A2", "A3"), Outcome.NEEDS_APPROVAL)],
)
def test_a_place_others_nominate_to_has_to_be_released(kind, nominated_to, expected):
    home = make_home(contract=kind, nominated_to=nominated_to)
    assert outcome("NOMINATION", make_child(), home) is expected


@pytest.mark.parametrize("kind", ["in_house", "framework", "spot", None])
def test_other_contracts_are_open_to_everybody(kind):
    assert outcome("NOMINATION", make_child(authority="A3"), make_home(contract=kind)) is None


@pytest.mark.parametrize(("authority", "expected"), [("A1", None), ("A2", None), ("A3", Outcome.NEEDS_APPROVAL)])
def test_a_block_home_without_a_contract_row_is_open_to_all_members(authority, expected):
    assert outcome("NOMINATION", make_child(authority=authority), block()) is expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"member": True}, None),
        ({"member": None}, None),
        ({"member": False}, Outcome.NEEDS_APPROVAL),
        ({"member": True, "member_from": "2026-11-23"}, None),
        ({"member": True, "member_from": "2026-11-24"}, Outcome.NEEDS_APPROVAL),
        ({"member": True, "member_to": "2026-11-23"}, None),
        ({"member": True, "member_to": "2026-11-22"}, Outcome.NEEDS_APPROVAL),
    ],
)
def test_membership_counts_on_the_day_of_the_match(changes, expected):
    ashby = type(AUTHORITIES[0]).model_validate({"code": "A1", "name": "Ashby", **changes})
    assert outcome("NOMINATION", make_child(), block(), authorities=[ashby]) is expected


@pytest.mark.parametrize(
    ("shares", "expected"), [({"A1": 1}, None), ({"A1": 1, "A2": 2}, None), ({"A2": 2}, Outcome.NEEDS_APPROVAL)]
)
def test_a_contract_row_opens_a_block_home_to_those_who_share_it(shares, expected):
    assert outcome("NOMINATION", make_child(), block(), contracts=[contract(**shares)]) is expected


def test_names_on_the_home_come_before_the_contract():
    home = block(nominated_to=("A1",))
    assert outcome("NOMINATION", make_child(), home, contracts=[contract(A2=2)]) is None


def test_a_released_place_is_available():
    home, held = make_home(nominated_to=("A2",)), [make_approval("NOMINATION")]
    assert outcome("NOMINATION", make_child(), home, approvals=held) is None


def test_nomination_names_whoever_releases_it():
    word = said("NOMINATION", make_child(), make_home(nominated_to=("A2", "A3")))
    assert "Bexton or Coldale" in word.finding.sentence
    assert word.finding.who == "Bexton or Coldale"
    assert word.unlock


def test_nomination_names_those_who_share_the_contract():
    word = said("NOMINATION", make_child(), block(), contracts=[contract(A2=2)])
    assert word.finding.who == "Bexton"


# SPOT-AUTH


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("spot", Outcome.NEEDS_APPROVAL), ("framework", None), ("block", None), ("in_house", None), (None, None)],
)
def test_a_spot_purchase_needs_authority(kind, expected):
    assert outcome("SPOT-AUTH", make_child(), make_home(contract=kind)) is expected


@pytest.mark.parametrize(
    ("fee", "who"),
    [
        (5000, "budget holder"),
        (5000.01, "resources panel"),
        (10000, "resources panel"),
        (10000.01, "Director of Children's Services"),
    ],
)
def test_the_price_decides_who_authorises(fee, who):
    word = said("SPOT-AUTH", make_child(), make_home(contract="spot", weekly_fee=fee))
    assert word.finding.who == f"{who}, Ashby"


def test_the_price_of_a_solo_place_counts_the_places_it_empties():
    home = make_home(contract="spot", weekly_fee=2000, places=3, available=3, solo_capable=True)
    assert said("SPOT-AUTH", make_child(), home).finding.who == "budget holder, Ashby"
    assert said("SPOT-AUTH", make_child(solo="required"), home).finding.who == "resources panel, Ashby"


def test_the_ladder_is_local_policy():
    policy = make_policy(limits={"panel_weekly": 1000})
    word = said("SPOT-AUTH", make_child(), make_home(contract="spot", weekly_fee=1001), policy=policy)
    assert word.finding.who == "resources panel, Ashby"


def test_spot_auth_says_the_price():
    word = said("SPOT-AUTH", make_child(), make_home(contract="spot", weekly_fee=7950))
    assert "£7,950 a week" in word.finding.sentence
    assert word.unlock


def test_spot_auth_says_when_the_price_is_not_known():
    word = said("SPOT-AUTH", make_child(), make_home(contract="spot"))
    assert word.outcome is Outcome.NEEDS_APPROVAL
    assert "not known" in word.finding.sentence


def test_an_authorised_purchase_is_available():
    home = make_home(contract="spot", weekly_fee=7950)
    assert outcome("SPOT-AUTH", make_child(), home, approvals=[make_approval("SPOT-AUTH", "H1")]) is None


# BLOCK-FIRST


@pytest.mark.parametrize(
    ("kind", "expected"), [("block", Outcome.AVAILABLE), ("spot", None), ("framework", None), (None, None)]
)
def test_a_place_already_paid_for_is_remarked_on(kind, expected):
    assert outcome("BLOCK-FIRST", make_child(), make_home(contract=kind)) is expected


def test_block_first_says_that_it_adds_nothing():
    assert "already paid for" in said("BLOCK-FIRST", make_child(), block()).finding.sentence
