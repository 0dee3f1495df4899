"""One authority's view: her own children in full, everybody else only as the field list allows."""

import io
import json
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sharing.documents import make_document

from placements.policy.policy import policy_from, policy_text
from placements.reports.files import Printing, match_files, write_match
from placements.sharing.audience import REGION, audience_of
from placements.sharing.names import OTHER, SIBLING
from placements.sharing.roles import DESK
from placements.sharing.view import view


@pytest.fixture
def document() -> dict[str, Any]:
    return make_document()


@pytest.fixture
def shown(document: dict[str, Any]) -> dict[str, Any]:
    return view(document, audience_of("authority:E1", document))


def row_of(shown: dict[str, Any], child_id: str) -> dict[str, Any]:
    return next(row for part in ("placements", "unplaced") for row in shown[part] if row["child_id"] == child_id)


def test_no_other_child_is_left_anywhere(shown: dict[str, Any]) -> None:
    text = json.dumps(shown)
    assert not any(f"S-{n}" in text for n in range(1, 10))
    assert all(f"N-{n}" in text for n in (1, 2, 3, 9))


def test_only_her_own_rows_are_there(shown: dict[str, Any]) -> None:
    assert [p["child_id"] for p in shown["placements"]] == ["N-1", "N-2"]
    assert [u["child_id"] for u in shown["unplaced"]] == ["N-3"]
    assert [d["kind"] for d in shown["decisions"]] == ["two_claims", "apart", "kin_not_chosen"]
    assert shown["settled"] == ["N-9"]
    assert shown["classes"] == {"N-1": "later", "N-2": "today", "N-3": "overdue"}
    assert len(shown["tonight"]) == 1


def test_other_children_are_children_in_greater_need(shown: dict[str, Any]) -> None:
    assert row_of(shown, "N-3")["taken_by"][0] == {"child_id": OTHER, "home_id": "H-1"}
    assert row_of(shown, "N-1")["own_best"]["if_insisted"]["displaced"] == [OTHER]
    assert shown["decisions"][0]["children"] == ["N-3", OTHER]
    assert shown["decisions"][0]["why"].endswith(f"it is proposed to {OTHER}.")
    assert shown["decisions"][2]["why"].endswith(f"H-4, a relative or friend, is proposed to {OTHER}.")
    assert shown["connections"]["chains"] == [{"child_id": "N-3", "through": ["N-3", "H-1", OTHER, "H-6"]}]
    assert shown["connections"]["components"][0]["first_child"] == OTHER


def test_a_sibling_of_another_authority_is_a_brother_or_sister(shown: dict[str, Any]) -> None:
    assert row_of(shown, "N-2")["siblings_apart"] == [SIBLING]
    assert shown["decisions"][1]["why"].endswith(f"N-2 at H-2, {SIBLING} at H-3.")
    assert shown["tonight"][0]["children"] == ["N-2", SIBLING]


def test_a_question_to_a_provider_compares_nobody(shown: dict[str, Any]) -> None:
    question = row_of(shown, "N-1")["questions"][0]["question"]
    assert question == "Does the impact risk assessment cover another child, proposed to the same home?"


def test_providers_only_of_homes_she_shares(shown: dict[str, Any]) -> None:
    assert row_of(shown, "N-1")["ring"]["whom"] == "Agency of H-1"
    assert row_of(shown, "N-1")["questions"][1]["who"] == "Agency of H-1"
    change = row_of(shown, "N-3")["unlocks"][0]["changes"][0]
    assert change["who"] == DESK
    assert change["change"] == f"A place is offered. Ask {DESK}."
    assert shown["tonight"][0]["homes"][0]["whom"] == DESK
    assert {h for h, home in shown["homes"].items() if home["provider"]} == {"H-1", "H-2", "H-7"}
    assert "Agency of H-5" not in json.dumps(shown)


