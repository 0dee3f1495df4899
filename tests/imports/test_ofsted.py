"""Ofsted's lists: every row a home or refused with a reason, whatever the year, the order and the form."""

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from hostile import FORMULAS
from imports.lists import home, premises, provider_level, save, written

from placements.errors import InputError, UsageError
from placements.imports.ofsted import import_ofsted
from placements.imports.words import tidy


def accounted(report) -> bool:
    return all(a.rows_in == a.rows_out + len(a.refused) and a.rows_out >= 0 for a in report.accounts)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_every_layout_gives_the_same_home(year: int, tmp_path: Path) -> None:
    rows = [
        home(urn="SC000001"),
        home(urn="2590934", kind="Children's Home", sector="Local Authority", owner="Oldham Council", grade=""),
        home(
            urn="SC000003", kind="Secure children's home", status="Suspended", grade="Requires improvement to be good"
        ),
        home(urn="SC000004", kind="Independent Fostering Agency", places=""),
        home(urn="SC000005", kind="Boarding School", places="149"),
        home(urn="SC000006", short_breaks="Short breaks only"),
    ]
    report = import_ofsted([save(tmp_path / "list.csv", provider_level(year, *rows))], tmp_path / "region")
    assert accounted(report)
    (account,) = report.accounts
    assert (account.rows_in, account.rows_out) == (6, 3)
    assert report.refused_by_code == {"AGENCY": 1, "OTHER_KIND": 1, "SHORT_BREAKS": 1}
    council, first, secure = written(tmp_path / "region" / "homes.csv")
    assert [row["home_id"] for row in (council, first, secure)] == ["CH-2590934", "CH-SC000001", "CH-SC000003"]
    assert (first["kind"], first["authority"], first["sector"]) == ("residential", "E08000004", "independent")
    assert (first["places"], first["available"], first["grade"], first["status"]) == ("4", "0", "good", "open")
    assert (first["provider"], first["postcode"], first["located"]) == ("Sample Care Ltd", "", "constituency")
    assert first["registration"] == "SC000001"
    assert 53.4 < float(first["latitude"]) < 53.7
    assert (council["sector"], council["run_by"], council["grade"]) == ("in_house", "E08000004", "")
    assert (secure["kind"], secure["status"], secure["grade"]) == ("secure", "restricted", "requires_improvement")
    assert [row["code"] for row in written(tmp_path / "region" / "authorities.csv")] == ["E08000004"]
    toml = (tmp_path / "region" / "region.toml").read_text(encoding="utf-8")
    assert f"as_of = {year}-03-31" in toml
    assert "complete = false" in toml


def test_refusals_name_row_column_and_code_and_repeat_no_cell(tmp_path: Path) -> None:
    rows = [
        home(urn=""),
        home(urn="SC000002", places="Lots"),
        home(urn="SC000003", sector="Wizard"),
        home(urn="SC000004", authority="Cardiff"),
        home(urn="SC000005", grade="Troublingly evil"),
        home(urn="SC000006", kind="Castle"),
        home(urn="SC000007", authority="Cumbria", constituency="Penrith and The Border"),
        home(urn="SC000008", authority="Cumbria", constituency="Carlisle"),
        home(urn="SC000009", places=""),
    ]
    report = import_ofsted([save(tmp_path / "list.csv", provider_level(2023, *rows))], tmp_path / "region")
    assert accounted(report)
    found = {(row["row"], row["column"], row["code"]) for row in written(tmp_path / "region" / report.refusals_file)}
    assert found == {
        ("5", "registration", "BLANK"), ("6", "places", "NUMBER"), ("7", "sector", "WORD"),
        ("8", "authority", "UNKNOWN_AUTHORITY"), ("9", "grade", "WORD"), ("10", "kind", "WORD"),
        ("11", "authority", "SPLIT_AUTHORITY"), ("13", "places", "BLANK"),
    }  # fmt: skip
    text = (tmp_path / "region" / report.refusals_file).read_text(encoding="utf-8")
    assert not any(word in text for word in ("Lots", "Wizard", "Cardiff", "Troublingly", "Castle", "Penrith"))
    (carlisle,) = written(tmp_path / "region" / "homes.csv")
    assert carlisle["authority"] == "E06000063"
    assert report.accounts[0].repaired == 1


