"""The Placements Data Standard: every field of version 2, in three shapes; every record accounted for."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from imports.lists import save, written

from placements import api
from placements.domain.codes import NEEDS
from placements.errors import InputError, UsageError
from placements.imports.standard import import_standard
from placements.imports.standard_rows import fields, needs_covered

RECORD: dict[str, Any] = {
    "PlacementAvailability": {"childId": 101, "neededBy": "Today", "siblingCount": 2, "preferredLocation": "Oldham"},
    "PlacementRequirements": {
        "communicationNeeds": "Y", "specificCommunicationRequirements": ["BSL", "Other"], "homeAdaptation": True,
        "culturalNeeds": "Required", "livingCompanions": "Only with other older children", "pets": "Yes - can",
        "additionalSupport": "NA", "deprivationOfLiberty": False,
    },
    "PlacementRecommendation": {
        "fosterCareSuitability": "Preferred", "residentialCareSuitability": "Suitable but not preferred",
        "supportedAccommodationSuitability": "Not specified",
    },
    "Risks": {
        "riskSelfHarm": "Risk Present", "riskMissing": "No known risk", "riskToOthersFire": "Risk Present",
        "riskToOthersAnimals": "Risk Present", "riskOther": "Runs towards water",
    },
    "QualityAssurance": {"referralDate": "2026-11-20", "referralOfficerName": "A Name", "costDate": "2026-11-21"},
}  # fmt: skip


def flat(**changes: Any) -> dict[str, Any]:
    return {**{name: value for entity in RECORD.values() for name, value in entity.items()}, **changes}


def bring(tmp_path: Path, document: Any, **options: Any) -> Any:
    return import_standard([save(tmp_path / "a.json", json.dumps(document))], tmp_path / "r", **options)


def test_a_record_becomes_a_child_and_facts(tmp_path: Path) -> None:
    report = bring(tmp_path, [RECORD], authority="Manchester")
    (account,) = report.accounts
    assert (account.rows_in, account.rows_out, account.repaired) == (1, 1, 1)
    (child,) = written(tmp_path / "r" / "children.csv")
    assert {name: cell for name, cell in child.items() if cell} == {
        "child_id": "101", "authority": "E08000003", "needed_by": "2026-11-20", "referred_on": "2026-11-20",
        "suits_foster": "preferred", "suits_residential": "suitable", "needs": "self_harm;fire_setting",
        "adaptations": "unspecified", "languages": "bsl", "alongside": "only_older", "pets": "can", "dolo": "no",
    }  # fmt: skip
    facts = {row["fact"]: row["value"] for row in written(tmp_path / "r" / "facts.csv")}
    assert facts == {
        "siblings_to_place_with": "2", "preferred_location": "Oldham", "communication_needs": "Y",
        "communication_requirements": "BSL;Other", "cultural_needs": "Required", "risk_to_animals": "yes",
        "risk_to_child_other": "Runs towards water",
    }  # fmt: skip
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "r").iterdir())
    assert "A Name" not in text
    assert any("brothers or sisters" in note for note in report.notes)


@pytest.mark.parametrize(
    "shape",
    [
        lambda: [flat()],
        lambda: {"records": [RECORD]},
        lambda: {"@context": "x", "@graph": [{"@id": "ex:1", "hasRisks": RECORD["Risks"], **flat()}]},
        lambda: flat(),
    ],
    ids=["flat", "records", "json-ld", "single"],
)
def test_every_shape_of_json_says_the_same(shape: Any, tmp_path: Path) -> None:
    bring(tmp_path, [RECORD])
    expected = [(tmp_path / "r" / name).read_bytes() for name in ("children.csv", "facts.csv")]
    (tmp_path / "again").mkdir()
    bring(tmp_path / "again", shape())
    assert [(tmp_path / "again/r" / name).read_bytes() for name in ("children.csv", "facts.csv")] == expected


def test_the_national_form_as_csv_and_workbook_says_the_same(tmp_path: Path) -> None:
    names = {name: meaning.get("names", [name])[0] for name, meaning in fields().items()}
    row = {names[name]: ";".join(v) if isinstance(v, list) else str(v) for name, v in flat().items()}
    row |= {"adaptation_to_the_home": "Yes", "dol": "No", "when_placement_is_needed_by": "Today"}
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([["Availability", *[""] * (len(row) - 1)], list(row), list(row.values())])
    with xlsxwriter.Workbook(tmp_path / "form.xlsx") as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(1, 0, list(row))
        sheet.write_row(2, 0, list(row.values()))
    bring(tmp_path, [RECORD])
    expected = (tmp_path / "r" / "children.csv").read_bytes()
    for path in (save(tmp_path / "form.csv", file.getvalue()), tmp_path / "form.xlsx"):
        import_standard([path], tmp_path / path.suffix)
        assert (tmp_path / path.suffix / "children.csv").read_bytes() == expected


@pytest.mark.parametrize(
    ("words", "day"),
    [("Today", "2026-11-20"), ("in less than 5 days", "2026-11-24"), ("< 5 days", "2026-11-24"),
     ("in more than 5 days", "2026-11-26"), ("> 5 days", "2026-11-26"), ("", "")],
)  # fmt: skip
def test_the_day_needed_is_read_literally(words: str, day: str, tmp_path: Path) -> None:
    bring(tmp_path, [flat(neededBy=words)])
    assert written(tmp_path / "r" / "children.csv")[0]["needed_by"] == day


def test_records_that_cannot_be_taken_are_listed_by_field(tmp_path: Path) -> None:
    document = [
        flat(childId=""), flat(childId=2, pets="Perhaps"), flat(childId=3, referralDate="31/02/2026"),
        flat(childId=4, riskMissing="Maybe"), flat(childId=5, neededBy="Soonish"),
        flat(childId=6, providerURN="SC000001"), flat(childId=7, placementType="Foster"), flat(childId=8),
    ]  # fmt: skip
    report = bring(tmp_path, document)
    assert (report.accounts[0].rows_in, report.accounts[0].rows_out) == (8, 1)
    found = {
        (row["row"], row["id"], row["column"], row["code"]) for row in written(tmp_path / "r/refused-standard.csv")
    }
    assert found == {
        ("1", "", "childId", "BLANK"), ("2", "2", "pets", "WORD"), ("3", "3", "referralDate", "DATE"),
        ("4", "4", "riskMissing", "WORD"), ("5", "5", "neededBy", "WORD"), ("6", "6", "providerURN", "PLACED"),
        ("7", "7", "providerURN", "PLACED"),
    }  # fmt: skip


def test_an_agreed_placement_settles_her_where_the_home_is_known(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    save(tmp_path / "r" / "homes.csv", "home_id,registration\nH1,SC000001\nH2,SC000002\nH3,SC000002\n")
    report = bring(tmp_path, [flat(providerURN="sc000001"), flat(childId=102, providerURN="SC000002")])
    (child,) = written(tmp_path / "r" / "children.csv")
    assert (child["child_id"], child["current_home_id"]) == ("101", "H1")
    assert report.refused_by_code == {"PLACED": 1}


def test_the_newest_referral_counts_and_all_are_out(tmp_path: Path) -> None:
    old = flat(referralDate="2026-01-05", riskMissing="Risk Present")
    for number, document in enumerate(([old, flat()], [flat(), old])):
        (tmp_path / str(number)).mkdir()
        report = bring(tmp_path / str(number), document)
        assert report.accounts[0].rows_out == 2
    (child,) = written(tmp_path / "0/r/children.csv")
    assert "missing_episodes" not in child["needs"]
    assert (tmp_path / "0/r/children.csv").read_bytes() == (tmp_path / "1/r/children.csv").read_bytes()


def test_a_child_of_another_authority_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    row = "child_id,authority,date_of_birth,sex,needed_by,needs,adaptations\n"
    before = row + "101,E08000004,2012-01-01,F,2026-11-25,autism;missing_episodes,hoist\n"
    save(tmp_path / "r" / "children.csv", before)
    for authority in ("Manchester", None):
        assert bring(tmp_path, [flat()], authority=authority).refused_by_code == {"OTHER_CHILD": 1}
    bring(tmp_path, [flat()], authority="Oldham")
    (child,) = written(tmp_path / "r" / "children.csv")
    assert (child["date_of_birth"], child["needed_by"], child["adaptations"]) == ("2012-01-01", "2026-11-25", "hoist")
    assert child["needs"] == "autism;self_harm;fire_setting"


def test_check_then_asks_for_what_the_standard_does_not_hold(tmp_path: Path) -> None:
    bring(tmp_path, [RECORD], authority="E08000003")
    assert {(p.table, p.column, p.code) for p in api.check(tmp_path / "r") if p.severity == "error"} == {
        ("children.csv", "date_of_birth", "BLANK"), ("children.csv", "sex", "BLANK"), ("homes.csv", None, "TABLE"),
        ("region.toml", "as_of", "BLANK"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", '[{"name": "Jo Bloggs"}]', '[{"childId": [[1]]}]', "[" * 9999])
def test_other_json_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        import_standard([save(tmp_path / "a.json", text)], tmp_path / "r")
    assert "Bloggs" not in str(refused.value.problems)
    assert not (tmp_path / "r").exists()


def test_other_sheets_are_refused_without_showing_a_cell(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        import_standard([save(tmp_path / "a.csv", "Jo Bloggs,Oldham\nSam Bloggs,Bury\n")], tmp_path / "r")
    assert "Bloggs" not in str(refused.value.problems)
    with pytest.raises(UsageError):
        bring(tmp_path, [RECORD], authority="Atlantis")


def test_every_field_and_option_of_the_standard_is_known(data: Path, tmp_path: Path) -> None:
    standard = json.loads((data / "reference/placements_data_standard_v2.json").read_text(encoding="utf-8"))
    listed = [field for entity in standard["entities"] for field in entity["fields"]]
    assert {field["name"] for field in listed} <= set(fields())
    assert needs_covered() <= set(NEEDS)
    for number, (field, option) in enumerate((f, o) for f in listed for o in f.get("options", ())):
        if field["name"] != "placementType":
            (tmp_path / str(number)).mkdir()
            report = bring(tmp_path / str(number), [flat(**{field["name"]: option})])
            assert report.refused_by_code == {}, (field["name"], option)