def test_the_service_of_the_authority_that_runs_a_shared_home_may_be_named(document: dict[str, Any]) -> None:
    document["homes"]["H-1"] |= {"operator": "E2", "provider": None}
    document["homes"]["H-5"] |= {"operator": "E2", "provider": None}
    document["placements"][0]["ring"]["whom"] = "Southtown fostering service"
    document["tonight"][0]["homes"][0]["whom"] = "Southtown fostering service"
    shown = view(document, audience_of("authority:E1", document))
    assert row_of(shown, "N-1")["ring"]["whom"] == "Southtown fostering service"
    assert shown["tonight"][0]["homes"][0]["whom"] == DESK


def test_roles_and_authorities_may_be_named(shown: dict[str, Any]) -> None:
    assert row_of(shown, "N-1")["approvals"][0]["who"] == "nominated officer, Northtown"


def test_homes_are_those_mentioned_and_those_she_runs(shown: dict[str, Any]) -> None:
    assert "H-8" not in shown["homes"]
    assert shown["homes"]["H-5"] == {
        "kind": "fostering", "authority": "E2", "operator": None, "provider": None, "sector": None, "located": None,
    }  # fmt: skip
    assert shown["homes"]["H-7"]["operator"] == "E1"


def test_calls_are_counted_for_her_own_children(shown: dict[str, Any]) -> None:
    assert [(call["order"], call["home_id"]) for call in shown["calls"]["calls"]] == [(1, "H-5")]
    call = shown["calls"]["calls"][0]
    assert [q["child_ids"] for q in call["questions"]] == [["N-3", OTHER]]
    assert call["questions"][0]["question"] == "Is the place free for N-3 or another child?"
    assert {k: shown["calls"][k] for k in ("sure", "gain", "by_class")} == {
        "sure": 1, "gain": 1, "by_class": {"overdue": 1},
    }  # fmt: skip


def test_sums_are_not_told_where_they_are_over_few_others(shown: dict[str, Any]) -> None:
    assert [level["value"] for level in shown["levels"]] == [3, None]
    assert [level["gap"] for level in shown["levels"]] == [0, 0]
    insisted = row_of(shown, "N-1")["own_best"]["if_insisted"]
    assert insisted["levels"] == {"placed_overdue": 1, "placed_later": 4}
    assert insisted["first"] == {"name": "right_home_shortfall", "best": None, "with_pair": None}
    assert shown["whole_region"]["mean_weekly_cost"] is None


def test_sums_and_means_are_told_over_enough_others(document: dict[str, Any]) -> None:
    document["placements"] += [{**document["placements"][3], "child_id": f"S-2{n}"} for n in range(2)]
    shown = view(document, audience_of("authority:E1", document))
    assert [level["value"] for level in shown["levels"]] == [3, 3]
    assert shown["whole_region"]["mean_weekly_cost"] == 1480
    assert shown["whole_region"]["classes"]["today"] == {"children": 4, "placed": 4}


def test_areas_tell_only_her_own_children(shown: dict[str, Any]) -> None:
    assert [area["code"] for area in shown["areas"]] == ["E1"]
    assert shown["areas"][0]["left"] is None


def test_places_proposed_to_others_are_not_counted(document: dict[str, Any]) -> None:
    homes = [
        {**document["capacity"][0], "kind": kind, "proposed": 4} for kind in ("fostering", "residential", "kinship")
    ]
    document["capacity"] = homes
    shown = view(document, audience_of("authority:E1", document))
    supply = ("kind", "authority", "name", "homes", "places", "residents", "offered", "soon_free", "blocked")
    assert [[row[key] for key in supply] for row in shown["capacity"]] == [
        [row[key] for key in supply] for row in homes
    ]
    assert [row["proposed"] for row in shown["capacity"]] == [1, 1, 0]


def test_pages_and_tables_say_that_only_own_proposals_are_counted(document: dict[str, Any]) -> None:
    files = match_files(document, Printing((), "", None), [], None, "")
    ours, desk = "authority-E1-northtown", "region"
    page = str(files[f"{ours}/report.html"])
    assert "counts your own children alone" in page
    assert "Places left" not in page
    assert "1 places left" not in page
    assert str(files[f"{ours}/capacity.csv"]).startswith('"kind","authority","name","homes","places","residents",'
                                                         '"offered","proposed_to_own_children"')  # fmt: skip
    assert str(files[f"{desk}/capacity.csv"]).splitlines()[0].endswith('"offered","proposed"')
    assert "Places left" in str(files[f"{desk}/report.html"])
    heads = CalamineWorkbook.from_filelike(io.BytesIO(files[f"{ours}/match.xlsx"])).get_sheet_by_name("Capacity")
    assert heads.to_python()[0][6:] == ["Proposed to your children", "Soon free (expected)", "Blocked"]