def test_a_renamed_heading_is_refused_with_the_headings_seen(tmp_path: Path) -> None:
    text = provider_level(2025, home(), rename={"Places": "Registered beds"})
    with pytest.raises(InputError) as refused:
        import_ofsted([save(tmp_path / "list.csv", text)], tmp_path / "region")
    (problem,) = refused.value.problems
    assert "Registered beds" in problem.message
    assert "which also has: Places" in problem.message
    assert not any(word in problem.message for word in ("SC000001", "Oldham East", "Sample Care"))
    assert not (tmp_path / "region").exists()


def test_one_unknown_list_among_several_stops_all(tmp_path: Path) -> None:
    good = save(tmp_path / "good.csv", provider_level(2024, home()))
    other = save(tmp_path / "other.csv", "alpha,beta\n1,2\n")
    with pytest.raises(InputError) as refused:
        import_ofsted([good, other], tmp_path / "region")
    assert [problem.table for problem in refused.value.problems] == ["other.csv"]
    assert not (tmp_path / "region").exists()


def test_the_order_of_rows_and_files_changes_nothing(tmp_path: Path) -> None:
    homes = [home(urn=f"SC{n:06d}", places=str(n % 5 + 1)) for n in range(40)] + [home(urn="SC000001", places="9")]
    sites = [{"Places": str(n % 3), "URN": f"27000{n % 4}"} for n in range(30)]
    contents = []
    for seed in (0, 1):
        random.Random(seed).shuffle(homes)
        random.Random(seed).shuffle(sites)
        a = save(tmp_path / f"a{seed}.csv", provider_level(2025, *homes))
        b = save(tmp_path / f"b{seed}.csv", premises(*sites))
        out = tmp_path / f"region{seed}"
        import_ofsted([a, b] if seed else [b, a], out)
        contents.append([(out / name).read_bytes() for name in ("homes.csv", "authorities.csv", "region.toml")])
    assert contents[0] == contents[1]


def test_rows_of_one_home_are_merged_and_all_count_as_out(tmp_path: Path) -> None:
    old = save(tmp_path / "old.csv", provider_level(2023, home(places="3", grade="Inadequate"), home(places="3")))
    new = save(tmp_path / "new.csv", provider_level(2024, home(places="5", grade="")))
    report = import_ofsted([new, old], tmp_path / "region")
    assert [(a.rows_in, a.rows_out) for a in report.accounts] == [(1, 1), (2, 2)]
    (row,) = written(tmp_path / "region" / "homes.csv")
    assert row["places"] == "5"
    assert "CH-SC000001" in report.notes[0]
    assert "two ways" in report.notes[0]


def test_the_latest_inspection_decides_the_grade(tmp_path: Path) -> None:
    rows = [home(grade="Inadequate", inspected="01/02/2024"), home(inspected="2023-02-01"), home(inspected="bad")]
    report = import_ofsted([save(tmp_path / "a.csv", provider_level(2024, *rows))], tmp_path / "region")
    (row,) = written(tmp_path / "region" / "homes.csv")
    assert row["grade"] == "inadequate"
    assert report.notes == []


