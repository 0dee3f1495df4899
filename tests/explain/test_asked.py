"""Asking for one child: the contract's fields, whom one may ask for, whose rows are read, and nothing remembered."""

import json
from datetime import date

import pytest
from explain.roomy import roomy, roomy_region, tight
from factories import MONDAY, at, make_child, make_home, make_region, tightened
from properties.test_promises import shuffled

import placements
from placements.domain.children import Approval, Assessment, Contact, Offer, Pin
from placements.errors import UsageError

CONTRACT = {"schema", "child_id", "homes", "ruled_out", "cannot_confirm"}
HOME = {
    "home_id", "rank", "outcome", "stop_gap", "approvals", "questions", "miles", "weekly_cost", "points", "shortfall",
    "reasons", "effect_on_others",
}  # fmt: skip
MORE = {
    "group", "siblings_flag", "region", "as_of", "inputs", "policy", "version", "urgency", "needed_by", "starts",
    "ends", "authority", "authority_name", "tonight", "as_read", "unread", "counts", "apart", "cheapest", "funnel",
    "blocked_by", "nearest", "not_checked",
}  # fmt: skip
HOME_MORE = {
    "below_floor", "kind", "authority", "authority_name", "whom", "school_miles", "contact_miles", "located",
    "places_free", "confirmed_on", "extra_cost", "fee_known", "total_points", "criteria", "against", "siblings_with",
    "starts", "group", "same_day", "route",
}  # fmt: skip
OUTCOMES = {"available", "needs_approval", "if_confirmed"}
SHUT = make_home("HX", status="closed")


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("make", [tight, roomy])
def test_every_field_of_the_contract_is_there(make, seed: int) -> None:
    region = make(seed)
    for child_id in sorted(region.group_of):
        found = placements.child(region, child_id).to_dict()
        assert found["schema"] == "placements/child/1"
        assert found["child_id"] == child_id
        assert set(found) >= CONTRACT | MORE
        for rank, line in enumerate(found["homes"], 1):
            assert set(line) >= HOME | HOME_MORE
            assert line["rank"] == rank
            assert line["outcome"] in OUTCOMES
            assert {"basis", "claims", "claimants", "displaced_at_most", "proposed_to", "levels", "displaced"} <= set(
                line["effect_on_others"]
            )
            assert all({"rule", "who", "by", "sentence"} <= set(a) for a in line["approvals"])
            assert all({"rule", "question", "who"} <= set(q) for q in line["questions"])
        assert all({"home_id", "rules", "unlock"} <= set(row) for row in found["ruled_out"])
        assert all({"home_id", "rules", "questions"} <= set(row) for row in found["cannot_confirm"])
        assert json.loads(json.dumps(found)) == found


def test_a_claim_names_the_child_and_her_class() -> None:
    region = make_region(children=[make_child(), make_child("C2")], homes=[make_home(), SHUT])
    (line,) = placements.child(region, "C1").to_dict()["homes"]
    (claim,) = line["effect_on_others"]["claims"]
    assert claim["child_ids"] == ["C2"]
    assert claim["urgency"] == "today"
    assert line["effect_on_others"]["displaced_at_most"] == 1


# Whom one may ask for


def test_a_settled_child_is_not_asked_for() -> None:
    region = make_region(children=[make_child(current_home_id="H1")])
    with pytest.raises(UsageError, match="C1 is settled in the present home"):
        placements.child(region, "C1")


def test_a_child_with_a_move_agreed_is_asked_for() -> None:
    child = make_child(current_home_id="H1", move_agreed_on=MONDAY)
    region = make_region(children=[child], homes=[make_home(), SHUT])
    assert placements.child(region, "C1").to_dict()["homes"]


@pytest.mark.parametrize(("asked", "nearest"), [("c1", "C1"), ("C11", "C1"), ("AB-02x", "AB-02")])
def test_an_unknown_child_names_the_nearest(asked: str, nearest: str) -> None:
    region = make_region(children=[make_child(), make_child("AB-02")])
    with pytest.raises(UsageError, match=rf"no child {asked} in the region\. Maybe {nearest}\?"):
        placements.child(region, asked)


def test_a_child_who_is_nothing_like_any_names_nobody() -> None:
    with pytest.raises(UsageError, match=r"There is no child ZZZZ in the region\.$"):
        placements.child(make_region(), "ZZZZ")


def test_a_child_of_eighteen_has_every_home_ruled_out() -> None:
    region = make_region(children=[make_child(date_of_birth=date(2008, 11, 1))], homes=[make_home(), SHUT])
    found = placements.child(region, "C1").to_dict()
    assert found["homes"] == []
    assert [row["home_id"] for row in found["ruled_out"]] == ["H1", "HX"]


# A group


def test_a_group_no_home_takes_whole_has_the_least_harmful_split() -> None:
    pair = [make_child(c, sibling_group="G", siblings="must") for c in ("C1", "C2")]
    homes = [make_home("H1"), make_home("H2", position=at(2)), SHUT]
    found = placements.child(make_region(children=pair, homes=homes), "C1").to_dict()
    assert found["homes"] == []
    assert found["group"] == ["C1", "C2"]
    assert set(found["apart"]) == {"C1", "C2"}
    assert set(found["apart"].values()) == {"H1", "H2"}


def test_a_group_a_home_takes_whole_has_no_split() -> None:
    pair = [make_child(c, sibling_group="G", siblings="must") for c in ("C1", "C2")]
    region = make_region(children=pair, homes=[make_home("H1", available=2), SHUT])
    found = placements.child(region, "C2").to_dict()
    assert [(line["home_id"], line["siblings_with"]) for line in found["homes"]] == [("H1", ["C1"])]
    assert found["homes"][0]["group"]["children"] == ["C1", "C2"]
    assert found["apart"] is None


