"""Approval packs: who, by when, what has to be satisfied, what the data fills in and what stays blank."""

from datetime import date

import pytest
from factories import MONDAY, at, make_approval, make_child, make_home, make_policy, make_resident
from tasks.making import approval, codes, every, made, of, one, pack_of, row

from placements.domain.homes import School
from placements.explain.recorded import Recorded
from placements.policy.policy import default_policy
from placements.tasks.packs import entries
from placements.tasks.plan import tasks_of
from placements.tasks.task import ToApprove

NEXT_DOOR = {"authority": "A2", "sector": "independent"}
BEYOND = {"authority": "A3", "sector": "independent"}
LATER = {"needed_by": date(2026, 12, 5)}


def known(found: ToApprove) -> dict[str, str | None]:
    """What the data says, by the first words of each check."""
    return {" ".join(check.text.split()[:4]): check.known for check in found.checks}


def test_outside_the_area_the_five_tests_of_the_regulation() -> None:
    found = approval(of(LATER, NEXT_DOOR), "OOA-NOM")
    assert found.who == "nominated officer, Ashby"
    assert (found.by, found.gate, found.note) == (date(2026, 12, 4), "before_effect", None)
    assert len(found.checks) == 5
    assert [check.known for check in found.checks] == [
        None, "60 of 100 points for this child; no home open to the child has more. The reasons are in the report.",
        None, "The home stands in Bexton, which adjoins Ashby. 1.0 straight-line miles from home.", None,
    ]  # fmt: skip
    assert {check.by for check in found.checks} == {date(2026, 12, 4)}


def test_at_a_distance_the_area_authority_is_consulted_and_sent_the_plan() -> None:
    found = approval(of(LATER, BEYOND), "OOA-DCS")
    assert found.who == "Director of Children's Services, Ashby"
    assert any("consulted and has been given a copy of the care plan" in check.text for check in found.checks)


def test_in_an_emergency_the_first_two_come_before_and_the_rest_within_five_working_days() -> None:
    found = approval(of(None, NEXT_DOOR), "OOA-NOM")
    assert [check.by for check in found.checks] == [MONDAY, MONDAY, *[date(2026, 11, 30)] * 3]
    assert found.note is not None
    assert "the rest may follow" in found.note


def test_the_own_carer_next_door_needs_no_approval_but_the_notice() -> None:
    found = of(None, {"authority": "A2", "sector": "in_house", "run_by": "A1"})
    assert not pack_of(found).approvals
    assert "OOA-NOTIFY" in codes(found)


def test_an_exam_year() -> None:
    child = make_child(school_urn="S1", school_year=10, keep_school=False)
    found = made(children=[child], homes=[make_home()], schools=[School(urn="S1", name="S", position=at(11.1))])
    ks4 = approval(found, "KS4")
    assert known(ks4)["The education at the"] == "School year 10; 10.1 straight-line miles to the school now."
    assert ks4.note == "In an emergency no approval is needed first; education is then arranged as soon as possible."


def test_consent_of_the_authority_with_a_child_there() -> None:
    residents = [make_resident("R1", authority="A2"), make_resident("R2", authority="A1")]
    found = of(None, {"places": 4, "available": 1}, residents=residents)
    consent = approval(found, "F-CONSENT")
    assert (consent.who, consent.gate) == ("placements team, Bexton", "before_offer")
    assert (
        known(consent)["The authority with a"]
        == "2 foster children live there on the first night, 1 of other authorities."
    )
    assert one(found, "F-CONSENT").person == "placements team, Bexton"


def test_a_shared_bedroom() -> None:
    found = approval(of(None, {"bedrooms_sharing": True}), "F-BED")
    assert found.who == "Ashby and the authority of each child sharing"
    assert known(found) == {
        "A written assessment covers": None,
        "The authority of each": None,
        "Sharing is within local": "The child is 12 on the first night. No brother or sister comes too.",
    }


def test_a_relative_approved_for_a_time() -> None:
    found = approval(of(None, {"kind": "kinship", "registration": None}), "K-REG24")
    assert known(found)["The full assessment can"] == "16 weeks at most, to 15 March 2027."
    assert known(found)["The carer's suitability has"] is None


def test_the_terms_end_on_a_birthday_during_the_stay() -> None:
    found = of({"date_of_birth": date(2014, 1, 4), "needed_by": MONDAY}, {"max_age": 12})
    terms = approval(found, "F-TERMS")
    assert (terms.by, terms.gate) == (date(2026, 12, 31), "before_birthday")
    assert known(terms)["The carer agrees to"] == "The birthday is on 4 January 2027; the home takes children up to 12."
    task = one(found, "F-TERMS")
    assert (task.due, task.gate, task.decided) == (date(2026, 12, 31), "after", True)


