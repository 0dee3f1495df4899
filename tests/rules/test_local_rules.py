"""What one authority makes stricter binds its own children, and nobody else's."""

from datetime import date
from decimal import Decimal

import pytest
from factories import at, make_approval, make_child, make_home, make_policy, make_region, outcome, said, tightened

from placements.api import child as child_of
from placements.candidates.screen import screen
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome
from placements.errors import UsageError
from placements.policy.policy import default_policy, policy_from, policy_text, read_policy
from placements.rules.catalogue import CODES, RULE_OF

FAR = {"position": at(30)}
ADULT_SMOKES = {"smoker": True}


def own(code, mode="approval", authority="A1", **limits):
    return make_policy(authorities={authority: {**limits, "rules": {code: {"mode": mode}}}})


@pytest.mark.parametrize(("mode", "expected"), [("approval", Outcome.NEEDS_APPROVAL), ("rule_out", Outcome.RULED_OUT)])
def test_an_authority_makes_a_remark_stricter_for_its_own_children(mode, expected):
    policy = own("DIST-20", mode)
    assert outcome("DIST-20", make_child(), make_home(**FAR), policy=policy) is expected
    assert outcome("DIST-20", make_child(authority="A2"), make_home(**FAR), policy=policy) is Outcome.AVAILABLE


def test_in_one_table_each_child_has_the_rules_of_her_own_authority():
    children = [make_child("C1"), make_child("C2", authority="A2"), make_child("C3", authority="A3")]
    region = make_region(children=children, homes=[make_home(**FAR)])
    policy = make_policy(
        rules={"DIST-20": {"mode": "approval"}},
        authorities={"A2": {"rules": {"DIST-20": {"mode": "rule_out"}}}},
    )
    found = screen(region, policy, children, region.homes).outcome[:, 0].tolist()
    assert found == [Outcome.NEEDS_APPROVAL, Outcome.RULED_OUT, Outcome.NEEDS_APPROVAL]


def test_a_statutory_rule_may_be_made_stricter():
    home = make_home(authority="A3")
    assert not RULE_OF["OOA-DCS"].local
    assert outcome("OOA-DCS", make_child(), home, policy=own("OOA-DCS", "rule_out")) is Outcome.RULED_OUT


def test_no_approval_opens_what_an_authority_rules_out():
    held = [make_approval("OOA-DCS", "H1")]
    home = make_home(authority="A3")
    assert (
        outcome("OOA-DCS", make_child(), home, policy=own("OOA-DCS", "rule_out"), approvals=held) is Outcome.RULED_OUT
    )
    assert (
        outcome("OOA-DCS", make_child(authority="A2"), home, policy=own("OOA-DCS", "rule_out"), approvals=held) is None
    )


def test_the_sentence_names_the_childs_own_authority_as_who_agrees():
    for authority, name in (("A1", "Ashby"), ("A2", "Bexton")):
        policy = own("DIST-20", authority=authority)
        word = said("DIST-20", make_child(authority=authority), make_home(**FAR), policy=policy)
        assert word.finding.who == f"service manager, {name}"
        assert word.unlock
    assert said("DIST-20", make_child(authority="A2"), make_home(**FAR), policy=own("DIST-20")).finding.who is None


@pytest.mark.parametrize(
    ("policy", "whose"),
    [(own("OOA-DCS", "rule_out"), "Ashby's"), (tightened("OOA-DCS", "rule_out"), "The region's")],
    ids=["own", "region"],
)
def test_what_a_policy_closes_no_approval_is_offered_for(policy, whose):
    word = said("OOA-DCS", make_child(), make_home(authority="A3"), policy=policy)
    assert word.finding.sentence.endswith(f"{whose} policy closes it.")
    assert (word.unlock, word.finding.who) == (None, None)
    asked = said("OOA-DCS", make_child(authority="A2"), make_home(authority="A3"), policy=own("OOA-DCS", "rule_out"))
    assert asked.finding.who == "Director of Children's Services, Bexton"
    assert asked.unlock


def test_a_home_a_policy_closes_is_listed_without_what_would_open_it():
    home = make_home(authority="A3")
    for policy, opens in ((default_policy(), None), (own("OOA-DCS", "rule_out"), [])):
        region = make_region(children=[make_child()], homes=[home, make_home("H2")])
        listed = {row["home_id"]: row["unlock"] for row in child_of(region, "C1", policy).to_dict()["ruled_out"]}
        assert listed.get("H1") == opens


def test_an_approval_asked_for_locally_is_added_to_those_the_rule_asks_for_itself():
    """DOL-TYPE remarks on some homes and rules out others; SEC-AGE asks on some and cannot confirm others."""
    child = make_child(dolo=True)
    assert outcome("DOL-TYPE", child, make_home(), policy=own("DOL-TYPE")) is Outcome.NEEDS_APPROVAL
    assert outcome("DOL-TYPE", child, make_home(kind="secure"), policy=own("DOL-TYPE")) is Outcome.RULED_OUT


@pytest.mark.parametrize(
    ("code", "limits", "child", "home", "before"),
    [
        ("CH-U8", {"u8_age": 13}, {}, {"kind": "residential"}, None),
        ("F-SMOKE", {"smoke_free_age": 13}, {}, ADULT_SMOKES, None),
        ("F-AVAIL", {"confirmed_days": 0}, {}, {"confirmed_on": date(2026, 11, 20)}, None),
        ("CH-GRADE", {"agreed_grades": ["inadequate", "good"]}, {}, {"kind": "residential", "grade": "good"}, None),
        ("DIST-LOCAL", {"approval_miles": 5}, {}, FAR, None),
    ],
)
def test_a_limit_of_its_own_binds_only_its_own_children(code, limits, child, home, before):
    policy = make_policy(authorities={"A1": limits})
    assert outcome(code, make_child(**child), make_home(**home), policy=policy) not in (before, Outcome.AVAILABLE)
    assert outcome(code, make_child(authority="A2", **child), make_home(**home), policy=policy) is before
    assert outcome(code, make_child(**child), make_home(**home)) is before