def test_who_approves_tonight_is_shown_as_far_as_she_may_know_it(shown: dict[str, Any]) -> None:
    assert shown["tonight"][0]["homes"][0]["approvals"] == [{"rule": "F-CONSENT", "who": DESK, "by": "2026-11-23"}]


def test_hashes_and_the_run_stay(document: dict[str, Any], shown: dict[str, Any]) -> None:
    for part in ("schema", "region", "as_of", "inputs", "policy", "version", "solver", "capacity", "not_checked"):
        assert shown[part] == document[part]


def test_an_unknown_field_is_left_out(document: dict[str, Any]) -> None:
    document["placements"][0]["carer"] = document["secret"] = "Mrs Smith"
    document["placements"][0]["points"]["worth"] = 3
    document["decisions"][0]["said_by"] = {"name": "Mrs Smith"}
    document["capacity"][0]["homes"] = {"names": ["Mrs Smith"]}
    shown = view(document, audience_of("authority:E1", document))
    assert "Mrs Smith" not in json.dumps(shown)
    assert "worth" not in json.dumps(shown)


def test_her_own_children_are_shown_as_in_the_region(document: dict[str, Any], shown: dict[str, Any]) -> None:
    row, same = document["placements"][1], row_of(shown, "N-2")
    assert list(row) == list(same)
    assert {k: v for k, v in row.items() if same[k] != v} == {"siblings_apart": ["S-2"]}


def test_the_region_sees_all_but_not_the_facts_beside_it(document: dict[str, Any]) -> None:
    whole = view(document, REGION)
    assert whole["audience"]["label"] == "For the region's desk"
    assert {k: v for k, v in whole.items() if k != "audience"} == {k: v for k, v in document.items() if k != "children"}


def test_the_document_is_not_changed(document: dict[str, Any]) -> None:
    view(document, audience_of("authority:E1", document))
    assert document == make_document()


def test_her_folder_holds_the_view(document: dict[str, Any], tmp_path: Any, shown: dict[str, Any]) -> None:
    facts = {"children": document.pop("children")}
    policy = '[tie]\nkey = "k"\n\n[children.N-1]\nreason = "mine"\n\n[children.S-1]\nreason = "theirs"\n'
    write_match(document, tmp_path, rules=(), policy_text=policy, facts=facts)
    folder = tmp_path / "authority-E1-northtown"
    assert json.loads((folder / "match.json").read_text(encoding="utf-8")) == shown
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert '<meta name="classification" content="For Northtown only">' in page
    assert "mine" in page
    assert "theirs" not in page
    assert "theirs" in (tmp_path / "region" / "report.html").read_text(encoding="utf-8")


def test_no_file_of_an_authority_holds_anothers_local_rules(document: dict[str, Any], tmp_path: Any) -> None:
    facts = {"children": document.pop("children")}
    policy = policy_text(policy_from({"authorities": {
        "E1": {"u8_age": 11, "rules": {"CH-IRA": {"mode": "rule_out"}}},
        "E2": {"u8_age": 17, "panel_weekly": 4321, "rules": {"CH-PEER": {"mode": "rule_out"}}},
    }}))  # fmt: skip
    write_match(document, tmp_path, rules=(), policy_text=policy, facts=facts)
    folder = tmp_path / "authority-E1-northtown"
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.suffix in (".html", ".json", ".csv")]
    assert any("[authorities.E1.rules.CH-IRA]" in text for text in texts)
    assert not any(word in text for text in texts for word in ("authorities.E2", "4321", "CH-PEER"))
    assert "4321" in (tmp_path / "region" / "report.html").read_text(encoding="utf-8")