def test_residents_are_counted_and_newcomers_too() -> None:
    children = [make_child("C1"), make_child("C2")]
    home = make_home(kind="residential", places=4, available=2)
    found = made({"C1": "H1", "C2": "H1"}, children=children, homes=[home], residents=[make_resident()])
    for pack in found.packs:
        (impact,) = [a for a in pack.approvals if a.code == "CH-IRA"]
        assert (impact.who, impact.gate) == ("registered manager, H1", "before_offer")
        assert known(impact)["The effect on every"] == "1 child lives there on the first night."
        assert known(impact)["It covers the other"] == "1 other child is proposed there."


def test_an_inadequate_home_is_a_stop_gap_as_well() -> None:
    found = of(None, {"kind": "residential", "grade": "inadequate"})
    assert known(approval(found, "CH-GRADE"))["The latest inspection report"] == "Grade on record: inadequate."
    stop = approval(found, "STOP-GAP")
    assert stop.who == "senior manager, Ashby"
    assert known(stop)["Nothing at or above"] == "Below the floor, because: the home is graded inadequate."
    assert len(every(found, "STOP-GAP")) == 1


def test_a_young_child_in_a_childrens_home() -> None:
    found = approval(of({"date_of_birth": date(2019, 6, 1)}, {"kind": "residential", "min_age": 5}), "CH-U8")
    assert known(found)["Why a family home"] == "The child is 7 on the first night."
    assert known(found)["The home is used"] == "The home takes children from 5 to 17."


@pytest.mark.parametrize(
    ("fee", "who", "price", "stay"),
    [(1000, "budget holder", "£1,000 a week.", "84 nights as read, at most £12,000."),
     (12000, "Director of Children's Services", "£12,000 a week.", "84 nights as read, at most £144,000.")],
)  # fmt: skip
def test_a_spot_purchase(fee, who, price, stay) -> None:
    found = approval(of(None, {"contract": "spot", "weekly_fee": fee}), "SPOT-AUTH")
    assert found.who == f"{who}, Ashby"
    assert known(found)["The price, what it"] == price
    assert known(found)["The end date, and"] == stay


def test_a_price_nobody_knows_is_not_made_up() -> None:
    homes = [make_home(contract="spot", weekly_fee=None), make_home("H2", weekly_fee=700)]
    found = approval(made(homes=homes), "SPOT-AUTH")
    assert (
        known(found)["The price, what it"] == "The fee is not known; the usual one of its kind stands in: £700 a week."
    )


def test_a_place_others_nominate_to() -> None:
    found = approval(of(None, {"contract": "block", "nominated_to": ("A2",)}), "NOMINATION")
    assert (found.who, found.gate) == ("contract lead, Bexton", "before_offer")


def test_a_secure_place_is_a_nomination() -> None:
    held = [make_approval("SEC-CRIT", expires_on=date(2026, 12, 18))]
    found = of({"date_of_birth": date(2011, 6, 1)}, {"kind": "secure"}, approvals=held)
    national = approval(found, "SEC-NATIONAL")
    assert national.who == "Secure Welfare Coordination Unit"
    assert known(national)["The criteria of section"] == "On record, until 18 December 2026."
    assert pack_of(found).held == (("SEC-CRIT", "Secure criteria", MONDAY, date(2026, 12, 18)),)


def test_a_rule_made_stricter_has_a_pack_too() -> None:
    strict = make_policy(rules={"IN-AREA": {"mode": "approval"}})
    found = approval(of(None, BEYOND, policy=strict), "IN-AREA")
    assert found.who == "service manager, Ashby"
    assert [check.text for check in found.checks] == [check["is"] for check in entries()["ANY"]["checks"]]


def test_an_approval_on_record_is_listed_and_not_asked_for() -> None:
    found = of(None, NEXT_DOOR, approvals=[make_approval("OOA-NOM")])
    assert not pack_of(found).approvals
    assert pack_of(found).held == (("OOA-NOM", "Out of area: nominated officer", MONDAY, None),)
    assert found.to_dict()["approvals"] == []


def test_a_home_the_child_would_rather_have_is_named() -> None:
    region = of(None, NEXT_DOOR).recorded.region
    said = row("C1", "H1", total_points=50, best_points=70, best_home_id="H2", shortfall=20)
    document = {"placements": [said], "inputs": "", "policy": ""}
    found = tasks_of(Recorded(region, default_policy(), document, {}))
    assert approval(found, "OOA-NOM").checks[1].known == (
        "50 of 100 points for this child; the child's own best home, H2, has 70. The reasons are in the report."
    )


def test_brothers_and_sisters_are_counted() -> None:
    children = [make_child(c, sibling_group="G") for c in ("C1", "C2")]
    home = make_home(bedrooms_sharing=True, available=2, places=3)
    found = made({"C1": "H1", "C2": "H1"}, children=children, homes=[home])
    first = pack_of(found, "C1").approvals[0]
    assert known(first)["Sharing is within local"].endswith("1 brother or sister comes too.")
