"""One placement a child on a day, as published counts have it; against a count child by child."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from history.making import children, stay, write
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.errors import UsageError
from placements.history import current, read_history, stock_on

COVER = "A,2024-04-01,2025-03-31\n"
KINDS = {"U4": "foster", "U1": "foster_kin", "K2": "residential", "T1": "other", "T2": "other"}


def on(tmp_path: Path, day: date, *rows: str, **options: bool) -> dict[str, tuple[str, str]]:
    names = sorted({row.split(",")[0] for row in rows})
    found = current(read_history(write(tmp_path, children(*names), "".join(rows), COVER)), day, **options)
    away = found["away"].fillna("")
    return dict(zip(found["child_id"], zip(found["placement"], away, strict=True), strict=True))


def test_the_first_day_counts_and_the_day_of_the_end_does_not(tmp_path: Path) -> None:
    one = stay("1", "2024-05-02", "2024-05-04")
    days = [date(2024, 5, day) for day in (1, 2, 3, 4)]
    assert [list(on(tmp_path, day, one)) for day in days] == [[], ["1"], ["1"], []]


def test_of_episodes_that_overlap_the_last_begun_counts(tmp_path: Path) -> None:
    rows = stay("1", "2024-05-01", "2024-09-01"), stay("1", "2024-06-01", "2024-07-01", "K2", "residential")
    found = [on(tmp_path, date(2024, month, 15), *rows)["1"][0] for month in (5, 6, 7)]
    assert found == ["U4", "K2", "U4"]


def test_a_child_away_within_a_placement_stays_in_it(tmp_path: Path) -> None:
    rows = stay("1", "2024-05-01", "2024-09-01"), stay("1", "2024-06-01", "2024-06-05", "T1", "other")
    assert on(tmp_path, date(2024, 6, 3), *rows) == {"1": ("U4", "T1")}
    assert on(tmp_path, date(2024, 6, 5), *rows) == {"1": ("U4", "")}


def test_a_child_away_between_two_episodes_counts_where_the_child_comes_from(tmp_path: Path) -> None:
    rows = (
        stay("1", "2024-05-01", "2024-06-01", "K2", "residential"),
        stay("1", "2024-06-01", "2024-06-03", "T1", "other"),
        stay("1", "2024-06-03", "2024-06-05", "T2", "other", status="C1"), stay("1", "2024-06-05", place="U4"),
        stay("2", "2024-06-02", "2024-06-09", "T2", "other"),
    )  # fmt: skip
    assert on(tmp_path, date(2024, 6, 4), *rows) == {"1": ("K2", "T2"), "2": ("T2", "T2")}
    found = current(read_history(tmp_path), date(2024, 6, 4))
    assert list(found["legal_status"]) == ["C1", "C2"]
    assert list(found["kind"]) == ["residential", "other"]
    assert found["started_on"][0].date() == date(2024, 5, 1)
    assert found["away_since"][0].date() == date(2024, 6, 3)


def test_short_breaks_count_only_if_asked_for(tmp_path: Path) -> None:
    rows = (
        stay("1", "2024-05-01", status="V4"),
        stay("2", "2024-05-01", status="V3"),
        stay("3", "2024-05-01", status=""),
    )
    assert list(on(tmp_path, date(2024, 6, 1), *rows)) == ["3"]
    assert list(on(tmp_path, date(2024, 6, 1), *rows, short_breaks=True)) == ["1", "2", "3"]


def test_only_authorities_whose_returns_cover_the_day_count(tmp_path: Path) -> None:
    rows = stay("1", "2023-05-01") + stay("2", "2024-05-01", authority="B", returns="2025/26")
    write(tmp_path, children("1") + children("2", authority="B"), rows, COVER + "B,2025-04-01,2026-03-31\n")
    history = read_history(tmp_path)
    assert list(current(history, date(2025, 3, 31))["child_id"]) == ["1"]
    assert stock_on(history, date(2025, 4, 1)).to_dict("records") == [
        {"authority": "B", "kind": "foster", "children": 1}
    ]
    with pytest.raises(UsageError, match="2024-04-01 to 2026-03-31"):
        current(history, date(2026, 4, 1))
    with pytest.raises(UsageError, match="no episodes"):
        stock_on(read_history(write(tmp_path)), date(2025, 4, 1))


SPELLS = st.lists(
    st.tuples(
        st.sampled_from("123"),
        st.integers(0, 40),
        st.integers(0, 20) | st.none(),
        st.sampled_from(sorted(KINDS)),
        st.sampled_from(("C2", "V3")),
    ),
    max_size=12,
    unique_by=lambda spell: spell[:2],
)


@given(SPELLS, st.integers(0, 60))
@settings(max_examples=80, deadline=None)
def test_stock_and_placements_equal_a_count_child_by_child(
    spells: list[tuple[str, int, int | None, str, str]], at: int
) -> None:
    def after(days: int) -> str:
        return str(date(2024, 4, 1) + timedelta(days=days))

    day = date.fromisoformat(after(at))
    rows = "".join(
        stay(child, after(first), "" if nights is None else after(first + nights), place, KINDS[place], status)
        for child, first, nights, place, status in spells
    )
    with tempfile.TemporaryDirectory() as folder:
        history = read_history(write(Path(folder), children("1", "2", "3"), rows, COVER))
    expected = {child: found for child in "123" if (found := _placed(child, spells, at))}
    now = current(history, day)
    assert dict(zip(now["child_id"], now["placement"], strict=True)) == expected
    stock = stock_on(history, day)
    assert dict(zip(stock["kind"], stock["children"], strict=True)) == Counter(KINDS[p] for p in expected.values())
    assert stock["children"].sum() == len(expected)


def _placed(child: str, spells: list[tuple[str, int, int | None, str, str]], at: int) -> str:
    theirs = [
        (first, 999 if n is None else first + n, place) for c, first, n, place, s in spells if c == child and s != "V3"
    ]
    there = sorted(spell for spell in theirs if spell[0] <= at < spell[1])
    kept = [spell for spell in there if not spell[2].startswith("T")]
    if kept or not there:
        return kept[-1][2] if kept else ""
    before = there[-1]
    while earlier := [spell for spell in theirs if spell[1] == before[0] and spell[0] < spell[1]]:
        before = max(earlier)
        if not before[2].startswith("T"):
            return before[2]
    return there[-1][2]