def test_a_home_missing_from_the_newest_list_has_closed(tmp_path: Path) -> None:
    old = save(tmp_path / "old.csv", provider_level(2023, home(), home(urn="SC000002")))
    new = save(tmp_path / "new.csv", provider_level(2025, home(short_breaks="Short breaks only"), home(urn="SC000003")))
    out = tmp_path / "region"
    report = import_ofsted([old, new], out)
    assert report.refused_by_code == {"CLOSED": 1, "OLDER": 1, "SHORT_BREAKS": 1}
    assert [row["home_id"] for row in written(out / "homes.csv")] == ["CH-SC000003"]
    import_ofsted([old], tmp_path / "again")
    import_ofsted([old, new], tmp_path / "again")
    assert {r["home_id"]: r["status"] for r in written(tmp_path / "again" / "homes.csv")} == {
        "CH-SC000001": "open", "CH-SC000002": "closed", "CH-SC000003": "open",
    }  # fmt: skip


def test_open_homes_of_the_region_that_no_list_names_are_pointed_out(tmp_path: Path) -> None:
    out = tmp_path / "region"
    rows = [home(), home(urn="SC000002"), home(urn="SC000003"), home(urn="SC000004", authority="Kent")]
    import_ofsted([save(tmp_path / "a.csv", provider_level(2023, *rows))], out)
    rows = [home(short_breaks="Short breaks only"), home(urn="SC000003"), home(urn="SC000004", authority="Kent")]
    new = save(tmp_path / "b.csv", provider_level(2025, *rows))
    (note,) = import_ofsted([new], out, only=["Oldham"]).notes
    assert "CH-SC000001, CH-SC000002." in note
    assert {row["status"] for row in written(out / "homes.csv")} == {"open"}


def test_premises_keep_their_ids_when_others_come_and_go(tmp_path: Path) -> None:
    first = [{"Places": "3"}, {"Places": "3"}, {"Places": "1", "Service category (Note 4)": "Category 1"}]
    import_ofsted([save(tmp_path / "a.csv", premises(*first))], tmp_path / "one")
    import_ofsted([save(tmp_path / "b.csv", premises({"Places": "2"}, *first))], tmp_path / "two")
    one, two = ({r["home_id"] for r in written(tmp_path / name / "homes.csv")} for name in ("one", "two"))
    assert len(one) == 3
    assert one < two
    assert len(two) == 4
    assert all(r["kind"] == "supported" and r["registration"] == "2700001" for r in written(tmp_path / "one/homes.csv"))


def test_a_provider_of_supported_accommodation_is_not_a_home(tmp_path: Path) -> None:
    rows = [home(urn="2700001", kind="Supported Accommodation", grade="")]
    report = import_ofsted([save(tmp_path / "a.csv", provider_level(2025, *rows))], tmp_path / "region")
    assert report.refused_by_code == {"PROVIDER": 1}
    assert written(tmp_path / "region" / "homes.csv") == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_text_like_a_formula_stays_text(formula: str, tmp_path: Path) -> None:
    import_ofsted([save(tmp_path / "a.csv", provider_level(2024, home(owner=formula, name=formula)))], tmp_path / "r")
    (row,) = written(tmp_path / "r" / "homes.csv")
    assert row["owner"] == row["provider"] == tidy(formula)


def test_an_unreadable_date_is_repaired_and_counted(tmp_path: Path) -> None:
    rows = [home(inspected="31/02/2024"), home(urn="SC000002", inspected="2024-13-01"), home(urn="SC000003")]
    report = import_ofsted([save(tmp_path / "a.csv", provider_level(2024, *rows))], tmp_path / "region")
    assert (report.accounts[0].rows_out, report.accounts[0].repaired) == (3, 2)


def test_councils_run_homes_elsewhere(tmp_path: Path) -> None:
    rows = [
        home(urn="SC000001", sector="Local Authority", owner="Manchester City Council"),
        home(urn="SC000002", sector="Local Authority", owner="Oldham Children's Social Care"),
        home(urn="SC000003", sector="Local Authority", owner="Thomas Adams School"),
    ]
    import_ofsted([save(tmp_path / "a.csv", provider_level(2025, *rows))], tmp_path / "region")
    found = [(r["sector"], r["run_by"]) for r in written(tmp_path / "region" / "homes.csv")]
    assert found == [("other_authority", "E08000003"), ("in_house", "E08000004"), ("in_house", "")]


