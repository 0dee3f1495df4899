"""The story of sample_data/small, child by child: a change that alters it has to be meant."""

from pathlib import Path

import pytest

from placements import check, load, match, score, why

SMALL = Path(__file__).resolve().parents[2] / "sample_data" / "small"


@pytest.fixture(scope="module")
def region():
    return load(SMALL)


@pytest.fixture(scope="module")
def found(region):
    return match(region)


@pytest.fixture(scope="module")
def document(found):
    return found.to_dict()


@pytest.fixture(scope="module")
def placed(document):
    return {entry["child_id"]: entry for entry in document["placements"]}


@pytest.fixture(scope="module")
def waiting(document):
    return {entry["child_id"]: entry for entry in document["unplaced"]}


def rules(entry):
    return {approval["rule"] for approval in entry["approvals"]}


def words(region, child_id, home_id):
    return {rule["rule"]: rule for rule in why(region, child_id, home_id).to_dict()["rules"]}


def test_the_input_has_only_the_warnings_that_are_meant():
    assert {(p.severity, p.table, p.code) for p in check(SMALL)} == {
        ("warning", "approvals.csv", "APPROVAL"),
        ("warning", "homes.csv", "UNKNOWN_COLUMN"),
    }


def test_every_kind_of_home_is_there(region):
    assert {str(home.kind) for home in region.homes} == {"fostering", "kinship", "residential", "supported", "secure"}
    assert len(region.waiting) == 13
    assert len(region.homes) == 26


def test_every_level_is_proven(document):
    assert document["solver"]["status"] == "optimal"
    assert {level["name"]: level["value"] for level in document["levels"]} == {
        "placed_overdue": 1, "placed_today": 3, "placed_soon": 2, "stop_gaps": 1,
        "right_home_poor": 0, "right_home_shortfall": 0,
        "placed_later": 1, "right_home_later_poor": 0, "right_home_later_shortfall": 0,
        "fair_shares": 0, "least_change": 0, "weekly_cost": 23410.0,
    }  # fmt: skip
    assert all(level["gap"] == 0 for level in document["levels"])


def test_every_child_is_accounted_for(document, placed, waiting, region):
    assert placed.keys() | waiting.keys() == {child.child_id for child in region.waiting}
    assert document["settled"] == ["BOL-02"]


@pytest.mark.parametrize(
    ("child_id", "home_id", "outcome", "approvals"),
    [
        ("BOL-01", "BOL-F1", "available", set()),
        ("MAN-01", "SAL-R2", "needs_approval", {"CH-GRADE", "SPOT-AUTH"}),
        ("MAN-02", "STO-F1", "available", set()),
        ("MAN-03", "STO-F1", "available", set()),
        ("MAN-04", "MAN-S1", "if_confirmed", set()),
        ("STO-01", "SAL-X1", "needs_approval", {"OOA-DCS", "SEC-NATIONAL"}),
        ("STO-02", "MAN-K1", "needs_approval", {"F-TERMS"}),
    ],
)
def test_who_is_proposed_where(placed, child_id, home_id, outcome, approvals):
    entry = placed[child_id]
    assert (entry["home_id"], entry["outcome"], rules(entry)) == (home_id, outcome, approvals)


@pytest.mark.parametrize(
    ("child_id", "reason"),
    [
        ("MAN-05", "outranked"), ("MAN-06", "no_home"), ("SAL-01", "group"), ("SAL-02", "group"),
        ("SAL-03", "group"), ("SAL-04", "held"),
    ],
)  # fmt: skip
def test_why_the_others_are_without_a_home(waiting, child_id, reason):
    assert waiting[child_id]["why"] == reason


def test_the_child_in_the_office_gets_a_stop_gap_alone(placed, region):
    entry = placed["MAN-01"]
    assert entry["urgency"] == "overdue"
    assert [child for child, other in placed.items() if other["stop_gap"]] == ["MAN-01"]
    assert entry["extra_cost"] == 2 * 6900.0  # the second place stays empty
    assert "CONSENT-CARER" in words(region, "MAN-01", "BOL-R1")
    assert words(region, "MAN-01", "MAN-U1")["UNREG"]["unlock"] is None


def test_an_approval_held_is_not_asked_for_again(region):
    assert "OOA-NOM" not in words(region, "MAN-01", "SAL-R2")
    assert "SEC-CRIT" not in words(region, "STO-01", "SAL-X1")


def test_an_expired_approval_does_not_count(region):
    assert words(region, "SAL-04", "BOL-R1")["CH-SOP"]["outcome"] == "ruled_out"