def test_the_ladder_of_prices_is_the_childs_authoritys():
    policy = make_policy(authorities={"A1": {"panel_weekly": 1000, "director_weekly": 2000}})
    home = make_home(contract="spot", weekly_fee=1500)
    assert said("SPOT-AUTH", make_child(), home, policy=policy).finding.who == "resources panel, Ashby"
    assert said("SPOT-AUTH", make_child(), home, policy=policy).finding.limit == 1000
    other = make_child(authority="A2")
    assert said("SPOT-AUTH", other, home, policy=policy).finding.who == "budget holder, Bexton"


def test_the_grade_that_needs_agreement_is_named():
    policy = make_policy(authorities={"A1": {"agreed_grades": ["inadequate", "requires_improvement"]}})
    home = make_home(kind="residential", grade="requires_improvement")
    word = said("CH-GRADE", make_child(), home, policy=policy)
    assert "requires improvement" in word.finding.sentence
    assert word.finding.limit == "good"


def test_a_lower_mark_for_far_opens_no_home_to_a_child_who_is_to_live_away():
    child, home = make_child(distance_intent="away"), make_home(position=at(15))
    before = tightened("DIST-WANTED", "approval")
    after = make_policy(rules={"DIST-WANTED": {"mode": "approval"}}, authorities={"A1": {"far_miles": 10}})
    assert outcome("DIST-WANTED", child, home, policy=before) is Outcome.NEEDS_APPROVAL
    assert outcome("DIST-WANTED", child, home, policy=after) is Outcome.NEEDS_APPROVAL


def test_one_childs_verdict_does_not_change_with_somebody_elses_rules():
    child, home = make_child(), make_home(**FAR, authority="A2", kind="residential")
    region = make_region(children=[child], homes=[home])
    theirs = make_policy(authorities={"A2": {"rules": {code: {"mode": "rule_out"} for code in sorted(CODES)}}})
    assert judge_pair(region, theirs, "C1", "H1") == judge_pair(region, default_policy(), "C1", "H1")


# The file


LOOSER = {
    "u8_age": 7, "smoke_free_age": 4, "confirmed_days": 3, "far_miles": 21, "school_miles": 11,
    "panel_weekly": 5001, "director_weekly": 10001, "share_opposite_sex_age": 11, "share_unrelated_age": 9,
    "own_children_gap": 1,
}  # fmt: skip


@pytest.mark.parametrize("key", LOOSER)
def test_a_looser_limit_is_refused_and_named(key):
    with pytest.raises(UsageError, match=rf"authorities\.A1\.{key}: an authority may tighten"):
        policy_from({"authorities": {"A1": {key: LOOSER[key]}}}, CODES)


def test_every_limit_is_an_authoritys_to_tighten():
    assert LOOSER.keys() | {"approval_miles", "agreed_grades"} == set(type(default_policy().limits).model_fields)


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ({"approval_miles": 31}, "authorities.A1.approval_miles"),
        ({"agreed_grades": ["good"]}, "authorities.A1.agreed_grades"),
        ({"rules": {"DIST-20": {"mode": "approval"}}}, "authorities.A1.rules.DIST-20.mode"),
    ],
)
def test_looser_than_a_region_that_is_stricter_itself_is_refused(entry, named):
    region = {"limits": {"approval_miles": 30}, "rules": {"DIST-20": {"mode": "rule_out"}}}
    with pytest.raises(UsageError) as refused:
        policy_from({**region, "authorities": {"A1": entry}}, CODES)
    assert named in str(refused.value)


@pytest.mark.parametrize("mode", ["default", "off", "remark", ""])
def test_no_rule_can_be_switched_off_for_an_authority(mode):
    with pytest.raises(UsageError, match=r"authorities\.A1\.rules\.OOA-NOM\.mode"):
        policy_from({"authorities": {"A1": {"rules": {"OOA-NOM": {"mode": mode}}}}}, CODES)


def test_every_key_that_cannot_stand_is_named_at_once():
    with pytest.raises(UsageError) as refused:
        policy_from({"authorities": {"A1": {"u8_age": 7}, "A2": {"far_miles": 99}}}, CODES)
    assert "authorities.A1.u8_age" in str(refused.value)
    assert "authorities.A2.far_miles" in str(refused.value)


def test_a_rule_that_does_not_exist_is_refused():
    with pytest.raises(UsageError, match="OOA-NOMM"):
        policy_from({"authorities": {"A1": {"rules": {"OOA-NOMM": {"mode": "rule_out"}}}}}, CODES)


def test_a_policy_with_local_rules_reads_back_as_it_was_written(tmp_path):
    policy = policy_from({
        "law": {"cwsa_2026_s13_from": date(2027, 4, 1)},
        "limits": {"approval_miles": Decimal("22.5")},
        "authorities": {
            "E06000036": {"u8_age": 10, "rules": {"OOA-NOM": {"mode": "rule_out"}, "DIST-20": {"mode": "approval"}}},
            "odd code": {"far_miles": Decimal("7.25")},
        },
        "children": {"A.1": {"reason": "2026", "points": {"school": 30}}},
        "tie": {"key": "12.5"},
    }, CODES)  # fmt: skip
    (tmp_path / "policy.toml").write_text(policy_text(policy), encoding="utf-8")
    again = read_policy(tmp_path / "policy.toml", CODES)
    assert again == policy
    assert again.digest == policy.digest