def test_a_group_asked_for_by_either_child_has_the_same_homes() -> None:
    for seed in range(8):
        region = roomy(seed)
        for child_id in region.group_of:
            found = placements.child(region, child_id, top=99)
            for other in found.group:
                assert [c for c in placements.child(region, other, top=99).choices if child_id in c.children] == [
                    c for c in found.choices if other in c.children
                ]


# Other children's rows


def planted():
    """Return a region where every text of the other child's rows is a canary."""
    words = iter(f"canary{n}" for n in range(100))
    other = make_child(
        "C2", ethnicity=next(words), religion=next(words), disability=next(words), languages=(next(words),),
        postcode="M1 9ZZ", away_basis=next(words), needs=(next(words),), current_home_id="H2", notice_ends=MONDAY,
    )  # fmt: skip
    return make_region(
        children=[make_child(), other, make_child("C3", current_home_id="H2", ethnicity=next(words))],
        homes=[make_home(available=2), make_home("H2"), SHUT],
        contacts=[Contact(child_id="C2", person=next(words), position=at(3))],
        offers=[Offer(child_id="C2", home_id="H2", status="declined", said_by=next(words), reason=next(words))],
        pins=[Pin(child_id="C2", home_id="H2", kind="forbid", by=next(words), reason=next(words))],
        approvals=[Approval(child_id="C2", kind="CH-SOP", home_id="H1", approved_by=next(words), approved_on=MONDAY)],
        assessments=[Assessment(child_id="C2", home_id="H1", score=3, by=next(words))],
    )


@pytest.mark.parametrize("tonight", [False, True])
@pytest.mark.parametrize("exact", [False, True])
def test_nothing_of_another_childs_rows_is_in_the_document_but_her_id_as_a_claim(tonight: bool, exact: bool) -> None:
    region = planted()
    found = placements.child(region, "C1", tonight=tonight, exact=exact, proposal={"C2": "H1"}).to_dict()
    text = json.dumps(found)
    assert "canary" not in text
    assert "M1 9ZZ" not in text
    assert "C3" not in text
    for line in [*found["homes"], *found["tonight_list"]]:
        effect = line["effect_on_others"]
        effect["claims"] = effect["proposed_to"] = effect["displaced"] = None
    assert '"C2"' not in json.dumps(found)


# Nothing remembered, no order


def test_the_order_of_contacts_changes_nothing() -> None:
    visits = [Contact(child_id="C1", person=f"P{k}", position=at(k)) for k in (3, 6)]
    one, other = (make_region(contacts=rows, homes=[make_home(), SHUT]) for rows in (visits, visits[::-1]))
    assert placements.child(one, "C1").to_dict() == placements.child(other, "C1").to_dict()


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    region, other = roomy_region(seed), shuffled(roomy_region(seed), seed)
    for child_id in sorted(region.group_of):
        for tonight in (False, True):
            found = placements.child(region, child_id, tonight=tonight).to_dict()
            again = placements.child(other, child_id, tonight=tonight).to_dict()
            assert json.dumps(again) == json.dumps(found)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_asked_before_changes_nothing(seed: int) -> None:
    warm = roomy_region(seed)
    placements.match(warm).to_dict()
    ids = sorted(warm.group_of)
    for child_id in reversed(ids):
        placements.child(warm, child_id, tonight=True, exact=True).to_dict()
        placements.home(warm, warm.homes[0].home_id).to_dict()
    for child_id in ids:
        cold = placements.child(roomy_region(seed), child_id).to_dict()
        assert json.dumps(placements.child(warm, child_id).to_dict()) == json.dumps(cold)


def test_two_policies_on_one_region_are_not_confused() -> None:
    region = make_region(homes=[make_home(position=at(5), authority="A2"), SHUT])
    found = placements.child(region, "C1").to_dict()
    assert [line["home_id"] for line in found["homes"]] == ["H1"]
    assert placements.child(region, "C1", tightened("OOA-NOM", "rule_out")).to_dict()["homes"] == []
    assert placements.child(region, "C1").to_dict() == found


# What was read of her, and what was not


def test_what_was_read_of_her_is_said_with_its_column() -> None:
    child = make_child(needs=("autism",), keep_school=False, languages=("urdu", "english"))
    (row,) = placements.child(make_region(children=[child], homes=[make_home(), SHUT]), "C1").to_dict()["as_read"]
    facts = {fact["column"]: fact["value"] for fact in row["facts"]}
    assert facts["date_of_birth"] == "12"
    assert facts["needs"] == "autism"
    assert facts["keep_school"] == "no"
    assert facts["languages"] == "urdu, english"
    assert "religion" not in facts


def test_blanks_that_change_nothing_are_not_asked_and_places_come_first() -> None:
    found = placements.child(make_region(children=[make_child(position=None)], homes=[make_home(), SHUT]), "C1")
    unread = found.to_dict()["unread"]
    assert unread[0] == {
        "column": "postcode", "changes": None,
        "question": "Where is the child's home? Without it no distance counts for the child.",
    }  # fmt: skip
    rest = [row["changes"] for row in unread if row["changes"] is not None]
    assert all(rest)
    assert rest == sorted(rest, reverse=True)


def test_an_answer_that_closes_her_only_home_is_asked_for() -> None:
    asked = {row["column"]: row["changes"] for row in placements.child(
        make_region(homes=[make_home(), SHUT]), "C1").to_dict()["unread"]}  # fmt: skip
    assert asked["suits_foster"] == 1
    assert asked["adaptations"] == 1
    assert "suits_supported" not in asked