def test_four_siblings_may_share_a_foster_home(placed, region):
    assert placed["MAN-02"]["siblings_with"] == ["MAN-03"]
    assert len(region.residents_of["STO-F1"]) + 2 == 4
    assert {"F-LIMIT3", "OOA-NOM"}.isdisjoint(words(region, "MAN-02", "STO-F1"))
    assert words(region, "MAN-02", "STO-F1")["OOA-EXEMPT"]["outcome"] == "available"


def test_three_unrelated_foster_children_are_enough(region):
    limit = words(region, "MAN-05", "MAN-F2")["F-LIMIT3"]
    assert limit["outcome"] == "ruled_out"
    assert "exemption" in limit["unlock"]


def test_cost_chooses_only_between_equally_suitable_homes(placed):
    entry = placed["BOL-01"]
    assert entry["best_home_id"] == "BOL-F2"
    assert 0 < entry["best_points"] - entry["total_points"] <= 3
    assert (entry["shortfall"], entry["extra_cost"]) == (0, 460.0)


def test_an_old_word_on_a_block_place_is_asked_about(placed):
    entry = placed["MAN-04"]
    assert entry["miles"] is None
    assert (entry["extra_cost"], entry["weekly_cost"]) == (0.0, 1450.0)
    assert [question["who"] for question in entry["questions"]] == ["Provider E"]


def test_the_grandmothers_terms_run_out_on_a_birthday(region):
    assert "15 January 2027" in words(region, "STO-02", "MAN-K1")["F-TERMS"]["sentence"]


def test_the_three_who_must_live_together(document, waiting, region):
    assert words(region, "SAL-03", "SAL-F1")["F-SMOKE"]["outcome"] == "ruled_out"
    assert words(region, "SAL-01", "SAL-K1")["K-VIAB"]["outcome"] == "cannot_confirm"
    assert waiting["SAL-01"]["unlocks"][0]["home_id"] == "SAL-K1"
    apart = next(d for d in document["decisions"] if d["kind"] == "apart")
    assert apart["children"] == ["SAL-01", "SAL-02", "SAL-03"]
    assert apart["homes"] == ["SAL-F1", "SAL-F2"]


def test_supported_accommodation_waits_for_the_birthday(region):
    rule = words(region, "SAL-04", "MAN-S1")["SA-U16"]
    assert "4 December 2026" in rule["sentence"]
    assert rule["unlock"] is None


def test_the_held_child_has_only_a_home_below_the_floor(waiting, region):
    assert (waiting["SAL-04"]["lawful_homes"], waiting["SAL-04"]["below_floor"]) == (1, 1)
    assert words(region, "SAL-04", "SAL-R1")["CH-PEER"]["outcome"] == "ruled_out"
    assert words(region, "SAL-04", "MAN-R1")["ZONE-AVOID"]["outcome"] == "ruled_out"
    assert words(region, "SAL-04", "MAN-R2")["ZONE-AVOID"]["outcome"] == "cannot_confirm"
    assert words(region, "SAL-04", "BOL-R2")["CH-COND"]["outcome"] == "ruled_out"
    assert words(region, "SAL-04", "STO-R2")["CH-SOP"]["outcome"] == "cannot_confirm"


def test_exam_years_far_from_school_are_below_the_floor(waiting, region):
    assert waiting["MAN-05"]["taken_by"] == [{"child_id": "MAN-04", "home_id": "MAN-S1"}]
    found = why(region, "MAN-05", "BOL-F3").to_dict()
    assert {"KS4", "OOA-DCS", "F-CONSENT"} <= {r["rule"] for r in found["rules"] if r["outcome"] == "needs_approval"}
    assert len(found["below_floor"]) == 1


def test_homes_that_have_not_said_are_never_assumed_to_be_accessible(waiting, region):
    assert waiting["MAN-06"]["cannot_confirm"] == 3
    for home_id in ("MAN-F3", "STO-F3", "STO-R2"):
        assert words(region, "MAN-06", home_id)["DIS-SUIT"]["outcome"] == "cannot_confirm"


def test_a_place_that_is_only_expected_is_asked_about(region):
    rule = words(region, "MAN-06", "MAN-F3")["F-AVAIL"]
    assert rule["outcome"] == "if_confirmed"
    assert words(region, "SAL-01", "MAN-F3")["F-AVAIL"]["outcome"] == "ruled_out"  # needed before 11 December


def test_a_refusal_that_has_run_out_no_longer_counts(region):
    assert "CONSENT-CARER" not in words(region, "BOL-01", "SAL-F2")


def test_a_held_place_is_for_nobody_else(region):
    assert words(region, "MAN-05", "STO-F3")["F-AVAIL"]["outcome"] == "ruled_out"
    assert "F-AVAIL" not in words(region, "MAN-06", "STO-F3")


def test_the_proposal_scores_as_itself(region, found):
    scored = score(region, found.home_of)
    assert scored.lawful
    assert scored.values == {level.name: level.value for level in found.solution.levels}