def test_only_keeps_an_area(tmp_path: Path) -> None:
    rows = [home(urn="SC000001"), home(urn="SC000002", authority="Kent", constituency="Ashford")]
    path = save(tmp_path / "a.csv", provider_level(2025, *rows))
    report = import_ofsted([path], tmp_path / "region", only=["Greater Manchester"])
    assert report.refused_by_code == {"ELSEWHERE": 1}
    assert [r["code"] for r in written(tmp_path / "region" / "authorities.csv")] == ["E08000004"]
    with pytest.raises(UsageError):
        import_ofsted([path], tmp_path / "region", only=["Atlantis"])


def test_lists_of_all_years_are_read_as_downloaded(data: Path, tmp_path: Path) -> None:
    expected = {2023: (3546, 2707), 2024: (3876, 3100), 2025: (5600, 3884)}
    for year, (rows_in, rows_out) in expected.items():
        report = import_ofsted([data / f"ofsted/ofsted_provider_level_at_{year}-03-31.csv"], tmp_path / str(year))
        assert accounted(report)
        assert [(a.rows_in, a.rows_out) for a in report.accounts] == [(rows_in, rows_out)]
        kinds = Counter(row["kind"] for row in written(tmp_path / str(year) / "homes.csv"))
        assert sum(kinds.values()) == rows_out
        assert len(written(tmp_path / str(year) / report.refusals_file)) == rows_in - rows_out
    assert kinds == {"residential": 3946 - 125 + 49, "secure": 14}
    assert sum(int(r["places"]) for r in written(tmp_path / "2025/homes.csv") if r["kind"] == "secure") == 236


def test_the_workbook_of_2025_is_read_as_downloaded_and_soon(data: Path, tmp_path: Path) -> None:
    before = sum(os.times()[:4])
    report = import_ofsted([data / "ofsted/ofsted_csc_england_2025_underlying.ods"], tmp_path / "region")
    passed = sum(os.times()[:4]) - before  # processor seconds, the reading process included
    assert accounted(report)
    assert {a.file.rpartition(": ")[2]: a.rows_in for a in report.accounts} == {
        "Provider_level_at_31_Mar_2025": 5600, "Provider_level_in_year_2024-25": 4921,
        "Providers+places_at_31_Mar_2025": 5600, "SA_Premises_at_31_Mar_2025": 8119,
        "Leavers+Joiners_at_31_Mar_2025": 1529,
    }  # fmt: skip
    kinds = Counter(row["kind"] for row in written(tmp_path / "region" / "homes.csv"))
    assert kinds == {"residential": 3870, "secure": 14, "supported": 8118}
    assert len(report.left_out) == 8
    assert passed < 8  # two on a quiet machine


def test_the_real_rows_in_any_order_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    path = data / "ofsted/ofsted_supported_accommodation_premises_at_2025-03-31.csv"
    head, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    random.Random(7).shuffle(rows)
    import_ofsted([path], tmp_path / "a")
    import_ofsted([save(tmp_path / "list.csv", "\n".join([head, *rows]))], tmp_path / "b")
    assert (tmp_path / "a" / "homes.csv").read_bytes() == (tmp_path / "b" / "homes.csv").read_bytes()


def test_the_lists_sent_to_authorities_are_known(data: Path, tmp_path: Path) -> None:
    """The files are jokes in the real layouts (nobody's homes), so that nearly every row is refused."""
    folder = data / "ssda903" / "validator_fake"
    for name in ("ch_fake", "combined_scp_ch_fake", "scp_ch_2025_fake", "scpch_assisted"):
        report = import_ofsted([folder / f"{name}.xlsx"], tmp_path / name)
        assert accounted(report)
        assert sum(a.rows_in for a in report.accounts) > 0
