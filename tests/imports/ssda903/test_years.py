"""Several years and authorities: whose a file is, which year it is for, and which version of an episode counts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from imports.ssda903.making import account, bytes_of, child, episode, folder, rows, table

from placements.errors import UsageError
from placements.history import current, read_history
from placements.imports.ssda903.names import Year, council_in, year_in
from placements.intake import import_ssda903

KENT, MEDWAY, BROMLEY = "E10000016", "E06000035", "E09000006"


def bring(tmp_path: Path, files: dict[str, str], **options: Any) -> Any:
    options.setdefault("authority", "Kent")
    return import_ssda903([folder(tmp_path, files)], tmp_path / "r", **options)


def history(tmp_path: Path, name: str) -> list[dict[str, str]]:
    return rows(tmp_path / "r" / "history" / f"{name}.csv")


def covers(tmp_path: Path) -> list[tuple[str, str, str]]:
    return [tuple(row.values()) for row in history(tmp_path, "covers")]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "year"),
    [("episodes_2025-26.csv", Year(2026, True)), ("2025/2026", Year(2026, True)), ("202526", Year(2026, True)),
     ("2026", Year(2026, False)), ("2017.0", Year(2017, False)), ("2025-27", None), ("20250401", None),
     ("header", None), ("2024 and 2026", None)],
)  # fmt: skip
def test_years_in_names(text: str, year: Year | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("name", "code"),
    [("Bromley_2020_episodes.csv", BROMLEY), ("SSDA903 Kent", KENT), ("E06000035 header.csv", MEDWAY),
     ("kent-and-medway.csv", ""), ("Isle of Wight placed_for_adoption 2025-26.csv", "E06000046"),
     ("for reading", ""), ("episodes.csv", ""), ("validator_fake", ""),
     ("E06000035-E10000016.csv", ""), ("London Borough of Bromley", BROMLEY)],
)  # fmt: skip
def test_councils_in_names(name: str, code: str) -> None:
    assert council_in(name) == code


def test_the_later_return_closes_an_open_episode_and_says_so(tmp_path: Path) -> None:
    report = bring(tmp_path, {
        "2023-24.csv": table("episodes", episode("1", "2023-05-01"), episode("2", "2023-06-01", "2023-07-01")),
        "2024-25.csv": table("episodes", episode("1", "2023-05-01", "2024-09-01", REASON_PLACE_CHANGE="CARPL")),
    })  # fmt: skip
    assert account(report, "2023-24.csv") == (2, 2, 1, 0)
    assert account(report, "2024-25.csv") == (1, 1, 0, 0)
    one = history(tmp_path, "episodes")[0]
    assert (one["ended_on"], one["reason_changed"], one["returns"]) == ("2024-09-01", "CARPL", "2023/24;2024/25")
    assert covers(tmp_path) == [(KENT, "2023-04-01", "2025-03-31")]


def test_what_a_later_return_repeats_is_merged_and_no_repair(tmp_path: Path) -> None:
    stays = {"2023-24": episode("2", "2023-05-01", "2023-06-01"), "2024-25": episode("3", "2024-05-01", "2024-06-01")}
    files = {f"{year}.csv": table("episodes", episode("1", "2022-05-01"), stay) for year, stay in stays.items()}
    report = bring(tmp_path, files)
    assert [account(report, f"{year}.csv") for year in stays] == [(2, 2, 0, 0), (2, 2, 0, 0)]
    assert len(history(tmp_path, "episodes")) == 3


def test_an_open_episode_that_the_next_return_does_not_hold_counts_no_further(tmp_path: Path) -> None:
    report = bring(tmp_path, {
        "2023-24.csv": table("episodes", episode("1", "2023-05-01"), episode("2", "2023-05-01")),
        "2024-25.csv": table("episodes", episode("2", "2023-05-01")),
    })  # fmt: skip
    assert any(note.startswith("Episodes left open") and " 1. " in note for note in report.notes)
    found = read_history(tmp_path / "r")
    assert list(current(found, date(2024, 3, 31))["child_id"]) == ["1", "2"]
    assert list(current(found, date(2024, 4, 1))["child_id"]) == ["2"]
    assert [row["child_id"] for row in rows(tmp_path / "r" / "children.csv")] == ["2"]


@pytest.mark.parametrize(("shift", "said"), [(0, "ends in"), (1, "begins in")])
def test_a_single_year_is_the_one_the_dates_fit(tmp_path: Path, shift: int, said: str) -> None:
    report = bring(tmp_path, {
        f"{year - shift} episodes.csv": table("episodes", episode("1", f"{year - 1}-05-01", f"{year}-02-01"))
        for year in (2024, 2025)
    })  # fmt: skip
    assert covers(tmp_path) == [(KENT, "2023-04-01", "2025-03-31")]
    assert any(said in note for note in report.notes)


def test_a_file_without_a_year_takes_it_from_its_dates_but_not_from_a_stray_one(tmp_path: Path) -> None:
    many = [episode(str(n), "2024-05-01", "2024-06-01") for n in range(400)]
    report = bring(tmp_path, {"episodes.csv": table("episodes", *many, episode("x", "2084-05-01"))})
    assert covers(tmp_path) == [(KENT, "2024-04-01", "2025-03-31")]
    assert report.refused_by_code == {"AFTER": 1}


def test_years_and_councils_stand_in_columns_or_folders(tmp_path: Path) -> None:
    merged = [
        episode("1", "2024-05-01", LA="Medway", YEAR="2024/25"),
        episode("1", "2025-05-01", LA="Kent", YEAR="2025/26"),
    ]
    bring(tmp_path, {
        "all.csv": table("episodes", *merged, more=("LA", "YEAR")),
        "Bromley/2022-23/episodes.csv": table("episodes", episode("5", "2022-05-01")),
    }, authority=None)  # fmt: skip
    assert covers(tmp_path) == [
        (MEDWAY, "2024-04-01", "2025-03-31"), (BROMLEY, "2022-04-01", "2023-03-31"), (KENT, "2025-04-01", "2026-03-31"),
    ]  # fmt: skip
    assert [row["child_id"] for row in history(tmp_path, "children")] == ["5", f"{MEDWAY}-1", f"{KENT}-1"]
    assert {row["code"] for row in rows(tmp_path / "r" / "authorities.csv")} == {KENT, MEDWAY, BROMLEY}


def test_years_with_a_gap_are_two_covers(tmp_path: Path) -> None:
    bring(tmp_path, {f"{y}.csv": table("episodes", episode("1", f"{y[:4]}-05-01")) for y in ("2020-21", "2022-23")})
    assert covers(tmp_path) == [(KENT, "2020-04-01", "2021-03-31"), (KENT, "2022-04-01", "2023-03-31")]


def test_files_of_more_or_less_than_a_year_can_be_said_so(tmp_path: Path) -> None:
    text = table("episodes", episode("1", "2021-05-01", "2022-05-01"), episode("2", "2025-05-01"))
    report = bring(tmp_path, {"e.csv": text})
    assert any("--since" in note for note in report.notes)
    assert any("--until" in note for note in report.notes)
    bring(tmp_path, {"e.csv": text}, since=date(2021, 4, 1), until=date(2025, 9, 30))
    assert covers(tmp_path) == [(KENT, "2021-04-01", "2025-09-30")]
    assert "as_of = 2026-03-31" in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")


def test_a_row_after_the_day_the_return_was_drawn_is_refused(tmp_path: Path) -> None:
    report = bring(tmp_path, {"e.csv": table("episodes", episode("1", "2025-10-01"), episode("2", "2025-05-01"))},
                   until=date(2025, 9, 30))  # fmt: skip
    assert report.refused_by_code == {"AFTER": 1}


def test_the_day_of_the_children_can_be_chosen_within_the_returns(tmp_path: Path) -> None:
    files = {"2025-26.csv": table("episodes", episode("1", "2025-05-01", "2025-08-01"), episode("2", "2025-07-01"))}
    bring(tmp_path, files, as_of=date(2025, 6, 1))
    assert [row["child_id"] for row in rows(tmp_path / "r" / "children.csv")] == ["1"]
    assert "as_of = 2025-06-01\ncomplete = false" in (tmp_path / "r" / "region.toml").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="2025-04-01 to 2026-03-31"):
        bring(tmp_path, files, as_of=date(2026, 4, 1))


def test_the_latest_header_counts_and_the_others_fill_its_blanks(tmp_path: Path) -> None:
    report = bring(tmp_path, {
        "h 2023-24.csv": table("header", child("1", ETHNIC="MOTH"), child("2", SEX="")),
        "h 2024-25.csv": table("header", child("1", ETHNIC="", DOB="2012-05-07"), child("2", SEX="")),
        "u 2024-25.csv": table("uasc", {"CHILD": "2", "SEX": "M", "DOB": "1999-01-01", "DUC": "2030-05-06"}),
    })  # fmt: skip
    assert account(report, "h 2023-24.csv") == (2, 2, 1, 0)
    one, two = history(tmp_path, "children")
    assert (one["date_of_birth"], one["ethnicity"], one["uasc"]) == ("2012-05-07", "MOTH", "no")
    assert (two["sex"], two["date_of_birth"], two["uasc"], two["uasc_until"]) == (
        "M",
        "2012-05-06",
        "yes",
        "2030-05-06",
    )


def test_nobody_is_said_not_to_be_unaccompanied_by_a_return_without_that_list(tmp_path: Path) -> None:
    bring(tmp_path, {
        "h 2023-24.csv": table("header", child("1"), child("2")), "h 2024-25.csv": table("header", child("2")),
        "u 2023-24.csv": table("uasc", {"CHILD": "3", "DUC": "2030-05-06"}),
    })  # fmt: skip
    assert [row["uasc"] for row in history(tmp_path, "children")] == ["no", "", "yes"]


def test_an_id_the_region_holds_for_another_authority_gets_a_code(tmp_path: Path) -> None:
    bring(tmp_path, {"2025-26.csv": table("episodes", episode("1", "2025-05-01"))}, authority="Medway")
    report = bring(tmp_path, {"2025-26.csv": table("episodes", episode("1", "2025-05-01"))})
    found = {row["child_id"]: row["authority"] for row in rows(tmp_path / "r" / "children.csv")}
    assert found == {"1": MEDWAY, f"{KENT}-1": KENT}
    assert any("more than one authority" in note for note in report.notes)


def test_a_second_import_of_the_same_files_changes_nothing(tmp_path: Path) -> None:
    files = {"h.csv": table("header", child("1")), "e 2025-26.csv": table("episodes", episode("1", "2025-05-01"))}
    bring(tmp_path, files)
    before = bytes_of(tmp_path / "r")
    bring(tmp_path, files)
    assert bytes_of(tmp_path / "r") == before


def test_children_who_left_since_the_last_import_are_named_in_a_count(tmp_path: Path) -> None:
    bring(tmp_path, {"2024-25.csv": table("episodes", episode("1", "2024-05-01"))})
    (tmp_path / "given" / "2024-25.csv").unlink()
    report = bring(tmp_path, {"2025-26.csv": table("episodes", episode("1", "2024-05-01", "2025-05-01"))})
    assert any("already and are not among those looked after" in note for note in report.notes)


@pytest.mark.parametrize("days", [{"until": date(2025, 3, 31)}, {"since": date(2026, 4, 1)}])
def test_a_first_or_last_day_that_leaves_nothing_of_a_return_is_wrong_usage(
    tmp_path: Path, days: dict[str, date]
) -> None:
    with pytest.raises(UsageError):
        bring(tmp_path, {"2025-26.csv": table("episodes", episode("1", "2025-05-01"))}, **days)
    assert not (tmp_path / "r").exists()
