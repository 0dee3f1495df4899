"""`history/` is read whole or not at all: every fault at once, by file, row and column."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from history.making import children, stay, write

from placements.errors import InputError
from placements.history import read_history
from placements.history.kinds import PlacementKind, is_temporary, kind_of
from placements.history.years import ending_of, first_day, last_day, year_name, year_of

COVER = "A,2024-04-01,2025-03-31\n"


def test_a_sound_history_is_typed(tmp_path: Path) -> None:
    found = read_history(
        write(tmp_path, children("2", "1"), stay("2", "01/06/2024") + stay("1", "2024-05-01", "2024-05-03"), COVER)
    )
    assert list(found.children["child_id"]) == ["1", "2"]
    one, two = found.episodes.to_dict("records")
    assert (one["ended_on"], one["until"]) == (pd.Timestamp(2024, 5, 3), pd.Timestamp(2024, 5, 3))
    assert pd.isna(two["ended_on"])
    assert (two["started_on"], two["until"]) == (pd.Timestamp(2024, 6, 1), pd.Timestamp(2025, 4, 1))
    assert one["miles"] == 3.5
    assert one["temporary"] is False
    assert pd.isna(one["placed_in"])
    assert found.covered(date(2025, 3, 31)) == {"A"}
    assert found.covered(date(2025, 4, 1)) == frozenset()


def test_an_open_episode_is_known_to_hold_to_the_end_of_the_last_year_it_was_seen_in(tmp_path: Path) -> None:
    rows = stay("1", "2023-05-01", returns="2023/24") + stay("1", "2023-06-01", returns="2023/24;2024/25")
    found = read_history(write(tmp_path, children("1"), rows, "A,2023-04-01,2024-09-30\n"))
    assert list(found.episodes["until"]) == [pd.Timestamp(2024, 4, 1), pd.Timestamp(2024, 10, 1)]


def test_an_empty_history_is_sound(tmp_path: Path) -> None:
    found = read_history(write(tmp_path))
    assert len(found.children) == len(found.episodes) == len(found.covers) == 0


@pytest.mark.parametrize(
    ("episodes", "covers", "fault"),
    [
        (stay("2", "2024-05-01"), COVER, ("episodes", 2, "child_id", "UNKNOWN_ID")),
        (stay("1", "2024-05-01", authority="B"), COVER, ("episodes", 2, "authority", "UNKNOWN_AUTHORITY")),
        (stay("1", "2024-05-01"), "", ("episodes", 2, "authority", "UNKNOWN_AUTHORITY")),
        (stay("1", "2024-05-01") * 2, COVER, ("episodes", 3, None, "DUPLICATE")),
        (stay("1", "2024-05-01") + stay("1", "01/05/2024"), COVER, ("episodes", 3, "started_on", "DUPLICATE")),
        (stay("1", "2024-05-01", "2024-04-30"), COVER, ("episodes", 2, "ended_on", "DATES")),
        (stay("1", "2024-13-01"), COVER, ("episodes", 2, "started_on", "DATE")),
        (stay("1", "2024-05-01", place="Q9"), COVER, ("episodes", 2, "placement", "WORD")),
        (stay("1", "2024-05-01", kind="residential"), COVER, ("episodes", 2, "kind", "WORD")),
        (stay("1", "2024-05-01", kind="castle"), COVER, ("episodes", 2, "kind", "WORD")),
        (stay("1", "2024-05-01").replace(",no,no,", ",yes,no,"), COVER, ("episodes", 2, "temporary", "FLAG")),
        (stay("1", "2024-05-01", returns="2024"), COVER, ("episodes", 2, "returns", "DATE")),
        (stay("1", "2024-05-01", returns=""), COVER, ("episodes", 2, "returns", "BLANK")),
        (stay("1", "2024-05-01", returns=";"), COVER, ("episodes", 2, "returns", "DATE")),
        ("", "A,2025-04-01,2025-03-31\n", ("covers", 2, "to", "DATES")),
        ("", COVER + "A,2025-03-31,2026-03-31\n", ("covers", 3, "from", "DATES")),
        ("", COVER * 2, ("covers", 3, None, "DUPLICATE")),
    ],
)
def test_a_fault_is_named_by_its_place(
    tmp_path: Path, episodes: str, covers: str, fault: tuple[str, int, str | None, str]
) -> None:
    with pytest.raises(InputError) as refused:
        read_history(write(tmp_path, children("1"), episodes, covers))
    table, row, column, code = fault
    assert [(p.table, p.row, p.column, p.code) for p in refused.value.problems] == [
        (f"history/{table}.csv", row, column, code)
    ]


def test_every_fault_is_found_at_once(tmp_path: Path) -> None:
    write(tmp_path, children("1", "1"), stay("3", "soon") + stay("1", "2024-05-01", kind="castle"), "A,,x\n")
    (tmp_path / "history" / "children.csv").write_text("child_id,sex\n1,F\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_history(tmp_path)
    assert {p.table for p in refused.value.problems} == {f"history/{n}.csv" for n in ("children", "episodes", "covers")}
    assert len(refused.value.problems) >= 5


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_history(tmp_path)
    assert [p.code for p in refused.value.problems] == ["TABLE"] * 3


def test_kinds_cover_every_code_once() -> None:
    assert kind_of("K3") is kind_of("H5") is PlacementKind.SUPPORTED
    assert kind_of("XX") is None
    assert [code for code in ("T0", "T4", "U4", "Z1") if is_temporary(code)] == ["T0", "T4"]


def test_every_placement_code_with_an_era_has_a_kind() -> None:
    from placements.law.codes_903 import codes

    assert all(kind_of(one.code) for one in codes() if one.item == "place")


def test_years_run_from_april_to_march() -> None:
    assert year_name(2000) == "1999/00"
    assert (ending_of("1999/00"), ending_of("2025/26"), ending_of("2025/27"), ending_of("2026")) == (
        2000,
        2026,
        None,
        None,
    )
    assert (year_of(date(2026, 3, 31)), year_of(date(2026, 4, 1))) == (2026, 2027)
    assert (first_day(2026), last_day(2026)) == (date(2025, 4, 1), date(2026, 3, 31))
